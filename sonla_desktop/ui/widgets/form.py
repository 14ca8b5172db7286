"""A form in two columns, label and input, where each input is known by the key path of what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QMainWindow, QScrollArea, QSplitter, QWidget

from sonla_desktop.ui.places import nearest_field
from sonla_desktop.ui.widgets.inputs import mark
from sonla_desktop.ui.widgets.parts import label


class Form(QWidget):
    """Rows of label and input; ``focus_field`` goes to an input by its path."""

    def __init__(self, label_width: int = 0) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)

    def add(self, path: str, text: str, field: QWidget) -> QWidget:
        """Adds a labelled input and returns it."""
        caption = label(text)
        caption.setBuddy(field)
        line = self._grid.rowCount()
        self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        caption.setContentsMargins(0, 4, 0, 0)
        self._grid.addWidget(field, line, 1)
        self.fields[path] = field
        field.setProperty("caption", caption)
        return field

    def add_wide(self, item: QWidget | QLayout, path: str = "") -> None:
        """Adds something over both columns."""
        line = self._grid.rowCount()
        if isinstance(item, QWidget):
            self._grid.addWidget(item, line, 0, 1, 2)
            if path:
                self.fields[path] = item
        else:
            self._grid.addLayout(item, line, 0, 1, 2)

    def show_row(self, path: str, shown: bool) -> None:
        """Shows or hides an input with its label."""
        field = self.fields[path]
        field.setVisible(shown)
        field.property("caption").setVisible(shown)


def focus_field(fields: dict[str, QWidget], path: str) -> bool:
    """Puts the cursor into the input of this path (or the nearest there is) and scrolls it into view."""
    shown = [name for name, field in fields.items() if field.isVisibleTo(field.window())]
    nearest = nearest_field(path, shown)
    if nearest is None:
        return False
    field = fields[nearest]
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    reveal(field)
    return True


def in_reading_order(holder: QWidget) -> Iterator[QWidget]:
    """Everything that is laid out in a widget, each after what stands before it."""
    if isinstance(holder, QScrollArea):
        yield from in_reading_order(holder.widget())
    elif isinstance(holder, QMainWindow):
        yield from in_reading_order(holder.centralWidget())
    elif isinstance(holder, QSplitter):
        for number in range(holder.count()):
            yield holder.widget(number)
            yield from in_reading_order(holder.widget(number))
    elif holder.layout() is not None:
        yield from _in_layout(holder.layout())


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for position in range(layout.count()):
        item = layout.itemAt(position)
        if item.layout() is not None:
            yield from _in_layout(item.layout())
        elif item.widget() is not None:
            yield item.widget()
            yield from in_reading_order(item.widget())


def reveal(field: QWidget) -> None:
    """Scrolls every scrolled column around the input so that it is seen."""
    around = field.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(field, 20, 40)
        around = around.parentWidget()


def mark_unsaved(fields: dict[str, QWidget], on: bool) -> None:
    """Marks every input of an item whose newest value the store refused; the texts stay."""
    for field in fields.values():
        mark(getattr(field, "line", field), "unsaved", on)
