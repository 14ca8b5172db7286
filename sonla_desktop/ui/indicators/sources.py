"""The sources of an indicator's figures, side by side with what the agency reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_ratio
from sonla_desktop.domain.reading import IndicatorReading, SourceReading
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.ui import labels
from sonla_desktop.ui.indicators import beside
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.evidence_input import EvidenceInput
from sonla_desktop.ui.widgets.figure_grid import FigureGrid
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import ChoiceInput, LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, set_tone
from sonla_desktop.usecases.ports import EvidenceFile


class SourceRow(QWidget):
    """One source; ``changed`` carries it as typed."""

    changed = Signal(object)
    remove_requested = Signal()

    def __init__(self, position: int) -> None:
        super().__init__()
        named = f"nguồn {position + 1}"
        self._source = SourceReading()
        self.name = LineInput(f"Tên {named}", "Tên hệ thống hoặc sổ", limit=200)
        self.kind = ChoiceInput(f"Loại {named}", labels.SOURCE_KINDS)
        self.numerator, self.denominator = NumberInput(f"Tử số a của {named}"), NumberInput(f"Mẫu số b của {named}")
        self.taken_on = DateInput(f"Ngày lấy số liệu {named}")
        self.printed_ratio = LineInput(f"Tỷ lệ {named} tự in", "như nguồn in, ví dụ 80,96%", limit=20)
        self.note = LineInput(f"Ghi chú {named}", "Ghi chú", limit=1000)
        self.evidence = EvidenceInput(named)
        self.ratio = label(role="small")
        self.remove = button("", role="link", icon_name="remove", name=f"Bỏ {named}")
        self.remove.setToolTip(f"Bỏ {named}")
        form = Form()
        for path, text, field in (
            ("name", "Tên", self.name),
            ("kind", "Loại", self.kind),
            ("numerator", "a", self.numerator),
            ("denominator", "b", self.denominator),
            ("taken_on", "Ngày lấy", self.taken_on),
            ("printed_ratio", "Tỷ lệ in", self.printed_ratio),
            ("evidence", "Tệp", self.evidence),
            ("note", "Ghi chú", self.note),
        ):
            form.add(path, text, field)
        heading = row(label(f"Nguồn {position + 1}", role="strong"), self.ratio, None, self.remove)
        self.setLayout(column(card(heading, form, gap=5, margins=8), gap=0))
        self.remove.clicked.connect(self.remove_requested)
        self.evidence.removed.connect(self._take_off)
        for name in ("name", "kind", "numerator", "denominator", "taken_on", "printed_ratio", "note"):
            getattr(self, name).changed.connect(partial(self._edit, name))

    def show_source(
        self, source: SourceReading, files: Mapping[str, EvidenceFile], states: Mapping[str, EvidenceState]
    ) -> None:
        """Shows a source without telling of it."""
        self._source = source
        self.name.set_value(source.name)
        self.kind.set_value(source.kind)
        self.numerator.set_value(source.numerator)
        self.denominator.set_value(source.denominator)
        self.taken_on.set_value(source.taken_on)
        self.printed_ratio.set_value(source.printed_ratio or "")
        self.note.set_value(source.note)
        self.evidence.show_files(source.evidence, files, states)
        known = source.numerator is not None and source.denominator
        self.ratio.setText(format_ratio(source.numerator, source.denominator) if known else "")

    def _take_off(self, sha256: str) -> None:
        self._edit("evidence", tuple(item for item in self._source.evidence if item != sha256))

    def _edit(self, name: str, value: Any) -> None:
        if name == "printed_ratio":
            value = value.strip() or None
        self._source = replace(self._source, **{name: value})
        self.changed.emit(self._source)


class SourcesEditor(QWidget):
    """All sources; ``changed`` carries (position, source or None for one taken off)."""

    changed = Signal(int, object)
    add_requested = Signal()
    attach_requested = Signal(int)
    rebuilt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SourceRow] = []
        self.compared = FigureGrid("Đối chiếu các nguồn")
        self.said = label(wrap=True)
        self._lines = column(gap=6)
        self.add = button("Thêm &nguồn", icon_name="add")
        self.add.clicked.connect(self.add_requested)
        self.setLayout(column(self.compared, self.said, self._lines, row(self.add, None), None, gap=6))
        self.setFocusProxy(self.add)

    def show_sources(
        self, sources: Sequence[SourceReading], files: Mapping[str, EvidenceFile], states: Mapping[str, EvidenceState]
    ) -> None:
        """Shows the sources; rows are made or dropped only when their number changed."""
        if len(sources) != len(self.rows):
            self._rebuild(len(sources))
        for shown, source in zip(self.rows, sources, strict=True):
            shown.show_source(source, files, states)

    def compare(self, indicator: Indicator, reading: IndicatorReading) -> None:
        """Sets the sources side by side with what is reported, as soon as there is something to compare."""
        text, tone = beside.sources_said(indicator, reading)
        self.said.setText(text)
        set_tone(self.said, tone)
        self.said.setVisible(bool(text))
        self.compared.setVisible(bool(beside.comparable(indicator, reading)))
        self.compared.show_rows(beside.source_headings(indicator), beside.source_rows(indicator, reading))

    def typed_fields(self) -> dict[str, QWidget]:
        """Inputs by key path."""
        named = ("name", "kind", "numerator", "denominator", "taken_on", "printed_ratio", "evidence", "note")
        return {
            f"sources.{position}.{name}": getattr(shown, name)
            for position, shown in enumerate(self.rows)
            for name in named
        }

    def _rebuild(self, count: int) -> None:
        for old in self.rows:
            self._lines.removeWidget(old)
            old.deleteLater()
        self.rows = [SourceRow(position) for position in range(count)]
        for position, made in enumerate(self.rows):
            made.changed.connect(partial(self.changed.emit, position))
            made.remove_requested.connect(partial(self.changed.emit, position, None))
            made.evidence.attach_requested.connect(partial(self.attach_requested.emit, position))
            self._lines.addWidget(made)
            made.show()
        self.rebuilt.emit()
