"""Vietnamese texts by code (``resources/messages/*.toml``), filled the Vietnamese way: 1.003 · 80,96% · 12/11/2026.

One table per code: ``["CT-003"]`` with ``text = "…"``. A placeholder is ``{name}``, or has a style: ``{name:percent}``
(two decimals and %), ``{name:plain}`` (as it is: codes, versions, years). ``{{`` and ``}}`` print braces.
A parameter called ``variant`` picks ``["CT-004.both-zero"]`` instead of ``["CT-004"]``.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Final

from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.domain.numbers import format_number, format_percent
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.text import is_nfc

_VARIANT: Final = "variant"
_TEXT: Final = "text"
_STYLES: Final = ("", "percent", "plain")


class TomlMessages:
    """Implements the port ``MessageCatalogue``; the files are read when the first text is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def text(self, code: str, parameters: Mapping[str, object]) -> str:
        """The filled text of this code.

        Raises:
            KeyError: no such code (or variant of it), or a parameter that the text needs is lacking.
            ValueError: a fault in the shipped files, naming file, code and what is wrong.
        """
        variant = parameters.get(_VARIANT)
        return _filled(self._templates[f"{code}.{variant}" if variant else code], parameters)

    def codes(self) -> frozenset[str]:
        """Every code that has a text, those with a variant included."""
        return frozenset(self._templates)

    @cached_property
    def _templates(self) -> Mapping[str, str]:
        templates: dict[str, str] = {}
        for path in sorted(self._folder.glob("*.toml")):
            for code, text in _read(path):
                if code in templates:
                    raise _fault(path, code, "đã có ở tệp khác.")
                templates[code] = text
        return templates


def _read(path: Path) -> Iterator[tuple[str, str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:  # TOML syntax and text that is not UTF-8
        raise ValueError(f"Tệp {path.name} sai cấu trúc: {wrong}") from wrong
    for code, table in content.items():
        yield code, _template_of(path, code, table)


def _template_of(path: Path, code: str, table: object) -> str:
    if not isinstance(table, dict):
        raise _fault(path, code, 'phải là một mục, ví dụ ["CT-003"].')
    for key in table:
        if key != _TEXT:
            raise _fault(path, code, f'không có khóa "{key}". Gần nhất là "{_TEXT}".')
    text = table.get(_TEXT)
    if not isinstance(text, str) or not text.strip():
        raise _fault(path, code, 'khóa "text" phải có chữ.')
    if not is_nfc(text):
        raise _fault(path, code, "chữ chưa ở dạng chuẩn NFC.")
    _require_fillable(path, code, text)
    return text


def _require_fillable(path: Path, code: str, text: str) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as wrong:
        raise _fault(path, code, f"dấu ngoặc nhọn không khớp ({wrong}).") from wrong
    for _, name, style, conversion in parts:
        if name is not None and (not name.isidentifier() or conversion):
            raise _fault(path, code, f'chỗ điền "{name}" phải là một tên.')
        if style and style not in _STYLES:
            raise _fault(path, code, f'không có kiểu "{style}". Gần nhất là "{nearest(style, _STYLES[1:])}".')


def _fault(path: Path, code: str, what: str) -> ValueError:
    return ValueError(f"Tệp {path.name}, {code}: {what}")


def _filled(template: str, parameters: Mapping[str, object]) -> str:
    pieces = []
    for literal, name, style, _ in Formatter().parse(template):
        pieces.append(literal)
        if name is not None:
            pieces.append(_printed(parameters[name], style or ""))
    return "".join(pieces)


def _printed(value: object, style: str) -> str:
    if style == "plain":
        return str(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Decimal | int):
        return format_percent(Decimal(value)) if style == "percent" else format_number(value)
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M} {date_label(value.date())}"
    return date_label(value) if isinstance(value, dt.date) else str(value)
