"""The keys of a form file, as pydantic models; what each of them means is written in ``forms``."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from sonla_desktop.adapters.formfiles.shipped import Figure, ShippedModel, Text
from sonla_desktop.adapters.formfiles.strict import bad_value, refuse, unique_by
from sonla_desktop.domain.document import Align, Orientation
from sonla_desktop.domain.expression import MissingStrategy
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import Addressees, ChartKind, FieldType, SectionKind

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
TableKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)*$", max_length=24)]
"""Short enough for the name of an Excel sheet."""
Width = Annotated[Figure, Field(gt=0)]
_RISING: Final = ("hard_min", "soft_min", "soft_max", "hard_max")
Missing = Annotated[MissingStrategy, Field(strict=False)]


class ColumnModel(ShippedModel):
    """A printed column of a section."""

    source: Text
    heading: Text
    width: Width
    align: Annotated[Align, Field(strict=False)] = Align.LEFT


class SectionModel(ShippedModel):
    """A section of the form."""

    id: Key
    kind: Annotated[SectionKind, Field(strict=False)]
    title: Text
    subtitle: str = ""
    intro: str = ""
    empty_text: str = ""
    columns: list[ColumnModel] = []
    group_by: Literal["", "appendix"] = ""
    appendix: bool = False
    orientation: Annotated[Orientation, Field(strict=False)] = Orientation.PORTRAIT
    hint: str = ""
    required: bool = False
    note: str = ""
    proposals_of_tasks: bool = False
    table: str = ""
    figure_groups: list[Text] = []
    optional_figures: list[Text] = []
    charts: list[Annotated[ChartKind, Field(strict=False)]] = []
    outline: list[Text] = []
    level: Annotated[int, Field(ge=1, le=3)] = 1


class ChoiceModel(ShippedModel):
    """An allowed value."""

    value: Text
    label: Text


class LimitsModel(ShippedModel):
    """Limits of a figure or a cell, each allowed itself."""

    hard_min: Figure | None = None
    soft_min: Figure | None = None
    soft_max: Figure | None = None
    hard_max: Figure | None = None

    @model_validator(mode="after")
    def _rise(self) -> "LimitsModel":
        given = [(key, bound) for key in _RISING if (bound := getattr(self, key)) is not None]
        if not given:
            refuse("missing-key", key="hard_max")
        for (lower, least), (upper, most) in pairwise(given):
            if least > most or (least == most and lower[:4] != upper[:4]):
                bad_value(most, f"số lớn hơn {lower} = {least}", (upper,))
        return self


class FieldModel(ShippedModel):
    """A column of a table, with its conditions still as text."""

    name: Key
    type: Annotated[FieldType, Field(strict=False)]
    label: Text
    hint: str = ""
    required: bool = False
    given: bool = False
    read_only: bool = False
    default: str = ""
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=10)] = 0
    choices: Annotated[list[ChoiceModel], AfterValidator(unique_by("value"))] = []
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    limits: LimitsModel | None = None
    heading_over: str = ""
    width: Width = Decimal(1)
    align: Annotated[Align, Field(strict=False)] = Align.LEFT


class TableModel(ShippedModel):
    """A table of the month file."""

    id: TableKey
    title: Text
    column: Annotated[list[FieldModel], Field(min_length=1), AfterValidator(unique_by("name"))]
    listing: str = ""
    open_rows: bool = False
    group_by: str = ""
    numbering: bool = True
    as_text: bool = False


class RelationModel(ShippedModel):
    """A relation, with its expression still as text."""

    code: Annotated[str, Field(pattern=r"^BM-(0(0[1-9]|[1-9][0-9])|1[1-9][0-9]|[2-9][0-9]{2})$")] | None = None
    expression: Text
    message: Text | None = None
    table: str = ""
    severity: Annotated[Severity, Field(strict=False)] = Severity.ERROR
    fields: Annotated[list[Text], Field(min_length=1)]
    missing: Missing = MissingStrategy.SKIP_IF_ANY_MISSING
    missing_left: Missing | None = None
    missing_right: Missing | None = None


class StepModel(ShippedModel):
    """A step of the guided update."""

    id: Key
    title: Text
    sections: list[str]
    help: str = ""


class DocumentModel(ShippedModel):
    """How the document is headed."""

    type_name: Text
    subject: Text
    opening: list[Text]
    closing: list[Text]
    order: Annotated[list[str], Field(min_length=1)]
    appendix_reference: str = ""
    addressed_to: Annotated[Addressees, Field(strict=False)] = Addressees.SETTINGS


class FormModel(ShippedModel):
    """The whole file."""

    id: str
    version: Annotated[int, Field(ge=1)]
    duty: Text
    title: Text
    short_title: Text
    plan: Text
    workbook_title: str = ""
    section: Annotated[list[SectionModel], Field(min_length=1), AfterValidator(unique_by("id"))]
    table: Annotated[list[TableModel], AfterValidator(unique_by("id"))] = []
    relation: Annotated[list[RelationModel], AfterValidator(unique_by("code"))] = []
    calculations: dict[str, Text] = {}
    limits: dict[str, LimitsModel] = {}
    step: Annotated[list[StepModel], Field(min_length=1), AfterValidator(unique_by("id"))]
    document: DocumentModel
    labels: dict[str, dict[str, str]] = {}
