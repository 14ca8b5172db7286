import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from sonla_desktop.domain.changes import changed_fields
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.period import document_date_label
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.field_words import FieldWords
from tests.helpers import months
from tests.helpers.filled_months import catalogue, filled_report, first_period
from tests.helpers.strategies import reports

FORM = catalogue().form("kh-2026")
WORDS = FieldWords(FORM, assign(months.plan(), months.agency()))


@pytest.mark.parametrize(
    ("where", "path", "place"),
    [
        (months.DOCUMENTS, "numerator", "Chỉ tiêu 1 · tử số"),
        (months.DOCUMENTS, "state", "Chỉ tiêu 1 · trạng thái số liệu"),
        (months.DOCUMENTS, "flow.processed", "Chỉ tiêu 1 · số đã xử lý"),
        (months.DOCUMENTS, "sources.1.taken_on", "Chỉ tiêu 1 · nguồn 2: ngày lấy số liệu"),
        (months.DOCUMENTS, "sources.0.evidence.2", "Chỉ tiêu 1 · nguồn 1: tệp minh chứng 3"),
        (
            months.DOCUMENTS,
            "recognition.reentered.cases",
            "Chỉ tiêu 1 · hồ sơ xử lý ngoài hệ thống rồi nhập lại: số trường hợp",
        ),
        (months.DOCUMENTS, "field_check.date", "Chỉ tiêu 1 · kiểm tra thực địa: ngày"),
        (months.DOCUMENTS, "explanation.remedy", "Chỉ tiêu 1 · giải pháp khắc phục"),
        (months.DOCUMENTS, "", "Chỉ tiêu 1"),
        ("kh-2026-II-1", "percent", "Nhiệm vụ II.1 · tiến độ"),
        ("kh-2026-II-1", "documents.0.symbol", "Nhiệm vụ II.1 · văn bản 1: số, ký hiệu"),
        ("kh-2026-II-1", "measured.value", "Nhiệm vụ II.1 · kết quả đo"),
        ("kh-2026-II-1", "deadline.due", "Nhiệm vụ II.1 · thời hạn"),
        ("kh-2026-II-1", "phases.1.completed_on", "Nhiệm vụ II.1 · đợt 2: ngày hoàn thành"),
        (REPORT, "narrative.difficulties", "Khó khăn, vướng mắc"),
        (months.DOCUMENTS, "acknowledged.CT-007.numerator", "Chỉ tiêu 1 · giải trình cảnh báo CT-007 (tử số)"),
        (REPORT, "acknowledged.BC-002", "giải trình cảnh báo BC-002"),
        (REPORT, "signatory.name", "thiết lập: tên"),
    ],
)
def test_a_field_has_the_name_that_officers_use(where: str, path: str, place: str) -> None:
    assert WORDS.place(where, path) == place


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("numerator", 1003, "1.003"),
        ("numerator", "1234.50", "1.234,50"),
        ("numerator", None, "–"),
        ("note", "", "–"),
        ("note", "2026-11-10", "2026-11-10"),
        ("percent", 60, "60%"),
        ("state", "not_arising", "Không phát sinh"),
        ("status", "in_progress", "Đang thực hiện"),
        ("sources.0.kind", "register", "Sổ theo dõi"),
        ("sources.0.taken_on", "2026-03-05", "05/03/2026"),
        ("sources.0.evidence.0", "ab" * 32, "abababab…abababab"),
        ("sources.0.printed_ratio", "80.96", "80.96"),
        ("recognition.reentered.occurred", False, "không"),
        ("documents.0.type", "KH", "Kế hoạch"),
        ("documents.0.symbol", "12", "12"),
        ("kept", True, "có"),
        ("narrative.difficulties", "15", "15"),
        ("acknowledged.CT-007.numerator", "12", "12"),
    ],
)
def test_a_value_is_written_as_it_is_read(path: str, value: Any, words: str) -> None:
    assert WORDS.value(path, value) == words


def test_a_document_writes_days_its_own_way() -> None:
    words = FieldWords(FORM, assign(months.plan(), months.agency()), document_date_label)
    assert words.value("completed_on", "2026-03-05") == "05/3/2026"


def machine_words(form_id: str, of: Callable[[FieldWords], list[str]]) -> list[str]:
    form = catalogue().form(form_id)
    agency = next(one for one in catalogue().agencies() if catalogue().plan(form.plan).is_due_from(one))
    told = of(FieldWords(form, assign(catalogue().plan(form.plan), agency)))
    return [text for text in told if re.search(r"_|\b(?:tables|figures|narrative|true|false|null)\b|\+\d", text)]


@pytest.mark.parametrize("form_id", catalogue().form_ids())
def test_no_key_of_the_file_is_shown_of_any_form(form_id: str) -> None:
    form = catalogue().form(form_id)
    plan = catalogue().plan(form.plan)
    agency = next(one for one in catalogue().agencies() if plan.is_due_from(one))
    report = filled_report(form, assign(plan, agency), first_period(plan))
    changes = changed_fields(None, report)
    assert changes
    assert machine_words(form_id, lambda words: [words.place(one.where, one.field) for one in changes]) == []
    assert machine_words(form_id, lambda words: [words.value(one.field, one.new) for one in changes]) == []


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(reports())
def test_any_field_of_any_report_can_be_told(report: Report) -> None:
    for change in changed_fields(None, report):
        assert isinstance(WORDS.place(change.where, change.field), str)
        assert WORDS.value(change.field, change.new)
