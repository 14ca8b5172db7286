"""A step with several sections: one of them on screen at a time, chosen above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, column, label, row


class StepPage(Page):
    """``parts`` are (title, page) in the order of the form."""

    def __init__(self, desk: Desk, parts: Sequence[tuple[str, Page]]) -> None:
        super().__init__(desk)
        self.parts = [page for _, page in parts]
        self.chooser, self.stack = QComboBox(), QStackedWidget()
        self.chooser.setAccessibleName("Mục của bước này")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(30)
        for number, (title, page) in enumerate(parts, 1):
            self.chooser.addItem(f"{number}/{len(parts)}. {title}")
            self.chooser.setItemData(number - 1, title, Qt.ItemDataRole.ToolTipRole)
            self.stack.addWidget(page)
            page.go.connect(self.go)
            page.hide_title()
        self.before, self.after = button("Mục trước"), button("Mục sau")
        caption = label("&Mục", role="muted")
        caption.setBuddy(self.chooser)
        line = row(caption, self.chooser, self.before, self.after, gap=6)
        line.setStretch(1, 1)
        layout = column(line, self.stack, gap=6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.chooser.currentIndexChanged.connect(self._show)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_ahead)
        self._enable_turning()

    @property
    def part(self) -> Page:
        """The section on screen."""
        return self.parts[self.chooser.currentIndex()]

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the section on screen; the others follow when they are gone to."""
        self.part.refresh()

    def refresh(self) -> None:
        """The section on screen may be older than this step."""
        super().refresh()
        self.part.refresh()

    def arrive(self, place: Place) -> None:
        """Goes to the section that has the field."""
        if place.field or place.where:
            for number, page in enumerate(self.parts):
                page.refresh()
                if page.owns(place):
                    self.chooser.setCurrentIndex(number)
                    break
        self.part.arrive(place)

    def owns(self, place: Place) -> bool:
        """What one of the sections has."""
        return any(page.owns(place) for page in self.parts)

    def find(self) -> None:
        """Ctrl+F."""
        self.part.find()

    def _go_back(self) -> None:
        self.chooser.setCurrentIndex(self.chooser.currentIndex() - 1)

    def _go_ahead(self) -> None:
        self.chooser.setCurrentIndex(self.chooser.currentIndex() + 1)

    def _enable_turning(self) -> None:
        number = self.chooser.currentIndex()
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number < len(self.parts) - 1)

    def _show(self, number: int) -> None:
        self.desk.drafts.flush()
        self._enable_turning()
        self.parts[number].refresh()
        self.stack.setCurrentIndex(number)
