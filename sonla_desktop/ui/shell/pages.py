"""Puts the officer's tasks together: which pages there are, built when first gone to."""

from __future__ import annotations

from collections.abc import Callable

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import (
    CHECKING,
    CLOSING,
    EXPLANATIONS,
    EXPORTING,
    INDICATORS,
    MONTHLY_UPDATE,
    OVERVIEW,
    REPORT_EXPORT,
    SETTINGS,
    TASKS,
)


def build_page(name: str, desk: Desk) -> Page:
    """The page of this name; its modules load only now, so that the window opens fast."""
    return _PAGES[name](desk)


def _overview(desk: Desk) -> Page:
    from sonla_desktop.ui.overview.page import OverviewPage

    return OverviewPage(desk)


def _monthly_update(desk: Desk) -> Page:
    from sonla_desktop.ui.monthly_update.page import MonthlyUpdatePage

    return MonthlyUpdatePage(desk, _STEPS)


def _report_export(desk: Desk) -> Page:
    from sonla_desktop.ui.report_export.page import ReportExportPage

    return ReportExportPage(desk)


def _settings(desk: Desk) -> Page:
    from sonla_desktop.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _tasks(desk: Desk) -> Page:
    from sonla_desktop.ui.tasks.page import TasksPage

    return TasksPage(desk)


def _indicators(desk: Desk) -> Page:
    from sonla_desktop.ui.indicators.page import IndicatorsPage

    return IndicatorsPage(desk)


def _explanations(desk: Desk) -> Page:
    from sonla_desktop.ui.explanations.page import ExplanationsPage

    return ExplanationsPage(desk)


def _checking(desk: Desk) -> Page:
    from sonla_desktop.ui.checking.page import CheckingPage

    return CheckingPage(desk)


def _closing(desk: Desk) -> Page:
    from sonla_desktop.ui.closing.page import ClosingPage

    return ClosingPage(desk)


_PAGES: dict[str, Callable[[Desk], Page]] = {
    OVERVIEW: _overview,
    MONTHLY_UPDATE: _monthly_update,
    REPORT_EXPORT: _report_export,
    SETTINGS: _settings,
}
_STEPS: dict[str, Callable[[Desk], Page]] = {
    TASKS: _tasks,
    INDICATORS: _indicators,
    EXPLANATIONS: _explanations,
    CHECKING: _checking,
    CLOSING: _closing,
    EXPORTING: _report_export,
}
