from dataclasses import replace
from datetime import date

import pytest

from sonla_desktop.domain.changes import FieldChange, changed_fields
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.replacement import LaterReport, Replacement, replacement_as_json, replacement_from_json
from sonla_desktop.domain.report import Acknowledgement, Report, Supersedes
from tests.helpers import months

PLAIN = Replacement(Supersedes(1, "ab" * 32, "Sai số"), "Sai số")


@pytest.mark.parametrize(
    ("replacement", "keys"),
    [
        (PLAIN, {"supersedes", "reason", "changes"}),
        (
            replace(
                PLAIN,
                changes=(FieldChange("x", "numerator", 1, "1.5"),),
                later=(LaterReport(ReportingPeriod.parse("2026-12"), 1),),
                number="45/BC-UBND",
                date=date(2026, 11, 12),
            ),
            {"supersedes", "reason", "changes", "later", "document"},
        ),
        (replace(PLAIN, number="45/BC-UBND"), {"supersedes", "reason", "changes", "document"}),
    ],
)
def test_what_is_written_of_a_replacement_is_read_back(replacement: Replacement, keys: set[str]) -> None:
    value = replacement_as_json(replacement)
    assert set(value) == keys
    assert set(value["supersedes"]) == {"version", "package_sha256"}
    assert replacement_from_json(value) == replacement


def with_reasons(*items: Acknowledgement) -> Report:
    return replace(months.report(), acknowledged=items)


def test_reasons_are_compared_by_finding_and_not_by_their_place() -> None:
    kept = Acknowledgement("CT-007", months.DOCUMENTS, "numerator", "Đợt cao điểm.")
    added = Acknowledgement("BC-002", "report", "", "Mất điện.")
    assert changed_fields(with_reasons(kept), with_reasons(added, kept)) == (
        FieldChange("report", "acknowledged.BC-002", None, "Mất điện."),
    )
    assert changed_fields(with_reasons(added, kept), with_reasons(replace(kept, reason="Khác."))) == (
        FieldChange("report", "acknowledged.BC-002", "Mất điện.", None),
        FieldChange(months.DOCUMENTS, "acknowledged.CT-007.numerator", "Đợt cao điểm.", "Khác."),
    )
