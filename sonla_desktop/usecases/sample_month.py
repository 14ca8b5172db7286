"""The sample month: a commune's real-looking figures, for the first run, ``demo`` and tests; marked MẪU everywhere."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.configure_agency import configure_from_file
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.export_report import ExportedFile, export_report
from sonla_desktop.usecases.ports import Sample, SamplePeriod, Store, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.record_values import record_month_file

STORE_FOLDER = "kho-mau"
OUTPUT_FOLDER = "xuat"


@dataclass(frozen=True, slots=True)
class Demo:
    """What ``demo`` wrote."""

    store: Path
    period: str
    files: tuple[ExportedFile, ...]


def prepare_sample(world: World, folder: Path, progress: Progress | None = None, form_id: str = "") -> Path:
    """Makes a sample store: earlier months closed, the current month entered and still open.

    ``form_id`` empty: the program's own sample. Raises InputRefused ``sample-absent``.
    """
    watch = progress or Silent()
    sample = world.catalogue.sample(form_id)
    create_store(_at(world, sample.months[0]), folder, sample.agency_code, sample=True)
    try:
        _fill(world, sample, folder, watch)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def run_demo(world: World, target: Path, progress: Progress | None = None, form_id: str = "") -> Demo:
    """Writes a whole sample month into ``target``: store, package, document; all or nothing of the store.

    ``form_id`` as in :func:`prepare_sample`.
    """
    watch = progress or Silent()
    store_folder = target / STORE_FOLDER
    if store_folder.exists():
        raise InputRefused("demo-exists", folder=STORE_FOLDER)
    sample = world.catalogue.sample(form_id)
    prepare_sample(world, store_folder, watch, form_id)
    current = sample.months[-1]
    then = _at(world, current)
    store = world.stores.open(store_folder)
    try:
        close_period(then, store, current.period, sample.form, progress=watch)
        files = export_report(then, store, current.period, target / OUTPUT_FOLDER, sample.form, progress=watch)
    finally:
        store.close()
    return Demo(store_folder, current.period, files)


def _fill(world: World, sample: Sample, folder: Path, watch: Progress) -> None:
    store = world.stores.open(folder)
    try:
        configure_from_file(_at(world, sample.months[0]), store, sample.settings)
        for month in sample.months:
            then = _at(world, month)
            watch.step(f"Đang nhập tháng mẫu {month.period}")
            _enter(then, store, month, sample)
            if month is not sample.months[-1]:
                close_period(then, store, month.period, sample.form)
    finally:
        store.close()


def _enter(world: World, store: Store, month: SamplePeriod, sample: Sample) -> None:
    record_month_file(world, store, month.period, month.month_file, sample.form, evidence_dir=sample.evidence)


def _at(world: World, month: SamplePeriod) -> World:
    return replace(world, clock=FixedClock(month.closed_at))
