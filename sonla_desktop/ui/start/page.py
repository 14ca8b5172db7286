"""The first screen: makes the agency's store, or opens one that is there, or the sample month."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.domain.agency import Agency
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.snapshot import Opened, open_store
from sonla_desktop.ui.start.state import found, lacking, rows
from sonla_desktop.ui.start.view import StartView
from sonla_desktop.ui.widgets.inputs import commit_composition
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.sample_month import STORE_FOLDER, prepare_sample


class StartPage(Page):
    """``store_opened`` carries what is to be put on the desk; ``back_requested``: stay with the store that is open."""

    store_opened = Signal(object)
    back_requested = Signal()

    def __init__(self, desk: Desk, folder: Path, sample_folder: Path | None = None) -> None:
        super().__init__(desk)
        self._folder = folder
        self._sample_folder = sample_folder or folder.parent / STORE_FOLDER
        self._agencies: Sequence[Agency] = ()
        self.view = StartView()
        self.setLayout(column(self.view))
        self.view.folder.setText(str(folder))
        self.view.search.changed.connect(self._search)
        self.view.search.returnPressed.connect(self._take_only_one)
        self.view.officer.changed.connect(self._say_what_lacks)
        self.view.agencies.selectionModel().selectionChanged.connect(self._say_what_lacks)
        self.view.change_folder.clicked.connect(self._choose_folder)
        self.view.back.setVisible(desk.store is not None)
        self.view.back.clicked.connect(self.back_requested)
        self.view.create.clicked.connect(self._create)
        self.view.open_other.clicked.connect(self._open_other)
        self.view.open_sample.clicked.connect(self._open_sample)
        self._say_what_lacks()
        if desk.world is not None:
            desk.runner.run(partial(_agencies, desk.world), self._show_agencies, label="Đang đọc danh mục cơ quan")

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()

    def _show_agencies(self, agencies: Sequence[Agency]) -> None:
        self._agencies = agencies
        self._search(self.view.search.value())
        self.view.search.setFocus()

    def _search(self, query: str) -> None:
        matching = found(self._agencies, query)
        self.view.model.show(rows(matching))
        none = "Không thấy cơ quan nào; thử gõ ít chữ hơn."
        self.view.count.setText(f"{len(matching)} cơ quan" if matching else none)
        if len(matching) == 1:
            self.view.agencies.selectRow(0)
        self._say_what_lacks()

    def _take_only_one(self) -> None:
        if self.view.model.rows:
            self.view.agencies.selectRow(0)
            self.view.officer.setFocus()

    def _chosen(self) -> Agency | None:
        index = self.view.agencies.currentIndex()
        if not index.isValid() or not self.view.agencies.selectionModel().hasSelection():
            return None
        code = index.data(KEY_ROLE)
        return next((agency for agency in self._agencies if agency.code == code), None)

    @Slot(str)
    @Slot(QItemSelection, QItemSelection)
    def _say_what_lacks(self, *_changed: object) -> None:
        agency = self._chosen()
        missing = lacking(agency, self.view.officer.value())
        self.view.lacking.setText(missing or f"Sẵn sàng tạo sổ báo cáo của {agency.name}.")
        self.view.create.setEnabled(not missing)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn nơi để số liệu", str(self._folder.parent))
        if chosen:
            self._folder = Path(chosen) / self._folder.name
            self.view.folder.setText(str(self._folder))

    def _create(self) -> None:
        commit_composition()
        agency, officer = self._chosen(), self.view.officer.value().strip()
        if agency is not None and officer:
            self._run(partial(_created, self.desk.world, self._folder, agency.code, officer), "Đang tạo sổ báo cáo")

    def _open_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Mở sổ báo cáo", str(self._folder.parent))
        if chosen:
            work = partial(open_store, self.desk.world, Path(chosen), held=self.desk.store)
            self._run(work, "Đang mở sổ báo cáo")

    def _open_sample(self) -> None:
        work = partial(_sample, self.desk.world, self._sample_folder, held=self.desk.store)
        self._run(work, "Đang lập tháng mẫu")

    def _run(self, work: partial[Opened], label: str) -> None:
        if self.desk.world is not None:
            self.desk.runner.run(work, self.store_opened.emit, label=label)


def _agencies(world: World, progress: Progress) -> Sequence[Agency]:
    return world.catalogue.agencies()


def _created(world: World, folder: Path, agency_code: str, officer: str, progress: Progress) -> Opened:
    create_store(world, folder, agency_code, officer=officer)
    return open_store(world, folder, progress)


def _sample(world: World, folder: Path, progress: Progress, *, held: Store | None) -> Opened:
    """The sample store as it was left, or a new one at the first time."""
    try:
        return open_store(world, folder, progress, held=held)
    except WorldRefused as refusal:
        if refusal.code != "store-absent":
            raise
    prepare_sample(world, folder, progress)
    return open_store(world, folder, progress)
