"""The conditions under which a result is not recognised (KH II.4), answered one by one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import RecognitionAnswer
from sonla_desktop.ui.indicators import beside
from sonla_desktop.ui.labels import QUESTIONS
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import column, label, row, set_tone


class QuestionInput(QWidget):
    """One question; ``changed`` carries (field, value) of its answer."""

    changed = Signal(str, object)

    def __init__(self, question: RecognitionQuestion) -> None:
        super().__init__()
        self._asks_for_sample = question is RecognitionQuestion.SATISFACTION_SAMPLE
        text = QUESTIONS[question]
        self.no, self.yes = QRadioButton("Không"), QRadioButton("Có")
        self.no.setAccessibleName(f"Không: {text}")
        self.yes.setAccessibleName(f"Có: {text}")
        self._group = QButtonGroup(self)
        self._group.addButton(self.no)
        self._group.addButton(self.yes)
        self.cases = NumberInput("Số trường hợp")
        self.population, self.sample = NumberInput("Tổng số lượt"), NumberInput("Số phiếu khảo sát")
        self.note = LineInput("Nói rõ", "Nói rõ trường hợp nào, xử lý ra sao", limit=1000)
        self.details = Form()
        self.details.add("cases", "Số trường hợp", self.cases)
        self.details.add("note", "Nói rõ", self.note)
        self.sizes = Form()
        self.sizes.add("population", "Tổng số lượt", self.population)
        self.sizes.add("sample", "Số phiếu", self.sample)
        self.sample_said = label(role="small", wrap=True)
        self.sizes.add_wide(self.sample_said)
        self.sizes.setVisible(self._asks_for_sample)
        self.details.hide()
        self.setLayout(column(label(text, wrap=True), row(self.no, self.yes, None), self.sizes, self.details, gap=3))
        self.setFocusProxy(self.no)
        self.no.clicked.connect(partial(self._tell, "occurred", False))
        self.yes.clicked.connect(partial(self._tell, "occurred", True))
        self.note.changed.connect(partial(self.changed.emit, "note"))
        for name in ("cases", "population", "sample"):
            getattr(self, name).changed.connect(partial(self._tell_count, name))

    def show_answer(self, answer: RecognitionAnswer | None, parameters: CheckParameters) -> None:
        """Shows an answer without telling of it; an unanswered question has neither mark."""
        occurred = answer.occurred if answer else None
        self._group.setExclusive(False)
        self.no.setChecked(occurred is False)
        self.yes.setChecked(occurred is True)
        self._group.setExclusive(True)
        # "Không" beside cases is objected to (CN-001): the number must be seen to be cleared.
        self.details.setVisible(occurred is True or bool(answer and answer.cases))
        self.cases.set_value(answer.cases if answer else None)
        self.note.set_value(answer.note if answer else "")
        self.population.set_value(answer.population if answer else None)
        self.sample.set_value(answer.sample if answer else None)
        text, tone = beside.sample_said(answer, parameters)
        self.sample_said.setText(text)
        set_tone(self.sample_said, tone)

    def _tell(self, field: str, value: object, *_checked: object) -> None:
        self.changed.emit(field, value)

    def _tell_count(self, field: str, value: object) -> None:
        self.changed.emit(field, None if value is None else int(value))
