"""Hồ sơ chỉ tiêu over the shipped plan: what is said of each indicator, its course as rows, and the text to copy."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.domain.chart import TrendLine
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState, IndicatorReading, RecognitionAnswer
from sonla_desktop.paths import forms_dir, resources_dir
from sonla_desktop.ui.indicators import passport_state as state
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.widgets.trend import TrendView
from sonla_desktop.usecases.indicator_passport import IndicatorPassport, PastReading
from tests.ui.words import strange_words

PLAN = DataCatalogue(resources_dir(), forms_dir()).plan("kh-2026")


def passport(number: int, *history: PastReading, out_of_scope: str = "") -> IndicatorPassport:
    indicator = PLAN.indicators[number - 1]
    title = next(item.title for item in PLAN.appendices if item.indicator == number)
    return IndicatorPassport(indicator, PLAN.title, title, out_of_scope, history)


def past(period: str, reading: IndicatorReading, *, met: bool | None, recognised: bool | None) -> PastReading:
    return PastReading(ReportingPeriod.parse(period), 2, True, reading, met, recognised)


def lines(number: int, section: str) -> dict[str, state.Line]:
    found = next(item for item in state.sections(passport(number)) if item.title.startswith(section))
    return {line.word: line for line in found.lines}


def test_the_target_is_shown_as_each_place_prints_it() -> None:
    said = {word: line.text for word, line in lines(1, "Mục tiêu").items()}
    assert (said["Lấy để so"], said["Phụ lục I ghi"]) == ("≥70%", "≥70%")
    assert said["Mục III.1 ghi"].startswith("Có ≥70% văn bản")
    assert "ĐẠT TRÊN 70%" in said["Tiêu đề Phụ lục II"]
    assert said["Kết quả năm 2025"] == "Kế hoạch không ghi"
    assert lines(2, "Mục tiêu")["Kết quả năm 2025"].text == "90,46%"


def test_what_the_plan_prints_in_two_ways_is_told_in_its_own_section() -> None:
    found = next(item for item in state.sections(passport(1)) if item.title.startswith("Chỗ cần biết"))
    assert any("đạt trên 70%" in line.text for line in found.lines)
    assert {line.word for line in found.lines} == {""}


def test_our_readings_come_with_their_reasons() -> None:
    first, third, fifth = (lines(number, "Cách hiểu") for number in (1, 3, 5))
    assert first["Số liệu là"].text == "số lũy kế từ đầu năm"
    assert first["Số liệu là"].why.startswith("Kế hoạch không nói")
    assert (first["Nguy cơ sai lệch cao"].text, fifth["Nguy cơ sai lệch cao"].text) == ("Có", "Không")
    assert first["Nguy cơ sai lệch cao"].why.startswith("Mục II.3")
    assert fifth["Nguy cơ sai lệch cao"].why == ""
    assert (first["Số nguồn đối chiếu"].text, first["Quan hệ a, b"].why) == ("ít nhất 02", "")
    assert third["Quan hệ a, b"].why.startswith("Chỉ tiêu 2 và 3 chung một tử số")
    assert first["Câu hỏi công nhận"].text.count("\n") == 2
    assert (fifth["Câu hỏi công nhận"].text, fifth["Câu hỏi công nhận"].why) == ("Không có", "")


def test_a_count_has_no_numerator_and_may_be_of_others() -> None:
    assert list(lines(9, "Cách tính"))[:2] == ["Đếm", "Đơn vị tính"]
    assert "Quan hệ a, b" not in lines(9, "Cách hiểu")
    said = state.plain_text(passport(9, out_of_scope="Của toàn tỉnh."))
    assert "Phạm vi: Của toàn tỉnh." in said.splitlines()


@pytest.mark.parametrize("number", range(1, 10))
def test_every_word_is_vietnamese(number: int) -> None:
    heading, title, *rest = state.plain_text(passport(number)).splitlines()
    assert heading.startswith(f"{number}. ")
    assert title == PLAN.title  # cites decisions by their symbols
    assert strange_words(re.sub(r"\b[IVX]+\b", "", "\n".join(rest))) == []


def course() -> IndicatorPassport:
    indicator = PLAN.indicators[0]
    figures = IndicatorReading(indicator.code, FigureState.REPORTED, Decimal(80), Decimal(100))
    answers = tuple(RecognitionAnswer(question, False, 0) for question in indicator.recognition)
    occurred = (replace(answers[0], occurred=True, cases=12), *answers[1:])
    return passport(
        1,
        past("2025-12", replace(figures, numerator=Decimal(60)), met=None, recognised=None),
        past("2026-01", replace(figures, recognition=answers), met=True, recognised=True),
        past("2026-02", replace(figures, recognition=occurred), met=True, recognised=False),
        past("2026-03", IndicatorReading(indicator.code, FigureState.NOT_ARISING), met=None, recognised=None),
    )


def test_the_course_tells_target_and_recognition_apart() -> None:
    assert [[cell.text for cell in row.cells] for row in state.course_rows(course())] == [
        ["03/2026", "–", "–", "–", "", "Không phát sinh", "–", "2, đã chốt"],
        ["02/2026", "80", "100", "80,00%", "68,00%", "Đạt", "Không", "2, đã chốt"],
        ["01/2026", "80", "100", "80,00%", "", "Đạt", "Có", "2, đã chốt"],
        ["12/2025", "60", "100", "60,00%", "", "–", "–", "2, đã chốt"],
    ]


def test_the_trend_marks_what_is_not_recognised_and_leaves_a_gap() -> None:
    periods, line, hollow = state.trend(course())
    assert periods == ("12/2025", "01/2026", "02/2026", "03/2026")
    assert line.values == (Decimal("60.00"), Decimal("80.00"), Decimal("80.00"), None)
    assert hollow == {2}


def test_the_text_to_copy_has_the_course_in_columns() -> None:
    text = state.plain_text(course()).splitlines()
    place = text.index("DIỄN BIẾN QUA CÁC KỲ")
    assert text[place + 1].split("\t") == list(state.COURSE_HEADINGS)
    assert text[place + 3].split("\t")[:5] == ["02/2026", "80", "100", "80,00%", "68,00%"]
    assert state.plain_text(passport(1)).count("DIỄN BIẾN") == 0


def test_the_trend_is_drawn_as_a_line_with_dots(qtbot: QtBot) -> None:
    view = TrendView("Diễn biến")
    qtbot.addWidget(view)
    view.resize(400, 160)
    accent, values = colours().accent, (Decimal(0), Decimal(80), None, Decimal(75))

    def accented() -> int:
        picture = view.grab().toImage()
        places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return sum(picture.pixelColor(x, y).name() == accent for x, y in places)

    view.show_trend(("a", "b", "c", "d"), TrendLine("Diễn biến", (None,) * 4), Decimal(70), "%")
    assert accented() == 0
    view.show_trend(("a", "b", "c", "d"), TrendLine("Diễn biến", values), Decimal(70), "%")
    whole = accented()
    assert whole > 100
    view.show_trend(("a", "b", "c", "d"), TrendLine("Diễn biến", values), Decimal(70), "%", hollow={0, 1, 3})
    assert accented() < whole
    assert view.accessibleDescription() == "Diễn biến. Mục tiêu 70%. a: 0%; b: 80%; d: 75%"
    QApplication.processEvents()
