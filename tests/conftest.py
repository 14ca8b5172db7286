"""Every test runs without a screen, away from the user's folders, and must log nothing unforeseen."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("SONLA_TODAY", None)
# Kept from run to run: matplotlib needs seconds to list the fonts of a machine.
os.environ["MPLCONFIGDIR"] = str(Path(__file__).resolve().parents[1] / "build" / "matplotlib")

_HOME_VARIABLES = {
    "HOME": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
}


@pytest.fixture(scope="session", autouse=True)
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in _HOME_VARIABLES.items():
            patch.setenv(variable, str(home / folder))
        yield


class _WarningsLogged(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def _no_unforeseen_log_lines(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fails a test in which the program logged a warning, unless it asked for `logged_warnings`."""
    handler = _WarningsLogged()
    logger = logging.getLogger("sonla_desktop")
    logger.addHandler(handler)
    yield handler.messages
    logger.removeHandler(handler)
    if "logged_warnings" not in request.fixturenames and handler.messages:
        pytest.fail("The program logged: " + "; ".join(handler.messages), pytrace=False)


@pytest.fixture
def logged_warnings(_no_unforeseen_log_lines: list[str]) -> Iterator[list[str]]:
    """For a test that expects the program to log warnings: their texts so far. At least one must come."""
    yield _no_unforeseen_log_lines
    if not _no_unforeseen_log_lines:
        pytest.fail("The program was expected to log a warning and did not.", pytrace=False)

