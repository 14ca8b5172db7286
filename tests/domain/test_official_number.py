"""The number of an issued report as it is typed, and as the document prints it."""

import pytest

from sonla_desktop.domain.official_number import official_number


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("45", "45/BC-UBND"),
        ("5", "05/BC-UBND"),
        ("045", "45/BC-UBND"),
        ("45/BC-UBND", "45/BC-UBND"),
        ("45 / bc - ubnd", "45/BC-UBND"),
        ("Số: 45/BC-UBND", "45/BC-UBND"),
        ("số 45", "45/BC-UBND"),
        ("45/BC-UBND-VX", "45/BC-UBND-VX"),
        ("0", None),
        ("", None),
        ("45/", None),
        ("/BC-UBND", None),
        ("BC-UBND", None),
        ("45/KH-UBND", None),
        ("45/2026/BC-UBND", None),
        ("-45", None),
        ("45.5", None),
        ("1234567", None),
        ("45/BC-UBND; 46/BC-UBND", None),
        ("４５", None),
        ("45/BC\x00UBND", None),
    ],
)
def test_a_number_is_written_as_the_document_prints_it(typed: str, written: str | None) -> None:
    assert official_number(typed, "BC-UBND") == written


def test_an_agency_without_symbol_has_the_bare_number() -> None:
    assert official_number("45", "") == "45"
