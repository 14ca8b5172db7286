"""``datapackage.json``: what each file of the payload is and what each column of the tables may hold.

A Data Package with Table Schemas, so that the figures can be read without this program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sonla_desktop.adapters.package.cells import LINE_END
from sonla_desktop.adapters.package.layout import PAYLOAD
from sonla_desktop.domain.indicator import Operator
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.task import TaskStatus, Timeliness

GUARD_NOTE: Final = (
    "Chữ bắt đầu bằng dấu = + - @ (trừ con số và dấu đứng một mình) có thêm dấu nháy đơn ở đầu để bảng tính "
    "không coi là công thức; bỏ dấu nháy đó khi đọc."
)
_CHOICES: Final[Mapping[str, type[FigureState | TaskStatus | Timeliness | Operator]]] = {
    "state": FigureState,
    "status": TaskStatus,
    "timeliness": Timeliness,
    "target_operator": Operator,
}
_WITH_CHOICES: Final = ("chi-tieu", "nhiem-vu")
"""Tables whose columns of these names have these values; a form's own table may name its columns as it likes."""
_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": LINE_END,
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


@dataclass(frozen=True, slots=True)
class DescribedFile:
    """A payload file as the descriptor knows it; ``sheet`` when it is a table."""

    path: str
    size: int
    sha256: str
    sheet: Sheet | None = None


def descriptor_bytes(name: str, title: str, files: Sequence[DescribedFile]) -> bytes:
    """The descriptor of these files, one resource a line; equal files give equal bytes."""
    head = {"profile": "data-package", "name": name.lower(), "title": title, "description": GUARD_NOTE}
    opened = _json(head).removesuffix("}") + ', "resources": [\n'
    resources = ",\n".join(_json(_resource(file)) for file in files)
    return (opened + resources + "\n]}\n").encode("utf-8")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _resource(file: DescribedFile) -> dict[str, Any]:
    path = file.path.removeprefix(PAYLOAD)
    common = {"path": path, "bytes": file.size, "hash": f"sha256:{file.sha256}"}
    if file.sheet is None:
        name, form = path.replace("/", ".").lower(), path.rpartition(".")[2].lower()
        return {"name": name, "type": "file", **common, "format": form}
    return {"name": file.sheet.name, "type": "table", **common, **_table(file.sheet)}


def _table(sheet: Sheet) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        **({"sheet": sheet.title} if sheet.title else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "fields": [_field(sheet, column) for column in sheet.columns],
            "primaryKey": list(sheet.key),
            "missingValues": [""],
        },
    }


def _field(sheet: Sheet, column: SheetColumn) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "title": column.heading}
    if column.unit:
        field["unit"] = column.unit
    if column.type is ColumnType.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {"required": True} if column.name in sheet.key else {}
    if sheet.name in _WITH_CHOICES and column.name in _CHOICES:
        constraints["enum"] = [choice.value for choice in _CHOICES[column.name]]
    return field | ({"constraints": constraints} if constraints else {})
