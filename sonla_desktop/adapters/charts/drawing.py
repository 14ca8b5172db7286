"""Draws charts as PNG and SVG: greys, hatches and marks, so that a black-and-white copy says the same as the screen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING, Final, Literal

from sonla_desktop.domain.chart import Chart, TargetChart, TrendChart
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.usecases.document_ports import ChartLook

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
_LEGEND_BELOW: Final = 0.14
"""Distance of the legend to the axes, as a part of their height."""
_ROW: Final = 9.0
"""Height of one bar with its room, in millimetres."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """Greys of one ground; ``styles``: grey, stroke and mark of each line."""

    ground: str
    text: str
    fill: str
    edge: str
    grid: str
    near: str
    middle: str
    far: str

    @property
    def styles(self) -> tuple[tuple[str, str, str], ...]:
        """Lines differ by stroke and mark first: greys alone are hard to tell apart."""
        near, middle, far = self.near, self.middle, self.far
        return (
            (near, "-", "o"), (middle, "--", "s"), (far, "-.", "^"), (near, ":", "D"), (middle, "-", "v"),
            (near, "--", "P"), (far, "-", "X"), (middle, "-.", "<"), (near, "-", "*"),
        )  # fmt: skip


_ON_LIGHT: Final = _Ink("#ffffff", "#000000", "#8c8c8c", "#262626", "#d9d9d9", "#000000", "#595959", "#8c8c8c")
_ON_DARK: Final = _Ink("#262626", "#f0f0f0", "#8c8c8c", "#d9d9d9", "#4d4d4d", "#f5f5f5", "#bfbfbf", "#999999")


class MatplotlibCharts:
    """Draws charts; pyplot is never used, so that drawing is safe on any thread."""

    width = WIDTH

    def draw(self, chart: Chart) -> bytes:
        """The chart as PNG, ``width`` millimetres wide; equal charts give equal bytes."""
        return self.picture(chart, ChartLook(width=WIDTH, dpi=_DPI))

    def picture(self, chart: Chart, look: ChartLook) -> bytes:
        """The chart as PNG or SVG; equal charts and looks give equal bytes."""
        # matplotlib takes most of a second to load, which the start of the program must not wait for.
        from matplotlib import rc_context

        ink = _ON_DARK if look.dark else _ON_LIGHT
        # Letters as outlines: the picture looks the same where the font is not installed.
        with rc_context({"font.family": _FONT, "font.size": _SIZE, "svg.hashsalt": "sonla", "svg.fonttype": "path"}):
            figure = _figure(look.width, look.height or _height_of(chart))
            figure.set_facecolor(ink.ground)
            axes = figure.add_subplot()
            axes.set_facecolor(ink.ground)
            if isinstance(chart, TargetChart):
                _draw_targets(axes, chart, ink)
            else:
                _draw_trend(axes, chart, ink)
            _tint(axes, ink)
            if look.height:
                _keep_legend_near(axes, _height_of(chart) / look.height)
            picture = io.BytesIO()
            about: dict[str, None] = {"Software": None} if look.format == "png" else {"Date": None, "Creator": None}
            figure.savefig(picture, format=look.format, dpi=look.dpi, metadata=about)
        return picture.getvalue()


def _height_of(chart: Chart) -> float:
    return 28 + _ROW * len(chart.bars) if isinstance(chart, TargetChart) else 75.0


def _figure(width: float, height: float) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / _MM, height / _MM), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _tint(axes: Axes, ink: _Ink) -> None:
    """Frame, figures and words in the ink of the ground."""
    for side, spine in axes.spines.items():
        spine.set_visible(side not in ("top", "right"))
        spine.set_edgecolor(ink.text)
    axes.tick_params(colors=ink.text)
    for label in (axes.xaxis.label, axes.yaxis.label, *axes.texts):
        label.set_color(ink.text)
    legend = axes.get_legend()
    for text in legend.get_texts() if legend is not None else ():
        text.set_color(ink.text)


def _draw_targets(axes: Axes, chart: TargetChart, ink: _Ink) -> None:
    places = range(len(chart.bars))
    values = [float(bar.value) for bar in chart.bars]
    axes.barh(places, values, height=0.55, color=ink.fill, edgecolor=ink.edge, label=chart.value_name)
    for place, bar in zip(places, chart.bars, strict=True):
        target = float(bar.target)
        name = chart.target_name if place == 0 else "_"
        axes.plot([target, target], [place - 0.4, place + 0.4], color=ink.text, linewidth=2.2, label=name)
        _write(axes, max(float(bar.value), target), place, _told(bar.value, chart.unit))
    _name(axes, [bar.label for bar in chart.bars])
    axes.invert_yaxis()
    furthest = max([*values, *(float(bar.target) for bar in chart.bars)])
    axes.set_xlim(0, furthest * 1.14 or 1)
    _finish(axes, chart.unit, columns=2)


def _draw_trend(axes: Axes, chart: TrendChart, ink: _Ink) -> None:
    places = list(range(len(chart.periods)))
    for line, (grey, stroke, mark) in zip(chart.lines, cycle(ink.styles), strict=False):
        values = [float("nan") if value is None else float(value) for value in line.values]
        look = axes.plot(places, values, label=line.label, color=grey, linestyle=stroke, marker=mark)[0]
        look.set_linewidth(1.4)
        look.set_markersize(4)
    axes.set_xticks(places, list(chart.periods), fontfamily=_FONT, fontsize=_SIZE - 2)
    axes.grid(axis="y", color=ink.grid, linewidth=0.6)
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
        bbox_to_anchor=(0.5, -_LEGEND_BELOW),
        ncols=columns,
        frameon=False,
        prop={"family": _FONT, "size": _SIZE - 1},
    )


def _keep_legend_near(axes: Axes, share: float) -> None:
    """Its distance to the axis is a part of the height: in a higher picture a smaller one."""
    legend = axes.get_legend()
    if legend is not None:
        legend.set_bbox_to_anchor((0.5, -_LEGEND_BELOW * share), transform=axes.transAxes)


def _told(value: Decimal, unit: str) -> str:
    return format_number(value) + ("%" if unit == "%" else "")
