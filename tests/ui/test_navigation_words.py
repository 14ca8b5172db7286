"""The column at the left names the update after what is reported."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.ui.places import MONTHLY_UPDATE
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.navigation import UPDATE_WORDS
from tests.ui.conftest import settle
from tests.ui.small_form import SMALL


@pytest.mark.parametrize(("period", "word"), [("2026-11", "Cập nhật tháng"), ("2026-Q4", "Cập nhật quý")])
def test_the_update_is_named_after_the_period_that_is_reported(
    qtbot: QtBot, window: MainWindow, period: str, word: str
) -> None:
    window.desk.choose_duty(SMALL, ReportingPeriod.parse(period))
    settle(qtbot, window)
    entry = window.workspace.navigation.buttons[MONTHLY_UPDATE]
    assert entry.text().replace("&", "").strip() == entry.accessibleName() == word


def test_every_kind_of_period_has_its_word() -> None:
    assert set(UPDATE_WORDS) == set(PeriodKind)
    assert len(set(UPDATE_WORDS.values())) == len(UPDATE_WORDS)
