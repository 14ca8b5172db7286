"""Báo cáo và xuất: hands the closed version out to a folder or a stick, byte for byte."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, Place
from sonla_desktop.ui.report_export import state
from sonla_desktop.ui.report_export.view import ReportExportView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.usecases.export_report import ExportedFile, export_report
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress


class ReportExportPage(Page):
    """Also the last step of the monthly update."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ReportExportView()
        self.setLayout(column(self.view))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder = Path(documents or str(Path.home()))
        self.view.choose.clicked.connect(self._choose)
        self.view.export.clicked.connect(self._export)
        self.view.preview.clicked.connect(self._preview)
        self.view.open_folder.clicked.connect(self._open)
        self.view.to_closing.clicked.connect(self._to_closing)
        self._show_folder()

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        closed = bool(snapshot.versions)
        self.view.heading.setText(state.heading(snapshot))
        self.view.to_closing.setVisible(not closed)
        self.view.target.setVisible(closed)
        self.view.versions.setVisible(closed)
        self.view.empty.setVisible(not closed)
        self.view.model.show(state.rows(snapshot))
        self.view.span_headings()
        self.view.result_box.hide()

    def _show_folder(self) -> None:
        self.view.folder.setText(str(self.folder))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn nơi nhận tệp", str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._show_folder()
            self.view.result_box.hide()

    def _export(self) -> None:
        if self._shown is not None and self.desk.world is not None and self.desk.store is not None:
            key = self._shown.month.key
            work = partial(_exported, self.desk.world, self.desk.store, str(key.period), self.folder, key.form)
            self.desk.runner.run(work, self._done, label="Đang chép tệp")

    def _preview(self) -> None:
        """Of the version that is chosen in the list, else of the newest."""
        if self._shown is None or not self._shown.versions:
            return
        from sonla_desktop.ui.preview.window import open_preview  # late: Qt's printing loads with the first preview

        row = self.view.versions.currentIndex().row()
        newest = self._shown.versions[-1].report.version
        open_preview(self.desk, self, state.version_of(self.view.model.rows, row) or newest)

    def _done(self, files: tuple[ExportedFile, ...]) -> None:
        self.view.result.setText(state.exported_text(files))
        self.view.result_box.show()
        self.view.open_folder.setFocus()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _to_closing(self) -> None:
        self.go.emit(Place(MONTHLY_UPDATE, CLOSING))


def _exported(
    world: World, store: Store, period: str, target: Path, form: str, progress: Progress
) -> tuple[ExportedFile, ...]:
    return export_report(world, store, period, target, form, progress)
