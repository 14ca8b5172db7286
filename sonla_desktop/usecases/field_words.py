"""What a field of the month file is called and how its value is written: for replacement reports, annexes, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sonla_desktop.domain.changes import REASONS
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, FormField, FormTable
from sonla_desktop.domain.form_values import ROW
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.usecases.figure_links import figure_text

BLANK: Final = "–"
JOIN: Final = " · "
_INSIDE: Final = ": "
_HASH_LENGTH: Final = 64
_NUMBERS: Final = (FieldType.WHOLE, FieldType.NUMBER, FieldType.PERCENT)

_NAMES: Final[Mapping[str, str]] = {
    "code": "mã",
    "state": "trạng thái số liệu",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "value": "số lượng",
    "arisen": "số phát sinh",
    "processed": "số đã xử lý",
    "pending": "số đang xử lý",
    "note": "ghi chú",
    "name": "tên",
    "kind": "loại",
    "taken_on": "ngày lấy số liệu",
    "evidence": "tệp minh chứng",
    "printed_ratio": "tỷ lệ do nguồn in",
    "occurred": "có xảy ra",
    "cases": "số trường hợp",
    "population": "tổng số người được phục vụ",
    "sample": "cỡ mẫu",
    "date": "ngày",
    "result": "kết quả",
    "subjective": "nguyên nhân chủ quan",
    "objective": "nguyên nhân khách quan",
    "remedy": "giải pháp khắc phục",
    "next_steps": "giải pháp thời gian tới",
    "status": "trạng thái",
    "percent": "tiến độ",
    "measured.value": "kết quả đo",
    "measured.unit": "đơn vị của kết quả đo",
    "type": "loại",
    "symbol": "số, ký hiệu",
    "subject": "trích yếu",
    "kept": "giữ nguyên như kỳ trước",
    "completed_on": "ngày hoàn thành",
    "deadline.due": "thời hạn",
    "deadline.basis": "căn cứ thời hạn",
    "deadline.not_arisen": "thời hạn chưa phát sinh",
    "number": "thứ tự",
    "proposal": "đề xuất, kiến nghị",
    "period": "kỳ báo cáo",
    "data_window": "khoảng ngày lấy số liệu",
    "data_window.from": "từ ngày",
    "data_window.to": "đến ngày",
    "form": "biểu báo cáo",
    "sources": "nguồn",
    "documents": "văn bản",
    "phases": "đợt",
    "field_check": "kiểm tra thực địa",
    "explanation": "giải trình",
    "deadline": "thời hạn",
    "measured": "kết quả đo",
    "recognition": "điều kiện công nhận",
    "flow": "số phát sinh, đã xử lý, đang xử lý",
    "reentered": "hồ sơ xử lý ngoài hệ thống rồi nhập lại",
    "paper_parallel": "văn bản ký số vẫn lưu hành song song bản giấy",
    "unused_signatures": "chữ ký số được cấp nhưng không phát sinh sử dụng",
    "satisfaction_sample": "cỡ mẫu và quy trình đo hài lòng",
    "figures": "số liệu",
    "tables": "bảng",
    "narrative": "thuyết minh",
    REASONS: "giải trình cảnh báo",
}
"""Names by the last steps of the key path; a form says another in ``labels.field``."""
_UNNAMED: Final = ("flow", "recognition", "explanation", "deadline", "measured")
"""Steps that need no name before that of a field inside them."""
_SETTINGS: Final = "thiết lập"
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "state": {
        "reported": "Có số liệu",
        "zero": "Bằng không",
        "not_arising": "Không phát sinh",
        "missing": "Chưa có số liệu",
        "out_of_scope": "Không thuộc phạm vi",
    },
    "status": {
        "not_started": "Chưa thực hiện",
        "in_progress": "Đang thực hiện",
        "completed": "Hoàn thành",
        "not_arising": "Chưa phát sinh",
    },
    "source_kind": {
        "extract": "Số liệu trích xuất",
        "register": "Sổ theo dõi",
        "report": "Báo cáo",
        "other": "Nguồn khác",
    },
    "unit": {"percent": "phần trăm", "count": "số lượng"},
    "answer": {"yes": "Có", "no": "Không"},
}
"""Words of coded values where the form has none of its own."""
_CODED: Final = {"state": "state", "status": "status", "kind": "source_kind", "unit": "unit"}
"""Group of the words of a coded field, by the last step of its key path."""
_AS_TYPED: Final = ("note", "result", "name", "symbol", "subject", "basis", "type", "proposal", "printed_ratio")

Day = Callable[[date], str]


class FieldWords:
    """Names and values of fields under one form and assignment; ``day`` prints dates, as on screen unless told."""

    def __init__(self, form: FormDefinition, assignment: Assignment, day: Day = date_label) -> None:
        self._form = form
        self._assignment = assignment
        self._day = day
        self._figures = {figure.id: figure for figure in assignment.plan.figures()}
        self._items = dict(_items(assignment))

    def item(self, where: str) -> str:
        """ "Chỉ tiêu 8", "Nhiệm vụ II.1"; empty for the report as a whole."""
        return "" if where == REPORT else self._items.get(where, where)

    def field(self, path: str) -> str:
        """ "tử số", "nguồn 2: ngày lấy số liệu", "Số văn bản đến", "Nhiệm vụ tháng sau, dòng 2: Thời hạn"."""
        first, *rest = path.split(".")
        if not first:
            return ""
        if rest and first in ("figures", "tables", "narrative", REASONS):
            return self._of_form(first, rest)
        return _INSIDE.join(self._steps((first, *rest)))

    def place(self, where: str, path: str) -> str:
        """ "Chỉ tiêu 8 · tử số": the item and the field inside it, as far as there are any."""
        return JOIN.join(filter(None, (self.item(where), self.field(path))))

    def value(self, path: str, value: Any) -> str:
        """A value of the month file as it is read: states in words, days and numbers in Vietnamese format.

        A dash where there is nothing, the first and last digits of a file's SHA-256.
        """
        if value is None or value == "":
            return BLANK
        first, *rest = path.split(".")
        if first == "figures" and rest:
            return _figure(self._figures.get(".".join(rest)), value)
        if first == "tables" and len(rest) > 1:
            return self._cell(rest, value)
        if first in ("narrative", REASONS):
            return str(value)
        return self._plain(path.split("."), value)

    def _plain(self, steps: list[str], value: Any) -> str:
        if isinstance(value, bool):
            return self._word("answer", "yes" if value else "no")
        last = steps[-1]
        if last in _CODED:
            return self._word(_CODED[last], str(value))
        if last == "type":
            return self._word("document_type", str(value))
        if "evidence" in steps:
            return check_code(value) if len(str(value)) == _HASH_LENGTH else str(value)
        if last in _AS_TYPED:
            return str(value)
        return _number(value) + ("%" if last == "percent" else "") if _is_number(value) else self._date(str(value))

    def _date(self, value: str) -> str:
        try:
            return self._day(date.fromisoformat(value))
        except ValueError:
            return value

    def _word(self, group: str, key: str) -> str:
        usual = _VALUES.get(group, {}).get(key, key)
        return self._form.labels.get(group, {}).get(key, usual)

    def _name(self, *steps: str) -> str | None:
        """The name of a field by its key path, or by the end of it."""
        own = self._form.labels.get("field", {})
        for start in range(len(steps)):
            known = ".".join(steps[start:])
            if known in own or known in _NAMES:
                return own.get(known, _NAMES.get(known))
        return None

    def _steps(self, steps: tuple[str, ...]) -> Iterator[str]:
        before: list[str] = []
        for place, step in enumerate(steps):
            if step.isdigit() or not step or (step in _UNNAMED and place < len(steps) - 1):
                before.append(step)
                continue
            following = steps[place + 1] if place + 1 < len(steps) else ""
            number = f" {int(following) + 1}" if following.isdigit() else ""
            named = [one for one in before if not one.isdigit()]
            yield (self._name(*named, step) or (step if place else _SETTINGS)) + number
            before.append(step)

    def _of_form(self, part: str, rest: list[str]) -> str:
        match part:
            case "figures":
                return self._figure_name(".".join(rest))
            case "narrative":
                section = ".".join(rest)
                return next((one.title for one in self._form.sections if one.id == section), section)
            case "tables":
                return self._cell_name(rest[0], "".join(rest[1:2]), ".".join(rest[2:]))
        inside = _INSIDE.join(self._steps(tuple(rest[1:]))) if rest[1:] else ""
        return f"{self._name(REASONS)} {rest[0]}" + (f" ({inside})" if inside else "")

    def _figure_name(self, figure_id: str) -> str:
        """Its name, with that of its group where several figures have the same one."""
        figure = self._figures.get(figure_id)
        if figure is None:
            return figure_id
        if sum(other.name == figure.name for other in self._figures.values()) == 1:
            return figure.name
        groups = self._assignment.plan.figure_groups
        group = next((one.title for one in groups if any(other.id == figure_id for other in one.figures)), "")
        return f"{group}{_INSIDE}{figure.name}" if group else figure.name

    def _cell_name(self, table_id: str, row: str, column: str) -> str:
        table = next((one for one in self._form.tables if one.id == table_id), None)
        if table is None:
            return ".".join(filter(None, (table_id, row, column)))
        name = f"{table.title}, dòng {self._row_number(table, row)}" if row else table.title
        label = next((one.label for one in table.columns if one.name == column), column)
        return _INSIDE.join(filter(None, (name, " ".join(label.split()))))

    def _row_number(self, table: FormTable, row: str) -> str:
        """The place of the row in its table as it is printed; an added row stands after those given beforehand."""
        listed = self._assignment.plan.listing(table.listing).rows if table.listing else ()
        given = [one[ROW] for one in listed]
        if row in given:
            return str(given.index(row) + 1)
        return str(len(given) + int(row[1:])) if row[1:].isdigit() else row

    def _cell(self, rest: list[str], value: Any) -> str:
        table = next((one for one in self._form.tables if one.id == rest[0]), None)
        column = next((one for one in table.columns if one.name == rest[-1]), None) if table else None
        if column is None:
            return self._plain(rest[-1:], value)
        return cell_words(column, value, answers=lambda key: self._word("answer", key), day=self._day)


def cell_words(column: FormField, value: Any, *, answers: Callable[[str], str], day: Day) -> str:
    """A cell of a form's table in words and Vietnamese format; nothing for nothing entered."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return answers("yes" if value else "no")
    text = str(value)
    try:
        if column.type in _NUMBERS:
            sign = "%" if column.type is FieldType.PERCENT else ""
            return format_number(Decimal(text), column.decimals or None) + sign
        if column.type is FieldType.DATE:
            return day(date.fromisoformat(text))
    except (InvalidOperation, ValueError):
        return text
    if column.type is FieldType.CHOICE:
        return next((choice.label for choice in column.choices if choice.value == value), text)
    return text


def _items(assignment: Assignment) -> Iterator[tuple[str, str]]:
    for indicator in assignment.plan.indicators:
        yield indicator.code, f"Chỉ tiêu {indicator.number}"
    for task in assignment.plan.tasks:
        yield task.code, f"Nhiệm vụ {task.appendix}.{task.number}"


def _figure(figure: FigureDefinition | None, value: Any) -> str:
    if not _is_number(value):
        return str(value)
    return _number(value) if figure is None else figure_text(figure, Decimal(str(value)))


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _number(value: Any) -> str:
    return format_number(Decimal(str(value)))
