"""The port ``Packages``: one BagIt bag in one ZIP, written and read."""

from __future__ import annotations

from pathlib import Path

from sonla_desktop.adapters.package.layout import Fault
from sonla_desktop.adapters.package.reading import SheetReader, read_package
from sonla_desktop.adapters.package.safety import Limits, escaped
from sonla_desktop.adapters.package.writing import write_bag
from sonla_desktop.usecases.package_ports import PackageContents, PackageProblem, PackageRead
from sonla_desktop.usecases.ports import MessageCatalogue


class BagPackages:
    """Writes and reads upload packages.

    Args:
        messages: the texts of the problems.
        read_sheets: reads the Excel sheet inside a package.
        limits: how large a package may be before it is refused.
    """

    def __init__(self, messages: MessageCatalogue, read_sheets: SheetReader, limits: Limits | None = None) -> None:
        self._messages = messages
        self._read_sheets = read_sheets
        self._limits = limits or Limits()

    def write(self, contents: PackageContents, target: Path) -> None:
        """Writes the ZIP, whole or not at all; equal contents give equal bytes.

        Raises:
            WorldRefused: the disk refuses, or a file is not the one whose hash is given (``evidence-altered``).
        """
        write_bag(contents, target)

    def read(self, path: Path) -> PackageRead:
        """Checks the package from the ZIP's list of names to the agreement of its files; nothing is unpacked to disk.

        Raises:
            WorldRefused: the file cannot be read.
        """
        found = read_package(path, self._limits, self._read_sheets)
        return PackageRead(
            problems=tuple(self._problem(fault, path.name) for fault in found.faults),
            report=found.report,
            findings=found.findings,
            rule_set=found.rule_set,
            checked_at=found.checked_at,
            evidence=found.evidence,
            sheets=found.sheets,
            workbook=found.workbook,
            deadline_notice=found.deadline_notice,
            replacement=found.replacement,
        )

    def _problem(self, fault: Fault, package: str) -> PackageProblem:
        file = escaped(fault.file or package)
        shown = {name: escaped(value) if isinstance(value, str) else value for name, value in fault.parameters.items()}
        text = self._messages.text(fault.code, {**shown, "file": file})
        return PackageProblem(file, fault.kind.value, text, fault.place)
