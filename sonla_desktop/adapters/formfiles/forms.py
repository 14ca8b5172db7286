"""Loads report forms (``forms/*.toml``) strictly, so that a mistyped key is found by its first test and not on paper.

One file is one published version: ``<id>.toml`` is version 1, ``<id>.v2.toml`` version 2, and so on. A published
file is never edited; a change is a new file. Keys marked * must be given; the others take the value shown.

    id = "kh-2026"              # * equals the file name before ".toml" or ".v2.toml"
    version = 1                 # * equals the number in the file name (1 when there is none)
    duty = "…"                  # * the duty it serves, in words
    title = "…"                 # * full title
    short_title = "…"           # * as lists on screen show it
    plan = "kh-2026"            # * id of the assigning plan
    workbook_title = ""         # heading of the Excel sheet

    [[section]]                 # * one or more, in the order of the screen
    id = "tasks"                # * key of its prose: narrative.<id>
    kind = "tasks"              # * tasks | indicators | explanations | narrative | findings | sources | checks
                                #   | evidence | statement
    title = "…"                 # * printed heading, without its number
    intro = ""                  # text before the content, one paragraph a line
    note = ""                   # text after the content, one paragraph a line
    empty_text = ""             # text in place of content that is not there; "": the section is then not printed
    group_by = ""               # "" | "appendix": rows of one appendix of the plan stand under its title
    appendix = false            # true: printed as an appendix of the document
    orientation = "portrait"    # portrait | landscape
    hint = ""                   # help beside the entry field
    required = false            # narrative: must be filled in
    proposals_of_tasks = false  # narrative: what is proposed beside the tasks follows the prose
    columns = [                 # of the printed table; width is a share, all shares are scaled to the page
      { source = "code", heading = "Mã", width = 1.2, align = "center" },   # source *, heading *, width *;
    ]                                                                       # align: left | center | right

    [[step]]                    # * one or more: the guided monthly update
    id = "tasks"                # *
    title = "…"                 # *
    sections = ["tasks"]        # * ids of sections entered on it; [] for a step without entry (check, preview)
    help = ""

    [document]                  # * texts may hold {period}, {plan_title} and the like, filled from the report
    type_name = "BÁO CÁO"       # *
    subject = "…"               # *
    opening = ["…"]             # * paragraphs before the first section
    closing = ["…"]             # * paragraphs after the last one
    order = ["tasks"]           # * ids of printed sections in printing order
    appendix_reference = ""     # line under the title of each appendix, with its blanks

    [labels.state]              # printed words of coded values, one table per group
    not_arising = "Không phát sinh"
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.shipped import (
    Figure,
    ShippedModel,
    Text,
    fault,
    read_shipped,
)
from sonla_desktop.adapters.formfiles.strict import unique_by
from sonla_desktop.domain.document import Align, Orientation
from sonla_desktop.domain.form_definition import (
    DocumentLayout,
    FormColumn,
    FormDefinition,
    FormSection,
    ScreenStep,
    SectionKind,
)

_FILE_NAME: Final = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.v(?P<version>[1-9][0-9]*))?")


class _Column(ShippedModel):
    source: Text
    heading: Text
    width: Annotated[Figure, Field(gt=0)]
    align: Annotated[Align, Field(strict=False)] = Align.LEFT


class _Section(ShippedModel):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: Annotated[SectionKind, Field(strict=False)]
    title: Text
    intro: str = ""
    empty_text: str = ""
    columns: list[_Column] = []
    group_by: Literal["", "appendix"] = ""
    appendix: bool = False
    orientation: Annotated[Orientation, Field(strict=False)] = Orientation.PORTRAIT
    hint: str = ""
    required: bool = False
    note: str = ""
    proposals_of_tasks: bool = False


class _Step(ShippedModel):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    sections: list[str]
    help: str = ""


class _Document(ShippedModel):
    type_name: Text
    subject: Text
    opening: list[Text]
    closing: list[Text]
    order: Annotated[list[str], Field(min_length=1)]
    appendix_reference: str = ""


class _FormFile(ShippedModel):
    id: str
    version: Annotated[int, Field(ge=1)]
    duty: Text
    title: Text
    short_title: Text
    plan: Text
    workbook_title: str = ""
    section: Annotated[list[_Section], Field(min_length=1), AfterValidator(unique_by("id"))]
    step: Annotated[list[_Step], Field(min_length=1), AfterValidator(unique_by("id"))]
    document: _Document
    labels: dict[str, dict[str, str]] = {}


def form_files(folder: Path) -> dict[str, list[Path]]:
    """Files of each form id, oldest version first, by their names alone.

    Raises:
        ValueError: a TOML file whose name is neither ``<id>.toml`` nor ``<id>.v<number>.toml``.
    """
    versions: dict[str, dict[int, Path]] = {}
    for path in sorted(folder.glob("*.toml")):
        form_id, version = _name_of(path)
        versions.setdefault(form_id, {})[version] = path
    return {form_id: [files[number] for number in sorted(files)] for form_id, files in versions.items()}


def read_form(path: Path) -> FormDefinition:
    """Reads one published version of a form.

    Raises:
        ValueError: a fault in the file, naming file, place and the nearest known key.
    """
    form = read_shipped(path, _FormFile)
    if (form.id, form.version) != _name_of(path):
        raise fault(path, "id, version", f'"{form.id}" phiên bản {form.version} không khớp tên tệp.')
    _require_whole(path, form)
    return FormDefinition(
        id=form.id,
        version=form.version,
        duty=form.duty,
        title=form.title,
        short_title=form.short_title,
        plan=form.plan,
        sections=tuple(_section(section) for section in form.section),
        steps=tuple(ScreenStep(step.id, step.title, tuple(step.sections), step.help) for step in form.step),
        document=_layout(form.document),
        workbook_title=form.workbook_title,
        labels=form.labels,
    )


def _name_of(path: Path) -> tuple[str, int]:
    name = _FILE_NAME.fullmatch(path.stem)
    if name is None:
        raise fault(path, "tên tệp", "phải là <mã>.toml hoặc <mã>.v<số>.toml.")
    return name["id"], int(name["version"] or 1)


def _require_whole(path: Path, form: _FormFile) -> None:
    known = [section.id for section in form.section]
    _require_known(path, "document.order", form.document.order, known)
    for step in form.step:
        _require_known(path, f"step {step.id}, sections", step.sections, known)


def _require_known(path: Path, place: str, named: Iterable[str], known: list[str]) -> None:
    for name in named:
        if name not in known:
            raise fault(path, place, f'không có mục "{name}". Gần nhất là "{nearest(name, known)}".')


def _section(section: _Section) -> FormSection:
    columns = tuple(
        FormColumn(column.source, column.heading, float(column.width), column.align) for column in section.columns
    )
    fields = {name: getattr(section, name) for name in _Section.model_fields}
    return FormSection(**(fields | {"columns": columns}))


def _layout(document: _Document) -> DocumentLayout:
    return DocumentLayout(
        document.type_name,
        document.subject,
        tuple(document.opening),
        tuple(document.closing),
        tuple(document.order),
        document.appendix_reference,
    )
