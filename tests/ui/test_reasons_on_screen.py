"""Passing a warning on the page Kiểm tra: a reason that lapsed, one that says nothing, who wrote it and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.ui.places import CHECKING, INDICATORS, MONTHLY_UPDATE, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers.real_month import DOCUMENTS, TWO_SOURCES, Office, month_file
from tests.ui.conftest import settle
from tests.ui.keys import type_text
from tests.ui.real_window import window_after

REASON = "Sổ văn bản đi ghi muộn 3 văn bản."
Open = Callable[[Callable[[Office], object]], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the window on the page Kiểm tra after something was done in its store."""
    with ExitStack() as stack:

        def open_after(prepared: Callable[[Office], object]) -> MainWindow:
            window = stack.enter_context(window_after(qtbot, tmp_path, prepared))
            window.go_to(Place(MONTHLY_UPDATE, CHECKING, DOCUMENTS))
            return window

        yield open_after


def lapsed(made: Office) -> None:
    made.enter(month_file(773, REASON))
    made.put_second_source(770)


def warning(window: MainWindow) -> StatedFinding:
    return next(item for item in window.desk.snapshot.findings if item.finding.key == TWO_SOURCES)


def test_a_lapsed_reason_is_shown_and_taken_over_by_a_command_only(qtbot: QtBot, opened: Open) -> None:
    window = opened(lapsed)
    view = window.workspace.page.steps[CHECKING].view
    assert view.lapsed.text() == f"Lý do trước đây ghi cho số liệu khác: {REASON}"
    assert (view.lapsed.isVisible(), view.reason.value()) == (True, "")
    assert warning(window).blocks
    view.use_again.setFocus()
    qtbot.keyClick(view.use_again, Qt.Key.Key_Space)
    assert (view.reason.value(), view.reason.hasFocus()) == (REASON, True)
    type_text(view.reason, " Đã đối chiếu lại.")
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert warning(window).reason == f"{REASON} Đã đối chiếu lại."
    assert (view.lapsed.isVisible(), view.use_again.isVisible()) == (False, False)
    assert view.written.text().startswith("Đã ghi lý do: 10:00 13/10/2026, ")


def test_a_reason_that_says_nothing_stays_with_the_line_why_it_is_not_taken(qtbot: QtBot, opened: Open) -> None:
    window = opened(lambda made: made.enter(month_file(773)))
    view = window.workspace.page.steps[CHECKING].view
    type_text(view.reason, "ok")
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert view.wrong.text().startswith("Lý do của cảnh báo DC-002 chưa đủ rõ.")
    assert (view.wrong.isVisible(), view.reason.value()) == (True, "ok")
    assert view.reason.property("unsaved") == "true"
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS))
    settle(qtbot, window)
    window.go_to(Place(MONTHLY_UPDATE, CHECKING, DOCUMENTS))
    assert (view.reason.value(), view.wrong.isVisible()) == ("ok", True)
    type_text(view.reason, ", đã đối chiếu sổ giấy")
    assert not view.wrong.isVisible()
    window.desk.drafts.flush()
    settle(qtbot, window)
    assert warning(window).reason == "ok, đã đối chiếu sổ giấy"
    assert view.reason.property("unsaved") == "false"


def test_beside_the_indicator_the_same_words_tell_of_the_lapsed_reason(qtbot: QtBot, opened: Open) -> None:
    window = opened(lapsed)
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, DOCUMENTS))
    settle(qtbot, window)
    findings = window.workspace.page.steps[INDICATORS].view.findings
    texts = [label.text() for label in findings.findChildren(type(window.status.saved))]
    assert any(f"Lý do trước đây ghi cho số liệu khác: {REASON}" in text for text in texts)
