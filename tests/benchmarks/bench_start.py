"""Start to first paint, whole processes: the program against a bare PySide6 window and one with ordinary widgets."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.helpers.ratio import Ratio
from tests.helpers.repository import ROOT

ROUNDS = 11
_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
"""
BARE = f"""{_WINDOW}
application = QApplication([])
window = Window()
window.resize(1180, 690)
window.show()
application.exec()
"""
REALISTIC = f"""{_WINDOW}
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QToolBar, QTreeWidget, QTreeWidgetItem, QSplitter

application = QApplication([])
window = Window()
for name in ("Tệp", "Sửa", "Xem", "Trợ giúp"):
    menu = window.menuBar().addMenu(name)
    for number in range(8):
        menu.addAction(f"{{name}} {{number}}")
bar = QToolBar()
for number in range(10):
    bar.addAction(f"Lệnh {{number}}")
window.addToolBar(bar)
table = QTableWidget(60, 14)
for row in range(60):
    for column in range(14):
        table.setItem(row, column, QTableWidgetItem(f"{{row}}/{{column}}"))
tree = QTreeWidget()
for number in range(20):
    branch = QTreeWidgetItem(tree, [f"Mục {{number}}"])
    for leaf in range(5):
        QTreeWidgetItem(branch, [f"Mục {{number}}.{{leaf}}"])
parts = QSplitter()
parts.addWidget(tree)
parts.addWidget(table)
window.setCentralWidget(parts)
window.resize(1180, 690)
window.statusBar().showMessage("Sẵn sàng")
window.show()
application.exec()
"""
# The program as `python -m sonla_desktop` starts it; only the end of the process comes earlier.
PROGRAM = """
import os, sys
import sonla_desktop.cli
import sonla_desktop.ui.shell.first_window as shell

def paint(window, event, usual=shell.FirstWindow.paintEvent):
    usual(window, event)
    os._exit(0)

shell.FirstWindow.paintEvent = paint
sys.argv = ["sonla-desktop"]
from sonla_desktop.__main__ import main
sys.exit(main())
"""


def measure() -> Iterator[Ratio]:
    """Ratios are taken round by round, since a machine is not equally fast all the time."""
    with tempfile.TemporaryDirectory() as home:
        rounds = [tuple(_seconds(code, Path(home)) for code in (BARE, REALISTIC, PROGRAM)) for _ in range(ROUNDS)]
    rounds = rounds[1:]  # the first one compiles modules and fills the file cache
    yield Ratio("mở chương trình tới lần vẽ đầu", "cửa sổ PySide6 trống", median(p / b for b, _, p in rounds), 1.6)
    yield Ratio("mở chương trình tới lần vẽ đầu", "cửa sổ có bảng, cây, menu", median(p / r for _, r, p in rounds), 1.2)


def _seconds(code: str, home: Path) -> float:
    folders = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(home / "pyc")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program does not compile its modules at each start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start
