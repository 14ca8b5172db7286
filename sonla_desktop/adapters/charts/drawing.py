"""Draws charts as PNG: greys, hatches and marks, so that a black-and-white copy says the same as the screen."""

from __future__ import annotations

import io
from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING, Final, Literal

from sonla_desktop.domain.chart import Chart, TargetChart, TrendChart
from sonla_desktop.domain.numbers import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 160.0
"""Millimetres; the text of a portrait page is as wide."""
_MM: Final = 25.4
_DPI: Final = 200
_FONT: Final = "DejaVu Serif"
"""Comes with matplotlib and has all Vietnamese letters, so that the picture is the same on every machine."""
_SIZE: Final = 9
_ROW: Final = 9.0
"""Height of one bar with its room, in millimetres."""
_FILL, _EDGE, _TARGET = "#8c8c8c", "#262626", "#000000"
_STYLES: Final = (
    ("#000000", "-", "o"),
    ("#595959", "--", "s"),
    ("#8c8c8c", "-.", "^"),
    ("#000000", ":", "D"),
    ("#595959", "-", "v"),
    ("#000000", "--", "P"),
    ("#8c8c8c", "-", "X"),
    ("#595959", "-.", "<"),
    ("#000000", "-", "*"),
)
"""Grey, stroke and mark of each line."""


class MatplotlibCharts:
    """Draws charts; pyplot is never used, so that drawing is safe on any thread."""

    width = WIDTH

    def draw(self, chart: Chart) -> bytes:
        """The chart as PNG, ``width`` millimetres wide; equal charts give equal bytes."""
        figure = _figure(_height_of(chart))
        axes = figure.add_subplot()
        if isinstance(chart, TargetChart):
            _draw_targets(axes, chart)
        else:
            _draw_trend(axes, chart)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=_DPI, metadata={"Software": None})
        return picture.getvalue()


def _height_of(chart: Chart) -> float:
    return 28 + _ROW * len(chart.bars) if isinstance(chart, TargetChart) else 75.0


def _figure(height: float) -> Figure:
    # matplotlib takes most of a second to load, which the start of the program must not wait for.
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context({"font.family": _FONT, "font.size": _SIZE}):
        figure = Figure(figsize=(WIDTH / _MM, height / _MM), layout="constrained")
        FigureCanvasAgg(figure)
    return figure


def _draw_targets(axes: Axes, chart: TargetChart) -> None:
    places = range(len(chart.bars))
    values = [float(bar.value) for bar in chart.bars]
    axes.barh(places, values, height=0.55, color=_FILL, edgecolor=_EDGE, label=chart.value_name)
    for place, bar in zip(places, chart.bars, strict=True):
        target = float(bar.target)
        name = chart.target_name if place == 0 else "_"
        axes.plot([target, target], [place - 0.4, place + 0.4], color=_TARGET, linewidth=2.2, label=name)
        _write(axes, max(float(bar.value), target), place, _told(bar.value, chart.unit))
    _name(axes, [bar.label for bar in chart.bars])
    axes.invert_yaxis()
    furthest = max([*values, *(float(bar.target) for bar in chart.bars)])
    axes.set_xlim(0, furthest * 1.14 or 1)
    _finish(axes, chart.unit, columns=2)


def _draw_trend(axes: Axes, chart: TrendChart) -> None:
    places = list(range(len(chart.periods)))
    for line, (grey, stroke, mark) in zip(chart.lines, cycle(_STYLES), strict=False):
        values = [float("nan") if value is None else float(value) for value in line.values]
        look = axes.plot(places, values, label=line.label, color=grey, linestyle=stroke, marker=mark)[0]
        look.set_linewidth(1.4)
        look.set_markersize(4)
    axes.set_xticks(places, list(chart.periods), fontfamily=_FONT, fontsize=_SIZE - 2)
    axes.grid(axis="y", color="#d9d9d9", linewidth=0.6)
    axes.set_ylabel(chart.unit, fontfamily=_FONT, fontsize=_SIZE)
    _number_ticks(axes, "y")
    _legend(axes, columns=4)


def _write(axes: Axes, x: float, y: float, text: str) -> None:
    axes.annotate(
        text, (x, y), xytext=(4, 0), textcoords="offset points", va="center", fontfamily=_FONT, fontsize=_SIZE - 1
    )


def _name(axes: Axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels, fontfamily=_FONT, fontsize=_SIZE - 1)


def _finish(axes: Axes, unit: str, columns: int) -> None:
    axes.set_xlabel(unit, fontfamily=_FONT, fontsize=_SIZE)
    _number_ticks(axes, "x")
    _legend(axes, columns)


def _number_ticks(axes: Axes, which: Literal["x", "y"]) -> None:
    """Figures at the axis in Vietnamese format."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(lambda value, _: format_number(Decimal(str(round(float(value), 6))).normalize()))
    axes.tick_params(axis=which, labelfontfamily=_FONT, labelsize=_SIZE - 1)


def _legend(axes: Axes, columns: int) -> None:
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -0.14),
        ncols=columns,
        frameon=False,
        prop={"family": _FONT, "size": _SIZE - 1},
    )


def _told(value: Decimal, unit: str) -> str:
    return format_number(value) + ("%" if unit == "%" else "")
