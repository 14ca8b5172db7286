"""Finding paragraphs in a document that python-docx has opened."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.document import Document as OpenedDocument
from docx.text.paragraph import Paragraph as OpenedParagraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_bytes(packed: bytes) -> OpenedDocument:
    return docx.Document(io.BytesIO(packed))


def paragraphs(document: OpenedDocument) -> Iterator[OpenedParagraph]:
    yield from (OpenedParagraph(element, document) for element in document.element.body.iter(f"{W}p"))


def found(document: OpenedDocument, text: str) -> OpenedParagraph:
    """The first paragraph that starts with the text."""
    return next(paragraph for paragraph in paragraphs(document) if paragraph.text.startswith(text))
