"""Every problem of a package has a short Vietnamese text, and the check that finds it fills that text."""

import ast
import tomllib
from collections.abc import Iterator

import pytest

from tests.helpers.packages import messages
from tests.helpers.repository import PACKAGE, ROOT, syntax_tree

TEXTS = tomllib.loads((ROOT / "resources" / "messages" / "package.toml").read_text(encoding="utf-8"))
VERIFIER = [PACKAGE / "usecases" / f"{name}.py" for name in ("verify_package", "compare_tables", "compare_replacement")]
JUDGEMENTS = {"package-finding-hidden", "package-finding-invented"}
"""Told with the errors, since they are about the report and not about a file."""
MOST_WORDS = 30


def faults() -> Iterator[tuple[str, dict[str, object]]]:
    """Code and parameters of each fault raised or yielded in the package adapter."""
    for path in sorted((PACKAGE / "adapters" / "package").glob("*.py")):
        for node in ast.walk(syntax_tree(path)):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("Fault", "_refused", "_refusal"):
                codes = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                given = {word.arg: "x" for word in node.keywords if word.arg} | {"file": "x"}
                yield from ((code, given) for code in codes if str(code).startswith("package-"))


@pytest.mark.parametrize(("code", "given"), list(faults()), ids=[code for code, _ in faults()])
def test_a_fault_fills_its_text(code: str, given: dict[str, object]) -> None:
    assert "x" in messages().text(code, given)


def test_faults_are_found_in_the_source() -> None:
    assert len(list(faults())) > 30


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_short_and_says_what_to_do(code: str) -> None:
    text = TEXTS[code]["text"]
    assert len(text.split()) <= MOST_WORDS
    assert text.count(".") >= 2 or code == "package-newer"


def test_no_text_is_left_over_and_none_lacks() -> None:
    named = {
        str(node.value)
        for path in (*(PACKAGE / "adapters" / "package").glob("*.py"), *VERIFIER)
        for node in ast.walk(syntax_tree(path))
        if isinstance(node, ast.Constant) and str(node.value).startswith("package-")
    }
    assert named - JUDGEMENTS == {code for code in TEXTS if code.startswith("package-")}
