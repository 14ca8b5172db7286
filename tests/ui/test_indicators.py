"""The step Chỉ tiêu in the window: what stands beside the figures, what is not recognised, and Hồ sơ chỉ tiêu."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState, IndicatorReading, RecognitionAnswer
from sonla_desktop.ui.form_screen.range_editing import READ_ONLY
from sonla_desktop.ui.indicators import state
from sonla_desktop.ui.indicators.editor import IndicatorEditor
from sonla_desktop.ui.indicators.page import IndicatorsPage
from sonla_desktop.ui.indicators.passport import PassportWindow
from sonla_desktop.ui.indicators.recognition import QuestionInput
from sonla_desktop.ui.places import INDICATORS, MONTHLY_UPDATE, OVERVIEW, TASKS, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.ports import World
from tests.helpers import months
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore, full_store
from tests.ui.keys import type_text
from tests.ui.words import strange_words, texts_of

SIZES = {"100%": (1366, 700), "125%": (1092, 548)}


def page_of(qtbot: QtBot, window: MainWindow, code: str = months.DOCUMENTS) -> IndicatorsPage:
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, code))
    settle(qtbot, window)
    return window.workspace.page.steps[INDICATORS]


def passport_of(window: MainWindow) -> PassportWindow:
    (shown,) = (found for found in window.findChildren(PassportWindow) if found.isVisible())
    return shown


def retype(editor: IndicatorEditor, path: str, text: str) -> None:
    line = editor.fields[path].line
    line.selectAll()
    type_text(line, text)


def texts_in_row(page: IndicatorsPage, number: int = 0) -> list[str]:
    return [cell.text for cell in page.view.model.rows[number].cells]


def test_the_change_against_last_month_follows_the_typing(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    editor = page.editor
    assert editor.earlier.text().splitlines() == [
        "– · Kỳ này · Kỳ 10/2026 · Kỳ 11/2025",
        "a · 812 · 776 · –",
        "b · 1.003 · 975 · –",
        "Tỷ lệ · 80,96% · 79,59% · –",
        "Thay đổi · – · +1,37 điểm % · –",
    ]
    retype(editor, "numerator", "900")
    assert editor.earlier.text().splitlines()[-1] == "Thay đổi · – · +10,14 điểm % · –"
    assert editor.earlier.accessibleDescription() == editor.earlier.text()
    assert editor.figures["numerator"].line.accessibleDescription() == (
        "Kỳ 10/2026: 776. Kỳ 11/2025: –. Kết quả: 89,73% Đạt"
    )
    assert texts_in_row(page)[state.PREVIOUS : state.LAST_YEAR] == ["79,59%", "+10,14 điểm %"]


def test_a_small_trend_stands_beside_the_name_and_follows_the_typing(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    trend = page.view.trend
    assert trend.isVisible()
    assert trend.accessibleDescription().endswith("Mục tiêu 70%. 10/2026: 79,59%; 11/2026: 80,96%")
    retype(page.editor, "numerator", "900")
    assert trend.accessibleDescription().endswith("11/2026: 89,73%")
    page_of(qtbot, window, months.PROVINCIAL)
    assert not trend.isVisible()


def test_two_sources_are_compared_while_they_are_typed(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    sources = page.editor.sources
    assert (sources.said.text(), sources.said.property("tone")) == ("Các nguồn khớp nhau và khớp số báo cáo.", "good")
    retype(page.editor, "sources.1.numerator", "809")
    difference = "a ít hơn 3, b bằng nhau, tỷ lệ thấp hơn 0,30 điểm %"
    assert sources.said.text() == f"Nguồn 2 so với nguồn 1: {difference}. Số báo cáo theo nguồn 1."
    assert sources.compared.text().splitlines()[-1] == "Chênh lệch · 3 · 0 · 0,30 điểm %"
    assert sources.compared.isVisible()


def test_what_arose_is_reckoned_while_it_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    editor = page_of(qtbot, window).editor
    assert (editor.flow_said.text(), editor.flow_said.property("tone")) == ("1.003 − 990 − 13 = 0: khớp.", "good")
    retype(editor, "flow.pending", "10")
    assert (editor.flow_said.text(), editor.flow_said.property("tone")) == (
        "1.003 − 990 − 10 = 3: chưa khớp.", "error"
    )  # fmt: skip


def test_only_a_risky_indicator_asks_what_arose(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.view.risk.isVisible()
    page = page_of(qtbot, window, months.TRAINING)
    assert not page.view.risk.isVisible()
    assert not [path for path in page.editor.fields if path.startswith("flow.")]


def test_the_sample_that_is_needed_stands_beside_the_sample(qtbot: QtBot, window: MainWindow) -> None:
    editor = page_of(qtbot, window, months.SATISFACTION).editor
    (question,) = editor.questions.values()
    assert question.sample_said.text() == "Cần ít nhất 200 phiếu (độ tin cậy 95%, sai số ±5%): đủ."
    question.sample.line.selectAll()
    type_text(question.sample.line, "150")
    assert question.sample_said.text().endswith("còn thiếu 50.")
    assert question.sample_said.property("tone") == "warning"


def test_what_is_not_recognised_is_shown_on_editor_list_and_overview(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.view.indicators.isColumnHidden(state.WITHOUT_CASES)
    question = next(iter(page.editor.questions.values()))
    question.yes.click()
    type_text(question.cases.line, "2")
    question.cases.line.selectAll()
    type_text(question.cases.line, "12")
    editor = page.editor
    assert (editor.result.text(), editor.verdict.text()) == ("80,96%", "Không được công nhận")
    assert editor.detail.text() == "Mục tiêu ≥70% · trừ 12 trường hợp còn 79,76% (chỉ để tham khảo)"
    row = texts_in_row(page)
    assert (row[4], row[state.WITHOUT_CASES], row[-1]) == ("80,96%", "79,76%", "Không được công nhận")
    assert not page.view.indicators.isColumnHidden(state.WITHOUT_CASES)
    window.desk.drafts.flush()
    settle(qtbot, window)
    window.go_to(Place(OVERVIEW))
    settle(qtbot, window)
    overview = window.workspace.page.view
    assert overview.model.rows[0].cells[-1].text == "Không được công nhận"
    assert overview.model.rows[0].cells[4].bar[2] == "warning"
    assert overview.unrecognised.isVisible()
    assert overview.unrecognised.text() == (
        "Không được công nhận – chỉ tiêu 1: 80,96%, trừ 12 trường hợp còn 79,76% (chỉ để tham khảo)"
    )


@pytest.mark.parametrize(("cases", "hidden"), [(4, False), (-4, False), (0, True), (None, True)])
def test_a_number_of_cases_that_a_file_gives_beside_no_is_in_sight(
    qtbot: QtBot, cases: int | None, hidden: bool
) -> None:
    question = QuestionInput(RecognitionQuestion.REENTERED)
    qtbot.addWidget(question)
    question.show_answer(RecognitionAnswer(RecognitionQuestion.REENTERED, False, cases), CheckParameters())
    assert question.details.isHidden() is hidden


def test_nothing_is_said_of_recognition_where_all_is_recognised(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to(Place(OVERVIEW))
    settle(qtbot, window)
    assert window.workspace.page.view.unrecognised.isHidden()


def test_a_narrow_window_keeps_room_for_the_names(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    view = page.view.indicators
    assert not view.isColumnHidden(state.LAST_YEAR)
    window.resize(*SIZES["125%"])
    settle(qtbot, window)
    assert [number for number in range(11) if view.isColumnHidden(number)] == [5, 8, 9]
    assert view.columnWidth(1) > 200
    assert sum(view.columnWidth(number) for number in range(11)) <= view.viewport().width()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_figure_and_no_result_in_the_list_is_cut(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    page = page_of(qtbot, window)
    page.editor.questions[next(iter(page.editor.questions))].yes.click()
    settle(qtbot, window)
    view = page.view.indicators
    for number in range(2, view.model().columnCount()):
        needed = max(view.sizeHintForColumn(number), view.horizontalHeader().sectionSizeHint(number))
        assert view.isColumnHidden(number) or view.columnWidth(number) >= needed, number


def test_tab_goes_through_the_figures_in_reading_order(qtbot: QtBot, window: MainWindow) -> None:
    editor = page_of(qtbot, window).editor
    inputs = {getattr(field, "line", field): path for path, field in editor.fields.items()}
    order: list[str] = []
    current: QWidget = editor
    while (current := current.nextInFocusChain()) is not editor:
        if current in inputs and current.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(inputs[current])
    wanted = ["state", "numerator", "denominator", "flow.arisen", "flow.processed", "flow.pending", "note"]
    assert order[: len(wanted)] == wanted
    after = [path for path in order if path.startswith("sources.")]
    assert order[len(wanted) :][: len(after)] == after
    assert (after[0], after[-1]) == ("sources.0.name", "sources.1.note")
    assert order[len(wanted) + len(after)].startswith("recognition.")


def test_tab_reaches_a_document_of_a_task_where_it_stands(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to(Place(MONTHLY_UPDATE, TASKS, months.BY_MONTH))
    settle(qtbot, window)
    editor = window.workspace.page.steps[TASKS].editor
    editor.documents.add.click()
    settle(qtbot, window)
    chain, current = [], editor
    while (current := current.nextInFocusChain()) is not editor:
        chain.append(current)
    first, second = (row.symbol for row in editor.documents.rows)
    assert chain.index(first) < chain.index(second) < chain.index(editor.documents.add)


@pytest.fixture
def passport(qtbot: QtBot, window: MainWindow) -> Iterator[PassportWindow]:
    """The passport of the first indicator, opened with the keyboard."""
    page = page_of(qtbot, window)
    page.view.indicators.setFocus()
    qtbot.keyClick(page.view.indicators, Qt.Key.Key_F8)
    settle(qtbot, window)
    yield passport_of(window)
    for shown in window.findChildren(PassportWindow):
        shown.close()


def test_the_passport_opens_with_a_key_and_says_what_the_indicator_is(passport: PassportWindow) -> None:
    assert passport.isVisible()
    assert passport.view.name.text() == "1. Chỉ tiêu 1"
    text = passport.view.text.toPlainText()
    for said in ("Cách tính", "Mục tiêu và nơi ghi", "Phụ lục II", "Số lũy kế".lower(), "Câu hỏi công nhận"):
        assert said in text
    assert [[cell.text for cell in row.cells] for row in passport.view.model.rows] == [
        ["11/2026", "812", "1.003", "80,96%", "", "Đạt", "Có", "1, đang nhập"],
        ["10/2026", "776", "975", "79,59%", "", "Đạt", "Có", "1, đã chốt"],
    ]
    assert "10/2026: 79,59%; 11/2026: 80,96%" in passport.view.trend.accessibleDescription()
    assert not passport.view.legend.isVisible()


def test_the_passport_knows_what_was_typed_a_moment_ago(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    retype(page.editor, "numerator", "500")
    page.editor.questions[next(iter(page.editor.questions))].yes.click()
    page.view.passport.click()
    settle(qtbot, window)
    cells = [cell.text for cell in passport_of(window).view.model.rows[0].cells]
    assert cells == ["11/2026", "500", "1.003", "49,85%", "", "Chưa đạt", "Không", "1, đang nhập"]
    assert passport_of(window).view.legend.isVisible()
    passport_of(window).close()


def test_the_passport_is_copied_whole_or_in_part_with_the_keyboard(qtbot: QtBot, passport: PassportWindow) -> None:
    clipboard = QApplication.clipboard()
    passport.view.copy.setFocus()
    qtbot.keyClick(passport.view.copy, Qt.Key.Key_Space)
    lines = clipboard.text().splitlines()
    assert lines[0] == "1. Chỉ tiêu 1"
    assert "11/2026\t812\t1.003\t80,96%\t\tĐạt\tCó\t1, đang nhập" in lines
    assert passport.view.said.text() == "Đã sao chép hồ sơ chỉ tiêu"
    passport.view.text.setFocus()
    qtbot.keyClick(passport.view.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(passport.view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text().startswith("Cách tính")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F8])
def test_the_passport_goes_with_a_key(qtbot: QtBot, passport: PassportWindow, key: Qt.Key) -> None:
    qtbot.keyClick(passport, key)
    assert not passport.isVisible()


def test_the_passport_of_a_count_and_of_one_never_entered(
    qtbot: QtBot, world: World, folder: Path, open_window: Callable[[], MainWindow]
) -> None:
    report = months.report()
    kept = tuple(item for item in report.indicators if item.code != months.TRAINING)
    full_store(world, folder, reports={report.key: replace(report, indicators=kept)}, frozen={})
    window = open_window()
    page = page_of(qtbot, window, months.PRODUCTS)
    page.view.passport.click()
    settle(qtbot, window)
    view = passport_of(window).view
    assert view.model.headerData(3, Qt.Orientation.Horizontal) == "Số lượng"
    assert [number for number in range(8) if view.course.isColumnHidden(number)] == [1, 2, 4]
    passport_of(window).close()
    page = page_of(qtbot, window, months.TRAINING)
    page.view.passport.click()
    settle(qtbot, window)
    view = passport_of(window).view
    assert view.nothing.isVisible()
    assert not view.trend.isVisible()
    assert not view.course.isVisible()
    passport_of(window).close()


def test_a_long_course_is_drawn_with_a_gap_where_there_is_none(
    qtbot: QtBot, world: World, folder: Path, open_window: Callable[[], MainWindow]
) -> None:
    reports = {}
    for number in range(1, 12):
        reading = IndicatorReading(months.DOCUMENTS, FigureState.REPORTED, Decimal(50 + number), Decimal(100))
        if number == 6:
            reading = IndicatorReading(months.DOCUMENTS, FigureState.NOT_ARISING)
        period = ReportingPeriod.parse(f"2026-{number:02d}")
        report = replace(months.report(), period=period, indicators=(reading,))
        reports[report.key] = report
    full_store(world, folder, reports=reports, frozen={})
    window = open_window()
    page = page_of(qtbot, window)
    page.view.passport.click()
    settle(qtbot, window)
    view = passport_of(window).view
    assert [row.cells[0].text for row in view.model.rows][:2] == ["11/2026", "10/2026"]
    sixth = view.model.rows[5].cells
    assert (sixth[3].text, sixth[5].text) == ("–", "Không phát sinh")
    assert "06/2026" not in view.trend.accessibleDescription()
    assert not view.trend.grab().isNull()
    passport_of(window).close()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_passport_is_vietnamese_named_and_whole(
    qtbot: QtBot, passport: PassportWindow, size: tuple[int, int]
) -> None:
    passport.resize(size[0] - 40, size[1] - 40)
    QApplication.processEvents()
    assert passport.width() <= size[0] - 40
    assert passport.height() <= size[1] - 40
    widgets = [widget for widget in passport.findChildren(QWidget) if widget.isVisible()]
    texts = {text for widget in widgets for text in texts_of(widget) if text} | {passport.view.text.toPlainText()}
    assert {text: strange_words(text) for text in texts if strange_words(text)} == {}
    assert all(item.accessibleName() for item in (passport.view.text, passport.view.trend, passport.view.course))
    buttons = [item for item in widgets if isinstance(item, QAbstractButton)]
    letters = [letter.lower() for item in buttons for letter in re.findall(r"&(\w)", item.text())]
    assert sorted(letters) == ["g", "s"]
    for item in widgets:
        if isinstance(item, QLabel | QAbstractButton):
            assert item.width() >= item.minimumSizeHint().width(), item.text()
    course = passport.view.course
    shown = [number for number in range(8) if not course.isColumnHidden(number)]
    for number in shown:
        needed = max(course.sizeHintForColumn(number), course.horizontalHeader().sectionSizeHint(number))
        assert course.columnWidth(number) >= needed, number
    assert sum(course.columnWidth(number) for number in shown) <= course.viewport().width()


def in_list(page: IndicatorsPage, code: str, column: int) -> None:
    """Puts the cursor on a figure in the list."""
    page.view.indicators.setFocus()
    page.view.indicators.setCurrentIndex(page.view.model.index(page.view.model.row_of(code), column))


def stored_reading(store: MemoryStore, code: str) -> IndicatorReading:
    reading = store.reports[months.report().key].reading(code)
    assert reading is not None
    return reading


def test_a_figure_is_typed_in_the_list_with_its_ratio_and_result_beside_it(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    page = page_of(qtbot, window)
    in_list(page, months.DOCUMENTS, 2)
    qtbot.keyClick(page.view.indicators, Qt.Key.Key_5)
    type_text(QApplication.focusWidget(), "00")
    cells = texts_in_row(page)
    assert (cells[2], cells[4], cells[-1]) == ("500", "49,85%", "Chưa đạt")
    assert page.editor.figures["numerator"].line.text() == "500"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.view.indicators.currentIndex().column() == 3
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert stored_reading(store, months.DOCUMENTS).numerator == 500


def test_a_figure_typed_in_the_editor_stands_in_the_list(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    retype(page.editor, "denominator", "1000")
    assert texts_in_row(page)[2:5] == ["812", "1.000", "81,20%"]


def test_a_doubtful_figure_in_the_list_is_said_there_and_in_the_editor(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    in_list(page, months.DOCUMENTS, 2)
    qtbot.keyClick(page.view.indicators, Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    type_text(QApplication.focusWidget(), "0812")
    assert page.view.figures.said.text().startswith("Hỏi lại: ")
    assert texts_in_row(page)[2] == "0812"
    assert page.editor.figures["numerator"].line.text() == "0812"
    assert window.desk.reading(months.DOCUMENTS).numerator is None
    QApplication.focusWidget().selectAll()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert page.editor.figures["numerator"].line.text() == ""
    assert not window.desk.drafts.unreadable


def test_figures_are_pasted_into_the_list_in_one_commit(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    page = page_of(qtbot, window)
    rows = page.view.model.grid
    wanted = [(2 * number + 10, 2 * number + 20) for number in range(len(rows))]
    QApplication.clipboard().setText("".join(f"{a}\t{b}\r\n" for a, b in wanted))
    in_list(page, rows[0].key, 2)
    qtbot.keyClick(page.view.indicators, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = page.view.figures.ranges.dialog
    name = f"Tử số a, 1. {rows[0].cells[1].view.text}"
    assert [cell.text for cell in dialog.model.rows[0].cells[:3]] == [name, "812", "10"]
    commits = store.commits
    qtbot.keyClick(dialog.agree, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert store.commits == commits + 1
    for row, (a, b) in zip(rows, wanted, strict=True):
        parts = [cell.field.path.rpartition(".")[2] for cell in row.cells if cell.field is not None]
        reading = store.reports[months.report().key].reading(row.key)
        assert [getattr(reading, part) for part in parts] == [a, b][: len(parts)]
    assert sum(row.cells[2].field is not None for row in rows) > 1
    assert page.editor.figures["numerator"].line.text() == "10"


def test_the_list_of_a_closed_month_is_only_read(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.choose_period(months.previous_report().period)
    settle(qtbot, window)
    page = page_of(qtbot, window)
    in_list(page, months.DOCUMENTS, 2)
    qtbot.keyClick(page.view.indicators, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.view.figures.said.text() == READ_ONLY
    assert page.view.figures.ranges.dialog is None
