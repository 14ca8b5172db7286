"""A small duty with figures, a listing and open rows: its plan as a value, its form as the text of a form file."""

import json
import shutil
import tempfile
from copy import deepcopy
from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup, Listing
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import DeadlineRule, PeriodKind, Regime, WindowRule
from sonla_desktop.domain.plan import Plan
from sonla_desktop.usecases.ports import World
from tests.helpers.repository import ROOT

FIGURE_FORM = """
id = "so-lieu-thu"
version = 1
duty = "Báo cáo thử số liệu"
title = "Báo cáo thử có số liệu và bảng"
short_title = "Báo cáo thử"
plan = "so-lieu-thu"

[[section]]
id = "files"
kind = "figures"
title = "Hồ sơ thủ tục hành chính"
figure_groups = ["hs"]
optional_figures = ["HS5"]

[[section]]
id = "shortcomings"
kind = "table"
title = "Khắc phục hạn chế"
table = "han-che"

[[section]]
id = "next"
kind = "table"
title = "Nhiệm vụ tháng sau"
table = "thang-sau"

[[section]]
id = "assessment"
kind = "narrative"
title = "Đánh giá"
required = true
outline = ["Tháng {thang}, tiếp nhận {so_lieu.HS1} hồ sơ, {so_lieu.HS1.chenh} so với tháng trước."]

[[table]]
id = "han-che"
title = "Khắc phục hạn chế"
listing = "han-che"
group_by = "section"
[[table.column]]
name = "section"
type = "text"
label = "Phần"
given = true
[[table.column]]
name = "name"
type = "long_text"
label = "Hạn chế"
given = true
[[table.column]]
name = "status"
type = "choice"
label = "Kết quả"
required = true
choices = [{ value = "done", label = "Đã khắc phục" }, { value = "doing", label = "Đang khắc phục" }]
[[table.column]]
name = "done_on"
type = "date"
label = "Ngày hoàn thành"
required = true
relevant = "status = 'done'"
[[table.column]]
name = "cases"
type = "whole"
label = "Số trường hợp"
constraint = "cases >= 0"
constraint_message = "Số trường hợp từ 0 trở lên. Nhập lại."
[[table.column]]
name = "fixed"
type = "whole"
label = "Đã xử lý"
constraint = "fixed <= cases"
[[table.column]]
name = "ratio"
type = "percent"
label = "Tỷ lệ"
decimals = 1
calculation = "round(percent(fixed, cases), 1)"

[[table]]
id = "thang-sau"
title = "Nhiệm vụ tháng sau"
[[table.column]]
name = "task"
type = "long_text"
label = "Nội dung"
required = true
[[table.column]]
name = "hours"
type = "number"
label = "Số giờ"
decimals = 1
[[table.column]]
name = "shared"
type = "yes_no"
label = "Phối hợp"

[[relation]]
code = "BM-001"
expression = "HS1 = HS2 + HS3"
message = "Hồ sơ tiếp nhận phải bằng trực tuyến cộng trực tiếp: {left} khác {right}. Kiểm tra lại."
fields = ["HS1", "HS2", "HS3"]

[[relation]]
code = "BM-002"
expression = "sum(thang-sau.hours) <= 100"
message = "Tổng số giờ là {left}, quá {right}. Kiểm tra lại."
severity = "warning"
fields = ["thang-sau"]

[calculations]
HS5P = "HS4P + 1"
HS4P = "round(percent(HS2, HS1), 1)"

[[step]]
id = "figures"
title = "Số liệu"
sections = ["files"]

[[step]]
id = "tables"
title = "Bảng"
sections = ["shortcomings", "next"]

[[step]]
id = "prose"
title = "Đánh giá"
sections = ["assessment"]

[document]
type_name = "BÁO CÁO"
subject = "Kết quả {period}"
opening = ["{agency_in_full} báo cáo như sau:"]
closing = ["Trên đây là báo cáo./."]
order = ["files", "shortcomings", "next", "assessment"]
""".replace("thang-sau.hours", "{thang-sau}.hours")

FIGURES = (
    FigureDefinition("HS1", "Hồ sơ tiếp nhận", "hồ sơ"),
    FigureDefinition("HS2", "Trực tuyến", "hồ sơ", level=1),
    FigureDefinition("HS3", "Trực tiếp", "hồ sơ", level=1),
    FigureDefinition("HS4P", "Tỷ lệ trực tuyến", "%", decimals=1),
    FigureDefinition("HS5P", "Tỷ lệ cộng một", "%", decimals=1),
    FigureDefinition("HS5", "Số khác", "hồ sơ"),
)
SHORTCOMINGS = (
    {"row": "I.1", "section": "Hạn chế của xã", "name": "Chưa ký số đầy đủ"},
    {"row": "I.2", "section": "Hạn chế của xã", "name": "Hồ sơ chậm"},
)


def figure_plan() -> Plan:
    """The plan of the small duty, monthly in 2026."""
    return Plan(
        id="so-lieu-thu",
        version=1,
        year=2026,
        title="Kế hoạch thử",
        indicators=(),
        appendices=(),
        tasks=(),
        duties=(),
        regime=Regime(PeriodKind.MONTH, WindowRule(1, 0, 31, 0), DeadlineRule(5, 1, time(17))),
        addressees=("Sở Khoa học và Công nghệ",),
        out_of_scope_note="",
        figure_groups=(FigureGroup("hs", "Hồ sơ", FIGURES),),
        listings=(Listing("han-che", "Hạn chế", SHORTCOMINGS),),
    )


def form_file(folder: Path, *changes: tuple[str, str]) -> Path:
    """The form file with some of its text changed."""
    text = FIGURE_FORM
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "so-lieu-thu.toml"
    path.write_text(text, encoding="utf-8")
    return path


def figure_form(folder: Path, *changes: tuple[str, str]) -> FormDefinition:
    """The form, read against its plan."""
    return read_form(form_file(folder, *changes), lambda _: figure_plan())

@cache
def shared_form() -> FormDefinition:
    """The form as it is, for tests that change the month and not the form."""
    with tempfile.TemporaryDirectory() as folder:
        return figure_form(Path(folder))


CATALOGUE = """
[plan]
id = "so-lieu-thu"
year = 2026
title = "Kế hoạch thử"
document_symbol = "01/KH-UBND"
issued_by = "UBND tỉnh Sơn La"
basis = ["Kế hoạch thử"]

[[figure_group]]
id = "hs"
title = "Hồ sơ"
figure = [
  { id = "HS1", name = "Hồ sơ tiếp nhận", unit = "hồ sơ" },
  { id = "HS2", name = "Trực tuyến", unit = "hồ sơ", level = 1 },
  { id = "HS3", name = "Trực tiếp", unit = "hồ sơ", level = 1 },
  { id = "HS4P", name = "Tỷ lệ trực tuyến", unit = "%", decimals = 1 },
  { id = "HS5P", name = "Tỷ lệ cộng một", unit = "%", decimals = 1 },
  { id = "HS5", name = "Số khác", unit = "hồ sơ" },
]

[[listing]]
id = "han-che"
title = "Hạn chế"
row = [
  { row = "I.1", section = "Hạn chế của xã", name = "Chưa ký số đầy đủ" },
  { row = "I.2", section = "Hạn chế của xã", name = "Hồ sơ chậm" },
]
"""
READINGS = """
plan = "so-lieu-thu"
version = 1

[[regime]]
period = "month"
[regime.data_window]
start_day = 1
start_month_offset = 0
end_day = 31
end_month_offset = 0
stated_by = "reading"
why = "Biểu thử tính số liệu trọn tháng."
[regime.deadline]
day = 5
month_offset = 1
time = 17:00:00
stated_by = "reading"
why = "Biểu thử gửi trước ngày 05 tháng sau."

[addressees]
names = ["Sở Khoa học và Công nghệ"]
stated_by = "reading"
why = "Cơ quan nhận của biểu thử."

[out_of_scope]
note = "Biểu thử không có chỉ tiêu."
why = "Biểu thử không có chỉ tiêu."
"""


MONTHS: dict[str, dict[str, Any]] = {
    "2026-09": {
        "figures": {"HS1": 1003, "HS2": 812, "HS3": 191},
        "tables": {
            "han-che": [
                {"row": "I.1", "status": "doing", "cases": 4, "fixed": 1},
                {"row": "I.2", "status": "doing"},
            ],
            "thang-sau": [{"task": "Rà soát hồ sơ tồn đọng"}],
        },
        "narrative": {"assessment": "Tháng {thang}, tiếp nhận {so_lieu.HS1} hồ sơ."},
    },
    "2026-10": {
        "figures": {"HS1": 1100, "HS2": 900, "HS3": 200, "HS5": 3},
        "tables": {
            "han-che": [
                {"row": "I.1", "status": "done", "done_on": "2026-10-20", "cases": 4, "fixed": 4},
                {"row": "I.2", "status": "doing", "cases": 12, "fixed": 5},
            ],
            "thang-sau": [{"task": "=Họp giao ban", "hours": "2.5", "shared": True}, {"task": "Kiểm tra hồ sơ"}],
        },
        "narrative": {"assessment": "Tháng {thang}, tiếp nhận {so_lieu.HS1} hồ sơ, {so_lieu.HS1.chenh}."},
    },
}
"""Two months of the small duty in which nothing is wrong."""


def month_file(period: str) -> dict[str, Any]:
    """The month file of one of these months."""
    head = {"schema": "sonla-report/1.0", "agency": {"code": "04123"}, "form": "so-lieu-thu", "period": period}
    return head | deepcopy(MONTHS[period])


def write_sample(folder: Path) -> None:
    """The sample of the small duty, as a form ships one."""
    folder.mkdir()
    shutil.copy(ROOT / "resources" / "sample" / "settings.json", folder)
    lines = ['agency = "04123"', 'settings = "settings.json"']
    for period, closed_at in (("2026-09", "2026-10-02T09:00:00"), ("2026-10", "2026-11-03T09:00:00")):
        (folder / f"{period}.json").write_text(json.dumps(month_file(period), ensure_ascii=False), encoding="utf-8")
        lines += ["[[month]]", f'period = "{period}"', f'file = "{period}.json"', f"closed_at = {closed_at}"]
    (folder / "sample.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def small_installation(folder: Path, *changes: tuple[str, str]) -> tuple[Path, Path]:
    """Folders ``resources`` and ``forms`` as shipped, and the small duty as one more form, from files alone."""
    resources, forms = folder / "resources", folder / "forms"
    resources.mkdir(parents=True)
    for shipped in (ROOT / "resources").iterdir():
        if shipped.name not in ("catalogues", "sample"):
            (resources / shipped.name).symlink_to(shipped)
    (resources / "sample").mkdir()
    shutil.copytree(ROOT / "resources" / "catalogues", resources / "catalogues")
    (resources / "catalogues" / "so-lieu-thu.toml").write_text(CATALOGUE, encoding="utf-8")
    (resources / "catalogues" / "so-lieu-thu.readings.toml").write_text(READINGS, encoding="utf-8")
    write_sample(resources / "sample" / "so-lieu-thu")
    shutil.copytree(ROOT / "forms", forms)
    form_file(forms, *changes)
    return resources, forms


def small_world(folder: Path, *changes: tuple[str, str]) -> World:
    """The program's world with the small duty as one more form, from files alone; ``changes`` alter the form file."""
    resources, forms = small_installation(folder, *changes)
    return replace(build_world("2026-11-12T09:30"), catalogue=DataCatalogue(resources, forms))
