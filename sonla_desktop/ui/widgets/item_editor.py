"""What the editors of a task and of an indicator share: inputs by key path, and texts that are no value yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.form import focus_field, in_reading_order, mark_unsaved, reveal


class ItemEditor(QWidget):
    """``doubted`` carries (path, text) of an input whose text is no value; ``settled`` the path when it is again."""

    doubted = Signal(str, str)
    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._reached: list[QWidget] = []

    def watch(self, path: str, field: NumberInput | DateInput) -> None:
        """Passes on what a number or date input says of its text."""
        self.fields[path] = field
        field.doubted.connect(partial(self.doubted.emit, path))
        field.settled.connect(partial(self.settled.emit, path))

    def show_unreadable(self, texts: Mapping[str, str]) -> None:
        """Puts back texts that are no value yet, as they were typed."""
        for path, text in texts.items():
            field = self.fields.get(path)
            if isinstance(field, NumberInput | DateInput):
                field.set_text(text)

    def order_tabs(self) -> None:
        """Has Tab go in reading order; rows and buttons that came later would otherwise come last."""
        reached = [item for item in in_reading_order(self) if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if reached != self._reached:
            self._reached = reached
            for one, other in pairwise(reached):
                QWidget.setTabOrder(one, other)

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Tab goes to what is read next in the window.

        Qt's own chain cannot be relied on here: rows that come while the cursor is in the editor can close it to a
        ring that Tab never leaves.
        """
        now = QApplication.focusWidget()
        reached = [item for item in in_reading_order(self.window()) if _takes_tab(item)]
        if now not in reached:
            return super().focusNextPrevChild(ahead)
        other = reached[(reached.index(now) + (1 if ahead else -1)) % len(reached)]
        other.setFocus(Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason)
        reveal(other)
        return True

    def focus_field(self, path: str) -> bool:
        """Goes to the input of this key path."""
        return focus_field(self.fields, path)

    def mark_unsaved(self, on: bool) -> None:
        """Marks or clears the inputs when the store refused the newest value."""
        mark_unsaved(self.fields, on)


def _takes_tab(item: QWidget) -> bool:
    policy = item.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and item.isVisible() and item.isEnabled() and item.focusProxy() is None
