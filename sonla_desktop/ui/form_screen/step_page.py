"""A step with several sections: one of them on screen at a time, chosen above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column


class StepPage(Page):
    """``parts`` are (title, page) in the order of the form."""

    def __init__(self, desk: Desk, parts: Sequence[tuple[str, Page]]) -> None:
        super().__init__(desk)
        self.parts = [page for _, page in parts]
        self.chooser, self.stack = QTabBar(), QStackedWidget()
        self.chooser.setAccessibleName("Các mục của bước này")
        self.chooser.setDrawBase(False)
        self.chooser.setExpanding(False)
        self.chooser.setElideMode(Qt.TextElideMode.ElideRight)
        self.chooser.setUsesScrollButtons(True)
        for title, page in parts:
            self.chooser.setTabToolTip(self.chooser.addTab(title.replace("&", "&&")), title)
            self.stack.addWidget(page)
            page.go.connect(self.go)
        layout = column(self.chooser, self.stack, gap=4)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.chooser.currentChanged.connect(self._show)

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

    def _show(self, number: int) -> None:
        self.desk.drafts.flush()
        self.parts[number].refresh()
        self.stack.setCurrentIndex(number)
