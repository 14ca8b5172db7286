"""The window as an officer uses it: first run, typing, leaving a field, refusals, findings, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.task import TaskStatus
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.places import (
    CHECKING,
    EXPLANATIONS,
    INDICATORS,
    MONTHLY_UPDATE,
    OVERVIEW,
    SETTINGS,
    TASKS,
    Place,
)
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import World
from tests.helpers import months
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.fakes import MemoryStore, full_store
from tests.ui.keys import type_text

Open = Callable[[], MainWindow]


def step(window: MainWindow, name: str, where: str = "", field: str = ""):
    """Goes to a step of the monthly update and returns its page."""
    window.go_to(Place(MONTHLY_UPDATE, name, where, field))
    return window.workspace.page.steps[name]


def focused() -> str:
    """What a screen reader says of the input that has the cursor."""
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget else ""


def stored(store: MemoryStore):
    return store.reports[months.report().key]


def test_first_run_chooses_an_agency_and_opens_its_month(
    qtbot: QtBot, open_window: Open, world: World, folder: Path
) -> None:
    window = open_window()
    start = window.start.view
    assert window.workspace is None
    assert not start.create.isEnabled()
    type_text(start.search, "to hieu")
    assert [row.key for row in start.model.rows] == ["03646"]
    type_text(start.officer, "Lò Thị Mai")
    assert start.create.isEnabled()
    with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
        qtbot.mouseClick(start.create, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.workspace.title_line.title.text().startswith("UBND phường Tô Hiệu – Kỳ 11/2026 – Hạn: 17:00 12/11")
    assert window.status.officer.text() == "Cán bộ: Lò Thị Mai"
    assert world.stores.made[folder].kept.officer == "Lò Thị Mai"


def test_the_window_is_painted_before_its_world_is_built(qtbot: QtBot, world: World, folder: Path) -> None:
    painted: list[bool] = []
    window = MainWindow(lambda: painted.append(window.isVisible()) or world, folder, folder, WindowMemory())
    assert painted == []
    with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
        window.show()
    assert painted == [True]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)


def test_a_store_that_is_open_elsewhere_can_be_looked_at(qtbot: QtBot, store: MemoryStore, open_window: Open) -> None:
    store.is_open = True
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=WAIT_MS)
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith("Chị Hoa đang mở sổ báo cáo")
    assert window.start is not None
    assert [button.text() for button in box.buttons()] == ["Mở để xem", "Để sau"]
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: window.desk.snapshot is not None, timeout=WAIT_MS)
    settle(qtbot, window)
    editor = step(window, TASKS, months.BY_MONTH).editor
    assert not editor.isEnabled()
    assert window.workspace.page.view.closed.text().startswith("Sổ báo cáo đang mở để xem")


def test_typing_a_figure_shows_the_ratio_and_saves_by_itself(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    editor = step(window, INDICATORS, months.DOCUMENTS, "numerator").editor
    line = editor.figures["numerator"].line
    line.selectAll()
    type_text(line, "900")
    assert (editor.result.text(), editor.verdict.text()) == ("89,73%", "Đạt")
    assert store.commits == 0
    assert window.status.saved.text() == "Đang lưu…"
    qtbot.waitUntil(lambda: store.commits == 1, timeout=1000)
    settle(qtbot, window)
    assert stored(store).reading(months.DOCUMENTS).numerator == 900
    assert window.status.saved.text() == "Đã lưu 10:42"
    assert line.text() == "900"


def test_leaving_a_field_saves_at_once(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    editor = step(window, TASKS, months.BY_MONTH, "result").editor
    type_text(editor.result, "Xong.")
    qtbot.keyClick(editor.result, Qt.Key.Key_Tab)
    assert not window.desk.drafts.timer.isActive()
    settle(qtbot, window)
    assert stored(store).task(months.BY_MONTH).result == "Xong."


@pytest.mark.parametrize("leave", [Place(OVERVIEW), Place(MONTHLY_UPDATE, INDICATORS)])
def test_leaving_a_page_saves_at_once(qtbot: QtBot, window: MainWindow, store: MemoryStore, leave: Place) -> None:
    editor = step(window, TASKS, months.BY_MONTH).editor
    editor.result.insertPlainText("Xong.")
    window.go_to(leave)
    assert not window.desk.drafts.timer.isActive()
    settle(qtbot, window)
    assert stored(store).task(months.BY_MONTH).result == "Xong."


def test_closing_the_window_saves_first(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    editor = step(window, TASKS, months.BY_MONTH).editor
    editor.result.insertPlainText("Chữ cuối cùng")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert stored(store).task(months.BY_MONTH).result == "Chữ cuối cùng"
    assert not store.is_open


def test_a_failed_save_keeps_the_text_and_marks_the_field(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    editor = step(window, TASKS, months.BY_MONTH, "result").editor
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    type_text(editor.result, "Không được mất")
    with qtbot.waitSignal(window.desk.drafts.failed, timeout=2000):
        pass
    settle(qtbot, window)
    assert editor.result.value() == "Không được mất"
    assert editor.result.property("unsaved") == "true"
    assert window.status.saved.text().startswith("Chưa lưu được: Ổ đĩa đã đầy")
    assert window.status.retry.isVisible()
    store.refusal = None
    qtbot.mouseClick(window.status.retry, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert stored(store).task(months.BY_MONTH).result == "Không được mất"
    assert editor.result.property("unsaved") == "false"
    assert not window.status.retry.isVisible()


def test_closing_with_something_unsaved_asks_and_stays(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or 0)
    editor = step(window, TASKS, months.BY_MONTH).editor
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    editor.result.insertPlainText("Không được mất")
    window.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)
    assert asked[0].startswith("Còn 1 mục chưa lưu được")
    assert window.isVisible()


def test_a_doubtful_figure_is_not_saved_and_waits_for_the_officer(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    page = step(window, INDICATORS, months.DOCUMENTS, "numerator")
    line = page.editor.figures["numerator"].line
    line.selectAll()
    type_text(line, "9x0")
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert stored(store).reading(months.DOCUMENTS).numerator is None
    assert line.text() == "9x0"
    page.arrive(Place(MONTHLY_UPDATE, INDICATORS, months.TRAINING))
    page.arrive(Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS))
    assert page.editor.figures["numerator"].line.text() == "9x0"
    closing = step(window, "close").view
    assert not closing.close_month.isEnabled()


def test_a_finding_leads_to_the_exact_field(qtbot: QtBot, world: World, folder: Path, open_window: Open) -> None:
    report = months.report()
    broken = replace(report.task(months.BY_MONTH), status=TaskStatus.COMPLETED, percent=60)
    tasks = tuple(broken if item.code == broken.code else item for item in report.tasks)
    full_store(world, folder, reports={report.key: replace(report, tasks=tasks)})
    window = open_window()
    page = step(window, CHECKING)
    row, early = [row for row in page.view.model.rows if not row.heading]
    assert early.key == ("BC-009", "report", "data_window")  # the clock stands before the window's end
    assert row.key == ("NV-003", months.BY_MONTH, "percent")
    index = page.view.model.index(page.view.model.row_of(row.key), 2)
    page.view.findings.scrollTo(index)
    where = page.view.findings.visualRect(index).center()
    qtbot.mouseClick(page.view.findings.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(page.view.findings.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.workspace.page.step == TASKS
    assert focused() == "Tiến độ, phần trăm"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "denominator"), "Mẫu số b"),
        (Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "sources.1.numerator"), "Tử số a của nguồn 2"),
        (Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "sources"), "Thêm nguồn"),
        (Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "field_check.date"), "Ngày kiểm tra thực địa"),
        (Place(MONTHLY_UPDATE, INDICATORS, months.PRODUCTS, "value"), "Số lượng"),
        (Place(MONTHLY_UPDATE, TASKS, months.BY_MONTH, "documents.0.symbol"), "Số, ký hiệu văn bản 1"),
        (Place(MONTHLY_UPDATE, TASKS, months.PHASED, "phases.0.completed_on"), "Ngày xong Đợt 1"),
        (Place(MONTHLY_UPDATE, TASKS, months.ON_EVENT, "deadline.due"), "Thời hạn"),
        (Place(MONTHLY_UPDATE, TASKS, months.RECURRING, "measured"), "Kết quả đo được"),
        (Place(SETTINGS, field="signatory.name"), "Họ tên người ký"),
        (Place(MONTHLY_UPDATE, EXPLANATIONS, "report", "narrative.proposals"), "Đề xuất, kiến nghị"),
    ],
)
def test_every_kind_of_field_can_be_gone_to(window: MainWindow, place: Place, name: str) -> None:
    window.go_to(place)
    assert focused() == name


def test_keeping_last_month_is_one_deliberate_press(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    page = step(window, TASKS, months.RECURRING)
    qtbot.mouseClick(page.view.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert stored(store).task(months.RECURRING).kept
    assert page.view.kept.isVisible()
    assert not page.view.keep.isVisible()


def test_documents_are_added_and_taken_off(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    editor = step(window, TASKS, months.RECURRING).editor
    before = len(editor.documents.rows)
    editor.documents.add.click()
    type_text(editor.documents.rows[-1].symbol, "12/KH-UBND")
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert stored(store).task(months.RECURRING).documents[-1].symbol == "12/KH-UBND"
    editor.documents.rows[-1].remove.click()
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert len(stored(store).task(months.RECURRING).documents) == before


def test_a_file_is_attached_to_a_source(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = tmp_path / "trich-xuat.csv"
    extract.write_text("a;b\n", encoding="utf-8")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(extract), ""))
    editor = step(window, INDICATORS, months.DOCUMENTS).editor
    editor.sources.rows[1].evidence.attach.click()
    settle(qtbot, window)
    (sha256,) = stored(store).reading(months.DOCUMENTS).sources[1].evidence
    assert store.shelf.files[sha256].original_name == "trich-xuat.csv"


def test_a_question_is_answered_with_its_cases(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    editor = step(window, INDICATORS, months.DOCUMENTS).editor
    question, field = next(iter(editor.questions.items()))
    assert not field.details.isVisible()
    field.yes.click()
    assert field.details.isVisible()
    field.cases.line.selectAll()
    type_text(field.cases.line, "3")
    window.desk.drafts.flush()
    settle(qtbot, window)
    answer = stored(store).reading(months.DOCUMENTS).answer(question)
    assert (answer.occurred, answer.cases) == (True, 3)


def test_a_warning_passes_with_its_reason(qtbot: QtBot, world: World, folder: Path, open_window: Open) -> None:
    report = months.report()
    alone = replace(report.reading(months.DOCUMENTS), sources=report.reading(months.DOCUMENTS).sources[:1])
    readings = tuple(alone if item.code == alone.code else item for item in report.indicators)
    store = full_store(world, folder, reports={report.key: replace(report, indicators=readings)})
    window = open_window()
    page = step(window, CHECKING)
    assert page.view.summary.text() == "Còn 1 cảnh báo chờ ghi lý do trước khi chốt."
    type_text(page.view.reason, "Kế hoạch chỉ nêu một nguồn.")
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert stored(store).acknowledgement("DC-001", months.DOCUMENTS, "sources").reason == "Kế hoạch chỉ nêu một nguồn."
    assert page.view.summary.text() == "Không còn gì ngăn việc chốt số liệu."
    assert page.view.reason.value() == "Kế hoạch chỉ nêu một nguồn."


def test_settings_are_saved_as_they_are_typed(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    window.go_to(Place(SETTINGS))
    fields = window.workspace.page.view.fields
    fields["signatory.name"].selectAll()
    type_text(fields["signatory.name"], "Lò Văn Bình")
    qtbot.keyClick(fields["recipients"], Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(fields["recipients"], Qt.Key.Key_Return)
    window.desk.drafts.flush()
    settle(qtbot, window)
    saved: AgencySettings = store.kept
    assert saved.signatory.name == "Lò Văn Bình"
    assert saved.recipients == months.settings().recipients
    assert fields["recipients"].toPlainText().endswith("\n"), "a line just begun must not be taken away"


def test_another_month_is_another_editor(qtbot: QtBot, window: MainWindow) -> None:
    page = step(window, TASKS, months.BY_MONTH)
    before = page.editor
    combo = window.workspace.title_line.periods
    combo.activated.emit(combo.findText("10/2026 (đã chốt)"))
    settle(qtbot, window)
    assert page.editor is not before
    assert not page.editor.isEnabled()
    assert window.workspace.page.view.closed_banner.isVisible()


def test_f5_checks_and_ctrl_f_searches(qtbot: QtBot, window: MainWindow) -> None:
    step(window, TASKS)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() == "Tìm nhiệm vụ"
    qtbot.keyClick(window, Qt.Key.Key_F5)
    settle(qtbot, window)
    assert window.workspace.page.step == CHECKING


def test_search_in_tasks_needs_no_marks(qtbot: QtBot, window: MainWindow) -> None:
    view = step(window, TASKS).view
    type_text(view.search, "nhiem vu kh-2026-v-1")
    assert [row.key for row in view.model.rows if not row.heading] == [months.PHASED, months.BY_REFERENCE][:1]


def test_another_store_is_asked_for_and_the_open_one_stays_when_nothing_is_chosen(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    window.go_to(Place(SETTINGS))
    window.workspace.page.view.other_store.click()
    settle(qtbot, window)
    assert window.start.view.back.isVisible()
    window.start.view.back.click()
    settle(qtbot, window)
    assert window.workspace.isVisible()
    assert store.is_open


def test_a_bug_in_a_job_is_told_in_one_vietnamese_line(
    qtbot: QtBot, window: MainWindow, logged_warnings: list[str]
) -> None:
    window.runner.run(lambda progress: 1 // 0, lambda _value: None, label="thử")
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=WAIT_MS)
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith("Chương trình gặp lỗi")
    assert logged_warnings == ["Việc “thử” dừng vì lỗi chương trình"]
    box.accept()


def test_the_window_remembers_its_size_and_its_store(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.resize(1200, 640)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    memory = WindowMemory()
    assert memory.last_store == folder
    assert not memory.geometry.isEmpty()


def test_a_page_that_is_not_on_screen_is_refreshed_when_it_is_gone_to(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    desk: Desk = window.desk
    window.go_to(Place(OVERVIEW))
    editor = step(window, INDICATORS, months.DOCUMENTS).editor
    editor.figures["numerator"].line.selectAll()
    type_text(editor.figures["numerator"].line, "600")
    desk.drafts.flush()
    settle(qtbot, window)
    window.go_to(Place(OVERVIEW))
    cells = window.workspace.page.view.model.rows[0].cells
    assert cells[2].text == "59,82%"
