"""The screen of a section of figures: every figure of its groups in one grid, computed ones live."""

from __future__ import annotations

from collections.abc import Mapping

from sonla_desktop.domain.form_definition import FormSection
from sonla_desktop.domain.report import Cell
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.form_screen import figure_rows
from sonla_desktop.ui.form_screen.grid_page import GridPage
from sonla_desktop.ui.form_screen.range_editing import Values
from sonla_desktop.ui.form_screen.state import CellField, GridRow, figure_in
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot

_PATH = "figures."


class FiguresPage(GridPage):
    """Each figure is saved by itself."""

    def __init__(self, desk: Desk, section: FormSection) -> None:
        super().__init__(desk, section, figure_rows.columns(desk.snapshot))

    def owns(self, place: Place) -> bool:
        """A figure of this section."""
        return self.grid.grid_model.place_of(place.field).isValid()

    def show_month(self, snapshot: Snapshot) -> None:
        """Another kind of period has other words over its columns."""
        self.grid.rename([column.heading for column in figure_rows.columns(snapshot)])
        super().show_month(snapshot)

    def draft_key(self, path: str) -> DraftKey:
        """The figure."""
        return DraftKey(Kind.FIGURE, path.removeprefix(_PATH))

    def put(self, field: CellField, value: Cell) -> None:
        """Takes a figure as typed."""
        self.desk.put_figure(field.path.removeprefix(_PATH), figure_in(value))

    def put_all(self, values: Values, added: int) -> None:
        """Takes figures that came in one act."""
        self.desk.put_figures({field.path.removeprefix(_PATH): figure_in(value) for field, value in values})

    def rows(self, snapshot: Snapshot, unreadable: Mapping[str, str]) -> list[GridRow]:
        """Groups and their figures."""
        return figure_rows.rows(self.section, snapshot, self.desk.figure, unreadable, editable=self.desk.editable)
