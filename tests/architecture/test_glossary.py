"""The glossary is normative: what it names exists in the program, under that name and no other."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from tests.helpers.repository import PACKAGE, ROOT, syntax_tree

GLOSSARY = ROOT / "docs" / "glossary.md"
_IDENTIFIER = re.compile(r"`([A-Za-z_]+(?:\.[A-Za-z_]+)?)`")


def rows() -> list[list[str]]:
    """Cells of every table row, headings left out."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if row[0] not in ("Vietnamese", "---")]


def named_identifiers() -> list[str]:
    return [name for row in rows() for name in _IDENTIFIER.findall(row[2])]


@cache
def defined_names() -> set[str]:
    """Names that the inner layers define: classes, functions, fields, and members as ``Class.member``."""
    names: set[str] = set()
    for layer in ("domain", "usecases"):
        for path in (PACKAGE / layer).rglob("*.py"):
            for node in ast.walk(syntax_tree(path)):
                names |= _defined_by(node)
    return names


def _defined_by(node: ast.AST) -> set[str]:
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    if not isinstance(node, ast.ClassDef):
        return set()
    members = {name for statement in node.body for name in _members(statement)}
    return {node.name} | members | {f"{node.name}.{member}" for member in members}


def _members(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_the_glossary_is_read() -> None:
    assert {"ReportingPeriod", "Task", "FigureState.NOT_ARISING"} <= set(named_identifiers())


@pytest.mark.parametrize("name", sorted(set(named_identifiers())))
def test_every_identifier_of_the_glossary_is_defined(name: str) -> None:
    assert name in defined_names()


def test_a_vietnamese_term_has_one_row_and_an_identifier_one_term() -> None:
    terms = Counter(row[0].casefold() for row in rows())
    identifiers = Counter(named_identifiers())
    assert [term for term, times in terms.items() if times > 1] == []
    assert [name for name, times in identifiers.items() if times > 1] == []


def test_every_row_has_four_filled_cells() -> None:
    assert [row for row in rows() if len(row) != 4 or not all(row)] == []
