"""Xem trước: the document page by page as it will be printed, to print it or to keep it as PDF, without Word."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from sonla_desktop.domain.document import Document
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui import messages
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.jobs import Lane
from sonla_desktop.ui.preview import state
from sonla_desktop.ui.preview.printing import PrintRun, make_printer, pages_asked_for
from sonla_desktop.ui.preview.view import FIT_PAGE, FIT_WIDTH, PreviewView
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.usecases.document_ports import DocumentPrinter, PrintedPages
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.preview_document import preview_document
from sonla_desktop.usecases.progress import Progress

_MARGIN = 24
"""Pixels left free around a page that is fitted to the window."""


class PreviewWindow(QDialog):
    """The month on the desk, or one of its closed versions, laid out on pages."""

    def __init__(
        self, desk: Desk, parent: QWidget, version: int | None = None, key: ReportKey | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._version, self._key = desk, version, key
        self._document: Document | None = None
        self._pages: PrintedPages | None = None
        self._run: PrintRun | None = None
        self._gone = False
        self.print_dialog: QPrintDialog | None = None
        self.view = PreviewView()
        self.view.enable(False)
        self.setLayout(column(self.view))
        self.setWindowTitle("Xem trước bản in")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._connect()
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(1120, room.width() - 40), min(900, room.height() - 40))

    def load(self) -> None:
        """Composes the document and lays it out, off the window's thread."""
        snapshot, world, store = self._desk.snapshot, self._desk.world, self._desk.store
        if snapshot is None or world is None or store is None:
            return
        key = self._key or snapshot.month.key
        work = partial(_laid_out, world, store, str(key.period), key.form, self._version)
        self._desk.runner.run(work, self._show, self._refuse, label="Đang dàn trang")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page fitted to the window follows its size."""
        super().resizeEvent(event)
        self._fit()

    def done(self, result: int) -> None:
        """Stops what is being printed, and goes; jobs that are still under way find nobody."""
        if self._run is not None:
            self._run.stop()
        self._gone = True
        super().done(result)
        self.deleteLater()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self._back)
        view.forward.clicked.connect(self._forward)
        view.number.valueChanged.connect(self._go_to)
        view.zoom.activated.connect(self._fit)
        view.smaller.clicked.connect(self._smaller)
        view.larger.clicked.connect(self._larger)
        view.range.textChanged.connect(self._forget_trouble)
        view.print.clicked.connect(self._print)
        view.save.clicked.connect(self._save)
        view.close_it.clicked.connect(self.close)
        view.list.selectionModel().currentChanged.connect(self._follow_list)
        for keys, act in (
            (QKeySequence(Qt.Key.Key_PageUp), self._back),
            (QKeySequence(Qt.Key.Key_PageDown), self._forward),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self._larger),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self._smaller),
            (QKeySequence(QKeySequence.StandardKey.Print), self._print),
            (QKeySequence(QKeySequence.StandardKey.Save), self._save),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _show(self, made: tuple[Document, PrintedPages]) -> None:
        if self._gone:
            return
        self._document, self._pages = made
        view, pages = self.view, self._pages
        view.heading.setText(f"{self._document.heading.type_name} – {self._document.properties.subject}")
        view.summary.setText(state.summary(pages))
        view.number.setMaximum(len(pages))
        view.of_total.setText(f"trên {len(pages)}")
        view.pages.show_pages(pages)
        view.sheet.show_pages(pages)
        view.enable(True)
        self._go_to(1)
        self._fit()
        view.list.setFocus()

    def _refuse(self, refusal: UserError) -> None:
        if self._gone:
            self._desk.runner.refused.emit(refusal)
        else:
            messages.tell(self, messages.text_of(refusal, self._desk.world))

    @Slot(int)
    def _go_to(self, number: int) -> None:
        if self._pages is None or not 1 <= number <= len(self._pages):
            return
        view = self.view
        view.sheet.show_page(number - 1)
        view.number.setValue(number)
        view.back.setEnabled(number > 1)
        view.forward.setEnabled(number < len(self._pages))
        view.list.setCurrentIndex(view.pages.index(number - 1, 0))
        view.area.verticalScrollBar().setValue(0)
        self._fit()

    @Slot()
    def _follow_list(self) -> None:
        self._go_to(self.view.list.currentIndex().row() + 1)

    @Slot()
    def _back(self) -> None:
        self._go_to(self.view.sheet.page)

    @Slot()
    def _forward(self) -> None:
        self._go_to(self.view.sheet.page + 2)

    @Slot()
    def _smaller(self) -> None:
        self._zoom_to(state.zoom_before(self.view.sheet.zoom))

    @Slot()
    def _larger(self) -> None:
        self._zoom_to(state.zoom_after(self.view.sheet.zoom))

    def _zoom_to(self, percent: int) -> None:
        self.view.zoom.setCurrentText(f"{percent}%")
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Gives the page the size that is chosen."""
        chosen, sheet, room = self.view.zoom.currentText(), self.view.sheet, self.view.area.viewport().size()
        width, height = sheet.paper()
        across, down = (room.width() - _MARGIN) / width, (room.height() - _MARGIN) / height
        if chosen == FIT_PAGE:
            sheet.set_zoom(100 * min(across, down))
        elif chosen == FIT_WIDTH:
            sheet.set_zoom(100 * across)
        else:
            sheet.set_zoom(float(chosen.removesuffix("%")))

    @Slot()
    def _forget_trouble(self) -> None:
        self.view.show_trouble("")

    @Slot()
    def _print(self) -> None:
        if self._pages is None or self._document is None or self._run is not None:
            return
        try:
            chosen = state.pages_in(self.view.range.text(), len(self._pages))
        except state.RangeFault as fault:
            self.view.show_trouble(str(fault))
            self.view.range.setFocus()
            return
        printer = make_printer(self._document.properties.title, self._pages)
        self.print_dialog = QPrintDialog(printer, self)
        self.print_dialog.setWindowTitle("In báo cáo")
        options = QAbstractPrintDialog.PrintDialogOption
        self.print_dialog.setOptions(options.PrintCollateCopies | options.PrintPageRange)
        self.print_dialog.setMinMax(1, len(self._pages))
        self.print_dialog.accepted.connect(partial(self._start, printer, chosen))
        QDialog.open(self.print_dialog)  # QPrintDialog has an open() of its own, which asks for a slot

    def _start(self, printer: QPrinter, chosen: list[int]) -> None:
        if self._pages is None:
            return
        self._run = PrintRun(printer, self._pages, pages_asked_for(printer, chosen), self)
        self._run.page_done.connect(self._tell_page)
        self._run.ended.connect(self._tell_end)
        self.view.print.setEnabled(False)
        self._run.start()

    @Slot(int, int)
    def _tell_page(self, done: int, total: int) -> None:
        self.view.summary.setText(f"Đang in trang {done} trên {total}")

    @Slot(bool)
    def _tell_end(self, whole: bool) -> None:
        self._run = None
        self.view.print.setEnabled(True)
        if self._pages is not None:
            self.view.summary.setText("Đã gửi tới máy in" if whole else state.summary(self._pages))
        if not whole:
            self.view.show_trouble("Máy in chưa nhận đủ các trang. Kiểm tra máy in, giấy và dây nối, rồi in lại.")

    @Slot()
    def _save(self) -> None:
        if self._document is None or self._desk.world is None:
            return
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(places) or str(Path.home()))
        suggested = str(folder / f"{self._document.heading.type_name.capitalize()}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu báo cáo thành PDF", suggested, "Tệp PDF (*.pdf)")
        if chosen:
            target = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
            work = partial(_saved, self._desk.world.printer, self._document, target)
            self._desk.runner.run(work, self._tell_saved, self._refuse, lane=Lane.FREE, label="Đang lưu PDF")

    def _tell_saved(self, target: Path) -> None:
        if not self._gone:
            self.view.summary.setText(f"Đã lưu {target.name}")


def open_preview(
    desk: Desk, parent: QWidget, version: int | None = None, key: ReportKey | None = None
) -> PreviewWindow:
    """Shows the month on the desk, or a closed version of it or of another report; what is typed is saved first."""
    desk.drafts.flush()
    window = PreviewWindow(desk, parent.window(), version, key)
    window.open()
    window.load()
    return window


def _laid_out(
    world: World, store: Store, period: str, form: str, version: int | None, progress: Progress
) -> tuple[Document, PrintedPages]:
    progress.step("Đang soạn báo cáo", 1, 2)
    document = preview_document(world, store, period, form, version)
    progress.step("Đang dàn trang", 2, 2)
    return document, world.printer.paginate(document)


def _saved(printer: DocumentPrinter, document: Document, target: Path, progress: Progress) -> Path:
    printer.write_pdf(document, target)
    return target
