"""What stands beside a figure, worked out without Qt: earlier periods, the other source, what arose, the sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import NormalDist

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_number, percent_decimal
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.reading import FigureState, Flow, IndicatorReading, RecognitionAnswer, SourceReading
from sonla_desktop.domain.report import Report
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot

SAME = "không đổi"
NO_REPORT = "Sổ báo cáo không có kỳ này"


def earlier_headings(snapshot: Snapshot) -> tuple[str, str, str, str]:
    """Headings of :func:`earlier_rows`, naming the two periods that are compared with."""
    period = snapshot.month.key.period
    before, year_ago = period.previous(), period.same_last_year()
    return (
        "",
        "Kỳ này",
        f"Kỳ {before.short_label}" if before else "Kỳ trước",
        f"Kỳ {year_ago.short_label}" if year_ago else "Năm trước",
    )


def earlier_rows(indicator: Indicator, reading: IndicatorReading, snapshot: Snapshot) -> list[RowView]:
    """The figures now, in the last period and in the same period last year, and by how much they changed."""
    others = [_of(report, indicator) for report in (snapshot.month.previous, snapshot.month.same_month_last_year)]
    columns = [reading, *others]
    if indicator.is_count:
        lines = [_line("Số lượng", [_number(one, lambda item: item.value) for one in columns], strong=True)]
    else:
        lines = [
            _line("a", [_number(one, lambda item: item.numerator) for one in columns]),
            _line("b", [_number(one, lambda item: item.denominator) for one in columns]),
            _line("Tỷ lệ", [_ratio_cell(indicator, one) for one in columns], strong=True),
        ]
    changes = [CellView(change(indicator, reading, one)) for one in others]
    return [*lines, _line("Thay đổi", [CellView(), *changes])]


def spoken(headings: Sequence[str], line: RowView, figure: str, verdict: str) -> str:
    """What a screen reader says at an input: the same figure in the earlier periods, and what comes of it now."""
    earlier = [f"{heading}: {cell.text}" for heading, cell in zip(headings[2:], line.cells[2:], strict=True)]
    return ". ".join((*earlier, f"Kết quả: {figure} {verdict}".strip()))


def change(indicator: Indicator, now: IndicatorReading, before: IndicatorReading | None) -> str:
    """How far the figure moved: ``+0,56 điểm %`` of a ratio as printed, ``+1`` of a count; a dash where nothing can
    be compared."""
    value, earlier = (labels.printed_value(indicator, one) for one in (now, before))
    if value is None or earlier is None:
        return labels.EMPTY
    return signed(value - earlier, is_count=indicator.is_count)


def signed(difference: Decimal, *, is_count: bool) -> str:
    """A change with its sign; percentages differ by points, not by percent."""
    if not difference:
        return SAME
    sign = "+" if difference > 0 else ""
    return f"{sign}{format_number(difference)}" + ("" if is_count else " điểm %")


def source_headings(indicator: Indicator) -> tuple[str, ...]:
    """Headings of :func:`source_rows`."""
    return ("Đối chiếu", "Số lượng") if indicator.is_count else ("Đối chiếu", "a", "b", "Tỷ lệ")


def source_rows(indicator: Indicator, reading: IndicatorReading) -> list[RowView]:
    """What is reported and what each source says, one under the other; of two sources also how far they differ."""
    value = reading.value if indicator.is_count else reading.numerator
    rows = [_figures("Báo cáo", indicator, value, reading.denominator, strong=True)]
    rows += [
        _figures(_origin(number, source), indicator, source.numerator, source.denominator)
        for number, source in enumerate(reading.sources, 1)
    ]
    compared = comparable(indicator, reading)
    if len(compared) == 2:
        rows.append(_difference(indicator, compared[0][1], compared[1][1]))
    return rows


def _origin(number: int, source: SourceReading) -> str:
    taken = f", {date_label(source.taken_on)}" if source.taken_on else ""
    return f"{number}. {source.name or 'Chưa ghi tên'}{taken}"


def sources_said(indicator: Indicator, reading: IndicatorReading) -> tuple[str, str]:
    """Whether the sources agree with each other and with what is reported, with its tone."""
    compared = comparable(indicator, reading)
    if len(compared) < 2:
        if indicator.min_sources < 2 or not reading.has_figures:
            return "", ""
        return f"Cần ít nhất {indicator.min_sources} nguồn có đủ số liệu để đối chiếu.", "warning"
    first_number, first = compared[0]
    apart = [
        f"Nguồn {number} so với nguồn {first_number}: {_apart(indicator, source, first)}."
        for number, source in compared[1:]
        if _pair(indicator, source) != _pair(indicator, first)
    ]
    reported = (reading.value, None) if indicator.is_count else (reading.numerator, reading.denominator)
    followed = [number for number, source in compared if _pair(indicator, source) == reported]
    if not apart:
        return ("Các nguồn khớp nhau và khớp số báo cáo.", "good") if followed else (
            "Các nguồn khớp nhau nhưng khác số báo cáo.", "warning"
        )  # fmt: skip
    chosen = f"Số báo cáo theo nguồn {followed[0]}." if followed else "Số báo cáo khác mọi nguồn."
    return " ".join((*apart, chosen)), "warning"


def comparable(indicator: Indicator, reading: IndicatorReading) -> list[tuple[int, SourceReading]]:
    """Sources that give whole figures, with their numbers from 1; a source gives a count as its numerator."""
    return [
        (number, source)
        for number, source in enumerate(reading.sources, 1)
        if source.numerator is not None and (indicator.is_count or source.denominator is not None)
    ]


def flow_said(flow: Flow | None) -> tuple[str, str]:
    """Whether what arose is what was processed and what is pending (KH II.3), with its tone."""
    if flow is None or flow.arisen is None or flow.processed is None:
        return "", ""
    rest = flow.arisen - flow.processed
    if rest < 0:
        return f"Số đã xử lý nhiều hơn số phát sinh {format_number(-rest)}.", "error"
    if flow.pending is None:
        return f"Phát sinh trừ đã xử lý còn {format_number(rest)}.", ""
    left = rest - flow.pending
    sum_said = " − ".join(map(format_number, (flow.arisen, flow.processed, flow.pending)))
    if left:
        return f"{sum_said} = {format_number(left)}: chưa khớp.", "error"
    return f"{sum_said} = 0: khớp.", "good"


def sample_said(answer: RecognitionAnswer | None, parameters: CheckParameters) -> tuple[str, str]:
    """How many answers a satisfaction survey needs, and whether there are as many (KH II.4), with its tone."""
    if answer is None or not answer.population or answer.population < 0:
        return "Ghi tổng số lượt để biết số phiếu cần có.", ""
    needed = parameters.sample_needed(answer.population)
    how_sure = f"độ tin cậy {_confidence(parameters)}, sai số ±{_margin(parameters)}"
    wanted = f"Cần ít nhất {format_number(needed)} phiếu ({how_sure})"
    if answer.sample is None:
        return f"{wanted}.", ""
    short = needed - answer.sample
    return (f"{wanted}: còn thiếu {format_number(short)}.", "warning") if short > 0 else (f"{wanted}: đủ.", "good")


def _confidence(parameters: CheckParameters) -> str:
    share = 200 * NormalDist().cdf(float(parameters.sample_deviate)) - 100
    return f"{format_number(Decimal(str(round(share, 1))).normalize() + 0)}%"


def _margin(parameters: CheckParameters) -> str:
    return f"{format_number(parameters.sample_margin.normalize() + 0)}%"


def _of(report: Report | None, indicator: Indicator) -> IndicatorReading | None:
    return report.reading(indicator.code) if report else None


def _line(word: str, cells: Sequence[CellView], *, strong: bool = False) -> RowView:
    shown = (CellView(cell.text, right=True, strong=strong, tip=cell.tip, tone=cell.tone) for cell in cells)
    return RowView(word, (CellView(word), *shown))


def _number(reading: IndicatorReading | None, of: Callable[[IndicatorReading], Decimal | None]) -> CellView:
    has_figures = reading is not None and reading.has_figures
    return CellView(labels.number(of(reading) if reading is not None and has_figures else None), tip=_why_none(reading))


def _ratio_cell(indicator: Indicator, reading: IndicatorReading | None) -> CellView:
    return CellView(labels.figure(indicator, reading), tip=_why_none(reading))


def _why_none(reading: IndicatorReading | None) -> str:
    if reading is None:
        return NO_REPORT
    return "" if reading.has_figures or reading.state is None else labels.STATES[FigureState(reading.state)]


def _figures(word: str, indicator: Indicator, a: Decimal | None, b: Decimal | None, *, strong: bool = False) -> RowView:
    if indicator.is_count:
        return _line(word, [CellView(labels.number(a))], strong=strong)
    ratio = labels.EMPTY if a is None or not b else labels.ratio(a, b)
    return _line(word, [CellView(labels.number(a)), CellView(labels.number(b)), CellView(ratio)], strong=strong)


def _pair(indicator: Indicator, source: SourceReading) -> tuple[Decimal | None, Decimal | None]:
    return source.numerator, None if indicator.is_count else source.denominator


def _difference(indicator: Indicator, one: SourceReading, other: SourceReading) -> RowView:
    """By how much the two differ, whichever is larger."""
    parts = [_less(one.numerator, other.numerator)]
    if not indicator.is_count:
        parts += [_less(one.denominator, other.denominator), _less(_ratio(one), _ratio(other))]
    texts = ["" if part is None else ("0" if not part else format_number(abs(part))) for part in parts]
    tone = "warning" if any(parts) else "good"
    if len(texts) == 3 and parts[2]:
        texts[2] += " điểm %"
    return _line("Chênh lệch", [CellView(text or labels.EMPTY, tone=tone) for text in texts], strong=True)


def _apart(indicator: Indicator, source: SourceReading, first: SourceReading) -> str:
    if indicator.is_count:
        return _more_or_less(_less(source.numerator, first.numerator), "nhiều hơn", "ít hơn")
    a = _more_or_less(_less(source.numerator, first.numerator), "nhiều hơn", "ít hơn")
    b = _more_or_less(_less(source.denominator, first.denominator), "nhiều hơn", "ít hơn")
    ratio = _more_or_less(_less(_ratio(source), _ratio(first)), "cao hơn", "thấp hơn", " điểm %")
    return f"a {a}, b {b}, tỷ lệ {ratio}"


def _more_or_less(difference: Decimal | None, more: str, less: str, unit: str = "") -> str:
    if not difference:
        return "bằng nhau" if difference is not None else "không so được"
    return f"{more if difference > 0 else less} {format_number(abs(difference))}{unit}"


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _ratio(source: SourceReading) -> Decimal | None:
    if source.numerator is None or not source.denominator:
        return None
    return percent_decimal(source.numerator, source.denominator, labels.RATIO_DECIMALS)
