"""The officer records, corrects and takes back the document that moves the deadline of the report on the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.ui.overview.deadline_dialog import DeadlineDialog
from sonla_desktop.ui.overview.deadline_state import Typed, lacking, notice_of, read_time, recorded, typed_of
from sonla_desktop.ui.places import OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers import months
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.fakes import MemoryStore
from tests.ui.words import strange_words, texts_of

KEY = months.report().key
WHOLE = Typed(date(2026, 11, 20), "17h00", "1680/UBND-KGVX", date(2026, 11, 8), "Mưa lũ")


@pytest.mark.parametrize(
    ("text", "moment"),
    [("17:00", time(17)), ("17h00", time(17)), (" 8.30 ", time(8, 30)), ("9h", time(9)), ("25:00", None), ("", None)],
)
def test_the_hour_is_read_as_officers_write_it(text: str, moment: time | None) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (Typed(), "ngày"),
        (Typed(date(2026, 11, 20), "trưa"), "giờ"),
        (Typed(date(2026, 11, 20), "17:00", "  "), "ký hiệu"),
        (WHOLE, ""),
    ],
)
def test_what_is_lacking_is_asked_for_in_the_order_of_the_inputs(typed: Typed, asked: str) -> None:
    assert asked in lacking(typed)
    assert bool(lacking(typed)) == bool(asked)


def test_a_recorded_notice_is_shown_as_it_was_typed() -> None:
    notice = notice_of(WHOLE)
    assert notice == DeadlineNotice(
        datetime(2026, 11, 20, 17), "1680/UBND-KGVX", date(2026, 11, 8), "Mưa lũ"
    )
    assert notice_of(typed_of(notice)) == notice
    assert recorded(notice) == ""
    with pytest.raises(ValueError, match="ngày"):
        notice_of(Typed())


@pytest.fixture
def open_dialog(qtbot: QtBot, window: MainWindow) -> Callable[[], DeadlineDialog]:
    """Opens the dialog from Tổng quan, as the officer does."""

    def open_it() -> DeadlineDialog:
        window.go_to(Place(OVERVIEW))
        settle(qtbot, window)
        qtbot.mouseClick(window.workspace.page.view.notice, Qt.MouseButton.LeftButton)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DeadlineDialog)
        return dialog

    return open_it


def fill_in(dialog: DeadlineDialog, typed: Typed = WHOLE) -> None:
    dialog.day.set_value(typed.day)
    dialog.time.set_value(typed.time)
    dialog.document.set_value(typed.document)
    dialog.document_date.set_value(typed.document_date)
    dialog.note.set_value(typed.note)


def press(qtbot: QtBot, window: MainWindow, dialog: DeadlineDialog, name: str) -> None:
    qtbot.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def test_an_extension_is_recorded_shown_everywhere_and_taken_back(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], DeadlineDialog]
) -> None:
    view = window.workspace.page.view
    assert view.notice.text() == "Ghi gia hạn…"
    dialog = open_dialog()
    assert not dialog.take_back.isVisible()
    assert [text for text in texts_of(dialog) if strange_words(text)] == []
    fill_in(dialog)
    press(qtbot, window, dialog, "record")
    assert store.notices[KEY].document == "1680/UBND-KGVX"
    assert store.notices[KEY].at is not None
    assert "lùi đến 17:00 20/11/2026 theo 1680/UBND-KGVX ngày 08/11/2026" in view.detail.text()
    assert "17:00 Thứ Sáu, 20/11/2026" in view.headline.text()
    title = window.workspace.title_line.title
    assert "đã gia hạn" in title.text()
    assert "17:00 12/11/2026, lùi đến 17:00 20/11/2026" in title.toolTip()
    assert any("20/11/2026 (gia hạn)" in cell.text for row in view.board.model.rows for cell in row.cells)
    assert view.notice.text() == "Sửa văn bản về hạn gửi…"
    dialog = open_dialog()
    assert dialog.typed() == typed_of(store.notices[KEY])
    press(qtbot, window, dialog, "take_back")
    assert store.notices == {}
    assert "lùi đến" not in view.detail.text()


def test_what_is_lacking_or_refused_stays_in_the_dialog(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], DeadlineDialog]
) -> None:
    dialog = open_dialog()
    press(qtbot, window, dialog, "record")
    assert "ngày" in dialog.wrong.text()
    fill_in(dialog, Typed(date(2026, 11, 12), "17:00", "1680/UBND-KGVX"))
    press(qtbot, window, dialog, "record")
    qtbot.waitUntil(lambda: "sau hạn của kế hoạch" in dialog.wrong.text(), timeout=WAIT_MS)
    assert dialog.isVisible()
    assert dialog.record.isEnabled()
    fill_in(dialog)
    dialog.document_date.set_text("32/13/2026")
    press(qtbot, window, dialog, "record")
    assert "32/13/2026" in dialog.wrong.text()
    assert store.notices == {}
    dialog.reject()


def test_a_closed_month_and_a_store_that_is_only_read_offer_no_extension(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    view = window.workspace.page.view
    assert view.notice.isVisibleTo(window)
    store.read_only = True
    window.desk.reload()
    settle(qtbot, window)
    assert not view.notice.isVisibleTo(window)
