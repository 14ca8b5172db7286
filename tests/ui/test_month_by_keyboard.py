"""The whole month through the real window with the keyboard alone: from the first run to the printed report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.reading import FigureState, SourceKind
from sonla_desktop.domain.task import TaskStatus
from sonla_desktop.ui import labels
from sonla_desktop.ui.places import CHECKING, EXPLANATIONS, INDICATORS, REPORT_EXPORT, SETTINGS, TASKS
from sonla_desktop.ui.preview.window import PreviewWindow
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.record_values import Recorded, record_month_file
from sonla_desktop.usecases.verify_package import verify_packages
from tests.helpers.real_month import DOCUMENTS, EXAMPLE, example
from tests.ui.officer import CTRL, DOWN, ENTER, LONG_MS, SPACE, Officer

TYPED_TASKS = ("II-4", "II-5", "V-1", "VI-1", "IX-1")
NOW = "2026-10-11T08:00"
REASON = "Sổ văn bản đi chưa ghi 16 văn bản ký số ngày cuối kỳ."
SLIP, COUNTED = "9760", "776"
"""The first figure of the first indicator as it is typed first, and as it should have been."""


@pytest.fixture
def officer(qtbot: QtBot, tmp_path: Path) -> Iterator[Officer]:
    """The window as a new officer sees it on a computer without any store."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    folder = tmp_path / "so-bao-cao"
    window = MainWindow(lambda: build_world(NOW), folder, folder, WindowMemory())
    window.resize(1366, 700)
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    window.activateWindow()
    officer = Officer(qtbot, window)
    officer.settle()
    yield officer
    officer.leave()


def test_the_whole_month_from_the_first_run_to_the_printed_report(
    qtbot: QtBot, officer: Officer, tmp_path: Path
) -> None:
    look_at_the_sample(qtbot, officer)
    make_the_store(qtbot, officer)
    fill_settings(officer)
    take_in_other_tasks(officer, tmp_path)
    officer.command(Qt.Key.Key_C)
    enter_tasks(officer)
    officer.go_ahead()
    enter_indicators(officer)
    officer.go_ahead()
    write_prose(officer)
    officer.go_ahead()
    correct_and_give_reasons(officer)
    close(qtbot, officer)
    export(officer, tmp_path)
    print_it(qtbot, officer, tmp_path)


def look_at_the_sample(qtbot: QtBot, officer: Officer) -> None:
    """The first run offers a month to try; from it the way leads back to the agency's own store."""
    with qtbot.waitSignal(officer.window.ready, timeout=LONG_MS):
        officer.press_button(officer.window.start.view.open_sample)
    officer.settle()
    assert officer.window.workspace.title_line.sample_mark.isVisible()
    officer.press_button(officer.window.workspace.page.view.sample.leave)


def make_the_store(qtbot: QtBot, officer: Officer) -> None:
    """The agency is found without marks."""
    start = officer.window.start.view
    assert officer.cursor is start.search
    officer.write("chieng mung")
    officer.press(ENTER)
    assert officer.cursor is start.officer
    officer.write("Lò Thị Hoa")
    with qtbot.waitSignal(officer.window.desk.loaded, timeout=LONG_MS):
        officer.press_button(start.create)
    officer.settle()
    assert not officer.window.workspace.title_line.sample_mark.isVisible()
    assert officer.window.desk.store.agency.code == "04123"
    assert str(officer.window.desk.snapshot.month.key.period) == "2026-10"


def fill_settings(officer: Officer) -> None:
    """Who signs."""
    officer.command(Qt.Key.Key_L)
    fields = officer.window.workspace.pages[SETTINGS].view.fields
    for path, text in (
        ("signatory.authority", "TM. ỦY BAN NHÂN DÂN"),
        ("signatory.title", "CHỦ TỊCH"),
        ("signatory.name", "Cầm Văn Đôi"),
    ):
        officer.fill(fields[path], text)
    officer.settle()
    assert officer.window.desk.settings().signatory.name == "Cầm Văn Đôi"


def go_to_row(officer: Officer, table: Any, code: str) -> None:
    """Ctrl+F, Tab into the table, and down to this row."""
    officer.press(Qt.Key.Key_F, held=CTRL)
    officer.tab_to(table)
    officer.press(Qt.Key.Key_Home, held=CTRL)
    for _ in range(table.model().rowCount()):
        row = table.model().rows[table.currentIndex().row()]
        if row.key == code:
            officer.settle()
            return
        officer.press(DOWN)
    raise AssertionError(f"the arrow keys never come to {code}")


def typed_tasks() -> list[dict[str, Any]]:
    """A task with an explanation, without a deadline yet, with a phase, with its own deadline, with a measure."""
    return [item for item in example()["tasks"] if item["code"].removeprefix("kh-2026-") in TYPED_TASKS]


def take_in_other_tasks(officer: Officer, tmp_path: Path) -> None:
    """As another officer of the agency would hand them in."""
    value = example()
    typed = [item["code"] for item in typed_tasks()]
    value["tasks"] = [item for item in value["tasks"] if item["code"] not in typed]
    value["indicators"], value["narrative"] = [], {}
    path = tmp_path / "thang.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    desk = officer.window.desk
    work = partial(_taken_in, desk.world, desk.store, path)
    desk.runner.run(work, lambda _recorded: None)
    officer.settle()


def _taken_in(world: World, store: Store, path: Path, progress: Progress) -> tuple[Recorded, Changes]:
    return record_month_file(world, store, "2026-10", path)


def enter_tasks(officer: Officer) -> None:
    """One task of each kind; the others of the example month come out of a month file, to keep the test short."""
    assert officer.window.workspace.page.step == TASKS
    for given in typed_tasks():
        go_to_row(officer, officer.step.view.tasks, given["code"])
        officer.press(ENTER)
        enter_task(officer, given)
        officer.settle()


def enter_task(officer: Officer, given: dict[str, Any]) -> None:
    """One task, field after field."""
    editor = officer.step.editor
    assert officer.cursor is editor.status
    officer.choose(labels.STATUSES[TaskStatus(given["status"])])
    officer.fill(editor.percent, str(given["percent"]))
    if given["deadline"]:
        enter_deadline(officer, given["deadline"])
    for phase in given["phases"]:
        officer.fill(editor.phases[phase["number"]], day(phase["completed_on"]))
    if given["completed_on"]:
        officer.fill(editor.completed_on, day(given["completed_on"]))
    officer.fill(editor.result, given["result"])
    if given["measured"]:
        officer.fill(editor.measured, given["measured"]["value"].replace(".", ","))
    for position, document in enumerate(given["documents"]):
        officer.press_button(editor.documents.add)
        shown = editor.documents.rows[position]
        assert officer.cursor is shown.type
        officer.write(document["type"])
        officer.fill(shown.symbol, document["symbol"])
        officer.fill(shown.date, day(document["date"]))
        officer.fill(shown.subject, document["subject"])
    if given["explanation"]:
        if editor.explain.isVisible():
            officer.press_button(editor.explain)
        explain(officer, editor.explanation.fields, given["explanation"])


def enter_deadline(officer: Officer, given: dict[str, Any]) -> None:
    """A deadline that the agency knows itself, or that there is none yet."""
    editor = officer.step.editor
    if given["not_arisen"]:
        officer.press_button(editor.not_arisen)
    else:
        officer.fill(editor.due, day(given["due"]))
        officer.fill(editor.basis, given["basis"])


def explain(officer: Officer, fields: dict[str, Any], texts: dict[str, str]) -> None:
    """The four texts, in their order on screen."""
    for part in labels.EXPLANATION_PARTS:
        officer.fill(fields[f"explanation.{part}"], texts[part])


def enter_indicators(officer: Officer) -> None:
    """Every indicator of the example month, with the files of its sources."""
    assert officer.window.workspace.page.step == INDICATORS
    for given in example()["indicators"]:
        go_to_row(officer, officer.step.view.indicators, given["code"])
        enter_indicator(officer, given)
        officer.settle()


def enter_indicator(officer: Officer, given: dict[str, Any]) -> None:
    """One indicator: figures, sources, conditions, field check, reasons."""
    editor = officer.step.editor
    officer.tab_to(editor.state)
    officer.choose(labels.STATES[FigureState(given["state"])])
    for name, field in editor.figures.items():
        if given[name] is not None:
            slip = given["code"] == DOCUMENTS and name == "numerator"
            officer.fill(field, SLIP if slip else str(given[name]))
    for name, value in (given["flow"] or {}).items():
        officer.fill(editor.flow[name], str(value))
    if given["note"]:
        officer.fill(editor.note, given["note"])
    for position, source in enumerate(given["sources"]):
        enter_source(officer, position, source)
    for question, answer in given["recognition"].items():
        enter_answer(officer, editor.questions[RecognitionQuestion(question)], answer)
    if given["field_check"]:
        officer.fill(editor.checked_on, day(given["field_check"]["date"]))
        officer.fill(editor.check_result, given["field_check"]["result"])
    officer.settle()
    if given["explanation"]:
        explain(officer, editor.explanation.fields, given["explanation"])


def enter_source(officer: Officer, position: int, given: dict[str, Any]) -> None:
    """One source with the file it was taken from; the second one of the first indicator is 16 documents short."""
    officer.press_button(officer.step.editor.sources.add)
    shown = officer.step.editor.sources.rows[position]
    short = given["name"] == "Sổ văn bản đi"
    officer.fill(shown.name, given["name"])
    officer.tab_to(shown.kind)
    officer.choose(labels.SOURCE_KINDS[SourceKind(given["kind"])])
    officer.fill(shown.numerator, "760" if short else str(given["numerator"]))
    officer.fill(shown.denominator, str(given["denominator"]))
    officer.fill(shown.taken_on, day(given["taken_on"]))
    if given["evidence"]:
        code = officer.step.editor._indicator.code
        (file,) = (EXAMPLE / "minh-chung").rglob(f"*{code}*")
        officer.press_for_file(shown.evidence.attach, file)
        assert officer.window.desk.reading(code).sources[position].evidence == tuple(given["evidence"])


def enter_answer(officer: Officer, shown: Any, given: dict[str, Any]) -> None:
    """A condition that does not hold, with the sizes of the survey where they are asked for."""
    officer.tab_to(shown.no)
    officer.press(SPACE)
    for name in ("population", "sample"):
        if name in given:
            officer.fill(getattr(shown, name), str(given[name]))


def write_prose(officer: Officer) -> None:
    """Difficulties and proposals."""
    assert officer.window.workspace.page.step == EXPLANATIONS
    view = officer.step.view
    for section, text in example()["narrative"].items():
        officer.tab_to(view.items)
        officer.press(Qt.Key.Key_Home, held=CTRL)
        for _ in range(view.model.rowCount()):
            if view.model.rows[view.items.currentIndex().row()].key == f"narrative.{section}":
                break
            officer.press(DOWN)
        officer.settle()
        officer.press(ENTER)
        assert officer.cursor is view.prose
        officer.write_anew(text)
        officer.settle()


def correct_and_give_reasons(officer: Officer) -> None:
    """Enter on a finding leads into the field; what only has to be said is said on the page itself."""
    assert officer.window.workspace.page.step == CHECKING
    desk = officer.window.desk
    officer.tab_to(officer.step.view.findings)
    officer.press(ENTER)
    officer.settle()
    line = officer.cursor
    assert isinstance(line, QLineEdit)
    assert line.text() == "9.760"
    officer.write_anew(COUNTED)
    officer.settle()
    for _ in range(2):
        officer.go_ahead()
    while officer.step.view.model.rows and any(item.blocks for item in desk.snapshot.findings):
        blocking = [item for item in desk.snapshot.findings if item.blocks]
        officer.tab_to(officer.step.view.findings)
        assert officer.step._chosen().finding.key == blocking[0].finding.key, blocking
        officer.fill(officer.step.view.reason, REASON)
        officer.tab_to(officer.step.view.findings)
        officer.settle()
        assert len([item for item in desk.snapshot.findings if item.blocks]) < len(blocking), blocking


def close(qtbot: QtBot, officer: Officer) -> None:
    """Freezes the month."""
    officer.go_ahead()
    view = officer.step.view
    assert view.heading.text() == "Sẵn sàng chốt số liệu tháng 10/2026"
    officer.press_button(view.close_month)
    qtbot.waitUntil(lambda: officer.window.desk.snapshot.month.closed, timeout=LONG_MS)
    officer.settle()
    assert view.heading.text() == "Đã chốt số liệu tháng 10/2026"
    report = officer.window.desk.snapshot.versions[-1].report
    assert report.reading(DOCUMENTS).numerator == int(COUNTED)
    assert [item.reason for item in report.acknowledged] == [REASON]


def export(officer: Officer, tmp_path: Path) -> None:
    """Package and document go to a stick."""
    stick = tmp_path / "usb"
    stick.mkdir()
    officer.press_button(officer.step.view.export)
    page = officer.window.workspace.pages[REPORT_EXPORT]
    officer.press_for_file(page.view.choose, stick)
    assert page.folder == stick
    officer.press_button(page.view.export)
    assert page.view.result.text().startswith("Đã xuất 2 tệp")
    (package,) = stick.glob("*.zip")
    assert verify_packages(officer.window.desk.world, [package]).whole


def print_it(qtbot: QtBot, officer: Officer, tmp_path: Path) -> None:
    """The frozen report, printed into a PDF file from the preview."""
    page = officer.window.workspace.pages[REPORT_EXPORT]
    officer.press_button(page.view.preview)
    preview = officer.dialog(PreviewWindow)
    saved = tmp_path / "bao-cao.pdf"
    officer.press_for_file(preview.view.save, saved)
    qtbot.waitUntil(lambda: preview.view.summary.text() == "Đã lưu bao-cao.pdf", timeout=LONG_MS)
    assert saved.read_bytes().startswith(b"%PDF-")
    officer.press_button(preview.view.close_it)


def day(text: str) -> str:
    """As a Vietnamese officer types it."""
    return date_label(date.fromisoformat(text))
