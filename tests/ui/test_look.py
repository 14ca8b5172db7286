"""The look: text is readable on every ground, also in the system's high contrast; colour never speaks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.look import DARK, LIGHT, Colours, contrast_colours, dress, force
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.widgets.rows_model import RowsModel
from tests.ui.conftest import settle
from tests.ui.test_texts_and_keys import PLACES, go

READABLE = 4.5
"""Contrast that WCAG 2.2 asks of text of this size (1.4.3)."""


def contrast_palette() -> QPalette:
    """The colours of high contrast black as Windows hands them over."""
    palette, role = QPalette(), QPalette.ColorRole
    for place in (role.Window, role.Base, role.Button, role.AlternateBase):
        palette.setColor(place, QColor("#000000"))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(place, QColor("#ffffff"))
    palette.setColor(role.Highlight, QColor("#1aebff"))
    palette.setColor(role.HighlightedText, QColor("#000000"))
    return palette


@pytest.fixture
def high_contrast(qapp: QApplication) -> Iterator[Colours]:
    chosen = contrast_colours(contrast_palette())
    force(qapp, chosen)
    yield chosen
    force(qapp, None)


def brightness(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("chosen", [LIGHT, DARK, contrast_colours(contrast_palette())], ids=["sáng", "tối", "đậm"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(chosen: Colours) -> None:
    grounds = (chosen.window, chosen.base, chosen.hover)
    pairs = [(text, ground) for text in (chosen.text, chosen.muted) for ground in (*grounds, chosen.accent_soft)]
    for tone in ("error", "warning", "notice", "good"):
        pairs += [(getattr(chosen, tone), ground) for ground in (*grounds, getattr(chosen, f"{tone}_soft"))]
        pairs.append((chosen.text, getattr(chosen, f"{tone}_soft")))
    pairs += [(chosen.on_accent, chosen.accent), (chosen.text, chosen.unsaved), (chosen.accent, chosen.window)]
    poor = {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < READABLE}
    assert poor == {}


def test_high_contrast_uses_no_colour_but_the_systems(high_contrast: Colours, qapp: QApplication) -> None:
    system = {"#000000", "#ffffff", "#1aebff"}
    assert {getattr(high_contrast, name) for name in Colours.__slots__} <= system
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == "#000000"
    for colour in (getattr(LIGHT, name) for name in Colours.__slots__ if name not in ("base", "on_accent")):
        assert colour not in qapp.styleSheet()


def test_the_system_is_asked_for_its_contrast_at_the_start(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sonla_desktop.ui.look._wants_contrast", lambda _application: True)
    ours = qapp.palette()
    qapp.setPalette(contrast_palette())
    try:
        dress(qapp)
        assert qapp.palette().color(QPalette.ColorRole.Highlight).name() == "#1aebff"
    finally:
        qapp.setPalette(ours)
        force(qapp, None)


def test_a_page_in_high_contrast_is_painted_in_it(qtbot: QtBot, high_contrast: Colours, window: MainWindow) -> None:
    settle(qtbot, window)
    picture = window.grab().toImage()
    corner = picture.pixelColor(picture.width() - 4, picture.height() // 2)
    assert corner.name() == "#000000"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_colour_never_speaks_alone(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    silent = [
        repr(label)
        for label in shown.findChildren(QLabel)
        if label.isVisible() and label.property("tone") and not label.text() and label.pixmap().isNull()
    ]
    for model in shown.findChildren(RowsModel):
        for row in model.rows:
            speaking = [cell for cell in row.cells if cell.tone not in ("", "muted")]
            toned = [cell for cell in speaking if cell.text and not cell.icon]
            silent += [cell.text for cell in toned if not re.search(r"[^\W\d_]{2,}", cell.text)]
    assert silent == []
