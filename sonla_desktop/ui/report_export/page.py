"""Báo cáo và xuất: hands the closed version out to a folder or a stick, byte for byte."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, Place
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.report_export import state
from sonla_desktop.ui.report_export.outcome_dialog import JSON, PDF, OutcomeDialog
from sonla_desktop.ui.report_export.verify_dialog import VerifyDialog
from sonla_desktop.ui.report_export.view import ReportExportView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.file_choice import documents_folder, files_dropped
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.export_report import ExportedFile, export_report
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress


class ReportExportPage(Page):
    """Also the last step of the monthly update."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ReportExportView()
        self.setLayout(column(self.view))
        self.folder = documents_folder()
        self.view.choose.clicked.connect(self._choose)
        self.view.export.clicked.connect(self._export)
        self.view.preview.clicked.connect(self._preview)
        self.view.open_folder.clicked.connect(self._open)
        self.view.to_closing.clicked.connect(self._to_closing)
        self.view.amend.clicked.connect(self._amend)
        self.view.verify.clicked.connect(self._verify)
        QShortcut(QKeySequence(Qt.Key.Key_F7), self).activated.connect(self._verify)
        self.view.record.clicked.connect(self._record)
        self.view.versions.selectionModel().currentRowChanged.connect(self._choose_version)
        self.setAcceptDrops(True)
        self._exported: tuple[ReportKey, int] | None = None
        self._show_folder()

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        closed = bool(snapshot.versions)
        writable = self.desk.store is not None and not self.desk.store.read_only
        self.view.heading.setText(state.heading(snapshot))
        self.view.to_closing.setVisible(not snapshot.month.closed)
        self.view.amend.setVisible(snapshot.month.closed and writable)
        for part in (self.view.record, self.view.drop_hint):
            part.setVisible(writable)
        self.view.target.setVisible(closed)
        self.view.empty.setVisible(not closed)
        self.view.versions.show_rows(state.rows(snapshot))
        self._choose_version()

    @property
    def version(self) -> int | None:
        """The version that is chosen in the list."""
        index = self.view.versions.currentIndex()
        return index.data(KEY_ROLE) if index.isValid() else None

    def arrive(self, place: Place) -> None:
        """The list is where the keys go first."""
        if self.view.versions.isVisible():
            self.view.versions.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A signed copy or a receipt may be dropped while there is a version that it can belong to."""
        if self.view.record.isVisible() and files_dropped(event.mimeData(), (PDF, JSON)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens the form with what was dropped."""
        dialog = self._record()
        if dialog is not None:
            dialog.take(files_dropped(event.mimeData(), (PDF, JSON)))

    def _choose_version(self, *_rows: QModelIndex) -> None:
        """Below the list stands the chosen version, and every button is about it."""
        version, snapshot = self.version, self._shown
        known = [] if snapshot is None else list(snapshot.outcomes)
        if snapshot is None or version not in known:
            return
        self.view.chosen.setText(f"Bản {version}")
        self.view.details.setText(state.details(snapshot, version))
        self.view.export.setText(f"&Xuất bản {version} ra thư mục")
        self.view.export.setAccessibleName(f"Xuất bản {version} ra thư mục")
        self.view.result_box.setVisible(self._exported == (snapshot.month.key, version))

    def _show_folder(self) -> None:
        self.view.folder.setText(str(self.folder))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn nơi nhận tệp", str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._show_folder()
            self._exported = None
            self.view.result_box.hide()

    def _export(self) -> None:
        version = self.version
        if self._shown is None or version is None or self.desk.world is None or self.desk.store is None:
            return
        key = self._shown.month.key
        apart = self.view.apart.isChecked()
        work = partial(_exported, self.desk.world, self.desk.store, key, version, self.folder, apart)
        self.desk.runner.run(work, partial(self._done, key, version, apart), label="Đang chép tệp")

    def _preview(self) -> None:
        if self.version is not None:
            from sonla_desktop.ui.preview.window import open_preview  # late: Qt's printing loads with the first preview

            open_preview(self.desk, self, self.version)

    def _done(
        self, key: ReportKey, version: int, apart: bool, exported: tuple[tuple[ExportedFile, ...], Changes]
    ) -> None:
        self._exported = key, version
        self.view.result.setText(state.exported_text(exported[0], version, apart=apart))
        self.view.result_box.setVisible(self.version == version)
        self.view.open_folder.setFocus()

    def _amend(self) -> None:
        if self._shown is not None:
            ReplacementDialog(self.desk, self._shown, self).open()

    def _record(self) -> OutcomeDialog | None:
        if self._shown is None or self.version is None:
            return None
        dialog = OutcomeDialog(self.desk, self._shown, self.version, self)
        dialog.open()
        return dialog

    def _verify(self) -> None:
        VerifyDialog(self.desk, self.folder, self).open()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _to_closing(self) -> None:
        self.go.emit(Place(MONTHLY_UPDATE, CLOSING))


def _exported(
    world: World, store: Store, key: ReportKey, version: int, target: Path, apart: bool, progress: Progress
) -> tuple[tuple[ExportedFile, ...], Changes]:
    """Runs on the store's lane; the send ledger knows of it now."""
    files = export_report(
        world, store, str(key.period), target, key.form, progress, separate_appendices=apart, version=version
    )
    return files, Changes(packages=True)
