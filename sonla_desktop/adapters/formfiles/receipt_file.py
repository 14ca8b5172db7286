"""``phieu-tiep-nhan.json``: what the receiving agency says of a package, read strictly since it sets a state."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from sonla_desktop.adapters.formfiles.json_text import file_name, read_json
from sonla_desktop.adapters.formfiles.month_model import Few, Group, Hash, Many, Named, Ordinal, Period, among
from sonla_desktop.adapters.formfiles.strict import TEXT, StructureFault, bad_value, check, refuse, shown, unique_by
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.period import FIRST_YEAR, LAST_YEAR
from sonla_desktop.domain.submission import RECEIPT_SCHEMA, Receipt, ReceiptState
from sonla_desktop.usecases.errors import InputRefused

_MOST_BYTES: Final = 1024 * 1024
_LONGEST_LINE: Final = 200
_KNOWN_SCHEMA: Final = re.compile(re.escape(RECEIPT_SCHEMA) + r"(?:\.([0-9]{1,4}))?")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(Z|[+-].{5})?")
_LOCAL_ZONE: Final = timedelta(hours=7)
"""Việt Nam keeps one offset all year, so that no time zone data are needed."""


def read_receipt(path: Path) -> Receipt:
    """The receipt in this file; in a newer minor schema, keys that are not known are put aside and named.

    Raises:
        InputRefused: ``file-*``, or ``receipt-*`` with the place of the first fault.
    """
    try:
        value = read_json(path, "receipt", _MOST_BYTES)
        is_newer = _require_schema(value, file_name(path))
        known, unknown = _put_aside(value) if is_newer else (value, [])
        return _receipt_of(check(_ReceiptGroup, known, file_name(path)), tuple(unknown))
    except StructureFault as fault:
        raise fault.refusal("receipt") from None


def _line(value: str) -> str:
    if not value.strip() or len(value) > _LONGEST_LINE or len(value.splitlines()) > 1:
        bad_value(value, f"một dòng chữ, từ 1 đến {_LONGEST_LINE} ký tự")
    return value


def _moment(value: object) -> str:
    if not isinstance(value, str):
        refuse("wrong-type", expected=TEXT)
    if _MOMENT.fullmatch(value) is None or not _is_real(value):
        refuse("bad-date", value=shown(value))
    return value


def _is_real(moment: str) -> bool:
    try:
        return FIRST_YEAR <= _local(moment).year <= LAST_YEAR
    except (ValueError, OverflowError):
        return False


def _local(moment: str) -> datetime:
    """Local time without zone, whole seconds, as the program's clock tells it."""
    parsed = datetime.fromisoformat(moment).replace(microsecond=0)
    return parsed if parsed.tzinfo is None else parsed.astimezone(UTC).replace(tzinfo=None) + _LOCAL_ZONE


Line = Annotated[str, AfterValidator(_line)]


class _VolumeGroup(Group):
    sha256: Hash
    state: Line


class _FindingGroup(Group):
    code: Named
    severity: Annotated[str, AfterValidator(among(Severity))] | None = None
    where: str = ""
    field: str = ""
    message: str = ""
    reason: str = ""
    by: str = ""
    at: Annotated[str, BeforeValidator(_moment)] | None = None


class _ReceiptGroup(Group):
    format: str = Field(alias="schema")
    package_sha256: Hash
    volumes: Annotated[Few[_VolumeGroup], AfterValidator(unique_by("sha256"))] = []
    agency: Line
    form: Line
    period: Period
    version: Ordinal
    state: Annotated[str, AfterValidator(among(ReceiptState))]
    findings: Many[_FindingGroup] = []
    receiver: Line
    at: Annotated[str, BeforeValidator(_moment)]


_SECTIONS: Final = {"volumes": _VolumeGroup, "findings": _FindingGroup}


def _require_schema(value: object, name: str) -> bool:
    """Whether the file is of a newer minor schema; a file of quite another kind is told before its keys are."""
    given = value.get("schema", RECEIPT_SCHEMA) if isinstance(value, dict) else RECEIPT_SCHEMA
    if not isinstance(given, str):
        return False
    found = _KNOWN_SCHEMA.fullmatch(given)
    if found is None:
        raise InputRefused("receipt-schema", file=name, place="schema", value=shown(given), known=RECEIPT_SCHEMA)
    return int(found[1] or 0) > 0


def _put_aside(value: Any) -> tuple[Any, list[str]]:
    """The receipt with the keys that this program knows, and the places of the others."""
    unknown: list[str] = []
    known = _known_part(value, _ReceiptGroup, "", unknown)
    for section, model in _SECTIONS.items():
        if isinstance(known, dict) and isinstance(known.get(section), list):
            items = enumerate(known[section])
            known[section] = [_known_part(item, model, f"{section}[{n}].", unknown) for n, item in items]
    return known, unknown


def _known_part(value: Any, model: type[BaseModel], at: str, unknown: list[str]) -> Any:
    if not isinstance(value, dict):
        return value
    names = {field.alias or name for name, field in model.model_fields.items()}
    unknown += [at + shown(key) for key in value if key not in names]
    return {key: item for key, item in value.items() if key in names}


def _receipt_of(group: _ReceiptGroup, unread: tuple[str, ...]) -> Receipt:
    return Receipt(
        package_sha256=group.package_sha256,
        agency=group.agency,
        form=group.form,
        period=group.period,
        version=group.version,
        state=ReceiptState(group.state),
        receiver=group.receiver.strip(),
        at=_local(group.at),
        findings=tuple(item.model_dump(exclude_defaults=True) for item in group.findings),
        volumes=tuple(item.model_dump() for item in group.volumes),
        unread=unread,
    )
