"""Whether a form can be composed at all: told by its first test or at the start, not in the middle of a document."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sonla_desktop.domain.form_definition import FormDefinition, SectionKind
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import FigureState, SourceKind
from sonla_desktop.domain.task import TaskStatus, Timeliness
from sonla_desktop.usecases.compose_document.columns import COLUMNS, JOIN
from sonla_desktop.usecases.compose_document.form_rows import FIGURE_COLUMNS
from sonla_desktop.usecases.compose_document.wording import FormFault, Words, nearest_hint
from sonla_desktop.usecases.outcomes import IndicatorOutcome, TaskOutcome

NOT_ENTERED: Final = "none"
"""Key of the word for a coded value that nobody has chosen yet."""
_INDICATOR_KINDS: Final = {SectionKind.INDICATORS, SectionKind.SOURCES, SectionKind.CHECKS, SectionKind.EVIDENCE}
_INDICATOR_WORDS: Final[dict[str, Iterable[str]]] = {
    "state": (*FigureState, NOT_ENTERED),
    "outcome": IndicatorOutcome,
    "indicator_counts": IndicatorOutcome,
    "recognition": RecognitionQuestion,
    "answer": ("yes", "no", NOT_ENTERED),
    "source_kind": SourceKind,
    "evidence": SourceKind,
}
_TASK_WORDS: Final[dict[str, Iterable[str]]] = {
    "status": (*TaskStatus, NOT_ENTERED),
    "timeliness": Timeliness,
    "task_counts": TaskOutcome,
}


def require_composable(form: FormDefinition) -> None:
    """Raises FormFault for a column source that does not exist or a missing word, naming the nearest."""
    _require_known_columns(form)
    kinds = {section.kind for section in form.sections}
    groups = dict(_INDICATOR_WORDS if kinds & _INDICATOR_KINDS else {})
    groups |= _TASK_WORDS if SectionKind.TASKS in kinds else {}
    words = Words(form)
    for group, keys in groups.items():
        for key in keys:
            words.label(group, key.value if isinstance(key, StrEnum) else key)


def _require_known_columns(form: FormDefinition) -> None:
    for section in form.sections:
        known = FIGURE_COLUMNS if section.kind is SectionKind.FIGURES else tuple(COLUMNS.get(section.kind, {}))
        for name in (name for column in section.columns for name in column.source.split(JOIN)):
            if name not in known:
                hint = nearest_hint(name, known)
                raise FormFault(f'Biểu {form.id}, mục {section.id}: không có nguồn cột "{name}".{hint}')
