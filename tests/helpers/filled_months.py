"""A month of any form with every figure and cell entered: values follow from names, so that no two tests differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from zlib import crc32

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.domain.agency import Agency, AgencySettings, default_settings
from sonla_desktop.domain.document import Document
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, FormField, FormTable
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import Assignment, Plan, assign
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.task import TaskStatus, TaskUpdate
from sonla_desktop.usecases.compose_document import compose_document
from tests.helpers.repository import ROOT

CREATED = datetime.fromisoformat("2026-11-11T09:00")
CHECK_CODE = "12345678…87654321"
WORDS = (
    "Đã rà soát, cập nhật đầy đủ hồ sơ của các bản; còn 02 bản vùng cao chưa có đường truyền ổn định",
    "Đã ban hành văn bản chỉ đạo và tổ chức kiểm tra tại cơ sở",
    "Đang phối hợp với đơn vị cung cấp dịch vụ để khắc phục trong tháng sau",
)


@cache
def catalogue() -> DataCatalogue:
    return DataCatalogue(ROOT / "resources", ROOT / "forms")


def number_from(name: str, below: int) -> int:
    """A number that follows from a name."""
    return crc32(name.encode()) % below


def filled_report(form: FormDefinition, assignment: Assignment, period: ReportingPeriod, seed: str = "") -> Report:
    """Everything that the form asks for; prose is left to the outline."""
    plan, agency = assignment.plan, assignment.agency
    return Report(
        agency.code,
        agency.name,
        form.id,
        period,
        plan.regime_of(period).window.window_of(period),
        tasks=tuple(_task(task.code) for task in assignment.tasks),
        figures={figure.id: _figure(figure, seed) for figure in plan.figures()},
        tables={table.id: tuple(_rows(table, plan)) for table in form.tables},
    )


def _figure(figure: FigureDefinition, seed: str) -> Decimal:
    digits = number_from(seed + figure.id, 100_00 if figure.is_percent else 30_000_000)
    if figure.is_percent:
        return Decimal(digits // 10 ** (2 - min(figure.decimals, 2))).scaleb(-figure.decimals)
    return Decimal(digits).scaleb(-figure.decimals)


def _task(code: str) -> TaskUpdate:
    percent = number_from(code, 99)
    return TaskUpdate(code, TaskStatus.IN_PROGRESS, percent, WORDS[percent % len(WORDS)])


def _rows(table: FormTable, plan: Plan) -> Iterator[Mapping[str, Cell]]:
    given = plan.listing(table.listing).rows if table.listing else ()
    for row in given:
        yield {"row": row["row"], **_cells(table, row["row"])}
    if not table.listing or table.open_rows:
        yield from (_cells(table, f"+{number}") for number in range(3))


def _cells(table: FormTable, row: str) -> dict[str, Cell]:
    entered = (field for field in table.columns if not field.given and field.calculation is None)
    return {field.name: _cell(field, row) for field in entered}


def _cell(field: FormField, row: str) -> Cell:
    number = number_from(row + field.name, 9000)
    match field.type:
        case FieldType.WHOLE:
            return number
        case FieldType.NUMBER:
            return str(Decimal(number).scaleb(-field.decimals))
        case FieldType.PERCENT:
            return str(Decimal(number % 100))
        case FieldType.DATE:
            return f"2026-10-{number % 28 + 1:02d}"
        case FieldType.CHOICE:
            return field.choices[number % len(field.choices)].value
        case FieldType.YES_NO:
            return number % 2 == 0
    return WORDS[number % len(WORDS)]


def first_period(plan: Plan) -> ReportingPeriod:
    """A period late in the year of the plan, of the kind that its main regime asks for."""
    number = {PeriodKind.MONTH: 11, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 1}.get(plan.regime.period_kind, 1)
    return ReportingPeriod(plan.year, plan.regime.period_kind, number)


def duty(form_id: str, agency_code: str) -> tuple[FormDefinition, Assignment]:
    """A shipped form and what its plan gives to an agency."""
    form = catalogue().form(form_id)
    return form, assign(catalogue().plan(form.plan), catalogue().agency(agency_code))


def composed(form: FormDefinition, assignment: Assignment, report: Report, previous: Report | None = None) -> Document:
    """The document of a report with the settings that a new store starts with."""
    return compose_document(
        report, form, assignment, settings_of(assignment.agency, assignment.plan), (),
        created=CREATED, check_code=CHECK_CODE, previous=previous,
    )  # fmt: skip


def settings_of(agency: Agency, plan: Plan) -> AgencySettings:
    return default_settings(agency, plan.addressees)
