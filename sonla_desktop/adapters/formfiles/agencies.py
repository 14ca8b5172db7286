"""Loads the agencies of the province: communes by their administrative codes, departments by codes of ours."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from sonla_desktop.adapters.formfiles.shipped import ShippedModel, Text, fault, read_shipped
from sonla_desktop.adapters.formfiles.strict import bad_value, unique_by
from sonla_desktop.domain.agency import Agency, AgencyKind, Issuer

_TYPE_WORD = {AgencyKind.COMMUNE: "Xã ", AgencyKind.WARD: "Phường "}


class _Commune(ShippedModel):
    code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    unit_name: Text
    kind: Annotated[AgencyKind, Field(strict=False)]

    @model_validator(mode="after")
    def _is_called_by_its_kind(self) -> "_Commune":
        word = _TYPE_WORD.get(self.kind)
        if word is None or not self.unit_name.startswith(word):
            bad_value(self.kind, "loại ghi trong tên đơn vị", ("kind",))
        return self


class _Totals(ShippedModel):
    communes: int
    wards: int


class _Province(ShippedModel):
    code: Text
    name: Text
    official_code: Text


class _Committee(ShippedModel):
    """How the committee that governs a commune is named: short in lists, written out in sentences."""

    short: Text
    full: Text


class _CommunesFile(ShippedModel):
    data_version: dt.date
    source: Text
    valid_from: dt.date
    totals: _Totals
    province: _Province
    committee: _Committee
    communes: Annotated[list[_Commune], AfterValidator(unique_by("code"))]


class _Superior(ShippedModel):
    """The agency printed above a department: lines of the head in capitals, and its name in sentences."""

    head: Annotated[list[Text], Field(min_length=1)]
    full_name: Text


class _Prints(ShippedModel):
    """What a department prints about itself; no source of ours states it."""

    symbol: Annotated[Text, Field(pattern="^BC-")] | None = None
    title: Text | None = None
    superior: _Superior | None = None
    stated_by: Literal["reading"]


class _Department(ShippedModel):
    code: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    name: Text
    full_name: Text | None = None
    kind: Literal["so_nganh", "duoc_neu_ten"]
    counts_as_department: bool
    stated_by: Literal["plan", "reading"]
    why: Text | None = None
    prints: _Prints | None = None

    @model_validator(mode="after")
    def _gives_the_reason_of_a_reading(self) -> "_Department":
        if (self.stated_by == "reading") != (self.why is not None):
            bad_value(self.stated_by, "reading khi có why, plan khi không", ("stated_by",))
        return self


class _DepartmentsFile(ShippedModel):
    superior: _Superior
    department: Annotated[list[_Department], AfterValidator(unique_by("code"))]


def read_agencies(folder: Path) -> tuple[Agency, ...]:
    """Reads ``communes.toml`` and ``departments.toml``: communes by code, then departments in the order of the file.

    Raises:
        ValueError: a fault in a file, naming file, place and the nearest known key.
    """
    return (*_communes(folder / "communes.toml"), *_departments(folder / "departments.toml"))


def _communes(path: Path) -> list[Agency]:
    file = read_shipped(path, _CommunesFile)
    kinds = [entry.kind for entry in file.communes]
    if _Totals(communes=kinds.count(AgencyKind.COMMUNE), wards=kinds.count(AgencyKind.WARD)) != file.totals:
        raise fault(path, "totals", "không bằng số xã, phường trong danh sách.")
    agencies = [
        Agency(
            entry.code,
            f"{file.committee.short} {_in_names(entry.unit_name)}",
            entry.unit_name,
            entry.kind,
            valid_from=file.valid_from,
            full_name=f"{file.committee.full} {_in_names(entry.unit_name)}",
        )
        for entry in file.communes
    ]
    return sorted(agencies, key=lambda agency: agency.code)


def _in_names(unit_name: str) -> str:
    """ "Xã Chiềng Mung" is governed by "UBND xã Chiềng Mung"."""
    return f"{unit_name[0].lower()}{unit_name[1:]}"


def _departments(path: Path) -> list[Agency]:
    file = read_shipped(path, _DepartmentsFile)
    return [_agency_of(entry, file.superior) for entry in file.department]


def _agency_of(entry: _Department, usual_superior: _Superior) -> Agency:
    printed = entry.prints or _Prints(stated_by="reading")
    superior = printed.superior or usual_superior
    return Agency(
        entry.code,
        entry.name,
        entry.name,
        AgencyKind(entry.kind),
        entry.counts_as_department,
        symbol=printed.symbol,
        title=printed.title,
        superior=Issuer(tuple(superior.head), superior.full_name),
        full_name=entry.full_name or "",
    )
