"""A form to be filled in elsewhere as plain sheets: what stands on them, which cells are open, what they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sonla_desktop.domain.form_definition import Choice

EntryValue = str | Decimal | date
"""What a filled cell says: text or the value of a choice, a number, a day."""

PREVIOUS: Final = "$previous"
"""Column with what was reported the period before; it is never read back."""

YES_NO: Final = (Choice("true", "Có"), Choice("false", "Không"))


class EntryKind(StrEnum):
    """What a cell takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"

    @property
    def is_number(self) -> bool:
        """True when the cell takes a figure."""
        return self in (EntryKind.WHOLE, EntryKind.NUMBER, EntryKind.PERCENT)


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column: machine name, heading, and for one that is filled in what its cells take.

    ``choices``: the words to choose from, for ``CHOICE``. ``most``: the largest number the sheet lets in, None for any.
    ``width``: in characters.
    """

    name: str
    heading: str
    kind: EntryKind = EntryKind.TEXT
    width: int = 14
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row by its key: what stands in it beforehand, and the columns that are open. A heading has no key.

    ``kinds``: where a cell takes something else than its column (a whole number among percentages).
    """

    key: str
    cells: Mapping[str, str]
    open: frozenset[str] = frozenset()
    kinds: Mapping[str, EntryKind] = field(default_factory=dict)

    def kind(self, column: EntryColumn) -> EntryKind:
        """What the cell of this column takes."""
        return self.kinds.get(column.name, column.kind)

    @property
    def is_heading(self) -> bool:
        """True for a row that only heads those after it."""
        return not self.key


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One sheet; ``part`` is the part of the month file that it fills (``tasks``, ``tables.han-che``)."""

    part: str
    title: str
    heading: str
    columns: tuple[EntryColumn, ...]
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """Whose form it is, for which period, of which version; ``structure`` is a hash of everything that was asked.

    ``window``: the days that the figures are asked for, in words.
    """

    agency: str
    form: str
    period: str
    window: str
    form_version: str
    structure: str


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The whole form. ``about``: label and text of what its first page says of it; ``help``: how to fill it in."""

    identity: FormIdentity
    heading: str
    about: tuple[tuple[str, str], ...]
    help: tuple[str, ...]
    sheets: tuple[EntrySheet, ...]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of which at least one open cell is filled: its key, and what the filled cells say by column.

    ``untouched``: open columns in which still stands what stood there beforehand.
    """

    key: str
    values: Mapping[str, EntryValue]
    untouched: frozenset[str] = frozenset()


FilledForm = Mapping[str, tuple[FilledRow, ...]]
"""The filled rows by part."""
