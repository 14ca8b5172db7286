"""Looks for words that are not Vietnamese in what widgets say, on screen or to a screen reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvxđ]"
_VOWELS = "[aăâeêioôơuưy]{1,3}"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?{_VOWELS}(?:ng|nh|ch|[cmnpt])?")
# Names, abbreviations and codes that stand in Vietnamese documents as they are.
_ALLOWED = {
    "ubnd",
    "hđnd",
    "kh",
    "tm",
    "kt",
    "bc",
    "cv",
    "qđ",
    "ttr",
    "tb",
    "nq",
    "ct",
    "cn",
    "dc",
    "nv",
    "cctr",
    "ctr",
    "qyđ",
    "hd",
    "pa",
    "đa",
    "vt",
    "tthc",
    "qlvb",
    "cntt",
    "dvctt",
    "csdl",
    "usb",
    "kb",
    "mb",
    "byte",
    "sha",
    "so-bao-cao",
    "kh-2026",
    "f5",
    "docx",
    "excel",
    "zip",
    "pdf",
    "csv",
    "chieng",
    "mung",
    "h52",
    "tt",
    "sơn",
    "la",
    "iv",
    "desktop",
    "ctrl",
    "enter",
    "tab",
    "alt",
    "left",
    "right",
    "up",
}
_ENGLISH = {
    "open",
    "close",
    "save",
    "cancel",
    "help",
    "name",
    "date",
    "type",
    "size",
    "copy",
    "paste",
    "undo",
    "redo",
    "cut",
    "delete",
    "select",
    "ok",
    "yes",
    "no",
}


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says, on screen or to a screen reader."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.windowTitle() if widget.isWindow() else ""
    for name in ("text", "placeholderText", "title"):
        spoken = getattr(widget, name, None)
        if (callable(spoken) and not isinstance(widget, QLineEdit | QPlainTextEdit)) or name == "placeholderText":
            yield spoken() if callable(spoken) else ""
    for action in widget.actions():
        yield action.text()
        yield action.toolTip()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))


def strange_words(text: str) -> list[str]:
    """Words that are neither Vietnamese syllables nor known names; marks are taken off before looking."""
    found = []
    text = re.sub(r"\b[A-Z]{2}-\d{3}\b", "", text)  # the code of a rule
    for word in re.findall(r"[^\W\d_]{2,}", text.replace("&", "")):
        plain = unicodedata.normalize("NFD", word.lower())
        bare = "".join(letter for letter in plain if letter not in "\u0300\u0301\u0303\u0309\u0323")
        bare = unicodedata.normalize("NFC", bare)
        if re.fullmatch("[0-9a-f]{8,}", word):
            continue  # a hash
        if word.lower() in _ENGLISH or (word.lower() not in _ALLOWED and not _SYLLABLE.fullmatch(bare)):
            found.append(word)
    return found
