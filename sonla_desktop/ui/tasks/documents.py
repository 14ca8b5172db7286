"""The list of documents issued for a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sonla_desktop.domain.document_symbol import TYPES
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.task import IssuedDocument
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.evidence_input import EvidenceInput
from sonla_desktop.ui.widgets.inputs import LineInput, SuggestInput
from sonla_desktop.ui.widgets.parts import button, card, column, row
from sonla_desktop.usecases.ports import EvidenceFile


class DocumentRow(QWidget):
    """One document; ``changed`` carries it as typed."""

    changed = Signal(object)
    remove_requested = Signal()

    def __init__(self, position: int) -> None:
        super().__init__()
        named = f"văn bản {position + 1}"
        self._document = IssuedDocument()
        self.type = SuggestInput(f"Loại {named}", sorted(TYPES), "Loại")
        self.type.setFixedWidth(self.type.fontMetrics().horizontalAdvance("0") * 9)
        self.symbol = LineInput(f"Số, ký hiệu {named}", "Số, ký hiệu: 12/KH-UBND", limit=100)
        self.date = DateInput(f"Ngày {named}")
        self.subject = LineInput(f"Trích yếu {named}", "Trích yếu")
        self.evidence = EvidenceInput(named)
        self.remove = button("", role="link", icon_name="remove", name=f"Bỏ {named}")
        self.remove.setToolTip(f"Bỏ {named} khỏi danh sách")
        top = row(self.type, self.symbol, self.remove, gap=6)
        top.setStretch(1, 1)
        self.setLayout(column(card(top, self.date, self.subject, self.evidence, gap=5, margins=6), gap=0))
        self.remove.clicked.connect(self.remove_requested)
        self.evidence.removed.connect(self._take_off)
        for name in ("type", "symbol", "date", "subject"):
            getattr(self, name).changed.connect(partial(self._edit, name))

    def show_document(
        self, document: IssuedDocument, files: Mapping[str, EvidenceFile], states: Mapping[str, EvidenceState]
    ) -> None:
        """Shows a document without telling of it."""
        self._document = document
        self.type.set_value(document.type)
        self.symbol.set_value(document.symbol)
        self.date.set_value(document.date)
        self.subject.set_value(document.subject)
        self.evidence.show_files([document.evidence] if document.evidence else [], files, states)

    def attach(self, sha256: str) -> None:
        """Takes a file that was attached."""
        self._edit("evidence", sha256)

    def _take_off(self, _sha256: str) -> None:
        self._edit("evidence", None)

    def _edit(self, name: str, value: Any) -> None:
        self._document = replace(self._document, **{name: value})
        self.changed.emit(self._document)


class DocumentsEditor(QWidget):
    """All documents; ``changed`` carries (position, document or None for one taken off)."""

    changed = Signal(int, object)
    attach_requested = Signal(int)
    rebuilt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DocumentRow] = []
        self._lines = column(gap=6)
        self.add = button("Thêm &văn bản", icon_name="add")
        self.add.clicked.connect(self._add)
        self.setLayout(column(self._lines, row(self.add, None), gap=6))
        self.setFocusProxy(self.add)

    def show_documents(
        self,
        documents: Sequence[IssuedDocument],
        files: Mapping[str, EvidenceFile],
        states: Mapping[str, EvidenceState],
    ) -> None:
        """Shows the documents; rows are made or dropped only when their number changed."""
        if len(documents) != len(self.rows):
            self._rebuild(len(documents))
        for shown, document in zip(self.rows, documents, strict=True):
            shown.show_document(document, files, states)

    def fields(self) -> dict[str, QWidget]:
        """Inputs by key path."""
        named = ("type", "symbol", "date", "subject", "evidence")
        return {
            f"documents.{position}.{name}": getattr(shown, name)
            for position, shown in enumerate(self.rows)
            for name in named
        }

    def _rebuild(self, count: int) -> None:
        for old in self.rows:
            self._lines.removeWidget(old)
            old.deleteLater()
        self.rows = [DocumentRow(position) for position in range(count)]
        for position, made in enumerate(self.rows):
            made.changed.connect(partial(self.changed.emit, position))
            made.remove_requested.connect(partial(self.changed.emit, position, None))
            made.evidence.attach_requested.connect(partial(self.attach_requested.emit, position))
            self._lines.addWidget(made)
            made.show()
        self.rebuilt.emit()

    def _add(self) -> None:
        self.changed.emit(len(self.rows), IssuedDocument())
        if self.rows:
            self.rows[-1].type.setFocus()
