"""Entering by file in the window: a blank form given away, a filled one and a month file taken in, whole or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.ui.monthly_update.import_dialog import ImportDialog
from sonla_desktop.ui.places import INDICATORS, MONTHLY_UPDATE, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.blank_form import write_blank_form
from tests.helpers.entry_forms import cell_of, fill
from tests.helpers.real_month import DOCUMENTS, EXAMPLE, OCTOBER, Office, example, key_of, month_file
from tests.ui import checks
from tests.ui.conftest import settle
from tests.ui.real_window import dialog_of, window_after

CTRL = Qt.KeyboardModifier.ControlModifier


def nothing(made: Office) -> None:
    """The month is open and empty; a blank form of it lies beside the store."""
    write_blank_form(made.world, made.store, OCTOBER, "", made.folder / "bieu.xlsx")


def closed(made: Office) -> None:
    made.enter(month_file())
    made.close()


@pytest.fixture
def prepared(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    with window_after(qtbot, tmp_path, getattr(request, "param", nothing)) as window:
        window.desk.choose_period(key_of().period)
        settle(qtbot, window)
        window.go_to(Place(MONTHLY_UPDATE, INDICATORS))
        settle(qtbot, window)
        yield window


def opened(qtbot: QtBot, window: MainWindow) -> ImportDialog:
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    settle(qtbot, window)
    return dialog_of(window, ImportDialog)


def take(qtbot: QtBot, window: MainWindow, source: Path, evidence: Path | None = None) -> ImportDialog:
    """Opens the dialog, chooses and takes in."""
    dialog = opened(qtbot, window)
    dialog.file.take(source)
    dialog.folder.take(evidence)
    dialog.take_in.click()
    settle(qtbot, window)
    return dialog


def written(folder: Path, value: object) -> Path:
    path = folder / "thang.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize("typed", ["bieu-giao.xlsx", "bieu-giao"])
def test_the_blank_form_is_written_where_the_officer_says(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    asked: list[str] = []

    def choose(_page: object, _heading: str, name: str, kind: str) -> tuple[str, str]:
        asked.append(f"{Path(name).name} {kind}")
        return str(tmp_path / typed), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.keyClick(prepared, Qt.Key.Key_B, CTRL)
    settle(qtbot, prepared)
    assert asked == ["bieu-nhap-kh-2026-2026-10.xlsx Biểu Excel (*.xlsx)"]
    assert "ChiTieu" in load_workbook(tmp_path / "bieu-giao.xlsx").sheetnames
    told = prepared.findChild(QMessageBox)
    assert told.text().startswith("Đã lập biểu trống bieu-giao.xlsx")
    assert checks.english(told, str(tmp_path)) == {}
    told.accept()


def test_a_filled_form_is_taken_in_as_one_step_that_can_be_undone(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path
) -> None:
    fill(tmp_path / "bieu.xlsx", example())
    before = prepared.desk.snapshot.report
    dialog = take(qtbot, prepared, tmp_path / "bieu.xlsx")
    assert dialog.said.text().startswith("Đã ghi 8 chỉ tiêu, 22 nhiệm vụ")
    assert dialog.said.text().endswith("Bấm Ctrl+Z để lấy lại cả lần nhập này.")
    assert dialog.file.path is None, "the same file is not taken in twice by a second Enter"
    assert prepared.desk.reading(DOCUMENTS).numerator == 776
    dialog.close_it.click()
    settle(qtbot, prepared)
    prepared.undoing.undo()
    settle(qtbot, prepared)
    assert prepared.desk.snapshot.report == before
    assert prepared.desk.snapshot.edits.undo is None


def test_a_month_file_is_taken_in_with_its_evidence(qtbot: QtBot, prepared: MainWindow, tmp_path: Path) -> None:
    dialog = take(qtbot, prepared, written(tmp_path, example()), EXAMPLE / "minh-chung")
    count = sum(path.is_file() for path in (EXAMPLE / "minh-chung").rglob("*"))
    assert f"{count} tệp minh chứng." in dialog.said.text()
    assert dialog.said.property("tone") == "good"
    assert not dialog.differing.isVisible()
    dialog.reject()


def test_what_the_file_computes_otherwise_is_listed(qtbot: QtBot, prepared: MainWindow, tmp_path: Path) -> None:
    prepared.desk.choose_duty("cong-tac-thang", ReportingPeriod.parse("2026-05"))
    settle(qtbot, prepared)
    value = {
        "schema": "sonla-report/1.0",
        "agency": {"code": "04123"},
        "form": "cong-tac-thang",
        "period": "2026-05",
        "figures": {"HS1": 1000, "HS4": 500, "HS4P": 12},
    }
    dialog = take(qtbot, prepared, written(tmp_path, value))
    assert dialog.differing.isVisible()
    assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width()), "the list lies over the buttons"
    assert dialog.differing.toPlainText() == "figures.HS4P: tệp ghi 12, chương trình tính 50; dùng 50."
    dialog.reject()


def test_one_wrong_cell_refuses_the_whole_form_in_one_line(qtbot: QtBot, prepared: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "bieu.xlsx"
    fill(path, example())
    book = load_workbook(path)
    cell_of(book["ChiTieu"], DOCUMENTS, "numerator").value = "bảy trăm"
    book.save(path)
    before = prepared.desk.snapshot.report
    dialog = take(qtbot, prepared, path)
    assert dialog.said.text().startswith("Trang ChiTieu, ô F5: Chưa có chữ số.")
    assert "\n" not in dialog.said.text()
    assert dialog.said.property("tone") == "error"
    assert prepared.desk.snapshot.report == before
    assert (dialog.take_in.isEnabled(), dialog.file.path) == (True, path)
    dialog.reject()


def test_a_file_of_another_month_is_refused_and_nothing_chosen_is_said(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, prepared)
    dialog.take_in.click()
    assert dialog.said.text() == "Chưa chọn tệp số liệu."
    assert QApplication.focusWidget() is dialog.file.choose
    dialog.file.take(written(tmp_path, month_file(period="2026-11")))
    dialog.take_in.click()
    settle(qtbot, prepared)
    assert "2026-11" in dialog.said.text()
    assert prepared.desk.snapshot.edits.undo is None
    dialog.reject()


def test_a_value_that_could_not_be_saved_is_not_hidden_behind_the_file(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(prepared.desk.drafts), "unsaved", property(lambda _drafts: True))
    dialog = take(qtbot, prepared, written(tmp_path, example()))
    assert "mục chưa lưu được" in dialog.said.text()
    assert prepared.desk.snapshot.edits.undo is None
    monkeypatch.undo()
    dialog.reject()


def test_a_dialog_closed_before_the_file_was_read_takes_nothing_in(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, prepared)
    dialog.file.take(written(tmp_path, example()))
    dialog.take_in.click()
    dialog.reject()
    settle(qtbot, prepared)
    assert prepared.desk.snapshot.edits.undo is None
    assert [box.text() for box in prepared.findChildren(QMessageBox)] == []


def test_files_and_folders_are_chosen_or_dropped(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder = tmp_path / "bieu.xlsx", EXAMPLE / "minh-chung"
    kinds: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (kinds.append(asked[3]) or str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    dialog = opened(qtbot, prepared)
    dialog.file.choose.click()
    dialog.folder.choose.click()
    assert kinds == ["Biểu Excel, tệp số liệu (*.xlsx *.json)"]
    assert (dialog.file.path, dialog.folder.path) == (path, folder)
    dialog.folder.remove.click()
    assert (dialog.folder.path, dialog.folder.shown.text()) == (None, "chưa chọn thư mục")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    about = (QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for choice, may in ((dialog.file, False), (dialog.folder, True)):
        entering = QDragEnterEvent(*about)
        entering.setAccepted(False)
        choice.dragEnterEvent(entering)
        assert entering.isAccepted() is may
    dialog.folder.dropEvent(QDropEvent(*about))
    assert dialog.folder.path == folder
    dialog.reject()


@pytest.mark.parametrize("prepared", [closed], indirect=True)
def test_a_closed_month_offers_neither(qtbot: QtBot, prepared: MainWindow) -> None:
    commands = prepared.workspace.page.file_commands
    assert (commands.blank.isEnabled(), commands.take_in.isEnabled()) == (False, False)
    QTest.keyClick(prepared, Qt.Key.Key_O, CTRL)
    settle(qtbot, prepared)
    assert prepared.findChildren(ImportDialog) == []
