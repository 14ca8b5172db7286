"""Computes the tables of a package again from its month file and the plan: no column is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.sheet import Sheet, same_cell
from sonla_desktop.usecases.ports import MessageCatalogue, PackageProblem, PackageRead

WORKBOOK_FILE: Final = "data/bieu-nhap.xlsx"
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class _Difference:
    item: str
    column: str
    found: str
    expected: str


def table_problems(
    read: PackageRead, expected: Sequence[Sheet], messages: MessageCatalogue
) -> tuple[PackageProblem, ...]:
    """The problems of a package after its tables were compared with ``expected``, those that it had before included.

    Where a cell of a CSV is wrong, the Excel sheet is not blamed for differing from it: it too is judged by what was
    computed. What had been told of a cell is not told again.
    """
    csv = {sheet.name: sheet for sheet in read.sheets}
    excel = {sheet.name: sheet for sheet in read.workbook}
    told = {(problem.file, problem.place) for problem in read.problems}
    new: list[PackageProblem] = []
    wrong: set[tuple[str, str]] = set()
    for sheet in expected:
        if sheet.name not in csv:
            continue
        file = f"data/so-lieu/{sheet.name}.csv"
        new += _column_problems(file, csv[sheet.name], sheet, messages)
        differences = tuple(_differences(csv[sheet.name], sheet))
        places = {(difference.item, difference.column) for difference in differences}
        new += [_problem(file, item, messages) for item in differences if (file, _place(item)) not in told]
        in_excel = _differences(excel[sheet.name], sheet) if sheet.name in excel else ()
        new += [_problem(WORKBOOK_FILE, item, messages) for item in in_excel if _place(item) in places]
        wrong |= places
    kept = (problem for problem in read.problems if problem.file != WORKBOOK_FILE or problem.place not in wrong)
    return (*kept, *new)


def _differences(found: Sheet, expected: Sheet) -> Iterator[_Difference]:
    """Cells that differ, in the rows and columns that both have; other rows are the reader's to tell."""
    types = {column.name: column.type for column in expected.columns}
    rows = _rows(found, expected.key)
    for item, wanted in expected.by_key().items():
        row = rows.get(item, {})
        for column, cell in wanted.items():
            if column in row and not same_cell(row[column], cell, types[column]):
                yield _Difference(item, column, row[column], cell)


def _rows(sheet: Sheet, key: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    names = {column.name for column in sheet.columns}
    return replace(sheet, key=key).by_key() if names.issuperset(key) else {}


def _column_problems(
    file: str, found: Sheet, expected: Sheet, messages: MessageCatalogue
) -> Iterator[PackageProblem]:
    have, wanted = ([column.name for column in sheet.columns] for sheet in (found, expected))
    lacking = ", ".join(name for name in wanted if name not in have)
    extra = ", ".join(name[:_LONGEST_SHOWN] for name in have if name not in wanted)
    if lacking or extra:
        parameters = {"file": file, "lacking": lacking or "không", "extra": extra or "không"}
        yield PackageProblem(file, "schema", messages.text("package-table-columns", parameters))


def _place(difference: _Difference) -> tuple[str, str]:
    return difference.item, difference.column


def _problem(file: str, difference: _Difference, messages: MessageCatalogue) -> PackageProblem:
    item, column = _place(difference)
    shown = {"found": _shown(difference.found), "expected": _shown(difference.expected)}
    text = messages.text("package-figure-recomputed", {"file": file, "item": item, "column": column, **shown})
    return PackageProblem(file, "disagree", text, (item, column))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…") or "(trống)"
