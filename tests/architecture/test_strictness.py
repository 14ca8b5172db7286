"""What would be easy to overlook fails a test: log lines, Python warnings and Qt warnings nobody foresaw."""

import re
import tomllib

import pytest

from tests.helpers.repository import ROOT

TESTS = """
import logging
import warnings

LOGGER = logging.getLogger("sonla_desktop.store")

def test_quiet(): pass
def test_information(): LOGGER.info("đã mở")
def test_warning(): LOGGER.warning("đĩa đầy")
def test_foreseen_warning(logged_warnings):
    LOGGER.warning("đĩa đầy")
    assert logged_warnings == ["đĩa đầy"]
def test_foreseen_and_absent(logged_warnings): pass
def test_python_warning(): warnings.warn("cũ")
def test_qt_warning(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("sai")
"""


def pytest_settings() -> dict[str, object]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["pytest"]["ini_options"]


def test_only_tests_without_unforeseen_warnings_pass(pytester: pytest.Pytester) -> None:
    settings = pytest_settings()
    filters = "\n    ".join(settings["filterwarnings"])
    pytester.makeini(
        f"[pytest]\nfilterwarnings =\n    {filters}\n"
        f"qt_api = {settings['qt_api']}\nqt_log_level_fail = {settings['qt_log_level_fail']}\n"
    )
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(TESTS)
    lines = pytester.runpytest_subprocess("-rA", "-p", "no:cacheprovider").outlines
    bad = {match[1] for line in lines if (match := re.match(r"(?:ERROR|FAILED) \S+::test_(\w+)", line))}
    passed = {match[1] for line in lines if (match := re.match(r"PASSED \S+::test_(\w+)", line))}
    assert bad == {"warning", "foreseen_and_absent", "python_warning", "qt_warning"}
    assert passed - bad == {"quiet", "information", "foreseen_warning"}


def test_exceptions_to_the_warning_rule_name_the_message() -> None:
    first, *exceptions = pytest_settings()["filterwarnings"]
    assert first == "error"
    assert [rule for rule in exceptions if not re.match(r"ignore:[^:]+:\w+", rule)] == []
