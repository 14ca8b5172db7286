"""Undo and redo: the officer's last step is taken back, or done again, as a new edit with a reason of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.edits import Edit, EditKind, repeated, reverted
from sonla_desktop.domain.report import Report, in_plan_order
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.ports import Stamp, Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import Duty, Month, month_in

UNDONE: Final = "Hoàn tác"
REDONE: Final = "Làm lại"
_DERIVED: Final = ("state", "status")
"""Fields that follow from what is typed beside them, so that a step is not named after them."""


@dataclass(frozen=True, slots=True)
class EditName:
    """What a step was, in words ("sửa tử số chỉ tiêu 8"), and the first field of it, to go there."""

    text: str
    where: str
    field: str


@dataclass(frozen=True, slots=True)
class EditNames:
    """The steps that Hoàn tác and Làm lại would take; None: there is none."""

    undo: EditName | None = None
    redo: EditName | None = None


def undoable(work: UnitOfWork, month: Month) -> EditNames:
    """What can be undone and redone in this month; nothing in a closed one."""
    ends = work.edit_ends(month.key)
    return EditNames(*(None if edit is None else name_of(edit, month.duty) for edit in (ends.undo, ends.redo)))


def undo(world: World, store: Store, month: Month) -> tuple[EditName, Report, Changes]:
    """Takes the last step back; every field of it is an audited edit with the reason "Hoàn tác: …".

    Raises:
        InputRefused: ``period-closed``; ``nothing-to-undo``; ``undo-overtaken`` when the report no longer says what
            the step left.
    """
    with store.begin() as work:
        current = _open_month(world, store, work, month)
        edit = work.edit_ends(current.key).undo
        if edit is None:
            raise InputRefused("nothing-to-undo")
        return _stepped(world, work, current, edit, reverted, undone=True)


def redo(world: World, store: Store, month: Month) -> tuple[EditName, Report, Changes]:
    """Does the step again that was undone last; raises as :func:`undo`, ``nothing-to-redo`` among them."""
    with store.begin() as work:
        current = _open_month(world, store, work, month)
        edit = work.edit_ends(current.key).redo
        if edit is None:
            raise InputRefused("nothing-to-redo")
        return _stepped(world, work, current, edit, repeated, undone=False)


def name_of(edit: Edit, duty: Duty) -> EditName:
    """A step in the words of the form."""
    where, path = ("", "") if edit.kind is EditKind.FILE else _first(edit)
    return EditName(_words(edit, duty), where, path)


def _open_month(world: World, store: Store, work: UnitOfWork, month: Month) -> Month:
    current = month_in(world, store, work, month.key.period, month.key.form)
    if current.closed:
        raise InputRefused("period-closed", period=month.key.period.short_label, version=current.report.version)
    return current


def _stepped(
    world: World,
    work: UnitOfWork,
    month: Month,
    edit: Edit,
    turn: Callable[[Report, Edit], Report | None],
    *,
    undone: bool,
) -> tuple[EditName, Report, Changes]:
    name = name_of(edit, month.duty)
    turned = turn(month.report, edit)
    if turned is None:
        raise InputRefused("undo-overtaken", step=name.text)
    report = in_plan_order(turned, month.assignment)
    reason = f"{UNDONE if undone else REDONE}: {name.text}"
    changed = work.save_step(report, edit, Stamp(world.clock.now(), month.settings.officer, reason), undone=undone)
    work.commit()
    return name, report, Changes(frozenset({month.key}), _touched(changed))


def _touched(changed: tuple[FieldChange, ...]) -> frozenset[str]:
    return frozenset(change.where for change in changed)


def _first(edit: Edit) -> tuple[str, str]:
    return next(iter(_named_fields(edit)), ("", ""))


def _named_fields(edit: Edit) -> tuple[tuple[str, str], ...]:
    typed = tuple(one for one in edit.fields if one[1] not in _DERIVED)
    return typed or edit.fields


def _words(edit: Edit, duty: Duty) -> str:
    if edit.kind is EditKind.FILE:
        return f"nhập tệp số liệu {duty.key.period.label}"
    words = FieldWords(duty.form, duty.assignment)
    fields = _named_fields(edit)
    verb, unit = ("dán", "ô") if edit.kind is EditKind.PASTED else ("sửa", "mục")
    if len(fields) == 1 and edit.kind is EditKind.TYPED:
        (where, path), *_ = fields
        return _joined(verb, words.field(path), _lowered(words.item(where)))
    return f"{verb} {len(fields)} {unit} {_around(fields, words)}".rstrip()


def _around(fields: tuple[tuple[str, str], ...], words: FieldWords) -> str:
    """What all these fields are in: one item, one table, or several items."""
    items = {where for where, _ in fields}
    tables = {".".join(path.split(".")[:2]) for _, path in fields if path.startswith("tables.")}
    if len(tables) == 1 and all(path.startswith("tables.") for _, path in fields):
        return f"ở bảng {words.field(tables.pop())}"
    if len(items) > 1:
        return f"của {len(items)} dòng"
    named = _lowered(words.item(items.pop())) if items else ""
    return f"của {named}" if named else "của báo cáo"


def _joined(verb: str, field: str, item: str) -> str:
    comma = "," if ":" in field and item else ""
    return " ".join(filter(None, (verb, field + comma, item)))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
