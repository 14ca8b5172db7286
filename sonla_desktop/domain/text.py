"""Vietnamese text: one normal form for storing, one folded form for comparing and searching.

The same word arrives in several spellings (NFC or NFD, hòa or hoà, with or without marks); comparing raw
strings would make two agencies or two document symbols out of one.
"""

import re
import unicodedata
from collections.abc import Iterable

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_SLUG = re.compile("[^a-z0-9]+")
_PUNCTUATION = " .,;:!?…-–—_/\\|()[]\"'“”‘’"
_NONE_WORDS = frozenset({"khong co", "khong"})
_EMPTY_SLUG = "tep"
_LEAST_WORDS, _LEAST_LETTERS, _LEAST_DIFFERENT = 2, 8, 4


def nfc(s: str) -> str:
    """Return `s` in Unicode normal form C, the only form that is stored and exported."""
    return unicodedata.normalize("NFC", s)


def is_nfc(s: str) -> bool:
    """Say whether `s` is already in the stored form."""
    return unicodedata.is_normalized("NFC", s)


def fold(s: str) -> str:
    """Return the form in which two spellings of the same Vietnamese words are equal.

    Case, marks, đ/d, tone placement (hòa, hoà), composed or decomposed letters, full-width forms, invisible
    characters and runs of spaces make no difference. For comparing and searching only, never for showing.
    """
    # Casefolding can bring marks back (İ → i + dot) and decomposing can bring capitals (℡ → TEL): twice each.
    plain = unicodedata.normalize("NFKD", s.translate(_INVISIBLE)).casefold()
    plain = unicodedata.normalize("NFKD", plain).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(letters.replace("đ", "d").split())


def ascii_slug(s: str, limit: int = 60) -> str:
    """Return `s` as a piece of a file name: a-z, 0-9 and '-', at most `limit` characters, never empty."""
    slug = _NOT_SLUG.sub("-", fold(s)).strip("-")
    return slug[:limit].rstrip("-") or _EMPTY_SLUG


def has_forbidden_control(s: str) -> bool:
    """Say whether `s` holds a character that XML 1.0 (hence DOCX and XLSX) cannot hold.

    These are the C0 controls other than tab and line ends, lone surrogates, U+FFFE and U+FFFF (XML 1.0, 2.2).
    """
    return _FORBIDDEN_IN_XML.search(s) is not None


def says_none(s: str) -> bool:
    """Say whether an explanation is only "Không có" or "Không", however it is punctuated."""
    return fold(fold(s).strip(_PUNCTUATION)) in _NONE_WORDS


def says_something(s: str) -> bool:
    """Say whether a text that is asked for holds a letter or a digit: ".", "-" and "…" only fill its place."""
    return any(c.isalnum() for c in s)


def has_substance(s: str) -> bool:
    """Say whether a reason says something: at least two words, eight letters, four different ones.

    "ok", "đã rõ", "........" and "aaaa aaaa" do not; whether the reason is a good one only its reader can tell.
    """
    letters = [c for c in fold(s) if c.isalpha()]
    words = [word for word in s.split() if any(c.isalpha() for c in word)]
    return len(words) >= _LEAST_WORDS and len(letters) >= _LEAST_LETTERS and len(set(letters)) >= _LEAST_DIFFERENT


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, left out or changed to make one text of the other (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for place, wanted in enumerate(other, 1):
            now.append(min(before[place] + 1, now[-1] + 1, before[place - 1] + (letter != wanted)))
        before = now
    return before[-1]


def near(name: str, known: Iterable[str], most: int = 2) -> str:
    """Return the one known name that was probably meant, letter marks aside; an empty text where none is really near.

    Near is at most `most` letters away, and no more than half of the name, so that short names are not guessed at;
    where several are equally near, none is.
    """
    folded = fold(name)
    allowed = min(most, max(1, len(folded) // 2 - (len(folded) < 5)))
    at: dict[int, list[str]] = {}
    for candidate in known:
        other = fold(candidate)
        if abs(len(other) - len(folded)) <= allowed:
            at.setdefault(distance(folded, other), []).append(candidate)
    least = min(at, default=allowed + 1)
    return at[least][0] if least <= allowed and len(at[least]) == 1 else ""


def matches(query: str, *candidates: str) -> bool:
    """Say whether every word of `query` occurs, folded, in one of `candidates`; an empty query matches."""
    folded = [fold(candidate) for candidate in candidates]
    return all(any(word in candidate for candidate in folded) for word in fold(query).split())
