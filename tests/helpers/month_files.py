"""A month file and a settings file in which everything is used once, to be spoilt by tests."""

import json
from pathlib import Path
from typing import Any

from tests.helpers.bare_plan import bare_plan
from tests.helpers.strategies import INDICATOR_CODES, TASK_CODES

PLAN = bare_plan(INDICATOR_CODES, TASK_CODES)
HASH = "4e328a30ac747d6585786ce3717adbf52f074dc05b5d2e54c138875af82c38d2"


def whole_month() -> dict[str, Any]:
    """A month file with every key that there is."""
    return {
        "schema": "sonla-report/1.0",
        "agency": {"code": "04123", "name": "UBND xã Chiềng Mung"},
        "form": "kh-2026",
        "period": "2026-10",
        "version": 2,
        "supersedes": {"version": 1, "package_sha256": HASH},
        "data_window": {"from": "2026-09-11", "to": "2026-10-10"},
        "indicators": [_indicator(), {"code": INDICATOR_CODES[1], "state": "not_arising", "note": "Chưa có."}],
        "tasks": [_task(), {"code": TASK_CODES[1], "status": "not_arising"}],
        "figures": {"so-cuoc-hop": 3, "ty-le": "12.50"},
        "tables": {"ton-tai": [{"noi-dung": "Thiếu máy", "so-luong": 2, "da-xong": False, "han": None}]},
        "narrative": {"difficulties": "Đường truyền yếu.", "proposals": ""},
        "part": "phong-van-hoa",
        "acknowledged": [
            {"code": "CT-007", "where": INDICATOR_CODES[0], "field": "numerator", "reason": "Đã đối chiếu."}
        ],
    }


def _indicator() -> dict[str, Any]:
    return {
        "code": INDICATOR_CODES[0],
        "state": "reported",
        "numerator": 776,
        "denominator": 975,
        "value": None,
        "flow": {"arisen": 975, "processed": 962, "pending": 13},
        "sources": [
            {
                "name": "Sổ văn bản đi",
                "kind": "register",
                "numerator": 776,
                "denominator": 975,
                "taken_on": "2026-10-10",
                "evidence": [HASH],
                "printed_ratio": "79,59",
                "note": "",
            }
        ],
        "recognition": {
            "reentered": {"occurred": False, "cases": 0, "note": ""},
            "satisfaction_sample": {
                "occurred": False,
                "cases": 0,
                "note": "",
                "population": 412,
                "sample": 226,
            },
        },
        "field_check": {"date": "2026-09-22", "result": "Khớp."},
        "explanation": _explanation(),
        "note": "",
    }


def _task() -> dict[str, Any]:
    return {
        "code": TASK_CODES[0],
        "status": "in_progress",
        "percent": 60,
        "result": "Đang làm.",
        "measured": {"value": "96.40", "unit": "percent"},
        "documents": [
            {
                "type": "KH",
                "symbol": "12/KH-UBND",
                "date": "2026-03-10",
                "subject": "Hạ tầng",
                "evidence": HASH,
            }
        ],
        "kept": False,
        "completed_on": None,
        "deadline": {"due": "2026-09-30", "basis": "Kế hoạch của tỉnh", "not_arisen": False},
        "phases": [{"number": 1, "completed_on": "2026-03-28"}],
        "explanation": _explanation(),
        "proposal": "",
    }


def _explanation() -> dict[str, str]:
    return {"subjective": "Không có.", "objective": "Mưa lũ.", "remedy": "Làm bù.", "next_steps": "Làm tiếp."}


def whole_settings() -> dict[str, Any]:
    """A settings file with every key that there is."""
    return {
        "schema": "sonla-settings/1",
        "head": {"superior": ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"], "name": ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"]},
        "place": "Sơn La",
        "symbol": "BC-SKHCN",
        "signatory": {"authority": ["KT. GIÁM ĐỐC"], "title": ["PHÓ GIÁM ĐỐC"], "name": "Người Ký Thử"},
        "addressees": ["Văn phòng UBND tỉnh"],
        "recipients": ["Như trên", "Lưu: VT"],
        "officer": "Cán Bộ Thử",
        "official_code": "H52.1.2",
        "counts_as_department": True,
    }


def write_json(path: Path, value: object) -> Path:
    """The path, after the value was written there as an editor would."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
