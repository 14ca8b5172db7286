"""The editor of one indicator: figures, sources, and the conditions of recognition, side by side."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from sonla_desktop.domain.indicator import Indicator, RecognitionQuestion
from sonla_desktop.domain.reading import FieldCheck, Flow, IndicatorReading
from sonla_desktop.ui import labels
from sonla_desktop.ui.indicators import beside, state
from sonla_desktop.ui.indicators.recognition import QuestionInput
from sonla_desktop.ui.indicators.sources import SourcesEditor
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.explanation_input import ExplanationInput
from sonla_desktop.ui.widgets.figure_grid import FigureGrid
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import ChoiceInput, ProseInput
from sonla_desktop.ui.widgets.item_editor import ItemEditor
from sonla_desktop.ui.widgets.parts import column, label, row, rule, scrolled, set_tone

FLOW_WORDS = {"arisen": "Phát sinh", "processed": "Đã xử lý", "pending": "Đang xử lý"}


class IndicatorEditor(ItemEditor):
    """Built for one indicator; ``changed`` carries the reading as typed."""

    changed = Signal(object)

    def __init__(self, indicator: Indicator) -> None:
        super().__init__()
        self._indicator, self._reading = indicator, IndicatorReading(indicator.code)
        self.state = ChoiceInput("Trạng thái số liệu", labels.STATES)
        self.figures = _figure_inputs(indicator)
        self.result, self.verdict = label(role="heading"), label(role="badge")
        self.detail = label(role="small", wrap=True)
        self.earlier = FigureGrid("Kỳ này và các kỳ trước")
        self.note = ProseInput("Ghi chú", "Vì sao không có số liệu, hoặc điều cần nói thêm", lines=2)
        self.flow = {name: NumberInput(word) for name, word in FLOW_WORDS.items()} if indicator.high_risk else {}
        self.flow_said = label(role="small", wrap=True)
        self.sources = SourcesEditor()
        self.questions = {question: QuestionInput(question) for question in indicator.recognition}
        self.checked_on = DateInput("Ngày kiểm tra thực địa")
        self.check_result = ProseInput("Kết quả kiểm tra thực địa", "Kiểm tra ở đâu, kết quả thế nào", lines=2)
        self.explanation = ExplanationInput()
        self._lay_out()
        self._connect()
        self._gather_fields()

    def show_reading(self, reading: IndicatorReading, snapshot: Snapshot, *, must_explain: bool) -> None:
        """Shows a reading in its month without telling of it."""
        self._reading = reading
        self.state.set_value(reading.state)
        for name, field in self.figures.items():
            value = getattr(reading, name)
            field.set_value(value)
            field.setEnabled(reading.state is None or reading.has_figures or value is not None)
        self._show_result(snapshot)
        self.note.set_value(reading.note)
        for name, field in self.flow.items():
            field.set_value(getattr(reading.flow or Flow(), name))
        _tell(self.flow_said, beside.flow_said(reading.flow))
        self.sources.show_sources(reading.sources, snapshot.files, snapshot.evidence)
        self.sources.compare(self._indicator, reading)
        for question, field in self.questions.items():
            field.show_answer(reading.answer(question), snapshot.check_parameters)
        check = reading.field_check or FieldCheck()
        self.checked_on.set_value(check.date)
        self.check_result.set_value(check.result)
        self.explanation.set_value(reading.explanation)
        self._explain.setVisible(must_explain or reading.explanation is not None)
        self.order_tabs()

    def _show_result(self, snapshot: Snapshot) -> None:
        applies = snapshot.month.assignment.applies(self._indicator)
        shown = state.result(self._indicator, self._reading, applies=applies)
        self.result.setText(shown.figure)
        _tell(self.verdict, (shown.verdict, shown.tone))
        _tell(self.detail, (shown.detail, ""))
        headings, rows = (
            beside.earlier_headings(snapshot),
            beside.earlier_rows(self._indicator, self._reading, snapshot),
        )
        self.earlier.show_rows(headings, rows)
        for line, field in zip(rows, self.figures.values(), strict=False):
            field.setAccessibleDescription(beside.spoken(headings, line, shown.figure, shown.verdict))

    def _lay_out(self) -> None:
        columns = row(
            scrolled(self._figure_column(), "Số liệu"),
            scrolled(self._source_column(), "Nguồn số liệu"),
            scrolled(self._check_column(), "Điều kiện công nhận và kiểm tra"),
            gap=14,
        )
        for place, share in enumerate((34, 38, 28)):
            columns.setStretch(place, share)
        self.setLayout(columns)

    def _figure_column(self) -> QWidget:
        form = Form(label_width=76)
        form.add("state", "Trạng thái", self.state)
        words = {"numerator": "Tử số (a)", "denominator": "Mẫu số (b)", "value": "Số lượng"}
        for name, field in self.figures.items():
            form.add(name, words[name], field)
        form.add_wide(row(label("Kết quả"), self.result, self.verdict, None))
        form.add_wide(self.detail)
        form.add_wide(self.earlier)
        if self.flow:
            form.add_wide(label("Phát sinh và xử lý", role="heading"))
            for name, field in self.flow.items():
                form.add(f"flow.{name}", FLOW_WORDS[name], field)
            form.add_wide(self.flow_said)
        form.add("note", "Ghi chú", self.note)
        form.add_wide(label(state.facts(self._indicator), role="small", wrap=True))
        self.fields.update(form.fields)
        return _column(label("Số liệu", role="heading"), form)

    def _source_column(self) -> QWidget:
        needed = self._indicator.min_sources
        heading = "Nguồn số liệu" if needed < 2 else f"Nguồn số liệu (cần ít nhất {needed})"
        return _column(label(heading, role="heading"), self.sources)

    def _check_column(self) -> QWidget:
        parts: list[QWidget] = []
        if self.questions:
            parts += [label("Điều kiện công nhận kết quả", role="heading"), *self.questions.values(), rule()]
        form = Form(label_width=76)
        form.add("field_check.date", "Ngày", self.checked_on)
        form.add("field_check.result", "Kết quả", self.check_result)
        self.fields.update(form.fields)
        self._explain = QWidget()
        self._explain.setLayout(column(rule(), label("Giải trình", role="heading"), self.explanation))
        return _column(*parts, label("Kiểm tra thực địa", role="heading"), form, self._explain)

    def _connect(self) -> None:
        for name, field in (("state", self.state), ("note", self.note), ("explanation", self.explanation)):
            field.changed.connect(partial(self._edit, name))
        for name, figure in self.figures.items():
            figure.changed.connect(partial(self._edit, name))
            self.watch(name, figure)
        for name, figure in self.flow.items():
            figure.changed.connect(partial(self._edit_flow, name))
            self.watch(f"flow.{name}", figure)
        for question, field in self.questions.items():
            field.changed.connect(partial(self._edit_answer, question))
        self.checked_on.changed.connect(partial(self._edit_check, "date"))
        self.watch("field_check.date", self.checked_on)
        self.check_result.changed.connect(partial(self._edit_check, "result"))
        self.sources.changed.connect(self._edit_source)
        self.sources.add_requested.connect(self._add_source)
        self.sources.rebuilt.connect(self._gather_fields)

    def _gather_fields(self) -> None:
        self.fields = {path: field for path, field in self.fields.items() if not path.startswith("sources")}
        for question, field in self.questions.items():
            path = f"recognition.{question.value}"
            numbers = {f"{path}.{name}": getattr(field, name) for name in ("cases", "population", "sample")}
            self.fields.update({path: field, **numbers})
        self.fields.update(self.explanation.fields)
        for path, field in self.sources.typed_fields().items():
            if isinstance(field, NumberInput | DateInput):
                self.watch(path, field)
            else:
                self.fields[path] = field
        self.fields["sources"] = self.sources

    def _tell(self, reading: IndicatorReading) -> None:
        self._reading = reading
        self.changed.emit(reading)

    def _edit(self, name: str, value: Any) -> None:
        self._tell(state.edited(self._reading, name, value))

    def _edit_flow(self, name: str, value: Any) -> None:
        self._tell(state.with_flow(self._reading, name, value))

    def _edit_source(self, position: int, source: Any) -> None:
        self._tell(state.with_source(self._reading, position, source))

    def _add_source(self) -> None:
        position = len(self._reading.sources)
        self._edit_source(position, state.new_source(self._reading, self._indicator))
        self.focus_field(f"sources.{position}.name")

    def _edit_answer(self, question: RecognitionQuestion, field: str, value: Any) -> None:
        self._tell(state.with_answer(self._reading, question, field, value))

    def _edit_check(self, name: str, value: Any) -> None:
        self._tell(state.with_field_check(self._reading, name, value))


def _figure_inputs(indicator: Indicator) -> dict[str, NumberInput]:
    if indicator.is_count:
        return {"value": NumberInput("Số lượng")}
    return {"numerator": NumberInput("Tử số a"), "denominator": NumberInput("Mẫu số b")}


def _column(*parts: QWidget) -> QWidget:
    inner = QWidget()
    layout = column(*parts, None, gap=7)
    layout.setContentsMargins(0, 0, 8, 0)
    inner.setLayout(layout)
    return inner


def _tell(shown: QLabel, said: tuple[str, str]) -> None:
    """Shows a text in its tone; no text takes no room."""
    shown.setText(said[0])
    set_tone(shown, said[1])
    shown.setVisible(bool(said[0]))
