"""Records what came back after a version was handed in: official number and date, the signed copy, the receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sonla_desktop.domain.official_number import official_number
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import Receipt, Submission
from sonla_desktop.domain.text import has_forbidden_control, nfc
from sonla_desktop.usecases.attach_evidence import taken_in
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import FrozenVersion, Stamp, Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import closed_version, month_in
from sonla_desktop.usecases.read_outcome import outcome_of

PACKAGE, VOLUME = "package", "volume"
PACKED_KINDS: Final = (PACKAGE, VOLUME)
"""What a receipt may be for: the package, or a volume cut from it."""

_MOST_PDF_BYTES: Final = 100 * 1024 * 1024
_LONGEST_REFERENCE: Final = 200
_PDF_HEAD, _PDF_END, _PDF_EDGE = b"%PDF-", b"%%EOF", 2048


def record_outcome(
    world: World,
    store: Store,
    period: str,
    form_id: str = "",
    *,
    version: int | None = None,
    number: str = "",
    date: date | None = None,
    signed_pdf: Path | None = None,
    receipt: Path | None = None,
    reference: str = "",
) -> tuple[Submission, Changes]:
    """Adds to what is known of a closed version (None: the newest), or corrects it; what is not given stays.

    Only a receipt sets "đã tiếp nhận" or "bị trả lại". A ``reference`` that was typed in needs a scan, given now or
    earlier. All of it is recorded or nothing is.

    Raises:
        InputRefused: ``outcome-*`` for what does not fit this version, ``receipt-*`` for a receipt that cannot be
            read, ``file-*``, ``not-closed``, ``version-unknown``, ``form-unknown``, ``period-unknown``.
        WorldRefused: disk or store refuse.
    """
    given = _Given(number.strip(), date, signed_pdf, receipt, _reference(reference))
    if given == _Given():
        raise InputRefused("outcome-nothing")
    scans = [] if signed_pdf is None else [_pdf(signed_pdf)]
    read = None if receipt is None else world.month_files.read_receipt(receipt)
    with taken_in(store.shelf, scans, world.clock.now()) as files, store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        key, stamp = month.key, Stamp(world.clock.now(), month.settings.officer)
        closed = closed_version(work, month, version)
        before = outcome_of(work, key, closed.report.version).submission
        after = _with_number(before, given, closed, stamp.at.date())
        if given.number:
            _require_own_number(work, key, after)
        if read is not None:
            _require_own_receipt(work, key, closed, read)
        after = replace(after, signed_pdf=files[0].sha256 if files else after.signed_pdf, receipt=read or after.receipt)
        after = _with_reference(after, given.reference)
        work.register_evidence(files, stamp)
        changed = work.record_submission(key, after, stamp)
        work.commit()
    if not changed:
        return before, Changes()
    recorded = replace(after, recorded_at=stamp.at, recorded_by=stamp.officer)
    return recorded, Changes(frozenset({key}), evidence=bool(files), packages=True)


@dataclass(frozen=True, slots=True)
class _Given:
    number: str = ""
    date: date | None = None
    signed_pdf: Path | None = None
    receipt: Path | None = None
    reference: str = ""


def _reference(typed: str) -> str:
    plain = " ".join(nfc(typed).split())
    if len(plain) > _LONGEST_REFERENCE or has_forbidden_control(plain):
        raise InputRefused("outcome-reference", limit=_LONGEST_REFERENCE)
    return plain


def _with_reference(submission: Submission, reference: str) -> Submission:
    if reference and submission.signed_pdf is None:
        raise InputRefused("outcome-reference-alone")
    return replace(submission, reference=reference or submission.reference)


def _pdf(path: Path) -> Path:
    """The same path; only head and end are looked at: whether a signature holds is not this program's to say."""
    name = nfc(path.name)
    if not path.is_file():
        raise InputRefused("file-absent", file=name)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_PDF_EDGE)
            stream.seek(max(0, size - _PDF_EDGE))
            end = stream.read(_PDF_EDGE)
    except OSError:
        raise InputRefused("file-unreadable", file=name) from None
    if not head.startswith(_PDF_HEAD):
        raise InputRefused("outcome-pdf", file=name)
    if size > _MOST_PDF_BYTES:
        raise InputRefused("outcome-pdf-too-big", file=name, limit=_MOST_PDF_BYTES // 1024 // 1024)
    if _PDF_END not in end:
        raise InputRefused("outcome-pdf-cut", file=name)
    return path


def _with_number(before: Submission, given: _Given, closed: FrozenVersion, today: date) -> Submission:
    """What was known, with number and date as given now."""
    symbol = closed.settings.symbol
    number = official_number(given.number, symbol) if given.number else before.number
    if number is None:
        raise InputRefused("outcome-number", value=given.number[:40], example=f"45 hoặc 45/{symbol}")
    day = given.date or before.date
    if number and day is None:
        raise InputRefused("outcome-date-missing", number=number)
    if day is not None and not number:
        raise InputRefused("outcome-number-missing", day=date_label(day))
    if given.date is not None:
        _require_possible(given.date, closed.closed_at.date(), today)
    return replace(before, number=number, date=day)


def _require_possible(day: date, closed: date, today: date) -> None:
    """The document is drawn from the closed figures, so nobody signs it before they are closed."""
    if day > today:
        raise InputRefused("outcome-date-future", day=date_label(day))
    if day < closed:
        raise InputRefused("outcome-date-before-closing", day=date_label(day), closed=date_label(closed))


def _require_own_number(work: UnitOfWork, key: ReportKey, after: Submission) -> None:
    """A replacement is a document of its own: in one year no number is given twice."""
    for frozen in work.versions(key):
        other = work.submission(key, frozen.report.version)
        if other is None or other.version == after.version or not after.number or other.date is None:
            continue
        if other.number == after.number and after.date and other.date.year == after.date.year:
            raise InputRefused("outcome-number-used", number=after.number, version=other.version)


def _require_own_receipt(work: UnitOfWork, key: ReportKey, closed: FrozenVersion, receipt: Receipt) -> None:
    """A receipt counts only for this very version and for the bytes that were handed out."""
    report = closed.report
    stated = (
        ("cơ quan", receipt.agency, report.agency_code),
        ("biểu", receipt.form, report.form),
        ("kỳ", receipt.period, str(report.period)),
        ("phiên bản", str(receipt.version), str(report.version)),
    )
    for what, found, wanted in stated:
        if found != wanted:
            raise InputRefused("outcome-receipt-other", what=what, found=found[:40], wanted=wanted)
    handed_out = [(entry.kind, entry.sha256) for entry in work.handed_out(key, report.version)]
    known = [(file.kind, file.sha256) for file in closed.files] + handed_out
    packages = [sha256 for kind, sha256 in known if kind in PACKED_KINDS]
    volumes = [sha256 for kind, sha256 in known if kind == VOLUME]
    if receipt.package_sha256 not in packages and not any(item["sha256"] in volumes for item in receipt.volumes):
        raise InputRefused(
            "outcome-receipt-other",
            what="gói có mã băm",
            found=_short(receipt.package_sha256),
            wanted=_short(packages[0]),
        )


def _short(sha256: str) -> str:
    """As the delivery note prints it: the first and the last 8 characters."""
    return f"{sha256[:8]}…{sha256[-8:]}"
