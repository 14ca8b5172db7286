"""Forms that are filled in as workbooks: out and in again (port ``WorkbookForms``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sonla_desktop.adapters.workbook.entry_form import write_entry_form
from sonla_desktop.adapters.workbook.entry_reader import looks_like_workbook, read_entry_form
from sonla_desktop.domain.entry_form import EntryForm, FilledForm, FormIdentity


class ExcelForms:
    """Writes and reads the forms with openpyxl, which is imported when the first one is needed."""

    def write(self, form: EntryForm, target: Path) -> None:
        """Writes the workbook; raises WorldRefused when the disk refuses."""
        write_entry_form(form, target)

    def is_workbook(self, path: Path) -> bool:
        """Whether the file's content is that of a workbook, whatever its name."""
        return looks_like_workbook(path)

    def read(self, path: Path, asked: Callable[[FormIdentity], EntryForm]) -> FilledForm:
        """The filled rows; raises InputRefused ``file-*``, ``entry-*``, or what ``asked`` raises."""
        return read_entry_form(path, asked)
