"""By keyboard alone: close, replace with a reason, correct a figure, check, close, hand out both, record what came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.submission import SubmissionState
from sonla_desktop.ui.places import CHECKING, CLOSING, INDICATORS, MONTHLY_UPDATE, REPORT_EXPORT, Place
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.report_export.outcome_dialog import OutcomeDialog
from sonla_desktop.ui.report_export.page import ReportExportPage
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers.real_month import DOCUMENTS, TWO_SOURCES, Office, month_file
from tests.ui.conftest import settle
from tests.ui.keys import type_text
from tests.ui.real_window import dialog_of, window_after

LONG_MS = 60_000
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def entered(made: Office) -> None:
    made.enter(month_file())


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, entered) as shown:
        yield shown


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    """Presses Tab until the cursor is there, from wherever it is."""
    for _ in range(300):
        if wanted.hasFocus():
            return
        qtbot.keyClick(QApplication.focusWidget() or wanted.window(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


def press(qtbot: QtBot, window: MainWindow, button: QWidget) -> None:
    tab_to(qtbot, button)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, window)


def back_in(qtbot: QtBot, window: MainWindow) -> None:
    """After a dialog a desktop makes the window under it the active one again; without a screen nobody does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def close(qtbot: QtBot, window: MainWindow, version: int) -> None:
    window.go_to(Place(MONTHLY_UPDATE, CLOSING))
    view = window.workspace.page.steps[CLOSING].view
    assert view.close_month.isEnabled(), view.heading.text()
    press(qtbot, window, view.close_month)
    qtbot.waitUntil(lambda: window.desk.snapshot.month.closed, timeout=LONG_MS)
    settle(qtbot, window)
    assert window.desk.snapshot.month.report.version == version


def replace_with_reason(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, window.workspace.page.steps[CLOSING].view.amend)
    dialog = dialog_of(window, ReplacementDialog)
    type_text(dialog.reason, "Cộng sót sổ văn bản đi.")
    press(qtbot, window, dialog.open_it)
    back_in(qtbot, window)


def correct_a_figure(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, DOCUMENTS, "sources.1.numerator"))
    line = QApplication.focusWidget()
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(line, "775")
    qtbot.keyClick(line, Qt.Key.Key_F5)
    settle(qtbot, window)


def pass_the_warning(qtbot: QtBot, window: MainWindow) -> None:
    page = window.workspace.page.steps[CHECKING]
    tab_to(qtbot, page.view.findings)
    page._choose(TWO_SOURCES)
    tab_to(qtbot, page.view.reason)
    type_text(page.view.reason, "Sổ giấy ghi muộn một văn bản.")
    qtbot.keyClick(page.view.reason, Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert not [item for item in window.desk.snapshot.findings if item.blocks]


def hand_out(qtbot: QtBot, window: MainWindow, page: ReportExportPage, row: int, folder: Path) -> list[str]:
    tab_to(qtbot, page.view.versions)
    qtbot.keyClick(page.view.versions, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(row):
        qtbot.keyClick(page.view.versions, Qt.Key.Key_Down)
    page.folder = folder
    press(qtbot, window, page.view.export)
    assert page.view.result_box.isVisible()
    return sorted(path.name for path in folder.iterdir())


def receipt_for(window: MainWindow, version: int, path: Path) -> Path:
    files = window.desk.snapshot.versions[version - 1].files
    value = {
        "schema": "sonla-receipt/1", "volumes": [], "agency": "04123", "form": "kh-2026", "period": "2026-10",
        "package_sha256": next(file.sha256 for file in files if file.kind == "package"), "version": version,
        "state": "received", "findings": [], "receiver": "Sở Khoa học và Công nghệ", "at": "2026-10-13T09:30:00",
    }  # fmt: skip
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_a_wrong_figure_is_replaced_and_what_came_back_is_recorded(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(qtbot, window, 1)
    replace_with_reason(qtbot, window)
    correct_a_figure(qtbot, window)
    pass_the_warning(qtbot, window)
    close(qtbot, window, 2)

    window.go_to(Place(REPORT_EXPORT))
    page = window.workspace.page
    assert [row.key for row in page.view.versions.rows_model.rows] == [2, 1]
    newest = hand_out(qtbot, window, page, 0, tmp_path / "usb-2")
    oldest = hand_out(qtbot, window, page, 1, tmp_path / "usb-1")
    assert newest != oldest
    assert page.view.result.text().startswith("Đã xuất 2 tệp, đúng từng byte với bản 1 đã chốt")
    outcomes = window.desk.snapshot.outcomes
    assert {outcomes[1].state, outcomes[2].state} == {SubmissionState.EXPORTED}

    tab_to(qtbot, page.view.versions)
    qtbot.keyClick(page.view.versions, Qt.Key.Key_Up)
    press(qtbot, window, page.view.record)
    dialog = dialog_of(window, OutcomeDialog)
    assert dialog.number.hasFocus()
    type_text(dialog.number, "52")
    qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert dialog.wrong.text() == "Số 52/BC-UBND chưa có ngày văn bản đi kèm. Ghi thêm ngày."
    assert dialog.day.line.hasFocus()
    type_text(dialog.day.line, "13/10/2026")
    (tmp_path / "ky.pdf").write_bytes(PDF)
    chosen = iter([tmp_path / "ky.pdf", receipt_for(window, 2, tmp_path / "phieu.json")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(next(chosen)), ""))
    press(qtbot, window, dialog.signed.choose)
    press(qtbot, window, dialog.receipt.choose)
    press(qtbot, window, dialog.record)
    assert not [one for one in window.findChildren(OutcomeDialog) if one.isVisible()]
    known = window.desk.snapshot.outcomes[2]
    assert known.state is SubmissionState.RECEIVED
    assert known.submission.number == "52/BC-UBND"
    cells = [[cell.text for cell in row.cells] for row in page.view.versions.rows_model.rows]
    assert [row[3] for row in cells] == ["thay thế bản 1", cells[1][3]]
    assert cells[0][5] == "số 52/BC-UBND ngày 13/10/2026, đã tiếp nhận"
    assert "Sở Khoa học và Công nghệ, 09:30 13/10/2026" in page.view.details.text()
