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
                                #   | evidence | statement | figures | table
    title = "…"                 # * printed heading, without its number
    intro = ""                  # text before the content, one paragraph a line
    note = ""                   # text after the content, one paragraph a line
    empty_text = ""             # text in place of content that is not there; "": the section is then not printed
    group_by = ""               # "" | "appendix": rows of one appendix of the plan stand under its title
    appendix = false            # true: printed as an appendix of the document
    level = 1                   # 1: a part (I, II …); 2, 3: a section under the heading before it (1, 2 …; 1.1, 1.2 …)
    orientation = "portrait"    # portrait | landscape
    hint = ""                   # help beside the entry field
    required = false            # narrative: must be filled in
    proposals_of_tasks = false  # narrative: what is proposed beside the tasks follows the prose
    outline = []                # narrative: standard sentences with linked figures, such as {so_lieu.HS1}
    figure_groups = []          # figures *: ids of the plan's groups, in the order of the screen
    optional_figures = []       # figures: ids of those that may stay empty
    table = ""                  # table *: id of a [[table]] below
    charts = []                 # indicators: "targets" (beside the targets), "trend" (the last twelve periods)
    columns = [                 # of the printed table; width is a share, all shares are scaled to the page
      { source = "code", heading = "Mã", width = 1.2, align = "center" },   # source *, heading *, width *;
    ]                                                                       # align: left | center | right

    [[table]]                   # a table of the month file: tables.<id>
    id = "han-che"              # *
    title = "…"                 # *
    listing = ""                # the plan's listing whose rows it has; "": rows are added by the officer
    open_rows = false           # true: rows may be added (always, without a listing)
    group_by = ""               # given column whose value heads the rows after it
    numbering = true
    as_text = false             # true: printed as numbered paragraphs, for cells that are too long for a table
    [[table.column]]
    name = "result"             # * key of the cell
    type = "text"               # * text | long_text | whole | number | percent | date | choice | yes_no
    label = "…"                 # *
    hint = ""
    required = false
    given = false               # true: the cell is the listing's, not the officer's
    read_only = false
    default = ""
    unit = ""
    decimals = 0
    choices = [{ value = "done", label = "Xong" }]      # choice *
    relevant = ""               # condition over the cells of the row: asked for only where it holds
    constraint = ""             # condition over the cells of the row that an entered cell fulfils
    constraint_message = ""
    calculation = ""            # the cell is computed from the others of its row
    limits = { hard_min = 0, hard_max = 100 }           # as under [limits]; numbers only
    heading_over = ""           # heading over this column and its neighbours with the same text
    width = 1.0                 # share of the printed width
    align = "left"

    [[relation]]                # what the figures and tables fulfil
    code = "BM-001"             # * each code once; BM-100 and up to BM-109 are the program's own
    expression = "HS1 = HS2 + HS3"                      # * see domain.expression
    message = "… {left} … {right} … {difference} …"     # * {row}: number of the row; the others of a comparison only
    severity = "error"          # error (Sai) | warning (Cảnh báo: passes with a reason)
    fields = ["HS1"]            # * figures or tables that the finding points at, the first one first
    table = ""                  # id of a [[table]]: judged for each row by itself, names are columns of that table
    missing = "skip_if_any_missing"                     # | skip_if_all_missing | treat_as_zero
    missing_left = "…"          # the same for one side of a comparison
    missing_right = "…"

    [[relation]]                # a pair needs neither code nor message: it then speaks in the program's words
    expression = "compulsory_pair(HS5, HS6)"            # both or neither (BM-106); exclusive_pair: not both (BM-107)
    fields = ["HS5", "HS6"]     # given is what is not empty, 0 too; of a yes/no or a condition (HS5 > 0): what holds

    [limits]                    # of figures, by id; a bound is allowed itself, one of them is enough
    HS4P = { hard_min = 0, soft_min = 50, soft_max = 99, hard_max = 100 }   # beyond hard: Sai; beyond soft: Cảnh báo

    [calculations]              # figures that are computed, by id
    HS4P = "round(percent(HS4, HS1), 1)"

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
    addressed_to = "settings"   # settings | plan: whose addressees follow Kính gửi

    [labels.state]              # printed words of coded values, one table per group
    not_arising = "Không phát sinh"
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.formfiles.form_expressions import calculations_of, limits_of, relations_of, tables_of
from sonla_desktop.adapters.formfiles.form_fit import require_fitting
from sonla_desktop.adapters.formfiles.form_models import DocumentModel, FormModel, SectionModel
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.shipped import fault, read_shipped
from sonla_desktop.domain.form_definition import (
    DocumentLayout,
    FormColumn,
    FormDefinition,
    FormSection,
    ScreenStep,
)
from sonla_desktop.domain.plan import Plan

_FILE_NAME: Final = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.v(?P<version>[1-9][0-9]*))?")


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


def read_form(path: Path, plan_of: Callable[[str], Plan] | None = None) -> FormDefinition:
    """Reads one published version of a form.

    Args:
        path: the file.
        plan_of: the plan of an id; where it is given, the names of figures, groups and listings are checked against
            the plan (it is asked only by a form that uses any).

    Raises:
        ValueError: a fault in the file, naming file, place (in an expression: the character) and the nearest key.
    """
    model = read_shipped(path, FormModel)
    if (model.id, model.version) != _name_of(path):
        raise fault(path, "id, version", f'"{model.id}" phiên bản {model.version} không khớp tên tệp.')
    _require_whole(path, model)
    plan = plan_of(model.plan) if plan_of and _uses_the_plan(model) else None
    tables = tables_of(path, model.table)
    figures = None if plan is None else [figure.id for figure in plan.figures()]
    form = FormDefinition(
        id=model.id,
        version=model.version,
        duty=model.duty,
        title=model.title,
        short_title=model.short_title,
        plan=model.plan,
        sections=tuple(_section(section) for section in model.section),
        steps=tuple(ScreenStep(step.id, step.title, tuple(step.sections), step.help) for step in model.step),
        document=_layout(model.document),
        workbook_title=model.workbook_title,
        tables=tables,
        relations=relations_of(path, model.relation, tables, figures),
        calculations=calculations_of(path, model.calculations, tables, figures),
        limits={figure: limits_of(limits) for figure, limits in model.limits.items()},
        labels=model.labels,
    )
    require_fitting(path, form, plan)
    return form


def _name_of(path: Path) -> tuple[str, int]:
    name = _FILE_NAME.fullmatch(path.stem)
    if name is None:
        raise fault(path, "tên tệp", "phải là <mã>.toml hoặc <mã>.v<số>.toml.")
    return name["id"], int(name["version"] or 1)


def _uses_the_plan(model: FormModel) -> bool:
    outlined = any(section.outline or section.figure_groups for section in model.section)
    return bool(outlined or model.table or model.relation or model.calculations or model.limits)


def _require_whole(path: Path, form: FormModel) -> None:
    known = [section.id for section in form.section]
    _require_known(path, "document.order", form.document.order, known)
    for step in form.step:
        _require_known(path, f"step {step.id}, sections", step.sections, known)


def _require_known(path: Path, place: str, named: Iterable[str], known: list[str]) -> None:
    for name in named:
        if name not in known:
            raise fault(path, place, f'không có mục "{name}". Gần nhất là "{nearest(name, known)}".')


def _section(section: SectionModel) -> FormSection:
    columns = tuple(
        FormColumn(column.source, column.heading, float(column.width), column.align) for column in section.columns
    )
    fields = {name: getattr(section, name) for name in SectionModel.model_fields}
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return FormSection(**(fields | lists | {"columns": columns}))


def _layout(document: DocumentModel) -> DocumentLayout:
    return DocumentLayout(
        document.type_name,
        document.subject,
        tuple(document.opening),
        tuple(document.closing),
        tuple(document.order),
        document.appendix_reference,
        document.addressed_to,
    )
