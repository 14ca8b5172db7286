"""Báo cáo thay thế in the window: opened with a reason, seen everywhere, its changes listed, taken back, closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.closing.view import ClosingView
from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, Place
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers.real_month import DOCUMENTS, Office, key_of, month_file
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.keys import type_text
from tests.ui.real_window import dialog_of, window_after

WHY = "Cộng sót sổ văn bản đi."


def closed(made: Office) -> None:
    made.enter(month_file())
    made.close()


def closed_with_the_next(made: Office) -> None:
    closed(made)
    made.at("2026-11-11T09:00")
    made.close_next()


def amended(made: Office) -> None:
    closed(made)
    made.amend(WHY)


def changed(made: Office) -> None:
    amended(made)
    made.put_second_source(775)
    made.give_reason("Sổ giấy ghi muộn một văn bản.")


@pytest.fixture
def prepared(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, request.param) as window:
        window.desk.choose_period(key_of().period)
        settle(qtbot, window)
        window.go_to(Place(MONTHLY_UPDATE, CLOSING))
        yield window


def closing(window: MainWindow) -> ClosingView:
    return window.workspace.page.steps[CLOSING].view


def lines(view: ClosingView) -> dict[str, str]:
    texts = [view.lines.itemAt(number).widget().text() for number in range(view.lines.count())]
    return dict(zip(texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize("prepared", [closed_with_the_next], indirect=True)
def test_a_replacement_is_opened_with_a_reason_of_substance(qtbot: QtBot, prepared: MainWindow) -> None:
    qtbot.keyClick(closing(prepared).amend, Qt.Key.Key_Space)
    dialog = dialog_of(prepared, ReplacementDialog)
    assert dialog.reason.hasFocus()
    assert "tháng 11/2026 (bản 1)" in dialog.later.text()
    type_text(dialog.reason, "sai")
    qtbot.keyClick(dialog.open_it, Qt.Key.Key_Space)
    settle(qtbot, prepared)
    assert dialog.wrong.text().startswith("Lý do thay thế báo cáo chưa đủ rõ.")
    assert (dialog.reason.value(), dialog.reason.hasFocus()) == ("sai", True)
    type_text(dialog.reason, " ở sổ văn bản đi, cộng sót")
    qtbot.keyClick(dialog.open_it, Qt.Key.Key_Space)
    settle(qtbot, prepared)
    assert not [one for one in prepared.findChildren(ReplacementDialog) if one.isVisible()]
    assert prepared.desk.editable
    assert "Báo cáo thay thế bản 1 (đang sửa)" in prepared.workspace.title_line.title.text()
    assert prepared.status.period.text() == "Kỳ 10/2026, bản 2"
    assert lines(closing(prepared))["Lý do thay thế"] == "sai ở sổ văn bản đi, cộng sót"
    assert lines(closing(prepared))["Báo cáo sau"].startswith("tháng 11/2026 (bản 1)")


@pytest.mark.parametrize("prepared", [amended], indirect=True)
def test_a_replacement_that_says_the_same_is_not_closed_but_taken_back(qtbot: QtBot, prepared: MainWindow) -> None:
    view = closing(prepared)
    assert not view.close_month.isEnabled()
    assert view.heading.text() == "Chưa chốt được báo cáo thay thế tháng 10/2026"
    assert view.changes_heading.text() == "Chưa sửa gì so với bản 1"
    assert not view.changes.isVisible()
    qtbot.keyClick(view.withdraw, Qt.Key.Key_Space)
    (box,) = prepared.findChildren(QMessageBox)
    assert [button.text() for button in box.buttons()] == ["Bỏ báo cáo thay thế", "Giữ lại để sửa"]
    assert box.defaultButton().text() == "Giữ lại để sửa"
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: prepared.desk.snapshot.month.closed, timeout=WAIT_MS)
    settle(qtbot, prepared)
    assert prepared.desk.snapshot.month.report.version == 1
    assert view.amend.isVisible()


@pytest.mark.parametrize("prepared", [changed], indirect=True)
def test_the_changes_are_listed_in_words_before_closing_and_after(qtbot: QtBot, prepared: MainWindow) -> None:
    view = closing(prepared)
    shown = [[cell.text for cell in row.cells] for row in view.changes.rows_model.rows]
    assert ["Chỉ tiêu 1", "nguồn 2: tử số", "776", "775"] in shown
    assert view.changes.isVisible()
    assert view.changes_heading.text() == f"Đã sửa {len(shown)} chỗ so với bản 1"
    assert view.close_month.isEnabled(), view.heading.text()
    qtbot.keyClick(view.close_month, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: prepared.desk.snapshot.month.closed, timeout=60_000)
    settle(qtbot, prepared)
    after = [[cell.text for cell in row.cells] for row in view.changes.rows_model.rows]
    assert ["Chỉ tiêu 1", "nguồn 2: tử số", "776", "775"] in after
    assert lines(view)["Lý do thay thế"] == WHY


@pytest.mark.parametrize("prepared", [changed], indirect=True)
def test_a_changed_replacement_is_not_taken_back_and_the_page_says_why(qtbot: QtBot, prepared: MainWindow) -> None:
    view = closing(prepared)
    qtbot.keyClick(view.withdraw, Qt.Key.Key_Space)
    settle(qtbot, prepared)
    assert view.wrong.isVisible()
    assert view.wrong.text().startswith("Phiên bản 2 của kỳ 10/2026 đã sửa")
    assert prepared.desk.snapshot.report.reading(DOCUMENTS).sources[1].numerator == 775
