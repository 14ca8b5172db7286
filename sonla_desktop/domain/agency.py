"""Agencies of the province and what one of them prints about itself: one kind of agency for every module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.text import fold


class AgencyKind(StrEnum):
    """What an agency is to the plan: the kind decides which tasks it leads."""

    COMMUNE = "xa"
    WARD = "phuong"
    DEPARTMENT = "so_nganh"
    NAMED_ONLY = "duoc_neu_ten"
    """Leads only what the plan gives it by name (for instance Cổng thông tin điện tử của tỉnh)."""

    @property
    def is_commune_level(self) -> bool:
        """True for a xã or a phường (scope ``xa_phuong`` of the plan)."""
        return self in (AgencyKind.COMMUNE, AgencyKind.WARD)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency as the head of a document prints it (lines in capitals) and as sentences name it."""

    head: tuple[str, ...]
    full_name: str


@dataclass(frozen=True, slots=True)
class Agency:
    """One reporting agency.

    ``code`` is the 5-digit administrative code of a commune or our own code of a department; ``unit_name`` is the
    administrative unit ("Xã Chiềng Mung"), ``name`` the agency itself ("UBND xã Chiềng Mung").
    """

    code: str
    name: str
    unit_name: str
    kind: AgencyKind
    counts_as_department: bool = False
    """Whether "các sở, ban, ngành" covers it; a setting where the plan leaves it open (Điều 3, IV.1)."""
    official_code: str | None = None
    """Mã định danh (H52.x.y); entered by the officer, no public list is known."""
    valid_from: date | None = None
    valid_to: date | None = None
    symbol: str | None = None
    """Usual ký hiệu of its reports ("BC-VPUB"); None: made of the first letters of its name."""
    title: str | None = None
    """Usual title of its head in capitals ("CHÁNH VĂN PHÒNG"); None: as its kind has it."""
    superior: Issuer | None = None
    """Agency printed above it, for which it may also draft; None for a commune, which prints none."""
    full_name: str = ""
    """The name in sentences ("Ủy ban nhân dân xã Chiềng Mung"); empty: ``name`` has no abbreviation."""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Upper left block of a document: lines of the superior agency (None or empty: none) and of the agency itself."""

    superior: tuple[str, ...] | None = None
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: authority lines ("TM. …", "KT. …"), title lines, and the full name without academic titles."""

    authority: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """What the agency prints and how it is addressed (NĐ 30/2020 Điều 8, Phụ lục I)."""

    head: LetterHead = LetterHead()
    place: str = ""
    symbol: str = ""
    """Ký hiệu after the number, for instance ``BC-UBND``."""
    signatory: Signatory = Signatory()
    addressees: tuple[str, ...] = ()
    addressees_by_form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Addressees that the officer set for single forms, by form id; a form that is not there goes by its own rule."""
    plan_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of a plan that the officer corrected from the paper, by plan id and by key of the wording."""
    recipients: tuple[str, ...] = ()
    officer: str = ""
    official_code: str | None = None
    counts_as_department: bool | None = None
    """None: as the plan's reading says."""
    check_parameters: CheckParameters = field(default_factory=CheckParameters)
    """Limits that the rules judge by and that no plan states."""


def default_settings(agency: Agency, addressees: tuple[str, ...]) -> AgencySettings:
    """Sensible settings from what is known of the agency, else from its kind.

    Only the signatory's name is left to enter (rule BC-001).
    """
    if agency.kind.is_commune_level:
        return _commune_settings(agency, addressees)
    return AgencySettings(
        head=LetterHead(agency.superior.head if agency.superior else None, (agency.name.upper(),)),
        place="Sơn La",
        symbol=agency.symbol or "BC-" + _initials(agency.name),
        signatory=Signatory((), (agency.title or "GIÁM ĐỐC",), ""),
        addressees=tuple(name for name in addressees if name != agency.name),
        recipients=("Như trên", "Lãnh đạo cơ quan", "Lưu: VT"),
    )


def _commune_settings(agency: Agency, addressees: tuple[str, ...]) -> AgencySettings:
    return AgencySettings(
        head=LetterHead(None, ("ỦY BAN NHÂN DÂN", agency.unit_name.upper())),
        place=agency.unit_name.split(" ", 1)[-1],
        symbol="BC-UBND",
        signatory=Signatory(("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH",), ""),
        addressees=addressees,
        recipients=("Như trên", "TT Đảng ủy, HĐND " + agency.unit_name.split(" ", 1)[0].lower(), "Lưu: VT"),
    )


def issuer_in_full(agency: Agency, head: LetterHead) -> str:
    """The issuer as sentences name it: the agency, or its superior under whose own head it drafts.

    The name under which the document stands and the one in its sentences are then the same (NĐ 30/2020 Phụ lục I,
    Mục II.2).
    """
    superior = agency.superior
    if superior and head.name and fold(" ".join(head.name)) == fold(" ".join(superior.head)):
        return superior.full_name
    return agency.full_name or agency.name


def _initials(name: str) -> str:
    words = [word for word in name.replace(",", " ").split() if word not in ("và", "các", "của")]
    return "".join(word[0] for word in words).upper()
