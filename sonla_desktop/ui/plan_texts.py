"""Correcting words of the plan, worked out without Qt: the wordings of one item, and the settings they lead to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.form_definition import FormTable
from sonla_desktop.domain.form_values import ROW
from sonla_desktop.domain.plan_texts import (
    field_name,
    is_unsure,
    row_item,
    row_remarks,
    row_texts,
    task_texts,
    text_key,
)
from sonla_desktop.domain.settings_text import tidied
from sonla_desktop.usecases.read_month import Duty

COMMAND: Final = "Sửa chữ của kế hoạch…"
UNSURE: Final = "Bản nguồn chưa chắc"
_TIP_WIDTH: Final = 90
_SELDOM: Final = ("description",)
"""Wordings that are offered only where the plan has them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: its key in the settings, what the officer calls it, the source's words, and those in force."""

    key: str
    name: str
    source: str
    current: str

    @property
    def is_unsure(self) -> bool:
        """Whether the source's words hold what could not be read, or was restored."""
        return is_unsure(self.source)


@dataclass(frozen=True, slots=True)
class WordedItem:
    """A task or a row of a listing with all its wordings, and what the source says of them."""

    plan: str
    title: str
    wordings: tuple[Wording, ...]
    remarks: tuple[str, ...] = ()


def task_item(duty: Duty, code: str, settings: AgencySettings) -> WordedItem:
    """The wordings of a task."""
    task = duty.in_source_words.plan.task(code)
    texts = {name: text for name, text in task_texts(task).items() if text or name not in _SELDOM}
    names = {field: field_name(field) for field in texts}
    title = f"Nhiệm vụ {task.appendix}.{task.number}"
    return WordedItem(duty.plan.id, title, _wordings(duty, code, texts, names, settings), task.notes)


def listed_item(duty: Duty, table: FormTable, row_key: str, settings: AgencySettings) -> WordedItem:
    """The wordings of a row that is given beforehand; raises KeyError for a row that the listing has not."""
    listing = duty.in_source_words.plan.listing(table.listing)
    rows = {row[ROW]: (number, row) for number, row in enumerate(listing.rows, 1)}
    number, row = rows[row_key]
    texts = row_texts(listing.id, row, (duty.form,))
    names = {column.name: " ".join(column.label.split()) for column in table.columns}
    item = row_item(listing.id, row_key)
    title, remarks = f"{table.title}, dòng {number}", row_remarks(row, duty.form)
    return WordedItem(duty.plan.id, title, _wordings(duty, item, texts, names, settings), remarks)


def _wordings(
    duty: Duty, item: str, texts: Mapping[str, str], names: Mapping[str, str], settings: AgencySettings
) -> tuple[Wording, ...]:
    chosen = settings.plan_texts.get(duty.plan.id, {})
    keys = {field: text_key(item, field) for field in texts}
    return tuple(
        Wording(keys[field], names[field][:1].upper() + names[field][1:], text, chosen.get(keys[field], text))
        for field, text in texts.items()
    )


def with_wordings(settings: AgencySettings, item: WordedItem, typed: Mapping[str, str]) -> AgencySettings:
    """The settings with these wordings; what says the same as the source, or nothing, is the source's again."""
    own = {wording.key: wording.source for wording in item.wordings}
    kept = {key: text for key, text in settings.plan_texts.get(item.plan, {}).items() if key not in own}
    new = {key: text for key, text in typed.items() if key in own and text.split() != own[key].split()}
    return tidied(replace(settings, plan_texts={**settings.plan_texts, item.plan: {**kept, **new}}))


def tip(remarks: tuple[str, ...]) -> str:
    """What the source says of an item, in lines that fit a tip."""
    return "\n".join(textwrap.fill(remark, _TIP_WIDTH) for remark in remarks)
