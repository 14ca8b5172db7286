"""BC-001…009: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from datetime import date, datetime, time

from sonla_desktop.domain.agency import LetterHead, Signatory
from sonla_desktop.domain.form_definition import Addressees, DocumentLayout, FormDefinition
from sonla_desktop.domain.period import DeadlineRule, PeriodKind, ReportingPeriod
from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from tests.domain.rules.case import fires, silent
from tests.helpers.months import Change, WeekendCalendar, context_with, settings, settings_with, together

SIGNATORY = settings().signatory


def at(moment: str) -> Change:
    return context_with(now=datetime.fromisoformat(moment))


def due_on_a_saturday(context: CheckContext) -> CheckContext:
    """12 September 2026; the figures are left as they are."""
    period = ReportingPeriod.parse("2026-09")
    return replace(
        context, report=replace(context.report, period=period), now=datetime.fromisoformat("2026-09-11T09:00")
    )


def extended(due: str, now: str = "2026-11-11T08:00") -> Change:
    notice = DeadlineNotice(datetime.fromisoformat(due), "1680/UBND-KGVX")
    return context_with(deadline_notice=notice, now=datetime.fromisoformat(now))


def asked_for(code: str) -> Change:
    """A report on request; the plan states when the first one of 2026 was due: 17:00 on 12 January."""

    def change(context: CheckContext) -> CheckContext:
        first = ReportingPeriod.parse("2026-X1")
        rule = DeadlineRule(12, -11, time(17), periods=(first,))
        planned = context.assignment.plan.regime
        window = replace(planned.window, periods=(first,))
        regime = replace(planned, period_kind=PeriodKind.ON_REQUEST, window=window, deadline=rule)
        assignment = replace(context.assignment, plan=replace(context.assignment.plan, regime=regime))
        report = replace(context.report, period=ReportingPeriod.parse(code))
        return replace(context, assignment=assignment, report=report)

    return change


LATE = "BC-002 report period warning"


class NoWorkOnTheTwelfth(WeekendCalendar):
    """Closed at weekends and on a day off that was swapped in."""

    def day_off_reason(self, day: date) -> str | None:
        return "Nghỉ bù" if day == date(2026, 11, 12) else super().day_off_reason(day)


class NoWorkOnTheEleventh(WeekendCalendar):
    """The one working day between the data window and the deadline of November is a day off."""

    def day_off_reason(self, day: date) -> str | None:
        return "Nghỉ bù" if day == date(2026, 11, 11) else super().day_off_reason(day)


def window_to(end: date) -> Change:
    """Figures up to this day."""

    def change(context: CheckContext) -> CheckContext:
        window = replace(context.report.data_window, end=end)
        return replace(context, report=replace(context.report, data_window=window))

    return change


def window_from(start: date) -> Change:
    """Figures from this day on."""

    def change(context: CheckContext) -> CheckContext:
        window = replace(context.report.data_window, start=start)
        return replace(context, report=replace(context.report, data_window=window))

    return change


def reason_at(field: str) -> Change:
    """A reason of BC-006 at this place."""

    def change(context: CheckContext) -> CheckContext:
        written = Acknowledgement("BC-006", "report", field, "Theo 12/UBND: Tỉnh yêu cầu.")
        return replace(context, report=replace(context.report, acknowledged=(*context.report.acknowledged, written)))

    return change


def not_joined(context: CheckContext) -> CheckContext:
    """A plan whose windows leave out the days from 11 to 14."""
    plan = context.assignment.plan
    regime = replace(plan.regime, window=replace(plan.regime.window, start_day=15))
    return replace(context, assignment=replace(context.assignment, plan=replace(plan, regime=regime)))


def cut_short(context: CheckContext) -> CheckContext:
    """The period before ended two days early."""
    assert context.previous is not None
    window = replace(context.previous.data_window, end=date(2026, 10, 8))
    return replace(context, previous=replace(context.previous, data_window=window))


def previous_request(context: CheckContext) -> CheckContext:
    """The report before is the first request."""
    assert context.previous is not None
    return replace(context, previous=replace(context.previous, period=ReportingPeriod.parse("2026-X1")))


def reported_by(*codes: str) -> Change:
    def change(context: CheckContext) -> CheckContext:
        plan = replace(context.assignment.plan, reporters=codes, reporters_stated=STATED)
        return replace(context, assignment=replace(context.assignment, plan=plan))

    return change


def of_form(
    layout: Addressees = Addressees.SETTINGS,
    type_name: str = "BÁO CÁO",
    planned: tuple[str, ...] = ("Ban Chỉ đạo",),
    chosen: dict[str, tuple[str, ...]] | None = None,
    general: tuple[str, ...] = (),
) -> Change:
    """A month of a form, with the addressees of its plan, those set for it, and the general ones."""

    def change(context: CheckContext) -> CheckContext:
        form = FormDefinition(
            "mau", 1, "mau", "Mẫu", "Mẫu", "kh-2026", (), (),
            DocumentLayout(type_name, "", (), (), (), addressed_to=layout),
        )  # fmt: skip
        plan = replace(context.assignment.plan, addressees=planned)
        own = replace(context.settings, addressees=general, addressees_by_form=chosen or {})
        assignment = replace(context.assignment, plan=plan)
        return replace(context, form=form, assignment=assignment, settings=own)

    return change


BY_PLAN = Addressees.PLAN
STATED = "Kế hoạch 51/KH-SKHCN là kế hoạch của riêng Sở Khoa học và Công nghệ."

WITH_REASON = reason_at("data_window")
FIRST_ONE = context_with(previous=None)
FOLLOWS = "BC-007 report data_window notice"
NO_DAY = context_with(calendar=NoWorkOnTheEleventh())
CASES = [
    fires("no agency", settings_with(head=LetterHead(None, (" ",))), "BC-001 report head.name error"),
    fires("no place", settings_with(place=" "), "BC-001 report place error"),
    fires("no title", settings_with(signatory=replace(SIGNATORY, title=())), "BC-001 report signatory.title error"),
    fires("no name", settings_with(signatory=replace(SIGNATORY, name="")), "BC-001 report signatory.name error"),
    fires("no addressee", settings_with(addressees=()), "BC-001 report addressees error"),
    fires("an addressee of blanks", settings_with(addressees=(" ",)), "BC-001 report addressees error"),
    fires("addressed by settings that name nobody", of_form(), "BC-001 report addressees error"),
    silent("addressed by settings", of_form(general=("Sở Nội vụ",))),
    silent("nobody named, on a type without Kính gửi", of_form(type_name="THÔNG BÁO")),
    silent("addressed by the plan", of_form(BY_PLAN)),
    fires(
        "a plan that names the agency only",
        of_form(BY_PLAN, planned=("UBND xã Chiềng Mung",), general=("Sở Nội vụ",)),
        "BC-001 report addressees_by_form.mau error",
    ),
    silent("nobody in the plan, somebody set", of_form(BY_PLAN, planned=(), chosen={"mau": ("Sở Nội vụ",)})),
    fires(
        "emptied for this form",
        of_form(BY_PLAN, chosen={"mau": ()}, general=("Sở Nội vụ",)),
        "BC-001 report addressees_by_form.mau error",
    ),
    silent("emptied for another form", of_form(BY_PLAN, chosen={"khac": ()})),
    fires("no recipients", settings_with(recipients=("",)), "BC-001 report recipients error"),
    silent("signs alone, without authority", settings_with(signatory=Signatory((), ("GIÁM ĐỐC",), "Lò Văn Thử"))),
    fires("at the hour of the deadline", at("2026-11-12T17:00"), "BC-002 report period warning"),
    fires("days later", at("2026-11-20T08:00"), "BC-002 report period warning"),
    silent("a minute before", at("2026-11-12T16:59")),
    silent("past the plan's deadline, before the extended one", extended("2026-11-20T17:00", now="2026-11-20T17:00")),
    fires("past the extended deadline", extended("2026-11-20T17:00", now="2026-11-20T17:01"), LATE),
    fires("extended to a Saturday", extended("2026-11-14T17:00"), "BC-003 report period notice"),
    silent("asked for without a deadline", together(asked_for("2026-X2"), WITH_REASON)),
    fires("asked for, with a deadline of the plan", asked_for("2026-X1"), LATE),
    fires("due on a Saturday", due_on_a_saturday, "BC-003 report period notice"),
    fires("a duty of others", reported_by("so-khcn"), "BC-005 report form notice"),
    silent("a duty of this agency among others", reported_by("so-khcn", "04123")),
    silent("a duty of every agency", reported_by()),
    fires("due on a day off", context_with(calendar=NoWorkOnTheTwelfth()), "BC-003 report period notice"),
    fires("no working day to compile in", NO_DAY, "BC-004 report data_window notice"),
    silent("one working day to compile in", window_to(date(2026, 11, 9))),
    fires("due the day after the window", window_to(date(2026, 11, 11)), "BC-004 report data_window notice"),
    fires("due on the last day of the window, which is to come", window_to(date(2026, 11, 12)),
          "BC-004 report data_window notice", "BC-009 report data_window notice"),
    fires("checked the day before the window ends", at("2026-11-09T23:00"), "BC-009 report data_window notice"),
    silent("checked on the last day of the window", at("2026-11-10T08:00")),
    fires("asked for, and the window that was set is open",
          together(asked_for("2026-X2"), WITH_REASON, at("2026-11-09T08:00")), "BC-009 report data_window notice"),
    silent("due before the end of the window", window_to(date(2026, 11, 13))),
    silent("a later deadline leaves a working day", together(NO_DAY, extended("2026-11-13T17:00"))),
    silent("asked for on the day after", together(NO_DAY, asked_for("2026-X2"), WITH_REASON)),
    fires("asked for without a data window", asked_for("2026-X2"), "BC-006 report data_window error"),
    fires(
        "asked for, with a reason that is about something else",
        together(asked_for("2026-X2"), reason_at("data_window.from")),
        "BC-006 report data_window error",
    ),
    fires("days of the period before counted again", window_from(date(2026, 10, 8)), FOLLOWS),
    fires("the last day of the period before counted again", window_from(date(2026, 10, 10)), FOLLOWS),
    silent("the day after a period before that was cut short", together(cut_short, window_from(date(2026, 10, 9)))),
    fires("one day left out", window_from(date(2026, 10, 12)), FOLLOWS),
    silent("another window than that of no period before", together(window_from(date(2026, 10, 12)), FIRST_ONE)),
    silent("windows that the plan does not join", together(window_from(date(2026, 10, 12)), not_joined)),
    silent(
        "asked for, over days of the one before",
        together(window_from(date(2026, 10, 8)), asked_for("2026-X2"), WITH_REASON, previous_request),
    ),
]
