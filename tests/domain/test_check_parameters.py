"""Limits of the checks, and the sample that a satisfaction survey needs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sonla_desktop.domain.check_parameters import CheckParameters, chosen_parameters, parameters_of


@pytest.mark.parametrize(
    ("population", "needed"), [(0, 0), (1, 1), (10, 10), (100, 80), (412, 200), (1000, 278), (10**9, 385)]
)
def test_sample_of_a_finite_population(population: int, needed: int) -> None:
    assert CheckParameters().sample_needed(population) == needed


def test_a_wider_margin_needs_fewer_people() -> None:
    assert CheckParameters(sample_margin=Decimal(10)).sample_needed(1000) == 88


@pytest.mark.parametrize("limits", [{"jump_points": Decimal(0)}, {"slow_days": 0}, {"sample_margin": Decimal(100)}])
def test_limits_that_judge_nothing_are_refused(limits: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="Giới hạn"):
        CheckParameters(**limits)


def test_only_limits_that_were_chosen_are_kept() -> None:
    chosen = CheckParameters(jump_points=Decimal("12.5"), slow_days=14)
    assert chosen_parameters(CheckParameters()) == {}
    assert chosen_parameters(chosen) == {"jump_points": "12.5", "slow_days": 14}
    assert parameters_of(chosen_parameters(chosen)) == chosen
    assert parameters_of({}) == CheckParameters()


def test_a_limit_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError):
        parameters_of({"jump": 3})
