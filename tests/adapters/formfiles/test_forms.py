"""Forms are loaded whole, versions are told apart by file names, and a mistyped form is refused with its place."""

from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.forms import form_files, read_form
from sonla_desktop.domain.document import Align, Orientation
from sonla_desktop.domain.form_definition import (
    DocumentLayout,
    FormColumn,
    FormDefinition,
    FormSection,
    ScreenStep,
    SectionKind,
)

SMALL_FORM = """
id = "thu"
version = 1
duty = "Báo cáo thử"
title = "Báo cáo thử của cơ quan"
short_title = "Báo cáo thử"
plan = "kh-2026"

[[section]]
id = "tasks"
kind = "tasks"
title = "Kết quả thực hiện nhiệm vụ"
empty_text = "Không có nhiệm vụ."
group_by = "appendix"
appendix = true
orientation = "landscape"
columns = [
  { source = "code", heading = "Mã", width = 1.5, align = "center" },
  { source = "result", heading = "Kết quả", width = 6 },
]

[[section]]
id = "proposals"
kind = "narrative"
title = "Kiến nghị, đề xuất"
hint = "Ghi “Không có” nếu không kiến nghị."
required = true

[[step]]
id = "tasks"
title = "Nhiệm vụ"
sections = ["tasks"]
help = "Cập nhật từng nhiệm vụ."

[[step]]
id = "check"
title = "Kiểm tra"
sections = []

[document]
type_name = "BÁO CÁO"
subject = "Kết quả {period}"
opening = ["Thực hiện {plan_title}, cơ quan báo cáo như sau:"]
closing = ["Trên đây là báo cáo."]
order = ["proposals", "tasks"]

[labels.state]
not_arising = "Không phát sinh"
"""


def small_form(folder: Path, *changes: tuple[str, str], name: str = "thu.toml") -> Path:
    text = SMALL_FORM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_form_is_loaded_with_everything_it_says(tmp_path: Path) -> None:
    tasks = FormSection(
        id="tasks",
        kind=SectionKind.TASKS,
        title="Kết quả thực hiện nhiệm vụ",
        empty_text="Không có nhiệm vụ.",
        columns=(FormColumn("code", "Mã", 1.5, Align.CENTER), FormColumn("result", "Kết quả", 6.0, Align.LEFT)),
        group_by="appendix",
        appendix=True,
        orientation=Orientation.LANDSCAPE,
    )
    proposals = FormSection(
        id="proposals",
        kind=SectionKind.NARRATIVE,
        title="Kiến nghị, đề xuất",
        hint="Ghi “Không có” nếu không kiến nghị.",
        required=True,
    )
    assert read_form(small_form(tmp_path)) == FormDefinition(
        id="thu",
        version=1,
        duty="Báo cáo thử",
        title="Báo cáo thử của cơ quan",
        short_title="Báo cáo thử",
        plan="kh-2026",
        sections=(tasks, proposals),
        steps=(
            ScreenStep("tasks", "Nhiệm vụ", ("tasks",), "Cập nhật từng nhiệm vụ."),
            ScreenStep("check", "Kiểm tra", ()),
        ),
        document=DocumentLayout(
            "BÁO CÁO",
            "Kết quả {period}",
            ("Thực hiện {plan_title}, cơ quan báo cáo như sau:",),
            ("Trên đây là báo cáo.",),
            ("proposals", "tasks"),
        ),
        labels={"state": {"not_arising": "Không phát sinh"}},
    )


def test_versions_are_ordered_by_number_not_by_name(tmp_path: Path) -> None:
    for name in ("thu.v10.toml", "thu.toml", "thu.v2.toml", "khac.toml"):
        (tmp_path / name).touch()
    files = {form: [path.name for path in paths] for form, paths in form_files(tmp_path).items()}
    assert files == {"khac": ["khac.toml"], "thu": ["thu.toml", "thu.v2.toml", "thu.v10.toml"]}


def test_a_later_version_stands_in_a_file_that_says_so(tmp_path: Path) -> None:
    path = small_form(tmp_path, ("version = 1", "version = 2"), name="thu.v2.toml")
    assert read_form(path).version == 2


@pytest.mark.parametrize("name", ["thu 2.toml", "Thu.toml", "thu.v0.toml", "thu.2.toml", "thu.v2.v3.toml"])
def test_a_file_of_another_name_is_no_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ValueError, match="tên tệp"):
        form_files(tmp_path)


FAULTS = [
    ("short_title", "shorttitle", ["mức ngoài cùng", '"shorttitle"', '"short_title"']),
    ('empty_text = "', 'emptytext = "', ["section[0] (tasks)", '"emptytext"', '"empty_text"']),
    ('heading = "Mã"', 'header = "Mã"', ["section[0] (tasks).columns[0]", '"header"', '"heading"']),
    ("width = 6", 'width = "6"', ["section[0] (tasks).columns[1].width", "một con số"]),
    ("width = 6", "width = 0", ["section[0] (tasks).columns[1].width", "lớn hơn 0"]),
    ("required = true", 'required = "có"', ["section[1] (proposals).required", "true hoặc false"]),
    ('kind = "narrative"', 'kind = "narative"', ["section[1] (proposals).kind", "narrative"]),
    ('align = "center"', 'align = "centre"', ["columns[0].align", "left, center"]),
    ('id = "proposals"', 'id = "tasks"', ["section[1] (tasks).id", "hai lần"]),
    ('id = "proposals"', 'id = "Kiến nghị"', ["section[1]", ".id"]),
    ('id = "check"', 'id = "tasks"', ["step[1] (tasks).id", "hai lần"]),
    ('sections = ["tasks"]', 'sections = ["task"]', ["step tasks, sections", '"task"', '"tasks"']),
    ('order = ["proposals", "tasks"]', 'order = ["proposal"]', ["document.order", '"proposal"', '"proposals"']),
    ('subject = "', 'subjekt = "', ["document", '"subjekt"', '"subject"']),
    ('plan = "kh-2026"', "", ["thiếu", '"plan"']),
    ('not_arising = "Không phát sinh"', "not_arising = 1", ["labels.state.not_arising", "chữ"]),
    ('id = "thu"', 'id = "thử"', ["id, version", "tên tệp"]),
    ("version = 1", "version = 2", ["id, version", "tên tệp"]),
    ('order = ["proposals", "tasks"]', 'order = "tasks"', ["document.order", "một danh sách"]),
    ("[document]", "[document", ["sai cấu trúc"]),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS, ids=[f"{fault[0]} → {fault[1]}" for fault in FAULTS])
def test_a_fault_is_named_with_file_place_and_the_nearest_key(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"^Tệp thu\.toml") as refused:
        read_form(small_form(tmp_path, (old, new)))
    assert [part for part in said if part not in str(refused.value)] == [], str(refused.value)
