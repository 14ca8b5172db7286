"""Báo cáo và xuất: packages verified in the window one by one and together; each appendix exported as its own file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import REPORT_EXPORT, Place
from sonla_desktop.ui.report_export import verify_dialog
from sonla_desktop.ui.report_export.verify_dialog import VerifyDialog
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.export_report import export_report
from sonla_desktop.usecases.progress import Progress
from tests.helpers.real_month import OCTOBER, Office, key_of, month_file
from tests.ui import checks
from tests.ui.conftest import settle
from tests.ui.real_window import dialog_of, window_after

ROOMS = [(1366, 700), (1092, 548), (910, 445)]


def handed_out(made: Office) -> None:
    """Closed and exported; beside the package lies one in which a byte was changed."""
    made.enter(month_file())
    made.close()
    export_report(made.world, made.store, OCTOBER, made.folder / "usb")
    (whole,) = (made.folder / "usb").glob("*.zip")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(made.folder / "hong.zip", "w") as broken:
        for item in source.infolist():
            content = source.read(item)
            broken.writestr(item, content + b" " if item.filename.endswith("bao-cao.json") else content)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the page from which is exported."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    with window_after(qtbot, tmp_path, handed_out) as window:
        window.desk.choose_period(key_of().period)
        settle(qtbot, window)
        window.go_to(Place(REPORT_EXPORT))
        settle(qtbot, window)
        yield window


def package(folder: Path) -> Path:
    (found,) = (folder / "usb").glob("*.zip")
    return found


def verified(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> VerifyDialog:
    """Presses F7 and chooses these packages."""
    chosen = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    QTest.keyClick(window, Qt.Key.Key_F7)
    dialog = dialog_of(window, VerifyDialog)
    dialog.choose.click()
    settle(qtbot, window)
    return dialog


def texts(dialog: VerifyDialog) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in dialog.table.rows_model.rows]


def test_a_whole_package_is_said_to_be_whole(
    qtbot: QtBot, page: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = verified(qtbot, page, monkeypatch, package(tmp_path))
    assert (dialog.said.text(), dialog.said.property("tone")) == ("Gói nguyên vẹn.", "good")
    said, left = texts(dialog)
    assert said == (package(tmp_path).name, "Gói nguyên vẹn")
    assert left[0] == "Không kiểm tra lại được từ riêng gói"
    assert "MC-002" in left[1]
    dialog.reject()


def test_of_several_packages_each_is_judged_with_what_is_wrong_in_it(
    qtbot: QtBot, page: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = verified(qtbot, page, monkeypatch, package(tmp_path), tmp_path / "hong.zip")
    assert (dialog.said.text(), dialog.said.property("tone")) == ("1/2 gói không nguyên vẹn.", "error")
    whole, broken, *problems = texts(dialog)
    assert whole == (package(tmp_path).name, "Gói nguyên vẹn")
    assert broken == ("hong.zip", "Gói không nguyên vẹn")
    assert any(file.endswith("bao-cao.json") for file, _ in problems)
    dialog.reject()


def test_what_is_no_package_is_refused_in_one_line_and_another_can_be_dropped(
    qtbot: QtBot, page: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = verified(qtbot, page, monkeypatch, tmp_path / "mat.zip")
    assert "mat.zip" in dialog.said.text()
    assert (dialog.said.property("tone"), texts(dialog)) == ("error", [])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package(tmp_path)))])
    about = (QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(*about)
    entering.setAccepted(False)
    dialog.dragEnterEvent(entering)
    assert entering.isAccepted()
    dialog.dropEvent(QDropEvent(*about))
    settle(qtbot, page)
    assert dialog.said.text() == "Gói nguyên vẹn."
    dialog.reject()


def test_packages_are_verified_beside_the_windows_thread_and_a_closed_dialog_hears_nothing(
    qtbot: QtBot, page: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    real = verify_dialog._verified

    def watched(world: object, paths: list[Path], progress: Progress) -> object:
        threads.append(current_thread())
        return real(world, paths, progress)

    monkeypatch.setattr(verify_dialog, "_verified", watched)
    page.workspace.page.view.verify.click()
    dialog = dialog_of(page, VerifyDialog)
    dialog.verify([package(tmp_path)])
    dialog.reject()
    settle(qtbot, page)
    assert len(threads) == 1
    assert threads[0] is not main_thread()


def test_the_dialog_is_usable_with_a_long_list(
    qtbot: QtBot, page: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = verified(qtbot, page, monkeypatch, package(tmp_path), tmp_path / "hong.zip")
    assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width()), "the list lies over other texts"
    assert checks.nameless(dialog) == []
    assert max(checks.mnemonics(dialog).values()) == 1
    assert checks.unreached(dialog) == []
    for room in ROOMS:
        assert dialog.layout().totalHeightForWidth(dialog.width()) <= room[1]
        least = dialog.minimumSizeHint()
        assert (least.width() <= room[0], least.height() <= room[1]) == (True, True), least
        dialog.resize(*room)
        qtbot.wait(20)
        assert checks.clipped(dialog) == []
    dialog.reject()


def test_each_appendix_is_exported_as_its_own_file(qtbot: QtBot, page: MainWindow, tmp_path: Path) -> None:
    view = page.workspace.page.view
    page.workspace.page.folder = tmp_path / "ky"
    view.apart.click()
    view.export.click()
    settle(qtbot, page)
    documents = sorted(path.name for path in (tmp_path / "ky").glob("*.docx"))
    assert len(documents) > 1
    (kept,) = (tmp_path / "ky").glob("*.zip")
    assert kept.read_bytes() == package(tmp_path).read_bytes()
    assert "văn bản lập lại, mỗi phụ lục một tệp" in view.result.text()
    assert all(name in view.result.text() for name in documents)
    view.apart.click()
    page.workspace.page.folder = tmp_path / "mot"
    view.export.click()
    settle(qtbot, page)
    assert len(list((tmp_path / "mot").glob("*.docx"))) == 1
    assert "văn bản lập lại" not in view.result.text()


@pytest.mark.parametrize("room", ROOMS, ids=["100%", "125%", "150%"])
def test_the_page_keeps_to_the_screen(qtbot: QtBot, page: MainWindow, room: tuple[int, int]) -> None:
    for _ in range(2):  # a narrow window gets narrower once the navigation has taken its words away
        page.resize(*room)
        settle(qtbot, page)
    shown = page.centralWidget().currentWidget()
    assert (page.width(), page.height()) == room
    assert checks.clipped(shown) == []
    assert checks.nameless(shown) == []
    assert checks.unreached(shown) == []
    assert checks.not_in_reading_order(shown) == []
    assert {letter: count for letter, count in checks.mnemonics(shown).items() if count > 1} == {}
