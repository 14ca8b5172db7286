"""Lịch sử: every change of the store in words, page by page, to be looked through, handed on and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.submission_deadline import moment_label
from sonla_desktop.domain.text import fold, matches
from sonla_desktop.usecases.history_ports import AuditQuery, ChainState
from sonla_desktop.usecases.history_words import ACTIONS, HistoryLine, HistoryWords
from sonla_desktop.usecases.ports import Store, UnitOfWork, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.read_month import plan_of_form

PAGE_LENGTH: Final = 200
_EXPORT_PAGE: Final = 1_000
_CHECKED_AT_ONCE: Final = 2_000
_LONGEST_CELL: Final = 32_000
"""Excel holds 32,767 characters in a cell."""
_CUT: Final = " … (còn nữa)"
_PRINTED_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PRINTED_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which changes are asked for; what is left empty asks for nothing.

    ``text`` is searched without letter marks in items, values and reasons; ``since`` and ``until`` are included.
    """

    report: ReportKey | None = None
    """Form and period, whatever the version or part."""
    action: str = ""
    text: str = ""
    officer: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Changes, newest first; ``more`` is where the next page begins, None when there is none."""

    lines: tuple[HistoryLine, ...]
    more: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryChoices:
    """What the filters offer, and how long the chain is: reports (newest period first) with their names, officers."""

    reports: tuple[tuple[ReportKey, str], ...]
    officers: tuple[str, ...]
    chain: ChainState


def read_history(
    world: World, store: Store, wanted: HistoryFilter, before: int | None = None, limit: int = PAGE_LENGTH
) -> HistoryPage:
    """One page of changes; raises WorldRefused ``store-damaged``."""
    words = HistoryWords(world.catalogue, store.agency)
    query = _query(world, store, wanted)
    with store.begin() as work:
        found = work.audit_page(query, before, limit + 1)
    more = found[limit - 1].seq if len(found) > limit else None
    return HistoryPage(tuple(map(words.line, found[:limit])), more)


def history_choices(world: World, store: Store) -> HistoryChoices:
    """What there is to choose from."""
    words = HistoryWords(world.catalogue, store.agency)
    with store.begin() as work:
        keys = {replace(key, part=None) for key, _, _ in work.reports()}
        officers = tuple(filter(None, work.audit_officers()))
        chain = work.chain_state()
    ordered = sorted(keys, key=lambda key: (key.period, key.form), reverse=True)
    return HistoryChoices(tuple((key, words.form(key.form)[0]) for key in ordered), officers, chain)


def check_part(store: Store, first: int = 1) -> tuple[int, ChainState]:
    """Checks some thousand links of the audit chain, from ``first`` on; tells the last one checked and the chain.

    The whole chain is checked part by part, each beginning with the last link of the one before, so that typing is
    saved in between. Raises WorldRefused ``chain-broken`` with the number of the first link that does not fit.
    """
    with store.begin() as work:
        return work.verify_chain_part(first, _CHECKED_AT_ONCE), work.chain_state()


def export_history(
    world: World, store: Store, wanted: HistoryFilter, target: Path, progress: Progress | None = None
) -> int:
    """Writes every change that is asked for into an Excel sheet, oldest first; returns how many.

    Raises:
        WorldRefused: disk or stick refuse.
        Cancelled: the officer pressed Hủy; nothing was written.
    """
    watch = progress or Silent()
    with store.begin() as work:
        lines = list(_all_lines(world, store, work, wanted, watch))
        chain = work.chain_state()
    watch.step("Đang ghi tệp")
    mark = " (MẪU)" if store.is_sample else ""
    about = (
        ("Tên cơ quan", store.agency.name + mark),
        ("Kỳ báo cáo", wanted.report.period.short_label if wanted.report else "Mọi kỳ"),
        ("Lọc", describe(wanted) or "Không lọc"),
        ("Lập lúc", moment_label(world.clock.now())),
        ("Số dòng nhật ký", str(chain.length)),
        ("Mã đầu nhật ký", chain.head),
    )
    world.workbooks.write(about, [_sheet(lines[::-1], f"LỊCH SỬ THAY ĐỔI{mark}")], target)
    return len(lines)


def describe(wanted: HistoryFilter) -> str:
    """The filter in words, without the report."""
    days = [("từ", wanted.since), ("đến", wanted.until)]
    parts = [
        ACTIONS.get(wanted.action, wanted.action),
        wanted.officer,
        f"“{wanted.text}”" if wanted.text.strip() else "",
        " ".join(f"{word} {date_label(day)}" for word, day in days if day is not None),
    ]
    return ", ".join(filter(None, parts))


def _all_lines(
    world: World, store: Store, work: UnitOfWork, wanted: HistoryFilter, watch: Progress
) -> Iterator[HistoryLine]:
    words, query = HistoryWords(world.catalogue, store.agency), _query(world, store, wanted)
    before, total = None, work.chain_state().length
    while found := work.audit_page(query, before, _EXPORT_PAGE):
        yield from map(words.line, found)
        before = found[-1].seq
        watch.step("Đang đọc nhật ký", total - before, total)


def _query(world: World, store: Store, wanted: HistoryFilter) -> AuditQuery:
    report = wanted.report
    words = tuple(map(_as_stored, wanted.text.split()))
    return AuditQuery(
        report="" if report is None else f"{report.form}/{report.period}",
        actions=(wanted.action,) if wanted.action else (),
        officer=wanted.officer,
        items=_items_named(world, store, wanted) if words else (),
        words=words,
        since=wanted.since,
        until=wanted.until,
    )


def _items_named(world: World, store: Store, wanted: HistoryFilter) -> tuple[str, ...]:
    """Codes of indicators and tasks in whose number or name the text occurs."""
    words = HistoryWords(world.catalogue, store.agency)
    found: set[str] = set()
    for form in (wanted.report.form,) if wanted.report else world.catalogue.form_ids():
        _, named = words.form(form)
        if named is None:
            continue
        plan = plan_of_form(world.catalogue, form)
        names = [(item.code, item.name) for item in plan.indicators] + [(item.code, item.name) for item in plan.tasks]
        found.update(code for code, name in names if matches(wanted.text, f"{named.item(code)} {name}"))
    return tuple(sorted(found))


def _as_stored(word: str) -> str:
    """A word as the chain holds it: 1.003 is kept as 1003, 09/11/2026 as 2026-11-09."""
    if _PRINTED_NUMBER.fullmatch(word):
        return word.replace(".", "").replace(",", ".")
    day = _PRINTED_DAY.fullmatch(word)
    return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else fold(word)


_COLUMNS: Final = (
    SheetColumn("seq", "Số thứ tự", ColumnType.INTEGER, width=10),
    SheetColumn("at", "Lúc", ColumnType.STRING, width=18),
    SheetColumn("officer", "Người làm", ColumnType.STRING, width=20),
    SheetColumn("act", "Việc", ColumnType.STRING, width=20),
    SheetColumn("report", "Báo cáo", ColumnType.STRING, width=24),
    SheetColumn("period", "Kỳ", ColumnType.STRING, width=12),
    SheetColumn("version", "Phiên bản", ColumnType.INTEGER, width=10),
    SheetColumn("item", "Mục", ColumnType.STRING, width=22),
    SheetColumn("field", "Nội dung", ColumnType.STRING, width=28),
    SheetColumn("old", "Trước", ColumnType.STRING, width=28),
    SheetColumn("new", "Sau", ColumnType.STRING, width=28),
    SheetColumn("reason", "Lý do", ColumnType.STRING, width=28),
    SheetColumn("hash", "Mã băm của dòng", ColumnType.STRING, width=24),
)


def _sheet(lines: list[HistoryLine], heading: str) -> Sheet:
    rows = tuple(
        (
            str(line.seq), moment_label(line.at), line.officer, line.act, line.report, line.period,
            "" if line.version is None else str(line.version),
            *(_fitting(text) for text in (line.item, line.field, line.old, line.new, line.reason)), line.hash,
        )
        for line in lines
    )  # fmt: skip
    return Sheet("lich-su", "LichSu", _COLUMNS, rows, key=("seq",), heading=heading)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + _CUT
