"""What each page shows and does to an entry, worked out without Qt."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.domain.findings import REPORT, Finding, Severity
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.reading import FigureState, IndicatorReading, SourceReading
from sonla_desktop.domain.task import IssuedDocument, TaskStatus, TaskUpdate
from sonla_desktop.ui import labels
from sonla_desktop.ui.checking import state as checking
from sonla_desktop.ui.closing import state as closing
from sonla_desktop.ui.explanations import state as explanations
from sonla_desktop.ui.indicators import state as indicators
from sonla_desktop.ui.monthly_update import state as monthly_update
from sonla_desktop.ui.overview import state as overview
from sonla_desktop.ui.places import (
    CHECKING,
    EXPLANATIONS,
    INDICATORS,
    MONTHLY_UPDATE,
    SETTINGS,
    TASKS,
    Place,
    nearest_field,
    place_of,
)
from sonla_desktop.ui.settings import state as settings
from sonla_desktop.ui.shell import state as shell
from sonla_desktop.ui.snapshot import Snapshot, current_period, read_snapshot
from sonla_desktop.ui.start import state as start
from sonla_desktop.ui.tasks import state as tasks
from sonla_desktop.usecases.addressed_forms import AddressedForm, addressed_forms
from sonla_desktop.usecases.plan_periods import periods_of
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.progress import Silent
from tests.helpers import months
from tests.helpers.fresh_python import output_of
from tests.helpers.repository import PACKAGE, ROOT
from tests.ui.fakes import NOW, OTHER, MemoryStore, SmallCatalogue, full_store


@pytest.fixture
def month(world: World, store: MemoryStore) -> Snapshot:
    """The whole month as a page gets it."""
    return read_snapshot(world, store, months.report().period, {}, Silent())


@pytest.fixture
def untouched(world: World, folder: Path) -> Snapshot:
    """A month nobody has touched."""
    store = full_store(world, folder, reports={}, frozen={})
    return read_snapshot(world, store, months.report().period, {}, Silent())


def texts(rows: list) -> list[str]:
    return [row.cells[0].text for row in rows]


def test_state_modules_need_no_qt() -> None:
    modules = [f"sonla_desktop.ui.{path.parent.name}.state" for path in sorted(PACKAGE.glob("ui/*/state.py"))]
    assert len(modules) == 15
    loaded = output_of(
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print('PySide6' in sys.modules)"
    )
    assert loaded.strip() == "False"


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("to hieu", 1), ("TÔ HIỆU", 1), ("chieng", 1), ("04123", 1), ("phuong", 1), ("sơn la", 0)],
)
def test_an_agency_is_found_without_marks(query: str, found: int) -> None:
    assert len(start.found([OTHER, months.agency()], query)) == found


@pytest.mark.parametrize(
    ("agency", "officer", "says"),
    [(None, "Mai", "Chọn cơ quan"), (OTHER, " ", "Ghi họ tên"), (OTHER, "Mai", "")],
)
def test_the_first_screen_says_what_is_lacking(agency: object, officer: str, says: str) -> None:
    said = start.lacking(agency, officer)
    assert said.startswith(says) if says else said == ""


def test_the_title_says_whose_month_it_is_and_how_long_is_left(month: Snapshot) -> None:
    assert shell.title_text(month.month, NOW) == (
        "UBND xã Chiềng Mung – Kỳ 11/2026 – Hạn: 17:00 12/11 (còn 3 ngày 6 giờ)"
    )


@pytest.mark.parametrize(("day", "tone"), [(1, ""), (10, "warning"), (13, "error")])
def test_a_deadline_that_nears_changes_its_tone(month: Snapshot, day: int, tone: str) -> None:
    assert shell.deadline_tone(month.month, NOW.replace(day=day)) == tone


def test_the_month_to_begin_with_is_the_next_one_due() -> None:
    plan = months.plan()
    assert str(current_period(plan, NOW)) == "2026-11"
    assert str(current_period(plan, NOW.replace(day=13))) == "2026-12"
    assert str(current_period(plan, NOW.replace(year=2028))) == "2026-12"
    assert len(periods_of(plan)) == 12


def test_the_overview_of_a_whole_month_leads_to_closing(month: Snapshot) -> None:
    assert [step.text for step in overview.steps(month)] == ["xong", "xong", "không có mục nào"]
    assert [count for _, _, count in overview.finding_counts(month)][:2] == [0, 0]
    assert [item.finding.code for item in month.findings] == ["BC-009"]  # the clock stands before the window's end
    assert [action.text for action in overview.actions(month)] == ["Chốt số liệu của kỳ"]


def test_the_overview_of_an_untouched_month_leads_to_the_first_gaps(untouched: Snapshot) -> None:
    first, second = overview.actions(untouched)[:2]
    assert first.text == "Nhiệm vụ: còn 6 mục chưa xong"
    assert (first.place.step, first.place.where) == (TASKS, months.BY_MONTH)
    assert second.place.step == INDICATORS
    assert all(count == 6 for _, _, count in overview.task_counts(untouched))


def test_indicators_are_drawn_against_their_targets(month: Snapshot) -> None:
    rows = {row.key: row for row in overview.indicator_rows(month)}
    documents = rows[months.DOCUMENTS].cells
    assert [documents[column].text for column in (2, 3, 5)] == ["80,96%", "≥70%", "79,59%"]
    reached, wanted, tone = documents[4].bar
    assert (round(reached, 4), wanted, tone) == (0.8096, 0.7, "good")
    assert rows[months.PROCEDURES].cells[4].bar[0] == 1.0
    assert rows[months.PROVINCIAL].cells[4].bar is None


def test_tasks_stand_under_their_appendices_and_are_found_without_marks(month: Snapshot) -> None:
    report = month.report

    def update_of(code: str) -> TaskUpdate:
        return report.task(code) or TaskUpdate(code)

    rows = tasks.rows(month, update_of)
    assert [row.key for row in rows if not row.heading] == [task.code for task in month.month.assignment.tasks]
    assert rows[0].heading
    found = tasks.rows(month, update_of, "v.1")
    assert months.PHASED in [row.key for row in found]
    assert tasks.rows(month, update_of, "khong co gi nhu the") == []
    assert tasks.rows(month, update_of, only_open=True) == []


def test_only_open_tasks_can_be_shown(untouched: Snapshot) -> None:
    rows = tasks.rows(untouched, TaskUpdate, only_open=True)
    assert len([row for row in rows if not row.heading]) == 6


@pytest.mark.parametrize(
    ("status", "before", "after"),
    [
        (TaskStatus.COMPLETED, 60, 100),
        (TaskStatus.NOT_STARTED, 60, 0),
        (TaskStatus.IN_PROGRESS, 60, 60),
        (TaskStatus.IN_PROGRESS, 100, None),
        (TaskStatus.NOT_ARISING, 40, None),
    ],
)
def test_a_status_that_means_a_percent_sets_it(status: TaskStatus, before: int, after: int | None) -> None:
    assert tasks.edited(TaskUpdate("x", percent=before), "status", status).percent == after


def test_keeping_last_month_is_marked_and_editing_takes_the_mark_away() -> None:
    kept = tasks.kept(TaskUpdate("x", TaskStatus.IN_PROGRESS, 60, "Đang làm"))
    assert kept.kept
    assert (kept.percent, kept.result) == (60, "Đang làm")
    assert not tasks.edited(kept, "result", "Đang làm tiếp").kept


def test_parts_of_an_update_are_edited_one_by_one() -> None:
    update = TaskUpdate("x")
    one = tasks.with_document(update, 0, IssuedDocument("KH"))
    two = tasks.with_document(one, 1, IssuedDocument("BC"))
    assert [d.type for d in tasks.with_document(two, 0, None).documents] == ["BC"]
    day = date(2026, 3, 30)
    assert tasks.with_phase(tasks.with_phase(update, 2, day), 1, day).phases[0].number == 1
    assert tasks.with_phase(tasks.with_phase(update, 1, day), 1, None).phases == ()
    assert tasks.with_deadline(update, "due", day).deadline.due == day
    assert tasks.with_deadline(tasks.with_deadline(update, "due", day), "due", None).deadline is None
    assert tasks.with_percent(update, Decimal(60)).percent == 60


def test_measured_takes_the_unit_of_the_threshold(month: Snapshot) -> None:
    task = month.month.duty.plan.task(months.RECURRING)
    measured = tasks.with_measured(task, TaskUpdate(task.code), Decimal("96.4")).measured
    assert measured is not None
    assert (measured.value, measured.unit) == (Decimal("96.4"), task.product_target.unit)
    assert tasks.with_measured(task, TaskUpdate(task.code), None).measured is None


def test_a_figure_typed_before_any_state_means_that_there_is_one() -> None:
    empty = IndicatorReading("x")
    assert indicators.edited(empty, "numerator", Decimal(5)).state is FigureState.REPORTED
    assert indicators.edited(empty, "note", "abc").state is None
    missing = IndicatorReading("x", FigureState.MISSING)
    assert indicators.edited(missing, "numerator", Decimal(5)).state is FigureState.MISSING


@pytest.mark.parametrize(
    ("numerator", "denominator", "says"),
    [
        (812, 1003, ("80,96%", "Đạt", "good", "Mục tiêu ≥70%")),
        (600, 1003, ("59,82%", "Chưa đạt", "error", "Mục tiêu ≥70%")),
        (0, 0, ("–", "", "", "b = 0: không có tỷ lệ. Mục tiêu ≥70%")),
        (5, None, ("–", "", "", "Mục tiêu ≥70%")),
    ],
)
def test_the_ratio_is_told_while_typing(
    month: Snapshot, numerator: int, denominator: int | None, says: tuple[str, str, str, str]
) -> None:
    indicator = month.month.duty.plan.indicator(months.DOCUMENTS)
    reading = replace(
        month.report.reading(months.DOCUMENTS),
        numerator=Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
    )
    assert astuple(indicators.result(indicator, reading)) == says


def test_an_indicator_kept_to_other_agencies_is_told_and_not_judged(month: Snapshot) -> None:
    indicator = month.month.duty.plan.indicator(months.DOCUMENTS)
    poor = replace(month.report.reading(months.DOCUMENTS), numerator=Decimal(1))
    shown = indicators.result(indicator, poor, applies=False)
    assert (shown.figure, shown.verdict, shown.tone) == ("0,10%", "Ngoài phạm vi", "")


def test_parts_of_a_reading_are_edited_one_by_one(month: Snapshot) -> None:
    reading, question = IndicatorReading("x"), RecognitionQuestion.REENTERED
    indicator = month.month.duty.plan.indicator(months.DOCUMENTS)
    first = indicators.with_source(reading, 0, indicators.new_source(reading, indicator))
    assert first.sources == (SourceReading(name=indicator.source_system),)
    assert indicators.new_source(first, indicator) == SourceReading()
    assert indicators.with_source(first, 0, None).sources == ()
    answered = indicators.with_answer(reading, question, "occurred", False)
    assert (answered.answer(question).occurred, answered.answer(question).cases) == (False, 0)
    assert indicators.with_flow(reading, "arisen", Decimal(5)).flow.arisen == 5
    assert indicators.with_flow(indicators.with_flow(reading, "arisen", Decimal(5)), "arisen", None).flow is None
    assert indicators.with_field_check(reading, "result", "Khớp").field_check.result == "Khớp"
    attached = indicators.with_evidence(SourceReading(), "a" * 64)
    assert indicators.with_evidence(attached, "a" * 64).evidence == ("a" * 64,)


def test_what_is_unmet_is_listed_for_explaining(world: World, folder: Path) -> None:
    report = months.report()
    unmet = replace(report.reading(months.DOCUMENTS), numerator=Decimal(600))
    readings = tuple(unmet if item.code == months.DOCUMENTS else item for item in report.indicators)
    store = full_store(world, folder, reports={report.key: replace(report, indicators=readings)})
    month = read_snapshot(world, store, report.period, {}, Silent())
    assert months.DOCUMENTS in [subject.code for subject in explanations.subjects(month)]
    rows = explanations.rows(month, lambda code: None, lambda section: "")
    row = next(row for row in rows if row.key == months.DOCUMENTS)
    assert [cell.text for cell in row.cells][2:] == ["59,82%, mục tiêu ≥70%", "4 phần"]
    assert [row.key for row in rows if str(row.key).startswith("narrative.")] == [
        "narrative.difficulties",
        "narrative.proposals",
    ]


def test_findings_are_grouped_with_the_worst_first(untouched: Snapshot) -> None:
    rows = checking.rows(untouched.findings, untouched.month.assignment)
    headings = [row.cells[0].text for row in rows if row.heading]
    assert headings[0].startswith("Sai (")
    assert checking.rows(untouched.findings, untouched.month.assignment, "nhiem vu ii.1")
    text, tone = checking.summary(untouched.findings, closed=False)
    assert tone == "error"
    assert text.startswith("Còn ")
    assert checking.summary((), closed=False)[1] == "good"


def test_closing_says_what_stands_in_the_way(month: Snapshot, untouched: Snapshot) -> None:
    assert closing.obstacles(month, [], 0) == []
    assert "phải sửa" in closing.obstacles(untouched, [], 0)[0].text
    doubtful = [("vb-dien-tu-toan-trinh", "numerator"), ("vb-dien-tu-toan-trinh", "denominator")]
    assert [(o.text, o.place.step, o.place.field) for o in closing.obstacles(month, doubtful, 1)] == [
        ("Còn 2 ô ghi số hoặc ngày chưa rõ, chưa lưu được", INDICATORS, "numerator"),
        ("Còn 1 mục chưa lưu được", EXPLANATIONS, ""),
    ]
    lines = dict(closing.summary(month))
    assert lines["Kỳ báo cáo"] == "tháng 11/2026, phiên bản 1"


def test_steps_say_how_far_they_are(month: Snapshot, untouched: Snapshot) -> None:
    ready = monthly_update.step_buttons(month.flow, closed=False)
    assert [button.text.split("\n")[0] for button in ready] == [
        "1. Nhiệm vụ",
        "2. Chỉ tiêu",
        "3. Thuyết minh",
        "4. Kiểm tra",
        "5. Chốt",
        "6. Xuất",
    ]
    assert ready[4].text.endswith("có thể chốt")
    empty = monthly_update.step_buttons(untouched.flow, closed=False)
    assert empty[0].text.endswith("0/6 xong")
    assert empty[0].icon == "error"
    assert empty[4].text.endswith("chưa chốt được")


def test_each_step_has_neighbours_but_the_ends() -> None:
    steps = ["a", "b", "c"]
    assert [monthly_update.neighbour(steps, step, 1) for step in steps] == ["b", "c", None]
    assert [monthly_update.neighbour(steps, step, -1) for step in steps] == [None, "a", "b"]


@pytest.mark.parametrize(
    ("where", "path", "place"),
    [
        (months.BY_MONTH, "percent", Place(MONTHLY_UPDATE, TASKS, months.BY_MONTH, "percent")),
        (months.DOCUMENTS, "numerator", Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "numerator")),
        (
            months.DOCUMENTS,
            "explanation.remedy",
            Place(MONTHLY_UPDATE, EXPLANATIONS, months.DOCUMENTS, "explanation.remedy"),
        ),
        (REPORT, "signatory.name", Place(SETTINGS, field="signatory.name")),
        (REPORT, "narrative.proposals", Place(MONTHLY_UPDATE, EXPLANATIONS, REPORT, "narrative.proposals")),
        (REPORT, "period", Place(MONTHLY_UPDATE, CHECKING, REPORT, "period")),
    ],
)
def test_a_finding_leads_to_its_field(where: str, path: str, place: Place) -> None:
    assignment, form = assign(months.plan(), months.agency()), SmallCatalogue().form("kh-2026")
    assert place_of(Finding("X", Severity.ERROR, where, path), form, assignment) == place


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("numerator", "numerator"),
        ("sources", "sources.0.name"),
        ("sources.0.evidence.1", "sources.0.evidence"),
        ("explanation", "explanation.remedy"),
        ("deadline.due", "deadline.basis"),
        ("unheard", None),
    ],
)
def test_the_nearest_field_is_the_one_that_shows_the_path(path: str, nearest: str | None) -> None:
    known = ["numerator", "sources.0.name", "sources.0.evidence", "explanation.remedy", "deadline.basis"]
    assert nearest_field(path, known) == nearest


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("head.name", "ỦY BAN NHÂN DÂN\n XÃ A \n\n", "ỦY BAN NHÂN DÂN\nXÃ A"),
        ("head.superior", "", ""),
        ("signatory.authority", "TM. UBND\nKT. CHỦ TỊCH", "TM. UBND\nKT. CHỦ TỊCH"),
        ("signatory.name", "Lò Văn A", "Lò Văn A"),
        ("recipients", "Như trên\nLưu: VT", "Như trên\nLưu: VT"),
        ("official_code", " ", ""),
        ("symbol", "BC-UBND ", "BC-UBND"),
        ("symbol", "Số: /BC-UBND", "BC-UBND"),
        ("place", "Chiềng  Mung,", "Chiềng Mung"),
        ("recipients", "- Như trên;\n- Lưu: VT.", "Như trên\nLưu: VT"),
        ("addressees", "Kính gửi:\n- Sở Nội vụ;", "Sở Nội vụ"),
    ],
)
def test_settings_are_edited_field_by_field(path: str, text: str, shown: str) -> None:
    changed = settings.edited(months.settings(), path, text)
    assert settings.text_of(changed, path) == shown
    assert settings.edited(changed, path, text) == changed


OWN = AddressedForm("tb-319", "Thông báo 319", ("Ban Chỉ đạo 1287",), "Mục 11: gửi báo cáo Ban Chỉ đạo.")


@pytest.mark.parametrize(
    ("typed", "kept", "shown", "said"),
    [
        (None, {}, "Ban Chỉ đạo 1287", "Theo nguồn: Mục 11"),
        ("Ban Chỉ đạo 1287;", {}, "Ban Chỉ đạo 1287", "Theo nguồn: Mục 11"),
        ("- Sở A;\n- Sở B.", {"tb-319": ("Sở A", "Sở B")}, "Sở A\nSở B", "Cơ quan tự ghi. Theo nguồn: Ban"),
        ("", {"tb-319": ()}, "", "Cơ quan tự ghi."),
    ],
)
def test_each_report_may_have_addressees_of_its_own(
    typed: str | None, kept: dict[str, tuple[str, ...]], shown: str, said: str
) -> None:
    other = replace(months.settings(), addressees_by_form={"tb-319": ("Sở C",), "cchc": ("Sở D",)})
    changed = settings.with_addressees(other, OWN, typed)
    assert changed.addressees_by_form == {"cchc": ("Sở D",), **kept}
    assert settings.addressees_text(changed, OWN) == shown
    assert settings.source_of(changed, OWN).startswith(said)


@pytest.mark.parametrize(("recipients", "told"), [("Như trên", True), ("Sở A\nLưu: VT", False), ("- LƯU: VP;", False)])
def test_a_missing_line_of_the_file_is_told(recipients: str, told: bool) -> None:
    typed = settings.edited(months.settings(), "recipients", recipients)
    assert bool(settings.filing_hint(typed)) is told


def test_the_settings_show_the_reports_of_the_agency_only() -> None:
    catalogue = DataCatalogue(ROOT / "resources", ROOT / "forms")

    def shown(agency: str, begun: tuple[str, ...] = (), **chosen: tuple[str, ...]) -> set[str]:
        own = replace(months.settings(), addressees_by_form=chosen)
        return {form.id for form in addressed_forms(catalogue, catalogue.agency(agency), own, begun)}

    assert shown("04123") == {"tb-319"}
    assert shown("04123", begun=("khac-phuc-han-che",)) == {"tb-319", "khac-phuc-han-che"}
    assert shown("04123", cchc=("Sở Nội vụ",)) == {"tb-319", "cchc"}
    assert "cong-tac-thang" in shown("van-phong-ubnd")
    assert "cchc" in shown("so-khcn")


def test_the_preview_shows_head_and_signature() -> None:
    preview = settings.preview(months.settings())
    assert "XÃ CHIỀNG MUNG" in preview
    assert "Kính gửi:" in preview


@pytest.mark.parametrize(("count", "text"), [(500, "500 byte"), (2048, "2,0 KB"), (1_258_291, "1,2 MB")])
def test_sizes_are_printed_the_vietnamese_way(count: int, text: str) -> None:
    assert labels.size(count) == text


def test_a_request_without_a_deadline_follows_the_one_whose_deadline_has_passed() -> None:
    plan = DataCatalogue(ROOT / "resources", ROOT / "forms").plan("khac-phuc-han-che")
    assert [str(period) for period in periods_of(plan)] == ["2026-X1", "2026-X2"]
    assert str(current_period(plan, datetime(2026, 1, 10))) == "2026-X1"
    assert str(current_period(plan, datetime(2026, 5, 10))) == "2026-X2"
