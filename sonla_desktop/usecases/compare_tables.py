"""Computes the tables of a package again from its month file and the plan: no column is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.sheet import Sheet, same_cell
from sonla_desktop.usecases.package_ports import PackageProblem, PackageRead
from sonla_desktop.usecases.ports import MessageCatalogue

WORKBOOK_FILE: Final = "data/bieu-nhap.xlsx"
DESCRIPTOR_FILE: Final = "data/datapackage.json"
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class _Difference:
    """A cell of a CSV that is not what the month file gives, and what the Excel sheet has there."""

    place: tuple[str, str]
    found: str
    expected: str
    in_workbook: str | None


def table_problems(
    read: PackageRead, expected: Sequence[Sheet], messages: MessageCatalogue
) -> tuple[PackageProblem, ...]:
    """The problems of a package after its tables were compared with ``expected``, those that it had before included.

    Where a cell of a CSV is wrong, the Excel sheet is not blamed for differing from it: it too is judged by what was
    computed. What had been told is not told again.
    """
    teller = _Teller(read, messages)
    held = {sheet.name: sheet for sheet in read.sheets}
    in_workbook = {sheet.name: sheet for sheet in read.workbook}
    for sheet in expected:
        if sheet.name in held:
            teller.compare(held[sheet.name], in_workbook.get(sheet.name), sheet)
        else:
            teller.tell_absent(sheet)
    for name in sorted(held.keys() - {sheet.name for sheet in expected}):
        teller.tell(_file(name), "extra", "package-file-unknown")
    return teller.problems()


class _Teller:
    """Collects what the comparison finds beside what the reader of the package had told."""

    def __init__(self, read: PackageRead, messages: MessageCatalogue) -> None:
        self._before = read.problems
        self._messages = messages
        self._told = {(problem.file, problem.place) for problem in read.problems}
        self._files = {problem.file for problem in read.problems}
        self._wrong: set[tuple[str, str]] = set()
        self._new: list[PackageProblem] = []

    def problems(self) -> tuple[PackageProblem, ...]:
        """Everything, without the blame of Excel cells whose CSV is the wrong one."""
        kept = (item for item in self._before if item.file != WORKBOOK_FILE or item.place not in self._wrong)
        return (*kept, *self._new)

    def tell(self, file: str, kind: str, code: str, place: tuple[str, str] = ("", ""), **parameters: str) -> None:
        """Adds a problem, unless it is about a place of which something had been told."""
        if (file, place) not in self._told:
            text = self._messages.text(code, {"file": file, "item": place[0], "column": place[1], **parameters})
            self._new.append(PackageProblem(file, kind, text, place))

    def tell_absent(self, sheet: Sheet) -> None:
        """A table that is not there, unless its file or the descriptor had been found faulty."""
        if self._files.isdisjoint({_file(sheet.name), DESCRIPTOR_FILE}):
            self.tell(_file(sheet.name), "missing", "package-table-absent")

    def compare(self, found: Sheet, in_workbook: Sheet | None, expected: Sheet) -> None:
        """Columns, rows and cells of one table."""
        file = _file(expected.name)
        have, wanted = ([column.name for column in sheet.columns] for sheet in (found, expected))
        lacking, extra = _names(wanted, have), _names(have, wanted)
        if lacking or extra:
            self.tell(file, "schema", "package-table-columns", lacking=lacking or "không", extra=extra or "không")
        rows, wanted_rows = _rows(found, expected.key), expected.by_key()
        for item in sorted(wanted_rows.keys() - rows.keys()):
            self.tell(file, "disagree", "package-item-absent", (item, ""), source="bao-cao.json")
        for item in sorted(rows.keys() - wanted_rows.keys()):
            self.tell(file, "disagree", "package-item-unknown", (item, ""), source="bao-cao.json")
        excel = _rows(in_workbook, expected.key) if in_workbook else {}
        for difference in _differences(rows, excel, expected):
            self._tell_difference(file, difference)

    def _tell_difference(self, file: str, difference: _Difference) -> None:
        self._wrong.add(difference.place)
        shown = {"found": _shown(difference.found), "expected": _shown(difference.expected)}
        self.tell(file, "disagree", "package-figure-recomputed", difference.place, **shown)
        if difference.in_workbook is not None:
            shown["found"] = _shown(difference.in_workbook)
            self._told.discard((WORKBOOK_FILE, difference.place))  # what was told of it goes away
            self.tell(WORKBOOK_FILE, "disagree", "package-figure-recomputed", difference.place, **shown)


def _differences(
    rows: Mapping[str, Mapping[str, str]], excel: Mapping[str, Mapping[str, str]], expected: Sheet
) -> Iterator[_Difference]:
    types = {column.name: column.type for column in expected.columns}
    for item, wanted in expected.by_key().items():
        row, in_workbook = rows.get(item, {}), excel.get(item, {})
        for column, cell in wanted.items():
            if column in row and not same_cell(row[column], cell, types[column]):
                other = in_workbook.get(column)
                right = other is None or same_cell(other, cell, types[column])
                yield _Difference((item, column), row[column], cell, None if right else other)


def _rows(sheet: Sheet, key: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    names = {column.name for column in sheet.columns}
    return replace(sheet, key=key).by_key() if names.issuperset(key) else {}


def _names(some: Sequence[str], others: Sequence[str]) -> str:
    return ", ".join(name[:_LONGEST_SHOWN] for name in some if name not in others)


def _file(table: str) -> str:
    return f"data/so-lieu/{table}.csv"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…") or "(trống)"
