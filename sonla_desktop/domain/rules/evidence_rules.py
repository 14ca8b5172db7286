"""Rules about the files behind the figures: extracts of systems, issued documents (KH V.1, NĐ09 Điều 12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.reading import SourceKind, SourceReading
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState, IndicatorCheck, TaskCheck
from sonla_desktop.domain.rules.entered import Figures, reported_figures, written
from sonla_desktop.domain.rules.rule import At, at, indicator_rule, task_rule
from sonla_desktop.domain.rules.source_rules import compared_sources


@indicator_rule("MC-001", Severity.WARNING, source="KH V.1")
def figures_of_a_system_have_an_extract(check: IndicatorCheck) -> Iterator[At]:
    """Where the plan names an information system as the source, an extract of it is attached."""
    reading = check.reading
    if not check.indicator.extract_required or reading is None or not reading.has_figures:
        return
    if not any(source.kind is SourceKind.EXTRACT and source.evidence for source in reading.sources):
        yield at("sources")


@indicator_rule("MC-002", Severity.ERROR, needs=("evidence",))
def evidence_of_sources_is_there(check: IndicatorCheck) -> Iterator[At]:
    """Each file that a source names is on the shelf and is still that file."""
    for position, source in enumerate(check.reading.sources if check.reading else ()):
        for index, sha256 in enumerate(source.evidence):
            if trouble := _trouble(check.context, sha256):
                path = f"sources.{position}.evidence.{index}"
                yield at(path, variant=f"source-{trouble}", source=position + 1, file=sha256[:8])


@task_rule("MC-002", Severity.ERROR, needs=("evidence",))
def evidence_of_documents_is_there(check: TaskCheck) -> Iterator[At]:
    """Each file that a document of the task names is on the shelf and is still that file."""
    for position, document in enumerate(check.update.documents if check.update else ()):
        if document.evidence and (trouble := _trouble(check.context, document.evidence)):
            path = f"documents.{position}.evidence"
            yield at(path, variant=f"document-{trouble}", document=position + 1, file=document.evidence[:8])


def _trouble(context: CheckContext, sha256: str) -> str | None:
    state = context.evidence.get(sha256, EvidenceState.ABSENT)
    return None if state is EvidenceState.PRESENT else state.value


@indicator_rule(
    "MC-003",
    Severity.WARNING,
    source="KH V.1",
    needs=("counts",),
    silenced_by=("CT-001", "CT-002", "CT-003", "CT-004", "CT-006", "CT-012", "MC-002"),
)
def entered_figures_are_those_counted(check: IndicatorCheck) -> Iterator[At]:
    """The entered figures are what the saved count found in the attached extract.

    Silent where the source that holds the extract gives what was counted and the entered figures stand in no
    source at all: DC-002 tells that already.
    """
    entered = reported_figures(check.indicator, check.reading)
    if entered is None:
        return
    stands_nowhere = entered not in (compared := compared_sources(check)).values()
    for position, index, count in _counted_files(check):
        counted = _figures_of(count)
        if entered[: len(counted)] == counted or (stands_nowhere and compared.get(position) == counted):
            continue
        path = f"sources.{position}.evidence.{index}"
        yield at(path, source=position + 1, file=count.sha256[:8], seen=written(entered), counted=written(counted))


@indicator_rule(
    "MC-004",
    Severity.WARNING,
    source="NĐ 09/2019 Điều 12",
    needs=("counts", "used_elsewhere"),
    silenced_by=("MC-002",),
)
def extracts_cover_the_data_window(check: IndicatorCheck) -> Iterator[At]:
    """An extract taken before the last day cannot hold the whole of the window; what is counted lies inside it.

    Nobody has taken an extract on a day to come.
    Silent about an extract of another period (MC-005), which cannot be of this window. One without a day is
    not judged.
    """
    reading, window = check.reading, check.context.report.data_window
    if reading is None or not reading.has_figures:
        return
    for position, source in enumerate(reading.sources):
        if place := _taken_at_the_wrong_time(check.context, position, source):
            yield place
    for position, index, count in _counted_files(check):
        if count.rows_outside_window > 0 and not _used_elsewhere(check.context, reading.sources[position]):
            path, window_label = f"sources.{position}.evidence.{index}", window.label
            yield at(path, variant="rows", source=position + 1, rows=count.rows_outside_window, window=window_label)


def _taken_at_the_wrong_time(context: CheckContext, position: int, source: SourceReading) -> At | None:
    """The reason for a day to come is tied to that day only, not to the clock."""
    taken, end = source.taken_on, context.report.data_window.end
    if taken is None or source.kind is not SourceKind.EXTRACT or _used_elsewhere(context, source):
        return None
    path, number = f"sources.{position}.taken_on", position + 1
    if taken > context.now.date():
        return at(path, variant="future", source=number, seen=taken)
    return at(path, variant="taken", source=number, seen=taken, end=end) if taken < end else None


@indicator_rule("MC-005", Severity.WARNING, source="KH V.1", needs=("used_elsewhere",), silenced_by=("MC-002",))
def an_extract_serves_one_period(check: IndicatorCheck) -> Iterator[At]:
    """The same extract under another period's figures was hardly taken for both.

    Registers, lists and the documents of a task legitimately stay the same for months.
    """
    reading = check.reading
    if reading is None or not reading.has_figures:
        return
    for position, source in enumerate(reading.sources):
        for index, period in _used_elsewhere(check.context, source).items():
            path, file = f"sources.{position}.evidence.{index}", source.evidence[index][:8]
            yield at(path, source=position + 1, file=file, period=period)


def _used_elsewhere(context: CheckContext, source: SourceReading) -> dict[int, str]:
    """The other period by position of each file of an extract that it names, too."""
    if source.kind is not SourceKind.EXTRACT:
        return {}
    periods = ((index, context.used_elsewhere.get(sha256)) for index, sha256 in enumerate(source.evidence))
    return {index: period for index, period in periods if period}


def _counted_files(check: IndicatorCheck) -> Iterator[tuple[int, int, SavedCount]]:
    """Position of the source, of the file in it, and the last count saved of that file; each file once."""
    counts = {count.sha256: count for count in check.counts}
    for position, source in enumerate(check.reading.sources if check.reading else ()):
        for index, sha256 in enumerate(source.evidence):
            if count := counts.pop(sha256, None):
                yield position, index, count


def _figures_of(count: SavedCount) -> Figures:
    both = (count.numerator,) if count.denominator is None else (count.numerator, count.denominator)
    return tuple(Decimal(figure) for figure in both)
