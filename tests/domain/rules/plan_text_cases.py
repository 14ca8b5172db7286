"""NV-012 and BM-108: words of the plan that a bad scan left unsure, and their correction in the settings."""

from dataclasses import replace

from sonla_desktop.domain.form_definition import FormColumn, FormSection, SectionKind
from sonla_desktop.domain.plan_texts import corrected
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.domain.rules.form_cases import form_month
from tests.helpers.filled_months import catalogue
from tests.helpers.months import BY_MONTH, PHASED, Change, together

ROW = "han-che.I.2"
AT_TASK, AT_ROW = f"NV-012 {BY_MONTH} plan_texts notice", "BM-108 report tables.han-che.I.2.name notice"


def source_says(item: str, **texts: str) -> Change:
    """As if the source of the plan had these words."""

    def change(context: CheckContext) -> CheckContext:
        worded = corrected(context.assignment, {f"{item}.{field}": text for field, text in texts.items()})
        return replace(context, assignment=worded)

    return change


def printing(*sources: str) -> Change:
    """As if the form printed tasks in these columns; without a form, as if it asked for nothing else."""
    section = FormSection("tasks", SectionKind.TASKS, "Nhiệm vụ", columns=tuple(FormColumn(s, "", 1) for s in sources))

    def change(context: CheckContext) -> CheckContext:
        form = context.form or replace(catalogue().form("kh-2026"), sections=())
        return replace(context, form=replace(form, sections=(*form.sections, section)))

    return change


def row(**texts: str) -> Change:
    return together(form_month(), source_says(ROW, **texts))


CASES = [
    fires("a product that could not be read",
          together(source_says(BY_MONTH, product="[không đọc được]"), printing("name", "product")), AT_TASK),
    fires("words restored in the name",
          together(source_says(BY_MONTH, name="Tham mưu [ban hành]"), printing("number", "name")), AT_TASK),
    fires("a column of several sources", together(source_says(BY_MONTH, lead="[?]"), printing("name+lead")), AT_TASK),
    fires("several wordings of a task are one finding",
          together(source_says(BY_MONTH, name="[…]", lead="[…]"), printing("name", "lead")), AT_TASK),
    fires("the name of a phase", together(source_says(PHASED, phase_1="Đợt [..]"), printing("phases")),
          f"NV-012 {PHASED} plan_texts notice"),
    silent("unsure words that are not printed",
           together(source_says(BY_MONTH, lead="[…]", phase_1="[…]"), printing("name", "product"))),
    silent("unsure words without a form", source_says(BY_MONTH, name="[…]")),
    silent("the words were corrected",
           together(source_says(BY_MONTH, name="[…]"), source_says(BY_MONTH, name="Tên"), printing("name"))),
    fires("a row that could not be read", row(name="Chưa […] đủ"), AT_ROW),
    fires("words restored in a row", row(name="Chưa ký [số] đủ"), AT_ROW),
    silent("a row in sure words", row(name="Hồ sơ giải quyết chậm (quá 3 ngày)")),
    silent("the heading of a group, which is no row's", row(section="Hạn chế của xã [A]")),
]  # fmt: skip
