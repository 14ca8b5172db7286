"""Fills in a blank form as an officer would: by the headings' machine names, with the words of the lists."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.entry_form import YES_NO
from sonla_desktop.domain.form_definition import FieldType, FormDefinition

NAMES, FIRST = 3, 5
YES = {True: "Có", False: "Không"}


def cell_of(page: Worksheet, key: str, name: str) -> Any:
    """The cell of this row and column."""
    names = [cell.value for cell in page[NAMES]]
    for row in page.iter_rows(min_row=FIRST):
        if row[0].value == key:
            return row[names.index(name)]
    raise KeyError(key)


def fill(path: Path, report: Mapping[str, Any]) -> None:
    """Writes everything of a month file that the form asks into its cells."""
    book = load_workbook(path)
    form = build_world().catalogue.form(report["form"])
    _fill_items(book, "ChiTieu", {item["code"]: _indicator(item, form) for item in report["indicators"]})
    _fill_items(book, "NhiemVu", {item["code"]: _task(item, form) for item in report["tasks"]})
    _fill_items(book, "SoLieu", {key: {"value": _number(value)} for key, value in report["figures"].items()})
    _fill_items(book, "ThuyetMinh", {key: {"text": text} for key, text in report["narrative"].items()})
    for number, table in enumerate(form.tables, 1):
        rows = dict(_keyed(report["tables"].get(table.id, [])))
        items = {
            key: {name: _cell(form, table.id, name, value) for name, value in row.items() if name != "row"}
            for key, row in rows.items()
        }
        _fill_items(book, f"Bang{number}-{table.id}"[:31], items)
    book.save(path)


def _keyed(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    added = 0
    for row in rows:
        added += "row" not in row
        yield row.get("row", f"+{added}"), row


def _fill_items(book: Workbook, title: str, items: Mapping[str, Mapping[str, Any]]) -> None:
    if title not in book.sheetnames:
        return
    page = book[title]
    names = [cell.value for cell in page[NAMES]]
    for row in page.iter_rows(min_row=FIRST):
        values = items.get(str(row[0].value), {})
        for cell, name in zip(row, names, strict=False):
            if not cell.protection.locked and values.get(name) not in (None, ""):
                cell.value = values[name]


def _indicator(item: Mapping[str, Any], form: FormDefinition) -> dict[str, Any]:
    flat: dict[str, Any] = {name: _number(item[name]) for name in ("numerator", "denominator", "value")}
    flat |= {"state": form.labels["state"][item["state"]], "note": item["note"]}
    for number, source in enumerate(item["sources"], 1):
        flat[f"source_{number}_name"] = source["name"]
        flat |= {f"source_{number}_{part}": _number(source[part]) for part in ("numerator", "denominator")}
    flat |= {key: _number(value) for key, value in (item["flow"] or {}).items()}
    for question, answer in item["recognition"].items():
        flat |= {f"{question}_occurred": YES.get(answer["occurred"]), f"{question}_cases": answer["cases"]}
        flat |= {f"{question}_note": answer["note"], **{key: answer.get(key) for key in ("population", "sample")}}
    check = item["field_check"] or {}
    flat |= {"check_date": _day(check.get("date")), "check_result": check.get("result")}
    return flat | (item["explanation"] or {})


def _task(item: Mapping[str, Any], form: FormDefinition) -> dict[str, Any]:
    flat = {name: item[name] for name in ("percent", "result", "proposal")}
    flat |= {"status": form.labels["status"][item["status"]], "completed_on": _day(item["completed_on"])}
    flat["measured_value"] = _number((item["measured"] or {}).get("value"))
    for number, document in enumerate(item["documents"], 1):
        flat |= {f"document_{number}_{part}": document[part] for part in ("type", "symbol", "subject")}
        flat[f"document_{number}_date"] = _day(document["date"])
    deadline = item["deadline"] or {}
    flat |= {"due": _day(deadline.get("due")), "basis": deadline.get("basis")}
    flat["not_arisen"] = YES.get(deadline.get("not_arisen"))
    flat |= {f"phase_{phase['number']}": _day(phase["completed_on"]) for phase in item["phases"]}
    return flat | (item["explanation"] or {})


def _cell(form: FormDefinition, table: str, name: str, value: Any) -> Any:
    column = form.table(table).column(name)
    if column.type in (FieldType.CHOICE, FieldType.YES_NO):
        choices = YES_NO if column.type is FieldType.YES_NO else column.choices
        coded = str(value).lower() if isinstance(value, bool) else value
        return {choice.value: choice.label for choice in choices}[coded]
    if column.type is FieldType.DATE:
        return _day(value)
    return _number(value) if column.type in (FieldType.NUMBER, FieldType.PERCENT) else value


def _number(value: int | str | None) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
