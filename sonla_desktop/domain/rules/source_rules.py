"""Rules about where figures come from: sources, recognition questions, evidence (KH II.3, II.4, V.1)."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.reading import SourceKind, SourceReading
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState, IndicatorCheck, TaskCheck
from sonla_desktop.domain.rules.rule import At, at, indicator_rule, task_rule
from sonla_desktop.domain.text import fold


@indicator_rule("DC-001", Severity.WARNING, source="KH II.3")
def high_risk_figures_have_enough_sources(check: IndicatorCheck) -> Iterator[At]:
    """Counts sources that can be compared: with a name and their figures; the same system twice is one source."""
    indicator, reading = check.indicator, check.reading
    if not indicator.high_risk or reading is None or not reading.has_figures:
        return
    names = {fold(source.name) for source in reading.sources if _has_figures(source, indicator)} - {""}
    if len(names) < indicator.min_sources:
        yield at("sources", seen=len(names), least=indicator.min_sources)


def _has_figures(source: SourceReading, indicator: Indicator) -> bool:
    """A source gives the number of a count as its numerator."""
    return source.numerator is not None and (indicator.is_count or source.denominator is not None)


@indicator_rule("CN-001", Severity.ERROR, source="KH II.4")
def recognition_questions_are_answered(check: IndicatorCheck) -> Iterator[At]:
    """Each condition of non-recognition that concerns the indicator is answered yes or no."""
    reading = check.reading
    if reading is None or not reading.has_figures:
        return
    for question in check.indicator.recognition:
        answer = reading.answer(question)
        if answer is None or answer.occurred is None:
            yield at(f"recognition.{question.value}", variant=question.value.replace("_", "-"))


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
