"""Rules about the report as a document and a duty: who sends it and when it is due (NĐ 30 Điều 8, KH V.1)."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.addressing import addressees_of, is_addressed_by_plan, names_addressees
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.period import PeriodKind, previous_working_day, working_days_between
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.rule import At, at, report_rule


@report_rule("BC-001", Severity.ERROR, source="NĐ 30/2020 Điều 8", needs=("settings",))
def the_document_can_be_headed_and_signed(context: CheckContext) -> Iterator[At]:
    """Agency, place, signatory, addressees and recipients are there; a line of blanks is not."""
    settings = context.settings
    parts = {
        "head.name": settings.head.name,
        "place": (settings.place,),
        "signatory.title": settings.signatory.title,
        "signatory.name": (settings.signatory.name,),
        "recipients": settings.recipients,
    }
    for path, lines in parts.items():
        if _is_blank(lines):
            yield at(path, variant=path.replace(".", "-"))
    yield from _lacking_addressees(context)


def _lacking_addressees(context: CheckContext) -> Iterator[At]:
    """Judged is what will be printed; a type of document without Kính gửi needs nobody."""
    form, settings, assignment = context.form, context.settings, context.assignment
    if form is None:
        if _is_blank(settings.addressees):
            yield at("addressees", variant="addressees")
    elif names_addressees(form) and _is_blank(addressees_of(form, settings, assignment.plan, assignment.agency)):
        own = is_addressed_by_plan(form) or form.id in settings.addressees_by_form
        yield at(f"addressees_by_form.{form.id}" if own else "addressees", variant="addressees")


def _is_blank(lines: tuple[str, ...]) -> bool:
    return not any(line.strip() for line in lines)


@report_rule("BC-005", Severity.NOTICE)
def the_duty_is_this_agencys(context: CheckContext) -> Iterator[At]:
    """Who reports a duty is partly our reading of the source, so an agency that was asked after all goes on."""
    assignment = context.assignment
    if not assignment.plan.is_due_from(assignment.agency):
        yield at("form", stated=assignment.plan.reporters_stated)


@report_rule("BC-002", Severity.WARNING, source="KH V.1", blocking=False)
def the_deadline_has_not_passed(context: CheckContext) -> Iterator[At]:
    """Sending after the deadline in force is recorded, with a reason where one is written; it is never blocked."""
    deadline = context.deadline
    if deadline.due is not None and deadline.is_past(context.now):
        yield at("period", deadline=deadline.due)


@report_rule("BC-003", Severity.NOTICE, needs=("calendar",))
def the_deadline_is_a_working_day(context: CheckContext) -> Iterator[At]:
    """Where the office is closed on the last day, the working day before it is the one to remember."""
    if context.deadline.due is None:
        return
    day = context.deadline.due.date()
    reason = context.calendar.day_off_reason(day)
    if reason is not None:
        working_day = previous_working_day(context.calendar, day)
        yield at("period", day=day, occasion=reason, working_day=working_day)


@report_rule("BC-004", Severity.NOTICE, source="NĐ 09/2019 Điều 8.5", needs=("calendar",))
def there_is_a_working_day_to_compile_in(context: CheckContext) -> Iterator[At]:
    """At least one working day lies strictly between the last day of the data window and the day of the deadline.

    The deadline in force counts. Whoever asks for a report on request sets both, and a plan whose deadline comes before
    the end of the window wants no closed figures: nothing is said of either.
    """
    period, due, end = context.report.period, context.deadline.due, context.report.data_window.end
    if due is None or period.kind is PeriodKind.ON_REQUEST or due.date() < end:
        return
    if working_days_between(context.calendar, end, due.date()) == 0:
        yield at("data_window", end=end, day=due.date())
