"""The four texts that the plan asks for wherever something is unmet or late."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.ui.labels import EXPLANATION_PARTS
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import ProseInput

_PLACEHOLDERS = {
    "subjective": "Do cơ quan mình; một trong hai nguyên nhân có thể ghi “Không có”",
    "objective": "Do bên ngoài; một trong hai nguyên nhân có thể ghi “Không có”",
    "remedy": "Việc đã và đang làm để khắc phục",
    "next_steps": "Việc sẽ làm, ai làm, đến khi nào",
}


class ExplanationInput(Form):
    """``changed`` carries the Explanation as typed."""

    changed = Signal(object)

    def __init__(self, lines: int = 2) -> None:
        super().__init__(label_width=110)
        self._explanation = Explanation()
        self._inputs: dict[str, ProseInput] = {}
        for part, word in EXPLANATION_PARTS.items():
            field = ProseInput(word, _PLACEHOLDERS[part], lines)
            field.changed.connect(partial(self._edit, part))
            self._inputs[part] = field
            self.add(f"explanation.{part}", "\n".join(_halves(word)), field)

    def set_value(self, explanation: Explanation | None) -> None:
        """Shows the texts without telling of it."""
        self._explanation = explanation or Explanation()
        for part, field in self._inputs.items():
            field.set_value(getattr(self._explanation, part))

    def _edit(self, part: str, text: str) -> None:
        self._explanation = replace(self._explanation, **{part: text})
        self.changed.emit(self._explanation)


def _halves(words: str) -> tuple[str, str]:
    first, second, *rest = words.split(" ")
    return f"{first} {second}", " ".join(rest)
