"""Packs the parts of a DOCX through python-docx's packaging, from nothing: its default template would leave its
theme, sample styles and author in every report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from sonla_desktop.adapters.document.footnotes import SEPARATORS
from sonla_desktop.adapters.document.wordml import DECLARATION, MAIN, attribute
from sonla_desktop.domain.document import DocumentProperties
from sonla_desktop.domain.document_rules import FontRule

_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = "word/document.xml"
_VIETNAM: Final = timezone(timedelta(hours=7))
_PROPERTY_LIMIT: Final = 255
"""Longest text that a core property may hold."""


class OfficeFile:
    """A DOCX in the making: parts are added first, then the main part, which refers to them."""

    def __init__(self) -> None:
        self._package = Package()
        self._main = self._part(_MAIN, CT.WML_DOCUMENT_MAIN, b"")
        self._package.relate_to(self._main, RT.OFFICE_DOCUMENT)

    def add_header(self, name: str, xml: str) -> str:
        """Adds a header part and returns its relationship id."""
        return self._main.relate_to(self._part(f"word/{name}.xml", CT.WML_HEADER, xml.encode()), RT.HEADER)

    def add_footer(self, name: str, xml: str, picture: bytes = b"") -> str:
        """Adds a footer part and returns its relationship id; it calls its picture, a PNG, ``rId1``."""
        footer = self._part(f"word/{name}.xml", CT.WML_FOOTER, xml.encode())
        if picture:
            footer.relate_to(self._part("word/media/ma-kiem.png", CT.PNG, picture), RT.IMAGE)
        return self._main.relate_to(footer, RT.FOOTER)

    def add_picture(self, number: int, png: bytes) -> str:
        """Adds a picture of the main text and returns its relationship id."""
        return self._main.relate_to(self._part(f"word/media/hinh-{number}.png", CT.PNG, png), RT.IMAGE)

    def add_footnotes(self, xml: str) -> None:
        """Adds the part of the footnotes."""
        self._main.relate_to(self._part("word/footnotes.xml", CT.WML_FOOTNOTES, xml.encode()), RT.FOOTNOTES)

    def add_supporting_parts(self, styles: str, font: FontRule, *, footnotes: bool = False) -> None:
        """Adds styles, settings and the font table; ``footnotes``: the settings name their separating lines."""
        for name, content_type, xml, relation in (
            ("styles", CT.WML_STYLES, styles, RT.STYLES),
            ("settings", CT.WML_SETTINGS, _settings(font, SEPARATORS if footnotes else ""), RT.SETTINGS),
            ("fontTable", CT.WML_FONT_TABLE, _font_table(font), RT.FONT_TABLE),
        ):
            self._main.relate_to(self._part(f"word/{name}.xml", content_type, xml.encode()), relation)

    def set_properties(self, properties: DocumentProperties, language: str) -> None:
        """Sets the document properties; a time of creation without zone is Vietnam's."""
        core, created = self._package.core_properties, datetime.fromisoformat(properties.created)
        core.title = properties.title[:_PROPERTY_LIMIT]
        core.subject = properties.subject[:_PROPERTY_LIMIT]
        core.author = core.last_modified_by = properties.author[:_PROPERTY_LIMIT]
        core.language = language
        core.revision = 1
        local = created if created.tzinfo else created.replace(tzinfo=_VIETNAM)
        core.created = core.modified = local.astimezone(UTC)

    def parts(self, main_xml: str) -> Iterator[tuple[str, bytes]]:
        """Names and contents of all parts around this main part, the list of content types first.

        The package is packed without the main part's text, which would otherwise be compressed twice.
        """
        packed = io.BytesIO()
        self._package.save(packed)
        with zipfile.ZipFile(packed) as archive:
            for name in sorted(archive.namelist(), key=lambda name: name != _CONTENT_TYPES):
                yield name, main_xml.encode("utf-8") if name == _MAIN else archive.read(name)

    def _part(self, name: str, content_type: str, blob: bytes) -> Part:
        return Part(PackURI(f"/{name}"), content_type, blob, self._package)


def _settings(font: FontRule, separators: str) -> str:
    word = "http://schemas.microsoft.com/office/word"
    return (
        f'{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{separators}<w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val={attribute(font.language)}/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _font_table(font: FontRule) -> str:
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{MAIN}"><w:font w:name={attribute(font.name)}><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
