"""Vietnamese names of the fields that a finding's text lists, as parameters of that text."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import FindingParameter
from sonla_desktop.domain.indicator import Operator, RecognitionQuestion, Target, Unit
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.rules.rule import VARIANT, At

FIGURE_NAMES: Final = {"numerator": "tử số", "denominator": "mẫu số", "value": "số lượng"}
FLOW_NAMES: Final = {"arisen": "số phát sinh", "processed": "số đã xử lý", "pending": "số đang xử lý"}

CONDITION_NAMES: Final = {
    RecognitionQuestion.REENTERED: "xử lý ngoài hệ thống rồi nhập lại",
    RecognitionQuestion.PAPER_PARALLEL: "lưu hành song song bản giấy",
    RecognitionQuestion.UNUSED_SIGNATURES: "chữ ký số không phát sinh sử dụng",
    RecognitionQuestion.SATISFACTION_SAMPLE: "thiếu cỡ mẫu hoặc đo không đúng quy trình",
}
"""The conditions of non-recognition (KH II.4); all but the sample have cases."""
SIZE_NAMES: Final = {"cases": "số trường hợp", "population": "tổng số lượt", "sample": "số phiếu"}

_PART_NAMES: Final = {
    "subjective": "nguyên nhân chủ quan",
    "objective": "nguyên nhân khách quan",
    "remedy": "giải pháp khắc phục",
    "next_steps": "giải pháp thời gian tới",
}

_PROSE_NAMES: Final = {
    **_PART_NAMES,
    "note": "ghi chú",
    "name": "tên nguồn",
    "result": "kết quả",
    "proposal": "đề xuất, kiến nghị",
    "basis": "căn cứ thời hạn",
    "type": "loại văn bản",
    "symbol": "số, ký hiệu",
    "subject": "trích yếu",
}
"""Names of the free texts by the last step of their key path."""
_PROSE_PARTS: Final = {
    "sources": "nguồn",
    "documents": "văn bản",
    "recognition": "điều kiện công nhận",
    "field_check": "kiểm tra thực địa",
}

POSSIBLE_MEASURES: Final = {Unit.PERCENT: "từ 0 đến 100%", Unit.COUNT: "từ 0 trở lên"}
_COMPARED: Final = {Operator.AT_LEAST: "≥", Operator.ABOVE: ">", Operator.EXACTLY: ""}


def brief(text: str, words: int = 7) -> str:
    """The first words of a name that may fill several lines, so that the finding stays short."""
    parts = text.split()
    return " ".join(parts[:words]) + ("…" if len(parts) > words else "")


def prose_name(path: str) -> str:
    """What the officer calls a text of an indicator or a task: "nguồn 2, ghi chú", "giải pháp khắc phục"."""
    first, *inner = path.split(".")
    if first not in _PROSE_PARTS:
        return _PROSE_NAMES[(first, *inner)[-1]]
    number = f" {int(inner[0]) + 1}" if inner[0].isdigit() else ""
    return f"{_PROSE_PARTS[first]}{number}, {_PROSE_NAMES[inner[-1]]}"


def measure(value: Decimal, unit: Unit) -> str:
    """A measured value with its unit: "96,4%", "5"."""
    return format_number(value) + ("%" if unit is Unit.PERCENT else "")


def threshold(target: Target) -> str:
    """A target in its shortest form ("≥70%", ">95%", "100%"): the plan's own phrase may fill a whole line."""
    return _COMPARED[target.operator] + measure(target.value, target.unit)


def unexplained(explanation: Explanation | None, variant: str, **parameters: FindingParameter) -> At | None:
    """An objection to the first part of the explanation that is lacking, or None when it is whole (KH V.1).

    Parameter ``lacking`` of the text names every part that is.
    """
    parts = (explanation or Explanation()).missing_parts()
    if not parts:
        return None
    path = "explanation" if explanation is None else f"explanation.{parts[0]}"
    lacking = ", ".join(_PART_NAMES[part] for part in parts)
    return At(path, None, {**parameters, VARIANT: variant, "lacking": lacking})
