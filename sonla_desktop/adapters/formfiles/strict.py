"""Checks values read from a file against a pydantic model and tells the first fault with its place.

Shared by every reader of outside or shipped files, so that all of them refuse in the same words.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, NoReturn, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.domain.text import near, nfc
from sonla_desktop.usecases.errors import InputRefused

Model = TypeVar("Model", bound=BaseModel)
Steps = tuple[str | int, ...]

OUTERMOST: Final = "mức ngoài cùng"
_LONGEST_SHOWN: Final = 40
_MOST_WORDS_SHOWN: Final = 4
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTED: Final = re.compile(r"'([^']*)'")

TEXT, WHOLE, YES_NO = "chữ trong ngoặc kép", "số nguyên", "true hoặc false"
LIST, GROUP, NUMBER = "một danh sách", "một nhóm khóa và giá trị", "một con số"

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": TEXT,
    "int_type": WHOLE,
    "int_from_float": WHOLE,
    "bool_type": YES_NO,
    "list_type": LIST,
    "tuple_type": LIST,
    "dict_type": GROUP,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
    "decimal_type": NUMBER,
    "float_type": NUMBER,
    "finite_number": NUMBER,
    "is_instance_of": NUMBER,
}
_DATES: Final = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")


class StructureFault(Exception):
    """The first fault in a file: its ``place``, its ``code`` and the ``parameters`` of the message.

    Codes: unknown-key, missing-key, wrong-type, bad-value, bad-date, duplicate, too-many, or a reader's own.
    """

    def __init__(self, place: str, code: str, parameters: Mapping[str, object], source: str = "") -> None:
        super().__init__(source, place, code, parameters)
        self.place = place
        self.code = code
        self.parameters = parameters
        self.source = source

    def refusal(self, family: str) -> InputRefused:
        """The same for the officer: code ``<family>-<code>``; ``file`` and ``place`` join the parameters.

        ``-alone`` at the end of the code: no known name is really near, so none is proposed.
        """
        typed, proposed = (str(self.parameters.get(name, "")) for name in ("key", "nearest"))
        alone = "-alone" if self.code == "unknown-key" and not near(typed, [proposed]) else ""
        return InputRefused(f"{family}-{self.code}{alone}", file=self.source, place=self.place, **self.parameters)


def check(model: type[Model], value: object, source: str) -> Model:
    """The model filled from plain values.

    Args:
        model: forbids extra keys and is strict; without unions other than ``| None``.
        value: what a JSON or TOML parser gave.
        source: name of the file, for the message.

    Raises:
        StructureFault: the first fault in reading order; a lacking key counts as read last in its group.
    """
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        first = min(errors, key=lambda error: _position(value, _read_at(error, value)))
        path, code, parameters = _fault_of(first, model, value)
        raise StructureFault(place_of(value, path), code, parameters, source) from None


def refuse(code: str, at: Steps = (), **parameters: object) -> NoReturn:
    """For validators of models: a fault of their own, at a place relative to the value that is looked at."""
    raise PydanticCustomError("own", "{code}", {"code": code, "at": at, "parameters": parameters})


def bad_value(value: object, allowed: str, at: Steps = ()) -> NoReturn:
    """For validators of models: a value of the right type that is none of those allowed."""
    refuse("bad-value", at, value=shown(value), allowed=allowed)


def unique_by(key: str) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Validator for a list of models: no two of them have the same value under this key."""

    def every_one_differs(items: Sequence[Any]) -> Sequence[Any]:
        seen: set[object] = set()
        for index, item in enumerate(items):
            name = getattr(item, key)
            if name is not None and name in seen:
                refuse("duplicate", (index, key), value=shown(name))
            seen.add(name)
        return items

    return every_one_differs


def shown(value: object) -> str:
    """A value as a message quotes it: one line, printable, short."""
    if isinstance(value, dict | list):
        return GROUP if isinstance(value, dict) else LIST
    words = _plain(value)[: 4 * _LONGEST_SHOWN].split()
    text = nfc(printable(" ".join(words[:_MOST_WORDS_SHOWN])))
    if len(text) > _LONGEST_SHOWN or len(words) > _MOST_WORDS_SHOWN:
        return text[: _LONGEST_SHOWN - 1].rstrip() + "…"
    return text


def printable(text: str) -> str:
    """The text with a replacement character for each one that cannot be printed."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 400:
        return "số rất dài"  # writing it out in decimals could take longer than reading the file
    return str(value)


def place_of(value: object, path: Steps) -> str:
    """A path as messages write it: ``indicators[3] (vb-dien-tu-toan-trinh).numerator``, counted from 0."""
    text = ""
    for step in path:
        value = _step_into(value, step)
        if isinstance(step, int):
            text += f"[{step}]{_name_of(value)}"
        else:
            text += f".{shown(step)}" if text else shown(step)
    return text or OUTERMOST


def _name_of(item: object) -> str:
    """The code (or id) of a list's item in brackets, when it has one."""
    if not isinstance(item, Mapping):
        return ""
    name = item.get("code", item.get("id"))
    return f" ({shown(name)})" if isinstance(name, str) and name else ""


class _Fault(NamedTuple):
    """What the message names: the place's path, the code, the parameters."""

    path: Steps
    code: str
    parameters: Mapping[str, object]


def _read_at(error: ErrorDetails, value: object) -> Steps:
    """The path that decides which fault is read first."""
    if error["type"] == "missing":
        return error["loc"]
    path = _existing(value, error["loc"])
    return (*path, *error["ctx"]["at"]) if error["type"] == "own" else path


def _fault_of(error: ErrorDetails, model: type[BaseModel], value: object) -> _Fault:
    kind, context, path = error["type"], error.get("ctx", {}), _existing(value, error["loc"])
    if kind == "extra_forbidden":
        key, group = shown(path[-1]), path[:-1]
        known = nearest(key, _known_keys(model, group))
        return _Fault(group, "unknown-key", {"key": key, "nearest": known})
    if kind == "missing":
        return _Fault(path, "missing-key", {"key": str(error["loc"][-1])})
    if kind == "own":
        return _Fault((*path, *context["at"]), context["code"], context["parameters"])
    return _Fault(path, *_stock_fault(kind, context, error["input"]))


def _stock_fault(kind: str, context: Mapping[str, Any], given: object) -> tuple[str, Mapping[str, object]]:
    """Code and parameters for the error kinds that pydantic itself knows."""
    if kind in _EXPECTED:
        return "wrong-type", {"expected": _EXPECTED[kind]}
    if kind in _DATES:
        return "bad-date", {"value": shown(given)}
    if kind == "too_long":
        return "too-many", {"limit": context["max_length"]}
    return "bad-value", {"value": shown(given), "allowed": _allowed(kind, context)}


def _allowed(kind: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "enum" | "literal_error":
            return ", ".join(_QUOTED.findall(context["expected"])) or str(context["expected"])
        case "greater_than_equal":
            return f"từ {context['ge']} trở lên"
        case "greater_than":
            return f"số lớn hơn {context['gt']}"
        case "less_than_equal":
            return f"đến {context['le']}"
        case "less_than":
            return f"số nhỏ hơn {context['lt']}"
        case "string_too_short":
            return "chữ không để trống"
        case "too_short":
            return f"ít nhất {context['min_length']} mục"
        case "value_error":
            return str(context["error"])
        case _:
            return "giá trị đúng mẫu của tệp này"


def _existing(value: object, location: Steps) -> Steps:
    """The part of a pydantic location that is there in the value (it adds steps of its own for keys)."""
    path: list[str | int] = []
    for step in location:
        if not _has(value, step):
            break
        value = _step_into(value, step)
        path.append(step)
    return tuple(path)


def _has(value: object, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, Sequence) and not isinstance(value, str) and step < len(value)
    return isinstance(value, Mapping) and step in value


def _step_into(value: Any, step: str | int) -> object:
    return value[step] if _has(value, step) else None


def _position(value: object, path: Steps) -> list[float]:
    """Where the path lies in reading order; what is not there comes last in its group."""
    position: list[float] = []
    for step in path:
        if not _has(value, step):
            return [*position, math.inf]
        position.append(step if isinstance(step, int) else _index(value, step))
        value = _step_into(value, step)
    return position


def _index(value: Any, key: str) -> int:
    return next(index for index, name in enumerate(value) if name == key)


def _known_keys(model: type[BaseModel], path: Steps) -> Iterable[str]:
    """Keys that the model knows at this place."""
    kind: Any = model
    for step in path:
        kind = _kind_below(kind, step)
    return _keys(kind)


def _keys(kind: Any) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        yield field.alias or name


def _kind_below(kind: Any, step: str | int) -> Any:
    """The model (or container) that a model or a container holds under this key or index."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return _bare(next(field.annotation for name, field in fields if step in (name, field.alias)))
    arguments = get_args(kind)
    return _bare(arguments[1] if get_origin(kind) is dict else arguments[0])


def _bare(kind: Any) -> Any:
    """An annotation without ``Annotated`` and ``| None``."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(argument for argument in get_args(kind) if argument is not type(None)))
    return kind
