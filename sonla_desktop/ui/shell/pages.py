"""Puts the officer's tasks together: which pages there are, built when first gone to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from sonla_desktop.domain.form_definition import FormSection, SectionKind
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import (
    CHECKING,
    CLOSING,
    EVIDENCE,
    EXPORTING,
    HISTORY,
    MONTHLY_UPDATE,
    OVERVIEW,
    REPORT_EXPORT,
    SETTINGS,
)
from sonla_desktop.usecases.progress import Progress

_MODULES = (
    *("overview", "monthly_update", "tasks", "indicators", "explanations", "checking", "closing"),
    *("report_export", "history", "settings", "evidence"),
)


def load_pages(progress: Progress) -> None:
    """Loads the modules of all pages off the window's thread, which would stand still for them at the first visit."""
    for name in _MODULES:
        import_module(f"sonla_desktop.ui.{name}.page")


def build_page(name: str, desk: Desk) -> Page:
    """The page of this name; its modules load only now, so that the window opens fast."""
    return _PAGES[name](desk)


def build_step(name: str, desk: Desk) -> Page:
    """The page of a step: one screen for each of its sections, or one for all tasks, indicators or explanations."""
    if name in _STEPS:
        return _STEPS[name](desk)
    if desk.snapshot is None:
        raise RuntimeError("no month is loaded")
    form = desk.snapshot.month.duty.form
    sections = [form.section(section) for step in form.steps if step.id == name for section in step.sections]
    parts = _parts(sections, desk)
    if len(parts) == 1:
        return parts[0][1]
    from sonla_desktop.ui.form_screen.step_page import StepPage

    return StepPage(desk, parts)


def _parts(sections: Sequence[FormSection], desk: Desk) -> list[tuple[str, Page]]:
    explained = any(section.kind is SectionKind.EXPLANATIONS for section in sections)
    parts: dict[Callable[[Desk], Page] | str, tuple[str, Page]] = {}
    for section in sections:
        build = _SCREENS.get(section.kind)
        if build is not None and build not in parts:
            parts[build] = (section.title, build(desk))
        elif section.kind is not SectionKind.NARRATIVE or not explained:
            page = _form_section(section, desk)
            if page is not None:
                parts[section.id] = (section.title, page)
    return list(parts.values())


def _form_section(section: FormSection, desk: Desk) -> Page | None:
    """The screen of figures, a table or prose; None for a section on which nothing is entered."""
    from sonla_desktop.ui.form_screen.figures_page import FiguresPage
    from sonla_desktop.ui.form_screen.prose_page import ProsePage
    from sonla_desktop.ui.form_screen.table_page import TablePage

    screens = {
        SectionKind.FIGURES: FiguresPage,
        SectionKind.TABLE: TablePage,
        SectionKind.NARRATIVE: ProsePage,
    }
    build = screens.get(section.kind)
    return None if build is None else build(desk, section)


def _overview(desk: Desk) -> Page:
    from sonla_desktop.ui.overview.page import OverviewPage

    return OverviewPage(desk)


def _monthly_update(desk: Desk) -> Page:
    from sonla_desktop.ui.monthly_update.page import MonthlyUpdatePage

    return MonthlyUpdatePage(desk, build_step)


def _evidence(desk: Desk) -> Page:
    from sonla_desktop.ui.evidence.page import EvidencePage

    return EvidencePage(desk)


def _report_export(desk: Desk) -> Page:
    from sonla_desktop.ui.report_export.page import ReportExportPage

    return ReportExportPage(desk)


def _history(desk: Desk) -> Page:
    from sonla_desktop.ui.history.page import HistoryPage

    return HistoryPage(desk)


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
    EVIDENCE: _evidence,
    REPORT_EXPORT: _report_export,
    HISTORY: _history,
    SETTINGS: _settings,
}
_SCREENS: dict[SectionKind, Callable[[Desk], Page]] = {
    SectionKind.TASKS: _tasks,
    SectionKind.INDICATORS: _indicators,
    SectionKind.SOURCES: _indicators,
    SectionKind.CHECKS: _indicators,
    SectionKind.EXPLANATIONS: _explanations,
}
_STEPS: dict[str, Callable[[Desk], Page]] = {
    CHECKING: _checking,
    CLOSING: _closing,
    EXPORTING: _report_export,
}
