"""What a command knows of other periods, of reasons and of the clock, it says at once and not only to programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.real_month import DOCUMENTS, month_file, office

REASON = "Sổ văn bản đi chưa ghi các văn bản mật."
OCTOBER, NOVEMBER = ("--period", "2026-10"), ("--period", "2026-11")
Write = Callable[[Any], Path]


@pytest.fixture
def two_months(tmp_path: Path) -> Path:
    """A store with October and, built on it, November, both closed."""
    with office(tmp_path) as commune:
        commune.enter(month_file())
        commune.close()
        commune.at("2026-11-11T08:00")
        commune.close_next()
    return tmp_path / "kho"


def change_october(run: Run, kept: Path, write: Write, today: str) -> None:
    value = month_file()
    del value["data_window"]
    value["narrative"]["difficulties"] = "Đường truyền tại ba bản còn yếu."
    assert run("enter", "--store", kept, *OCTOBER, "--from", write(value), "--today", today).code == 0


def amend_october(run: Run, kept: Path, *more: str) -> Any:
    return run("amend", "--store", kept, *OCTOBER, "--reason", REASON, "--today", "2026-11-12T09:00", *more)


def test_amend_lists_the_later_closed_periods(run: Run, two_months: Path) -> None:
    assert "cần xem lại để thay thế: 11/2026 (phiên bản 1)." in amend_october(run, two_months).out
    run("amend", "--store", two_months, *OCTOBER, "--withdraw")
    assert amend_october(run, two_months, "--json").json["later"] == [{"period": "2026-11", "version": 1}]


def test_check_of_a_closed_month_says_that_the_one_before_was_replaced(
    run: Run, two_months: Path, write: Write
) -> None:
    asked = ("check", "--store", two_months, *NOVEMBER)
    assert "đã được thay thế" not in run(*asked).out
    assert "replaced_since" not in run(*asked, "--json").json
    amend_october(run, two_months)
    change_october(run, two_months, write, "2026-11-12T09:10")
    assert "đã được thay thế" not in run(*asked).out, "a replacement counts once it is closed"
    closed = run("close", "--store", two_months, *OCTOBER, "--today", "2026-11-12T09:20")
    assert (closed.code, "đồng hồ" in closed.out) == (0, False)
    assert "Kỳ 10/2026 đã được thay thế sau khi chốt kỳ này (nay là phiên bản 2)" in run(*asked).out
    assert run(*asked, "--json").json["replaced_since"] == {"period": "2026-10", "version": 2}
    assert "đã được thay thế" not in run("check", "--store", two_months, *OCTOBER).out


@pytest.mark.parametrize("today", ["2026-10-10T08:00", "2026-11-11T07:59"])
def test_a_closing_before_the_last_one_says_that_the_clock_is_behind(
    run: Run, two_months: Path, write: Write, today: str
) -> None:
    amend_october(run, two_months)
    change_october(run, two_months, write, today)
    closed = run("close", "--store", two_months, *OCTOBER, "--today", today)
    assert closed.code == 0
    [line] = [line for line in closed.out.splitlines() if line.startswith("Lưu ý:")]
    assert "đồng hồ máy đứng trước lần chốt gần nhất (08:00 ngày 11/11/2026)" in line


@pytest.mark.parametrize(
    ("differs", "reasons", "then", "said"),
    [
        (770, (), None, "1 Cảnh báo chưa ghi lý do."),
        (770, ("ok",), None, "1 lý do chưa đủ rõ."),
        (770, (REASON,), 760, "1 lý do cho số liệu cũ."),
    ],
)
def test_a_refused_closing_says_what_is_the_matter_with_the_reason(
    run: Run, store: Path, write: Write, differs: int, reasons: tuple[str, ...], then: int | None, said: str
) -> None:
    files = [month_file(differs, *reasons)] + ([month_file(then)] if then else [])
    for value in files:
        source = ("--from", write(value), "--evidence", EXAMPLE / "minh-chung")
        assert run("enter", "--store", store, *OCTOBER, *source, "--today", "2026-10-11").code == 0
    closed = run("close", "--store", store, *OCTOBER, "--today", "2026-10-11")
    assert (closed.code, closed.err.strip()) == (1, f"Chưa chốt được: {said} Xem mục Kiểm tra.")


def test_a_reason_that_belongs_to_no_rule_is_told_and_left_out(run: Run, store: Path, write: Write) -> None:
    value = month_file(770, REASON)
    value["acknowledged"].append({"code": "ZZ-999", "where": DOCUMENTS, "field": "", "reason": REASON})
    asked = ("enter", "--store", store, *OCTOBER, "--from", write(value), "--today", "2026-10-11")
    entered = run(*asked)
    assert entered.code == 0
    told = f"Không nhận lý do ghi cho ZZ-999 ({DOCUMENTS}): chương trình không có quy tắc này. Kiểm tra lại mã."
    assert told in entered.out.splitlines()
    assert run(*asked, "--json").json["foreign_reasons"] == [{"code": "ZZ-999", "where": DOCUMENTS, "field": ""}]
    stored = run("show", "--store", store, *OCTOBER, "--json").json
    assert [item["code"] for item in stored["acknowledged"]] == ["DC-002"]
    assert "ZZ-999" not in json.dumps(run("check", "--store", store, *OCTOBER, "--json").json)
