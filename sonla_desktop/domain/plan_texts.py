"""The plan's own words: what the officer corrects from the paper, where a bad scan leaves them unsure, what prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from sonla_desktop.domain.figures import Listing
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import ROW
from sonla_desktop.domain.plan import Assignment, Plan
from sonla_desktop.domain.task import Deadline, Phase, Task
from sonla_desktop.domain.text import fold

BLANK: Final = "…………"
"""Printed where the source cannot be read, to be filled in by hand."""
PRODUCT: Final = "product"
DEADLINE: Final = "deadline"
PHASE: Final = "phase_"
_NAMES: Final = {
    "name": "tên nhiệm vụ",
    "description": "nội dung",
    PRODUCT: "sản phẩm",
    "lead": "đơn vị chủ trì",
    "coordinating": "đơn vị phối hợp",
    DEADLINE: "thời hạn",
}
"""What the officer calls the wordings of a task."""
_PLAIN: Final = ("name", "description", PRODUCT, "lead", "coordinating")

_BRACKET: Final = re.compile(r"\[([^\[\]]*)\]")
_UNREAD: Final = re.compile(r"\.\.|…|\?|OCR|không đọc|hỏng|^mất|suy từ", re.IGNORECASE)
"""Words inside brackets that tell of what is lost, or guessed, instead of restoring it."""
_DOUBTS: Final = ("chua chac", "khong ro", "khong doc duoc", "phong doan")

PlanTexts = Mapping[str, str]
"""Corrected wordings of one plan, by :func:`text_key`."""


def text_key(item: str, field: str) -> str:
    """The key of a wording: a task's code (or :func:`row_item`) and the field, ``cchc-A-1.deadline``."""
    return f"{item}.{field}"


def row_item(listing_id: str, row_key: str) -> str:
    """How a row of a listing is named in a key; rows of two listings may have the same number."""
    return f"{listing_id}.{row_key}"


def task_texts(task: Task) -> dict[str, str]:
    """The wordings of a task that can be corrected, by field; ``phase_1`` is the label of its first phase."""
    texts = {name: getattr(task, name) for name in _PLAIN}
    phases = {f"{PHASE}{phase.number}": phase.label for phase in task.deadline.phases}
    return {**texts, DEADLINE: task.deadline.text, **phases}


def field_name(field: str) -> str:
    """What the officer calls a wording of a task: "sản phẩm", "tên đợt 2"."""
    return _NAMES.get(field) or f"tên đợt {field.removeprefix(PHASE)}"


def row_texts(listing_id: str, row: Mapping[str, str], forms: Iterable[FormDefinition]) -> dict[str, str]:
    """The wordings of a listing's row that a form shows as given, by column; a heading of a group is not one row's."""
    tables = (table for form in forms for table in form.tables if table.listing == listing_id)
    given = ((table, column) for table in tables for column in table.columns if column.given)
    names = dict.fromkeys(column.name for table, column in given if column.name != table.group_by)
    return {name: row.get(name, "") for name in names}


def correctable_texts(plan: Plan, forms: Iterable[FormDefinition]) -> dict[str, str]:
    """Every wording of the plan that can be corrected, as the source has it; ``forms`` are those of this plan."""
    own = tuple(forms)
    items = [(task.code, task_texts(task)) for task in plan.tasks]
    items += [
        (row_item(listing.id, row[ROW]), row_texts(listing.id, row, own))
        for listing in plan.listings
        for row in listing.rows
    ]
    return {text_key(item, field): text for item, texts in items for field, text in texts.items()}


def with_corrections(plan: Plan, texts: PlanTexts) -> Plan:
    """The plan in the corrected words; dates, scopes and codes stay, and a key that the plan lacks changes nothing."""
    if not texts:
        return plan
    return replace(
        plan,
        tasks=tuple(_corrected_task(task, texts) for task in plan.tasks),
        listings=tuple(_corrected_listing(listing, texts) for listing in plan.listings),
    )


def corrected(assignment: Assignment, texts: PlanTexts) -> Assignment:
    """What the plan gives to the agency, in the corrected words: the same tasks in the same order."""
    return _over(assignment, with_corrections(assignment.plan, texts)) if texts else assignment


def printable(assignment: Assignment) -> Assignment:
    """What the plan gives to the agency as a document prints it, see :func:`as_printed`."""
    plan = assignment.plan
    printed = replace(
        plan,
        tasks=tuple(_mapped_task(task, lambda _, text: as_printed(text)) for task in plan.tasks),
        listings=tuple(
            replace(listing, rows=tuple(_printable_row(row) for row in listing.rows)) for listing in plan.listings
        ),
    )
    return _over(assignment, printed)


def as_printed(text: str) -> str:
    """A wording without the copyist's brackets: restored words stand as they are, what is lost is a dotted blank."""
    if "[" not in text:
        return text
    return _BRACKET.sub(lambda found: BLANK if _UNREAD.search(found[1]) else found[1], text)


def is_unread(text: str) -> bool:
    """True where something in the wording could not be read in the source, so that a blank is printed."""
    return any(_UNREAD.search(inside) for inside in _BRACKET.findall(text))


def is_unsure(text: str) -> bool:
    """True where the wording holds brackets: words that were restored, or could not be read."""
    return bool(_BRACKET.search(text))


def unsure_fields(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The fields whose wording is unsure, in their order."""
    return tuple(field for field, text in texts.items() if is_unsure(text))


def doubts(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes of the copyist that say that a wording is unsure."""
    return tuple(note for note in notes if any(doubt in fold(note) for doubt in _DOUBTS))


def is_unsure_task(task: Task, source: Task) -> bool:
    """Whether the words of a task are unsure: brackets in them, or a note that says so while none is corrected."""
    return bool(unsure_fields(task_texts(task)) or (task == source and doubts(task.notes)))


def row_remarks(row: Mapping[str, str], form: FormDefinition) -> tuple[str, ...]:
    """What the catalogue says of a row beside the columns that the form has: remarks of the copyist."""
    shown = {column.name for table in form.tables for column in table.columns}
    return tuple(text for name, text in row.items() if name != ROW and name not in shown and text)


def _over(assignment: Assignment, plan: Plan) -> Assignment:
    tasks = {task.code: task for task in plan.tasks}
    return replace(
        assignment,
        plan=plan,
        tasks=tuple(tasks[task.code] for task in assignment.tasks),
        coordinated_tasks=tuple(tasks[task.code] for task in assignment.coordinated_tasks),
    )


def _corrected_task(task: Task, texts: PlanTexts) -> Task:
    return _mapped_task(task, lambda field, text: texts.get(text_key(task.code, field), text))


def _mapped_task(task: Task, worded: Callable[[str, str], str]) -> Task:
    """The task with each wording as ``worded`` has it; parts of a product that was changed are cut out of it anew."""
    before = task_texts(task)
    after = {field: worded(field, text) for field, text in before.items()}
    if after == before:
        return task
    same = after[PRODUCT] == before[PRODUCT]
    parts = task.product_parts if same or not task.product_parts else tuple(_parts(after[PRODUCT]))
    return replace(
        task,
        name=after["name"],
        description=after["description"],
        product=after[PRODUCT],
        product_parts=parts,
        lead=after["lead"],
        coordinating=after["coordinating"],
        deadline=_worded_deadline(task.deadline, after),
    )


def _parts(product: str) -> Iterator[str]:
    return (part.strip() for part in product.split(";") if part.strip())


def _worded_deadline(deadline: Deadline, texts: Mapping[str, str]) -> Deadline:
    def worded(phase: Phase) -> Phase:
        return replace(phase, label=texts[f"{PHASE}{phase.number}"])

    return replace(deadline, text=texts[DEADLINE], phases=tuple(map(worded, deadline.phases)))


def _corrected_listing(listing: Listing, texts: PlanTexts) -> Listing:
    def worded(row: Mapping[str, str]) -> dict[str, str]:
        item = row_item(listing.id, row[ROW])
        start = f"{item}."
        added = {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}
        known = {name: text for name, text in added.items() if name != ROW and "." not in name}
        return {**row, **known}

    if not any(key.startswith(f"{listing.id}.") for key in texts):
        return listing
    return replace(listing, rows=tuple(map(worded, listing.rows)))


def _printable_row(row: Mapping[str, str]) -> Mapping[str, str]:
    return {name: text if name == ROW else as_printed(text) for name, text in row.items()}
