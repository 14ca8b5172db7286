"""Thiết lập: addressees of single reports, texts tidied when a field is left, what Nơi nhận lacks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import SETTINGS, Place
from sonla_desktop.ui.settings.view import SettingsView
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.keys import type_text
from tests.ui.small_form import SMALL


@pytest.fixture
def view(window: MainWindow) -> SettingsView:
    window.go_to(Place(SETTINGS))
    return window.workspace.page.view


def save(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.drafts.flush()
    settle(qtbot, window)


def test_a_report_addressed_by_its_plan_shows_whom_and_why(view: SettingsView) -> None:
    assert list(view.addressed) == [SMALL]
    shown = view.addressed[SMALL]
    assert shown.field.value() == "Sở Khoa học và Công nghệ"
    assert shown.source.text() == "Theo nguồn: Mục 11: gửi Sở Khoa học và Công nghệ."
    assert not shown.back.isVisible()


def test_its_addressees_are_changed_and_taken_back(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, view: SettingsView
) -> None:
    shown = view.addressed[SMALL]
    shown.field.selectAll()
    type_text(shown.field, "Sở Nội vụ;")
    save(qtbot, window)
    assert store.kept.addressees_by_form == {SMALL: ("Sở Nội vụ",)}
    assert view.addressed[SMALL] is shown, "the row that is typed into stays"
    assert shown.source.text().startswith("Cơ quan tự ghi. Theo nguồn: Sở Khoa học và Công nghệ.")
    qtbot.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    save(qtbot, window)
    assert store.kept.addressees_by_form == {}
    assert shown.field.value() == "Sở Khoa học và Công nghệ"
    assert not shown.back.isVisible()


def test_a_finding_about_them_leads_to_their_field(window: MainWindow, view: SettingsView) -> None:
    window.go_to(Place(SETTINGS, field=f"addressees_by_form.{SMALL}"))
    assert QApplication.focusWidget() is view.addressed[SMALL].field


def test_marks_that_the_document_prints_go_when_the_field_is_left(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, view: SettingsView
) -> None:
    symbol, recipients = view.fields["symbol"], view.fields["recipients"]
    symbol.setFocus()
    symbol.selectAll()
    type_text(symbol, "/BC-UBND,")
    save(qtbot, window)
    assert store.kept.symbol == "BC-UBND"
    assert symbol.value() == "/BC-UBND,", "nothing is taken from under the cursor"
    recipients.setFocus()
    assert symbol.value() == "BC-UBND"
    recipients.selectAll()
    type_text(recipients, "- Như trên;")
    assert view.filing.text().startswith("Chưa có dòng lưu")
    qtbot.keyClick(recipients, Qt.Key.Key_Return)
    type_text(recipients, "- Lưu: VT.")
    assert not view.filing.isVisible()
    symbol.setFocus()
    assert recipients.value() == "Như trên\nLưu: VT"
    save(qtbot, window)
    assert store.kept.recipients == ("Như trên", "Lưu: VT")
