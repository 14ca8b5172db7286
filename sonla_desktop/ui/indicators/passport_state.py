"""Hồ sơ chỉ tiêu as headings and lines, as rows of its course, and as plain text; without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sonla_desktop.domain.chart import TrendLine
from sonla_desktop.domain.indicator import Indicator, Unit
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import IndicatorReading, is_recognised
from sonla_desktop.ui import labels
from sonla_desktop.ui.indicators.state import NATURES
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.usecases.indicator_passport import IndicatorPassport, PastReading
from sonla_desktop.usecases.outcomes import indicator_outcome

UNITS = {Unit.PERCENT: "Phần trăm (%)", Unit.COUNT: "Số lượng"}
COURSE_HEADINGS = ("Kỳ", "a", "b", "Tỷ lệ", "Đã trừ", "Kết quả", "Công nhận", "Bản")
COUNT_COURSE_HEADINGS = ("Kỳ", "", "", "Số lượng", "", "Kết quả", "Công nhận", "Bản")
_RECOGNISED = {True: ("Có", ""), False: ("Không", "warning"), None: (labels.EMPTY, "muted")}
_WORTH = {True: "Có", False: "Không"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: what it is about (empty: a remark), what is said, and the reason where it is our reading."""

    word: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def sections(passport: IndicatorPassport) -> tuple[Section, ...]:
    """What the plan prints first, then what has to be known when reading it, then our readings with their reasons."""
    indicator = passport.indicator
    built = (
        Section("Cách tính", tuple(_measure(indicator))),
        Section("Mục tiêu và nơi ghi", tuple(_targets(passport))),
        Section("Chỗ cần biết khi đọc kế hoạch", tuple(Line("", note) for note in indicator.notes)),
        Section("Cách hiểu của chương trình (kế hoạch không nói rõ)", tuple(_readings(indicator))),
    )
    return tuple(section for section in built if section.lines)


def _measure(indicator: Indicator) -> Iterable[Line]:
    if indicator.is_count:
        yield Line("Đếm", indicator.numerator)
    else:
        yield Line("Tử số (a)", indicator.numerator)
        yield Line("Mẫu số (b)", indicator.denominator)
        yield Line("Công thức", indicator.formula)
    yield Line("Đơn vị tính", UNITS[indicator.unit])
    yield Line("Nguồn dữ liệu", indicator.source_system)
    yield Line("Cơ quan tổng hợp", indicator.aggregating_agency)


def _targets(passport: IndicatorPassport) -> Iterable[Line]:
    indicator = passport.indicator
    yield Line("Lấy để so", labels.target(indicator.target))
    yield Line("Phụ lục I ghi", indicator.target.text)
    if indicator.section_text:
        yield Line("Mục III.1 ghi", indicator.section_text)
    if passport.appendix_title:
        yield Line(f"Tiêu đề Phụ lục {indicator.appendix}", passport.appendix_title)
    result = labels.result_2025(indicator)
    yield Line("Kết quả năm 2025", "Kế hoạch không ghi" if result == labels.EMPTY else result)
    if passport.out_of_scope:
        yield Line("Phạm vi", passport.out_of_scope)


def _readings(indicator: Indicator) -> Iterable[Line]:
    """A reason is given for what is read into the plan, not for what is not."""
    why = indicator.why
    yield Line("Số liệu là", NATURES[indicator.nature].lower(), why.nature)
    if not indicator.is_count:
        part = "a là một phần của b" if indicator.proportion else "a có thể nằm ngoài b, tỷ lệ có thể quá 100%"
        yield Line("Quan hệ a, b", part, "" if indicator.proportion else why.proportion)
    yield Line("Nguy cơ sai lệch cao", _WORTH[indicator.high_risk], why.high_risk if indicator.high_risk else "")
    several = indicator.min_sources > 1
    yield Line("Số nguồn đối chiếu", f"ít nhất {indicator.min_sources:02d}", why.min_sources if several else "")
    needed = indicator.extract_required
    yield Line("Phải kèm bản trích xuất", _WORTH[needed], why.extract_required if needed else "")
    questions = "\n".join(labels.QUESTIONS[question] for question in indicator.recognition)
    yield Line("Câu hỏi công nhận", questions or "Không có", why.recognition if questions else "")


def course_rows(passport: IndicatorPassport) -> list[RowView]:
    """The periods, the newest first."""
    return [_course_row(passport, past) for past in reversed(passport.history)]


def _course_row(passport: IndicatorPassport, past: PastReading) -> RowView:
    indicator, reading = passport.indicator, past.reading
    a, b = (reading.numerator, reading.denominator) if reading.has_figures else (None, None)
    word, tone = labels.OUTCOMES[indicator_outcome(indicator, reading, applies=not passport.out_of_scope)]
    judged = past.met is not None or bool(passport.out_of_scope) or not reading.has_figures
    if reading.has_figures and past.recognised is False:
        word, tone = {True: ("Đạt", "good"), False: ("Chưa đạt", "error"), None: ("", "")}[past.met]
    recognised, recognised_tone = _RECOGNISED[past.recognised]
    state = "đã chốt" if past.closed else "đang nhập"
    return RowView(
        past.period,
        (
            CellView(past.period.short_label),
            CellView("" if indicator.is_count else labels.number(a), right=True),
            CellView("" if indicator.is_count else labels.number(b), right=True),
            CellView(labels.figure(indicator, reading), right=True, strong=True),
            CellView(labels.ratio_without(reading), right=True, tone="muted"),
            CellView(word if judged else labels.EMPTY, tone=tone if judged else "muted"),
            CellView(recognised, tone=recognised_tone),
            CellView(f"{past.version}, {state}"),
        ),
    )


def trend(passport: IndicatorPassport) -> tuple[tuple[str, ...], TrendLine, frozenset[int]]:
    """Names of the periods, oldest first, the printed figures, and which of them are not recognised."""
    history = passport.history
    values = tuple(labels.printed_value(passport.indicator, past.reading) for past in history)
    hollow = frozenset(number for number, past in enumerate(history) if past.recognised is False)
    return tuple(past.period.short_label for past in history), TrendLine("Diễn biến", values), hollow


def live_trend(
    passport: IndicatorPassport, period: ReportingPeriod, reading: IndicatorReading
) -> tuple[tuple[str, ...], TrendLine, frozenset[int]]:
    """As :func:`trend`, up to the figure that is being typed for this period."""
    before = tuple(past for past in passport.history if past.period < period)
    recognised = None if passport.out_of_scope else is_recognised(passport.indicator, reading)
    now = PastReading(period, 1, False, reading, None, recognised)
    return trend(replace(passport, history=(*before, now)))


def plain_text(passport: IndicatorPassport) -> str:
    """Everything for the clipboard: sections line by line, the course with tabs between its columns."""
    indicator = passport.indicator
    lines = [f"{indicator.number}. {indicator.name}", passport.plan_title]
    for section in sections(passport):
        lines += ["", section.title.upper(), *map(_plain_line, section.lines)]
    if passport.history:
        headings = COUNT_COURSE_HEADINGS if indicator.is_count else COURSE_HEADINGS
        lines += ["", "DIỄN BIẾN QUA CÁC KỲ", "\t".join(headings)]
        lines += ["\t".join(cell.text for cell in row.cells) for row in course_rows(passport)]
    return "\n".join(lines)


def _plain_line(line: Line) -> str:
    said = f"{line.word}: {line.text}" if line.word else f"- {line.text}"
    return f"{said}\n  Lý do: {line.why}" if line.why else said
