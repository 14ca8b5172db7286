"""The repository speaks of the product alone: no path of a machine, no host that packages came from."""

import re

import pytest

from tests.helpers.repository import ROOT, repository_files

# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:(?:work|farm|root)/|(?:home|tmp|opt)/\w)")
REGISTRY_HOST = re.compile(r"py(?:pi)\.|python(?:hosted)\.|npm(?:js)\.|deb\.(?:debian)\.|index[-]url")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in repository_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a document
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return found


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRY_HOST) == []


@pytest.mark.parametrize("tail", ["work/main", "farm/x", "tmp/x.py", "home/an/so", "root/.cache", "opt/x"])
def test_a_machine_path_is_recognised(tail: str) -> None:
    assert MACHINE_PATH.search(f'open("/{tail}")')
    assert MACHINE_PATH.search(f"file:///{tail}")


@pytest.mark.parametrize("text", ["docs/work/x", "a/tmp/b", "tmp_path / 'x'", "./root/x"])
def test_a_relative_path_is_no_machine_path(text: str) -> None:
    assert not MACHINE_PATH.search(text)
