"""What a catalogue (``catalogues/<id>.toml``) and its ``<id>.readings.toml`` may hold; nothing else passes."""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from sonla_desktop.adapters.formfiles.plan_models import AnyScope, TargetEntry
from sonla_desktop.adapters.formfiles.shipped import ShippedModel, Text
from sonla_desktop.adapters.formfiles.strict import bad_value, refuse, shown, unique_by
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import Scope
from sonla_desktop.domain.task import DeadlineKind

ROW_KEY: Final = "row"
"""Column of a listing that names its rows in the month file."""
StatedBy = Literal["plan", "decree", "reading"]
"""Who says so: the source itself, a decree, or we read it so."""

_WANTED_BY_KIND: Final[dict[DeadlineKind, str]] = {
    DeadlineKind.MONTH: "due",
    DeadlineKind.QUARTER: "due",
    DeadlineKind.EVENT: "trigger",
    DeadlineKind.REFERENCE: "refers_to",
    DeadlineKind.PHASED: "phases",
}


class TimeEntry(ShippedModel):
    """When something is due: ``due`` is the last day that is in time; its kind decides which key it has."""

    kind: Annotated[DeadlineKind, Field(strict=False)]
    due: dt.date | None = None
    trigger: Text | None = None
    refers_to: Text | None = None

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> "TimeEntry":
        wanted = _WANTED_BY_KIND.get(self.kind)
        given = self.model_fields_set - {"kind", "label"}
        if wanted and wanted not in given:
            refuse("missing-key", key=wanted)
        for key in sorted(given - {wanted}):
            bad_value(key, wanted or "để trống", (key,))
        return self


class PhaseEntry(TimeEntry):
    """One part of a deadline, with its printed label."""

    label: Text


class DeadlineEntry(TimeEntry):
    """Thời hạn of a task."""

    phases: Annotated[list[PhaseEntry], Field(min_length=1)] | None = None


class TaskEntry(ShippedModel):
    """A task in the source's own words; ``lead_named`` are names as the list of agencies writes them."""

    number: Annotated[int, Field(ge=1)]
    id: Text
    name: Text
    description: str = ""
    lead: Text
    lead_scope: Annotated[list[AnyScope], Field(min_length=1)]
    lead_named: list[Text] = []
    coordinating: str = ""
    coordinating_scope: list[AnyScope] = []
    coordinating_named: list[Text] = []
    deadline_text: Text
    deadline: DeadlineEntry
    product: str = ""
    product_parts: list[Text] = []
    product_target: TargetEntry | None = None
    notes: list[Text] = []

    @model_validator(mode="after")
    def _names_whom_it_says_to_name(self) -> "TaskEntry":
        for role in ("lead", "coordinating"):
            named = Scope.NAMED in getattr(self, f"{role}_scope")
            if named != bool(getattr(self, f"{role}_named")):
                bad_value(Scope.NAMED, "có mặt khi và chỉ khi có tên cơ quan", (f"{role}_scope",))
        return self


class TaskGroupEntry(ShippedModel):
    """Tasks under one heading: an addressee, a part of an appendix; ``field`` is the larger heading over it."""

    id: Text
    title: Text
    field: str = ""
    task: Annotated[list[TaskEntry], Field(min_length=1), AfterValidator(unique_by("id"))]


class WindowEntry(ShippedModel):
    """Days that figures count: start counted from the period's first month, end from its last."""

    start_day: Annotated[int, Field(ge=1, le=31)]
    start_month_offset: int
    end_day: Annotated[int, Field(ge=1, le=31)]
    end_month_offset: int


class FigureEntry(ShippedModel):
    """One figure; ``decimals`` 0 is a whole number, ``level`` indents a part under its whole."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
    name: Text
    unit: Text
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    level: Annotated[int, Field(ge=0, le=6)] = 0
    note: str = ""


class FigureGroupEntry(ShippedModel):
    """Figures under one heading, with a data window of their own where the source states one."""

    id: Text
    title: Text
    note: str = ""
    window: WindowEntry | None = None
    figure: Annotated[list[FigureEntry], Field(min_length=1), AfterValidator(unique_by("id"))]


def _keyed_rows(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Every row has a key of its own and says something more."""
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if ROW_KEY not in row:
            refuse("missing-key", (index,), key=ROW_KEY)
        if row[ROW_KEY] in seen:
            refuse("duplicate", (index, ROW_KEY), value=shown(row[ROW_KEY]))
        seen.add(row[ROW_KEY])
    return rows


class ListingEntry(ShippedModel):
    """Rows given beforehand; a row is its key ``row`` and texts by column name."""

    id: Text
    title: Text
    note: str = ""
    row: Annotated[list[dict[str, str]], Field(min_length=1), AfterValidator(_keyed_rows)]


class HeaderEntry(ShippedModel):
    """The source itself; ``notes`` are its copyist's remarks on the whole."""

    id: Text
    year: int
    title: Text
    document_symbol: Text
    document_date: dt.date | None = None
    issued_by: Text
    basis: list[Text]
    notes: list[Text] = []


class CatalogueFile(ShippedModel):
    """``catalogues/<id>.toml``: the source's own words."""

    plan: HeaderEntry
    task_group: Annotated[list[TaskGroupEntry], AfterValidator(unique_by("id"))] = []
    figure_group: Annotated[list[FigureGroupEntry], AfterValidator(unique_by("id"))] = []
    listing: Annotated[list[ListingEntry], AfterValidator(unique_by("id"))] = []


def _on_request(codes: list[str]) -> list[str]:
    """Codes of periods on request; of all others the rule holds anyway."""
    for index, code in enumerate(codes):
        try:
            kind = ReportingPeriod.parse(code).kind
        except ValueError:
            kind = PeriodKind.MONTH
        if kind is not PeriodKind.ON_REQUEST:
            bad_value(code, "2026-X1, 2026-X2 …", (index,))
    return codes


class DeadlineReading(ShippedModel):
    """When the report is due; ``month_offset`` counts from the period's last month.

    ``periods``: the reports on request that it is stated for; one that is not among them has no deadline of the plan.
    """

    day: Annotated[int, Field(ge=1, le=31)]
    month_offset: int
    time: dt.time
    inclusive: bool = False
    periods: Annotated[list[str], AfterValidator(_on_request)] = []
    stated_by: StatedBy
    why: Text


class WindowReading(WindowEntry):
    """The data window of a regime, with its reason; ``periods`` as in DeadlineReading."""

    periods: Annotated[list[str], AfterValidator(_on_request)] = []
    stated_by: StatedBy
    why: Text


class NotBeforeReading(ShippedModel):
    """Earliest plausible day of completion."""

    date: dt.date
    stated_by: StatedBy = "reading"
    why: Text


class RegimeReading(ShippedModel):
    """How the duty is reported for one kind of period."""

    period: Annotated[PeriodKind, Field(strict=False)]
    deadline: DeadlineReading
    data_window: WindowReading
    not_before: NotBeforeReading | None = None
    nature_note: str = ""


class YearReading(ShippedModel):
    """The year whose periods are reported, where it is not the year of the source."""

    year: int
    stated_by: StatedBy = "reading"
    why: Text


class AddresseesReading(ShippedModel):
    """Who receives the report."""

    names: list[Text]
    stated_by: StatedBy = "reading"
    why: Text


class ReportersReading(ShippedModel):
    """Who reports the duty, by agency code."""

    codes: Annotated[list[Text], Field(min_length=1)]
    stated_by: StatedBy = "reading"
    why: Text


class NoteReading(ShippedModel):
    """What is printed for an indicator that is not the agency's."""

    note: Text
    why: str = ""


class TaskReading(ShippedModel):
    """What an officer should know of one task."""

    code: Text
    notes: Annotated[list[Text], Field(min_length=1)]


class CatalogueReadings(ShippedModel):
    """``catalogues/<id>.readings.toml``: our readings; the first regime is the main one."""

    plan: Text
    version: Annotated[int, Field(ge=1)]
    regime: Annotated[list[RegimeReading], Field(min_length=1), AfterValidator(unique_by("period"))]
    report_year: YearReading | None = None
    addressees: AddresseesReading
    reporters: ReportersReading | None = None
    out_of_scope: NoteReading
    task: Annotated[list[TaskReading], AfterValidator(unique_by("code"))] = []
    notes: list[Text] = []
