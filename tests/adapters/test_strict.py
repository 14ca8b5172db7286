"""Checking against a model: each kind of fault that shipped and outside files can have, in our own words."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sonla_desktop.adapters.formfiles.strict import StructureFault, check, place_of, shown, unique_by


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    id: str = "x"
    colour: Annotated[Colour, Field(strict=False)] = Colour.RED
    side: Literal["left", "right"] = "left"
    width: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    count: Annotated[int, Field(ge=1, le=9)] = 1
    day: date | None = None
    words: Annotated[tuple[str, ...], Field(strict=False, max_length=3)] = ()


def _even(value: int) -> int:
    if value % 2:
        raise ValueError("số chẵn")
    return value


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    title: Annotated[str, Field(min_length=1)]
    parts: Annotated[list[Part], AfterValidator(unique_by("id"))] = []
    by_name: dict[str, Part] = {}
    one: Part | None = None
    even: Annotated[int, AfterValidator(_even)] = 2
    source: str = Field("", alias="from")


FAULTS = [
    ({}, "mức ngoài cùng", "missing-key", {"key": "title"}),
    ([], "mức ngoài cùng", "wrong-type", {"expected": "một nhóm khóa và giá trị"}),
    ({"title": "a", "tilte": "b"}, "mức ngoài cùng", "unknown-key", {"key": "tilte", "nearest": "title"}),
    ({"title": "a", "source": "b"}, "mức ngoài cùng", "unknown-key", {"key": "source"}),
    ({"title": "a", "form": "b"}, "mức ngoài cùng", "unknown-key", {"key": "form", "nearest": "from"}),
    ({"tilte": "a"}, "mức ngoài cùng", "unknown-key", {"key": "tilte", "nearest": "title"}),
    ({"title": ""}, "title", "bad-value", {"value": "", "allowed": "chữ không để trống"}),
    ({"title": "a", "even": 3}, "even", "bad-value", {"value": "3", "allowed": "số chẵn"}),
    ({"title": "a", "one": {"coulor": 1}}, "one", "unknown-key", {"nearest": "colour"}),
    ({"title": "a", "by_name": {"k": {"wide": 1}}}, "by_name.k", "unknown-key", {"nearest": "side"}),
    ({"title": "a", "by_name": {"k": 3}}, "by_name.k", "wrong-type", {}),
]
PART_FAULTS = [
    ({"colour": "green"}, "parts[0].colour", "bad-value", {"value": "green", "allowed": "red, blue"}),
    ({"side": "up"}, "parts[0].side", "bad-value", {"value": "up", "allowed": "left, right"}),
    ({"width": Decimal(0)}, "parts[0].width", "bad-value", {"allowed": "số lớn hơn 0"}),
    ({"width": "1"}, "parts[0].width", "wrong-type", {"expected": "một con số"}),
    ({"count": 0}, "parts[0].count", "bad-value", {"allowed": "từ 1 trở lên"}),
    ({"count": 10}, "parts[0].count", "bad-value", {"allowed": "đến 9"}),
    ({"count": 1.0}, "parts[0].count", "wrong-type", {"expected": "số nguyên"}),
    ({"count": True}, "parts[0].count", "wrong-type", {"expected": "số nguyên"}),
    ({"day": "2026-02-30"}, "parts[0].day", "bad-date", {"value": "2026-02-30"}),
    ({"words": "abc"}, "parts[0].words", "wrong-type", {"expected": "một danh sách"}),
    ({"words": ["a", 1]}, "parts[0].words[1]", "wrong-type", {"expected": "chữ trong ngoặc kép"}),
    ({"words": list("abcd")}, "parts[0].words", "too-many", {"limit": 3}),
    ({"id": "k", "wdith": 1}, "parts[0] (k)", "unknown-key", {"nearest": "width"}),
]


@pytest.mark.parametrize(
    ("value", "place", "code", "parameters"),
    [*FAULTS, *(({"title": "a", "parts": [part]}, *rest) for part, *rest in PART_FAULTS)],
)
def test_a_fault_is_told_with_place_code_and_parameters(
    value: object, place: str, code: str, parameters: dict[str, object]
) -> None:
    with pytest.raises(StructureFault) as caught:
        check(Whole, value, "mau.toml")
    fault = caught.value
    assert (fault.place, fault.code, fault.source) == (place, code, "mau.toml")
    assert {key: fault.parameters[key] for key in parameters} == parameters


def test_the_second_of_two_equal_names_is_told() -> None:
    with pytest.raises(StructureFault) as caught:
        check(Whole, {"title": "a", "parts": [{"id": "k"}, {"id": "l"}, {"id": "k"}]}, "mau.toml")
    fault = caught.value
    assert (fault.place, fault.code, dict(fault.parameters)) == ("parts[2] (k).id", "duplicate", {"value": "k"})


def test_right_values_give_the_model() -> None:
    whole = check(Whole, {"title": "a", "parts": [{"id": "k", "colour": "blue"}], "from": "b"}, "mau.toml")
    assert (whole.parts[0].colour, whole.source) == (Colour.BLUE, "b")


def test_a_fault_becomes_a_refusal_of_its_family() -> None:
    refusal = StructureFault("a.b", "bad-date", {"value": "hôm qua"}, "mau.toml").refusal("month")
    assert refusal.code == "month-bad-date"
    assert dict(refusal.parameters) == {"file": "mau.toml", "place": "a.b", "value": "hôm qua"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (None, "None"),
        ("a\nb\x00\ud800", "a b\ufffd\ufffd"),
        ("một hai ba bốn năm", "một hai ba bốn…"),
        ("x" * 10**6, "x" * 39 + "…"),
        (10**5000, "số rất dài"),
        ({"a": 1}, "một nhóm khóa và giá trị"),
        ([1], "một danh sách"),
    ],
    ids=range(8),
)
def test_quoted_values_are_short_and_printable(value: object, text: str) -> None:
    assert shown(value) == text


def test_places_count_from_zero_and_name_items_by_code_or_id() -> None:
    value = {"a": [{"code": "ma-1", "b": [{"id": "i"}, {"c": 5}]}]}
    assert place_of(value, ("a", 0, "b", 0)) == "a[0] (ma-1).b[0] (i)"
    assert place_of(value, ("a", 0, "b", 1, "c")) == "a[0] (ma-1).b[1].c"
    assert place_of(value, ()) == "mức ngoài cùng"
