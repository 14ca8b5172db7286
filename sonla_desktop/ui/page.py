"""What every page of the window is: it shows one snapshot, goes to a place in it, asks to go elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot


class Page(QWidget):
    """Base of pages and of steps of the monthly update. ``go`` asks the shell for another place."""

    go = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: Snapshot | None = None

    def refresh(self) -> None:
        """Shows the desk's snapshot if this page does not show it yet."""
        if self.desk.snapshot is not None and self.desk.snapshot is not self._shown:
            self._shown = self.desk.snapshot
            self.show_month(self._shown)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""

    def arrive(self, place: Place) -> None:
        """Goes to an item or a field on this page."""

    def owns(self, place: Place) -> bool:
        """Whether the place is on this page, where a step of the update has several."""
        return False

    def hide_title(self) -> None:
        """For a page whose title is said above it already."""

    def leave(self) -> None:
        """The page is dropped for good: work that it asked for may still end."""

    def find(self) -> None:
        """Puts the cursor into the page's search field (Ctrl+F)."""
