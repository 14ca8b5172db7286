"""Charts as pictures: the same bytes each time, in greys alone, with the labels that were asked for."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import numpy
import pytest
from PIL import Image

from sonla_desktop.adapters.charts.drawing import MatplotlibCharts
from sonla_desktop.domain.chart import Chart, TargetBar, TargetChart, TrendChart, TrendLine
from sonla_desktop.usecases.document_ports import ChartLook

TARGETS = TargetChart(
    tuple(TargetBar(f"Chỉ tiêu {n}", Decimal(n * 9), Decimal(70)) for n in range(1, 9)),
    "%",
    "Kết quả thực hiện",
    "Mục tiêu",
)
TREND = TrendChart(
    tuple(f"{month:02d}/2026" for month in range(1, 13)),
    (
        TrendLine("Chỉ tiêu 1", tuple(Decimal(40 + 3 * month) for month in range(12))),
        TrendLine("Chỉ tiêu 2", (None, None, *(Decimal(90 - month) for month in range(10)))),
    ),
    "%",
)


def pixels(picture: bytes) -> numpy.ndarray:
    return numpy.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)


@pytest.mark.parametrize("chart", [TARGETS, TREND], ids=["targets", "trend"])
def test_equal_charts_give_equal_pictures(chart: Chart) -> None:
    assert MatplotlibCharts().draw(chart) == MatplotlibCharts().draw(chart)


@pytest.mark.parametrize("chart", [TARGETS, TREND], ids=["targets", "trend"])
def test_charts_are_drawn_in_greys_alone(chart: Chart) -> None:
    shown = pixels(MatplotlibCharts().draw(chart))
    assert (shown.max(axis=2) - shown.min(axis=2)).max() <= 8
    assert shown.min() < 60


def test_a_picture_is_as_wide_as_it_says_at_a_resolution_for_print() -> None:
    charts = MatplotlibCharts()
    width = Image.open(io.BytesIO(charts.draw(TREND))).width
    assert width / (charts.width / 25.4) >= 199


def test_more_indicators_make_a_higher_picture() -> None:
    few = TargetChart(TARGETS.bars[:2], "%", "Kết quả", "Mục tiêu")
    assert pixels(MatplotlibCharts().draw(few)).shape[0] < pixels(MatplotlibCharts().draw(TARGETS)).shape[0]


def test_a_bar_is_as_long_as_its_value() -> None:
    """In the row of a bar its grey reaches twice as far for twice the value."""
    chart = TargetChart(
        (TargetBar("Một", Decimal(40), Decimal(90)), TargetBar("Hai", Decimal(80), Decimal(90))), "%", "K", "M"
    )
    shown = pixels(MatplotlibCharts().draw(chart))[:, :, 0]
    grey = (shown > 130) & (shown < 150)
    lengths = sorted({int(row.sum()) for row in grey if row.sum() > 200})
    assert lengths[-1] / lengths[0] == pytest.approx(2, rel=0.05)


@pytest.mark.parametrize("chart", [TARGETS, TREND], ids=["targets", "trend"])
def test_a_picture_for_the_screen_has_the_size_and_ground_that_are_asked_for(chart: Chart) -> None:
    look = ChartLook("png", width=254, height=127, dpi=96)
    light = pixels(MatplotlibCharts().picture(chart, look))
    dark = pixels(MatplotlibCharts().picture(chart, replace(look, dark=True)))
    assert light.shape[:2] == dark.shape[:2] == (480, 960)
    assert (light[0, 0].max(), dark[0, 0].max()) == (255, 38)
    assert dark.max() > 200, "what is written on dark ground is light"
    assert (dark.max(axis=2) - dark.min(axis=2)).max() <= 8


@pytest.mark.parametrize("chart", [TARGETS, TREND], ids=["targets", "trend"])
def test_a_drawing_is_svg_that_needs_no_font_and_is_the_same_each_time(chart: Chart) -> None:
    drawn = MatplotlibCharts().picture(chart, ChartLook("svg"))
    assert drawn == MatplotlibCharts().picture(chart, ChartLook("svg"))
    root = ElementTree.fromstring(drawn)
    assert root.tag.endswith("}svg")
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(160 / 25.4 * 72, abs=0.1)
    assert not [node for node in root.iter() if node.tag.endswith("}text")]
