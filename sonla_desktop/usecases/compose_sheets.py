"""The report as sheets: what the CSVs, the Excel sheet and the package's descriptor print (6-package columns)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, FormField, FormTable
from sonla_desktop.domain.form_values import ROW, table_rows
from sonla_desktop.domain.numbers import format_ratio, percent_decimal
from sonla_desktop.domain.plan import Assignment, Plan
from sonla_desktop.domain.reading import (
    IndicatorReading,
    RecognitionAnswer,
    SourceReading,
    is_met,
    is_recognised,
    ratio_without_cases,
)
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.task import IssuedDocument, Task, TaskUpdate, due_date, timeliness
from sonla_desktop.usecases.field_words import FieldWords

TEXT, WHOLE, NUMBER = ColumnType.STRING, ColumnType.INTEGER, ColumnType.NUMBER
FLAG, DAY = ColumnType.BOOLEAN, ColumnType.DATE
RATIO_DECIMALS = 6

INDICATOR_COLUMNS = (
    SheetColumn("code", "Mã chỉ tiêu", TEXT, width=28),
    SheetColumn("name", "Tên chỉ tiêu", TEXT, width=52),
    SheetColumn("state", "Trạng thái số liệu", TEXT, width=16),
    SheetColumn("numerator", "Tử số (a)", NUMBER),
    SheetColumn("denominator", "Mẫu số (b)", NUMBER),
    SheetColumn("value", "Giá trị", NUMBER),
    SheetColumn("ratio", "Tỷ lệ (%)", NUMBER, "percent"),
    SheetColumn("target_operator", "So sánh mục tiêu", TEXT, width=10),
    SheetColumn("target_value", "Mục tiêu", NUMBER),
    SheetColumn("met", "Đạt mục tiêu", FLAG),
    SheetColumn("recognised", "Được công nhận", FLAG),
    SheetColumn("source_1_name", "Nguồn 1", TEXT, width=30),
    SheetColumn("source_1_numerator", "Nguồn 1: tử số", NUMBER),
    SheetColumn("source_1_denominator", "Nguồn 1: mẫu số", NUMBER),
    SheetColumn("source_2_name", "Nguồn 2", TEXT, width=30),
    SheetColumn("source_2_numerator", "Nguồn 2: tử số", NUMBER),
    SheetColumn("source_2_denominator", "Nguồn 2: mẫu số", NUMBER),
    SheetColumn("note", "Ghi chú", TEXT, width=40),
)
TASK_COLUMNS = (
    SheetColumn("code", "Mã nhiệm vụ", TEXT, width=18),
    SheetColumn("name", "Tên nhiệm vụ", TEXT, width=52),
    SheetColumn("status", "Trạng thái", TEXT, width=14),
    SheetColumn("percent", "Tiến độ (%)", WHOLE, "percent"),
    SheetColumn("completed_on", "Ngày hoàn thành", DAY),
    SheetColumn("due", "Thời hạn", DAY),
    SheetColumn("timeliness", "Đánh giá thời hạn", TEXT, width=16),
    SheetColumn("result", "Kết quả thực hiện", TEXT, width=48),
    SheetColumn("documents", "Văn bản đã ban hành", TEXT, width=40),
    SheetColumn("measured_value", "Kết quả đo được", NUMBER),
    SheetColumn("subjective", "Nguyên nhân chủ quan", TEXT, width=36),
    SheetColumn("objective", "Nguyên nhân khách quan", TEXT, width=36),
    SheetColumn("remedy", "Giải pháp khắc phục", TEXT, width=36),
    SheetColumn("next_steps", "Giải pháp thời gian tới", TEXT, width=36),
    SheetColumn("proposal", "Kiến nghị", TEXT, width=36),
)
FIGURE_COLUMNS = (
    SheetColumn("id", "Mã số liệu", TEXT, width=24),
    SheetColumn("name", "Tên số liệu", TEXT, width=52),
    SheetColumn("unit", "Đơn vị tính", TEXT),
    SheetColumn("value", "Giá trị", NUMBER),
)
ROW_COLUMN = SheetColumn(ROW, "Dòng", TEXT, width=10)
_TYPE_OF = {
    FieldType.WHOLE: WHOLE,
    FieldType.NUMBER: NUMBER,
    FieldType.PERCENT: NUMBER,
    FieldType.DATE: DAY,
    FieldType.YES_NO: FLAG,
}


def compose_sheets(report: Report, assignment: Assignment, form: FormDefinition | None = None) -> tuple[Sheet, ...]:
    """The sheets of a frozen report: indicators, tasks, figures, then one for each table of the form."""
    plan = assignment.plan
    indicators = tuple(_indicator_row(assignment, reading) for reading in report.indicators)
    as_of = report.data_window.end
    tasks = tuple(_task_row(plan.task(update.code), update, as_of) for update in report.tasks)
    return (
        Sheet("chi-tieu", "ChiTieu", INDICATOR_COLUMNS, indicators),
        Sheet("nhiem-vu", "NhiemVu", TASK_COLUMNS, tasks),
        Sheet("so-lieu", "SoLieu", FIGURE_COLUMNS, tuple(_figure_rows(report, plan)), key=("id",)),
        *(_table_sheet(report, table, plan) for table in (form.tables if form else ())),
    )


def unrecognised_notes(report: Report, assignment: Assignment, words: FieldWords) -> Iterator[tuple[str, str]]:
    """Each result that is not recognised, in words: by which condition, how many cases, the ratio without them.

    That ratio is for information only (KH II.4); the columns of the sheet say true and false.
    """
    for indicator in assignment.indicators:
        reading = report.reading(indicator.code)
        if reading is None or not assignment.applies(indicator) or is_recognised(indicator, reading) is not False:
            continue
        answers = (reading.answer(question) for question in indicator.recognition)
        named = [_condition(words, answer) for answer in answers if answer is not None and answer.occurred]
        without = ratio_without_cases(reading)
        if without is not None:
            shown = format_ratio(Decimal(without.numerator), Decimal(without.denominator) * 100)
            named.append(f"tỷ lệ không tính các trường hợp này {shown} (tham khảo)")
        yield f"Chỉ tiêu {indicator.number} không được công nhận", "; ".join(named)


def _condition(words: FieldWords, answer: RecognitionAnswer) -> str:
    name = words.field(f"recognition.{answer.question.value}")
    return f"{name}: {answer.cases} trường hợp" if answer.cases else name


def _figure_rows(report: Report, plan: Plan) -> Iterator[tuple[str, ...]]:
    """The figures that have a value, in the order of the plan."""
    for figure in plan.figures():
        if figure.id in report.figures:
            yield figure.id, figure.name, figure.unit, plain(report.figures[figure.id])
    for other in sorted(report.figures.keys() - {figure.id for figure in plan.figures()}):
        yield other, other, "", plain(report.figures[other])


def _table_sheet(report: Report, table: FormTable, plan: Plan) -> Sheet:
    columns = (ROW_COLUMN, *(_table_column(column) for column in table.columns))
    rows = tuple(
        (row.key, *(_table_cell(row.cells.get(column.name)) for column in table.columns))
        for row in table_rows(report, table, plan)
    )
    title = "Bang" + "".join(word.capitalize() for word in table.id.split("-"))
    return Sheet(f"bang-{table.id}", title, columns, rows, key=(ROW,), heading=table.title.upper())


def _table_column(column: FormField) -> SheetColumn:
    kind = _TYPE_OF.get(column.type, TEXT)
    width = 40 if column.type is FieldType.LONG_TEXT else 24 if kind is TEXT else 14
    unit = "percent" if column.type is FieldType.PERCENT else column.unit
    return SheetColumn(column.name, column.label, kind, unit, width)


def _table_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _flag(cell)
    return "" if cell is None else str(cell)


def plain(value: Decimal | int | None) -> str:
    """A number as CSV prints it: the digits that were entered, dot for decimals, no grouping, no exponent."""
    return "" if value is None else format(Decimal(value), "f")


def _indicator_row(assignment: Assignment, reading: IndicatorReading) -> tuple[str, ...]:
    indicator = assignment.plan.indicator(reading.code)
    judged = assignment.applies(indicator)  # what the plan keeps to other agencies is told and not judged
    figures = reading if reading.has_figures else IndicatorReading(reading.code)
    sources = [*reading.sources, SourceReading(), SourceReading()][:2]
    return (
        reading.code,
        indicator.name,
        reading.state.value if reading.state else "",
        plain(figures.numerator),
        plain(figures.denominator),
        plain(figures.value),
        _ratio(figures),
        indicator.target.operator.value,
        plain(indicator.target.value),
        _flag(is_met(indicator, reading) if judged else None),
        _flag(is_recognised(indicator, reading) if judged else None),
        *(text for source in sources for text in _source_cells(source)),
        reading.note,
    )


def _source_cells(source: SourceReading) -> tuple[str, str, str]:
    return source.name, plain(source.numerator), plain(source.denominator)


def _ratio(reading: IndicatorReading) -> str:
    if reading.numerator is None or not reading.denominator:
        return ""
    return format(percent_decimal(reading.numerator, reading.denominator, RATIO_DECIMALS), "f")


def _task_row(task: Task, update: TaskUpdate, as_of: date) -> tuple[str, ...]:
    explanation = update.explanation or Explanation()
    return (
        update.code,
        task.name,
        update.status.value if update.status else "",
        "" if update.percent is None else str(update.percent),
        _day(update.completed_on),
        _day(due_date(task, update)),
        timeliness(task, update, as_of).value,
        update.result,
        "; ".join(_document_text(document) for document in update.documents),
        plain(update.measured.value) if update.measured else "",
        explanation.subjective,
        explanation.objective,
        explanation.remedy,
        explanation.next_steps,
        update.proposal,
    )


def _document_text(document: IssuedDocument) -> str:
    when = f" ngày {document.date:%d/%m/%Y}" if document.date else ""
    subject = f" ({document.subject})" if document.subject else ""
    return f"{document.symbol}{when}{subject}"


def _flag(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
