"""A date typed as dd/MM/yyyy or picked from a calendar; empty is allowed, and a text that is no date stays."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from sonla_desktop.domain.period import date_label
from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.widgets.calendar_popup import CalendarPopup
from sonla_desktop.ui.widgets.date_reading import read_date
from sonla_desktop.ui.widgets.inputs import mark
from sonla_desktop.ui.widgets.parts import column, label, row

PLACEHOLDER = "ngày/tháng/năm"


class DateInput(QWidget):
    """``changed`` carries the date, or None where the text is none; ``doubted`` carries a text that is no date.

    ``settled``: there is no such text any more.
    """

    changed = Signal(object)
    doubted = Signal(str)
    settled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(PLACEHOLDER)
        self.line.setMaxLength(20)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance(PLACEHOLDER) + 20)
        self._opener = QToolButton()
        self._opener.setIcon(icon("calendar"))
        self._opener.setIconSize(QSize(16, 16))
        self._opener.setAutoRaise(True)
        self._opener.setAccessibleName(f"Mở lịch: {name}")
        self._opener.setToolTip("Chọn ngày trên lịch")
        self.hint = label(role="small", tone="error", wrap=True)
        self.hint.hide()
        self._calendar: CalendarPopup | None = None
        self.setLayout(column(row(self.line, self._opener, None, gap=2), self.hint, gap=2))
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.line.textEdited.connect(self._read)
        self._opener.clicked.connect(self._open)

    def set_value(self, day: date | None) -> None:
        """Shows a date without telling of it; a text that already says this, or no date, stays as it was typed."""
        if read_date(self.line.text()).day != day:
            self.set_text("" if day is None else date_label(day))

    def set_text(self, text: str) -> None:
        """Shows a text as it was typed before."""
        if self.line.text() != text:
            with QSignalBlocker(self.line):
                self.line.setText(text)
            self._say(read_date(text).hint)

    def _read(self, text: str) -> None:
        reading = read_date(text)
        self._say(reading.hint)
        if reading.hint:
            self.doubted.emit(text)
            self.changed.emit(None)
        else:
            self.settled.emit()
            self.changed.emit(reading.day)

    def _say(self, hint: str) -> None:
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        mark(self.line, "wrong", bool(hint))

    def _open(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._pick)
        self._calendar.open_under(self.line, read_date(self.line.text()).day)

    def _pick(self, day: date) -> None:
        self.set_text(date_label(day))
        self.line.setFocus()
        self._read(self.line.text())
