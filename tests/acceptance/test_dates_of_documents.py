"""Days in the documents of the five samples are written as NĐ 30/2020 does, whatever prints them."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from sonla_desktop.adapters.document.plain_text import as_text
from sonla_desktop.bootstrap import build_world
from sonla_desktop.usecases.preview_document import preview_document
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.sample_month import prepare_sample

WORLD = build_world("2026-11-11T09:00")
DAY = re.compile(r"\b[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}\b")
RIGHT = re.compile(r"(0[1-9]|[12][0-9]|3[01])/(01|02|[3-9]|1[0-2])/20[0-9]{2}")
MONTH = re.compile(r"tháng 0[3-9]\b|tháng [12](?=[/ ]\D|/20|\s+năm)")


@pytest.mark.parametrize("form_id", WORLD.catalogue.sample_forms())
def test_no_date_of_a_sample_s_document_breaks_the_style(form_id: str, tmp_path: Path) -> None:
    folder = prepare_sample(WORLD, tmp_path / "so", form_id=form_id)
    period = WORLD.catalogue.sample(form_id).months[-1].period
    store = WORLD.stores.open(folder, read_only=True)
    try:
        month = read_month(WORLD, store, period, form_id)
        said = as_text(preview_document(WORLD, store, period, form_id))
    finally:
        store.close()
    assert DAY.search(said), "a report names at least the end of its data window"
    quoted = str((asdict(month.report), asdict(month.duty.plan)))  # the officer's and the plan's own words stay
    wrong = [day for day in DAY.findall(said) if not RIGHT.fullmatch(day) and day not in quoted]
    assert (wrong, MONTH.findall(said)) == ([], [])
