"""How the province sheet is laid out; shared by its writer and its reader.

On each sheet: row 1 the title, row 2 whose report it is, row 3 the machine names of the columns (those of the CSV),
row 4 the Vietnamese headings, from row 5 the data with the code in column A.
"""

from __future__ import annotations

from typing import Final

FILE: Final = "bieu-nhap.xlsx"
INFORMATION: Final = "ThongTin"
INFORMATION_NAMES: Final = ("label", "value")
INFORMATION_HEADINGS: Final = ("Mục", "Nội dung")

TITLE_ROW, REPORT_ROW, NAME_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 5

DAY_FORMAT: Final = "dd/mm/yyyy"
LONGEST_TEXT: Final = 32_767
"""Characters that a cell can hold."""
SAFE_DIGITS: Final = 15
"""A number of more digits would be rounded by spreadsheets, so it is written as text."""
