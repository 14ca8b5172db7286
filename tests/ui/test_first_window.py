"""The start: something is painted before anything is loaded that the first paint does not need."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.fresh_python import output_of

START = """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sonla_desktop.bootstrap import build_world
from sonla_desktop.paths import resources_dir
from sonla_desktop.ui import app

application = QApplication([])

def look():
    seen = [type(shown).__name__ for shown in QApplication.topLevelWidgets() if shown.isVisible()]
    if seen == ["MainWindow"] and window().start is not None:
        print(*seen)
        window().close()

def window():
    return next(shown for shown in QApplication.topLevelWidgets() if type(shown).__name__ == "MainWindow")

turn = QTimer(interval=50)
turn.timeout.connect(look)
turn.start()
store = Path("FOLDER")
code = app.run(resources_dir(), build_world, store, store, str)
print(code)
"""


def test_the_real_window_takes_the_place_of_the_first_one(tmp_path: Path) -> None:
    said = output_of(START.replace("FOLDER", str(tmp_path / "so-bao-cao"))).split()
    assert said[0] == "MainWindow"
    assert said[-1] == "0"


def test_before_the_first_paint_neither_rules_nor_use_cases_are_loaded() -> None:
    loaded = output_of(
        "import sys\n"
        "import sonla_desktop.ui.app\n"
        "parts = ('sonla_desktop.domain', 'sonla_desktop.usecases', 'sonla_desktop.adapters')\n"
        "print(*[name for name in sys.modules if name.startswith(parts)])"
    )
    assert loaded.split() == []
