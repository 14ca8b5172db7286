"""What is asked of everything on screen, page or dialog: Vietnamese, named, reached by keyboard, not clipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.ui.words import strange_words, texts_of

CONTROLS = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton | QAbstractItemView | QAbstractSpinBox
SHOWN_TEXT = QLabel | QAbstractButton | QLineEdit | QComboBox
HEAD_PADDING = 16
"""Pixels that the look keeps free beside the words of a table's head."""


def spoken(root: QWidget) -> set[str]:
    """Every text of a page or dialog, table heads included, on screen or for a screen reader."""
    texts = {text for widget in [root, *root.findChildren(QWidget)] for text in texts_of(widget)}
    for view in root.findChildren(QTableView):
        texts |= {text.strip("\n") for _, text in _heads(view)}
    return texts - {""}


def english(root: QWidget, *own: str) -> dict[str, list[str]]:
    """Texts with words that are not Vietnamese; folders and names of the machine (``own``) are left out."""
    ours = [text for text in spoken(root) if not text.startswith("/") and not any(name in text for name in own)]
    found = {text: strange_words(text) for text in ours}
    return {text: words for text, words in found.items() if words}


def nameless(root: QWidget) -> list[str]:
    """Controls of which a screen reader could say nothing: no name, no words, no label that speaks for them."""
    spoken_for = {label.buddy() for label in root.findChildren(QLabel)}
    return [
        repr(widget)
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QAbstractItemView | QAbstractSpinBox)
        and not widget.accessibleName()
        and widget not in spoken_for
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def mnemonics(root: QWidget) -> Counter[str]:
    """How often each letter with Alt is given away."""
    letters: Counter[str] = Counter()
    for widget in root.findChildren(QWidget):
        buddy = isinstance(widget, QLabel) and widget.buddy() is not None
        if widget.isVisible() and (isinstance(widget, QAbstractButton) or buddy):
            letters.update(letter.lower() for letter in re.findall(r"&(\w)", widget.text()))
    return letters


def clipped(root: QWidget) -> list[str]:
    """Texts that get less room than they need: labels, buttons, inputs, table heads, columns that only scroll down."""
    found = [
        f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}: "
        f"{widget.width()} < {widget.minimumSizeHint().width()}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, SHOWN_TEXT)
        and not isinstance(widget.parent(), QAbstractItemView | QComboBox | QAbstractSpinBox)
        and widget.width() < widget.minimumSizeHint().width()
    ]
    for view in root.findChildren(QTableView):
        if view.isVisible():
            found += [f"{view.accessibleName()}: {text}" for room, text in _heads(view) if room < _needed(view, text)]
    found += [
        f"{area.accessibleName()}: {area.viewport().width()} < {area.widget().width()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().width() > area.viewport().width()
    ]
    return found


def _needed(view: QTableView, text: str) -> int:
    metrics = view.horizontalHeader().fontMetrics()
    return max(metrics.horizontalAdvance(line) for line in text.split("\n")) + HEAD_PADDING


def _heads(view: QTableView) -> Iterator[tuple[int, str]]:
    """Room and text of every column head that is shown; heads that wrap count their longest word."""
    header, model = view.horizontalHeader(), view.model()
    if header.isHidden() or model is None:
        return
    for column in range(model.columnCount()):
        text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if not view.isColumnHidden(column):
            own = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
            wraps = int(own if own is not None else header.defaultAlignment().value) & Qt.TextFlag.TextWordWrap.value
            yield header.sectionSize(column), text.replace(" ", "\n") if wraps else text


def focus_order(root: QWidget) -> list[QWidget]:
    """The controls that Tab goes through, in that order."""
    order, current = [], root.nextInFocusChain()
    while current is not root and len(order) < 5000:
        if root.isAncestorOf(current) and _takes_focus(current):
            order.append(current)
        current = current.nextInFocusChain()
    return order


def unreached(root: QWidget) -> list[str]:
    """Controls that Tab never comes to."""
    reached = set(focus_order(root))
    return [
        repr(widget)
        for widget in root.findChildren(QWidget)
        if _takes_focus(widget) and widget.focusProxy() is None and widget not in reached
    ]


def not_in_reading_order(root: QWidget) -> list[str]:
    """Pairs where Tab goes up and to the left at once, that is backwards, inside one box of controls.

    Boxes side by side are read one after the other, so only neighbours with the same parent are compared.
    """
    order = [widget for widget in focus_order(root) if not isinstance(widget, QAbstractScrollArea)]
    return [
        f"{one.accessibleName()} → {other.accessibleName()}"
        for one, other in pairwise(order)
        if one.parent() is other.parent() and _before(other, one)
    ]


def _before(one: QWidget, other: QWidget) -> bool:
    here, there = one.mapToGlobal(QPoint(0, 0)), other.mapToGlobal(QPoint(0, 0))
    same_line = here.y() < there.y() + other.height() and there.y() < here.y() + one.height()
    return here.x() < there.x() if same_line else here.y() < there.y() and here.x() <= there.x()


def _takes_focus(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled()
