"""A figure typed the Vietnamese way, with what the program reads beside it: chắc, hỏi or sai. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from sonla_desktop.domain.numbers import Certainty, NumberReading, format_number, read_number
from sonla_desktop.ui.number_spelling import spelled
from sonla_desktop.ui.widgets.inputs import mark
from sonla_desktop.ui.widgets.parts import button, column, label, row, set_tone

WIDTH_IN_DIGITS = 11


def _no_reason(_value: Decimal) -> str:
    return ""


class NumberInput(QWidget):
    """A line edit for one figure.

    ``changed`` carries the value when it is sure, else None: a figure half read is worse than none. ``doubted``
    carries the text when it is no sure number; the text stays. ``settled``: there is no doubtful text any more.
    ``why_not`` says of a figure why it cannot be taken, or nothing; such a figure is wrong like any other text.
    """

    changed = Signal(object)
    doubted = Signal(str)
    settled = Signal()

    def __init__(
        self, name: str, *, whole: bool = True, percent: bool = False, why_not: Callable[[Decimal], str] = _no_reason
    ) -> None:
        super().__init__()
        self._why_not = why_not
        self._whole, self._percent = whole, percent
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMaxLength(60)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("0") * WIDTH_IN_DIGITS + 18)
        self.said = label(role="small")
        self.hint = label(role="small", tone="error", wrap=True)
        self.hint.hide()
        self._choices: list[QPushButton] = []
        self._choice_row = row(gap=4)
        self.setLayout(column(row(self.line, self.said, self._choice_row, None, gap=6), self.hint, gap=2))
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.line.textEdited.connect(self._read)

    def set_value(self, value: Decimal | int | None) -> None:
        """Shows a figure without telling of it; a text that already says this, or no sure figure, stays as typed."""
        if self._reading(self.line.text()).value != value:
            self._show("" if value is None else self._text_of(Decimal(value)))

    def set_text(self, text: str) -> None:
        """Shows a text that was typed before and is no sure number."""
        if self.line.text() != text:
            self._show(text)

    def doubtful_text(self) -> str:
        """The text when it is no value yet, else nothing."""
        text = self.line.text()
        return text if text.strip() and self._reading(text).value is None else ""

    def setAccessibleDescription(self, text: str) -> None:
        """Told of the line, which has the focus."""
        self.line.setAccessibleDescription(text)

    def _text_of(self, value: Decimal) -> str:
        """The figure written so that it is read back as the same figure (1.003 could be two, 1003 is one)."""
        usual = format_number(value)
        if self._reading(usual).value == value:
            return usual
        return spelled(value, whole=self._whole, percent=self._percent)

    def _show(self, text: str) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self._say(self._reading(text), text)

    def _reading(self, text: str) -> NumberReading:
        reading = read_number(text, whole=self._whole, percent=self._percent)
        possible = tuple(value for value in reading.candidates if not self._why_not(value))
        if reading.candidates and not possible:
            return NumberReading(Certainty.WRONG, None, (), self._why_not(reading.candidates[0]))
        if len(reading.candidates) > 1 and possible == reading.candidates[:1]:  # the Vietnamese reading alone fits
            return NumberReading(Certainty.SURE, possible[0], possible, "")
        return replace(reading, candidates=possible)

    def _read(self, text: str) -> None:
        reading = self._reading(text)
        self._say(reading, text)
        if not text.strip():
            self.settled.emit()
            self.changed.emit(None)
        elif reading.certainty is Certainty.SURE:
            self.settled.emit()
            self.changed.emit(reading.value)
        else:
            self.doubted.emit(text)
            self.changed.emit(None)

    def _say(self, reading: NumberReading, text: str) -> None:
        sure = reading.certainty is Certainty.SURE
        doubtful = bool(text.strip()) and not sure
        asked = reading.certainty is Certainty.ASK
        self.said.setText(_said(reading, text, "%" if self._percent else ""))
        set_tone(self.said, "" if not doubtful else ("warning" if asked else "error"))
        self.hint.setText(reading.hint)
        self.hint.setVisible(doubtful and bool(reading.hint))
        set_tone(self.hint, "warning" if asked else "error")
        mark(self.line, "wrong", doubtful)
        self._offer(reading.candidates if doubtful else ())

    def _offer(self, candidates: tuple[Decimal, ...]) -> None:
        for old in self._choices:
            self._choice_row.removeWidget(old)
            old.deleteLater()
        self._choices = []
        for candidate in candidates:
            choice = button(f"{candidate:f}".replace(".", ","), name=f"Chọn {candidate:f}".replace(".", ","))
            choice.setProperty("candidate", candidate)
            choice.clicked.connect(self._choose)
            self._choice_row.addWidget(choice)
            self._choices.append(choice)

    def _choose(self) -> None:
        value: Decimal = self.sender().property("candidate")
        self._show(self._text_of(value))
        self.line.setFocus()
        self.settled.emit()
        self.changed.emit(value)


def _said(reading: NumberReading, text: str, unit: str) -> str:
    if not text.strip():
        return ""
    if reading.value is not None:
        return f"✓ {format_number(reading.value)}{unit}"
    return "Hỏi lại" if reading.certainty is Certainty.ASK else "Sai"
