"""Lịch sử in the window: changes and versions are listed, lead to their item, and the log of them is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.ui.history.compare_dialog import CompareDialog
from sonla_desktop.ui.history.page import HistoryPage
from sonla_desktop.ui.history.state import Checked, chain_text, has_place, place_for
from sonla_desktop.ui.history.versions_state import compared_text
from sonla_desktop.ui.places import HISTORY, INDICATORS, MONTHLY_UPDATE, OVERVIEW, REPORT_EXPORT, SETTINGS, Place
from sonla_desktop.ui.preview.window import PreviewWindow
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.amend_period import amend_period
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.history_ports import ChainState
from sonla_desktop.usecases.history_words import HistoryWords
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.sample_month import prepare_sample
from tests.helpers import months
from tests.helpers.long_history import lengthen
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.fakes import MemoryStore, Work, history_of
from tests.ui.keys import type_text
from tests.ui.words import strange_words, texts_of

LONG_MS = 60_000
HEAD = "ab" * 32
PROSE = "narrative.difficulties"


@pytest.mark.parametrize(
    ("checked", "said", "tone"),
    [
        (None, "Nhật ký: 1.284 dòng, mã đầu abababab…abababab; chưa kiểm tra hết", "muted"),
        (Checked(500, 1284), "Đang kiểm tra nhật ký: 500/1.284 dòng", "muted"),
        (Checked(1284, 1284), "Nhật ký nguyên vẹn: 1.284 dòng, mã đầu abababab…abababab", "good"),
        (Checked(stopped=True), "Nhật ký: 1.284 dòng, mã đầu abababab…abababab; chưa kiểm tra hết", "muted"),
        (Checked(broken=7), "Nhật ký không còn nguyên vẹn từ dòng 7. Dừng nhập và báo người hỗ trợ", "error"),
    ],
)
def test_the_line_on_top_says_what_is_known_of_the_chain(checked: Checked | None, said: str, tone: str) -> None:
    assert chain_text(ChainState(1284, HEAD), checked) == (said, tone)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, Place(MONTHLY_UPDATE, INDICATORS, months.DOCUMENTS, "numerator")),
        ({"where": "report", "path": "narrative.difficulties"}, Place(MONTHLY_UPDATE, "explanations", "report", PROSE)),
        ({"where": "khong-con"}, None),
        ({"action": "configure", "key": None, "path": "officer"}, Place(SETTINGS, field="officer")),
        ({"action": "export", "where": "goi.zip", "path": "package"}, Place(REPORT_EXPORT)),
        ({"action": "set_deadline", "where": "report", "path": "deadline"}, Place(OVERVIEW)),
        ({"action": "take_in", "key": None, "where": "ab" * 32, "path": "original_name"}, None),
    ],
)
def test_each_change_has_the_place_where_it_was_made(
    world: World, store: MemoryStore, changes: dict[str, object], place: Place | None
) -> None:
    entry = history_of(store)[0]
    line = replace(HistoryWords(world.catalogue, store.agency).line(entry), **changes)
    assert place_for(line, read_month(world, store, "2026-11")) == place
    assert has_place(line) or place is None


def history(qtbot: QtBot, window: MainWindow) -> HistoryPage:
    window.go_to(Place(HISTORY))
    settle(qtbot, window)
    page = window.workspace.page
    assert isinstance(page, HistoryPage)
    return page


def test_a_change_leads_to_its_field(qtbot: QtBot, window: MainWindow) -> None:
    page = history(qtbot, window)
    shown = [[cell.text for cell in row.cells[3:7]] for row in page.changes.view.model.rows]
    assert shown == [
        ["11/2026, bản 1", "Chỉ tiêu 1 · tử số", "810", "812"],
        ["11/2026, bản 1", "Chỉ tiêu 1 · ghi chú", "–", "Đối chiếu sổ"],
    ]
    assert "Lý do: Sửa theo sổ" in page.changes.view.details.text()
    page.changes.view.list.setFocus()
    qtbot.keyClick(page.changes.view.list, Qt.Key.Key_Return)
    settle(qtbot, window)
    update = window.workspace.page
    assert update.steps[INDICATORS].isVisible()
    assert window.workspace._name == MONTHLY_UPDATE
    assert "ử số" in QApplication.focusWidget().accessibleName()


def test_chosen_rows_are_copied(qtbot: QtBot, window: MainWindow) -> None:
    page = history(qtbot, window)
    page.changes.view.list.selectAll()
    page.changes.view.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[1].split("\t")[4:7] == ["Chỉ tiêu 1 · tử số", "810", "812"]


def test_the_page_follows_what_is_saved(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = history(qtbot, window)
    asked: list[object] = []
    monkeypatch.setattr(Work, "audit_officers", lambda work: asked.append(work) or ("Cầm Văn Đôi",))
    window.desk.put_narrative("difficulties", "Mạng chậm.")
    window.desk.drafts.flush()
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)
    settle(qtbot, window)
    assert page.changes.view.officer.itemText(1) == "Cầm Văn Đôi"


def test_a_broken_chain_is_told_with_its_line(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(work: Work, first: int, count: int) -> int:
        raise WorldRefused("chain-broken", seq=2)

    page = history(qtbot, window)
    assert page.chain.text().startswith("Nhật ký nguyên vẹn: 2 dòng, mã đầu ")
    monkeypatch.setattr(Work, "verify_chain_part", broken)
    page.check.click()
    settle(qtbot, window)
    assert page.chain.text().startswith("Nhật ký không còn nguyên vẹn từ dòng 2.")
    assert page.check.isVisible()
    assert not page.stop.isVisible()


def test_nothing_to_list_says_what_to_do(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = history(qtbot, window)
    monkeypatch.setattr(Work, "audit_page", lambda *_: ())
    type_text(page.changes.view.search, "khong co")
    qtbot.waitUntil(lambda: page.changes.view.empty.isVisible(), timeout=WAIT_MS)
    settle(qtbot, window)
    assert "Bỏ lọc" in page.changes.view.empty.text()
    assert not page.changes.view.list.isVisible()
    assert not page.changes.view.export.isEnabled()


@pytest.fixture(scope="module")
def real_world() -> World:
    return build_world("2026-11-14T08:30")


@pytest.fixture
def real_folder(real_world: World, tmp_path: Path) -> Path:
    """The sample with a replacement of October open and a long chain."""
    folder = prepare_sample(real_world, tmp_path / "so-bao-cao")
    store = real_world.stores.open(folder)
    amend_period(real_world, store, "2026-10", "kh-2026", "Đối chiếu lại sổ văn bản đi.")
    store.close()
    return folder


@pytest.fixture
def real(qtbot: QtBot, real_world: World, real_folder: Path) -> Iterator[MainWindow]:
    window = MainWindow(lambda: real_world, real_folder, real_folder, WindowMemory())
    window.resize(1366, 700)
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    settle(qtbot, window)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)


@pytest.mark.parametrize("size", [(1366, 700), (1092, 548)], ids=["100%", "125%"])
def test_the_versions_fit_speak_vietnamese_and_have_names_and_letters_of_their_own(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page = history(qtbot, window)
    page.tabs.setCurrentIndex(1)
    settle(qtbot, window)
    assert (window.width(), window.height()) == size
    shown = [part for part in window.findChildren(QWidget) if part.isVisible()]
    assert {text for part in shown for text in texts_of(part) if strange_words(text)} == set()
    buttons = [part for part in shown if isinstance(part, QAbstractButton)]
    letters = [letter.lower() for part in buttons for letter in re.findall(r"&(\w)", part.text())]
    assert len(letters) == len(set(letters))
    assert [part.text() for part in buttons if part.width() < part.minimumSizeHint().width()] == []
    assert page.versions.list.accessibleName()
    header = page.versions.list.horizontalHeader()
    assert header.length() <= page.versions.list.viewport().width()
    assert header.sectionSize(1) > 100, "the name of the report must be readable"


def test_versions_are_seen_compared_and_handed_out_again(
    qtbot: QtBot, real: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = history(qtbot, real)
    page.tabs.setCurrentIndex(1)
    settle(qtbot, real)
    panel = page.versions
    shown = [[row.cells[0].text, row.cells[2].text, row.cells[5].text] for row in panel.model.rows]
    in_time = [["10/2026", "1", "đúng hạn"], ["09/2026", "1", "đúng hạn"]]
    assert shown == [["11/2026", "1", "–"], ["10/2026", "2", "thay thế"], *in_time]
    panel.list.selectRow(1)
    assert (panel.see.isEnabled(), panel.export.isEnabled(), panel.compare.isEnabled()) == (False, False, True)
    panel.compare.click()
    settle(qtbot, real)
    dialog = real.findChild(CompareDialog)
    assert dialog.heading.text() == compared_text(panel.chosen, 0)
    dialog.close_it.click()
    panel.list.selectRow(2)
    assert not panel.compare.isEnabled()
    usb = tmp_path / "usb"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(usb))
    panel.export.click()
    settle(qtbot, real)
    view = panel.chosen
    assert view is not None
    assert view.line.outcome is not None
    assert [entry.place for entry in view.line.outcome.handed_out] == ["usb", "usb"]
    assert panel.said.text() == "Đã xuất 2 tệp vào usb, đúng từng byte với bản đã chốt."
    kept = real.desk.store.archive_dir(view.line.key, 1)
    assert {file.name: file.read_bytes() for file in usb.iterdir()} == {
        file.name: file.read_bytes() for file in kept.iterdir()
    }
    panel.see.click()
    settle(qtbot, real)
    preview = real.findChild(PreviewWindow)
    assert preview._document is not None
    assert "10/2026" in preview._document.properties.title
    preview.close()
    settle(qtbot, real)


def test_the_filtered_list_goes_into_a_sheet(
    qtbot: QtBot, real: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = history(qtbot, real)
    view = page.changes.view
    view.action.setCurrentText("Chốt số liệu")
    view.report.setCurrentIndex(0)
    view.report.activated.emit(0)
    settle(qtbot, real)
    assert view.count.text() == "2 dòng"
    page.changes.view.until.line.setFocus()
    type_text(page.changes.view.until.line, "30/09/2026")
    settle(qtbot, real)
    assert page.changes.filter.until == date(2026, 9, 30)
    assert view.count.text() == "1 dòng"
    target = tmp_path / "lich-su"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    view.export.click()
    settle(qtbot, real)
    assert view.said.text() == "Đã xuất 1 dòng vào lich-su.xlsx."
    assert load_workbook(target.with_suffix(".xlsx"))["LichSu"].max_row == 5
    view.clear.click()
    settle(qtbot, real)
    assert view.count.text() == "200 dòng mới nhất"
    view.more.click()
    settle(qtbot, real)
    assert view.count.text() == "400 dòng mới nhất"
    assert view.list.currentIndex().row() == 200


def test_a_change_of_another_month_opens_that_month(qtbot: QtBot, real: MainWindow) -> None:
    page = history(qtbot, real)
    view = page.changes.view
    october = next(number for number in range(view.report.count()) if "10/2026" in view.report.itemText(number))
    view.report.setCurrentIndex(october)
    view.report.activated.emit(october)
    view.search.setFocus()
    type_text(view.search, "chi tieu 1 van ban")
    qtbot.waitUntil(lambda: not page.changes._typing.isActive(), timeout=WAIT_MS)
    settle(qtbot, real)
    assert view.model.rows[0].cells[4].text.startswith("Chỉ tiêu 1")
    view.list.setCurrentIndex(view.model.index(0, 0))
    view.go_there.click()
    qtbot.waitUntil(lambda: real.desk.snapshot.month.key.period.short_label == "10/2026", timeout=LONG_MS)
    settle(qtbot, real)
    assert real.workspace._name == MONTHLY_UPDATE


def test_a_long_chain_is_checked_in_parts_and_can_be_stopped(
    qtbot: QtBot, real_world: World, real_folder: Path
) -> None:
    lengthen(real_folder, 12_000)
    window = MainWindow(lambda: real_world, real_folder, real_folder, WindowMemory())
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    settle(qtbot, window)
    window.go_to(Place(HISTORY))
    page = window.workspace.page
    qtbot.waitUntil(lambda: page.chain.text().startswith("Đang kiểm tra"), timeout=LONG_MS)
    page.stop.click()
    settle(qtbot, window)
    assert page.chain.text().endswith("chưa kiểm tra hết")
    page.check.click()
    settle(qtbot, window)
    assert page.chain.text().startswith("Nhật ký nguyên vẹn: 12.000 dòng, mã đầu ")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)


def test_another_report_is_turned_to_while_the_chain_is_checked(
    qtbot: QtBot, real_world: World, real_folder: Path
) -> None:
    lengthen(real_folder, 12_000)
    window = MainWindow(lambda: real_world, real_folder, real_folder, WindowMemory())
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    settle(qtbot, window)
    window.go_to(Place(HISTORY))
    before = window.workspace.page
    qtbot.waitUntil(lambda: before.chain.text().startswith("Đang kiểm tra"), timeout=LONG_MS)
    window.desk.choose_form("tb-319")
    qtbot.waitUntil(lambda: window.desk.snapshot.month.key.form == "tb-319", timeout=LONG_MS)
    settle(qtbot, window)
    after = window.workspace.page
    assert after is not before
    assert after.chain.text().startswith("Nhật ký nguyên vẹn: 12.000 dòng")
    assert after.changes.view.report.currentData().form == "tb-319"
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)
