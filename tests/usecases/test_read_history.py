"""Every change of a real store in words, filtered, page by page, checked, and handed on as a sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import SendLedgerEntry
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.amend_period import amend_period
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.errors import Cancelled, InputRefused, WorldRefused
from sonla_desktop.usecases.history_words import HistoryLine, report_of
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_history import (
    HistoryFilter,
    check_part,
    describe,
    export_history,
    history_choices,
    read_history,
)
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.read_versions import compare_versions, read_versions
from sonla_desktop.usecases.record_outcome import record_outcome
from sonla_desktop.usecases.record_values import record_reading
from sonla_desktop.usecases.sample_month import prepare_sample
from sonla_desktop.usecases.set_deadline import set_deadline
from tests.helpers.stores import tampering

INDICATOR = "vb-dien-tu-toan-trinh"
NOVEMBER = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))
OCTOBER = ReportKey("kh-2026", ReportingPeriod.parse("2026-10"))


@pytest.fixture(scope="module")
def world() -> World:
    return build_world("2026-11-14T08:30")


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months closed and one entered: some thousand edits; then one figure is corrected by hand."""
    made = prepare_sample(world, tmp_path_factory.mktemp("lich-su") / "so")
    store = world.stores.open(made)
    month = read_month(world, store, "2026-11")
    found = month.report.reading(INDICATOR)
    assert isinstance(found, IndicatorReading)
    first = found.sources[0]
    corrected = replace(first, numerator=Decimal(1003), taken_on=date(2026, 11, 13))
    record_reading(world, store, month, replace(found, sources=(corrected, *found.sources[1:]), note='=SUM(A1) "x"'))
    store.close()
    return made


@pytest.fixture
def store(world: World, folder: Path) -> Iterator[Store]:
    opened = world.stores.open(folder)
    yield opened
    opened.close()


def lines_of(world: World, store: Store, **wanted: object) -> tuple[HistoryLine, ...]:
    return read_history(world, store, HistoryFilter(**wanted), limit=5_000).lines


def test_a_correction_is_told_in_words(world: World, store: Store) -> None:
    newest = {line.field: line for line in lines_of(world, store, report=NOVEMBER)[:3]}
    figure = newest["nguồn 1: tử số"]
    assert (figure.item, figure.new, figure.act) == ("Chỉ tiêu 1", "1.003", "Ghi số liệu")
    assert newest["nguồn 1: ngày lấy số liệu"].new == "13/11/2026"
    assert (figure.report, figure.period, figure.version) == ("Chỉ tiêu, nhiệm vụ Kế hoạch năm 2026", "11/2026", 1)


def test_no_line_shows_raw_values(world: World, store: Store) -> None:
    lines = lines_of(world, store)
    assert len(lines) > 1_000
    raw = [line for line in lines if {"{", "["} & {line.old[:1], line.new[:1]} or "null" in (line.old, line.new)]
    assert raw == []
    coded = ("in_progress", "completed", "reported", "not_arising", "True", "False", "row_hash", "numerator")
    assert [line for line in lines if {line.old, line.new, line.field} & set(coded)] == []
    assert {line.act for line in lines} >= {"Ghi số liệu", "Chốt số liệu", "Mở báo cáo", "Sửa thiết lập"}


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({"report": OCTOBER}, lambda line: line.key == OCTOBER),
        ({"action": "close"}, lambda line: line.action == "close"),
        ({"officer": "Cán Bộ Mẫu"}, lambda line: line.officer == "Cán Bộ Mẫu"),
        ({"text": "chi tieu 8"}, lambda line: "Chỉ tiêu 8" in line.item or "chỉ tiêu 8" in line.new.lower()),
        ({"text": "bo phan mot cua"}, lambda line: "Một cửa" in line.old + line.new + line.reason),
        ({"text": "1.003", "report": NOVEMBER}, lambda line: "1.003" in line.new or "1003" in line.old + line.new),
        ({"text": "13/11/2026"}, lambda line: line.new == "13/11/2026"),
        ({"since": date(2026, 11, 14)}, lambda line: line.at.date() >= date(2026, 11, 14)),
        ({"until": date(2026, 9, 11)}, lambda line: line.at.date() <= date(2026, 9, 11)),
    ],
    ids=["report", "action", "officer", "item", "without marks", "number", "day", "since", "until"],
)
def test_filters_keep_what_is_asked_for_and_nothing_else(
    world: World, store: Store, wanted: dict[str, object], fits: object
) -> None:
    found = lines_of(world, store, **wanted)
    everything = lines_of(world, store)
    assert 0 < len(found) < len(everything)
    assert [line for line in found if not fits(line)] == []


@pytest.mark.parametrize("wanted", [{"text": "%"}, {"text": "_____"}, {"officer": "%"}, {"text": "khong he co"}])
def test_marks_of_the_database_search_for_themselves(world: World, store: Store, wanted: dict[str, str]) -> None:
    found = lines_of(world, store, **wanted)
    assert [line for line in found if wanted.get("text", "?") not in line.old + line.new + line.reason] == []


def test_pages_follow_each_other_without_gap_or_repetition(world: World, store: Store) -> None:
    seen: list[int] = []
    before: int | None = None
    while True:
        page = read_history(world, store, HistoryFilter(), before, limit=150)
        seen += [line.seq for line in page.lines]
        before = page.more
        if before is None:
            break
    with store.begin() as work:
        length = work.chain_state().length
    assert seen == list(range(length, 0, -1))


def test_the_choices_are_those_of_the_store(world: World, store: Store) -> None:
    choices = history_choices(world, store)
    assert [key.period.short_label for key, _ in choices.reports] == ["11/2026", "10/2026", "09/2026"]
    assert choices.officers == ("Cán Bộ Mẫu",)


def test_the_chain_is_checked_part_by_part(store: Store) -> None:
    first, chain = check_part(store)
    assert first == chain.length
    with store.begin() as work:
        done = work.verify_chain_part(1, 700)
        assert done == 700
        assert work.verify_chain_part(done, 10_000) == chain.length


@pytest.mark.parametrize("seq", [1, 699, 700, 701, 900])
def test_a_link_that_was_changed_is_found_in_whichever_part_it_lies(
    world: World, folder: Path, tmp_path: Path, seq: int
) -> None:
    copy = tmp_path / "so"
    copy.mkdir()
    (copy / DATABASE).write_bytes((folder / DATABASE).read_bytes())
    with tampering(copy / DATABASE) as raw:
        raw.execute("UPDATE audit SET new = '\"khac\"' WHERE seq = ?", (seq,))
    opened = world.stores.open(copy)
    with pytest.raises(WorldRefused) as refused, opened.begin() as work:
        work.verify_chain_part(work.verify_chain_part(1, 700), 10_000)
    opened.close()
    assert (refused.value.code, refused.value.parameters["seq"]) == ("chain-broken", seq)


def test_the_list_is_handed_on_as_a_sheet_without_formulas(world: World, store: Store, tmp_path: Path) -> None:
    target = tmp_path / "lich-su.xlsx"
    wanted = HistoryFilter(NOVEMBER, text="SUM")
    count = export_history(world, store, wanted, target)
    found = read_history(world, store, wanted).lines
    assert count == len(found) > 0
    book = load_workbook(target)
    rows = list(book["LichSu"].iter_rows(min_row=5))
    assert len(rows) == count
    cells = [cell for row in rows for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    (formula,) = [cell for cell in cells if cell.value == '=SUM(A1) "x"']
    assert formula.quotePrefix
    about = {row[0].value: row[1].value for row in book["ThongTin"].iter_rows(min_row=5)}
    assert about["Lọc"] == "“SUM”"
    assert "MẪU" in about["Tên cơ quan"]
    with store.begin() as work:
        assert about["Mã đầu nhật ký"] == work.chain_state().head


def test_an_export_that_is_cancelled_writes_nothing(world: World, store: Store, tmp_path: Path) -> None:
    class Impatient:
        def step(self, label: str, done: int = 0, total: int = 0) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_history(world, store, HistoryFilter(), tmp_path / "lich-su.xlsx", Impatient())
    assert list(tmp_path.iterdir()) == []


def test_a_filter_is_described_for_the_reader_of_the_sheet() -> None:
    assert describe(HistoryFilter(NOVEMBER)) == ""
    wanted = HistoryFilter(None, "close", " ", "Lò Thị Hoa", date(2026, 11, 1), date(2026, 11, 9))
    assert describe(wanted) == "Chốt số liệu, Lò Thị Hoa, từ 01/11/2026 đến 09/11/2026"


@pytest.mark.parametrize(
    ("label", "report"),
    [
        ("kh-2026/2026-11/v2", (NOVEMBER, 2)),
        ("kh-2026/2026-11", (NOVEMBER, None)),
        ("kh-2026/2026-11/Phòng Kinh tế/v1", (replace(NOVEMBER, part="Phòng Kinh tế"), 1)),
        ("", (None, None)),
        ("khác", (None, None)),
    ],
)
def test_a_link_names_its_report(label: str, report: tuple[ReportKey | None, int | None]) -> None:
    assert report_of(label) == report


def test_versions_are_told_with_their_deadline_and_package(world: World, store: Store) -> None:
    november, october, september = read_versions(world, store)
    assert (november.line.closed_at, november.late) == (None, None)
    assert (october.line.key, october.line.version, october.late) == (OCTOBER, 1, False)
    assert october.line.opened_by == october.line.closed_by == "Cán Bộ Mẫu"
    with store.begin() as work:
        (frozen,) = work.versions(OCTOBER)
    assert october.line.package_sha256 in {file.sha256 for file in frozen.files if file.kind == "package"}
    assert october.line.outcome is not None
    assert october.line.outcome.label == "đã chốt, chưa xuất"
    assert september.deadline is not None


def test_a_first_version_is_compared_with_nothing(world: World, store: Store) -> None:
    with pytest.raises(InputRefused, match="version-unknown"):
        compare_versions(world, store, OCTOBER, 1)


@pytest.fixture
def replaced(world: World, folder: Path, tmp_path: Path) -> Iterator[Store]:
    """October corrected after it was closed, its files handed out, its outcome recorded, a deadline moved."""
    copy = tmp_path / "so"
    shutil.copytree(folder, copy)
    opened = world.stores.open(copy)
    month, _ = amend_period(world, opened, "2026-10", "kh-2026", "Đối chiếu lại sổ văn bản đi, thừa hai văn bản.")
    found = month.report.reading(INDICATOR)
    assert found is not None
    record_reading(world, opened, month, replace(found, note="Đã trừ hai văn bản ghi trùng."))
    close_period(world, opened, "2026-10", "kh-2026")
    scan = tmp_path / "ban-ky.pdf"
    scan.write_bytes(b"%PDF-1.7\n%%EOF\n")
    record_outcome(world, opened, "2026-10", number="45/BC-UBND", date=date(2026, 11, 14), signed_pdf=scan)
    november = read_month(world, opened, "2026-11")
    notice = DeadlineNotice(datetime(2026, 11, 20, 17), "1680/UBND-KGVX", date(2026, 11, 10))
    set_deadline(world, opened, november, notice)
    with opened.begin() as work:
        (package,) = [file for file in work.versions(OCTOBER)[-1].files if file.kind == "package"]
        sent = SendLedgerEntry(package.name, package.kind, package.sha256, "USB", world.clock.now(), "Cán Bộ Mẫu")
        work.record_handed_out(OCTOBER, 2, [sent])
        work.commit()
    yield opened
    opened.close()


def test_acts_beside_entering_are_told_in_words(world: World, replaced: Store) -> None:
    told = {
        (line.act, line.item, line.field): (line.old, line.new, line.reason)
        for line in lines_of(world, replaced)
        if line.action not in ("edit", "configure", "take_in", "close")
    }
    reason = "Đối chiếu lại sổ văn bản đi, thừa hai văn bản."
    assert told["Mở báo cáo thay thế", "Cả báo cáo", "phiên bản"] == ("1", "2", reason)
    assert told["Ghi kết quả gửi", "Kết quả gửi", "số văn bản"] == ("–", "45/BC-UBND", "")
    assert told["Ghi kết quả gửi", "Kết quả gửi", "ngày văn bản"] == ("–", "14/11/2026", "")
    moved = "17:00 20/11/2026 theo 1680/UBND-KGVX ngày 10/11/2026"
    assert told["Ghi hạn gửi", "Hạn gửi", "hạn gửi"] == ("–", moved, "")
    (exported,) = [told[key] for key in told if key[0] == "Xuất tệp"]
    assert exported[1].startswith("tới USB (")


def test_a_replacement_is_told_with_its_reason_its_changes_and_what_came_of_it(world: World, replaced: Store) -> None:
    version = next(view for view in read_versions(world, replaced) if view.line.key == OCTOBER)
    assert (version.line.version, version.line.changed, version.late) == (2, 1, None)
    assert version.line.reason.startswith("Đối chiếu lại")
    assert version.line.outcome is not None
    assert version.line.outcome.submission.number == "45/BC-UBND"
    assert [entry.place for entry in version.line.outcome.handed_out] == ["USB"]
    (change,) = compare_versions(world, replaced, OCTOBER, 2)
    assert (change.item, change.field, change.new) == ("Chỉ tiêu 1", "ghi chú", "Đã trừ hai văn bản ghi trùng.")
