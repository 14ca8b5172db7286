"""Two hundred Vietnamese words, in each manner of typing tools, into every editable field of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.agency import AgencyKind
from sonla_desktop.domain.text import matches
from sonla_desktop.ui.form_screen.date_cell import DateCell
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.places import START, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.start.state import found
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput, SuggestInput
from tests.ui.test_texts_and_keys import PLACES, go
from tests.ui.typing_tools import MANNERS, bare, vietnamese_words

Manner = Callable[[QWidget, str], None]
WORDS_A_FIELD = 12
KINDS: dict[str, Callable[[], QWidget]] = {
    "LineInput": lambda: LineInput("Trích yếu"),
    "ProseInput": lambda: ProseInput("Kết quả"),
    "SuggestInput": lambda: SuggestInput("Nguồn", list(vietnamese_words())),
    "NumberInput": lambda: NumberInput("Tử số"),
    "DateInput": lambda: DateInput("Ngày"),
    "DateCell": DateCell,
    "QLineEdit": QLineEdit,
    "QPlainTextEdit": QPlainTextEdit,
}


@pytest.fixture(params=MANNERS.values(), ids=MANNERS.keys())
def manner(request: pytest.FixtureRequest) -> Manner:
    return request.param


def text_of(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def chunks(words: Sequence[str], room: int) -> Iterator[list[str]]:
    """As many words at a time as a field has room for; a word that is longer than the whole field is left out."""
    taken: list[str] = []
    for word in words:
        if taken and sum(len(one) + 1 for one in taken) + len(word) > room:
            yield taken
            taken = []
        if len(word) <= room:
            taken.append(word)
    yield taken


def typed(field: QWidget, words: Sequence[str], manner: Manner) -> str:
    """Empties a field and types into it; returns what it then says."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for number, word in enumerate(words):
        if number:
            QTest.keyClick(field, Qt.Key.Key_Space)
        manner(field, word)
    return text_of(field)


def room_of(field: QWidget) -> int:
    return min(field.maxLength(), 400) if isinstance(field, QLineEdit) else 400


def test_the_words_are_as_many_and_as_vietnamese_as_they_should_be() -> None:
    words = vietnamese_words()
    assert len(set(words)) == 200
    assert all(bare(word) != word for word in words)
    assert {"đ", "ơ", "ư"} <= set("".join(words))


@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_words_arrive_in_every_kind_of_field(qtbot: QtBot, kind: str, manner: Manner) -> None:
    made = KINDS[kind]()
    qtbot.addWidget(made)
    made.show()
    field = getattr(made, "line", made)
    for words in chunks(vietnamese_words(), room_of(field)):
        assert typed(field, words, manner) == " ".join(words)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_words_arrive_in_every_field_of_every_page(
    qtbot: QtBot, window: MainWindow, place: Place, manner: Manner
) -> None:
    shown = go(qtbot, window, place)
    fields = [field for field in shown.findChildren(QWidget) if isinstance(field, QLineEdit | QPlainTextEdit)]
    open_fields = [one for one in fields if one.isVisible() and one.isEnabled() and not one.isReadOnly()]
    words = cycle(vietnamese_words())
    for field in open_fields:
        mine = next(chunks([next(words) for _ in range(WORDS_A_FIELD)], room_of(field)))
        assert typed(field, mine, manner) == " ".join(mine), field.accessibleName()


def communes() -> list[str]:
    """Names of the 75 communes and wards."""
    kinds = (AgencyKind.COMMUNE, AgencyKind.WARD)
    return [agency.name for agency in build_world().catalogue.agencies() if agency.kind in kinds]


def test_every_commune_is_found_without_marks_and_with_either_place_of_the_tone() -> None:
    agencies = build_world().catalogue.agencies()
    names = communes()
    assert len(names) == 75
    missed: list[str] = []
    for name in names:
        short = name.removeprefix("UBND ").removeprefix("xã ").removeprefix("phường ")
        moved = short
        for newer, old in (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("uỳ", "ùy"), ("uý", "úy"), ("oè", "òe")):
            moved = moved.replace(newer, "\0").replace(old, newer).replace("\0", old)
        for query in (short, short.lower(), bare(short), bare(short).lower(), bare(short).upper(), moved):
            hits = [agency.name for agency in found(agencies, query)]
            missed += [] if name in hits else [f"{query} → {name}"]
    assert missed == []


@pytest.mark.parametrize(
    ("query", "name"),
    [("dong", "Mường Đông"), ("đông", "Mường Đông"), ("thuỷ", "Thủy"), ("hoà", "Hòa"), ("son la", "Sơn La")],
)
def test_a_query_reads_as_a_name_however_it_is_marked(query: str, name: str) -> None:
    assert matches(query, name)


def test_every_commune_is_found_on_the_first_screen_by_keys_without_marks(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, Place(START))
    start = window.start
    for query, name in (("to hieu", "UBND phường Tô Hiệu"), ("CHIENG MUNG", "UBND xã Chiềng Mung")):
        start.view.search.clear()
        QTest.keyClicks(start.view.search, query)
        assert [row.cells[1].text for row in start.view.model.rows] == [name]
