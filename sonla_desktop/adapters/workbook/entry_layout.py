"""How a form to be filled in is laid out as a workbook; shared by its writer and its reader.

First page how to fill it in, second page (``ThongTin``) whose form it is, then one page for each sheet: row 3 the
machine names (hidden), row 4 the headings, from row 5 the rows with their key in column A. The last page, hidden,
holds the words of the drop-down lists.
"""

from __future__ import annotations

from typing import Final

from sonla_desktop.domain.entry_form import FormIdentity

HELP: Final = "HuongDan"
INFORMATION: Final = "ThongTin"
LISTS: Final = "DanhMuc"

TITLE_ROW, ABOUT_ROW, NAME_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 5

IDENTITY_LABELS: Final = (
    ("agency", "Mã cơ quan"),
    ("form", "Mã biểu"),
    ("period", "Mã kỳ"),
    ("window", "Khoảng chốt số liệu"),
    ("form_version", "Phiên bản biểu"),
    ("structure", "Mã cấu trúc"),
)
"""Field of the identity in column A of ``ThongTin``, label in B, value in C."""

DAY_FORMAT: Final = "dd/mm/yyyy"
TEXT_FORMAT: Final = "@"


def identity_values(identity: FormIdentity) -> tuple[tuple[str, str, str], ...]:
    """Name, label and value of each part of the identity."""
    return tuple((name, label, getattr(identity, name)) for name, label in IDENTITY_LABELS)
