"""The key ``checks`` of the settings file: limits of the checks that the agency sets for itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from sonla_desktop.adapters.formfiles.month_model import Figure
from sonla_desktop.adapters.formfiles.strict import bad_value
from sonla_desktop.domain.check_parameters import RANGES, CheckParameters, chosen_parameters
from sonla_desktop.domain.month_json import number_as_json


def _limit(name: str) -> AfterValidator:
    least, most = RANGES[name]

    def within(value: Any) -> Any:
        if not least <= value <= most:
            bad_value(str(value), f"số từ {least} đến {most}".replace(".", ","))
        return value

    return AfterValidator(within)


class ChecksGroup(BaseModel):
    """A key left out or null has the usual limit."""

    model_config = ConfigDict(extra="forbid", strict=True)

    jump_points: Annotated[Figure, _limit("jump_points")] | None = None
    jump_factor: Annotated[Figure, _limit("jump_factor")] | None = None
    stock_percent: Annotated[Figure, _limit("stock_percent")] | None = None
    slow_days: Annotated[int, _limit("slow_days")] | None = None
    slow_percent: Annotated[int, _limit("slow_percent")] | None = None
    field_check_months: Annotated[int, _limit("field_check_months")] | None = None
    sample_deviate: Annotated[Figure, _limit("sample_deviate")] | None = None
    sample_margin: Annotated[Figure, _limit("sample_margin")] | None = None


def parameters_of(group: ChecksGroup | None) -> CheckParameters:
    """The limits of the file, ours where it names none."""
    return CheckParameters(**({} if group is None else group.model_dump(exclude_none=True)))


def checks_as_json(parameters: CheckParameters) -> dict[str, Any]:
    """The key ``checks`` of these limits: only those that differ from ours."""
    return {name: _number(getattr(parameters, name)) for name in chosen_parameters(parameters)}


def _number(value: Decimal | int) -> int | str | None:
    return number_as_json(value) if isinstance(value, Decimal) else value
