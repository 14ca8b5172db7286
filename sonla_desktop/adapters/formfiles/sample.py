"""Finds the files of the sample months (``resources/sample/sample.toml`` and ``resources/sample/<form>/sample.toml``).

    agency = "04123"
    settings = "settings.json"          # files and folders are named from the folder of sample.toml
    evidence = "minh-chung"             # "" when there is none

    [[month]]                           # in order; the last one is the current month
    period = "2026-11"
    file = "2026-11.json"
    closed_at = 2026-11-12T09:30:00     # the clock while it is entered and closed
"""

import datetime as dt
import json
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
    evidence: str = ""
    month: Annotated[list[_Month], Field(min_length=1), AfterValidator(unique_by("period"))]


def sample_folders(folder: Path) -> dict[str, Path]:
    """Folders of the samples by form, the one that stands directly in ``folder`` first."""
    own = sorted(path.parent for path in folder.glob("*/sample.toml"))
    first = [folder] if (folder / "sample.toml").is_file() else []
    return {read_sample(place).form: place for place in (*first, *own)}


def read_sample(folder: Path) -> Sample:
    """Reads ``sample.toml`` in this folder; its form is the one that its last month file names.

    Raises:
        ValueError: a fault in the file, or a file or folder that it names is not there.
    """
    path = folder / "sample.toml"
    file = read_shipped(path, _SampleFile)
    evidence = (file.evidence,) if file.evidence else ()
    for named in (file.settings, *evidence, *(month.file for month in file.month)):
        if not (folder / named).exists():
            raise fault(path, named, "không có tệp hoặc thư mục này.")
    months = tuple(SamplePeriod(month.period, folder / month.file, month.closed_at) for month in file.month)
    return Sample(
        file.agency,
        folder / file.settings,
        folder / file.evidence if file.evidence else None,
        months,
        _form_of(path, months[-1].month_file),
    )


def _form_of(path: Path, month_file: Path) -> str:
    try:
        return str(json.loads(month_file.read_text(encoding="utf-8"))["form"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise fault(path, month_file.name, "tệp tháng không ghi form.") from wrong
