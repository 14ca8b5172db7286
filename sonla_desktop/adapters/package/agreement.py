"""CSV, XLSX and JSON of a package must say the same; each difference is told with its item and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.domain.changes import as_shown, stated_values
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import percent_decimal
from sonla_desktop.domain.reading import IndicatorReading, SourceReading
from sonla_desktop.domain.replacement import Replacement, out_of_line, reason_line
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.sheet import Sheet, same_cell
from sonla_desktop.domain.task import TaskUpdate

Rows = Mapping[str, Mapping[str, str]]
"""Column to cell, by the key of the row."""

RATIO_DECIMALS: Final = 6
INFORMATION_SHEET: Final = "ThongTin"
_INFORMATION_COLUMNS: Final = ("label", "value")
_LONGEST_SHOWN: Final = 40


def expected_rows(report: Report) -> dict[str, Rows]:
    """What the tables must say, by table name, in the columns that follow from the report alone."""
    return {
        "chi-tieu": {reading.code: _cells(_INDICATOR, reading) for reading in report.indicators},
        "nhiem-vu": {update.code: _cells(_TASK, update) for update in report.tasks},
        "so-lieu": {key: {"id": key, "value": _number(value)} for key, value in report.figures.items()},
    }


def compare_with_report(path: str, sheet: Sheet, report: Report) -> Iterator[Fault]:
    """Differences between a CSV and the month file."""
    expected = expected_rows(report).get(sheet.name)
    if expected is not None:
        yield from _differences(path, sheet, sheet.by_key(), expected, "bao-cao.json")


def compare_with_workbook(sheet: Sheet, in_workbook: Sheet | None, report: Report | None) -> Iterator[Fault]:
    """Differences between the Excel sheet and the month file, and the CSV in what the month file does not say.

    A wrong cell of the CSV is so told once, and not again as a difference to the Excel sheet.
    """
    if in_workbook is None:
        yield Fault(layout.WORKBOOK, Kind.DISAGREE, "package-sheet-absent", sheet=sheet.title)
        return
    if [column.name for column in in_workbook.columns] != [column.name for column in sheet.columns]:
        yield Fault(layout.WORKBOOK, Kind.DISAGREE, "package-sheet-columns", sheet=sheet.title)
        return
    found, in_csv = in_workbook.by_key(), sheet.by_key()
    if len(found) != len(in_workbook.rows):
        yield Fault(layout.WORKBOOK, Kind.DISAGREE, "package-sheet-rows", sheet=sheet.title)
        return
    stated = expected_rows(report).get(sheet.name) if report else None
    if stated is None:
        yield from _differences(layout.WORKBOOK, sheet, found, in_csv, f"{sheet.name}.csv")
        return
    yield from _differences(layout.WORKBOOK, sheet, found, stated, "bao-cao.json")
    for key in sorted(found.keys() & in_csv.keys()):
        rest = {name: cell for name, cell in in_csv[key].items() if name not in stated.get(key, {})}
        yield from _row_differences(layout.WORKBOOK, sheet, key, found[key], rest, f"{sheet.name}.csv")


def compare_heading(in_workbook: Sheet | None, report: Report, digest: str) -> Iterator[Fault]:
    """Agency, form, period, version and check code on the information sheet are those of the month file."""
    if in_workbook is None or len(in_workbook.columns) < len(_INFORMATION_COLUMNS):
        yield Fault(layout.WORKBOOK, Kind.DISAGREE, "package-sheet-absent", sheet=INFORMATION_SHEET)
        return
    values = {row[0]: row[1] for row in in_workbook.rows}
    for label, expected in _heading(report, digest).items():
        found = values.get(label, "")
        if found != expected:
            yield Fault(
                layout.WORKBOOK,
                Kind.DISAGREE,
                "package-heading-disagrees",
                sheet=INFORMATION_SHEET,
                label=label,
                found=_shown(found),
                expected=_shown(expected),
            )


def _heading(report: Report, digest: str) -> dict[str, str]:
    """What the information sheet must say under which label."""
    return {
        "Mã cơ quan": report.agency_code,
        "Tên cơ quan": report.agency_name,
        "Mã biểu": report.form,
        "Mã kỳ": str(report.period),
        "Phiên bản": str(report.version),
        "Mã kiểm": check_code(digest),
    }


def compare_states(states: Mapping[str, Mapping[str, str | None]], report: Report) -> Iterator[Fault]:
    """The declared states are those of the items, and what is declared as not arising has no figure."""
    reading_states: dict[str, str | None] = {item.code: item.state for item in report.indicators}
    task_states: dict[str, str | None] = {item.code: item.status for item in report.tasks}
    items = (("state", states["indicators"], reading_states), ("status", states["tasks"], task_states))
    for column, declared, stated in items:
        for code in sorted({*declared, *stated}):
            found, expected = declared.get(code, ""), stated.get(code, "")
            if found != expected:
                yield _difference(layout.STATES, code, column, found or "", expected or "", "bao-cao.json")
    for reading in report.indicators:
        if not reading.has_figures and any(figure is not None for figure in _all_figures(reading)):
            yield Fault(layout.STATES, Kind.DISAGREE, "package-figure-undeclared", item=reading.code)


def _all_figures(reading: IndicatorReading) -> Iterator[Decimal | None]:
    yield from (reading.numerator, reading.denominator, reading.value)
    for source in reading.sources:
        yield from (source.numerator, source.denominator)
    if reading.flow is not None:
        yield from (reading.flow.arisen, reading.flow.processed, reading.flow.pending)


def compare_replacement(replacement: Replacement | None, report: Report) -> Iterator[Fault]:
    """A replacement says so in both files: the same version, the same package, and new values that are the report's."""
    expected = report.supersedes
    if replacement is None or expected is None:
        if expected is not None:
            yield Fault(layout.REPLACEMENT, Kind.MISSING, "package-replacement-absent", version=expected.version)
        if replacement is not None:
            yield Fault(layout.REPLACEMENT, Kind.DISAGREE, "package-replacement-unasked")
        return
    stated = replacement.supersedes
    for column, found, wanted in (
        ("version", str(stated.version), str(expected.version)),
        ("package_sha256", stated.package_sha256, expected.package_sha256),
    ):
        if found != wanted:
            yield _difference(layout.REPLACEMENT, "supersedes", column, found, wanted, "bao-cao.json")
    values = stated_values(report)
    for change in replacement.changes:
        now = values.get((change.where, change.field))
        if change.new != now or type(change.new) is not type(now):
            found, wanted = as_shown(change.new), as_shown(now)
            yield _difference(layout.REPLACEMENT, change.where, change.field, found, wanted, "bao-cao.json")
    for item in out_of_line(replacement.later, report.period):
        later, period = str(item.period), str(report.period)
        yield Fault(layout.REPLACEMENT, Kind.DISAGREE, "package-later-period", later=later, period=period)


def compare_reason(replacement: Replacement, read_first: bytes) -> Iterator[Fault]:
    """The text that people read first gives the reason that the replacement gives, and no other."""
    wanted, label = reason_line(replacement.reason), reason_line("").strip()
    lines = (line.strip() for line in read_first.decode("utf-8", "replace").splitlines())
    found = [line for line in lines if line.startswith(label)]
    if found != [wanted]:
        told = _shown(found[0].removeprefix(label) if found else "")
        reason = _shown(replacement.reason)
        yield Fault(layout.READ_FIRST, Kind.DISAGREE, "package-reason-disagrees", found=told, expected=reason)


def compare_names(top: str, labels: Mapping[str, str], report: Report) -> Iterator[Fault]:
    """Top folder and identifier of the bag name the report that is in it; the ZIP's own name is free."""
    folder = f"{report.agency_code}_{report.form}_{report.period}_v{report.version}"
    if top != folder:
        yield Fault("", Kind.DISAGREE, "package-top-name", found=_shown(top), expected=folder)
    if labels:
        identifier = f"{report.agency_code}/{report.form}/{report.period}/v{report.version}"
        yield from _label(labels, layout.IDENTIFIER, identifier, "bao-cao.json")


def compare_rule_set(labels: Mapping[str, str], rule_set: str) -> Iterator[Fault]:
    """The bag was judged by the rule set that its findings name."""
    yield from _label(labels, layout.RULE_SET, rule_set, "kiem-tra.json")


def _label(labels: Mapping[str, str], label: str, expected: str, source: str) -> Iterator[Fault]:
    found = labels.get(label, "")
    if found != expected:
        yield Fault(
            layout.BAG_INFO,
            Kind.DISAGREE,
            "package-label-disagrees",
            label=label,
            found=_shown(found),
            expected=_shown(expected),
            source=source,
        )


def _differences(path: str, sheet: Sheet, found: Rows, expected: Rows, source: str) -> Iterator[Fault]:
    for key in sorted({*found, *expected}):
        if key not in found:
            yield Fault(path, Kind.DISAGREE, "package-item-absent", item=key, source=source)
        elif key not in expected:
            yield Fault(path, Kind.DISAGREE, "package-item-unknown", item=key, source=source)
        else:
            yield from _row_differences(path, sheet, key, found[key], expected[key], source)


def _row_differences(
    path: str, sheet: Sheet, key: str, found: Mapping[str, str], expected: Mapping[str, str], source: str
) -> Iterator[Fault]:
    for column in sheet.columns:
        wanted = expected.get(column.name)
        if wanted is not None and not same_cell(found[column.name], wanted, column.type):
            yield _difference(path, key, column.name, found[column.name], wanted, source)


def _difference(path: str, item: str, column: str, found: str, expected: str, source: str) -> Fault:
    return Fault(
        path,
        Kind.DISAGREE,
        "package-figure-disagrees",
        item=item,
        column=column,
        found=_shown(found),
        expected=_shown(expected),
        source=source,
    )


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…") or "(trống)"


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else format(Decimal(value), "f")


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _figure(value: Decimal | None, reading: IndicatorReading) -> str:
    return _number(value) if reading.has_figures else ""


def _ratio(reading: IndicatorReading) -> str:
    if reading.exact_ratio() is None or reading.numerator is None or reading.denominator is None:
        return ""
    return _number(percent_decimal(reading.numerator, reading.denominator, RATIO_DECIMALS))


def _source(reading: IndicatorReading, position: int) -> SourceReading:
    return reading.sources[position] if len(reading.sources) > position else SourceReading()


def _explained(part: str) -> Callable[[TaskUpdate], str]:
    return lambda update: str(getattr(update.explanation or Explanation(), part))


_INDICATOR: Final[Mapping[str, Callable[[IndicatorReading], str]]] = {
    "code": lambda reading: reading.code,
    "state": lambda reading: reading.state.value if reading.state else "",
    "numerator": lambda reading: _figure(reading.numerator, reading),
    "denominator": lambda reading: _figure(reading.denominator, reading),
    "value": lambda reading: _figure(reading.value, reading),
    "ratio": _ratio,
    "source_1_name": lambda reading: _source(reading, 0).name,
    "source_1_numerator": lambda reading: _number(_source(reading, 0).numerator),
    "source_1_denominator": lambda reading: _number(_source(reading, 0).denominator),
    "source_2_name": lambda reading: _source(reading, 1).name,
    "source_2_numerator": lambda reading: _number(_source(reading, 1).numerator),
    "source_2_denominator": lambda reading: _number(_source(reading, 1).denominator),
    "note": lambda reading: reading.note,
}
_TASK: Final[Mapping[str, Callable[[TaskUpdate], str]]] = {
    "code": lambda update: update.code,
    "status": lambda update: update.status.value if update.status else "",
    "percent": lambda update: _number(update.percent),
    "completed_on": lambda update: _day(update.completed_on),
    "result": lambda update: update.result,
    "measured_value": lambda update: _number(update.measured.value) if update.measured else "",
    "subjective": _explained("subjective"),
    "objective": _explained("objective"),
    "remedy": _explained("remedy"),
    "next_steps": _explained("next_steps"),
    "proposal": lambda update: update.proposal,
}


def _cells(columns: Mapping[str, Callable[..., str]], item: IndicatorReading | TaskUpdate) -> dict[str, str]:
    return {name: cell_of(item) for name, cell_of in columns.items()}
