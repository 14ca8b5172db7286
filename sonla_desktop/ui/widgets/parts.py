"""Small pieces every page is laid out with: labels in their roles, buttons, cards, tables, scrolled columns."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.look import colours

GAP = 8


def label(text: str = "", role: str = "", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label in a role of the look (title, heading, strong, muted, small, badge) and a tone."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Changes the tone (error, warning, notice, good or none) of a label or a banner."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        polish(widget)


def polish(widget: QWidget) -> None:
    """Has the stylesheet look at a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, role: str = "", icon_name: str = "", name: str = "") -> QPushButton:
    """A push button; ``name`` is what a screen reader says where the text alone is not enough."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setAccessibleName(name or text.replace("&", ""))
    if icon_name:
        made.setIcon(icon(icon_name, colours().on_accent if role == "primary" else ""))
        made.setIconSize(QSize(16, 16))
    return made


def row(*items: QWidget | QLayout | None, gap: int = GAP, margins: int = 0) -> QHBoxLayout:
    """Things side by side; None is a stretch."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: QWidget | QLayout | None, gap: int = GAP, margins: int = 0) -> QVBoxLayout:
    """Things one under the other; None is a stretch."""
    return _filled(QVBoxLayout(), items, gap, margins)


def _filled(layout: QBoxLayout, items: tuple[QWidget | QLayout | None, ...], gap: int, margins: int) -> QBoxLayout:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def card(*items: QWidget | QLayout | None, role: str = "card", gap: int = 6, margins: int = 10) -> QFrame:
    """A framed group of things one under the other."""
    frame = QFrame()
    frame.setProperty("role", role)
    frame.setLayout(column(*items, gap=gap, margins=margins))
    return frame


def grow(dialog: QWidget) -> None:
    """Gives a dialog the height that what it shows now needs: Qt counts too few lines of wrapped texts by itself."""
    dialog.layout().activate()
    wanted = dialog.layout().totalHeightForWidth(dialog.width())
    if wanted > dialog.height():
        dialog.resize(dialog.width(), wanted)


def rule() -> QFrame:
    """A thin line between groups."""
    frame = QFrame()
    frame.setProperty("role", "rule")
    return frame


class ScrolledColumn(QScrollArea):
    """Scrolls up and down when the window is low; never sideways, since it is never narrower than what it holds."""

    def __init__(self, inner: QWidget, name: str) -> None:
        super().__init__()
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        inner.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """As wide as the column needs, and a few lines high."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, 5 * self.fontMetrics().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column's need changed: so did ours."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(inner: QWidget, name: str) -> ScrolledColumn:
    """A column that scrolls up and down when the window is low."""
    return ScrolledColumn(inner, name)


def dress_table(view: QTableView, model: QAbstractItemModel, name: str) -> None:
    """What all tables have in common, those that are read and those that are typed into."""
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 11)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(24)


def table(model: QAbstractItemModel, name: str, widths: dict[int, int], stretch: int) -> QTableView:
    """A read-only table, one row chosen at a time; columns not in ``widths`` fit the header, one takes the rest."""
    view = QTableView()
    dress_read_only(view, model, name, widths, stretch)
    return view


def dress_read_only(
    view: QTableView, model: QAbstractItemModel, name: str, widths: dict[int, int], stretch: int
) -> None:
    """What tables that are only read have in common."""
    dress_table(view, model, name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setWordWrap(False)
    header = view.horizontalHeader()
    unit = view.fontMetrics().horizontalAdvance("0")
    for number in range(model.columnCount()):
        if number in widths:
            view.setColumnWidth(number, widths[number] * unit + 12)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
