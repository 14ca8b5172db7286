"""Links of the audit chain in words: what was done, to which item and field, the value before and after."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.changes import REASONS
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import ReportingPeriod, date_label
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import STATE_LABELS, SubmissionState
from sonla_desktop.domain.submission_deadline import moment_label, notice_from_json
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.field_words import BLANK, FieldWords
from sonla_desktop.usecases.ports import AuditEntry, Catalogue

ACTIONS: Final[Mapping[str, str]] = {
    "edit": "Ghi số liệu",
    "open": "Mở báo cáo",
    "close": "Chốt số liệu",
    "amend": "Mở báo cáo thay thế",
    "withdraw": "Bỏ báo cáo thay thế",
    "record": "Ghi kết quả gửi",
    "export": "Xuất tệp",
    "set_deadline": "Ghi hạn gửi",
    "configure": "Sửa thiết lập",
    "take_in": "Nhận minh chứng",
    "create": "Tạo sổ báo cáo",
}
"""What is done, by the action of a link, in the order of the officer's month."""
_OTHER_ACTION: Final = "Việc khác"
_ITEMS: Final[Mapping[str, str]] = {
    "configure": "Thiết lập",
    "take_in": "Tệp minh chứng",
    "create": "Sổ báo cáo",
    "set_deadline": "Hạn gửi",
    "record": "Kết quả gửi",
}
_WHOLE: Final = "Cả báo cáo"
_FIELDS: Final[Mapping[str, str]] = {
    "agency": "mã cơ quan",
    "agency_name": "tên cơ quan",
    "version": "phiên bản",
    "row_hash": "mã băm của bản chốt",
    "data_from": "số liệu từ ngày",
    "data_to": "số liệu đến ngày",
    "supersedes_version": "phiên bản bị thay thế",
    "supersedes_sha256": "gói bị thay thế",
    "supersedes_reason": "lý do thay thế",
    "original_name": "tên tệp",
    "deadline": "hạn gửi",
    "submission.number": "số văn bản",
    "submission.date": "ngày văn bản",
    "submission.signed_pdf": "bản ký",
    "submission.receipt": "phiếu tiếp nhận",
    "submission.reference": "số tiếp nhận tự ghi",
    "package": "gói gửi",
    "volume": "tập của gói gửi",
    "document": "văn bản",
    "head.superior": "cơ quan cấp trên ở đầu văn bản",
    "head.name": "tên cơ quan ban hành",
    "place": "địa danh",
    "symbol": "ký hiệu văn bản",
    "signatory.authority": "thẩm quyền ký",
    "signatory.title": "chức vụ người ký",
    "signatory.name": "họ tên người ký",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "officer": "cán bộ báo cáo",
    "official_code": "mã định danh cơ quan",
    "counts_as_department": "tính là sở, ban, ngành",
}
"""Names of what is no field of the month file."""
_SETTINGS_GROUPS: Final[Mapping[str, str]] = {
    "addressees_by_form": "Kính gửi của báo cáo",
    "plan_texts": "lời văn kế hoạch sửa theo bản giấy",
    "check_parameters": "giới hạn kiểm tra",
}
_NO_ITEMS: Final = (REPORT, "settings", "store")
_EMPTY: Final = "để trống"
_CONFIRMED: Final = ".basis"
_VERSION: Final = re.compile(r"v(\d{1,6})")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words; ``key`` and ``version`` say which report it belongs to, ``where`` and ``path`` the field."""

    seq: int
    at: datetime
    officer: str
    action: str
    act: str
    """The action in words."""
    report: str
    """Short name of the form, empty for what belongs to no report."""
    key: ReportKey | None
    version: int | None
    item: str
    field: str
    old: str
    new: str
    reason: str
    where: str
    path: str
    hash: str

    @property
    def period(self) -> str:
        """The period as it is shown, empty for what belongs to no report."""
        return "" if self.key is None else self.key.period.short_label


class HistoryWords:
    """Words of links under the forms and plans of one agency."""

    def __init__(self, catalogue: Catalogue, agency: Agency) -> None:
        self._catalogue, self._agency = catalogue, agency
        self._forms: dict[str, tuple[str, FieldWords | None]] = {}

    def line(self, entry: AuditEntry) -> HistoryLine:
        """A link in words; what a later program wrote is shown as it stands."""
        key, version = report_of(entry.report)
        name, words = self.form(key.form) if key is not None else ("", None)
        old, new = self._values(entry, words)
        return HistoryLine(
            entry.seq, entry.at, entry.officer, entry.action, ACTIONS.get(entry.action, _OTHER_ACTION), name, key,
            version, self._item(entry, words), self._field(entry, words), old, new, entry.reason, entry.where,
            entry.field, entry.hash,
        )  # fmt: skip

    def form(self, form_id: str) -> tuple[str, FieldWords | None]:
        """Short name and words of a form; its id and nothing for a form that this program does not have."""
        if form_id not in self._forms:
            self._forms[form_id] = self._read(form_id)
        return self._forms[form_id]

    def _read(self, form_id: str) -> tuple[str, FieldWords | None]:
        try:
            form = self._catalogue.form(form_id)
            plan = self._catalogue.plan(form.plan)
        except InputRefused:
            return form_id, None
        return form.short_title, FieldWords(form, assign(plan, self._agency))

    def _item(self, entry: AuditEntry, words: FieldWords | None) -> str:
        if entry.action == "export":
            return entry.where
        if entry.action in _ITEMS:
            return _ITEMS[entry.action]
        return (words.item(entry.where) if words else entry.where.removeprefix(REPORT)) or _WHOLE

    def _field(self, entry: AuditEntry, words: FieldWords | None) -> str:
        path = entry.field
        if entry.action in ("export", "take_in") or (path in _FIELDS and entry.where in _NO_ITEMS):
            return _FIELDS.get(path, path)
        if entry.action == "configure":
            group, _, rest = path.partition(".")
            named = self.form(rest)[0] if group == "addressees_by_form" else ""
            return " ".join(filter(None, (_SETTINGS_GROUPS.get(group, path), named)))
        if path.startswith(REASONS) and path.endswith(_CONFIRMED):
            path = path.removesuffix(_CONFIRMED)
        return words.field(path) if words and path else path

    def _values(self, entry: AuditEntry, words: FieldWords | None) -> tuple[str, str]:
        old, new = json.loads(entry.old), json.loads(entry.new)
        if entry.field.startswith(REASONS) and entry.field.endswith(_CONFIRMED):
            return BLANK, "giữ lời giải trình cho số liệu mới"
        if entry.action == "edit" and words and entry.field not in _FIELDS and not _is_nested(old, new):
            return _told_apart(words.value(entry.field, old), words.value(entry.field, new))
        return _told_apart(_said(entry, old), _said(entry, new))


def report_of(label: str) -> tuple[ReportKey | None, int | None]:
    """Report and version that a link names: ``<form>/<period>[/<part>][/v<n>]``; nothing for another label."""
    form, _, rest = label.partition("/")
    period, *inner = rest.split("/")
    stated = _VERSION.fullmatch(inner[-1]) if inner else None
    part = "/".join(inner[:-1] if stated else inner) or None
    try:
        return ReportKey(form, ReportingPeriod.parse(period), part), int(stated[1]) if stated else None
    except ValueError:
        return None, None


def _told_apart(old: str, new: str) -> tuple[str, str]:
    """Nothing before and an empty text after are two things, though both are printed as a dash."""
    return (old, _EMPTY) if old == new == BLANK else (old, new)


def _is_nested(*values: Any) -> bool:
    return any(isinstance(value, dict | list) for value in values)


def _said(entry: AuditEntry, value: Any) -> str:
    """A value that is no field of the month file."""
    if isinstance(value, dict) and entry.action == "set_deadline":
        notice = notice_from_json(value)
        return f"{moment_label(notice.due)} theo {notice.source}"
    if isinstance(value, dict) and entry.action == "export":
        return f"tới {value['place']} ({check_code(value['sha256'])})"
    if isinstance(value, dict) and entry.field == "submission.receipt":
        at = datetime.fromisoformat(value["at"])
        return f"{STATE_LABELS[SubmissionState(value['state'])]}, {value['receiver']}, {moment_label(at)}"
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return BLANK
        case bool():
            return "Có" if value else "Không"
        case int():
            return format_number(value)
        case list():
            return "; ".join(map(_plain, value))
        case dict():
            return "; ".join(map(_plain, value.values()))
    text = str(value)
    if _SHA256.fullmatch(text):
        return check_code(text)
    try:
        return date_label(date.fromisoformat(text))
    except ValueError:
        return text
