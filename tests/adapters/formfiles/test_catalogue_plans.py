"""Catalogues of duties without indicators: what a file says is in the plan, and a mistake is named with its place."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.catalogue_plans import read_catalogue
from sonla_desktop.domain.agency import Agency, AgencyKind
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod, WindowRule
from sonla_desktop.domain.plan import Appendix, Plan, assign
from sonla_desktop.domain.task import DeadlineKind, TaskStatus, TaskUpdate, Timeliness, due_date, timeliness

SOURCE = """
[plan]
id = "thu"
year = 2025
title = "Kế hoạch thử"
document_symbol = "01/KH-UBND"
document_date = 2025-01-02
issued_by = "UBND tỉnh"
basis = ["02/QĐ-UBND"]
notes = ["Bản chép thiếu trang 2."]

[[task_group]]
id = "B.I"
title = "Công tác chỉ đạo"
field = "Nhiệm vụ tại Sở"

[[task_group.task]]
number = 2
id = "thu-B.I-2"
name = "Kiểm tra nội bộ"
lead = "Các sở, ngành; xã"
lead_scope = ["so_nganh", "xa_phuong"]
deadline_text = "khẩn trương"
deadline = { kind = "undated" }
notes = ["Nguồn không ghi ngày."]

[[task_group.task]]
number = 5
id = "thu-B.I-5"
name = "Báo cáo"
lead = "Sở Nội vụ"
lead_scope = ["named"]
lead_named = ["Sở Nội vụ"]
deadline_text = "Kế hoạch tháng 01; báo cáo theo quy định"
deadline = { kind = "phased", phases = [
  { label = "Kế hoạch", kind = "month", due = 2025-01-31 },
  { label = "Báo cáo", kind = "undated" },
] }
product_target = { operator = ">=", value = 90, unit = "percent", text = "90%" }

[[figure_group]]
id = "ho-so"
title = "Hồ sơ"
window = { start_day = 1, start_month_offset = 0, end_day = 31, end_month_offset = 0 }

[[figure_group.figure]]
id = "HS1"
name = "Tổng số"
unit = "hồ sơ"

[[figure_group.figure]]
id = "HS2"
name = "Tỷ lệ"
unit = "%"
decimals = 1
level = 1

[[listing]]
id = "muc-tieu"
title = "Mục tiêu"

[[listing.row]]
row = "1"
name = "Hài lòng"
"""
READINGS = """
plan = "thu"
version = 3
notes = ["Ghi chú của chương trình."]

[[regime]]
period = "quarter"
[regime.deadline]
day = 11
month_offset = 0
time = 17:00:00
stated_by = "plan"
why = "Trước ngày 12."
[regime.data_window]
start_day = 15
start_month_offset = -1
end_day = 10
end_month_offset = 0
stated_by = "plan"
why = "Kế hoạch ghi."
[regime.not_before]
date = 2025-01-01
why = "Ngày đầu năm."

[[regime]]
period = "year"
[regime.deadline]
day = 11
month_offset = 0
time = 17:00:00
stated_by = "plan"
why = "Trước ngày 12."
[regime.data_window]
start_day = 15
start_month_offset = -1
end_day = 9
end_month_offset = 0
stated_by = "plan"
why = "Kế hoạch ghi."

[addressees]
names = ["Sở Nội vụ"]
why = "Cơ quan tổng hợp."

[out_of_scope]
note = "Không giao."

[[task]]
code = "thu-B.I-5"
notes = ["Hai phần."]
"""
COMMUNE = Agency("04123", "UBND xã Chiềng Mung", "Xã Chiềng Mung", AgencyKind.COMMUNE)
NOI_VU = Agency("so-noi-vu", "Sở Nội vụ", "Sở Nội vụ", AgencyKind.DEPARTMENT, counts_as_department=True)


def written(folder: Path, source: str = SOURCE, readings: str = READINGS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "thu.toml").write_text(source, encoding="utf-8")
    (folder / "thu.readings.toml").write_text(readings, encoding="utf-8")
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return read_catalogue(written(tmp_path), "thu")


def test_tasks_stand_under_their_groups_with_every_deadline(plan: Plan) -> None:
    assert plan.appendices == (Appendix("B.I", "Nhiệm vụ tại Sở: Công tác chỉ đạo", 0),)
    check, report = plan.tasks
    assert (check.code, check.appendix, check.number) == ("thu-B.I-2", "B.I", 2)
    assert (check.deadline.kind, check.deadline.text, check.deadline.due) == (
        DeadlineKind.UNDATED,
        "khẩn trương",
        None,
    )
    assert [(phase.number, phase.label, phase.due) for phase in report.deadline.phases] == [
        (1, "Kế hoạch", date(2025, 1, 31)),
        (2, "Báo cáo", None),
    ]
    assert report.product_target is not None
    assert report.product_target.value == Decimal(90)


def test_remarks_of_the_source_stand_before_ours(plan: Plan) -> None:
    assert plan.notes == ("Bản chép thiếu trang 2.", "Ghi chú của chương trình.")
    assert [task.notes for task in plan.tasks] == [("Nguồn không ghi ngày.",), ("Hai phần.",)]


def test_figures_and_listings_are_the_plans(plan: Plan) -> None:
    assert plan.figures() == (
        FigureDefinition("HS1", "Tổng số", "hồ sơ"),
        FigureDefinition("HS2", "Tỷ lệ", "%", 1, 1),
    )
    assert plan.figure_groups[0].window == WindowRule(1, 0, 31, 0, stated_by="plan")
    assert plan.listing("muc-tieu").rows == ({"row": "1", "name": "Hài lòng"},)


def test_each_kind_of_period_has_its_own_regime(plan: Plan) -> None:
    quarter, year = ReportingPeriod.parse("2025-Q3"), ReportingPeriod.parse("2025")
    assert plan.regime.period_kind is PeriodKind.QUARTER
    assert plan.regime_of(quarter).window.window_of(quarter).label == "15/06/2025 đến 10/09/2025"
    assert plan.regime_of(year).window.window_of(year).label == "15/12/2024 đến 09/12/2025"
    assert plan.regime_of(quarter).deadline.deadline_of(quarter) == datetime(2025, 9, 11, 17)
    assert plan.regime_of(quarter).deadline.time == time(17)
    assert [plan.covers(ReportingPeriod.parse(text)) for text in ("2025-Q1", "2025", "2025-H1", "2026-Q1")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_reading_may_say_that_the_duty_goes_on_in_another_year(tmp_path: Path) -> None:
    later = READINGS + '\n[report_year]\nyear = 2026\nwhy = "Báo cáo hằng tháng không có ngày kết thúc."\n'
    assert read_catalogue(written(tmp_path, readings=later), "thu").year == 2026


ON_REQUEST = READINGS.replace('period = "quarter"', 'period = "on_request"', 1)


def test_a_deadline_on_request_holds_only_for_the_requests_it_names(tmp_path: Path) -> None:
    named = ON_REQUEST.replace("day = 11\n", 'day = 11\nperiods = ["2025-X1"]\n', 1)
    plan = read_catalogue(written(tmp_path, readings=named), "thu")
    first, second, year = map(ReportingPeriod.parse, ("2025-X1", "2025-X2", "2025"))
    assert plan.submission_deadline(first).stated is not None
    assert plan.submission_deadline(second).stated is None
    assert plan.submission_deadline(year).stated == datetime(2025, 12, 11, 17)


def test_a_data_window_on_request_is_stated_only_for_the_requests_it_names(tmp_path: Path) -> None:
    named = ON_REQUEST.replace("[regime.data_window]\n", '[regime.data_window]\nperiods = ["2025-X1"]\n', 1)
    window = read_catalogue(written(tmp_path, readings=named), "thu").regime.window
    first, second, year = map(ReportingPeriod.parse, ("2025-X1", "2025-X2", "2025"))
    assert [window.states(period) for period in (first, second, year)] == [True, False, True]
    assert window.why
    assert window.window_of(second)


def test_only_requests_can_be_named_beside_a_deadline(tmp_path: Path) -> None:
    named = ON_REQUEST.replace("day = 11\n", 'day = 11\nperiods = ["2025-Q1"]\n', 1)
    with pytest.raises(ValueError, match="2025-Q1"):
        read_catalogue(written(tmp_path, readings=named), "thu")


def test_tasks_go_to_groups_and_to_agencies_by_name(plan: Plan) -> None:
    assert [task.number for task in assign(plan, COMMUNE).tasks] == [2]
    assert [task.number for task in assign(plan, NOI_VU).tasks] == [2, 5]
    assert assign(plan, COMMUNE).indicators == ()


@pytest.mark.parametrize("status", [None, *TaskStatus])
def test_a_task_without_a_date_is_never_late(plan: Plan, status: TaskStatus | None) -> None:
    update = TaskUpdate("thu-B.I-2", status)
    assert due_date(plan.tasks[0], update) is None
    assert timeliness(plan.tasks[0], update, date(2026, 12, 31)) is Timeliness.NO_DEADLINE


def test_catalogues_stand_behind_the_same_door_as_plans(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    written(tmp_path / "catalogues")
    catalogue = DataCatalogue(tmp_path, tmp_path)
    assert catalogue.plan("thu").version == 3
    assert catalogue.plan("thu") is catalogue.plan("thu")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("issued_by", "isued_by", r'thu\.toml, plan: không có khóa "isued_by". Gần nhất là "issued_by"'),
        ('document_symbol = "01/KH-UBND"\n', "", 'thiếu khóa "document_symbol"'),
        ('id = "thu"', 'id = "thuu"', 'plan: "thuu" không khớp tên tệp'),
        ('"thu-B.I-5"', '"thu-B.I-6"', 'mã "thu-B.I-6" phải là "thu-B.I-5"'),
        ("number = 5\nid = \"thu-B.I-5\"", "number = 1\nid = \"thu-B.I-1\"", "số thứ tự 1 phải lớn hơn 2"),
        ('kind = "undated" }\nnotes', 'kind = "undated", due = 2025-01-01 }\nnotes', '"due" không dùng được'),
        ('kind = "undated" }\nnotes', 'kind = "month" }\nnotes', 'thiếu khóa "due"'),
        ('lead_named = ["Sở Nội vụ"]', "", "có mặt khi và chỉ khi có tên cơ quan"),
        ('id = "HS2"', 'id = "HS1"', '"HS1" có hai lần'),
        ('row = "1"', 'rov = "1"', 'thiếu khóa "row"'),
        ('name = "Hài lòng"', 'name = "A"\n[[listing.row]]\nrow = "1"', '"1" có hai lần'),
        ("year = 2025", "year = 2025\nyear = 2026", "sai cấu trúc"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_source_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SOURCE
    with pytest.raises(ValueError, match=told):
        read_catalogue(written(tmp_path, source=SOURCE.replace(old, new, 1)), "thu")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "thu-B.I-5"', 'code = "thu-B.I-4"', r'danh mục không có "thu-B.I-4". Gần nhất là "thu-B.I-[25]"'),
        ('period = "year"', 'period = "quarter"', '"quarter" có hai lần'),
        ('stated_by = "plan"', 'stated_by = "nobody"', '"nobody" không dùng được'),
        ('plan = "thu"', 'plan = "khac"', r'thu\.readings\.toml, plan: "khac" không khớp'),
        ("day = 11", "day = 32", '"32" không dùng được'),
    ],
)
def test_a_mistake_in_the_readings_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in READINGS
    with pytest.raises(ValueError, match=told):
        read_catalogue(written(tmp_path, readings=READINGS.replace(old, new, 1)), "thu")
