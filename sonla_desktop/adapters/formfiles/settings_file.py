"""``settings.json``: what an agency prints about itself, read strictly and written back in the same keys."""

import re
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sonla_desktop.adapters.formfiles.check_settings import ChecksGroup, checks_as_json, parameters_of
from sonla_desktop.adapters.formfiles.json_text import file_name, read_json
from sonla_desktop.adapters.formfiles.strict import StructureFault, bad_value, check, shown
from sonla_desktop.domain.agency import AgencySettings, LetterHead, Signatory
from sonla_desktop.usecases.errors import InputRefused

SETTINGS_SCHEMA: Final = "sonla-settings/1"

_MOST_LINES: Final = 200
_LONGEST_WORDING: Final = 5000
_LONGEST_OFFICIAL_CODE: Final = 35
_OFFICIAL_CODE: Final = re.compile(r"[A-Y][0-9]{2}(?:\.[A-Z0-9]+)*")
_LINE_ENDS: Final = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_settings(path: Path, stored: AgencySettings | None = None) -> AgencySettings:
    """The settings in this file; a key left out keeps what is ``stored`` (without it, every printed key is required).

    Raises:
        InputRefused: ``file-*``, or ``settings-*`` with the place of the first fault.
    """
    try:
        value = read_json(path, "settings")
        _require_schema(value, file_name(path))
        whole = value if stored is None else _overlaid(settings_as_json(stored) | {"schema": None}, value)
        return _settings_of(check(_SettingsGroup, whole, file_name(path)))
    except StructureFault as fault:
        raise fault.refusal("settings") from None


def settings_as_json(settings: AgencySettings) -> dict[str, Any]:
    """The settings file of these settings; what has a usual value only when chosen."""
    superior, signatory = settings.head.superior, settings.signatory
    chosen, by_form = settings.counts_as_department, settings.addressees_by_form
    checks = checks_as_json(settings.check_parameters)
    corrected = {plan: dict(texts) for plan, texts in settings.plan_texts.items() if texts}
    return {
        "schema": SETTINGS_SCHEMA,
        "head": {"superior": None if superior is None else list(superior), "name": list(settings.head.name)},
        "place": settings.place,
        "symbol": settings.symbol,
        "signatory": {
            "authority": list(signatory.authority),
            "title": list(signatory.title),
            "name": signatory.name,
        },
        "addressees": list(settings.addressees),
        **({"addressees_by_form": {form: list(names) for form, names in by_form.items()}} if by_form else {}),
        **({"plan_texts": corrected} if corrected else {}),
        "recipients": list(settings.recipients),
        "officer": settings.officer,
        "official_code": settings.official_code,
        **({} if chosen is None else {"counts_as_department": chosen}),
        **({"checks": checks} if checks else {}),
    }


def _overlaid(stored: Any, given: Any) -> Any:
    if not isinstance(stored, dict) or not isinstance(given, dict):
        return given
    kept = {key: value for key, value in stored.items() if value is not None and key not in given}
    return {**kept, **{key: _overlaid(stored.get(key), value) for key, value in given.items()}}


def _line(value: str) -> str:
    if _LINE_ENDS.search(value):
        bad_value(value, "chữ trên một dòng")
    return value


def _official_code(value: str) -> str:
    if len(value) > _LONGEST_OFFICIAL_CODE or not _OFFICIAL_CODE.fullmatch(value):
        bad_value(value, f"mã như H52.1.2, tối đa {_LONGEST_OFFICIAL_CODE} ký tự")
    return value


Line = Annotated[str, AfterValidator(_line)]
Wording = Annotated[str, Field(max_length=_LONGEST_WORDING)]
Lines = Annotated[list[Line], Field(max_length=_MOST_LINES)]


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _HeadGroup(_Group):
    superior: Lines | None = None
    name: Lines


class _SignatoryGroup(_Group):
    authority: Lines
    title: Lines
    name: Line


class _SettingsGroup(_Group):
    # What is printed must be given: a key forgotten here would silently empty a part of every document.
    format: str = Field(alias="schema")
    head: _HeadGroup
    place: Line
    symbol: Line
    signatory: _SignatoryGroup
    addressees: Lines
    addressees_by_form: dict[Line, Lines | None] = {}
    """None takes back what is stored."""
    plan_texts: dict[Line, dict[Line, Wording | None] | None] = {}
    """None goes back to the words of the source."""
    recipients: Lines
    officer: Line = ""
    official_code: Annotated[str, AfterValidator(_official_code)] | None = None
    counts_as_department: bool | None = None
    checks: ChecksGroup | None = None


def _require_schema(value: object, name: str) -> None:
    given = value.get("schema", SETTINGS_SCHEMA) if isinstance(value, dict) else SETTINGS_SCHEMA
    if isinstance(given, str) and given != SETTINGS_SCHEMA:
        details = {"file": name, "place": "schema", "value": shown(given), "known": SETTINGS_SCHEMA}
        raise InputRefused("settings-schema", **details)


def _chosen(by_form: dict[str, list[str] | None]) -> dict[str, tuple[str, ...]]:
    return {form: tuple(names) for form, names in by_form.items() if names is not None}


def _kept(texts: dict[str, str | None]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text is not None}


def _settings_of(group: _SettingsGroup) -> AgencySettings:
    superior, signatory = group.head.superior, group.signatory
    return AgencySettings(
        head=LetterHead(None if superior is None else tuple(superior), tuple(group.head.name)),
        place=group.place,
        symbol=group.symbol,
        signatory=Signatory(tuple(signatory.authority), tuple(signatory.title), signatory.name),
        addressees=tuple(group.addressees),
        addressees_by_form=_chosen(group.addressees_by_form),
        plan_texts={plan: _kept(texts) for plan, texts in group.plan_texts.items() if texts is not None},
        recipients=tuple(group.recipients),
        officer=group.officer,
        official_code=group.official_code,
        counts_as_department=group.counts_as_department,
        check_parameters=parameters_of(group.checks),
    )
