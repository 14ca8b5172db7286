"""What the readings of a plan may hold (``plans/<id>.readings.toml``): ours, each marked so and with its reason."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from sonla_desktop.adapters.formfiles.shipped import ShippedModel, Text
from sonla_desktop.adapters.formfiles.strict import unique_by
from sonla_desktop.domain.indicator import Nature, RecognitionQuestion
from sonla_desktop.domain.period import PeriodKind

Reading = Literal["reading"]
"""Marks every entry of the file: ours, not the plan's own words."""


class DeadlineReading(ShippedModel):
    """Which month the day of section V.1 belongs to."""

    stated_by: Reading
    month_offset: int
    why: Text


class WindowReading(ShippedModel):
    """The data window."""

    stated_by: Reading
    start_day: Annotated[int, Field(ge=1, le=31)]
    start_month_offset: int
    end_day: Annotated[int, Field(ge=1, le=31)]
    end_month_offset: int
    why: Text


class NotBeforeReading(ShippedModel):
    """Earliest plausible day of completion."""

    stated_by: Reading
    date: dt.date
    why: Text


class NoteReading(ShippedModel):
    """A sentence for officer or document, with its reason."""

    stated_by: Reading
    note: Text
    why: Text


class RegimeReading(ShippedModel):
    """How the plan is reported."""

    period: Annotated[PeriodKind, Field(strict=False)]
    deadline: DeadlineReading
    data_window: WindowReading
    not_before: NotBeforeReading
    cumulative: NoteReading


class NamesReading(ShippedModel):
    """Names of agencies, with the reason."""

    stated_by: Reading
    names: list[Text]
    why: Text


class ReasonsReading(ShippedModel):
    """Reasons shared by all indicator readings, one per column."""

    nature: Text
    proportion: Text
    high_risk: Text
    min_sources: Text
    extract_required: Text
    recognition: Text


class IndicatorReadingEntry(ShippedModel):
    """How we read one indicator; ``proportion`` is left out for a count."""

    stated_by: Reading
    code: Text
    nature: Annotated[Nature, Field(strict=False)]
    proportion: bool | None = None
    high_risk: bool
    min_sources: Annotated[int, Field(ge=1)]
    extract_required: bool
    recognition: list[Annotated[RecognitionQuestion, Field(strict=False)]]
    applies_to: list[Text] = []
    notes: list[Text]


class TaskReadingEntry(ShippedModel):
    """What an officer should know of one task."""

    stated_by: Reading
    code: Text
    notes: list[Text]


class PlanNotesReading(ShippedModel):
    """What an officer should know of the whole plan."""

    stated_by: Reading
    notes: list[Text]


class ReadingsFile(ShippedModel):
    """``plans/<id>.readings.toml``: our readings, where the plan is silent."""

    plan: Text
    version: Annotated[int, Field(ge=1)]
    regime: RegimeReading
    addressees: NamesReading
    out_of_scope: NoteReading
    why: ReasonsReading
    indicators: Annotated[list[IndicatorReadingEntry], AfterValidator(unique_by("code"))]
    tasks: Annotated[list[TaskReadingEntry], AfterValidator(unique_by("code"))]
    plan_notes: PlanNotesReading
