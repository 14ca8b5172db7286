"""Xem trước: pages, keys, names, zoom, which pages are printed, the PDF that is kept, and no English anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, REPORT_EXPORT, Place
from sonla_desktop.ui.preview import state
from sonla_desktop.ui.preview.printing import PrintRun, make_printer, pages_asked_for
from sonla_desktop.ui.preview.window import PreviewWindow, open_preview
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.document_ports import PrintedPages
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.documents import full_document
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore, memory_world
from tests.ui.words import strange_words, texts_of

INPUTS = QLineEdit | QComboBox | QAbstractButton | QAbstractItemView | QAbstractSpinBox


@pytest.fixture(scope="module")
def pages(qapp: object) -> PrintedPages:
    return memory_world().printer.paginate(full_document())


@pytest.fixture
def preview(qtbot: QtBot, window: MainWindow) -> Iterator[PreviewWindow]:
    """The preview of the open month."""
    shown = open_preview(window.desk, window)
    settle(qtbot, window)
    yield shown
    shown.close()


def text_on(pages: PrintedPages) -> str:
    return " ".join(mark.text for page in pages.drawings for mark in page.marks if hasattr(mark, "text"))


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("", [0, 1, 2, 3, 4]),
        (" 2 ", [1]),
        ("1-3", [0, 1, 2]),
        ("4–5, 1", [0, 3, 4]),
        ("2;2-3", [1, 2]),
    ],
)
def test_pages_that_are_named(typed: str, chosen: list[int]) -> None:
    assert state.pages_in(typed, 5) == chosen


@pytest.mark.parametrize("typed", ["0", "6", "3-2", "1-9", "a", "1-", "-3", "1.5"])
def test_pages_that_there_are_not_are_told(typed: str) -> None:
    with pytest.raises(state.RangeFault) as fault:
        state.pages_in(typed, 5)
    assert typed in str(fault.value)
    assert strange_words(str(fault.value).replace(f"“{typed}”", "")) == []


def test_zoom_goes_in_steps() -> None:
    assert [state.zoom_after(one) for one in (1, 50, 63.4, 300, 400)] == [25, 67, 67, 300, 300]
    assert [state.zoom_before(one) for one in (10, 25, 63.4, 300, 400)] == [25, 25, 50, 250, 300]


def test_names_of_pages_say_where_they_are(pages: PrintedPages) -> None:
    names = state.page_names(pages)
    assert names[:4] == [
        "Trang 1",
        "Trang 2",
        "Trang 3 (phụ lục, trang 1), nằm ngang",
        "Trang 4 (phụ lục, trang 2), nằm ngang",
    ]
    assert re.fullmatch(r"\d+ trang, trong đó \d+ trang nằm ngang", state.summary(pages))


def test_an_open_month_is_marked_as_a_preview_and_bears_no_check_code(preview: PreviewWindow) -> None:
    text = text_on(preview._pages)
    assert "BẢN XEM TRƯỚC" in text
    assert "Mã kiểm" not in text
    assert "tháng 11/2026" in text


def test_a_preview_of_a_sample_says_so_too(qtbot: QtBot, store: MemoryStore, window: MainWindow) -> None:
    store.is_sample = True
    shown = open_preview(window.desk, window)
    settle(qtbot, window)
    assert "BẢN XEM TRƯỚC – MẪU" in text_on(shown._pages)
    shown.close()


def test_what_is_typed_stands_in_the_preview(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to(Place(MONTHLY_UPDATE, CLOSING))
    settle(qtbot, window)
    section = next(one.id for one in window.desk.snapshot.month.duty.form.sections if one.kind.value == "narrative")
    window.desk.put_narrative(section, "Đường truyền tại bản Nà Hạ chưa ổn định")
    shown = open_preview(window.desk, window)
    settle(qtbot, window)
    assert "bản Nà Hạ" in " ".join(text_on(shown._pages).split())
    shown.close()


@pytest.mark.parametrize("place", [Place(MONTHLY_UPDATE, CLOSING), Place(REPORT_EXPORT)])
def test_the_preview_opens_from_closing_and_from_the_closed_version(
    qtbot: QtBot, window: MainWindow, place: Place
) -> None:
    if place.page == REPORT_EXPORT:
        window.desk.choose_period(window.desk.period.previous())
        settle(qtbot, window)
    window.go_to(place)
    settle(qtbot, window)
    names = ("Xem trước bản in", "Xem trước và in báo cáo")
    button = next(
        one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.accessibleName() in names
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    shown = window.findChild(PreviewWindow)
    assert len(shown._pages) >= 2
    assert ("Mã kiểm" in text_on(shown._pages)) is (place.page == REPORT_EXPORT)
    shown.close()


def test_keys_turn_the_pages(qtbot: QtBot, preview: PreviewWindow) -> None:
    view = preview.view
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert (view.sheet.page, view.number.value(), view.list.currentIndex().row()) == (1, 2, 1)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert (view.sheet.page, view.back.isEnabled(), view.forward.isEnabled()) == (0, False, True)
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert view.sheet.page == 1


def test_zoom_by_key_and_by_list(qtbot: QtBot, preview: PreviewWindow) -> None:
    view = preview.view
    fitted = view.sheet.zoom
    assert view.sheet.height() <= view.area.viewport().height()
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.sheet.zoom == state.zoom_after(fitted)
    assert view.zoom.currentText() == f"{state.zoom_after(fitted)}%"
    view.zoom.setCurrentText("Vừa bề ngang")
    view.zoom.activated.emit(1)
    assert view.area.viewport().width() - 40 <= view.sheet.width() <= view.area.viewport().width()


def test_the_page_is_drawn(qtbot: QtBot, preview: PreviewWindow) -> None:
    image = preview.view.sheet.grab().toImage()
    dark = sum(
        image.pixelColor(x, y).lightness() < 140
        for y in range(2, image.height() - 2, 3)
        for x in range(2, image.width() - 2, 3)
    )
    assert dark > 100
    assert preview.view.pages.data(preview.view.pages.index(0, 0), Qt.ItemDataRole.DecorationRole).width() > 50


def test_only_pages_that_are_seen_are_drawn_small(qtbot: QtBot, pages: PrintedPages, preview: PreviewWindow) -> None:
    view = preview.view
    view.pages.show_pages(pages)
    view.sheet.show_pages(pages)
    qtbot.waitUntil(lambda: view.pages.drawn > 0)
    qtbot.wait(50)
    assert view.pages.drawn < len(pages) // 2
    view.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(pages) - 1 in view.pages._pictures)


def test_every_control_is_named_and_reached_and_has_its_own_key(preview: PreviewWindow) -> None:
    controls = [one for one in preview.findChildren(QWidget) if isinstance(one, INPUTS) and one.isVisible()]
    own = [one for one in controls if not one.objectName().startswith("qt_")]
    assert len(own) >= 11
    assert [one for one in own if not one.accessibleName()] == []
    letters: Counter[str] = Counter()
    for one in preview.findChildren(QWidget):
        if isinstance(one, QAbstractButton) or (isinstance(one, QLabel) and one.buddy()):
            letters.update(letter.lower() for letter in re.findall(r"&(\w)", one.text()))
    assert {letter: count for letter, count in letters.items() if count > 1} == {}
    assert all(letter.isascii() for letter in letters)
    assert len(letters) >= 9


def test_no_english_word_is_in_the_preview(preview: PreviewWindow) -> None:
    texts = {text for one in [preview, *preview.findChildren(QWidget)] for text in texts_of(one) if text}
    assert len(texts) > 12
    assert {text: strange_words(text) for text in texts if strange_words(text)} == {}


def test_nothing_is_clipped_on_a_small_screen(qtbot: QtBot, preview: PreviewWindow) -> None:
    preview.resize(1052, 540)
    qtbot.wait(20)
    assert (preview.width(), preview.height()) == (1052, 540)
    clipped = [
        one.accessibleName() or one.text()
        for one in preview.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox)
        and one.isVisible()
        and not isinstance(one.parent(), QAbstractSpinBox)
        and one.width() < one.minimumSizeHint().width()
    ]
    assert clipped == []
    assert preview.rect().contains(preview.view.close_it.mapTo(preview, QPoint(0, 0)))


def test_a_range_that_names_no_page_is_told_before_printing(qtbot: QtBot, preview: PreviewWindow) -> None:
    preview.view.range.setText("99")
    qtbot.mouseClick(preview.view.print, Qt.MouseButton.LeftButton)
    assert preview.print_dialog is None
    assert preview.view.trouble.isVisible()
    assert "99" in preview.view.trouble.text()
    preview.view.range.setText("1")
    assert not preview.view.trouble.isVisible()


def test_the_print_dialog_speaks_vietnamese(qtbot: QtBot, preview: PreviewWindow) -> None:
    qtbot.mouseClick(preview.view.print, Qt.MouseButton.LeftButton)
    dialog = preview.print_dialog
    assert isinstance(dialog, QPrintDialog)
    texts = {text for one in [dialog, *dialog.findChildren(QWidget)] for text in texts_of(one) if text}
    assert len(texts) > 20
    assert {text: strange_words(text) for text in texts if strange_words(text)} == {}
    dialog.reject()


def printed(qtbot: QtBot, pages: PrintedPages, chosen: list[int], path: Path, parent: QWidget) -> PdfReader:
    """What a printer gets, on a printer that writes files."""
    printer = make_printer("Báo cáo", pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    run = PrintRun(printer, pages, chosen, parent)
    with qtbot.waitSignal(run.ended, timeout=30_000) as ended:
        run.start()
    assert ended.args == [True]
    return PdfReader(path)


def test_chosen_pages_are_printed_each_on_its_own_paper(
    qtbot: QtBot, pages: PrintedPages, tmp_path: Path, window: MainWindow
) -> None:
    reader = printed(qtbot, pages, [1, 2, 3], tmp_path / "in.pdf", window)
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages]
    assert sizes == [(595, 842), (842, 595), (842, 595)]
    assert "Lò Thị Hồng Ngát" in " ".join(reader.pages[0].extract_text().split())
    assert "Phụ lục I" in " ".join(reader.pages[1].extract_text().split())


@pytest.mark.parametrize(
    ("from_to", "chosen", "printed_pages"),
    [(None, [0, 2], [0, 2]), ((2, 3), [0, 1, 2, 3], [1, 2]), ((2, 3), [0, 2], [2]), ((9, 9), [0, 1], [0, 1])],
)
def test_the_range_of_the_print_dialog_counts_too(
    pages: PrintedPages, from_to: tuple[int, int] | None, chosen: list[int], printed_pages: list[int]
) -> None:
    printer = make_printer("Báo cáo", pages)
    if from_to is not None:
        printer.setFromTo(*from_to)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
    assert pages_asked_for(printer, chosen) == printed_pages


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_a_printer_that_cannot_begin_is_told(
    qtbot: QtBot, pages: PrintedPages, tmp_path: Path, window: MainWindow
) -> None:
    printer = make_printer("Báo cáo", pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "không có" / "in.pdf"))
    run = PrintRun(printer, pages, [0], window)
    with qtbot.waitSignal(run.ended, timeout=5_000) as ended:
        run.start()
    assert ended.args == [False]


def test_the_whole_document_is_kept_as_pdf(
    qtbot: QtBot, preview: PreviewWindow, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Báo cáo tháng 11"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(preview.view.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    reader = PdfReader(target.with_name("Báo cáo tháng 11.pdf"))
    assert len(reader.pages) == len(preview._pages)
    assert preview.view.summary.text() == "Đã lưu Báo cáo tháng 11.pdf"


def test_a_disk_that_refuses_the_pdf_is_told(
    qtbot: QtBot, preview: PreviewWindow, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise WorldRefused("disk-full", file="a.pdf", needed="1 MB")

    monkeypatch.setattr(type(window.desk.world.printer), "write_pdf", refuse)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.pdf"), ""))
    qtbot.mouseClick(preview.view.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    box = preview.findChild(QMessageBox)
    assert "a.pdf" in box.text()
    box.close()


def test_closing_the_preview_while_it_is_made_harms_nothing(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_preview(window.desk, window)
    shown.close()
    settle(qtbot, window)
    assert shown._pages is None
