"""Linked figures in prose: the tokens ``{so_lieu.HS1.truoc}`` that stand for a figure until the text is drawn."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.text import fold, near

FIGURE, INDICATOR, TASKS, TABLE = "so_lieu", "chi_tieu", "nhiem_vu", "bang"
"""First word of a token: a figure by id, an indicator by code, counts of tasks, a table of the form."""

PREVIOUS, CHANGE, IN_WORDS = "truoc", "chenh", "bang_chu"
"""Last word: the value of the period before, the difference to it, the value in words."""

FIGURE_FORMS: Final = ("", PREVIOUS, CHANGE, IN_WORDS)
INDICATOR_VALUES: Final = ("ty_le", "tu_so", "mau_so", "gia_tri", "muc_tieu", "ket_qua")
COMPARED_VALUES: Final = ("ty_le", "tu_so", "mau_so", "gia_tri")
"""Values of an indicator that also exist for the period before and as a difference (of ``ty_le``: điểm %)."""

TASK_COUNTS: Final = (
    "tong",
    "hoan_thanh",
    "hoan_thanh_dung_han",
    "hoan_thanh_qua_han",
    "dang_thuc_hien",
    "chua_thuc_hien",
    "qua_han",
    "chua_phat_sinh",
    "chua_cap_nhat",
)
"""``hoan_thanh`` counts every completed task, ``qua_han`` those overdue and not completed."""

ROW_COUNT: Final = "so_dong"
REPORT_TOKENS: Final = ("ky", "thang", "thang_sau", "nam", "tu_ngay", "den_ngay", "co_quan")
"""Words of the report itself: its period, month, next month, year, first and last day of the data window, agency."""

TOKEN: Final = re.compile(r"\{([^{}\s]{1,120})\}")
"""A token in a text; group 1 is the token without its braces."""

_BRACED: Final = re.compile(r"\{[{\s]*[^{}\n]*\}*")
"""What opens with a brace, as far as the braces that close it, the next one that opens or the end of the line."""
_FIRST_WORD: Final = re.compile(r"\w+")
_ROOTS: Final = (FIGURE, INDICATOR, TASKS, TABLE)
_NO_WORDS: Final = (*_ROOTS, "ky")
"""What no Vietnamese text opens with; "nam" and "thang" are words."""
_AROUND: Final = "{} \t\r\n\u00a0"
_DOT: Final = re.compile(r"\s*\.\s*")
_LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class LinkFault:
    """What was meant as a link and draws nothing: as it is typed, and the right spelling where one is plain."""

    typed: str
    hint: str
    is_malformed: bool
    """True: spaces, doubled or missing braces; False: written as a link, but nothing has this name."""


def link_faults(text: str, known: Collection[str]) -> tuple[LinkFault, ...]:
    """Everything in braces that opens like a link and is none of the known ones; other text in braces is no link."""
    found = (_fault(match, known) for match in _BRACED.finditer(text))
    return tuple(fault for fault in found if fault)


def _fault(match: re.Match[str], known: Collection[str]) -> LinkFault | None:
    token = TOKEN.fullmatch(match[0])
    if token and (token[1] in known or not _is_meant_as_link(token[1], closed=True)):
        return None
    if token:
        return LinkFault(match[0], _braced(_meant(token[1], known)), is_malformed=False)
    closed = match[0].endswith("}")
    inner = match[0].strip(_AROUND)
    if not _is_meant_as_link(inner, closed=closed):
        return None
    name = inner if closed else _DOT.sub(".", inner).split()[0].rstrip(".,;:")
    typed = match[0] if closed else "{" + name
    return LinkFault(" ".join(typed.split())[:_LONGEST_SHOWN], _braced(_meant(name, known)), is_malformed=True)


def _is_meant_as_link(inner: str, *, closed: bool) -> bool:
    """Whether it opens with a word that only links open with, or is one of the report's own tokens and nothing else."""
    first = _FIRST_WORD.match(inner)
    if first is None:
        return False
    word, rest = first[0].casefold(), inner[first.end() :].lstrip()
    if word in _NO_WORDS or ("_" in word and near(word, (*_ROOTS, *REPORT_TOKENS))):
        return True
    if word in REPORT_TOKENS:
        return not rest or (not closed and not rest[0].isalnum())
    root, _, after = fold(inner).partition(".")
    return bool(after and after[0].isalnum() and near(root.strip().replace(" ", "_"), _ROOTS))


def _meant(name: str, known: Collection[str]) -> str:
    """The known token that this one spells in another way; one with other digits is another figure."""
    plain = "".join(name.split())
    return plain if plain in known else near(plain, (token for token in known if _digits(token) == _digits(plain)))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _braced(token: str) -> str:
    return f"{{{token}}}" if token else ""


def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of a text without their braces, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(TOKEN.findall(text)))


def known_tokens(form: FormDefinition, plan: Plan) -> frozenset[str]:
    """Every token that prose of this form may hold; whether its value is entered makes no difference."""
    figures = (figure.id for figure in plan.figures())
    indicators = (indicator.code for indicator in plan.indicators)
    return frozenset(
        {
            *REPORT_TOKENS,
            *(f"{TASKS}.{name}" for name in TASK_COUNTS),
            *(f"{TABLE}.{table.id}.{ROW_COUNT}" for table in form.tables),
            *(_joined(FIGURE, figure, end) for figure in figures for end in FIGURE_FORMS),
            *(token for code in indicators for token in _indicator_tokens(code)),
        }
    )


def unknown_tokens(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The tokens of a text that stand for nothing."""
    return tuple(token for token in tokens_of(text) if token not in known)


def _indicator_tokens(code: str) -> Iterator[str]:
    for value in INDICATOR_VALUES:
        yield _joined(INDICATOR, code, value)
        if value in COMPARED_VALUES:
            yield _joined(INDICATOR, code, value, PREVIOUS)
            yield _joined(INDICATOR, code, value, CHANGE)


def _joined(*words: str) -> str:
    return ".".join(word for word in words if word)
