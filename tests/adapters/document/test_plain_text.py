"""The plain text holds everything that the document says, in reading order."""

from __future__ import annotations

from sonla_desktop.adapters.document.plain_text import as_text
from tests.helpers.documents import full_document, short_document


def test_every_text_is_there_in_reading_order() -> None:
    document = full_document(watermark="MẪU")
    text, place = as_text(document), 0
    for piece in document.texts():
        place = text.index(piece, place)
    assert text.endswith("MẪU\n")


def test_a_row_is_one_line_and_parts_stand_apart() -> None:
    lines = as_text(short_document()).split("\n")
    assert "Trong tháng không phát sinh nhiệm vụ./." in lines
    assert "STT | Chỉ tiêu | Tử số (a) | Mẫu số (b) | Tỷ lệ | Mục tiêu | Kết quả" in as_text(full_document())
    assert "" in lines
