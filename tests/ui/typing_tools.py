"""How Vietnamese typing tools hand words over: composed, replaced, or taken back with Backspace and written anew."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sonla_desktop.paths import resources_dir
from tests.ui.keys import type_text

HOW_MANY = 200


@lru_cache
def vietnamese_words() -> tuple[str, ...]:
    """Two hundred different words with marks from the province's plan."""
    plans = sorted((resources_dir() / "plans").glob("*.toml"))
    text = unicodedata.normalize("NFC", "".join(plan.read_text("utf-8") for plan in plans))
    words = dict.fromkeys(re.findall(r"[^\W\d_]{2,}", text))
    marked = [word for word in words if bare(word) != word]
    return tuple(marked[:HOW_MANY])


def bare(word: str) -> str:
    """The letters that are typed before the marks."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def compose(widget: QWidget, word: str) -> None:
    """As Telex through an input method: the word grows underlined, key by key, and is committed at its end."""
    plain = bare(word)
    for length in range(1, len(plain) + 1):
        QApplication.sendEvent(widget, QInputMethodEvent(plain[:length], []))
    QApplication.sendEvent(widget, QInputMethodEvent(word, []))
    done = QInputMethodEvent()
    done.setCommitString(word)
    QApplication.sendEvent(widget, done)


def replace(widget: QWidget, word: str) -> None:
    """As tools that ask for a replacement: the bare letters stand there, then some of them are exchanged at once."""
    kept = _same(word)
    type_text(widget, bare(word))
    done = QInputMethodEvent()
    done.setCommitString(word[kept:], kept - len(word), len(word) - kept)
    QApplication.sendEvent(widget, done)


def take_back(widget: QWidget, word: str) -> None:
    """As UniKey with VNI or Telex: Backspace for each letter from the first that changes, then the letters anew."""
    kept = _same(word)
    type_text(widget, bare(word))
    for _ in word[kept:]:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "\b")
            QApplication.sendEvent(widget, key)
    type_text(widget, word[kept:])


def _same(word: str) -> int:
    return next(number for number, pair in enumerate(zip(word, bare(word), strict=True)) if pair[0] != pair[1])


MANNERS: dict[str, Callable[[QWidget, str], None]] = {
    "soạn rồi chốt": compose,
    "thay chữ": replace,
    "xóa lùi rồi gõ lại": take_back,
}
