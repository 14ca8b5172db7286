"""The shape of a month file (``bao-cao.json``) as it may come from outside: keys, types, empty values, limits."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, FailFast, Field

from sonla_desktop.adapters.formfiles.json_text import MOST_ITEMS, PLAIN_NUMBER
from sonla_desktop.adapters.formfiles.strict import TEXT, bad_value, refuse, shown, unique_by
from sonla_desktop.domain.indicator import Unit
from sonla_desktop.domain.period import FIRST_YEAR, LAST_YEAR, ReportingPeriod
from sonla_desktop.domain.reading import FigureState, SourceKind
from sonla_desktop.domain.task import TaskStatus

T = TypeVar("T")

MOST_PER_ITEM: Final = 200
"""Sources, documents, phases of one item; pieces of evidence of one source."""

_FIGURE: Final = "số nguyên, hoặc số thập phân trong ngoặc kép"
_PERIODS: Final = "2026-11, 2026-Q3, 2026-H1, 2026 hoặc 2026-X1"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Group(BaseModel):
    """A JSON object: keys that are not named here are refused, and so are other types."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _figure(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        refuse("wrong-type", expected=_FIGURE)
    if isinstance(value, str) and not PLAIN_NUMBER.fullmatch(value):
        refuse("bad-number", value=shown(value))
    return Decimal(value)


def _day(value: object) -> str:
    if not isinstance(value, str):
        refuse("wrong-type", expected=TEXT)
    if not _DAY.fullmatch(value) or not _is_real(value):
        refuse("bad-date", value=shown(value))
    return value


def _is_real(day: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(day).year <= LAST_YEAR
    except ValueError:
        return False


def _hash(value: str) -> str:
    if not _HASH.fullmatch(value):
        bad_value(value, "64 ký tự 0–9, a–f (chữ thường)")
    return value


def _period(value: str) -> str:
    try:
        return str(ReportingPeriod.parse(value))
    except ValueError:
        bad_value(value, _PERIODS)


def _cell(value: object) -> object:
    if value is not None and not isinstance(value, str | int):  # a bool is an int
        refuse("wrong-type", expected="chữ, số nguyên, true, false hoặc null")
    return value


def among(names: type[StrEnum]) -> Callable[[str], str]:
    """Validator for a text that must be one of these values."""
    known = [member.value for member in names]

    def is_known(value: str) -> str:
        if value not in known:
            bad_value(value, ", ".join(known))
        return value

    return is_known


Figure = Annotated[Any, BeforeValidator(_figure)]
"""A Decimal afterwards."""
Cell = Annotated[Any, BeforeValidator(_cell)]
Day = Annotated[str, BeforeValidator(_day)]
Hash = Annotated[str, AfterValidator(_hash)]
Period = Annotated[str, AfterValidator(_period)]
Named = Annotated[str, Field(min_length=1)]
Ordinal = Annotated[int, Field(ge=1)]
Few = Annotated[list[T], FailFast(), Field(max_length=MOST_PER_ITEM)]
Many = Annotated[list[T], FailFast(), Field(max_length=MOST_ITEMS)]


class AgencyGroup(Group):
    """Whose report it is."""

    code: Named
    name: str = ""


class SupersedesGroup(Group):
    """The version that is replaced."""

    version: Ordinal
    package_sha256: Hash


class WindowGroup(Group):
    """The days that the figures cover."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


def _in_order(window: WindowGroup) -> WindowGroup:
    if window.end < window.start:
        refuse("window-reversed")
    return window


class FlowGroup(Group):
    """Counts of a high-risk indicator."""

    arisen: Figure | None = None
    processed: Figure | None = None
    pending: Figure | None = None


class SourceGroup(Group):
    """What one source says."""

    name: str = ""
    kind: Annotated[str, AfterValidator(among(SourceKind))] = SourceKind.OTHER.value
    numerator: Figure | None = None
    denominator: Figure | None = None
    taken_on: Day | None = None
    evidence: Few[Hash] = []
    printed_ratio: str | None = None
    note: str = ""


class AnswerGroup(Group):
    """The answer to a recognition question."""

    occurred: bool | None = None
    cases: int | None = None
    note: str = ""
    population: int | None = None
    sample: int | None = None


class FieldCheckGroup(Group):
    """A check on site."""

    date: Day | None = None
    result: str = ""


class ExplanationGroup(Group):
    """Causes and remedies."""

    subjective: str = ""
    objective: str = ""
    remedy: str = ""
    next_steps: str = ""


class RecognitionGroup(Group):
    """Answers by question (RecognitionQuestion); one that is left out is not answered."""

    reentered: AnswerGroup | None = None
    paper_parallel: AnswerGroup | None = None
    unused_signatures: AnswerGroup | None = None
    satisfaction_sample: AnswerGroup | None = None


class IndicatorGroup(Group):
    """One indicator; ``state`` may be left out."""

    code: Named
    state: Annotated[str, AfterValidator(among(FigureState))] | None = None
    numerator: Figure | None = None
    denominator: Figure | None = None
    value: Figure | None = None
    flow: FlowGroup | None = None
    sources: Few[SourceGroup] = []
    recognition: RecognitionGroup = RecognitionGroup()
    field_check: FieldCheckGroup | None = None
    explanation: ExplanationGroup | None = None
    note: str = ""


class MeasuredGroup(Group):
    """What was measured against a threshold."""

    value: Figure
    unit: Annotated[str, AfterValidator(among(Unit))]


class DocumentGroup(Group):
    """A document that was issued."""

    type: str = ""
    symbol: str = ""
    date: Day | None = None
    subject: str = ""
    evidence: Hash | None = None


class DeadlineGroup(Group):
    """A date that the agency enters."""

    due: Day | None = None
    basis: str = ""
    not_arisen: bool = False


class PhaseGroup(Group):
    """A phase that was completed."""

    number: Ordinal
    completed_on: Day | None = None


class TaskGroup(Group):
    """One task."""

    code: Named
    status: Annotated[str, AfterValidator(among(TaskStatus))] | None = None
    percent: int | None = None
    result: str = ""
    measured: MeasuredGroup | None = None
    documents: Few[DocumentGroup] = []
    kept: bool = False
    completed_on: Day | None = None
    deadline: DeadlineGroup | None = None
    phases: Annotated[Few[PhaseGroup], AfterValidator(unique_by("number"))] = []
    explanation: ExplanationGroup | None = None
    proposal: str = ""


class AcknowledgementGroup(Group):
    """The reason with which a warning passes."""

    code: Named
    where: str = ""
    field: str = ""
    reason: str = ""


def _each_once(items: Sequence[AcknowledgementGroup]) -> Sequence[AcknowledgementGroup]:
    seen: set[tuple[str, str, str]] = set()
    for index, item in enumerate(items):
        warning = (item.code, item.where, item.field)
        if warning in seen:
            refuse("duplicate", (index,), value=shown(item.code))
        seen.add(warning)
    return items


class MonthGroup(Group):
    """The whole month file."""

    format: str = Field(alias="schema")
    agency: AgencyGroup
    form: Named
    period: Period
    version: Ordinal = 1
    supersedes: SupersedesGroup | None = None
    data_window: Annotated[WindowGroup, AfterValidator(_in_order)] | None = None
    indicators: Annotated[Many[IndicatorGroup], AfterValidator(unique_by("code"))] = []
    tasks: Annotated[Many[TaskGroup], AfterValidator(unique_by("code"))] = []
    figures: dict[str, Figure] = {}
    tables: dict[str, Many[dict[str, Cell]]] = {}
    narrative: dict[str, str] = {}
    part: Named | None = None
    acknowledged: Annotated[Many[AcknowledgementGroup], AfterValidator(_each_once)] = []

    def size(self) -> int:
        """How many items there are in all."""
        listed = len(self.indicators) + len(self.tasks) + len(self.acknowledged)
        return listed + len(self.figures) + len(self.narrative) + sum(map(len, self.tables.values()))
