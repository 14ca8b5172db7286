"""Giới hạn kiểm tra, worked out without Qt: each limit in words, and what a typed one makes of the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.check_parameters import RANGES, CheckParameters
from sonla_desktop.domain.numbers import format_number

GROUP: Final = "check_parameters"
INTRODUCTION: Final = (
    "Kế hoạch không quy định các giới hạn này; số mặc định là của chương trình, cơ quan đặt lại được. "
    "Ô để trống thì dùng mặc định. Kỳ đã chốt giữ giới hạn lúc chốt."
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it is asked for; ``name`` is that of :class:`CheckParameters`."""

    name: str
    caption: str
    unit: str
    rule: str
    purpose: str

    @property
    def path(self) -> str:
        """Key path of its field."""
        return f"{GROUP}.{self.name}"

    @property
    def heading(self) -> str:
        """The limit with its unit."""
        return f"{self.caption} ({self.unit})" if self.unit else self.caption

    @property
    def usual(self) -> Decimal:
        """What the program takes where the agency set nothing."""
        return Decimal(getattr(CheckParameters(), self.name))

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return isinstance(getattr(CheckParameters(), self.name), int)

    @property
    def said(self) -> str:
        """Rule, default and purpose."""
        usual = f"{format_number(self.usual)}{'' if self.unit == '%' else ' '}{self.unit}".strip()
        return f"{self.rule}. Mặc định {usual}. {self.purpose}"

    def why_not(self, value: Decimal) -> str:
        """Why the rule could not judge by this value; nothing when it can."""
        least, most = RANGES[self.name]
        if least <= value <= most:
            return ""
        return f"Chỉ kiểm tra được với số từ {format_number(least)} đến {format_number(most)}."


LIMITS: Final = (
    Limit(
        "jump_points", "Tỷ lệ chênh so với kỳ trước từ", "điểm %", "CT-007",
        "Tỷ lệ chênh từ mức này thì chương trình hỏi lại.",
    ),
    Limit(
        "jump_factor", "Tử số, mẫu số tăng hoặc giảm từ", "lần", "CT-007",
        "Số liệu chênh kỳ trước từ chừng này lần thì chương trình hỏi lại.",
    ),
    Limit(
        "stock_percent", "Mẫu số ít thay đổi nay chênh quá", "%", "CT-009",
        "Số ít thay đổi mà chênh kỳ trước quá mức này thì chương trình hỏi lại.",
    ),
    Limit(
        "field_check_months", "Kiểm tra thực địa trong vòng", "tháng", "DC-004",
        "Với chỉ tiêu có nguy cơ sai lệch cao, lần kiểm tra cũ hơn không được tính.",
    ),
    Limit(
        "slow_days", "Nhiệm vụ đến hạn trong vòng", "ngày", "NV-008",
        "Nhiệm vụ đến hạn trong số ngày này thì chương trình xét tiến độ.",
    ),
    Limit(
        "slow_percent", "Nhiệm vụ sắp đến hạn có tiến độ dưới", "%", "NV-008",
        "Sắp đến hạn mà tiến độ dưới mức này thì chương trình hỏi lại.",
    ),
    Limit(
        "sample_deviate", "Hệ số tin cậy của cỡ mẫu", "", "CN-003",
        "Để tính số phiếu khảo sát cần có; 1,96 ứng với độ tin cậy 95%.",
    ),
    Limit(
        "sample_margin", "Sai số cho phép của cỡ mẫu", "%", "CN-003",
        "Để tính số phiếu khảo sát cần có; sai số càng nhỏ càng cần nhiều phiếu.",
    ),
)  # fmt: skip


def value_of(settings: AgencySettings, limit: Limit) -> Decimal:
    """The limit that the checks judge by."""
    return Decimal(getattr(settings.check_parameters, limit.name))


def with_limit(settings: AgencySettings, limit: Limit, value: Decimal | None) -> AgencySettings:
    """The settings with one limit as typed, which :meth:`Limit.why_not` let pass; None is the usual one."""
    taken = limit.usual if value is None else value
    changed = {limit.name: int(taken) if limit.is_whole else taken}
    return replace(settings, check_parameters=replace(settings.check_parameters, **changed))
