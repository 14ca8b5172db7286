"""Every text that the officer types is found with its place, and changed in that place only."""

from dataclasses import fields, replace
from datetime import date

import pytest

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.prose import Prose, prose_of, with_prose
from sonla_desktop.domain.reading import FieldCheck, IndicatorReading, RecognitionAnswer, SourceReading
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, TaskUpdate
from tests.helpers import months

WHOLE = replace(
    months.report(),
    indicators=(
        IndicatorReading(
            "ct",
            sources=(SourceReading("a", note="b"), SourceReading(note="c")),
            recognition=(RecognitionAnswer(RecognitionQuestion.REENTERED, note="d"),),
            field_check=FieldCheck(None, "e"),
            explanation=Explanation("f", "g", "h", "i"),
            note="k",
        ),
    ),
    tasks=(
        TaskUpdate(
            "nv",
            result="l",
            documents=(IssuedDocument("m", "n", date(2026, 6, 5), "o"),),
            deadline=EnteredDeadline(basis="p"),
            explanation=Explanation("q"),
            proposal="r",
        ),
    ),
    tables={"bang": ({"row": "I.1", "text": "s", "count": 4}, {"text": "t"}, {"text": " ", "more": "u"})},
    narrative={"danh-gia": "v", "trong": "  "},
)
PLACES = {
    "ct": {
        "note": "k", "sources.0.name": "a", "sources.0.note": "b", "sources.1.note": "c",
        "recognition.reentered.note": "d", "field_check.result": "e", "explanation.subjective": "f",
        "explanation.objective": "g", "explanation.remedy": "h", "explanation.next_steps": "i",
    },
    "nv": {
        "result": "l", "proposal": "r", "documents.0.type": "m", "documents.0.symbol": "n", "documents.0.subject": "o",
        "deadline.basis": "p", "explanation.subjective": "q",
    },
    "report": {
        "tables.bang.I.1.text": "s", "tables.bang.+1.text": "t", "tables.bang.+2.more": "u", "narrative.danh-gia": "v",
    },
}  # fmt: skip


def test_each_text_is_found_once_with_its_place() -> None:
    found = list(prose_of(WHOLE))
    expected = [Prose(where, path, text) for where, texts in PLACES.items() for path, text in texts.items()]
    assert len(found) == len(expected)
    assert set(found) == set(expected)


def test_texts_change_and_nothing_else_does() -> None:
    longer = with_prose(WHOLE, lambda prose: prose.text + "!")
    assert {prose.text for prose in prose_of(longer)} == {prose.text + "!" for prose in prose_of(WHOLE)}
    assert longer.tables["bang"][0] == {"row": "I.1", "text": "s!", "count": 4}
    assert longer.narrative["trong"] == "  "
    assert with_prose(longer, lambda prose: prose.text.removesuffix("!")) == WHOLE


@pytest.mark.parametrize("kind", [IndicatorReading, TaskUpdate, SourceReading, IssuedDocument, Explanation])
def test_no_free_text_of_an_item_is_forgotten(kind: type) -> None:
    """A text that is added to the report later is free unless it is named here."""
    free = {path.split(".")[-1] for texts in PLACES.values() for path in texts}
    texts = {field.name for field in fields(kind) if field.type == "str"}
    assert texts - free <= {"code"}


def test_an_empty_report_has_none() -> None:
    empty = replace(WHOLE, indicators=(), tasks=(), tables={}, narrative={})
    assert isinstance(with_prose(empty, lambda prose: "x"), Report)
    assert list(prose_of(empty)) == []
