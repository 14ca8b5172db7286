"""Minh chứng: every file of the shelf, whether it is still whole, what rests on it, and what still lacks one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.evidence import state
from sonla_desktop.ui.evidence.attach_dialog import AttachDialog
from sonla_desktop.ui.evidence.copies import ReadOnlyCopies, copied
from sonla_desktop.ui.evidence.placing import attached_files, put_into, take_off
from sonla_desktop.ui.evidence.view import EvidenceView
from sonla_desktop.ui.jobs import Lane
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import REPORT_EXPORT, Place, place_of, place_of_field
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column, set_tone
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.ports import EvidenceFile, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_evidence import (
    EvidenceTarget,
    NamedUse,
    ShelfLine,
    evidence_findings,
    read_evidence,
    safe_name,
    states_of,
    targets_of,
)


class EvidencePage(Page):
    """The list is read again with every new snapshot; files are hashed again only when asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = EvidenceView()
        self.setLayout(column(self.view))
        self.setAcceptDrops(True)
        self._lines: dict[str, ShelfLine] = {}
        self._known: dict[str, EvidenceState] = {}
        self._waiting: NamedUse | None = None
        self._wanted: tuple[str, ...] = ()
        self._gone = False
        self._copies = ReadOnlyCopies()
        self._connect()

    def show_month(self, snapshot: Snapshot) -> None:
        """Has the shelf read; what is lacking is known already."""
        findings = evidence_findings(snapshot.findings)
        self.view.missing_model.show(state.finding_rows(findings))
        self.view.fit_findings()
        self._known.update(snapshot.evidence)
        writable = self.desk.store is not None and not self.desk.store.read_only
        self.view.add.setEnabled(writable)
        if self.desk.world is not None and self.desk.store is not None:
            key = snapshot.month.key
            work = partial(_read, self.desk.world, self.desk.store, key)
            self.desk.runner.run(work, partial(self._take, key), label="Đang đọc tệp minh chứng")

    def arrive(self, place: Place) -> None:
        """The list is where the keys go first."""
        (self.view.files if self._lines else self.view.add).setFocus()

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    def leave(self) -> None:
        """What is still being read finds nobody."""
        self._gone = True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from a folder may be dropped anywhere on the page."""
        if self.view.add.isEnabled() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Asks what the dropped files belong to."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.add_files([path for path in paths if path.is_file()])

    @property
    def chosen(self) -> ShelfLine | None:
        """The file that is chosen in the list."""
        index = self.view.files.currentIndex()
        return self._lines.get(index.data(KEY_ROLE)) if index.isValid() else None

    def add_files(self, paths: Sequence[Path]) -> None:
        """Asks what these files belong to and takes them in."""
        if paths and self._shown is not None:
            dialog = AttachDialog([path.name for path in paths], self._targets(), self, may_keep=True)
            dialog.chosen.connect(partial(self._take_in, tuple(paths)))
            dialog.open()

    def _connect(self) -> None:
        view = self.view
        view.scope.currentIndexChanged.connect(self._show_files)
        view.search.changed.connect(self._show_files)
        view.add.clicked.connect(self._choose_files)
        view.check.clicked.connect(self._check)
        view.missing.activated.connect(self._open_finding)
        view.files.activated.connect(self._open_first_use)
        view.files.selectionModel().currentRowChanged.connect(self._show_chosen)
        view.files.model().modelReset.connect(self._show_chosen)
        view.uses.activated.connect(self._open_use)
        view.uses.selectionModel().currentRowChanged.connect(self._show_commands)
        view.copy_hash.clicked.connect(self._copy_hash)
        view.save.clicked.connect(self._save_copy)
        view.open.clicked.connect(self._open_copy)
        view.attach.clicked.connect(self._attach_chosen)
        view.detach.clicked.connect(self._detach)
        self.desk.loaded.connect(self._go_on)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, view.files)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._copy_hash)

    def _take(self, key: ReportKey, lines: tuple[ShelfLine, ...]) -> None:
        if self._gone or self._shown is None or key != self._shown.month.key:
            return
        self._lines = {line.sha256: line for line in lines}
        said, tone = state.completeness(evidence_findings(self._shown.findings), lines, key)
        self.view.complete.setText(said)
        set_tone(self.view.complete, tone)
        self._show_files()

    @Slot()
    def _show_files(self, *_chosen: object) -> None:
        if self._shown is None:
            return
        key, scope, words = self._shown.month.key, self.view.scope.currentText(), self.view.search.value()
        before = self.view.files.currentIndex().data(KEY_ROLE)
        lines = state.shown(list(self._lines.values()), key, scope, words)
        self.view.model.show(state.rows(lines, key, self._known))
        self.view.count.setText(state.count_text(len(lines)))
        self.view.tell_empty("" if lines else state.empty_text(scope, words))
        wanted = next((sha256 for sha256 in (*self._wanted, before) if sha256 in {x.sha256 for x in lines}), None)
        self._wanted = ()
        if lines:
            self.view.files.setCurrentIndex(self.view.model.index(self.view.model.row_of(wanted) or 0, 0))
        self._show_chosen()

    @Slot()
    def _show_chosen(self, *_rows: object) -> None:
        line = self.chosen
        self.view.details.setText(state.details(line) if line else "")
        self.view.hash.setText(f"Mã băm SHA-256: {line.sha256}" if line else "")
        self.view.uses_model.show(state.use_rows(line))
        if self.view.uses_model.rowCount():
            self.view.uses.setCurrentIndex(self.view.uses_model.index(0, 0))
        self._show_commands()

    @Slot()
    def _show_commands(self, *_rows: object) -> None:
        line = self.chosen
        self.view.copy_hash.setEnabled(line is not None)
        for control in (self.view.save, self.view.open):
            control.setEnabled(line is not None and line.is_there)
        self.view.attach.setEnabled(line is not None and self.desk.editable)
        self.view.detach.setEnabled(self._detachable() is not None)
        self.view.check.setEnabled(bool(self._lines))

    def _detachable(self) -> NamedUse | None:
        """The chosen use, if the report on the desk can still be changed there."""
        index = self.view.uses.currentIndex()
        use: NamedUse | None = index.data(KEY_ROLE) if index.isValid() else None
        if use is None or self._shown is None or not self.desk.editable or use.is_signed_copy:
            return None
        return use if use.newest and use.use.key == self._shown.month.key else None

    def _targets(self) -> tuple[EvidenceTarget, ...]:
        if self._shown is None or not self.desk.editable:
            return ()
        self.desk.drafts.flush()
        return targets_of(self._shown.month, self._shown.report)

    @Slot()
    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Thêm tệp minh chứng")
        self.add_files([Path(path) for path in chosen])

    def _take_in(self, paths: tuple[Path, ...], target: EvidenceTarget | None) -> None:
        if self.desk.world is not None and self.desk.store is not None and self._shown is not None:
            work = partial(attached_files, self.desk.world, self.desk.store, paths)
            done = partial(self._taken_in, self._shown.month.key, target)
            self.desk.runner.run(work, done, label="Đang lấy tệp vào sổ")

    def _taken_in(
        self, key: ReportKey, target: EvidenceTarget | None, result: tuple[tuple[EvidenceFile, ...], Changes]
    ) -> None:
        files, _ = result
        hashes = tuple(dict.fromkeys(file.sha256 for file in files))
        whole = dict.fromkeys(hashes, EvidenceState.PRESENT)
        self._known.update(whole)
        self.desk.take_evidence(whole)
        if self._gone:
            return
        self._wanted = hashes
        if target is None:
            self.view.scope.setCurrentText(state.UNUSED)
            self.view.said.setText(f"Đã lấy {len(hashes)} tệp vào sổ, chưa gắn vào đâu.")
        elif self._shown is not None and self._shown.month.key == key:
            put_into(self.desk, self._shown.month, target, hashes)
            self.view.said.setText(f"Đã gắn {len(hashes)} tệp: {target.label}")

    @Slot()
    def _attach_chosen(self) -> None:
        line = self.chosen
        if line is not None and self._shown is not None:
            dialog = AttachDialog([line.name], self._targets(), self, may_keep=False)
            dialog.chosen.connect(partial(self._attach, line.sha256))
            dialog.open()

    def _attach(self, sha256: str, target: EvidenceTarget) -> None:
        if self._shown is not None and self.desk.editable:
            put_into(self.desk, self._shown.month, target, (sha256,))
            self._wanted = (sha256,)
            self.view.said.setText(f"Đã gắn: {target.label}")

    @Slot()
    def _detach(self) -> None:
        use = self._detachable()
        if use is not None:
            take_off(self.desk, use.use)
            self.view.said.setText(f"Đã gỡ khỏi {use.what}; tệp vẫn còn trong sổ báo cáo.")

    @Slot()
    def _check(self) -> None:
        hashes = [row.key for row in self.view.model.rows]
        if self.desk.store is not None and hashes:
            work = partial(states_of, self.desk.store, hashes)
            self.desk.runner.run(work, self._take_states, lane=Lane.FREE, label="Đang kiểm tra tệp minh chứng")

    def _take_states(self, states: dict[str, EvidenceState]) -> None:
        if self._gone:
            return
        self._known.update(states)
        said, tone = state.checked_text(states)
        self.view.said.setText(said)
        set_tone(self.view.said, tone)
        named = {} if self._shown is None else self._shown.evidence
        self.desk.take_evidence({sha256: found for sha256, found in states.items() if sha256 in named})
        self._show_files()

    @Slot()
    def _copy_hash(self) -> None:
        if self.chosen is not None:
            QGuiApplication.clipboard().setText(self.chosen.sha256)
            self.view.said.setText("Đã sao chép mã băm.")

    @Slot()
    def _save_copy(self) -> None:
        line = self.chosen
        if line is None:
            return
        name = safe_name(line.shelved.file if line.shelved else None, line.sha256)
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu bản sao", str(Path.home() / name))
        if chosen:
            self._copy(line.sha256, Path(chosen), f"Đã lưu bản sao: {Path(chosen).name}", opens=False)

    @Slot()
    def _open_copy(self) -> None:
        line = self.chosen
        if line is not None:
            name = safe_name(line.shelved.file if line.shelved else None, line.sha256)
            said = "Đã mở một bản sao chỉ đọc; sửa trong đó không đổi tệp của sổ."
            self._copy(line.sha256, self._copies.place(name), said, opens=True)

    def _copy(self, sha256: str, target: Path, said: str, *, opens: bool) -> None:
        if self.desk.world is not None and self.desk.store is not None:
            work = partial(copied, self.desk.world, self.desk.store, sha256, target, read_only=opens)
            done = partial(self._copied, sha256, target, said, opens=opens)
            self.desk.runner.run(work, done, label="Đang chép tệp")

    def _copied(self, sha256: str, target: Path, said: str, found: EvidenceState, *, opens: bool) -> None:
        if self._gone:
            return
        whole = found is EvidenceState.PRESENT
        self.view.said.setText(said if whole else "Bản sao đã khác so với lúc lấy vào sổ. Đính kèm lại tệp đúng.")
        set_tone(self.view.said, "" if whole else "error")
        self._known[sha256] = found
        if opens:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    @Slot(QModelIndex)
    def _open_finding(self, index: QModelIndex) -> None:
        if self._shown is not None:
            month = self._shown.month
            self.go.emit(place_of(index.data(KEY_ROLE), month.duty.form, month.assignment))

    @Slot(QModelIndex)
    def _open_first_use(self, _index: QModelIndex) -> None:
        line = self.chosen
        if line is not None and line.uses and self._shown is not None:
            here = line.used_by(self._shown.month.key)
            self._open((*here, *line.uses)[0])

    @Slot(QModelIndex)
    def _open_use(self, index: QModelIndex) -> None:
        self._open(index.data(KEY_ROLE))

    def _open(self, use: NamedUse) -> None:
        if self._shown is None:
            return
        if use.use.key == self._shown.month.key:
            self._go_to(use, self._shown)
        else:
            self._waiting = use
            self.desk.choose_duty(use.use.key.form, use.use.key.period)

    @Slot(object)
    def _go_on(self, snapshot: Snapshot) -> None:
        """The report of the use is on the desk now."""
        use, self._waiting = self._waiting, None
        if use is not None and use.use.key == snapshot.month.key:
            self._go_to(use, snapshot)

    def _go_to(self, use: NamedUse, snapshot: Snapshot) -> None:
        month = snapshot.month
        if use.is_signed_copy:
            self.go.emit(Place(REPORT_EXPORT))
        else:
            self.go.emit(place_of_field(use.use.item, use.use.field, month.duty.form, month.assignment))


def _read(world: World, store: Store, key: ReportKey, progress: Progress) -> tuple[ShelfLine, ...]:
    return read_evidence(world, store, key)
