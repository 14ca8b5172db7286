"""Inputs: figures and dates are read without guessing, typing is never disturbed, nothing typed is thrown away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.widgets.calendar_popup import CalendarPopup
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.date_reading import read_date
from sonla_desktop.ui.widgets.inputs import ChoiceInput, LineInput, ProseInput, SuggestInput
from tests.ui.keys import type_text


@pytest.mark.parametrize(
    ("typed", "whole", "percent", "value", "said"),
    [
        ("812", True, False, Decimal(812), "✓ 812"),
        ("1.003", True, False, Decimal(1003), "✓ 1.003"),
        ("1.003", False, False, None, "Hỏi lại"),
        ("1,5", True, False, None, "Sai"),
        ("96,4", False, True, Decimal("96.4"), "✓ 96,4%"),
        ("0,7", False, True, None, "Hỏi lại"),
        ("abc", True, False, None, "Sai"),
        ("12.5", False, False, None, "Hỏi lại"),
    ],
)
def test_a_figure_is_taken_only_when_it_is_sure(
    qtbot: QtBot, typed: str, whole: bool, percent: bool, value: Decimal | None, said: str
) -> None:
    field = NumberInput("Tử số", whole=whole, percent=percent)
    qtbot.addWidget(field)
    taken: list[Decimal | None] = []
    doubted: list[str] = []
    field.changed.connect(taken.append)
    field.doubted.connect(doubted.append)
    type_text(field.line, typed)
    assert field.line.text() == typed
    assert field.said.text() == said
    if value is None:
        assert doubted[-1] == typed
        assert taken[-1] is None, "a figure half read must not stay behind"
        assert field.line.property("wrong") == "true"
    else:
        assert taken[-1] == value
        assert field.line.property("wrong") == "false"


def test_a_doubtful_figure_offers_its_readings(qtbot: QtBot) -> None:
    field = NumberInput("Số tiền", whole=False)
    qtbot.addWidget(field)
    taken: list[Decimal] = []
    field.changed.connect(taken.append)
    type_text(field.line, "1.003")
    qtbot.mouseClick(field._choices[0], Qt.MouseButton.LeftButton)
    assert taken[-2:] == [None, Decimal(1003)]
    assert field.line.property("wrong") == "false"


@pytest.mark.parametrize(
    ("value", "whole", "percent", "text"),
    [
        ("1003", True, False, "1.003"),
        ("1003", False, False, "1003"),
        ("0.7", False, True, "0,7%"),
        ("96.40", False, True, "96,40"),
        ("-5", True, False, "-5"),
    ],
)
def test_a_figure_is_shown_so_that_it_reads_back_as_itself(
    qtbot: QtBot, value: str, whole: bool, percent: bool, text: str
) -> None:
    field = NumberInput("Số", whole=whole, percent=percent)
    qtbot.addWidget(field)
    field.set_value(Decimal(value))
    assert field.line.text() == text
    assert field.line.property("wrong") == "false"


def test_an_emptied_figure_is_none(qtbot: QtBot) -> None:
    field = NumberInput("Tử số")
    qtbot.addWidget(field)
    field.set_value(5)
    taken: list[object] = []
    field.changed.connect(taken.append)
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert taken == [None]


def test_showing_the_same_value_leaves_the_text_as_it_was_typed(qtbot: QtBot) -> None:
    field = NumberInput("Tử số")
    qtbot.addWidget(field)
    type_text(field.line, "1003")
    field.set_value(Decimal(1003))
    assert field.line.text() == "1003"
    field.set_value(Decimal(1004))
    assert field.line.text() == "1.004"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/11/2026", date(2026, 11, 5)),
        ("05-11-2026", date(2026, 11, 5)),
        ("05.11.2026", date(2026, 11, 5)),
        ("05112026", date(2026, 11, 5)),
        (" 29/02/2028 ", date(2028, 2, 29)),
        ("", None),
    ],
)
def test_a_date_is_read_day_first(text: str, day: date | None) -> None:
    assert read_date(text).day == day
    assert read_date(text).hint == ""


@pytest.mark.parametrize("text", ["5/11/26", "31/02/2026", "13/13/2026", "2026-11-05", "hôm nay", "5/11", "1/1/1026"])
def test_what_is_no_date_says_how_to_write_it(text: str) -> None:
    reading = read_date(text)
    assert reading.day is None
    assert reading.hint.endswith(".")


def test_a_text_that_is_no_date_stays_and_is_marked(qtbot: QtBot) -> None:
    field = DateInput("Ngày")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.doubted):
        type_text(field.line, "31/02/2026")
    assert field.line.text() == "31/02/2026"
    assert field.line.property("wrong") == "true"


def test_a_day_picked_on_the_calendar_is_written_in_full(qtbot: QtBot) -> None:
    field = DateInput("Ngày")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed) as heard:
        field._open()
        field.findChild(CalendarPopup).clicked.emit(QDate(2026, 3, 4))
    assert heard.args == [date(2026, 3, 4)]
    assert field.line.text() == "04/03/2026"


@pytest.mark.parametrize("make", [LineInput, lambda name: SuggestInput(name, ["thành phố", "thá"])])
def test_a_typing_tool_that_sends_backspace_and_a_new_letter_gets_its_word(qtbot: QtBot, make: type[LineInput]) -> None:
    field = make("Trích yếu")
    qtbot.addWidget(field)
    type_text(field, "tha")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    field.insert("á")
    assert field.text() == "thá"


def test_texts_are_told_in_the_stored_form(qtbot: QtBot) -> None:
    field = ProseInput("Kết quả")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed) as heard:
        field.insertPlainText("Hoa\u0300n tha\u0300nh")
    assert heard.args == ["Hoàn thành"]


def test_showing_what_was_typed_keeps_the_cursor(qtbot: QtBot) -> None:
    field = ProseInput("Kết quả")
    qtbot.addWidget(field)
    field.insertPlainText("Một hai ba")
    before = field.textCursor().position()
    field.set_value("Một hai ba")
    assert field.textCursor().position() == before


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    field = ChoiceInput("Trạng thái", {1: "Một", 2: "Hai"})
    qtbot.addWidget(field)
    field.set_value(2)
    assert field.value() == 2
    field.set_value(None)
    assert field.value() is None
    assert not field.isEditable()
