"""Takes in what comes from outside for a period: a month file, or a form that was filled in as a workbook."""

from __future__ import annotations

from pathlib import Path

from sonla_desktop.domain.entry_form import EntryForm, FormIdentity
from sonla_desktop.usecases.blank_form import entry_form
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.filled_form import month_file_of
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.read_month import Month, read_month
from sonla_desktop.usecases.record_values import Recorded, record_month_file, take_in


def record_file(
    world: World,
    store: Store,
    period: str,
    source: Path,
    form_id: str = "",
    evidence_dir: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Recorded, Changes]:
    """Records a month file or a filled form, whichever the content is; nothing is written when any of it is refused."""
    if not world.entry_forms.is_workbook(source):
        return record_month_file(world, store, period, source, form_id, evidence_dir, progress)
    watch = progress or Silent()
    watch.step("Đang đọc biểu Excel")
    months: list[Month] = []

    def asked(identity: FormIdentity) -> EntryForm:
        month, form = _given_out(world, store, period, form_id, identity)
        months.append(month)
        return form

    filled = world.entry_forms.read(source, asked)
    month_file = month_file_of(months[0], filled)
    return take_in(world, store, period, month_file, evidence_dir, watch)


def _given_out(
    world: World, store: Store, period: str, form_id: str, identity: FormIdentity
) -> tuple[Month, EntryForm]:
    """The month and the form as it would be given out now; raises InputRefused when the file's is another."""
    if identity.agency != store.agency.code:
        raise InputRefused("entry-other-agency", found=identity.agency, agency=store.agency.name)
    month = read_month(world, store, period, form_id or identity.form)
    if identity.form != month.key.form:
        raise InputRefused("entry-other-form", found=identity.form, wanted=month.key.form)
    if identity.period != str(month.key.period):
        raise InputRefused("entry-other-period", found=identity.period, wanted=str(month.key.period))
    form = entry_form(month)
    if identity.window != form.identity.window:
        raise InputRefused("entry-other-window", found=identity.window, wanted=form.identity.window)
    if identity.form_version != form.identity.form_version:
        raise InputRefused("entry-old-version", found=identity.form_version, wanted=form.identity.form_version)
    if identity.structure != form.identity.structure:
        raise InputRefused("entry-other-structure")
    return month, form
