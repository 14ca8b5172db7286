"""What a written reason is tied to: the values its finding speaks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sonla_desktop.domain.findings import Finding, Severity

FINDING = Finding("CT-007", Severity.WARNING, "x", "numerator", {"seen": Decimal("81.5"), "number": 1})


def test_equal_values_give_one_basis() -> None:
    same = replace(FINDING, parameters={"number": 1, "seen": Decimal("81.50")})
    assert same.basis == FINDING.basis


def test_another_value_gives_another_basis() -> None:
    other = replace(FINDING, parameters={"seen": Decimal("81.6"), "number": 1})
    assert other.basis != FINDING.basis


def test_a_changed_severity_gives_another_basis() -> None:
    assert replace(FINDING, severity=Severity.NOTICE).basis != FINDING.basis
