"""The part Giới hạn kiểm tra of Thiết lập: each limit with its figure, its purpose and the way back to ours."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.settings.limits import INTRODUCTION, LIMITS, Limit, value_of, with_limit
from sonla_desktop.ui.widgets.parts import button, card, column, label, row
from sonla_desktop.usecases.ports import Store

_KEY = DraftKey(Kind.SETTINGS, REPORT)
"""Under this texts that are no limit are kept, so that Chốt số liệu leads to their field."""


class LimitRow(QWidget):
    """One limit of the checks; ``before`` is what it was when the cursor came."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit, self.before = limit, limit.usual
        self.field = NumberInput(
            f"Giới hạn kiểm tra: {limit.heading}",
            whole=limit.is_whole,
            percent=limit.unit == "%",
            why_not=limit.why_not,
        )
        self.field.setAccessibleDescription(limit.said)
        self.back = button("Lấy lại mặc định", name=f"Lấy lại mặc định, {limit.caption}")
        caption = label(limit.heading, role="strong", wrap=True)
        caption.setBuddy(self.field)
        top = Qt.AlignmentFlag.AlignTop
        inner = row(gap=12)
        inner.addWidget(self.field, 1, top)
        inner.addWidget(self.back, 0, top)
        self.setLayout(column(caption, inner, label(limit.said, role="small", wrap=True), gap=3))

    @property
    def path(self) -> str:
        """Where its text is kept while it is no limit."""
        return f"settings.{self.limit.path}"

    def show_limit(self, settings: AgencySettings, *, writable: bool) -> None:
        """Shows the limit that is set, but never over a text that is none or over the cursor in an emptied field."""
        value = value_of(settings, self.limit)
        emptied = self.field.line.hasFocus() and not self.field.line.text().strip() and value == self.limit.usual
        if not self.field.doubtful_text() and not emptied:
            self.field.set_value(value)
        self.field.line.setReadOnly(not writable)
        self.say_way_back(settings, writable=writable)

    def say_way_back(self, settings: AgencySettings, *, writable: bool) -> None:
        """The way back is there only for what is not ours."""
        own = value_of(settings, self.limit) != self.limit.usual
        self.back.setVisible(own or bool(self.field.doubtful_text()))
        self.back.setEnabled(writable)


class LimitsCard(QWidget):
    """Every limit, two beside each other; a limit is saved as it is typed. Inputs by key path in ``fields``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._store: Store | None = None
        self.rows = {limit.path: LimitRow(limit) for limit in LIMITS}
        self.fields: dict[str, QWidget] = {path: shown.field for path, shown in self.rows.items()}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        for number, shown in enumerate(self.rows.values()):
            grid.addWidget(shown, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(number % 2, 1)
            self._connect(shown)
        said = label(INTRODUCTION, role="muted", wrap=True)
        self.setLayout(column(card(label("Giới hạn kiểm tra", role="heading"), said, grid, gap=8, margins=14)))

    def show_settings(self, settings: AgencySettings) -> None:
        """Fills the part; a text that is no limit stays as typed, but not in another store."""
        for shown in self.rows.values():
            if self._store is not self._desk.store:
                shown.field.set_text("")
            text = shown.field.doubtful_text()
            if text:  # the desk forgets it with the month, but limits are of no month
                self._doubt(shown, text)
            shown.show_limit(settings, writable=self._writable())
        self._store = self._desk.store

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that was left empty shows the limit that is used."""
        shown = next((shown for shown in self.rows.values() if shown.field.line is watched), None)
        if isinstance(event, QFocusEvent) and shown is not None and self._desk.snapshot is not None:
            value = value_of(self._desk.settings(), shown.limit)
            if event.type() is QEvent.Type.FocusIn and not shown.field.doubtful_text():
                shown.before = value
            if event.type() is QEvent.Type.FocusOut and not shown.field.line.text().strip():
                shown.field.set_value(value)
        return super().eventFilter(watched, event)

    def _connect(self, shown: LimitRow) -> None:
        shown.field.changed.connect(partial(self._edit, shown))
        shown.field.doubted.connect(partial(self._doubt, shown))
        shown.field.settled.connect(partial(self._settle, shown))
        shown.field.line.installEventFilter(self)
        shown.back.clicked.connect(partial(self._go_by_default, shown))

    def _writable(self) -> bool:
        return self._desk.store is not None and not self._desk.store.read_only

    def _edit(self, shown: LimitRow, value: Decimal | None) -> None:
        """A text that is no limit leaves the one before it, not the first digits of what is refused."""
        taken = shown.before if shown.field.doubtful_text() else value
        self._desk.put_settings(with_limit(self._desk.settings(), shown.limit, taken))
        shown.say_way_back(self._desk.settings(), writable=self._writable())

    def _doubt(self, shown: LimitRow, text: str) -> None:
        self._desk.drafts.unreadable[(_KEY, shown.path)] = text

    def _settle(self, shown: LimitRow) -> None:
        self._desk.drafts.unreadable.pop((_KEY, shown.path), None)

    def _go_by_default(self, shown: LimitRow) -> None:
        shown.field.setFocus(Qt.FocusReason.OtherFocusReason)
        shown.field.set_text("")
        shown.field.set_value(shown.limit.usual)
        self._settle(shown)
        self._edit(shown, shown.limit.usual)
        self._desk.drafts.flush()
