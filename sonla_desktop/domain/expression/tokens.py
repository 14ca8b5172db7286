"""Cuts the text of an expression into pieces, and names the first character that cannot be one."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from sonla_desktop.domain.expression.functions import KEYWORDS
from sonla_desktop.domain.expression.tree import ExpressionError
from sonla_desktop.domain.numbers import MAX_DIGITS

MAX_LENGTH: Final = 2000
"""Characters of an expression; spaces between its pieces do not count, so that it may be written readably."""


class Shape(StrEnum):
    """What a piece looks like."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    BRACED = "braced"
    KEYWORD = "keyword"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A piece: its shape, what it says (a text without its quotes, a name without its braces), where it starts."""

    shape: Shape
    says: str
    position: int


_PIECE = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<braced>\{[A-Za-z0-9_][A-Za-z0-9_-]*\})"
    r"|(?P<foreign>==|<>|=<|=>|&&|\|\||!(?!=)|[≤≥≠×÷–−\"“”‘’])"
    r"|(?P<sign><=|>=|!=|[-+*/=<>(),.])"
)
_INSTEAD = (
    {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "=<": "<=", "≥": ">=", "=>": ">=", "&&": "and", "||": "or"}
    | {"!": "not", "×": "*", "÷": "/", "–": "-", "−": "-"}
    | dict.fromkeys('"“”‘’', "'")
)
_UNFINISHED = {
    "'": "Chữ chưa đóng nháy. Thêm dấu ' ở cuối.",
    "{": "Tên trong ngoặc nhọn chỉ gồm chữ không dấu, chữ số, _ và -, ví dụ {ho-so}.",
}


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of `text`, the last one of shape END.

    Raises:
        ExpressionError: a character that starts no piece, a blank text, too many digits or characters.
    """
    position = length = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None:
            raise _unknown(text[position], position)
        token = _token(match)
        position = match.end()
        if token is not None:
            length += len(match[0])
            yield _within(token, length)
    yield Token(Shape.END, "", len(text))


def _within(token: Token, length: int) -> Token:
    if length > MAX_LENGTH:
        raise ExpressionError(token.position, f"Biểu thức dài quá {MAX_LENGTH} ký tự. Tách thành nhiều biểu thức.")
    return token


def _unknown(character: str, position: int) -> ExpressionError:
    return ExpressionError(position, _UNFINISHED.get(character, f'Không hiểu ký tự "{character}". Bỏ hoặc viết lại.'))


def _token(match: re.Match[str]) -> Token | None:
    """The piece that was matched, or None for space."""
    piece, at = match[0], match.start()
    match match.lastgroup:
        case "space":
            return None
        case "number":
            return Token(Shape.NUMBER, _digits(piece, at), at)
        case "text":
            return Token(Shape.TEXT, _quoted(piece, at), at)
        case "name":
            return Token(Shape.KEYWORD if piece in KEYWORDS else Shape.NAME, piece, at)
        case "braced":
            return Token(Shape.BRACED, piece[1:-1], at)
        case "foreign":
            raise ExpressionError(at, f'Không dùng "{piece}" ở đây. Viết {_INSTEAD[piece]}.')
    return Token(Shape.SIGN, piece, at)


def _digits(piece: str, at: int) -> str:
    if len(piece.replace(".", "")) > MAX_DIGITS:
        raise ExpressionError(at, f"Số dài quá {MAX_DIGITS} chữ số. Kiểm tra lại con số.")
    return piece


def _quoted(piece: str, at: int) -> str:
    content = piece[1:-1].replace("''", "'")
    if not content.strip():
        # Blank text is a missing value, and nothing compares with a missing value.
        raise ExpressionError(at, "Chữ để trống. Dùng is_missing(…) để hỏi ô chưa ghi.")
    return content
