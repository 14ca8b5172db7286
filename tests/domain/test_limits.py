"""Soft and hard limits: which one a value is beyond, if any."""

from decimal import Decimal

import pytest

from sonla_desktop.domain.limits import Beyond, Limits

HARD, SOFT = True, False
ABOVE, BELOW = True, False
BOTH = Limits(hard_min=Decimal(0), hard_max=Decimal(100), soft_min=Decimal(5), soft_max=Decimal("80.5"))


@pytest.mark.parametrize(
    ("value", "beyond"),
    [
        ("-0.1", (HARD, BELOW, "0")),
        ("0", (SOFT, BELOW, "5")),
        ("4.99", (SOFT, BELOW, "5")),
        ("5", None),
        ("80.5", None),
        ("80.51", (SOFT, ABOVE, "80.5")),
        ("100.0", (SOFT, ABOVE, "80.5")),
        ("100.01", (HARD, ABOVE, "100")),
    ],
)
def test_a_hard_limit_speaks_before_a_soft_one_and_a_bound_is_allowed(
    value: str, beyond: tuple[bool, bool, str] | None
) -> None:
    expected = None if beyond is None else Beyond(beyond[0], beyond[1], Decimal(beyond[2]))
    assert BOTH.beyond(Decimal(value)) == expected


def test_what_has_no_bound_on_a_side_may_be_anything_there() -> None:
    assert Limits(hard_max=Decimal(31)).beyond(Decimal(-5)) is None
    assert Limits(soft_min=Decimal(1)).beyond(Decimal(10**9)) is None


def test_whether_a_value_can_be_too_small() -> None:
    assert not Limits(hard_max=Decimal(1), soft_max=Decimal(1)).has_least
    assert Limits(soft_min=Decimal(1)).has_least
    assert Limits(hard_min=Decimal(1)).has_least
