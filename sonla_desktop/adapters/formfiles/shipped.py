"""Reads the data files that the program brings along; a fault in one is a mistake in the program and is raised."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sonla_desktop.adapters.formfiles.strict import StructureFault, check
from sonla_desktop.domain.text import is_nfc


class ShippedModel(BaseModel):
    """Base of the models of shipped files: unknown keys and other types than the stated ones are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _decimal_of_whole(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Figure = Annotated[Decimal, BeforeValidator(_decimal_of_whole)]
"""A number of a data file: TOML integers and decimals, always exact."""

Text = Annotated[str, Field(min_length=1)]
"""A text that must say something."""

Model = TypeVar("Model", bound=ShippedModel)


def read_shipped(path: Path, model: type[Model]) -> Model:
    """Reads one TOML file into its model.

    Raises:
        ValueError: the file is not TOML, holds an unknown, missing or wrong key (file, place and the nearest known
            key are named), or text that is not NFC.
    """
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text, parse_float=Decimal)
    except ValueError as wrong:  # TOML syntax and text that is not UTF-8
        raise ValueError(f"Tệp {path.name} sai cấu trúc: {wrong}") from wrong
    if not is_nfc(text):
        raise ValueError(f"Tệp {path.name} có chữ chưa ở dạng chuẩn NFC.")
    try:
        return check(model, content, path.name)
    except StructureFault as wrong:
        raise _fault_of(path, wrong) from None


def fault(path: Path, place: str, what: str) -> ValueError:
    """The error for a shipped file whose parts do not fit together."""
    return ValueError(f"Tệp {path.name}, {place}: {what}")


_WORDS: Final[Mapping[str, str]] = {
    "unknown-key": 'không có khóa "{key}". Gần nhất là "{nearest}".',
    "missing-key": 'thiếu khóa "{key}".',
    "wrong-type": "phải là {expected}.",
    "bad-value": '"{value}" không dùng được; phải là {allowed}.',
    "bad-date": '"{value}" không phải là ngày.',
    "duplicate": '"{value}" có hai lần.',
    "too-many": "nhiều quá {limit} mục.",
}


def _fault_of(path: Path, wrong: StructureFault) -> ValueError:
    return fault(path, wrong.place, _WORDS[wrong.code].format_map(wrong.parameters))
