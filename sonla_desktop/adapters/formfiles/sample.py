"""Finds the files of the sample month (``resources/sample/sample.toml``).

    agency = "04123"
    settings = "settings.json"          # files and folders are named from the folder of sample.toml
    evidence = "minh-chung"

    [[month]]                           # in order; the last one is the current month
    period = "2026-11"
    file = "2026-11.json"
    closed_at = 2026-11-12T09:30:00     # the clock while it is entered and closed
"""

import datetime as dt
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from sonla_desktop.adapters.formfiles.shipped import ShippedModel, Text, fault, read_shipped
from sonla_desktop.adapters.formfiles.strict import unique_by
from sonla_desktop.usecases.ports import Sample, SamplePeriod


class _Month(ShippedModel):
    period: Text
    file: Text
    closed_at: dt.datetime


class _SampleFile(ShippedModel):
    agency: Text
    settings: Text
    evidence: Text
    month: Annotated[list[_Month], Field(min_length=1), AfterValidator(unique_by("period"))]


def read_sample(folder: Path) -> Sample:
    """Reads ``sample.toml`` in this folder.

    Raises:
        ValueError: a fault in the file, or a file or folder that it names is not there.
    """
    path = folder / "sample.toml"
    file = read_shipped(path, _SampleFile)
    for named in (file.settings, file.evidence, *(month.file for month in file.month)):
        if not (folder / named).exists():
            raise fault(path, named, "không có tệp hoặc thư mục này.")
    months = tuple(SamplePeriod(month.period, folder / month.file, month.closed_at) for month in file.month)
    return Sample(file.agency, folder / file.settings, folder / file.evidence, months)
