"""Words on screen for coded values, and small pieces of wording that several pages share."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Indicator, RecognitionQuestion, Target, Unit
from sonla_desktop.domain.numbers import format_number, format_percent, format_ratio, percent_decimal
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.reading import (
    FigureState,
    IndicatorReading,
    SourceKind,
    cases_counted,
    ratio_without_cases,
)
from sonla_desktop.domain.task import TaskStatus, Timeliness
from sonla_desktop.usecases.outcomes import IndicatorOutcome, TaskOutcome

STATES = {
    FigureState.REPORTED: "Có số liệu",
    FigureState.ZERO: "Bằng không (0)",
    FigureState.NOT_ARISING: "Không phát sinh",
    FigureState.MISSING: "Chưa có số liệu",
    FigureState.OUT_OF_SCOPE: "Không thuộc phạm vi",
}
STATUSES = {
    TaskStatus.NOT_STARTED: "Chưa thực hiện",
    TaskStatus.IN_PROGRESS: "Đang thực hiện",
    TaskStatus.COMPLETED: "Hoàn thành",
    TaskStatus.NOT_ARISING: "Chưa phát sinh",
}
TIMELINESS = {
    Timeliness.ON_TIME: "Trong hạn",
    Timeliness.DUE_SOON: "Sắp đến hạn",
    Timeliness.OVERDUE: "Quá hạn",
    Timeliness.DONE_ON_TIME: "Xong đúng hạn",
    Timeliness.DONE_LATE: "Xong quá hạn",
    Timeliness.NO_DEADLINE: "Không có hạn ngày",
}
SEVERITIES = {Severity.ERROR: "Sai", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Lưu ý"}
SOURCE_KINDS = {
    SourceKind.EXTRACT: "Bản trích xuất từ hệ thống",
    SourceKind.REGISTER: "Sổ theo dõi",
    SourceKind.REPORT: "Báo cáo",
    SourceKind.OTHER: "Nguồn khác",
}
QUESTIONS = {
    RecognitionQuestion.REENTERED: "Có hồ sơ xử lý ngoài hệ thống rồi nhập lại không?",
    RecognitionQuestion.PAPER_PARALLEL: "Có văn bản ký số vẫn lưu hành song song bản giấy không?",
    RecognitionQuestion.UNUSED_SIGNATURES: "Có chữ ký số được cấp nhưng không phát sinh sử dụng không?",
    RecognitionQuestion.SATISFACTION_SAMPLE: "Khảo sát hài lòng có thiếu cỡ mẫu hoặc đo không đúng quy trình không?",
}
OUTCOMES = {
    IndicatorOutcome.MET: ("Đạt", "good"),
    IndicatorOutcome.UNMET: ("Chưa đạt", "error"),
    IndicatorOutcome.UNRECOGNISED: ("Không được công nhận", "warning"),
    IndicatorOutcome.NOT_ARISING: ("Không phát sinh", ""),
    IndicatorOutcome.MISSING: ("Chưa có số liệu", "warning"),
    IndicatorOutcome.OUT_OF_SCOPE: ("Ngoài phạm vi", ""),
    IndicatorOutcome.UNFINISHED: ("Chưa nhập", "muted"),
}
"""Word and tone of what came of an indicator."""
TASK_OUTCOMES = {
    TaskOutcome.DONE: "Hoàn thành đúng hạn",
    TaskOutcome.DONE_WITHOUT_DEADLINE: "Hoàn thành",
    TaskOutcome.DONE_LATE: "Hoàn thành quá hạn",
    TaskOutcome.IN_PROGRESS: "Đang thực hiện",
    TaskOutcome.OVERDUE: "Quá hạn",
    TaskOutcome.NOT_STARTED: "Chưa thực hiện",
    TaskOutcome.NOT_ARISING: "Chưa phát sinh",
    TaskOutcome.UNFINISHED: "Chưa cập nhật",
}
TONE_ICONS = {"good": "done", "error": "error", "warning": "warning", "notice": "notice"}
EXPLANATION_PARTS = {
    "subjective": "Nguyên nhân chủ quan",
    "objective": "Nguyên nhân khách quan",
    "remedy": "Giải pháp khắc phục",
    "next_steps": "Giải pháp thời gian tới",
}
EMPTY = "–"
RATIO_DECIMALS = 2


def number(value: Decimal | int | None) -> str:
    """A figure, or a dash where there is none."""
    return EMPTY if value is None else format_number(value)


def day(value: date | None) -> str:
    """A date, or a dash."""
    return EMPTY if value is None else date_label(value)


def target(wanted: Target) -> str:
    """``≥70%``, ``100%``, ``≥5``."""
    sign = {">=": "≥", ">": ">", "=": ""}[wanted.operator.value]
    value = format_number(wanted.value.normalize() + 0) if wanted.value % 1 else format_number(int(wanted.value))
    return sign + value + ("%" if wanted.unit is Unit.PERCENT else "")


def result_2025(indicator: Indicator) -> str:
    """Last year's result as the plan prints it."""
    printed = indicator.result_2025_text.strip("- ")
    return printed or (EMPTY if indicator.result_2025 is None else format_percent(indicator.result_2025))


def figure(indicator: Indicator, reading: IndicatorReading | None) -> str:
    """The ratio or the count as printed, or a dash where there is none."""
    value = printed_value(indicator, reading)
    if value is None:
        return EMPTY
    return number(value) if indicator.is_count else format_percent(value, RATIO_DECIMALS)


def printed_value(indicator: Indicator, reading: IndicatorReading | None) -> Decimal | None:
    """The count, or the ratio rounded as it is printed: changes are those of printed figures."""
    if reading is None or not reading.has_figures:
        return None
    if indicator.is_count:
        return reading.value
    if reading.numerator is None or not reading.denominator:
        return None
    return percent_decimal(reading.numerator, reading.denominator, RATIO_DECIMALS)


def ratio(numerator: Decimal, denominator: Decimal) -> str:
    """a/b as printed; raises ZeroDivisionError for b = 0."""
    return format_ratio(numerator, denominator, RATIO_DECIMALS)


def ratio_without(reading: IndicatorReading) -> str:
    """(a-k)/b as printed, for information only (KH II.4); empty where it cannot be told."""
    exact = ratio_without_cases(reading)
    return "" if exact is None else ratio(Decimal(exact.numerator), Decimal(exact.denominator) * 100)


def without_cases(reading: IndicatorReading) -> str:
    """How many cases there were, and the ratio without them; empty where no case was counted."""
    cases, without = cases_counted(reading), ratio_without(reading)
    if not cases:
        return ""
    counted = f"{number(cases)} trường hợp"
    return f"trừ {counted} còn {without} (chỉ để tham khảo)" if without else counted


def clock_time(moment: datetime) -> str:
    """``10:42``."""
    return f"{moment:%H:%M}"


def size(count: int) -> str:
    """A file size: ``1,2 MB``."""
    for limit, unit in ((1 << 20, "MB"), (1 << 10, "KB")):
        if count >= limit:
            return f"{format_number(Decimal(count) / limit, 1)} {unit}"
    return f"{count} byte"
