"""The key ``checks`` of the settings file: limits of the checks that the agency sets for itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

from sonla_desktop.adapters.formfiles.month_model import Figure
from sonla_desktop.adapters.formfiles.strict import bad_value
from sonla_desktop.domain.check_parameters import CheckParameters, chosen_parameters
from sonla_desktop.domain.month_json import number_as_json

_MOST_DAYS: Final = 366
_MOST_MONTHS: Final = 12
_MOST: Final = 1_000_000


def _within(value: Any, most: int, least: Decimal | int) -> Any:
    if not least <= value <= most:
        bad_value(str(value), f"số từ {least} đến {most}".replace(".", ","))
    return value


def _figure(most: int) -> AfterValidator:
    return AfterValidator(lambda value: _within(value, most, Decimal("0.01")))


def _whole(most: int) -> AfterValidator:
    return AfterValidator(lambda value: _within(value, most, 1))


class ChecksGroup(BaseModel):
    """A key left out or null has the usual limit."""

    model_config = ConfigDict(extra="forbid", strict=True)

    jump_points: Annotated[Figure, _figure(100)] | None = None
    jump_factor: Annotated[Figure, _figure(_MOST)] | None = None
    stock_percent: Annotated[Figure, _figure(100)] | None = None
    slow_days: Annotated[int, _whole(_MOST_DAYS)] | None = None
    slow_percent: Annotated[int, _whole(100)] | None = None
    field_check_months: Annotated[int, _whole(_MOST_MONTHS)] | None = None
    sample_deviate: Annotated[Figure, _figure(10)] | None = None
    sample_margin: Annotated[Figure, _figure(99)] | None = None


def parameters_of(group: ChecksGroup | None) -> CheckParameters:
    """The limits of the file, ours where it names none."""
    return CheckParameters(**({} if group is None else group.model_dump(exclude_none=True)))


def checks_as_json(parameters: CheckParameters) -> dict[str, Any]:
    """The key ``checks`` of these limits: only those that differ from ours."""
    return {name: _number(getattr(parameters, name)) for name in chosen_parameters(parameters)}


def _number(value: Decimal | int) -> int | str | None:
    return number_as_json(value) if isinstance(value, Decimal) else value
