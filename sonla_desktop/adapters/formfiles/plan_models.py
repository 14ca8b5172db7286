"""What a plan file may hold (``plans/<id>.toml``, the plan's own words); nothing else passes."""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from sonla_desktop.adapters.formfiles.shipped import Figure, ShippedModel, Text
from sonla_desktop.adapters.formfiles.strict import bad_value, refuse, unique_by
from sonla_desktop.domain.indicator import Operator, Unit
from sonla_desktop.domain.plan import Scope
from sonla_desktop.domain.task import DeadlineKind

# TOML gives words, the models keep the domain's own enumerations.
AnyScope = Annotated[Scope, Field(strict=False)]
AnyUnit = Annotated[Unit, Field(strict=False)]

_KEYS_OF_DEADLINE: Final = {
    DeadlineKind.MONTH: ("year", "month", "due"),
    DeadlineKind.QUARTER: ("year", "quarter", "due"),
    DeadlineKind.EVENT: ("trigger",),
    DeadlineKind.REFERENCE: ("refers_to",),
    DeadlineKind.RECURRING: (),
    DeadlineKind.PHASED: ("phases",),
    DeadlineKind.UNDATED: (),
}


class TargetEntry(ShippedModel):
    """Mục tiêu of an indicator, or the threshold of a task's product."""

    operator: Annotated[Operator, Field(strict=False)]
    value: Figure
    unit: AnyUnit
    text: Text


class IndicatorEntry(ShippedModel):
    """A row of Phụ lục I: a percentage has a, b and a formula, a count has what is counted (``method``)."""

    number: Annotated[int, Field(ge=1)]
    code: Text
    name: Text
    unit: AnyUnit
    target: TargetEntry
    result_2025: Figure | None = None
    result_2025_text: Text
    numerator: Text | None = None
    denominator: Text | None = None
    formula: Text | None = None
    method: Text | None = None
    source_system: Text
    aggregating_agency: Text
    appendix: Text
    remark: Text
    section_iii_1_text: Text
    notes: list[Text] = []

    @model_validator(mode="after")
    def _has_the_cells_of_its_unit(self) -> "IndicatorEntry":
        ratio, count = ("numerator", "denominator", "formula"), ("method",)
        _require_exactly(self, count if self.unit is Unit.COUNT else ratio, among=(*ratio, *count))
        return self


class TimeEntry(ShippedModel):
    """When something is due; its kind decides which keys it has. ``due`` is the last day of the month or quarter."""

    kind: Annotated[DeadlineKind, Field(strict=False)]
    year: int | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    quarter: Annotated[int, Field(ge=1, le=4)] | None = None
    due: dt.date | None = None
    trigger: Text | None = None
    refers_to: Text | None = None

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> "TimeEntry":
        among = {key for keys in _KEYS_OF_DEADLINE.values() for key in keys} & type(self).model_fields.keys()
        _require_exactly(self, _KEYS_OF_DEADLINE[self.kind], among=sorted(among))
        if self.year and self.due != _last_day(self.year, self.month or (self.quarter or 0) * 3):
            bad_value(self.due, "ngày cuối của tháng, quý", ("due",))
        return self


class PhaseEntry(TimeEntry):
    """One phase (đợt), with the label that the plan prints."""

    label: Text


class DeadlineEntry(TimeEntry):
    """Thời hạn of a task."""

    phases: Annotated[list[PhaseEntry], Field(min_length=1)] | None = None


class TaskEntry(ShippedModel):
    """A row of Phụ lục II to X."""

    number: Annotated[int, Field(ge=1)]
    id: Text
    name: Text
    description: Text
    lead: Text
    lead_scope: Annotated[list[AnyScope], Field(min_length=1)]
    lead_named: list[Text]
    coordinating: Text
    coordinating_scope: list[AnyScope]
    coordinating_named: list[Text]
    deadline_text: Text
    deadline: DeadlineEntry
    product: Text
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


class AppendixEntry(ShippedModel):
    """One of the appendices II to X with its tasks."""

    appendix: Text
    title: Text
    indicator: int
    tasks: Annotated[list[TaskEntry], Field(min_length=1), AfterValidator(unique_by("id"))]


class DocumentEntry(ShippedModel):
    """A document that the plan rests on or comes from; what the print leaves blank has no key."""

    name: Text | None = None
    agency: Text | None = None
    document_type: Text | None = None
    number: Text | None = None
    date: dt.date | None = None
    date_text: Text | None = None


class IssuedWithEntry(ShippedModel):
    """The decision that issues the plan; number and date are blank in print."""

    document_type: Text
    subject: Text
    number: Text | None = None
    number_text: Text
    date: dt.date | None = None
    date_text: Text
    effective: Text


class AuthorityEntry(ShippedModel):
    """Who issued the plan."""

    text: Text
    province: Text
    attachment_line: Text
    signed_as: Text
    signer: Text


class ParagraphEntry(ShippedModel):
    """A single printed passage."""

    text: Text


class HighRiskEntry(ShippedModel):
    """Section II.3."""

    text: Text
    examples: list[Text]
    required_checks: list[Text]


class MeasurementEntry(ShippedModel):
    """Section II: how results are measured and when they are not recognised."""

    each_indicator_must_specify: list[Text]
    not_recognised_if: list[Text]
    prefer_direct_extraction: ParagraphEntry
    high_risk: HighRiskEntry


class UnmetEntry(ShippedModel):
    """What section V.1 asks for where something is unmet or late."""

    text: Text
    required_fields: list[Text]


class ReportingEntry(ShippedModel):
    """Section V.1: when and how to report."""

    frequency: Literal["monthly"]
    day: Annotated[int, Field(ge=1, le=31)]
    time: dt.time
    comparison: Literal["before"]
    deadline_phrase: Text
    channel: Text
    must_attach: Text
    full_text: list[Text]
    if_unmet_or_late: UnmetEntry


class DutyEntry(ShippedModel):
    """A responsibility of section IV."""

    agency: Text
    scope: Annotated[list[AnyScope], Field(min_length=1)]
    named: list[Text]
    summary: Text
    text: list[Text]


class HeaderEntry(ShippedModel):
    """Everything of the plan but its indicators and tasks."""

    id: Text
    year: int
    document_type: Text
    title: Text
    issued_with: IssuedWithEntry
    issuing_authority: AuthorityEntry
    legal_basis: list[DocumentEntry]
    also_cited: list[DocumentEntry]
    proposed_by: DocumentEntry
    addressed_to: ParagraphEntry
    measurement_rules: MeasurementEntry
    reporting: ReportingEntry
    inspection: list[Text]
    responsibilities: list[DutyEntry]


class PlanNotesEntry(ShippedModel):
    """Remarks of whoever copied the plan."""

    ocr_layout: list[Text]
    plan_inconsistencies: list[Text]
    interpretation: list[Text]


class PlanFile(ShippedModel):
    """``plans/<id>.toml``: the plan's own words."""

    plan: HeaderEntry
    indicators: Annotated[list[IndicatorEntry], Field(min_length=1), AfterValidator(unique_by("code"))]
    appendices: Annotated[list[AppendixEntry], Field(min_length=1), AfterValidator(unique_by("appendix"))]
    notes: PlanNotesEntry


def _require_exactly(entry: ShippedModel, wanted: tuple[str, ...], among: "list[str] | tuple[str, ...]") -> None:
    """Of the keys that depend on each other, those that are wanted must be given and the others must not."""
    for key in among:
        given = key in entry.model_fields_set
        if key in wanted and not given:
            refuse("missing-key", key=key)
        if given and key not in wanted:
            bad_value(key, ", ".join(wanted) or "để trống", (key,))


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
