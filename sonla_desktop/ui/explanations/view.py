"""Layout of the step Thuyết minh: what has to be explained on the left, the texts on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView, QWidget

from sonla_desktop.ui.explanations.state import HEADINGS
from sonla_desktop.ui.form_screen.prose_editor import ProseEditor
from sonla_desktop.ui.widgets.explanation_input import ExplanationInput
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.parts import card, column, label, scrolled, table
from sonla_desktop.ui.widgets.rows_model import RowsModel


class ExplanationsView(QWidget):
    """Two faces on the right: four texts of an item, or the prose of a section."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(HEADINGS, self)
        self.items: QTableView = table(self.model, "Các mục thuyết minh", {0: 9, 2: 21, 3: 9}, stretch=1)
        self.name = label(role="strong", wrap=True)
        self.why = label(role="muted", wrap=True)
        self.findings = FindingsList()
        self.explanation = ExplanationInput(lines=3)
        self.previous = label(role="small", wrap=True)
        self.prose_editor = ProseEditor("Nội dung", lines=12)
        self.prose = self.prose_editor.text
        self.faces = QStackedWidget()
        self._lay_out()

    def span_headings(self) -> None:
        """Lets a heading row run over all columns."""
        self.items.clearSpans()
        for number, row_view in enumerate(self.model.rows):
            if row_view.heading:
                self.items.setSpan(number, 0, 1, len(HEADINGS))

    def _lay_out(self) -> None:
        four = QWidget()
        before = card(label("Kỳ trước", role="strong"), self.previous, role="banner", margins=8)
        four.setLayout(column(self.explanation, before, None, gap=10))
        one = QWidget()
        one.setLayout(column(self.prose_editor, None))
        self.faces.addWidget(four)
        self.faces.addWidget(one)
        inner = QWidget()
        inner.setLayout(column(self.name, self.why, self.findings, self.faces, None, gap=8, margins=12))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(10)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.items)
        splitter.addWidget(card(scrolled(inner, "Nội dung thuyết minh"), margins=0))
        splitter.setSizes([640, 540])
        self.setLayout(column(splitter))
