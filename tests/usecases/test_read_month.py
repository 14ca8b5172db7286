"""Reading a month: what is asked of the agency of a store."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from sonla_desktop.domain.agency import Agency, AgencyKind, AgencySettings
from sonla_desktop.usecases.read_month import duty_of
from tests.helpers.filled_months import catalogue

WORLD: Any = SimpleNamespace(catalogue=catalogue())


@pytest.mark.parametrize("code", ["04123", "van-phong-ubnd", "so-khcn"])
def test_the_names_of_an_agency_in_sentences_are_those_of_the_program(code: str) -> None:
    known = catalogue().agency(code)
    stored = replace(known, full_name="", superior=None)
    assert duty_of(WORLD, stored, AgencySettings(), "2026-11").assignment.agency == known


def test_an_agency_that_the_program_does_not_know_any_more_keeps_its_name() -> None:
    gone = Agency("99999", "UBND xã Cũ", "Xã Cũ", AgencyKind.COMMUNE)
    assert duty_of(WORLD, gone, AgencySettings(), "2026-11").assignment.agency == gone
