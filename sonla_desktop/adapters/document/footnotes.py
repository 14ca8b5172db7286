"""The part of the footnotes: real ones, that Word renumbers when the officer adds another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sonla_desktop.adapters.document.wordml import (
    DECLARATION,
    FOOTNOTE_MARK_STYLE,
    NAMESPACES,
    ParagraphForm,
    run,
    style_id,
)
from sonla_desktop.domain.document_rules import Element

SEPARATORS: Final = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
"""What the settings say of the lines above footnotes."""
_LINES: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_CALL: Final = re.compile(r'<w:footnoteReference w:id="(\d+)"/>')


def footnotes_xml(footnotes: Sequence[str], body: str) -> str:
    """The part with the footnotes that the body calls; nothing when it calls none."""
    called = sorted({int(number) for number in _CALL.findall(body)})
    notes = "".join(_footnote(number, footnotes[number - 1]) for number in called if number <= len(footnotes))
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{_LINES}{notes}</w:footnotes>" if notes else ""


def _footnote(number: int, text: str) -> str:
    style = ParagraphForm().xml(style_id(Element.FOOTNOTE))
    mark = f'<w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_MARK_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{run(f" {text}")}</w:p></w:footnote>'
