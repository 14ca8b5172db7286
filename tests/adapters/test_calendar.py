"""Days off as the offices of Vietnam have them, with swapped days from the local file."""

import datetime as dt
from pathlib import Path

import pytest

from sonla_desktop.adapters.calendar import VietnamCalendar
from sonla_desktop.domain.period import WorkingCalendar, previous_working_day, working_days_between
from tests.helpers.fresh_python import output_of

SHIPPED = Path(__file__).parents[2] / "resources" / "calendar" / "swapped-days.toml"


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return VietnamCalendar(SHIPPED)


def local(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ngay-rieng.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-01-01", "Tết Dương lịch"),
        ("2026-02-14", "Thứ Bảy"),
        ("2026-02-15", "Chủ Nhật"),
        ("2026-02-16", "Tết Nguyên đán"),
        ("2026-02-17", "Tết Nguyên đán"),
        ("2026-02-18", "Tết Nguyên đán"),
        ("2026-02-19", "Tết Nguyên đán"),
        ("2026-02-20", "Tết Nguyên đán"),
        ("2026-02-22", "Chủ Nhật"),
        ("2026-04-27", "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("2026-04-30", "Ngày Chiến thắng"),
        ("2026-05-01", "Ngày Quốc tế Lao động"),
        ("2026-09-02", "Quốc khánh"),
        ("2026-12-12", "Thứ Bảy"),
        ("2025-01-29", "Tết Nguyên đán"),
        ("2027-02-06", "Tết Nguyên đán"),
    ],
)
def test_days_off(calendar: WorkingCalendar, day: str, reason: str) -> None:
    assert calendar.day_off_reason(dt.date.fromisoformat(day)) == reason


@pytest.mark.parametrize(
    "day", ["2026-02-13", "2026-02-23", "2026-04-29", "2026-11-12", "2026-12-25", "2026-03-09"]
)
def test_working_days(calendar: WorkingCalendar, day: str) -> None:
    assert calendar.day_off_reason(dt.date.fromisoformat(day)) is None


@pytest.mark.parametrize(("off", "worked"), [("2026-01-02", "2026-01-10"), ("2025-05-02", "2025-04-26")])
def test_announced_swaps(calendar: WorkingCalendar, off: str, worked: str) -> None:
    reason = calendar.day_off_reason(dt.date.fromisoformat(off))
    assert reason is not None
    assert dt.date.fromisoformat(worked).strftime("%d/%m/%Y") in reason
    assert calendar.day_off_reason(dt.date.fromisoformat(worked)) is None


def test_the_working_day_before_tet(calendar: WorkingCalendar) -> None:
    assert previous_working_day(calendar, dt.date(2026, 2, 18)) == dt.date(2026, 2, 13)
    assert working_days_between(calendar, dt.date(2026, 2, 13), dt.date(2026, 2, 23)) == 0


def test_the_local_file_has_the_last_word(tmp_path: Path) -> None:
    path = local(
        tmp_path,
        '[[day_off]]\ndate = 2026-11-12\nreason = "Nghỉ bão"\n'
        '[[working_day]]\ndate = 2026-02-17\nreason = "Trực toàn cơ quan"\n',
    )
    calendar = VietnamCalendar(path)
    assert calendar.day_off_reason(dt.date(2026, 11, 12)) == "Nghỉ bão"
    assert calendar.day_off_reason(dt.date(2026, 2, 17)) is None
    assert calendar.day_off_reason(dt.date(2026, 2, 18)) == "Tết Nguyên đán"


def test_a_file_without_entries_changes_nothing(tmp_path: Path) -> None:
    assert VietnamCalendar(local(tmp_path, "")).day_off_reason(dt.date(2026, 11, 14)) == "Thứ Bảy"


DAY = '[[day_off]]\ndate = 2026-01-02\nreason = "Nghỉ"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[dayoff]]\ndate = 2026-01-02\nreason = "x"', 'mục "dayoff" không có. Gần nhất là "day_off"'),
        (
            '[[day_off]]\ndate = 2026-01-02\nreson = "x"',
            'day_off thứ 1, khóa "reson" không có. Gần nhất là "reason"',
        ),
        (DAY + '[[day_off]]\ndate = "2026-01-03"\nreason = "x"', "day_off thứ 2: khóa date phải là ngày"),
        ('[[day_off]]\ndate = 2026-01-02T10:00:00\nreason = "x"', "khóa date phải là ngày"),
        ('[[working_day]]\nreason = "x"', "working_day thứ 1: khóa date phải là ngày"),
        ("[[day_off]]\ndate = 2026-01-02", "khóa reason phải có lý do"),
        ('[[day_off]]\ndate = 2026-01-02\nreason = "  "', "khóa reason phải có lý do"),
        ('[day_off]\ndate = 2026-01-02\nreason = "x"', r"viết trong hai dấu ngoặc, \[\[day_off\]\]"),
        ("day_off = [1]", "day_off thứ 1: cần hai khóa date và reason"),
        (DAY + DAY, "day_off thứ 2: ngày 2026-01-02 đã có"),
        (
            DAY + DAY.replace("day_off", "working_day"),
            "ngày 2026-01-02 vừa là ngày nghỉ, vừa là ngày làm việc",
        ),
        ("[[day_off", "sai cấu trúc"),
    ],
)
def test_a_wrong_file_is_refused_and_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"ngay-rieng.toml.*{message}"):
        VietnamCalendar(local(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused_and_named(tmp_path: Path) -> None:
    path = tmp_path / "ngay-rieng.toml"
    path.write_bytes("# nghỉ".encode("utf-16"))
    with pytest.raises(ValueError, match=r"ngay-rieng.toml sai cấu trúc"):
        VietnamCalendar(path)


def test_the_holiday_package_is_loaded_at_the_first_question_only() -> None:
    code = f"""
import datetime, pathlib, sys
from sonla_desktop.adapters.calendar import VietnamCalendar
calendar = VietnamCalendar(pathlib.Path({str(SHIPPED)!r}))
print("holidays" in sys.modules)
calendar.day_off_reason(datetime.date(2026, 11, 12))
print("holidays" in sys.modules)
"""
    assert output_of(code).split() == ["False", "True"]
