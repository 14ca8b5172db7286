"""The editor of a date inside a cell: typed, or picked from the same calendar as in every date field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from sonla_desktop.domain.period import date_label
from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.widgets.calendar_popup import CalendarPopup
from sonla_desktop.ui.widgets.date_input import PLACEHOLDER
from sonla_desktop.ui.widgets.date_reading import read_date


class DateCell(QLineEdit):
    """A line with a calendar button inside it; Alt+↓ opens the calendar too. A picked day counts as typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(PLACEHOLDER)
        self._calendar: CalendarPopup | None = None
        opener = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setText("Mở lịch")
        opener.setToolTip("Chọn ngày trên lịch (Alt+↓)")
        opener.setShortcut(QKeySequence("Alt+Down"))
        opener.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        opener.triggered.connect(self._open)

    def _open(self) -> None:
        # A child of the editor, since a cell is closed when the focus goes to what is not inside it.
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._take)
        self._calendar.open_under(self, read_date(self.text()).day)

    def _take(self, day: date) -> None:
        self.setText(date_label(day))
        self.setFocus()
        self.textEdited.emit(self.text())
