"""The strict reader of month files: wrong structure is refused with its place, wrong figures are left to the rules."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sonla_desktop.adapters.formfiles.json_text import MOST_ITEMS, file_name, read_json
from sonla_desktop.adapters.formfiles.month_model import MonthGroup
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.receipt_file import read_receipt
from sonla_desktop.adapters.formfiles.settings_file import read_settings, settings_as_json
from sonla_desktop.adapters.formfiles.strict import OUTERMOST, StructureFault, check, place_of, shown
from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.month_json import report_from_json
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.report import SCHEMA
from sonla_desktop.domain.submission import Receipt
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import MonthFile

_KNOWN_SCHEMA: Final = re.compile(r"sonla-report/1\.[0-9]{1,4}")
"""A newer minor version is taken, as long as it uses no key that is new."""


class MonthFileReader:
    """Reads month files, settings files and receipts (port ``MonthFiles``)."""

    def read_month(self, path: Path, plan: Callable[[str], Plan]) -> MonthFile:
        """The month file at this path.

        Args:
            path: the file; only its name is told.
            plan: the plan of a form, which may refuse the form.

        Raises:
            InputRefused: ``file-*``, or ``month-*`` with the place of the first fault; whatever ``plan`` raises.
        """
        try:
            return _month_file(path, plan)
        except StructureFault as fault:
            raise fault.refusal("month") from None

    def read_settings(self, path: Path, stored: AgencySettings | None = None) -> AgencySettings:
        """The settings at this path, over the stored ones; raises InputRefused ``file-*`` or ``settings-*``."""
        return read_settings(path, stored)

    def settings_as_json(self, settings: AgencySettings) -> dict[str, Any]:
        """The settings file of these settings."""
        return settings_as_json(settings)

    def read_receipt(self, path: Path) -> Receipt:
        """The receipt at this path; raises InputRefused ``file-*`` or ``receipt-*``."""
        return read_receipt(path)


def _month_file(path: Path, plan_of: Callable[[str], Plan]) -> MonthFile:
    name = file_name(path)
    value = read_json(path, "month")
    _require_schema(value, name)
    group = check(MonthGroup, value, name)
    if group.size() > MOST_ITEMS:
        raise StructureFault(OUTERMOST, "too-many", {"limit": MOST_ITEMS}, name)
    plan = plan_of(group.form)
    _require_known_items(value, plan, name)
    report = report_from_json(_completed(group, plan))
    return MonthFile(group.agency.code, group.form, group.period, group.version, report, frozenset(value))


def _require_schema(value: object, name: str) -> None:
    """A file of another version is told first: its keys may well be others."""
    given = value.get("schema", SCHEMA) if isinstance(value, dict) else SCHEMA
    if isinstance(given, str) and not _KNOWN_SCHEMA.fullmatch(given):
        raise InputRefused("month-schema", file=name, place="schema", value=shown(given), known=SCHEMA)


def _require_known_items(value: Mapping[str, Any], plan: Plan, name: str) -> None:
    """Raises StructureFault ``unknown-item`` for the first code that the plan does not have."""
    known = {
        "indicators": [indicator.code for indicator in plan.indicators],
        "tasks": [task.code for task in plan.tasks],
    }
    for section in (key for key in value if key in known):
        for index, item in enumerate(value[section]):
            if item["code"] not in known[section]:
                place = place_of(value, (section, index, "code"))
                like = nearest(shown(item["code"]), known[section])
                details = {"value": shown(item["code"]), "nearest": like}
                raise StructureFault(place, "unknown-item", details, name)


def _completed(group: MonthGroup, plan: Plan) -> dict[str, Any]:
    """The file with every key, as ``report_from_json`` wants it."""
    value = group.model_dump(by_alias=True)
    for indicator in value["indicators"]:
        indicator["recognition"] = {key: answer for key, answer in indicator["recognition"].items() if answer}
        indicator["state"] = indicator["state"] or _implied_state(indicator)
    if value["data_window"] is None:
        period = ReportingPeriod.parse(group.period)
        window = plan.regime_of(period).window.window_of(period)
        value["data_window"] = {"from": window.start.isoformat(), "to": window.end.isoformat()}
    return value


def _implied_state(indicator: Mapping[str, Any]) -> str | None:
    """Whoever gives a figure has reported; only without any is the state still to be chosen (CT-001)."""
    figures = (indicator[key] for key in ("numerator", "denominator", "value"))
    return FigureState.REPORTED.value if any(figure is not None for figure in figures) else None
