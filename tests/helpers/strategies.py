"""Generated reports and settings, of every shape that the domain allows; shared by the property tests."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sonla_desktop.domain.agency import AgencySettings, LetterHead, Signatory
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.period import DataWindow, PeriodKind, ReportingPeriod
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import Acknowledgement, Report, Supersedes
from sonla_desktop.domain.task import (
    EnteredDeadline,
    IssuedDocument,
    Measured,
    PhaseCompletion,
    TaskStatus,
    TaskUpdate,
)
from sonla_desktop.domain.text import has_forbidden_control, nfc

INDICATOR_CODES = ("vb-dien-tu-toan-trinh", "giay-to-cung-cap-mot-lan", "thuong-mai-hoa-cncl")
TASK_CODES = ("kh-2026-II-1", "kh-2026-II-5", "kh-2026-V-1", "kh-2026-X-2")

_CHARACTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạấờữỵẶ ZW0129.,;:()/%“”—\t\n𝄞")
_PER_KIND = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2, PeriodKind.YEAR: 1}


def texts(max_size: int = 20) -> SearchStrategy[str]:
    """Texts as the store may hold them: NFC, without forbidden control characters."""
    any_characters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=max_size)
    both = st.text(_CHARACTERS, max_size=max_size) | any_characters
    return both.map(nfc).filter(lambda text: not has_forbidden_control(text))


def names() -> SearchStrategy[str]:
    """Texts that say something."""
    return texts().filter(bool)


def figures() -> SearchStrategy[Decimal]:
    """Numbers within the limits of the month file, negative ones and decimals among them."""
    whole = st.integers(-(10**15) + 1, 10**15 - 1).map(Decimal)
    return whole | st.integers(0, 1500).map(Decimal) | st.decimals(-(10**9), 10**9, places=3)


def days() -> SearchStrategy[date]:
    """Days that a month file may name."""
    return st.dates(date(2000, 1, 1), date(2100, 12, 31))


def hashes() -> SearchStrategy[str]:
    """SHA-256 values."""
    return st.text("0123456789abcdef", min_size=64, max_size=64)


def periods() -> SearchStrategy[ReportingPeriod]:
    """Periods of all regular kinds."""
    return st.sampled_from(sorted(_PER_KIND)).flatmap(
        lambda kind: st.builds(ReportingPeriod, st.integers(2000, 2100), st.just(kind), st.integers(1, _PER_KIND[kind]))
    )


def windows() -> SearchStrategy[DataWindow]:
    """Data windows, of one day at least."""
    return st.lists(days(), min_size=2, max_size=2).map(sorted).map(lambda ends: DataWindow(*ends))


def explanations() -> SearchStrategy[Explanation]:
    """Explanations, complete or not."""
    return st.builds(Explanation, texts(), texts(), texts(), texts())


def readings(code: str) -> SearchStrategy[IndicatorReading]:
    """Readings of one indicator; the state is open only where no figure is given."""
    figure = st.none() | figures()
    whole = st.builds(
        IndicatorReading,
        code=st.just(code),
        state=st.sampled_from(FigureState),
        numerator=figure,
        denominator=figure,
        value=figure,
        flow=st.none() | st.builds(Flow, figure, figure, figure),
        sources=st.lists(_sources(), max_size=3).map(tuple),
        recognition=_answers(),
        field_check=st.none() | st.builds(FieldCheck, st.none() | days(), texts()),
        explanation=st.none() | explanations(),
        note=texts(),
    )
    return whole | st.builds(IndicatorReading, code=st.just(code), note=texts())


def _sources() -> SearchStrategy[SourceReading]:
    return st.builds(
        SourceReading,
        name=texts(),
        kind=st.sampled_from(SourceKind),
        numerator=st.none() | figures(),
        denominator=st.none() | figures(),
        taken_on=st.none() | days(),
        evidence=st.lists(hashes(), max_size=2).map(tuple),
        printed_ratio=st.none() | texts(),
        note=texts(),
    )


def _answers() -> SearchStrategy[tuple[RecognitionAnswer, ...]]:
    size = st.none() | st.integers(0, 5000)
    occurred = st.none() | st.booleans()
    asked = st.sets(st.sampled_from(sorted(RecognitionQuestion))).map(sorted)
    return asked.flatmap(
        lambda questions: st.tuples(
            *(
                st.builds(RecognitionAnswer, st.just(question), occurred, size, texts(), size, size)
                for question in questions
            )
        )
    )


def updates(code: str) -> SearchStrategy[TaskUpdate]:
    """Updates of one task."""
    return st.builds(
        TaskUpdate,
        code=st.just(code),
        status=st.none() | st.sampled_from(TaskStatus),
        percent=st.none() | st.integers(-10, 1000),
        result=texts(),
        measured=st.none() | st.builds(Measured, figures(), st.sampled_from(Unit)),
        documents=st.lists(_documents(), max_size=2).map(tuple),
        kept=st.booleans(),
        completed_on=st.none() | days(),
        deadline=st.none() | st.builds(EnteredDeadline, st.none() | days(), texts(), st.booleans()),
        phases=_phases(),
        explanation=st.none() | explanations(),
        proposal=texts(),
    )


def _documents() -> SearchStrategy[IssuedDocument]:
    return st.builds(IssuedDocument, texts(), texts(), st.none() | days(), texts(), st.none() | hashes())


def _phases() -> SearchStrategy[tuple[PhaseCompletion, ...]]:
    phase = st.builds(PhaseCompletion, st.integers(1, 9), st.none() | days())
    return st.lists(phase, max_size=3, unique_by=lambda item: item.number).map(tuple)


def _acknowledgements() -> SearchStrategy[tuple[Acknowledgement, ...]]:
    one = st.builds(Acknowledgement, names(), texts(), texts(), texts())
    whole = st.lists(one, max_size=3, unique_by=lambda item: (item.code, item.where, item.field))
    return whole.map(tuple)


@st.composite
def reports(
    draw: st.DrawFn,
    indicator_codes: Sequence[str] = INDICATOR_CODES,
    task_codes: Sequence[str] = TASK_CODES,
) -> Report:
    """Whole reports over some of these indicators and tasks, as a month file can carry them."""
    cells = st.none() | st.booleans() | st.integers(-9999, 9999) | texts()
    rows = st.lists(st.dictionaries(names(), cells, max_size=3), max_size=2).map(tuple)
    asked = draw(st.lists(st.sampled_from(indicator_codes), unique=True))
    led = draw(st.lists(st.sampled_from(task_codes), unique=True))
    return Report(
        agency_code=draw(names()),
        agency_name=draw(texts()),
        form=draw(names()),
        period=draw(periods()),
        data_window=draw(windows()),
        version=draw(st.integers(1, 99)),
        supersedes=draw(st.none() | st.builds(Supersedes, st.integers(1, 99), hashes())),
        indicators=tuple(draw(readings(code)) for code in asked),
        tasks=tuple(draw(updates(code)) for code in led),
        figures=draw(st.dictionaries(names(), figures(), max_size=2)),
        tables=draw(st.dictionaries(names(), rows, max_size=2)),
        narrative=draw(st.dictionaries(names(), texts(), max_size=2)),
        part=draw(st.none() | names()),
        acknowledged=draw(_acknowledgements()),
    )


def lines() -> SearchStrategy[str]:
    """Texts without line ends."""
    return texts().filter(lambda text: text.splitlines() in ([], [text]))


def settings_of_agencies() -> SearchStrategy[AgencySettings]:
    """Settings, filled in or not."""
    some = st.lists(lines(), max_size=3).map(tuple)
    official = st.none() | st.from_regex(r"[A-Y][0-9]{2}(\.[A-Z0-9]{1,4}){0,4}", fullmatch=True)
    return st.builds(
        AgencySettings,
        head=st.builds(LetterHead, st.none() | some, some),
        place=lines(),
        symbol=lines(),
        signatory=st.builds(Signatory, some, some, lines()),
        addressees=some,
        addressees_by_form=st.dictionaries(st.sampled_from(("tb-319", "cchc")), some),
        plan_texts=st.dictionaries(st.just("cchc"), st.dictionaries(lines(), texts(), min_size=1, max_size=2)),
        recipients=some,
        officer=lines(),
        official_code=official,
        counts_as_department=st.none() | st.booleans(),
    )
