"""Builds package and document of a frozen version; equal versions give equal bytes, whenever they are built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.document import Document
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.form_definition import ChartKind
from sonla_desktop.domain.month_json import canonical_bytes, check_code, report_as_json, report_sha256
from sonla_desktop.domain.reading import SourceReading
from sonla_desktop.domain.replacement import Replacement, reason_line, replacement_as_json
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.submission_deadline import notice_as_json
from sonla_desktop.usecases.attach_evidence import file_sha256
from sonla_desktop.usecases.compose_document import compose_document
from sonla_desktop.usecases.compose_document.charts import PERIODS, ChartSource
from sonla_desktop.usecases.compose_sheets import compose_sheets, unrecognised_notes
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.package_ports import PackageContents, PackedEvidence
from sonla_desktop.usecases.ports import ArchivedFile, EvidenceShelf, FrozenVersion, Store, UnitOfWork, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Duty, Month

SAMPLE_MARK = "MẪU"


@dataclass(frozen=True, slots=True)
class ArchiveOrder:
    """What is to be built: the frozen version with its duty and agency, whether it is a sample, and the report of
    the period before, with which the document compares."""

    frozen: FrozenVersion
    duty: Duty
    agency: Agency
    sample: bool
    previous: Report | None = None
    charts: ChartSource | None = None

    @property
    def name(self) -> str:
        """Common stem of the files: ``<agency code>_<form id>_<period>_v<version>``."""
        report = self.frozen.report
        return f"{report.agency_code}_{report.form}_{report.period}_v{report.version}"


def order_for(world: World, store: Store, work: UnitOfWork, month: Month, frozen: FrozenVersion) -> ArchiveOrder:
    """The order of a version of this month, with the neighbours in time that its document speaks of."""
    previous = _compared_with(work, month, frozen)
    charts = _charts(world, month, previous)
    duty = month.duty.in_words_of(frozen.settings)
    return ArchiveOrder(frozen, duty, store.agency, store.is_sample, previous, charts)


def _compared_with(work: UnitOfWork, month: Month, frozen: FrozenVersion) -> Report | None:
    """The report of the period before in the version that this one was judged by, though it was replaced since."""
    previous = month.previous
    if previous is None or frozen.previous_version in (None, previous.version):
        return previous
    versions = {one.report.version: one.report for one in work.versions(previous.key)}
    return versions.get(frozen.previous_version, previous)


def _charts(world: World, month: Month, previous: Report | None) -> ChartSource | None:
    wanted = {kind for section in month.duty.form.sections for kind in section.charts}
    if world.charts is None or not wanted:
        return None
    earlier = _unbroken(month, previous) if previous is not None and ChartKind.TREND in wanted else ()
    return ChartSource(world.charts, earlier)


def _unbroken(month: Month, previous: Report) -> tuple[Report, ...]:
    """The reports of the periods before, oldest first, back to the first gap and as far as a chart shows them."""
    found = [previous]
    for report in reversed(month.history[-PERIODS + 1 : -1]):
        if report.period != found[-1].period.previous():
            break
        found.append(report)
    return tuple(reversed(found))


def build_archive(
    world: World, store: Store, order: ArchiveOrder, folder: Path, watch: Progress
) -> tuple[ArchivedFile, ...]:
    """Writes document, workbook and package into ``folder`` (which exists and is empty) and tells what they are."""
    # Whoever verifies the package has the plan's own words, not those that the officer corrected.
    report, assignment = order.frozen.report, order.duty.in_source_words.assignment
    sheets = compose_sheets(report, assignment, order.duty.form)
    watch.step("Đang soạn báo cáo", 1, 3)
    document = folder / f"{order.name}.docx"
    world.documents.write(document_of(order), document)
    watch.step("Đang lập biểu nhập", 2, 3)
    workbook = folder / "bieu-nhap.xlsx"
    world.workbooks.write(_workbook_heading(order), sheets, workbook)
    watch.step("Đang đóng gói", 3, 3)
    package = folder / f"{order.name}.zip"
    world.packages.write(
        PackageContents(
            name=order.name,
            report_json=canonical_bytes(report_as_json(report)),
            findings_json=findings_bytes(order.frozen),
            declaration_json=canonical_bytes(declaration(report)),
            replacement_json=_replacement_bytes(order.frozen),
            sheets=sheets,
            workbook=workbook,
            documents=(document,),
            evidence=packed_evidence(store.shelf, report),
            bag_info=_bag_info(order),
            bagging_date=order.frozen.closed_at,
            readme=_readme(order),
        ),
        package,
    )
    workbook.unlink()
    return archived(package, "package"), archived(document, "document")


def archived(path: Path, kind: str) -> ArchivedFile:
    """What is recorded of a file that was built."""
    return ArchivedFile(path.name, kind, file_sha256(path), path.stat().st_size, path)


def findings_bytes(frozen: FrozenVersion) -> bytes:
    """``kiem-tra.json``: every finding, those passed with a reason included, and the rule set's version.

    ``deadline`` is there only when a document had set or moved the deadline that the report was judged by.
    """
    value: dict[str, Any] = {
        "rule_set": frozen.rule_set,
        "findings": [finding_as_json(item, full=True) for item in frozen.findings],
    }
    if frozen.deadline_notice is not None:
        value["deadline"] = notice_as_json(frozen.deadline_notice)
    return canonical_bytes(value)


def _replacement_bytes(frozen: FrozenVersion) -> bytes | None:
    """``thay-the.json``, of a version that replaces another."""
    return None if frozen.replacement is None else canonical_bytes(replacement_as_json(frozen.replacement))


def finding_as_json(stated: StatedFinding, *, full: bool = False) -> dict[str, Any]:
    """A finding as ``check --json`` prints it; ``full`` adds the reason with who and when."""
    finding = stated.finding
    result: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "field": finding.field,
        "message": stated.message,
    }
    if full:
        at = stated.at.isoformat() if stated.at else None
        result |= {"reason": stated.reason, "by": stated.by, "at": at}
    return result


def declaration(report: Report) -> dict[str, dict[str, str | None]]:
    """``khai-bao.json``: the declared state of every item."""
    return {
        "indicators": {item.code: item.state.value if item.state else None for item in report.indicators},
        "tasks": {item.code: item.status.value if item.status else None for item in report.tasks},
    }


def packed_evidence(shelf: EvidenceShelf, report: Report) -> tuple[PackedEvidence, ...]:
    """Every file that the report names and the shelf holds, once, in the order of their hashes."""
    described = _descriptions(report)
    packed = []
    for sha256 in sorted(described):
        known = shelf.file(sha256)
        if known is None or not shelf.holds(sha256):
            continue
        system, taken_on = described[sha256]
        packed.append(PackedEvidence(shelf.path(sha256), known.original_name, sha256, system, taken_on))
    return tuple(packed)


def _descriptions(report: Report) -> Mapping[str, tuple[str, str]]:
    sources: dict[str, list[SourceReading]] = {}
    for task in report.tasks:
        sources.update({document.evidence: [] for document in task.documents if document.evidence})
    for reading in report.indicators:
        for source in reading.sources:
            for sha256 in source.evidence:
                sources.setdefault(sha256, []).append(source)
    return {sha256: _described(named) for sha256, named in sources.items()}


def _described(sources: list[SourceReading]) -> tuple[str, str]:
    """Names of the systems and the last day on which they were read; a file may serve several figures."""
    names = dict.fromkeys(source.name for source in sources if source.name)
    days = sorted({source.taken_on.isoformat() for source in sources if source.taken_on})
    return "; ".join(names), days[-1] if days else ""


def document_of(order: ArchiveOrder) -> Document:
    """The document of a version: what is written as DOCX, printed, and shown before printing."""
    frozen = order.frozen
    return compose_document(
        frozen.report,
        order.duty.form,
        order.duty.assignment,
        frozen.settings,
        frozen.findings,
        created=frozen.closed_at,
        check_code=check_code(report_sha256(frozen.report)),
        watermark=SAMPLE_MARK if order.sample else "",
        previous=order.previous,
        charts=order.charts,
        replacement=frozen.replacement,
        deadline=order.duty.assignment.plan.submission_deadline(frozen.report.period, frozen.deadline_notice),
    )


def _bag_info(order: ArchiveOrder) -> dict[str, str]:
    frozen, report = order.frozen, order.frozen.report
    identifier = f"{report.agency_code}/{report.form}/{report.period}"
    info = {
        "Source-Organization": report.agency_name,
        "Bag-Software-Agent": f"Sơn La Desktop {frozen.program_version}",
        "External-Identifier": f"{identifier}/v{report.version}",
        "Bag-Group-Identifier": f"{identifier}/v{report.version}",
        "Bag-Count": "1 of 1",
        "Checked-At": frozen.closed_at.isoformat(timespec="seconds"),
        "Rule-Set": frozen.rule_set,
        "Audit-Chain-Head": frozen.chain_head,
    }
    return info | ({"Sample": SAMPLE_MARK} if order.sample else {})


def _workbook_heading(order: ArchiveOrder) -> tuple[tuple[str, str], ...]:
    report = order.frozen.report
    heading: tuple[tuple[str, str], ...] = (
        ("Mã cơ quan", report.agency_code),
        ("Tên cơ quan", report.agency_name),
        ("Mã định danh", order.frozen.settings.official_code or ""),
        ("Biểu báo cáo", order.duty.form.title),
        ("Mã biểu", report.form),
        ("Kỳ báo cáo", report.period.label),
        ("Mã kỳ", str(report.period)),
        ("Số liệu từ ngày", f"{report.data_window.start:%d/%m/%Y}"),
        ("Số liệu đến ngày", f"{report.data_window.end:%d/%m/%Y}"),
        ("Phiên bản", str(report.version)),
        ("Chốt lúc", f"{order.frozen.closed_at:%H:%M %d/%m/%Y}"),
        ("Người lập", order.frozen.settings.officer),
        ("Mã kiểm", check_code(report_sha256(report))),
    )
    duty, replacement = order.duty, order.frozen.replacement
    heading += tuple(unrecognised_notes(report, duty.assignment, FieldWords(duty.form, duty.assignment)))
    if replacement is not None:
        stated = replacement.supersedes
        heading += (
            ("Báo cáo thay thế", f"Thay thế phiên bản {stated.version} (mã gói {check_code(stated.package_sha256)})"),
            ("Lý do thay thế", replacement.reason),
        )
    return heading + ((("Lưu ý", "Dữ liệu MẪU, không phải số liệu thật"),) if order.sample else ())


def _readme(order: ArchiveOrder) -> str:
    report = order.frozen.report
    sample = "\nĐÂY LÀ DỮ LIỆU MẪU, KHÔNG PHẢI SỐ LIỆU THẬT.\n" if order.sample else ""
    return README.format(
        agency=report.agency_name,
        title=order.duty.form.title,
        period=report.period.label,
        window=report.data_window.label,
        version=report.version,
        closed=_moment(order.frozen.closed_at),
        replaced=_replaced_line(order.frozen.replacement),
        replacement=REPLACEMENT_FILE if order.frozen.replacement else "",
        sample=sample,
        program=order.frozen.program_version,
    )


def _replaced_line(replacement: Replacement | None) -> str:
    if replacement is None:
        return ""
    stated = replacement.supersedes
    return (
        f"BÁO CÁO THAY THẾ: thay thế phiên bản {stated.version} (gói có mã SHA-256 {stated.package_sha256}).\n"
        f"{reason_line(replacement.reason)}\n"
    )


def _moment(at: datetime) -> str:
    return f"{at:%H:%M} ngày {at:%d/%m/%Y}"



REPLACEMENT_FILE = "- data/thay-the.json: phiên bản bị thay thế, lý do và từng mục thay đổi (cũ, mới).\n"
README = """GÓI BÁO CÁO - ĐỌC TRƯỚC
{sample}
Cơ quan báo cáo: {agency}
Báo cáo: {title}
Kỳ: {period} (số liệu từ {window})
Phiên bản: {version}, chốt lúc {closed}
{replaced}Lập bằng: Sơn La Desktop {program}

Trong gói có gì
- data/bao-cao.json: toàn bộ số liệu của báo cáo.
- data/so-lieu/: các bảng chỉ tiêu, nhiệm vụ, số liệu dạng CSV, bảng mã UTF-8 (bảng mở ngay bằng Excel: bieu-nhap.xlsx).
- data/bieu-nhap.xlsx: biểu để nhập vào hệ thống báo cáo của tỉnh.
- data/kiem-tra.json, data/khai-bao.json: kết quả kiểm tra và khai báo của từng mục.
{replacement}- data/minh-chung/: tệp trích xuất làm căn cứ, kèm danh sách index.csv.
- data/bao-cao/: văn bản báo cáo.

Kiểm tra gói còn nguyên hay không, không cần chương trình riêng
1. Giải nén gói vào một thư mục.
2. Trên Windows, mở Command Prompt tại thư mục đó, gõ:
     certutil -hashfile data\\bao-cao.json SHA256
   rồi so với dòng của tệp ấy trong manifest-sha256.txt. Làm như vậy với từng tệp.
3. Trên Linux hoặc macOS, gõ:
     sha256sum -c manifest-sha256.txt
Tệp nào khác dòng ghi trong manifest-sha256.txt là đã bị sửa sau khi chốt số liệu.
"""
