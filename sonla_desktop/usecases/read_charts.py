"""The charts of a month for the screen: the same that its document has, as far as there are figures for them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sonla_desktop.domain.form_definition import ChartKind
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document.charts import TitledChart, titled_chart
from sonla_desktop.usecases.compose_document.wording import Words
from sonla_desktop.usecases.document_ports import ChartDrawer, ChartLook
from sonla_desktop.usecases.ports import Files
from sonla_desktop.usecases.read_month import Month

KINDS: Final = (ChartKind.TARGETS, ChartKind.TREND)


def month_charts(month: Month, report: Report) -> dict[ChartKind, TitledChart]:
    """What was achieved beside the targets, and the course of the periods; a chart without figures is left out."""
    words, indicators = Words(month.duty.form), list(month.assignment.indicators)
    drawn = {kind: titled_chart(words, kind, report, month.history, indicators) for kind in KINDS}
    return {kind: titled for kind, titled in drawn.items() if titled is not None}


def save_picture(drawer: ChartDrawer, files: Files, titled: TitledChart, look: ChartLook, target: Path) -> None:
    """Writes the chart as a file of the look's format, whole or not at all; raises WorldRefused."""
    files.write_bytes(target, drawer.picture(titled.chart, look))
