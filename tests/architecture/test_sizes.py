"""Code stays readable in pieces: no long function, no long file."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.repository import PACKAGE, ROOT, syntax_tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 400


def functions() -> Iterator[tuple[str, int]]:
    """Name with place, and number of lines, of each function of the program."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(syntax_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_function_is_longer_than_sixty_lines() -> None:
    sizes = dict(functions())
    assert sizes, "no function found: the test looks in the wrong place"
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def test_no_file_of_the_program_is_longer_than_four_hundred_lines() -> None:
    sizes = {str(path.relative_to(ROOT)): line_count(path) for path in PACKAGE.rglob("*.py")}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}
