"""Binds the ports to their adapters: the only module, with the command line, that knows every adapter."""

from __future__ import annotations

import os

from sonla_desktop import __version__
from sonla_desktop.adapters.calendar.vietnam import VietnamCalendar
from sonla_desktop.adapters.charts.drawing import MatplotlibCharts
from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.adapters.files.safe_write import SafeFiles
from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.adapters.package.bag import BagPackages
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.adapters.store.stores import SqliteStores
from sonla_desktop.adapters.workbook.entry_forms import ExcelForms
from sonla_desktop.adapters.workbook.province_reader import read_province_sheet
from sonla_desktop.adapters.workbook.province_sheet import ProvinceSheetWriter
from sonla_desktop.paths import forms_dir, resources_dir
from sonla_desktop.usecases.clocks import FixedClock, SystemClock, read_moment
from sonla_desktop.usecases.ports import Clock, World

TODAY_VARIABLE = "SONLA_TODAY"


def build_world(today: str = "") -> World:
    """The program's world; ``today`` (or ``SONLA_TODAY``) stops its clock. Raises InputRefused ``today-unreadable``."""
    resources = resources_dir()
    catalogue = DataCatalogue(resources, forms_dir())
    documents = DocxWriter.from_folder(resources / "document-rules")
    return World(
        clock=clock_of(today or os.environ.get(TODAY_VARIABLE, "")),
        calendar=VietnamCalendar(resources / "calendar" / "swapped-days.toml"),
        catalogue=catalogue,
        month_files=MonthFileReader(),
        stores=SqliteStores(),
        files=SafeFiles(),
        documents=documents,
        printer=QtDocumentPrinter(lambda: documents.rules),
        workbooks=ProvinceSheetWriter(),
        entry_forms=ExcelForms(),
        packages=BagPackages(catalogue.messages(), read_province_sheet),
        program_version=__version__,
        charts=MatplotlibCharts(),
    )


def clock_of(today: str) -> Clock:
    """The clock for this run."""
    return FixedClock(read_moment(today)) if today else SystemClock()
