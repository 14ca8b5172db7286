"""The left column: one button for each page, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sonla_desktop.domain.period import PeriodKind
from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.places import EVIDENCE, HISTORY, MONTHLY_UPDATE, OVERVIEW, REPORT_EXPORT, SETTINGS

UPDATE_WORDS = {
    PeriodKind.MONTH: "&Cập nhật tháng",
    PeriodKind.QUARTER: "&Cập nhật quý",
    PeriodKind.HALF_YEAR: "&Cập nhật 6 tháng",
    PeriodKind.YEAR: "&Cập nhật năm",
    PeriodKind.ON_REQUEST: "&Cập nhật báo cáo",
}
ENTRIES = (
    (OVERVIEW, "&Tổng quan", "overview"),
    (MONTHLY_UPDATE, UPDATE_WORDS[PeriodKind.MONTH], "update"),
    (EVIDENCE, "M&inh chứng", "evidence"),
    (REPORT_EXPORT, "&Báo cáo và xuất", "export"),
    (HISTORY, "Lịc&h sử", "history"),
    (SETTINGS, "Thiết &lập", "settings"),
)


class Navigation(QWidget):
    """``chosen`` carries the name of the page that was asked for."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(2)
        for name, word, picture in ENTRIES:
            layout.addWidget(self._entry(name, word, picture))
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._tell)

    def show_page(self, name: str) -> None:
        """Marks the page that is on screen."""
        self.buttons[name].setChecked(True)

    def show_words(self, shown: bool) -> None:
        """Icon and word, or the icon alone with the word in its tip, where the window is narrow."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
        for entry in self.buttons.values():
            entry.setToolButtonStyle(style)

    def show_kind(self, kind: PeriodKind) -> None:
        """Names the update after the kind of period that is reported."""
        _name(self.buttons[MONTHLY_UPDATE], UPDATE_WORDS[kind])

    def _entry(self, name: str, word: str, picture: str) -> QToolButton:
        entry = QToolButton()
        _name(entry, word)
        entry.setIcon(icon(picture))
        entry.setIconSize(QSize(20, 20))
        entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        entry.setCheckable(True)
        entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        entry.setProperty("page", name)
        entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons[name] = entry
        self._group.addButton(entry)
        return entry

    def _tell(self, entry: QToolButton) -> None:
        self.chosen.emit(entry.property("page"))


def _name(entry: QToolButton, word: str) -> None:
    entry.setText(" " + word)
    entry.setAccessibleName(word.replace("&", ""))
    entry.setToolTip(word.replace("&", ""))
