"""The import rules see every way of writing an import; a rule that sees nothing would always pass."""

import ast

import pytest

from tests.helpers.imports import imported_modules, within


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import sqlalchemy.orm", {"sqlalchemy.orm"}),
        ("import docx as d", {"docx"}),
        ("from sonla_desktop import ui", {"sonla_desktop", "sonla_desktop.ui"}),
        ("def late():\n    from PySide6.QtCore import Qt", {"PySide6.QtCore", "PySide6.QtCore.Qt"}),
        ("from . import agency", {"sonla_desktop.domain", "sonla_desktop.domain.agency"}),
        ("from ..ui import app", {"sonla_desktop.ui", "sonla_desktop.ui.app"}),
        ("x = 'import os'", set()),
    ],
)
def test_every_form_of_import_is_seen(source: str, expected: set[str]) -> None:
    assert imported_modules(ast.parse(source), "sonla_desktop.domain.period") == expected


def test_a_relative_import_in_a_package_starts_from_the_package_itself() -> None:
    found = imported_modules(ast.parse("from .period import x"), "sonla_desktop.domain", is_package=True)
    assert "sonla_desktop.domain.period" in found


@pytest.mark.parametrize(
    ("module", "package", "expected"),
    [("a.b.c", "a.b", True), ("a.b", "a.b", True), ("a.bc", "a.b", False), ("a", "a.b", False)],
)
def test_within_means_the_package_or_below(module: str, package: str, expected: bool) -> None:
    assert within(module, package) is expected
