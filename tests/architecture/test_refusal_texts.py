"""Every refusal that the program can raise has a Vietnamese text, and gives that text what it fills in."""

import ast
from collections.abc import Iterator

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from tests.helpers.repository import PACKAGE, ROOT, syntax_tree

REFUSALS = {"InputRefused", "NotAllowedYet", "WorldRefused"}
ANYTHING = "**"


def raised() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Place, code and parameters of each refusal whose code stands in the source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(syntax_tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    names = {keyword.arg or ANYTHING: "x" for keyword in node.keywords}
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", str(code.value), dict(names)


def test_every_refusal_has_a_text_and_the_parameters_it_needs() -> None:
    messages = TomlMessages(ROOT / "resources" / "messages")
    found = []
    for place, code, parameters in raised():
        if code not in messages.codes():
            found.append(f"{place}: {code} has no text")
        elif ANYTHING not in parameters:
            try:
                messages.text(code, parameters)
            except KeyError as lacking:
                found.append(f"{place}: the text of {code} needs {lacking}")
    assert list(raised())
    assert found == []

