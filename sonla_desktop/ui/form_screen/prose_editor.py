"""Prose with linked figures: a text, a list of figures to put into it, its outline, and how it will be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sonla_desktop.domain.text import matches
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled, set_tone, table
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel
from sonla_desktop.usecases.figure_links import FigureLink, resolve, texts_of

NOTHING = "chưa có số liệu"


class LinkPicker(QFrame):
    """A list of figures that is searched by typing; ``picked`` carries the token."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._links: tuple[FigureLink, ...] = ()
        self.search = LineInput("Tìm số liệu", "Tìm số liệu, không cần dấu")
        self.model = RowsModel(("Số liệu", "Kỳ này"), self)
        self.list = table(self.model, "Số liệu có thể chèn", {1: 24}, stretch=0)
        self.setLayout(column(self.search, self.list, gap=6, margins=8))
        self.resize(640, 320)
        self.search.changed.connect(self._search)
        self.search.returnPressed.connect(self._take_first)
        self.list.activated.connect(self._take)

    def open_at(self, place: QPoint, links: tuple[FigureLink, ...]) -> None:
        """Shows the list; Esc closes it."""
        self._links = links
        self.search.set_value("")
        self._search("")
        self.move(place)
        self.show()
        self.search.setFocus()

    def _search(self, query: str) -> None:
        found = [link for link in self._links if matches(query, link.label, link.token)]
        self.model.show([_link_row(link) for link in found])

    def _take_first(self) -> None:
        if self.model.rows:
            self._pick(self.model.rows[0].key)

    def _take(self, index: QModelIndex) -> None:
        self._pick(index.data(KEY_ROLE))

    def _pick(self, token: str) -> None:
        self.hide()
        self.picked.emit(token)


def _link_row(link: FigureLink) -> RowView:
    value = CellView(link.text) if link.text is not None else CellView(NOTHING, tone="muted")
    return RowView(link.token, (CellView(link.label, tip=f"{{{link.token}}}"), value))


class ProseEditor(QWidget):
    """``changed`` carries the text; the figures it names are drawn under it."""

    changed = Signal(str)

    def __init__(self, name: str, lines: int = 9) -> None:
        super().__init__()
        self.text = ProseInput(name, lines=lines)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * 4 + 14)
        self.insert, self.compose = button("Chèn &số liệu…"), button("S&oạn từ đề cương")
        self.compose.setToolTip("Thêm các câu mẫu của biểu vào cuối; sửa lại được")
        self.preview = label(wrap=True)
        self.preview.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.unknown = label(tone="warning", wrap=True)
        self.picker = LinkPicker(self)
        self._outline: tuple[str, ...] = ()
        self._links: tuple[FigureLink, ...] = ()
        inner = QWidget()
        inner.setLayout(column(self.preview, None, margins=2))
        heading = label("Khi in ra", role="strong")
        self.printed = card(heading, scrolled(inner, "Khi in ra"), self.unknown, role="banner")
        self.printed.setMinimumHeight(110)
        layout = column(row(self.insert, self.compose, None), self.text, self.printed, gap=6)
        layout.setStretch(1, 3)
        layout.setStretch(2, 2)
        self.setLayout(layout)
        self.text.changed.connect(self._typed)
        self.insert.clicked.connect(self._open_picker)
        self.compose.clicked.connect(self._compose)
        self.picker.picked.connect(self.put_token)

    def show_prose(self, text: str, links: tuple[FigureLink, ...], outline: Sequence[str], *, editable: bool) -> None:
        """Shows the text with the figures of the month; another name of the section is set by the page."""
        self._links, self._outline = links, tuple(outline)
        self.text.set_value(text)
        self.text.setReadOnly(not editable)
        self.insert.setEnabled(editable and bool(links))
        self.compose.setEnabled(editable)
        self.compose.setVisible(bool(outline))
        self._draw(text)

    def put_token(self, token: str) -> None:
        """Puts a figure where the cursor is."""
        self.text.insertPlainText(f"{{{token}}}")
        self.text.setFocus()

    def _typed(self, text: str) -> None:
        self._draw(text)
        self.changed.emit(text)

    def _draw(self, text: str) -> None:
        drawn = resolve(text, texts_of(self._links))
        self.preview.setText(drawn.text)
        self.printed.setVisible("{" in text)
        named = ", ".join(f"{{{token}}}" for token in drawn.unknown)
        self.unknown.setText(f"Chưa có số liệu hoặc không nhận ra: {named}")
        self.unknown.setVisible(bool(drawn.unknown))
        set_tone(self.printed, "warning" if drawn.unknown else "")

    def _open_picker(self) -> None:
        self.picker.open_at(self.insert.mapToGlobal(QPoint(0, self.insert.height())), self._links)

    def _compose(self) -> None:
        """Never in place of what was written: after it."""
        before = self.text.value().rstrip()
        self.text.setPlainText("\n".join([*([before] if before else []), *self._outline]))
        self.text.setFocus()
