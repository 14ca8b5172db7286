"""The calendar that opens under a date field, wherever the field stands: a form or a cell of a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QWidget

from sonla_desktop.ui.translation import VIETNAMESE


class CalendarPopup(QCalendarWidget):
    """``picked`` carries the date chosen with the mouse or with Enter; Esc closes without choosing."""

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setLocale(VIETNAMESE)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName("Lịch")
        self.activated.connect(self._pick)
        self.clicked.connect(self._pick)

    def open_under(self, line: QWidget, day: date | None) -> None:
        """Opens under the field, on the day it holds."""
        if day is not None:
            self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(line.mapToGlobal(QPoint(0, line.height())))
        self.show()
        self.setFocus()

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # a double click tells twice
            self.hide()
            self.picked.emit(date(day.year(), day.month(), day.day()))
