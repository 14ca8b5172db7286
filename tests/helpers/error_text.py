"""What the officer reads when something is refused, and the demands on such a line."""

import re

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from sonla_desktop.domain.text import fold
from sonla_desktop.usecases.errors import UserError
from tests.helpers.repository import ROOT

MOST_WORDS = 30

_MESSAGES = TomlMessages(ROOT / "resources" / "messages")
_LITERALS = {"json", "pdf", "utf-8", "bom", "mb", "unicode", "usb", "true", "false", "null"}
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdghklmnprstvx])?(?!ee|oo|ea|ou|ey)[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


def error_text(error: UserError) -> str:
    """The filled line; raises KeyError when the text or one of its parameters is lacking."""
    return _MESSAGES.text(error.code, error.parameters)


def faults_of_line(error: UserError) -> list[str]:
    """What is wrong with the line as a line for officers; names out of the file count as words, not as English."""
    line = error_text(error)
    faults = [f"ký tự {mark!r}" for mark in "{}\n\r" if mark in line]
    if len(line.split()) > MOST_WORDS:
        faults.append(f"{len(line.split())} từ")
    from_the_program = {key: value if key == "expected" else "" for key, value in error.parameters.items()}
    own_words = _words(_MESSAGES.text(error.code, from_the_program))
    return faults + [f"chữ {word!r}" for word in own_words if not _is_vietnamese(word)]


def _words(text: str) -> list[str]:
    return [word.strip(".,;:()–“”") for word in text.split()]


def _is_vietnamese(word: str) -> bool:
    plain = fold(word)
    return plain in _LITERALS or not re.search("[a-z]", plain) or _SYLLABLE.fullmatch(plain) is not None
