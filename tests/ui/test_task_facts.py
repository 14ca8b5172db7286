"""What the screen says of a task of a duty without indicators, in the words of its catalogue."""

import pytest

from sonla_desktop.adapters.formfiles.catalogue_plans import read_catalogue
from sonla_desktop.domain.task import Timeliness
from sonla_desktop.ui.tasks import state
from tests.helpers.repository import ROOT

CATALOGUES = ROOT / "resources" / "catalogues"
NOTICE, REFORM = (read_catalogue(CATALOGUES, name) for name in ("tb-319", "cchc"))


def test_a_task_without_a_product_tells_its_deadline_and_who_leads() -> None:
    told = state.facts(NOTICE.task("tb-319-3-3"), Timeliness.NO_DEADLINE)
    assert told.startswith("Thời hạn: khẩn trương (không ấn định ngày)")
    assert "Sản phẩm" not in told
    assert told.endswith("Chủ trì: Giám đốc các sở, ban, ngành; Chủ tịch UBND các xã, phường")


def test_a_task_of_the_reform_plan_tells_the_room_that_leads() -> None:
    told = state.facts(REFORM.task("cchc-A-4"), Timeliness.ON_TIME)
    assert "Sản phẩm: Báo cáo kết quả thực hiện lồng ghép" in told
    assert "Chủ trì: Phòng Hạ tầng" in told


@pytest.mark.parametrize(
    ("code", "told"),
    [("tb-319-3-3", "Không ghi ngày"), ("tb-319-2-2", "Thường xuyên"), ("tb-319-1-1", "31/12/2025")],
)
def test_a_deadline_is_told_in_a_few_words(code: str, told: str) -> None:
    assert state.deadline_short(NOTICE.task(code), None) == told


def test_doubts_of_the_source_reach_the_officer_in_short_lines() -> None:
    told = state.remarks(REFORM.task("cchc-A-1"))
    assert "Hàng này hỏng nặng" in told
    assert "Không đọc được thời hạn" in told
    assert max(map(len, told.splitlines())) <= 90
