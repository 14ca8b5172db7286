"""Figures linked into prose: what each token of a form says this month, for the list the officer picks from and for
every text that is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sonla_desktop.domain import links
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import completed, table_rows
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_number, format_percent, half_up, percent_decimal
from sonla_desktop.domain.period import document_date_label, month_figure
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.words import amount_in_words, number_in_words
from sonla_desktop.usecases.outcomes import TaskOutcome, indicator_items, task_items
from sonla_desktop.usecases.read_month import Month

RATIO_DECIMALS: Final = 2
NO_FIGURE: Final = "(chưa có số liệu)"
_MONEY: Final = "đồng"
_POINTS: Final = "điểm phần trăm"
_UNCHANGED: Final = "không thay đổi"

_TASK_COUNTS: Final[Mapping[str, tuple[TaskOutcome, ...]]] = {
    "tong": tuple(TaskOutcome),
    "hoan_thanh": (TaskOutcome.DONE, TaskOutcome.DONE_WITHOUT_DEADLINE, TaskOutcome.DONE_LATE),
    "hoan_thanh_dung_han": (TaskOutcome.DONE,),
    "hoan_thanh_qua_han": (TaskOutcome.DONE_LATE,),
    "dang_thuc_hien": (TaskOutcome.IN_PROGRESS,),
    "chua_thuc_hien": (TaskOutcome.NOT_STARTED,),
    "qua_han": (TaskOutcome.OVERDUE,),
    "chua_phat_sinh": (TaskOutcome.NOT_ARISING,),
    "chua_cap_nhat": (TaskOutcome.UNFINISHED,),
}
_TASK_LABELS: Final = {
    "tong": "Tổng số nhiệm vụ",
    "hoan_thanh": "Nhiệm vụ đã hoàn thành",
    "hoan_thanh_dung_han": "Nhiệm vụ hoàn thành đúng hạn",
    "hoan_thanh_qua_han": "Nhiệm vụ hoàn thành quá hạn",
    "dang_thuc_hien": "Nhiệm vụ đang thực hiện",
    "chua_thuc_hien": "Nhiệm vụ chưa thực hiện",
    "qua_han": "Nhiệm vụ quá hạn chưa hoàn thành",
    "chua_phat_sinh": "Nhiệm vụ chưa phát sinh",
    "chua_cap_nhat": "Nhiệm vụ chưa cập nhật",
}
_REPORT_LABELS: Final = {
    "ky": "Kỳ báo cáo",
    "thang": "Tháng báo cáo",
    "thang_sau": "Tháng sau",
    "nam": "Năm",
    "tu_ngay": "Số liệu từ ngày",
    "den_ngay": "Số liệu đến ngày",
    "co_quan": "Tên cơ quan",
}
_VALUE_LABELS: Final = {
    "ty_le": "tỷ lệ",
    "tu_so": "tử số",
    "mau_so": "mẫu số",
    "gia_tri": "số lượng",
    "muc_tieu": "mục tiêu",
    "ket_qua": "kết quả",
}
_FORM_LABELS: Final = {
    links.PREVIOUS: "kỳ trước",
    links.CHANGE: "tăng, giảm so với kỳ trước",
    links.IN_WORDS: "bằng chữ",
}


@dataclass(frozen=True, slots=True)
class FigureLink:
    """A figure that prose can name: its token without braces, what it is, what it says; None: nothing this month."""

    token: str
    label: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text with its figures, and the tokens that stand for nothing: not known, or nothing entered for them."""

    text: str
    unknown: tuple[str, ...] = ()


def links_of(month: Month) -> tuple[FigureLink, ...]:
    """Every figure that prose of this form can name, in the order of the form: the list that the officer picks from."""
    return figure_links(month.report, month.assignment, month.duty.form, month.previous)


def figure_links(
    report: Report, assignment: Assignment, form: FormDefinition, previous: Report | None = None
) -> tuple[FigureLink, ...]:
    """As :func:`links_of`, from the report and the one of the period before."""
    before = completed(previous, assignment, form) if previous else None
    return tuple(_Links(completed(report, assignment, form), assignment, form, before))


def texts_of(found: tuple[FigureLink, ...]) -> Mapping[str, str | None]:
    """What each token says."""
    return {link.token: link.text for link in found}


def resolve(text: str, texts: Mapping[str, str | None]) -> Resolved:
    """The text with each token replaced; where one stands for nothing the text says so, or shows the unknown token."""
    unknown = tuple(token for token in links.tokens_of(text) if texts.get(token) is None)
    shown = links.TOKEN.sub(lambda token: _shown(token[1], texts), text)
    return Resolved(shown, unknown)


def _shown(token: str, texts: Mapping[str, str | None]) -> str:
    if token not in texts:
        return f"{{{token}}}"
    text = texts[token]
    return NO_FIGURE if text is None else text


def as_printed(figure: FigureDefinition, value: Decimal | None) -> Decimal | None:
    """The figure rounded as it is printed: differences are those of printed figures, which a reader can check."""
    return half_up(value, figure.decimals) if value is not None and figure.decimals else value


def figure_text(figure: FigureDefinition, value: Decimal) -> str:
    """A figure in Vietnamese format with the decimals of its definition, a percentage with its sign."""
    decimals = figure.decimals or None
    return format_number(value, decimals) + ("%" if figure.is_percent else "")


def change_text(change: Decimal, unit: str, decimals: int | None = None) -> str:
    """ "tăng 12 hồ sơ", "giảm 1,20 điểm phần trăm", "không thay đổi": percentages differ by points, not by percent."""
    if not change:
        return _UNCHANGED
    direction = "tăng" if change > 0 else "giảm"
    return f"{direction} {format_number(abs(change), decimals)} {_POINTS if unit == '%' else unit}".rstrip()


class _Links:
    """Walks through everything that a token of the form can name."""

    def __init__(
        self, report: Report, assignment: Assignment, form: FormDefinition, previous: Report | None
    ) -> None:
        self._report = report
        self._assignment = assignment
        self._form = form
        self._previous = previous

    def __iter__(self) -> Iterator[FigureLink]:
        for figure in self._assignment.plan.figures():
            yield from self._figure(figure)
        for indicator in self._assignment.indicators:
            yield from self._indicator(indicator)
        yield from self._tasks()
        yield from self._tables()
        yield from self._words()

    def _figure(self, figure: FigureDefinition) -> Iterator[FigureLink]:
        now = as_printed(figure, self._report.figures.get(figure.id))
        before = as_printed(figure, self._previous.figures.get(figure.id)) if self._previous else None
        change = None if now is None or before is None else now - before
        texts = {
            "": _told(now, lambda value: figure_text(figure, value)),
            links.PREVIOUS: _told(before, lambda value: figure_text(figure, value)),
            links.CHANGE: _told(change, lambda value: change_text(value, figure.unit, figure.decimals or None)),
            links.IN_WORDS: _told(now, lambda value: _in_words(value, figure.unit)),
        }
        for form, text in texts.items():
            yield _link((links.FIGURE, figure.id, form), (figure.name, _FORM_LABELS.get(form, "")), text)

    def _indicator(self, indicator: Indicator) -> Iterator[FigureLink]:
        now = _values(self._report.reading(indicator.code))
        before = _values(self._previous.reading(indicator.code) if self._previous else None)
        results = {"muc_tieu": indicator.target.text, "ket_qua": self._result(indicator)}
        for value in links.INDICATOR_VALUES:
            path, label = (links.INDICATOR, indicator.code, value), (indicator.name, _VALUE_LABELS[value])
            if value not in links.COMPARED_VALUES:
                yield _link(path, label, results[value])
                continue
            yield from _compared(path, label, now[value], before[value])

    def _result(self, indicator: Indicator) -> str | None:
        items = indicator_items(self._report, self._assignment)
        outcome = next(item.outcome for item in items if item.indicator.code == indicator.code)
        word = self._form.labels.get("outcome", {}).get(outcome.value)
        return word.lower() if word else None

    def _tasks(self) -> Iterator[FigureLink]:
        counts = Counter(item.outcome for item in task_items(self._report, self._assignment))
        for name in links.TASK_COUNTS:
            count = sum(counts[outcome] for outcome in _TASK_COUNTS[name])
            yield _link((links.TASKS, name), (_TASK_LABELS[name],), _count_text(count))

    def _tables(self) -> Iterator[FigureLink]:
        for table in self._form.tables:
            rows = len(table_rows(self._report, table, self._assignment.plan))
            yield _link((links.TABLE, table.id, links.ROW_COUNT), (table.title, "số dòng"), _count_text(rows))

    def _words(self) -> Iterator[FigureLink]:
        report, period = self._report, self._report.period
        last = period.last_month
        words = {
            "ky": period.label,
            "thang": month_figure(last),
            "thang_sau": month_figure(last % 12 + 1),
            "nam": str(period.year),
            "tu_ngay": document_date_label(report.data_window.start),
            "den_ngay": document_date_label(report.data_window.end),
            "co_quan": report.agency_name,
        }
        for token in links.REPORT_TOKENS:
            yield _link((token,), (_REPORT_LABELS[token],), words[token])


def _compared(
    path: tuple[str, ...], label: tuple[str, ...], now: Decimal | None, before: Decimal | None
) -> Iterator[FigureLink]:
    is_ratio = path[-1] == "ty_le"
    unit, decimals = ("%", RATIO_DECIMALS) if is_ratio else ("", None)
    drawn: Callable[[Decimal], str] = format_percent if is_ratio else format_number
    change = None if now is None or before is None else now - before
    yield _link(path, label, _told(now, drawn))
    yield _link((*path, links.PREVIOUS), (*label, _FORM_LABELS[links.PREVIOUS]), _told(before, drawn))
    text = _told(change, lambda value: change_text(value, unit, decimals))
    yield _link((*path, links.CHANGE), (*label, _FORM_LABELS[links.CHANGE]), text)


def _link(path: tuple[str, ...], label: tuple[str, ...], text: str | None) -> FigureLink:
    return FigureLink(".".join(filter(None, path)), ", ".join(filter(None, label)), text)


def _told(value: Decimal | None, drawn: Callable[[Decimal], str | None]) -> str | None:
    return None if value is None else drawn(value)


def _values(reading: IndicatorReading | None) -> dict[str, Decimal | None]:
    """The figures of an indicator; the ratio rounded as it is printed."""
    if reading is None or not reading.has_figures:
        return dict.fromkeys(links.COMPARED_VALUES)
    a, b = reading.numerator, reading.denominator
    ratio = percent_decimal(a, b, RATIO_DECIMALS) if a is not None and b else None
    return {"ty_le": ratio, "tu_so": a, "mau_so": b, "gia_tri": reading.value}


def _in_words(value: Decimal, unit: str) -> str | None:
    """An amount of money opens with a capital as amounts do, other figures are read inside the sentence."""
    if unit == _MONEY:
        return amount_in_words(half_up(value, 0))
    try:
        return number_in_words(value)
    except ValueError:
        return None


def _count_text(count: int) -> str:
    """A count below ten has a leading zero, nothing is plain 0."""
    return f"{count:02d}" if count else "0"
