"""What a rule may look at: the report, what the plan assigns, its neighbours in time, the circumstances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.period import ReportingPeriod, WorkingCalendar
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.domain.task import Task, TaskUpdate


class EvidenceState(StrEnum):
    """Whether the file of a recorded SHA-256 is on the shelf, and still is that file."""

    PRESENT = "present"
    ABSENT = "absent"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class CheckContext:
    """Everything that the rules need, read beforehand, so that findings depend on nothing else.

    ``previous`` is last month's report in its newest version; ``evidence`` maps each hash named in the report
    to its state; hashes not in the map are taken as absent. ``form`` None: nothing is judged that a form brings along.
    ``history`` holds the reports of the periods before, newest versions, oldest first. ``used_elsewhere`` maps the hash
    of a file that an earlier period of this form names, too, to the label of that period ("10/2026").
    ``deadline_notice`` is the document that sets or moves the deadline of this report.
    """

    report: Report
    assignment: Assignment
    settings: AgencySettings
    calendar: WorkingCalendar
    now: datetime
    previous: Report | None = None
    same_month_last_year: Report | None = None
    evidence: Mapping[str, EvidenceState] = field(default_factory=dict)
    form: FormDefinition | None = None
    history: tuple[Report, ...] = ()
    used_elsewhere: Mapping[str, str] = field(default_factory=dict)
    counts: tuple[SavedCount, ...] = ()
    parameters: CheckParameters = field(default_factory=CheckParameters)
    deadline_notice: DeadlineNotice | None = None

    @property
    def deadline(self) -> SubmissionDeadline:
        """When the report has to be in."""
        return self.assignment.plan.submission_deadline(self.report.period, self.deadline_notice)


@dataclass(frozen=True, slots=True)
class IndicatorCheck:
    """One indicator of the agency, with what was entered for it now and last month (None: nothing).

    ``earlier`` holds what was entered in the periods of the context's history, ``counts`` the counts saved for it,
    ``this_year`` what was entered in the earlier periods of the same year, the newest first.
    """

    context: CheckContext
    indicator: Indicator
    reading: IndicatorReading | None
    previous: IndicatorReading | None
    earlier: tuple[IndicatorReading, ...] = ()
    counts: tuple[SavedCount, ...] = ()
    this_year: tuple[tuple[ReportingPeriod, IndicatorReading], ...] = ()


@dataclass(frozen=True, slots=True)
class TaskCheck:
    """One task that the agency leads, with what was entered for it now and last month (None: nothing)."""

    context: CheckContext
    task: Task
    update: TaskUpdate | None
    previous: TaskUpdate | None
