"""What came back of a version: refused at the form with the typed text kept, returned packages told, files dropped."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, REPORT_EXPORT, Place
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.report_export.outcome_dialog import OutcomeDialog
from sonla_desktop.ui.report_export.page import ReportExportPage
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers.real_month import Office, key_of, month_file
from tests.ui.conftest import settle
from tests.ui.keys import type_text
from tests.ui.real_window import dialog_of, window_after
from tests.ui.words import strange_words, texts_of

NAMES = re.compile(r"\S*[_…/]\S*|SHA-256|\b[0-9a-f]{16,}\b")
"""Names of files and folders and hashes are no words."""
SIZES = [(1366, 700), (1092, 548)]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def replaced_and_open_again(made: Office) -> None:
    """Closed, replaced by a second version, and a third one begun."""
    made.enter(month_file())
    made.close()
    made.amend("Cộng sót sổ văn bản đi.")
    made.put_second_source(775)
    made.give_reason("Sổ giấy ghi muộn một văn bản.")
    made.close()
    made.amend("Sổ văn bản đi còn thiếu một quyển.")
    made.put_second_source(774)


def closed(made: Office) -> None:
    made.enter(month_file())
    made.close()


@pytest.fixture
def prepared(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, request.param) as window:
        window.desk.choose_period(key_of().period)
        settle(qtbot, window)
        window.go_to(Place(REPORT_EXPORT))
        settle(qtbot, window)
        yield window


def form_of(window: MainWindow) -> OutcomeDialog:
    window.workspace.page.view.record.click()
    return dialog_of(window, OutcomeDialog)


@pytest.mark.parametrize("prepared", [closed], indirect=True)
@pytest.mark.parametrize(
    ("number", "day", "told", "field"),
    [
        ("", "", "Chưa có gì để ghi.", "Số văn bản"),
        ("45/QĐ-XYZ", "13/10/2026", "“45/QĐ-XYZ” không phải số của báo cáo này.", "Số văn bản"),
        ("45", "14/10/2026", "Ngày văn bản 14/10/2026 chưa tới.", "Ngày văn bản"),
        ("45", "31/02/2026", "", "Ngày văn bản"),
    ],
)
def test_a_refusal_stands_at_the_form_and_the_typed_text_stays(
    qtbot: QtBot, prepared: MainWindow, number: str, day: str, told: str, field: str
) -> None:
    dialog = form_of(prepared)
    type_text(dialog.number, number)
    type_text(dialog.day.line, day)
    dialog.record.click()
    settle(qtbot, prepared)
    assert dialog.isVisible()
    assert dialog.wrong.isVisible()
    assert dialog.wrong.text().startswith(told)
    assert (dialog.number.text(), dialog.day.line.text()) == (number, day)
    assert QApplication.focusWidget().accessibleName() == field
    assert dialog.record.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("prepared", [closed], indirect=True)
def test_dropped_files_go_where_they_belong_and_a_returned_package_is_told(
    qtbot: QtBot, prepared: MainWindow, tmp_path: Path
) -> None:
    page = prepared.workspace.page
    (tmp_path / "ky.pdf").write_bytes(PDF)
    receipt = {
        "schema": "sonla-receipt/1", "volumes": [], "agency": "04123", "form": "kh-2026", "period": "2026-10",
        "package_sha256": prepared.desk.snapshot.versions[0].files[0].sha256, "version": 1, "state": "returned",
        "findings": [{"code": "CT-003", "severity": "error", "message": "Tử số lớn hơn mẫu số."}],
        "receiver": "Sở Khoa học và Công nghệ", "at": "2026-10-13T09:30:00",
    }  # fmt: skip
    (tmp_path / "phieu.json").write_text(json.dumps(receipt), encoding="utf-8")
    assert not drop(page, tmp_path / "ky.docx")
    assert drop(page, tmp_path / "ky.pdf", tmp_path / "phieu.json")
    dialog = dialog_of(prepared, OutcomeDialog)
    assert (dialog.signed.path.name, dialog.receipt.path.name) == ("ky.pdf", "phieu.json")
    dialog.record.click()
    settle(qtbot, prepared)
    (cells,) = [[cell.text for cell in row.cells] for row in page.view.versions.rows_model.rows]
    assert cells[5] == "bị trả lại"
    assert "- CT-003: Tử số lớn hơn mẫu số." in page.view.details.text()
    again = form_of(prepared)
    assert "bị trả lại" in again.known.text()
    again.reject()


def drop(page: ReportExportPage, *paths: Path) -> bool:
    """Drags files onto the page and lets them go if they may be dropped; whether they may."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    about = (QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(*about)
    entering.setAccepted(False)
    page.dragEnterEvent(entering)
    if entering.isAccepted():
        page.dropEvent(QDropEvent(*about))
    return entering.isAccepted()


@pytest.mark.parametrize("prepared", [replaced_and_open_again], indirect=True)
def test_while_a_replacement_is_open_the_page_says_which_version_is_handed_out(
    qtbot: QtBot, prepared: MainWindow
) -> None:
    view = prepared.workspace.page.view
    text = "Báo cáo tháng 10/2026: đang sửa bản 3 để thay thế; bản giao ra ngoài vẫn là bản 2"
    assert view.heading.text() == text
    assert [row.key for row in view.versions.rows_model.rows] == [2, 1]
    assert view.export.accessibleName() == "Xuất bản 2 ra thư mục"
    view.versions.selectRow(1)
    assert view.export.accessibleName() == "Xuất bản 1 ra thư mục"
    assert "Thay thế" not in view.details.text()
    view.versions.selectRow(0)
    assert "Lý do: Cộng sót sổ văn bản đi." in view.details.text()


def shown_parts(window: MainWindow) -> list[QWidget]:
    """Both pages as they are now, and the dialogs that open from them."""
    page = window.centralWidget()
    return [page, *(one for one in window.findChildren(QDialog) if one.isVisible())]


@pytest.mark.parametrize("prepared", [closed, replaced_and_open_again], indirect=True)
def test_pages_and_dialogs_fit_and_speak_as_the_rest(qtbot: QtBot, prepared: MainWindow) -> None:
    for size in SIZES:
        prepared.resize(*size)
        for place in (Place(REPORT_EXPORT), Place(MONTHLY_UPDATE, CLOSING)):
            open_everything(qtbot, prepared, place)
            assert (prepared.width(), prepared.height()) == size
            for part in shown_parts(prepared):
                assert (part.width() <= size[0], part.height() <= size[1]) == (True, True)
                check_words_and_room(part)
            for dialog in prepared.findChildren(OutcomeDialog) + prepared.findChildren(ReplacementDialog):
                dialog.reject()


def open_everything(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    """Goes to the page and opens the dialogs that it has."""
    window.go_to(place)
    settle(qtbot, window)
    page = window.workspace.page
    view = page.view if place.page == REPORT_EXPORT else page.steps[CLOSING].view
    for opener in [view.record, view.amend] if place.page == REPORT_EXPORT else [view.amend]:
        if opener.isVisible():
            opener.click()
    settle(qtbot, window)


def check_words_and_room(part: QWidget) -> None:
    shown = [
        widget
        for widget in [part, *part.findChildren(QWidget)]
        if widget.isVisible() and widget.window() is part.window()
    ]
    texts = {NAMES.sub("", text) for widget in shown for text in texts_of(widget) if text}
    assert {text for text in texts if strange_words(text)} == set()
    letters: Counter[str] = Counter()
    for widget in shown:
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            letters.update(letter.lower() for letter in re.findall(r"&(\w)", widget.text()))
        if isinstance(widget, QAbstractButton) and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName() or widget.text()
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
            assert widget.width() >= widget.minimumSizeHint().width() or isinstance(widget.parent(), QComboBox)
    assert {letter: count for letter, count in letters.items() if count > 1} == {}
    assert all(letter.isascii() for letter in letters)
