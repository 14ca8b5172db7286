"""Forms of duties without indicators: each loads and composes for every kind of agency, empty and filled in."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Final

import pytest

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.domain.agency import AgencyKind, Signatory, default_settings
from sonla_desktop.domain.document import Document, Paragraph, Role, Section, Table
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FormDefinition, SectionKind
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Assignment, assign
from sonla_desktop.domain.plan_texts import printable
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import IssuedDocument, PhaseCompletion, Task, TaskStatus, TaskUpdate
from sonla_desktop.usecases.compose_document import compose_document
from sonla_desktop.usecases.compose_document.wording import capitalised
from tests.helpers.repository import ROOT

CATALOGUE: Final = DataCatalogue(ROOT / "resources", ROOT / "forms")
PERIODS: Final = {"tb-319": ("2026-10",), "cchc": ("2025-Q3", "2025-H1", "2025")}
AGENCIES: Final = ("04123", "so-khcn", "so-noi-vu", "van-phong-ubnd", "bao-dai", "cong-ttdt")
CASES: Final = [(form, period) for form, periods in PERIODS.items() for period in periods]
EXPLAINED: Final = Explanation("Thiếu người", "Mưa lũ", "Làm bù", "Kiểm tra hằng tuần")


def assignment(form: FormDefinition, agency: str) -> Assignment:
    return assign(CATALOGUE.plan(form.plan), CATALOGUE.agency(agency))


def empty(form: FormDefinition, period: str, agency: str) -> Report:
    given, parsed = assignment(form, agency), ReportingPeriod.parse(period)
    window = given.plan.regime_of(parsed).window.window_of(parsed)
    return Report(
        agency_code=agency,
        agency_name=given.agency.name,
        form=form.id,
        period=parsed,
        version=1,
        supersedes=None,
        data_window=window,
    )


def filled(form: FormDefinition, period: str, agency: str) -> Report:
    report, given = empty(form, period, agency), assignment(form, agency)
    figures = {figure.id: Decimal(7) for figure in given.plan.figures() if figure.id not in form.calculations}
    prose = [section.id for section in form.sections if section.kind is SectionKind.NARRATIVE]
    return replace(
        report,
        tasks=tuple(_update(number, task, report.data_window.end) for number, task in enumerate(given.tasks)),
        figures=figures,
        narrative={name: f"Đã làm xong phần {name}" for name in prose[::2]},
        tables={table.id: tuple({"row": row["row"]} for row in _rows(given, table.listing)) for table in form.tables},
    )


def _rows(given: Assignment, listing: str) -> tuple[dict[str, str], ...]:
    return tuple(dict(row) for row in given.plan.listing(listing).rows) if listing else ()


def _update(number: int, task: Task, end: date) -> TaskUpdate:
    status = list(TaskStatus)[number % len(TaskStatus)]
    done = end - timedelta(days=3) if status is TaskStatus.COMPLETED else None
    document = IssuedDocument("KH", "12/KH-UBND", end - timedelta(days=9), "Kế hoạch triển khai")
    return TaskUpdate(
        task.code, status, 40, "Đã có kết quả.", documents=(document,), completed_on=done,
        explanation=EXPLAINED, proposal="Cấp thêm kinh phí",
    )  # fmt: skip


def composed(form: FormDefinition, report: Report) -> Document:
    given = assignment(form, report.agency_code)
    settings = default_settings(given.agency, given.plan.addressees)
    settings = replace(settings, signatory=replace(settings.signatory or Signatory(), name="Lò Văn An"))
    return compose_document(report, form, given, settings, (), created=datetime(2026, 11, 2, 9), check_code="1…2")


def paragraphs(sections: tuple[Section, ...]) -> list[str]:
    return [block.text for section in sections for block in section.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    sections = (document.main, *document.appendices)
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(("case", "agency"), list(product(CASES, AGENCIES)), ids=str)
@pytest.mark.parametrize("made", [empty, filled])
def test_a_report_composes_for_every_kind_of_agency(made, case: tuple[str, str], agency: str) -> None:
    form_id, period = case
    form = CATALOGUE.form(form_id)
    report = made(form, period, agency)
    document = composed(form, report)
    told = paragraphs((document.main, *document.appendices))
    assert told[0]
    assert not any("{" in text or "}" in text for text in told)
    assert any(report.period.label in text for text in told)
    assert told[-1] != ""
    assert [block for block in document.main.blocks if isinstance(block, Paragraph)][-1].text.endswith("./.")


@pytest.mark.parametrize(("form_id", "period"), CASES)
def test_every_task_of_the_agency_is_printed_with_its_own_words(form_id: str, period: str) -> None:
    form = CATALOGUE.form(form_id)
    report = filled(form, period, "so-khcn")
    cells = [cell for table in tables(composed(form, report)) for row in table.rows for cell in row.cells]
    tasks = printable(assignment(form, "so-khcn")).tasks
    assert len(tasks) > 10
    assert [task.code for task in tasks if task.name not in cells] == []
    deadlines = {task.code: capitalised(task.deadline.text[:20]) for task in tasks}
    assert [code for code, text in deadlines.items() if not any(text in cell for cell in cells)] == []


@pytest.mark.parametrize(("form_id", "period"), CASES)
def test_tasks_stand_under_the_titles_of_their_groups(form_id: str, period: str) -> None:
    form = CATALOGUE.form(form_id)
    heads = [
        row.cells[0]
        for table in tables(composed(form, empty(form, period, "so-khcn")))
        for row in table.rows
        if row.group
    ]
    given = assignment(form, "so-khcn")
    titles = {group.title for group in given.plan.appendices if any(t.appendix == group.number for t in given.tasks)}
    assert [title for title in titles if not any(title in head for head in heads)] == []


@pytest.mark.parametrize("form_id", PERIODS)
def test_every_section_that_is_entered_has_a_step(form_id: str) -> None:
    form = CATALOGUE.form(form_id)
    entered = {
        SectionKind.TASKS,
        SectionKind.EXPLANATIONS,
        SectionKind.NARRATIVE,
        SectionKind.FIGURES,
        SectionKind.TABLE,
    }
    stepped = [name for step in form.steps for name in step.sections]
    assert sorted(stepped) == sorted(section.id for section in form.sections if section.kind in entered)
    assert set(form.document.order) == {section.id for section in form.sections}


def test_there_is_an_agency_of_every_kind_among_those_tested() -> None:
    kinds = {CATALOGUE.agency(code).kind for code in AGENCIES}
    assert kinds == set(AgencyKind) - {AgencyKind.WARD}


def test_the_notice_prints_the_figures_of_the_three_fields() -> None:
    form = CATALOGUE.form("tb-319")
    figures = {f"{field}_{part}": Decimal(1) for field in ("KHCN", "DA06", "CCHC") for part in "HC"}
    figures |= {f"{field}_T": Decimal(2) for field in ("KHCN", "DA06", "CCHC")}
    figures |= {"TONG_T": Decimal(6), "TONG_H": Decimal(3), "TONG_C": Decimal(3)}
    report = replace(empty(form, "2026-10", "04123"), figures=figures)
    document = composed(form, report)
    main = [block for block in document.main.blocks if isinstance(block, Table)]
    printed = [row.cells[-2] for row in main[0].rows if not row.group]
    assert printed == ["6", *"222", "3", *"111", "3", *"111", "50,0%"]
    assert any("đã hoàn thành 3 nhiệm vụ, đạt 50,0%" in text for text in paragraphs((document.main,)))
    assert document.heading.subject.startswith("Tiến độ thực hiện nhiệm vụ giao tại Thông báo số 319/TB-VPUB")
    assert any(isinstance(block, Paragraph) and block.role is Role.HEADING_ROMAN for block in document.main.blocks)


@pytest.mark.parametrize(
    ("completed_on", "told"),
    [
        (date(2025, 2, 10), "Ban hành chương trình, kế hoạch hoàn thành ngày 10/02/2025, quá hạn ngày 31/01/2025"),
        (None, "Ban hành chương trình, kế hoạch quá hạn ngày 31/01/2025, chưa hoàn thành"),
    ],
)
def test_the_phase_that_is_late_is_named_with_its_own_dates(completed_on: date | None, told: str) -> None:
    form = CATALOGUE.form("cchc")
    update = TaskUpdate("cchc-B.VI-34", TaskStatus.IN_PROGRESS, 60, phases=(PhaseCompletion(1, completed_on),))
    report = replace(empty(form, "2025-Q3", "so-khcn"), tasks=(update,))
    assert any(f"{told}, tiến độ 60%." in text for text in paragraphs((composed(form, report).main,)))
