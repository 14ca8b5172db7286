"""The sheets of indicators and tasks of a form that is filled in elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sonla_desktop.domain.entry_form import PREVIOUS, YES_NO, EntryColumn, EntryKind, EntryRow, EntrySheet
from sonla_desktop.domain.form_definition import Choice, FormDefinition
from sonla_desktop.domain.indicator import Indicator, RecognitionQuestion
from sonla_desktop.domain.numbers import format_number, format_ratio
from sonla_desktop.domain.reading import FigureState, IndicatorReading
from sonla_desktop.domain.task import Task, TaskStatus, TaskUpdate
from sonla_desktop.usecases.read_month import Month

SOURCES: Final = 3
DOCUMENTS: Final = 3

_STATES: Final = {
    "reported": "Có số liệu",
    "zero": "Bằng không",
    "not_arising": "Không phát sinh",
    "missing": "Chưa có số liệu",
    "out_of_scope": "Không thuộc phạm vi",
}
_STATUSES: Final = {
    "not_started": "Chưa thực hiện",
    "in_progress": "Đang thực hiện",
    "completed": "Hoàn thành",
    "not_arising": "Chưa phát sinh",
}
_QUESTIONS: Final = {
    RecognitionQuestion.REENTERED: "Nhập lại hồ sơ giấy",
    RecognitionQuestion.PAPER_PARALLEL: "Xử lý song song trên giấy",
    RecognitionQuestion.UNUSED_SIGNATURES: "Chữ ký số cấp mà không dùng",
    RecognitionQuestion.SATISFACTION_SAMPLE: "Mẫu khảo sát không đạt yêu cầu",
}
_EXPLANATION: Final = (
    EntryColumn("subjective", "Nguyên nhân chủ quan", EntryKind.LONG_TEXT, 36),
    EntryColumn("objective", "Nguyên nhân khách quan", EntryKind.LONG_TEXT, 36),
    EntryColumn("remedy", "Giải pháp khắc phục", EntryKind.LONG_TEXT, 36),
    EntryColumn("next_steps", "Giải pháp thời gian tới", EntryKind.LONG_TEXT, 36),
)
EXPLANATION_NAMES: Final = tuple(column.name for column in _EXPLANATION)


def indicator_sheet(month: Month) -> EntrySheet:
    """One row for each indicator that the plan gives to the agency."""
    assignment = month.assignment
    rows = tuple(_indicator_row(month, item) for item in assignment.indicators if assignment.applies(item))
    return EntrySheet("indicators", "ChiTieu", "CHỈ TIÊU", tuple(_indicator_columns(month.duty.form)), rows)


def task_sheet(month: Month) -> EntrySheet:
    """One row for each task that the agency leads."""
    tasks = month.assignment.tasks
    most_phases = max((phase.number for task in tasks for phase in task.deadline.phases), default=0)
    columns = tuple(_task_columns(month.duty.form, most_phases))
    return EntrySheet("tasks", "NhiemVu", "NHIỆM VỤ", columns, tuple(_task_row(month, task) for task in tasks))


def _choices(form: FormDefinition, label_group: str, defaults: dict[str, str]) -> tuple[Choice, ...]:
    labels = {**defaults, **form.labels.get(label_group, {})}
    return tuple(Choice(value, labels[value]) for value in defaults)


def _indicator_columns(form: FormDefinition) -> Iterator[EntryColumn]:
    yield EntryColumn("code", "Mã chỉ tiêu", width=12)
    yield EntryColumn("name", "Tên chỉ tiêu", width=44)
    yield EntryColumn("target", "Mục tiêu", width=16)
    yield EntryColumn(PREVIOUS, "Kỳ trước", width=20)
    yield EntryColumn("state", "Trạng thái số liệu", EntryKind.CHOICE, 18, choices=_choices(form, "state", _STATES))
    yield EntryColumn("numerator", "Tử số (a)", EntryKind.NUMBER)
    yield EntryColumn("denominator", "Mẫu số (b)", EntryKind.NUMBER)
    yield EntryColumn("value", "Số lượng", EntryKind.NUMBER)
    for number in range(1, SOURCES + 1):
        yield EntryColumn(f"source_{number}_name", f"Nguồn {number}", EntryKind.TEXT, 26, "Tên hệ thống, sổ, báo cáo")
        yield EntryColumn(f"source_{number}_numerator", f"Nguồn {number}: tử số", EntryKind.NUMBER)
        yield EntryColumn(f"source_{number}_denominator", f"Nguồn {number}: mẫu số", EntryKind.NUMBER)
    yield EntryColumn("arisen", "Phát sinh", EntryKind.NUMBER)
    yield EntryColumn("processed", "Đã xử lý", EntryKind.NUMBER)
    yield EntryColumn("pending", "Đang xử lý", EntryKind.NUMBER)
    for question, label in _QUESTIONS.items():
        yield EntryColumn(f"{question}_occurred", f"{label}: có không?", EntryKind.CHOICE, 16, choices=YES_NO)
        yield EntryColumn(f"{question}_cases", f"{label}: số trường hợp", EntryKind.WHOLE)
        yield EntryColumn(f"{question}_note", f"{label}: ghi chú", EntryKind.LONG_TEXT, 24)
    yield EntryColumn("population", "Tổng số người được lấy mẫu", EntryKind.WHOLE)
    yield EntryColumn("sample", "Số phiếu khảo sát", EntryKind.WHOLE)
    yield EntryColumn("check_date", "Ngày kiểm tra thực địa", EntryKind.DATE)
    yield EntryColumn("check_result", "Kết quả kiểm tra thực địa", EntryKind.LONG_TEXT, 30)
    yield from _EXPLANATION
    yield EntryColumn("note", "Ghi chú", EntryKind.LONG_TEXT, 36)


def _indicator_row(month: Month, indicator: Indicator) -> EntryRow:
    cells = {
        "code": indicator.code,
        "name": f"{indicator.number}. {indicator.name}",
        "target": indicator.target.text,
        PREVIOUS: _previous_figure(month, indicator),
    }
    return EntryRow(indicator.code, cells, frozenset(_open_of_indicator(indicator)))


def _open_of_indicator(indicator: Indicator) -> Iterator[str]:
    yield from ("state", "note", *EXPLANATION_NAMES)
    figures = ("value",) if indicator.is_count else ("numerator", "denominator")
    yield from figures
    for number in range(1, SOURCES + 1):
        yield f"source_{number}_name"
        yield f"source_{number}_numerator"
        if not indicator.is_count:
            yield f"source_{number}_denominator"
    if indicator.high_risk:
        yield from ("arisen", "processed", "pending", "check_date", "check_result")
    for question in indicator.recognition:
        yield from (f"{question}_occurred", f"{question}_cases", f"{question}_note")
    if RecognitionQuestion.SATISFACTION_SAMPLE in indicator.recognition:
        yield from ("population", "sample")


def _previous_figure(month: Month, indicator: Indicator) -> str:
    reading = month.previous.reading(indicator.code) if month.previous else None
    if reading is None or reading.state is None:
        return ""
    if not reading.has_figures:
        return _words(month.duty.form, "state", _STATES, reading.state)
    return _count(reading) if indicator.is_count else _ratio(reading)


def _count(reading: IndicatorReading) -> str:
    return "" if reading.value is None else format_number(reading.value)


def _ratio(reading: IndicatorReading) -> str:
    if reading.numerator is None or reading.denominator is None:
        return ""
    parts = f"{format_number(reading.numerator)}/{format_number(reading.denominator)}"
    return f"{parts} = {format_ratio(reading.numerator, reading.denominator)}" if reading.denominator else parts


def _words(form: FormDefinition, group: str, defaults: dict[str, str], value: FigureState | TaskStatus) -> str:
    return {choice.value: choice.label for choice in _choices(form, group, defaults)}[value.value]


def _task_columns(form: FormDefinition, most_phases: int) -> Iterator[EntryColumn]:
    yield EntryColumn("code", "Mã nhiệm vụ", width=14)
    yield EntryColumn("name", "Tên nhiệm vụ", width=48)
    yield EntryColumn("deadline", "Thời hạn", width=24)
    yield EntryColumn("product", "Sản phẩm", width=26)
    yield EntryColumn(PREVIOUS, "Kỳ trước", width=30)
    yield EntryColumn("status", "Trạng thái", EntryKind.CHOICE, 16, choices=_choices(form, "status", _STATUSES))
    yield EntryColumn("percent", "Tiến độ (%)", EntryKind.WHOLE, 10, "Số nguyên từ 0 đến 100", most=100)
    yield EntryColumn("completed_on", "Ngày hoàn thành", EntryKind.DATE)
    yield EntryColumn("result", "Kết quả thực hiện", EntryKind.LONG_TEXT, 48)
    yield EntryColumn("measured_value", "Kết quả đo được", EntryKind.NUMBER, 14, "Tỷ lệ ghi 96,4, không ghi dấu %")
    for number in range(1, most_phases + 1):
        yield EntryColumn(f"phase_{number}", f"Đợt {number}: ngày xong", EntryKind.DATE)
    yield EntryColumn("due", "Ngày đến hạn", EntryKind.DATE)
    yield EntryColumn("basis", "Căn cứ của hạn", EntryKind.TEXT, 28)
    yield EntryColumn("not_arisen", "Hạn chưa phát sinh?", EntryKind.CHOICE, choices=YES_NO)
    for number in range(1, DOCUMENTS + 1):
        label = f"Văn bản {number}"
        yield EntryColumn(f"document_{number}_type", f"{label}: loại", EntryKind.TEXT, 10, "Viết tắt: KH, QĐ, CV")
        yield EntryColumn(f"document_{number}_symbol", f"{label}: số, ký hiệu", EntryKind.TEXT, 18)
        yield EntryColumn(f"document_{number}_date", f"{label}: ngày", EntryKind.DATE)
        yield EntryColumn(f"document_{number}_subject", f"{label}: trích yếu", EntryKind.TEXT, 30)
    yield from _EXPLANATION
    yield EntryColumn("proposal", "Kiến nghị", EntryKind.LONG_TEXT, 36)


def _task_row(month: Month, task: Task) -> EntryRow:
    cells = {
        "code": task.code,
        "name": f"{task.number}. {task.name}",
        "deadline": task.deadline.text,
        "product": task.product,
        PREVIOUS: _previous_update(month, task),
    }
    return EntryRow(task.code, cells, frozenset(_open_of_task(task)))


def _open_of_task(task: Task) -> Iterator[str]:
    yield from ("status", "percent", "completed_on", "result", "proposal", *EXPLANATION_NAMES)
    if task.product_target is not None:
        yield "measured_value"
    if task.deadline.is_entered_by_agency:
        yield from ("due", "basis", "not_arisen")
    for phase in task.deadline.phases:
        yield f"phase_{phase.number}"
    for number in range(1, DOCUMENTS + 1):
        yield from (f"document_{number}_{part}" for part in ("type", "symbol", "date", "subject"))


def _previous_update(month: Month, task: Task) -> str:
    update = month.previous.task(task.code) if month.previous else None
    return "" if update is None else ": ".join(filter(None, (_previous_state(month, update), update.result)))


def _previous_state(month: Month, update: TaskUpdate) -> str:
    words = _words(month.duty.form, "status", _STATUSES, update.status) if update.status else ""
    return ", ".join(filter(None, (words, "" if update.percent is None else f"{update.percent}%")))
