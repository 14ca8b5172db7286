"""The window's inside once a store is open: navigation, title line, and the pages."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import OVERVIEW, Place
from sonla_desktop.ui.shell.navigation import Navigation
from sonla_desktop.ui.shell.pages import build_page
from sonla_desktop.ui.shell.title_line import TitleLine
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column, row

NARROW = 1000
"""Below this width, that of 1366 pixels at 150%, the navigation gives its words' room to the page."""


class Workspace(QWidget):
    """``go_elsewhere`` carries a place that is no page of this workspace."""

    go_elsewhere = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.navigation, self.title_line, self._stack = Navigation(), TitleLine(), QStackedWidget()
        self.pages: dict[str, Page] = {}
        self._name, self._waiting = OVERVIEW, Place(OVERVIEW)
        self._form = ""
        self.setLayout(row(self.navigation, column(self.title_line, self._stack, gap=0), gap=0))
        self.layout().setStretch(1, 1)
        self.navigation.chosen.connect(self._go_to_page)
        self.title_line.period_chosen.connect(desk.choose_period)
        self.title_line.form_chosen.connect(desk.choose_form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the navigation as icons."""
        super().resizeEvent(event)
        self.navigation.show_words(self.width() >= NARROW)

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        return self.pages.get(self._name)

    def show_month(self, snapshot: Snapshot, now: datetime, sample: bool) -> None:
        """Fills the title line and the page on screen; the other pages follow when they are gone to."""
        self.title_line.show_month(snapshot, now, sample)
        self.navigation.show_kind(snapshot.month.key.period.kind)
        if snapshot.month.key.form != self._form:
            self._form = snapshot.month.key.form
            self._drop_pages()
            self._waiting = Place(self._name)
        self.go_to(self._waiting if self.page is None else Place(self._name))

    def go_to(self, place: Place) -> None:
        """Shows a page and goes to the place on it."""
        if self._desk.snapshot is None:
            self._waiting = place
            return
        if place.page not in self.navigation.buttons:
            self.go_elsewhere.emit(place)
            return
        if place.page != self._name:
            self._desk.drafts.flush()
        page = self._built(place.page)
        self._name = place.page
        self.navigation.show_page(place.page)
        page.refresh()
        self._stack.setCurrentWidget(page)
        page.arrive(place)

    def forget_pages(self) -> None:
        """Drops every page, when another store is opened."""
        self._drop_pages()
        self._name, self._waiting = OVERVIEW, Place(OVERVIEW)

    def _drop_pages(self) -> None:
        """Another form has other steps and other words, so its pages are built anew."""
        for page in self.pages.values():
            page.leave()
            self._stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()

    def _built(self, name: str) -> Page:
        if name not in self.pages:
            page = build_page(name, self._desk)
            page.go.connect(self.go_to)
            self.pages[name] = page
            self._stack.addWidget(page)
        return self.pages[name]

    def _go_to_page(self, name: str) -> None:
        self.go_to(Place(name))
