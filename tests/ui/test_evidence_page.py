"""Minh chứng in the window over a real store: files, what rests on them, adding, taking off, copies, hashing again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.ui.evidence import state
from sonla_desktop.ui.evidence.attach_dialog import AttachDialog
from sonla_desktop.ui.evidence.page import EvidencePage
from sonla_desktop.ui.places import EVIDENCE, INDICATORS, MONTHLY_UPDATE, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.attach_evidence import file_sha256, hashes_named_by
from tests.helpers.real_month import DOCUMENTS, Office, month_file
from tests.ui.conftest import settle
from tests.ui.keys import type_text
from tests.ui.real_window import dialog_of, window_after
from tests.ui.words import strange_words, texts_of

NAME, USED_FOR, STATE = 0, 4, 5


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, lambda made: made.enter(month_file(776))) as opened:
        yield opened


def page_of(qtbot: QtBot, window: MainWindow) -> EvidencePage:
    window.go_to(Place(EVIDENCE))
    settle(qtbot, window)
    page = window.workspace.page
    assert isinstance(page, EvidencePage)
    return page


def cells(page: EvidencePage, column: int) -> list[str]:
    return [row.cells[column].text for row in page.view.model.rows]


def choose(page: EvidencePage, use: str) -> None:
    page.view.files.setCurrentIndex(page.view.model.index(cells(page, USED_FOR).index(use), 0))


def new_file(tmp_path: Path) -> Path:
    path = tmp_path / "Trích xuất bổ sung.csv"
    path.write_bytes(b"1;2;3")
    return path


def test_each_file_is_listed_with_its_use_and_state(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert [row.key for row in page.view.model.rows] != []
    assert {row.key for row in page.view.model.rows} == hashes_named_by(window.desk.snapshot.report)
    assert "Chỉ tiêu 1 · nguồn 1" in cells(page, USED_FOR)
    assert set(cells(page, STATE)) == {"còn nguyên"}
    assert page.view.complete.text().startswith("Báo cáo này dùng ")


def test_enter_leads_to_the_figure_that_rests_on_the_file(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    choose(page, "Chỉ tiêu 1 · nguồn 1")
    page.view.files.setFocus()
    qtbot.keyClick(page.view.files, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.workspace._name == MONTHLY_UPDATE
    assert window.workspace.page.steps[INDICATORS].isVisible()
    assert QApplication.focusWidget().accessibleName().startswith("Đính kèm tệp")


def test_the_hash_is_copied_whole(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    page.view.files.setFocus()
    qtbot.keyClick(page.view.files, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == page.chosen.sha256
    assert len(page.chosen.sha256) == 64


def test_a_dropped_file_is_attached_to_the_source_that_is_found_by_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page, path = page_of(qtbot, window), new_file(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    dialog = dialog_of(window, AttachDialog)
    texts = {text for widget in dialog.findChildren(QWidget) for text in texts_of(widget) if path.name not in text}
    assert {text for text in texts if strange_words(text)} == set()
    type_text(dialog.search, "chi tieu 1. nguon")
    assert [row.key.item for row in dialog.model.rows] == [DOCUMENTS] * 3
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(dialog.table, key)
    settle(qtbot, window)
    sources = window.desk.snapshot.report.reading(DOCUMENTS).sources
    assert sources[-1].evidence == (file_sha256(path),)
    assert page.chosen.name == path.name
    assert path.name in cells(page, NAME)


def test_a_file_that_is_only_kept_is_shown_among_the_unused_and_can_be_attached_later(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = page_of(qtbot, window), new_file(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    page.view.add.click()
    dialog_of(window, AttachDialog).keep.click()
    settle(qtbot, window)
    assert page.view.scope.currentText() == state.UNUSED
    assert cells(page, NAME) == [path.name]
    page.view.attach.click()
    dialog = dialog_of(window, AttachDialog)
    assert dialog.keep.isHidden()
    type_text(dialog.search, "nhiem vu")
    dialog.attach.click()
    settle(qtbot, window)
    documents = [document for task in window.desk.snapshot.report.tasks for document in task.documents]
    assert file_sha256(path) in [document.evidence for document in documents]


def test_a_file_is_taken_off_and_stays_on_the_shelf(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    choose(page, "Chỉ tiêu 1 · nguồn 1")
    sha256 = page.chosen.sha256
    page.view.detach.click()
    settle(qtbot, window)
    assert sha256 not in hashes_named_by(window.desk.snapshot.report)
    assert sha256 not in [row.key for row in page.view.model.rows]
    assert window.desk.store.shelf.holds(sha256)
    assert any("Chỉ tiêu 1" in row.cells[1].text for row in page.view.missing_model.rows)
    assert page.view.missing.isVisible()
    page.view.missing.activated.emit(page.view.missing_model.index(0, 0))
    settle(qtbot, window)
    assert window.workspace._name == MONTHLY_UPDATE


def test_hashing_again_finds_an_altered_file_and_the_findings_follow(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    choose(page, "Chỉ tiêu 1 · nguồn 1")
    sha256 = page.chosen.sha256
    window.desk.store.shelf.path(sha256).write_bytes(b"khac")
    page.view.check.click()
    settle(qtbot, window)
    assert page.view.said.property("tone") == "error"
    assert cells(page, STATE)[page.view.model.row_of(sha256)] == "đã bị sửa"
    assert window.desk.snapshot.evidence[sha256] is EvidenceState.ALTERED
    assert "MC-002" in {item.finding.code for item in window.desk.snapshot.findings}


def test_a_copy_is_opened_never_the_original_and_cannot_be_written(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    page = page_of(qtbot, window)
    page.view.open.click()
    settle(qtbot, window)
    page.view.open.click()
    settle(qtbot, window)
    line = page.chosen
    assert [path.name for path in opened] == [line.name, line.name]
    assert opened[0] != opened[1]
    for path in opened:
        assert window.desk.store.folder not in path.parents
        assert file_sha256(path) == line.sha256
        assert not path.stat().st_mode & 0o222


def test_a_copy_is_saved_where_it_is_asked_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bản sao.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page = page_of(qtbot, window)
    page.view.save.click()
    settle(qtbot, window)
    assert file_sha256(target) == page.chosen.sha256
    assert os.access(target, os.W_OK)


def test_another_period_shows_the_files_of_all_and_leads_to_theirs(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    period = window.desk.snapshot.month.key.period
    window.desk.choose_period(period.next())
    settle(qtbot, window)
    assert "Bấm Thêm tệp" in page.view.empty.text()
    assert page.view.empty.isVisible()
    page.view.scope.setCurrentText(state.EVERY_PERIOD)
    assert page.view.model.rowCount() > 0
    assert not page.view.detach.isEnabled()
    page.view.files.activated.emit(page.view.model.index(0, 0))
    settle(qtbot, window)
    assert window.desk.snapshot.month.key.period == period
    assert window.workspace._name == MONTHLY_UPDATE


def test_a_closed_month_is_looked_at_but_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    def prepared(made: Office) -> None:
        made.enter(month_file(776))
        made.close()

    with window_after(qtbot, tmp_path, prepared) as window:
        window.desk.choose_period(window.desk.snapshot.month.key.period.previous())
        settle(qtbot, window)
        page = page_of(qtbot, window)
        assert window.desk.snapshot.month.closed
        assert page.view.model.rowCount() > 0
        assert page.view.open.isEnabled()
        assert not page.view.attach.isEnabled()
        assert not page.view.detach.isEnabled()
