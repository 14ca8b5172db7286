"""One commune's month built in code from a small plan: nothing is wrong in it, until a test changes something."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.agency import Agency, AgencyKind, AgencySettings, LetterHead, Signatory
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.indicator import Indicator, Nature, Operator, RecognitionQuestion, Target, Unit
from sonla_desktop.domain.period import DeadlineRule, PeriodKind, Regime, ReportingPeriod, WindowRule, weekday_label
from sonla_desktop.domain.plan import Appendix, Assignment, Plan, assign
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import Report, with_defaults
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.task import (
    Deadline,
    DeadlineKind,
    EnteredDeadline,
    IssuedDocument,
    Measured,
    Phase,
    PhaseCompletion,
    Task,
    TaskStatus,
    TaskUpdate,
)

DOCUMENTS = "vb-dien-tu-toan-trinh"
"""Cumulative, a part of a whole, high-risk, three recognition questions, at least 70%."""
PROCEDURES = "dvctt-toan-trinh-vbqppl"
"""Not a part of a whole: may exceed 100%."""
TRAINING = "dao-tao-ky-nang-so"
"""A stock, exactly 100%, no system behind it."""
SATISFACTION = "hai-long-tthc-dvctt"
PRODUCTS = "san-pham-so"
"""A cumulative count, at least 5."""
PROVINCIAL = "thuong-mai-hoa-cncl"
"""A count that the plan gives to a department only."""

BY_MONTH = "kh-2026-II-1"
RECURRING = "kh-2026-II-3"
"""Its product has a threshold: above 95%."""
BY_QUARTER = "kh-2026-II-4"
ON_EVENT = "kh-2026-II-5"
PHASED = "kh-2026-V-1"
BY_REFERENCE = "kh-2026-VI-1"

EXTRACT, EXTRACT_OF_SATISFACTION, DECISION = "ab" * 32, "cd" * 32, "ef" * 32
"""Hashes of the evidence that the clean month names."""

EXPLAINED = Explanation("Thiếu người.", "Không có.", "Bố trí thêm người.", "Hoàn thành trong tháng sau.")

Change = Callable[[CheckContext], CheckContext]


@dataclass(frozen=True)
class WeekendCalendar:
    """A calendar that closes offices at weekends only."""

    def day_off_reason(self, day: date) -> str | None:
        return weekday_label(day) if day.weekday() >= 5 else None


def agency() -> Agency:
    return Agency(
        "04123", "UBND xã Chiềng Mung", "Xã Chiềng Mung", AgencyKind.COMMUNE,
        full_name="Ủy ban nhân dân xã Chiềng Mung",
    )  # fmt: skip


def settings() -> AgencySettings:
    return AgencySettings(
        head=LetterHead(None, ("ỦY BAN NHÂN DÂN", "XÃ CHIỀNG MUNG")),
        place="Chiềng Mung",
        symbol="BC-UBND",
        signatory=Signatory(("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH",), "Lò Văn Thử"),
        addressees=("Sở Khoa học và Công nghệ",),
        recipients=("Như trên", "Lưu: VT"),
    )


def plan() -> Plan:
    regime = Regime(
        PeriodKind.MONTH, WindowRule(11, -1, 10, 0), DeadlineRule(12, 0, time(17)), not_before=date(2026, 1, 1)
    )
    return Plan(
        id="kh-2026",
        version=1,
        year=2026,
        title="Kế hoạch năm 2026",
        indicators=_indicators(),
        appendices=tuple(Appendix(number, f"Phụ lục {number}", 1) for number in ("II", "V", "VI")),
        tasks=_tasks(),
        duties=(),
        regime=regime,
        addressees=("Sở Khoa học và Công nghệ",),
        out_of_scope_note="Không giao cho cơ quan này.",
    )


def _indicators() -> tuple[Indicator, ...]:
    question = RecognitionQuestion
    questions = (question.REENTERED, question.PAPER_PARALLEL, question.UNUSED_SIGNATURES)
    risky: dict[str, Any] = {"high_risk": True, "min_sources": 2, "extract_required": True}
    yearly = Nature.FLOW_YTD
    at_least, exactly = Operator.AT_LEAST, Operator.EXACTLY
    return (
        _indicator(1, DOCUMENTS, at_least, 70, nature=yearly, proportion=True, recognition=questions, **risky),
        _indicator(3, PROCEDURES, at_least, 80),
        _indicator(5, TRAINING, exactly, 100, proportion=True),
        _indicator(
            8, SATISFACTION, at_least, 95, nature=yearly, proportion=True, extract_required=True,
            recognition=(question.SATISFACTION_SAMPLE,),
        ),
        _indicator(9, PROVINCIAL, at_least, 5, Unit.COUNT, nature=yearly, applies_to=("so-khcn",)),
        _indicator(10, PRODUCTS, at_least, 5, Unit.COUNT, nature=yearly),
    )  # fmt: skip


def _indicator(
    number: int, code: str, operator: Operator, wanted: int, unit: Unit = Unit.PERCENT, **reading: Any
) -> Indicator:
    target = Target(operator, Decimal(wanted), unit, f"{wanted}")
    return Indicator(
        number, code, f"Chỉ tiêu {number}", unit, target, "a", "b", "a/b", "Hệ thống", "Sở", "II", "", "", **reading
    )


def _tasks() -> tuple[Task, ...]:
    above = Target(Operator.ABOVE, Decimal(95), Unit.PERCENT, "đạt trên 95%")
    kind = DeadlineKind
    phases = (
        Phase(1, "Đợt 1", kind.MONTH, date(2026, 3, 31)),
        Phase(2, "Các đợt tiếp theo", kind.EVENT, trigger="Khi có quy định mới"),
    )
    return (
        _task(BY_MONTH, Deadline(kind.MONTH, "Tháng 6/2026", date(2026, 6, 30))),
        _task(RECURRING, Deadline(kind.RECURRING, "Thường xuyên"), product_target=above),
        _task(BY_QUARTER, Deadline(kind.QUARTER, "Quý IV/2026", date(2026, 12, 31))),
        _task(ON_EVENT, Deadline(kind.EVENT, "Khi hệ thống thay đổi", trigger="Khi hệ thống thay đổi")),
        _task(PHASED, Deadline(kind.PHASED, "Đợt 1: Tháng 3/2026", phases=phases)),
        _task(BY_REFERENCE, Deadline(kind.REFERENCE, "Theo Kế hoạch của tỉnh", refers_to="Kế hoạch của tỉnh")),
    )


def _task(code: str, deadline: Deadline, product_target: Target | None = None) -> Task:
    _, _, appendix, number = code.split("-")
    communes = ("xa_phuong",)
    return Task(
        code, int(number), appendix, f"Nhiệm vụ {code}", "", "UBND xã, phường", communes, (), "", (), (), deadline,
        "Báo cáo", product_target=product_target,
    )  # fmt: skip


def report() -> Report:
    """November 2026, everything entered."""
    period = ReportingPeriod.parse("2026-11")
    window = plan().regime.window.window_of(period)
    readings = (
        _documents(),
        IndicatorReading(PROCEDURES, FigureState.REPORTED, Decimal(12), Decimal(10)),
        IndicatorReading(TRAINING, FigureState.REPORTED, Decimal(62), Decimal(62)),
        _satisfaction(),
        IndicatorReading(PRODUCTS, FigureState.REPORTED, value=Decimal(6)),
    )
    entered = Report("04123", "UBND xã Chiềng Mung", "kh-2026", period, window, indicators=readings, tasks=_updates())
    return with_defaults(entered, assign(plan(), agency()))


def _documents() -> IndicatorReading:
    figures = (Decimal(812), Decimal(1003))
    extract = SourceReading("Hệ thống QLVB", SourceKind.EXTRACT, *figures, evidence=(EXTRACT,), printed_ratio="80,96")
    sources = (extract, SourceReading("Sổ văn bản đi", SourceKind.REGISTER, *figures))
    answers = tuple(RecognitionAnswer(question, False, 0) for question in list(RecognitionQuestion)[:3])
    flow = Flow(Decimal(1003), Decimal(990), Decimal(13))
    checked = FieldCheck(date(2026, 10, 20), "Khớp sổ.")
    return IndicatorReading(DOCUMENTS, FigureState.REPORTED, *figures, None, flow, sources, answers, checked)


def _satisfaction() -> IndicatorReading:
    figures = (Decimal(224), Decimal(226))
    source = SourceReading(
        "Cổng Dịch vụ công", SourceKind.EXTRACT, *figures, evidence=(EXTRACT_OF_SATISFACTION,), printed_ratio="99.1%"
    )
    answer = RecognitionAnswer(RecognitionQuestion.SATISFACTION_SAMPLE, False, 0, population=412, sample=226)
    return IndicatorReading(SATISFACTION, FigureState.REPORTED, *figures, sources=(source,), recognition=(answer,))


def _updates() -> tuple[TaskUpdate, ...]:
    done, working = TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS
    decision = IssuedDocument("KH", "35/KH-UBND", date(2026, 6, 24), "Kế hoạch", DECISION)
    first_phase = (PhaseCompletion(1, date(2026, 3, 30)),)
    by_plan = EnteredDeadline(date(2026, 4, 30), "Kế hoạch của tỉnh")
    return (
        TaskUpdate(BY_MONTH, done, 100, documents=(decision,), completed_on=date(2026, 6, 24)),
        TaskUpdate(RECURRING, working, 92, measured=Measured(Decimal("96.4"), Unit.PERCENT)),
        TaskUpdate(BY_QUARTER, working, 80),
        TaskUpdate(ON_EVENT, TaskStatus.NOT_ARISING, 0, deadline=EnteredDeadline(not_arisen=True)),
        TaskUpdate(PHASED, done, 100, "Đã xong.", completed_on=date(2026, 3, 30), phases=first_phase),
        TaskUpdate(BY_REFERENCE, done, 100, "Đã xong.", completed_on=date(2026, 4, 15), deadline=by_plan),
    )


def previous_report() -> Report:
    """October 2026: the same items with smaller cumulative figures."""
    period = ReportingPeriod.parse("2026-10")
    smaller = {
        DOCUMENTS: {"numerator": Decimal(776), "denominator": Decimal(975)},
        SATISFACTION: {"numerator": Decimal(216), "denominator": Decimal(218)},
        PRODUCTS: {"value": Decimal(5)},
    }
    entered = report()
    indicators = tuple(replace(item, **smaller.get(item.code, {})) for item in entered.indicators)
    window = plan().regime.window.window_of(period)
    return replace(entered, period=period, data_window=window, indicators=indicators)


def clean_context(**changes: Any) -> CheckContext:
    """The month as it is checked on 11 November 2026, without a single finding; `changes` replace its parts."""
    present = EvidenceState.PRESENT
    context = CheckContext(
        report=report(),
        assignment=assign(plan(), agency()),
        settings=settings(),
        calendar=WeekendCalendar(),
        now=datetime.fromisoformat("2026-11-11T09:00"),
        previous=previous_report(),
        evidence={EXTRACT: present, EXTRACT_OF_SATISFACTION: present, DECISION: present},
    )
    return replace(context, **changes)


def form_context(report: Report, assignment: Assignment, form: FormDefinition) -> CheckContext:
    """A report of a form with figures or tables as it is checked, without anything around it."""
    whole = completed(report, assignment, form)
    return CheckContext(
        whole, assignment, settings(), WeekendCalendar(), datetime.combine(whole.data_window.end, time(9)), form=form
    )


def context_with(**changes: Any) -> Change:
    """A change of the context's own parts."""
    return lambda context: replace(context, **changes)


def settings_with(**changes: Any) -> Change:
    return lambda context: replace(context, settings=replace(context.settings, **changes))


def reading(code: str, **changes: Any) -> Change:
    """A change of one reading; whole figures may be given as int."""
    return lambda context: replace(context, report=_with_reading(context.report, code, changes))


def everywhere(code: str, numerator: int, denominator: int) -> Change:
    """The same figures in a reading and in each of its sources, which print no ratio of their own."""

    def change(context: CheckContext) -> CheckContext:
        found = context.report.reading(code)
        assert found is not None
        a, b = Decimal(numerator), Decimal(denominator)
        sources = tuple(replace(item, numerator=a, denominator=b, printed_ratio=None) for item in found.sources)
        return reading(code, numerator=a, denominator=b, sources=sources)(context)

    return change


def planned(code: str, **changes: Any) -> Change:
    """A plan that says something else about this indicator."""

    def change(context: CheckContext) -> CheckContext:
        assignment = context.assignment
        indicators = tuple(replace(item, **changes) if item.code == code else item for item in assignment.indicators)
        return replace(context, assignment=replace(assignment, indicators=indicators))

    return change


def previous_reading(code: str, **changes: Any) -> Change:
    """The same in last month's report, which must be there."""

    def change(context: CheckContext) -> CheckContext:
        assert context.previous is not None
        return replace(context, previous=_with_reading(context.previous, code, changes))

    return change


def source(code: str, position: int, **changes: Any) -> Change:
    """A change of one source of a reading."""

    def change(context: CheckContext) -> CheckContext:
        found = context.report.reading(code)
        assert found is not None
        sources = list(found.sources)
        sources[position] = replace(sources[position], **_exact(changes))
        return reading(code, sources=tuple(sources))(context)

    return change


def update(code: str, **changes: Any) -> Change:
    """A change of one task update."""

    def change(context: CheckContext) -> CheckContext:
        tasks = tuple(replace(item, **changes) if item.code == code else item for item in context.report.tasks)
        return replace(context, report=replace(context.report, tasks=tasks))

    return change


def untouched(code: str) -> Change:
    """Takes the entry of this indicator or task away."""

    def change(context: CheckContext) -> CheckContext:
        indicators = tuple(item for item in context.report.indicators if item.code != code)
        tasks = tuple(item for item in context.report.tasks if item.code != code)
        return replace(context, report=replace(context.report, indicators=indicators, tasks=tasks))

    return change


def together(*changes: Change) -> Change:
    """All changes, one after the other."""

    def change(context: CheckContext) -> CheckContext:
        for one in changes:
            context = one(context)
        return context

    return change


def _with_reading(report: Report, code: str, changes: dict[str, Any]) -> Report:
    exact = _exact(changes)
    items = tuple(replace(item, **exact) if item.code == code else item for item in report.indicators)
    return replace(report, indicators=items)


def _exact(changes: dict[str, Any]) -> dict[str, Any]:
    figures = ("numerator", "denominator", "value")
    return {name: Decimal(new) if name in figures and new is not None else new for name, new in changes.items()}
