"""Words of a form: its labels, its sentences with placeholders, and entered texts put into sentences."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Mapping
from typing import Final

from sonla_desktop.domain.form_definition import FormDefinition

_SENTENCE_ENDS: Final = (".", "!", "?", "…")
_DANGLING: Final = " ,;:"
_OWN_STOP: Final = re.compile(r"(?:\.\.\.|…|\w\.\w+\.)$")
"""An ellipsis, or an abbreviation such as "v.v.": its stop is part of the word."""
_ROMAN_UNITS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
REPORT_END: Final = "./."
"""What ends the text of a document (NĐ 30/2020 Phụ lục III)."""


_USUAL: Final[Mapping[str, Mapping[str, str]]] = {
    "phrase": {
        "blank": "–",
        "no_figure": "chưa có số liệu",
        "no_content": "chưa có nội dung",
        "figure_share": "; {name}: {value}",
        "group_window": "số liệu từ ngày {start} đến ngày {end}",
        "row_number": "TT",
        "standing_phase_late": "{phase} hoàn thành ngày {date}, quá hạn ngày {due}",
        "standing_phase_overdue": "{phase} quá hạn ngày {due}, chưa hoàn thành",
        "points": "điểm %",
        "report_subject": "Toàn bộ báo cáo",
        "indicator_subject": "Chỉ tiêu {number}. {name}",
        "task_subject": "Nhiệm vụ {number}. {name}",
        "deadline_moved": "Hạn gửi báo cáo là {stated}, lùi đến {due} theo {source}.",
        "deadline_set": "Hạn gửi báo cáo là {due} theo {source}.",
        "closed_late": "Báo cáo này chốt lúc {closed}, sau hạn gửi {due}.",
        "chart_indicator": "Chỉ tiêu {number}",
        "chart_value": "Kết quả thực hiện",
        "chart_target": "Mục tiêu",
        "chart_targets": "Biểu đồ kết quả thực hiện so với mục tiêu",
        "chart_targets_described": "Biểu đồ thanh: tỷ lệ thực hiện của từng chỉ tiêu so với mục tiêu.",
        "chart_trend": "Biểu đồ tỷ lệ thực hiện qua các kỳ",
        "chart_trend_described": "Biểu đồ đường: tỷ lệ thực hiện của từng chỉ tiêu qua các kỳ",
    },
    "answer": {"yes": "Có", "no": "Không"},
    "replacement": {
        "title": "(Báo cáo thay thế)",
        "statement": "Báo cáo này thay thế {report} (phiên bản {version}, mã gói {package}).",
        "numbered_and_dated": "Báo cáo số {number} ngày {date}",
        "numbered": "Báo cáo số {number}",
        "unnumbered": "báo cáo cùng kỳ đã lập trước đây",
        "reason": "Lý do thay thế: {reason}",
        "changes": "Số nội dung thay đổi: {count}, nêu tại {appendix} kèm theo Báo cáo này.",
        "later": "Báo cáo kỳ sau đã so sánh với số liệu trước khi thay đổi: {later}.",
        "later_report": "{period} (phiên bản {version})",
        "appendix_title": "Nội dung thay đổi so với báo cáo được thay thế",
        "row": "TT",
        "field": "Nội dung",
        "old": "Báo cáo được thay thế",
        "new": "Báo cáo thay thế",
    },
}
"""Words that every form has unless it sets its own."""


class FormFault(ValueError):
    """A form names something that the program does not know, or lacks a word that the document needs."""


class Words:
    """Labels and sentences of one form; a missing one is a fault of the form, naming the nearest there is."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form

    def label(self, group: str, key: str) -> str:
        """The printed word of a coded value."""
        words = self.group(group)
        if key not in words:
            raise FormFault(f"Biểu {self._form.id}, labels.{group}: thiếu {key}.{nearest_hint(key, words)}")
        return words[key]

    def group(self, group: str) -> Mapping[str, str]:
        """All words of a group in the order of the form, after the usual ones that the form leaves as they are."""
        words, usual = self._form.labels.get(group), _USUAL.get(group)
        if words is None and usual is None:
            raise FormFault(f"Biểu {self._form.id}: thiếu labels.{group}.{nearest_hint(group, self._form.labels)}")
        return {**(usual or {}), **(words or {})}

    def known(self, group: str, key: str) -> str:
        """The printed word of a text that the officer may also type freely: then the text itself."""
        return self.group(group).get(key, key)

    def phrase(self, key: str, **values: str) -> str:
        """A sentence or a part of one, filled; a placeholder without a value is a fault."""
        filled = self.fill(self.label("phrase", key), values)
        return "" if filled is None else filled

    def fill(self, template: str, values: Mapping[str, str | None]) -> str | None:
        """The template with its placeholders filled; None when it speaks of something that is absent."""
        pieces: list[str] = []
        for literal, name, _, _ in string.Formatter().parse(template):
            pieces.append(literal)
            if name is None:
                continue
            value = self._value(name, values)
            if value is None:
                return None
            pieces.append(value)
        return "".join(pieces)

    def paragraphs(self, template: str, values: Mapping[str, str | None]) -> list[str]:
        """Lines of a template as filled paragraphs, without those that speak of something absent."""
        filled = (self.fill(line, values) for line in template.split("\n") if line.strip())
        return [text for text in filled if text is not None]

    def _value(self, name: str, values: Mapping[str, str | None]) -> str | None:
        if name not in values:
            raise FormFault(f"Biểu {self._form.id}: không có {{{name}}}.{nearest_hint(name, values)}")
        return values[name]


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """ " Gần nhất là …." or nothing when nothing is known."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0)
    return f" Gần nhất là {found[0]}." if found else ""


def tidy(text: str) -> str:
    """Entered text without empty lines and without spaces around its lines; its words stay as they were typed."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def sentence(text: str) -> str:
    """Entered text as a sentence: one full stop at its end, whatever was typed there."""
    clean = tidy(text)
    if not clean or clean.endswith(_SENTENCE_ENDS):
        return clean
    bare = clean.rstrip(_DANGLING)
    return bare if bare.endswith(_SENTENCE_ENDS) else bare + "."


def clause(text: str) -> str:
    """Entered text inside a sentence: nothing at its end but what belongs to its last word."""
    bare = tidy(text).rstrip(_DANGLING)
    while bare.endswith(".") and not _OWN_STOP.search(bare):
        bare = bare[:-1].rstrip(_DANGLING)
    return bare


def ended(text: str) -> str:
    """The last paragraph of a document with its "./."; a stop that belongs to its last word is the first of the two."""
    if text.endswith(REPORT_END):
        return text
    bare = clause(text)
    return bare + (REPORT_END[1:] if bare.endswith(".") else REPORT_END)


def capitalised(text: str) -> str:
    """First letter large; all others as they are."""
    return text[:1].upper() + text[1:]


def in_sentence(text: str) -> str:
    """First letter small, for a title inside a sentence; an abbreviation and all other letters as they are."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman figures, as sections and appendices are counted."""
    tens, units = divmod(number, 10)
    return "X" * tens + _ROMAN_UNITS[units]


def counted(count: int) -> str:
    """A count as documents print it: two digits below ten."""
    return f"{count:02d}"
