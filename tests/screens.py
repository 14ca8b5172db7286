"""Pictures of every page and dialog, to be looked at: ``python -m tests.screens`` writes them into build/screens.

Without options: 1366×768 (also at 125%) and 1920×1080, light and dark, one folder each; ``--docs`` renews the pictures
of the README alone. Options take one kind: ``--size 1366x768 --scale 1.25 --dark``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.paths import resources_dir
from sonla_desktop.ui.app import make_application, speak
from sonla_desktop.ui.evidence.attach_dialog import AttachDialog
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.form_screen.state import NUMBERS
from sonla_desktop.ui.indicators.passport import PassportWindow
from sonla_desktop.ui.look import DARK, LIGHT, force
from sonla_desktop.ui.overview.board_dialog import BoardDialog
from sonla_desktop.ui.overview.charts_window import ChartsWindow
from sonla_desktop.ui.places import (
    CHECKING,
    CLOSING,
    EVIDENCE,
    EXPLANATIONS,
    HISTORY,
    INDICATORS,
    MONTHLY_UPDATE,
    OVERVIEW,
    REPORT_EXPORT,
    SETTINGS,
    TASKS,
    Place,
)
from sonla_desktop.ui.preview.window import open_preview
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.report_export.outcome_dialog import OutcomeDialog
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory

TODAY = "2026-11-09T13:00"
TASK_BAR = 68
"""What the task bar and the window's own frame take of the screen's height."""
VARIANTS = {
    "1366-sang": ["--size", "1366x768"],
    "1366-sang-125": ["--size", "1366x768", "--scale", "1.25"],
    "1366-toi": ["--size", "1366x768", "--dark"],
    "1920-sang": ["--size", "1920x1080"],
    "1920-toi": ["--size", "1920x1080", "--dark"],
}
README_PICTURES = {"2-tong-quan": "tong-quan", "4-chi-tieu": "cap-nhat-thang", "13-xem-truoc": "xem-truoc"}
PLACES = {
    "2-tong-quan": Place(OVERVIEW),
    "3-nhiem-vu": Place(MONTHLY_UPDATE, TASKS),
    "4-chi-tieu": Place(MONTHLY_UPDATE, INDICATORS),
    "5-thuyet-minh": Place(MONTHLY_UPDATE, EXPLANATIONS),
    "6-kiem-tra": Place(MONTHLY_UPDATE, CHECKING),
    "7-chot": Place(MONTHLY_UPDATE, CLOSING),
    "8-xuat": Place(REPORT_EXPORT),
    "17-minh-chung": Place(EVIDENCE),
    "9-thiet-lap": Place(SETTINGS),
    "9-thiet-lap-gioi-han": Place(SETTINGS, field="check_parameters.sample_margin"),
    "15-lich-su": Place(HISTORY),
}


def wait_until(holds: Callable[[], bool], seconds: int = 60) -> None:
    """Lets Qt work until something holds."""
    limit, loop = QDeadlineTimer(seconds * 1000), QEventLoop()
    while not holds() and not limit.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    if not holds():
        raise TimeoutError("the window did not get there")


def settle(window: MainWindow) -> None:
    """Waits for all work of the window."""
    wait_until(lambda: window.runner.idle)
    for _ in range(5):
        QApplication.processEvents()


def take_other_months(window: MainWindow, target: Path, store: Path) -> None:
    """A month closed and handed out, and the first month of an agency that has entered nothing."""
    window.go_to(Place(MONTHLY_UPDATE, CLOSING))
    window.workspace.page.steps[CLOSING].view.close_month.click()
    wait_until(lambda: window.desk.snapshot.month.closed)
    settle(window)
    window.grab().save(str(target / "10-da-chot.png"))
    window.go_to(Place(REPORT_EXPORT))
    page = window.workspace.page
    page.folder = store.parent / "xuat"
    page.view.export.click()
    settle(window)
    window.grab().save(str(target / "11-da-xuat.png"))
    take_replacement(window, target)
    window.show_start()
    settle(window)
    window.start.view.search.setText("tô hiệu")
    window.start.view.search.textEdited.emit("tô hiệu")
    window.start.view.officer.setText("Lò Thị Mai")
    window.start.view.officer.textEdited.emit("Lò Thị Mai")
    settle(window)
    window.grab().save(str(target / "12-san-sang.png"))
    window.start.view.create.click()
    wait_until(lambda: window.desk.store is not None and not window.desk.store.is_sample)
    settle(window)
    for name in ("2-tong-quan", "3-nhiem-vu", "4-chi-tieu", "5-thuyet-minh", "6-kiem-tra", "7-chot"):
        window.go_to(PLACES[name])
        settle(window)
        window.grab().save(str(target / f"2{name}-trong.png"))


def take_replacement(window: MainWindow, target: Path) -> None:
    """The form of what came back, the dialog that opens a replacement, and the replacement being edited."""
    page = window.workspace.page
    page.view.record.click()
    form = window.findChild(OutcomeDialog)
    settle(window)
    form.grab().save(str(target / "18-ghi-ket-qua.png"))
    form.number.setText("45")
    form.record.click()
    settle(window)
    form.grab().save(str(target / "18-ghi-ket-qua-thieu-ngay.png"))
    form.reject()
    page.view.amend.click()
    dialog = window.findChild(ReplacementDialog)
    settle(window)
    dialog.grab().save(str(target / "17-lap-thay-the.png"))
    dialog.reason.setPlainText("Cộng sót sổ văn bản đi.")
    dialog.open_it.click()
    wait_until(lambda: not window.desk.snapshot.month.closed)
    settle(window)
    window.grab().save(str(target / "17-dang-thay-the-xuat.png"))
    reading = window.desk.snapshot.report.indicators[0]
    window.desk.put_reading(replace(reading, numerator=reading.numerator - 3, note="Cộng lại sổ văn bản đi."))
    window.desk.drafts.flush()
    settle(window)
    for name, step in (("17-dang-thay-the-chot", CLOSING), ("17-dang-thay-the-kiem-tra", CHECKING)):
        window.go_to(Place(MONTHLY_UPDATE, step))
        settle(window)
        window.grab().save(str(target / f"{name}.png"))


def type_into(grid: Grid) -> None:
    """Fills a few cells of a grid and leaves the last one open, with a figure that could be two."""
    model = grid.grid_model
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    entered = [place for place in places if model.field(place) is not None]
    for number, place in enumerate(entered[:14]):
        field = model.field(place)
        if field is not None:
            choice = field.choices[0].value if field.choices else "5/11/2026"
            kinds = {FieldType.CHOICE: choice, FieldType.YES_NO: "true", FieldType.DATE: "5/11/2026"}
            text = "Đã ban hành văn bản, giao phòng chuyên môn theo dõi" if "text" in field.type else str(90 - number)
            grid.typed.emit(place, kinds.get(field.type, text))
    if entered:
        grid.setFocus()
        grid.setCurrentIndex(entered[0])
        if model.field(entered[0]).type in NUMBERS:
            grid.typed.emit(entered[0], "1.25x")
        grid.edit(entered[0])


def take_forms(window: MainWindow, target: Path) -> None:
    """Every other form: its overview, and each section of each of its steps."""
    for form in [form for form, _ in window.desk.snapshot.forms if form != window.desk.form]:
        window.desk.choose_form(form)
        settle(window)
        wait_until(lambda form=form: window.desk.snapshot.month.key.form == form)
        window.go_to(Place(OVERVIEW))
        settle(window)
        window.grab().save(str(target / f"30-{form}-tong-quan.png"))
        window.go_to(Place(MONTHLY_UPDATE))
        for number, step in enumerate(list(window.workspace.page.view.steps)[:-3], 1):
            window.go_to(Place(MONTHLY_UPDATE, step))
            settle(window)
            page = window.workspace.page.steps[step]
            chooser = getattr(page, "chooser", None)
            for part in range(chooser.count() if chooser is not None else 1):
                if chooser is not None:
                    chooser.setCurrentIndex(part)
                settle(window)
                window.grab().save(str(target / f"31-{form}-{number}-{part + 1}.png"))
                if grids := [grid for grid in page.findChildren(Grid) if grid.isVisible()]:
                    type_into(grids[0])
                    settle(window)
                    window.grab().save(str(target / f"32-{form}-{number}-{part + 1}.png"))


def take_preview(window: MainWindow, target: Path) -> None:
    """The first page of the open month as it would be printed, and the print dialog."""
    shown = open_preview(window.desk, window)
    shown.resize(window.width() - 40, window.height() - 40)
    settle(window)
    shown.grab().save(str(target / "13-xem-truoc.png"))
    shown.view.print.click()
    settle(window)
    shown.print_dialog.grab().save(str(target / "14-in.png"))
    shown.print_dialog.reject()
    shown.close()
    settle(window)


def take_versions(window: MainWindow, target: Path) -> None:
    """Every version of the sample, and what a version changed of the one before."""
    window.go_to(Place(HISTORY))
    settle(window)
    page = window.workspace.page
    page.tabs.setCurrentIndex(1)
    settle(window)
    page.versions.list.selectRow(1)
    window.grab().save(str(target / "16-phien-ban.png"))
    page.tabs.setCurrentIndex(0)
    settle(window)


def take_passport(window: MainWindow, target: Path) -> None:
    """The passport of the first indicator, as large as the window lets it be."""
    window.go_to(PLACES["4-chi-tieu"])
    settle(window)
    window.workspace.page.steps[INDICATORS].view.passport.click()
    settle(window)
    shown = window.findChild(PassportWindow)
    shown.resize(window.width() - 40, window.height() - 40)
    settle(window)
    shown.grab().save(str(target / "4-ho-so-chi-tieu.png"))
    shown.close()
    settle(window)


def take_board(window: MainWindow, target: Path) -> None:
    """Lịch báo cáo of the whole year, as large as the window lets it be."""
    window.go_to(PLACES["2-tong-quan"])
    settle(window)
    window.workspace.page.view.board.whole_year.click()
    shown = window.findChild(BoardDialog)
    shown.resize(window.width() - 40, window.height() - 40)
    settle(window)
    shown.grab().save(str(target / "2-lich-bao-cao.png"))
    shown.reject()
    settle(window)


def take_charts(window: MainWindow, target: Path) -> None:
    """Both charts of Tổng quan."""
    window.go_to(PLACES["2-tong-quan"])
    settle(window)
    window.workspace.page.view.charts.click()
    shown = window.findChild(ChartsWindow)
    for number in range(shown.tabs.count()):
        shown.tabs.setCurrentIndex(number)
        settle(window)
        wait_until(lambda: shown.drawn)
        shown.grab().save(str(target / f"2-bieu-do-{number + 1}.png"))
    shown.close()
    settle(window)


def take_attaching(window: MainWindow, target: Path) -> None:
    """What a file of the shelf can be attached to."""
    window.go_to(PLACES["17-minh-chung"])
    settle(window)
    window.workspace.page.view.attach.click()
    shown = window.findChild(AttachDialog)
    shown.grab().save(str(target / "18-gan-tep.png"))
    shown.reject()
    settle(window)


def take_all(target: Path, size: tuple[int, int], *, dark: bool) -> None:
    """Takes the pictures of one size and one scheme."""
    target.mkdir(parents=True, exist_ok=True)
    application = make_application(resources_dir())
    texts = speak(application, resources_dir())
    force(application, DARK if dark else LIGHT)
    factor = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        store = Path(folder) / "so-bao-cao"
        window = MainWindow(lambda: build_world(TODAY), store, store, WindowMemory())
        window.resize(int(size[0] / factor), int((size[1] - TASK_BAR) / factor))
        window.show()
        wait_until(lambda: window.start is not None)
        settle(window)
        window.grab().save(str(target / "1-bat-dau.png"))
        window.start.view.open_sample.click()
        wait_until(lambda: window.desk.snapshot is not None)
        settle(window)
        for name, place in PLACES.items():
            window.go_to(place)
            settle(window)
            window.grab().save(str(target / f"{name}.png"))
        take_board(window, target)
        take_charts(window, target)
        take_attaching(window, target)
        take_passport(window, target)
        take_versions(window, target)
        take_forms(window, target)
        window.desk.choose_form("kh-2026")
        settle(window)
        take_preview(window, target)
        take_other_months(window, target, store)
        window.close()
        settle(window)
    del texts


def take_variants(target: Path, names: list[str]) -> None:
    """Each kind in a process of its own: Qt knows one scale for its whole life."""
    for name in names:
        command = [sys.executable, "-m", "tests.screens", "--target", str(target / name), *VARIANTS[name]]
        subprocess.run(command, check=True)


def renew_readme(target: Path, pictures: Path) -> None:
    """Takes the smallest kind and keeps of it what the README shows."""
    take_variants(target, ["1366-sang"])
    for source, name in README_PICTURES.items():
        shutil.copyfile(target / "1366-sang" / f"{source}.png", pictures / f"{name}.png")


def main() -> None:
    """Reads the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=Path("build/screens"))
    parser.add_argument("--size", help="1366x768")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--docs", action="store_true", help="renew the pictures of the README")
    given = parser.parse_args()
    if given.docs:
        renew_readme(given.target, Path("docs/images"))
    elif given.size is None:
        take_variants(given.target, list(VARIANTS))
    else:
        os.environ["QT_SCALE_FACTOR"] = given.scale
        width, height = given.size.split("x")
        take_all(given.target, (int(width), int(height)), dark=given.dark)


if __name__ == "__main__":
    main()
