"""A small report with everything that a package holds, and ways of taking packages apart and tampering with them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from sonla_desktop.adapters.package.bag import BagPackages
from sonla_desktop.adapters.workbook.province_reader import read_province_sheet
from sonla_desktop.adapters.workbook.province_sheet import ProvinceSheetWriter
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.month_json import canonical_bytes, check_code, report_as_json, report_sha256
from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.domain.reading import (
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.task import IssuedDocument, Measured, TaskStatus, TaskUpdate
from sonla_desktop.usecases.package_ports import PackageContents, PackageRead, PackedEvidence
from tests.helpers.repository import ROOT

NAME = "04123_kh-2026_2026-11_v1"
DOCUMENT = f"data/bao-cao/{NAME}.docx"
CLOSED_AT = datetime.fromisoformat("2026-11-11T10:42:00")
EVIDENCE = {
    "trích xuất tháng 11.csv": "số,ngày\r\n1,2026-11-02\r\n".encode() * 400,
    "Sổ văn bản đi.pdf": b"%PDF-1.7 " + bytes(range(256)) * 300,
}
DIGESTS = {name: hashlib.sha256(data).hexdigest() for name, data in EVIDENCE.items()}

_T, _N, _I = ColumnType.STRING, ColumnType.NUMBER, ColumnType.INTEGER
_INDICATORS = (
    SheetColumn("code", "Mã chỉ tiêu", _T, width=28),
    SheetColumn("name", "Tên chỉ tiêu", _T, width=52),
    SheetColumn("state", "Trạng thái số liệu", _T),
    SheetColumn("numerator", "Tử số (a)", _N),
    SheetColumn("denominator", "Mẫu số (b)", _N),
    SheetColumn("value", "Giá trị", _N),
    SheetColumn("ratio", "Tỷ lệ (%)", _N, "percent"),
    SheetColumn("target_operator", "So sánh mục tiêu", _T),
    SheetColumn("met", "Đạt mục tiêu", ColumnType.BOOLEAN),
    SheetColumn("note", "Ghi chú", _T, width=40),
)
_TASKS = (
    SheetColumn("code", "Mã nhiệm vụ", _T),
    SheetColumn("name", "Tên nhiệm vụ", _T, width=52),
    SheetColumn("status", "Trạng thái", _T),
    SheetColumn("percent", "Tiến độ (%)", _I, "percent"),
    SheetColumn("completed_on", "Ngày hoàn thành", ColumnType.DATE),
    SheetColumn("timeliness", "Đánh giá thời hạn", _T),
    SheetColumn("result", "Kết quả thực hiện", _T, width=48),
    SheetColumn("measured_value", "Kết quả đo được", _N),
    SheetColumn("subjective", "Nguyên nhân chủ quan", _T, width=36),
)
_FIGURES = (
    SheetColumn("id", "Mã số liệu", _T),
    SheetColumn("name", "Tên số liệu", _T),
    SheetColumn("unit", "Đơn vị tính", _T),
    SheetColumn("value", "Giá trị", _N),
)


def messages() -> TomlMessages:
    return TomlMessages(ROOT / "resources" / "messages")


def packages() -> BagPackages:
    return BagPackages(messages(), read_province_sheet)


def report() -> Report:
    """Two indicators, one of them not arising, two tasks and a figure."""
    source = SourceReading(
        name="Hệ thống quản lý văn bản",
        kind=SourceKind.EXTRACT,
        numerator=Decimal(812),
        denominator=Decimal(1003),
        taken_on=date(2026, 11, 10),
        evidence=(DIGESTS["trích xuất tháng 11.csv"],),
    )
    return Report(
        agency_code="04123",
        agency_name="UBND xã Chiềng Mung",
        form="kh-2026",
        period=ReportingPeriod.parse("2026-11"),
        data_window=DataWindow(date(2026, 10, 11), date(2026, 11, 10)),
        indicators=(
            IndicatorReading(
                "vb-dien-tu-toan-trinh",
                FigureState.REPORTED,
                Decimal(812),
                Decimal(1003),
                flow=Flow(Decimal(1003), Decimal(990), Decimal(13)),
                sources=(source,),
                recognition=(RecognitionAnswer(RecognitionQuestion.REENTERED, False, 0),),
            ),
            IndicatorReading("dvctt-toan-trinh-vbqppl", FigureState.NOT_ARISING, note="Xã không ban hành."),
        ),
        tasks=(
            TaskUpdate(
                "kh-2026-II-1",
                TaskStatus.IN_PROGRESS,
                60,
                "Đã ban hành kế hoạch;\nđang tập huấn.",
                measured=Measured(Decimal("96.4"), Unit.PERCENT),
                documents=(IssuedDocument("KH", "12/KH-UBND", date(2026, 3, 10), "CĐS", DIGESTS["Sổ văn bản đi.pdf"]),),
                explanation=Explanation("-Thiếu người", "Không có", "Bố trí thêm", "Tập huấn"),
            ),
            TaskUpdate("kh-2026-II-2", TaskStatus.COMPLETED, 100, "=1+1", completed_on=date(2026, 11, 5)),
        ),
        figures={"ho-so-tiep-nhan": Decimal("1234.5")},
    )


def sheets(of: Report) -> tuple[Sheet, ...]:
    """The report's sheets in the columns that these tests need."""
    return (
        Sheet("chi-tieu", "ChiTieu", _INDICATORS, tuple(_indicator_row(item) for item in of.indicators)),
        Sheet("nhiem-vu", "NhiemVu", _TASKS, tuple(_task_row(item) for item in of.tasks)),
        Sheet("so-lieu", "SoLieu", _FIGURES, tuple((key, key, "", str(value)) for key, value in of.figures.items()),
              key=("id",)),
    )  # fmt: skip


def _indicator_row(item: IndicatorReading) -> tuple[str, ...]:
    figures = [str(value) if item.has_figures and value is not None else "" for value in
               (item.numerator, item.denominator, item.value)]  # fmt: skip
    ratio = item.exact_ratio()
    state = item.state.value if item.state else ""
    shown = "" if ratio is None else f"{float(ratio):.6f}"
    return (item.code, f"Chỉ tiêu {item.code}", state, *figures, shown, "=", "true" if ratio else "", item.note)


def _task_row(item: TaskUpdate) -> tuple[str, ...]:
    return (
        item.code,
        f"Nhiệm vụ {item.code}",
        item.status.value if item.status else "",
        "" if item.percent is None else str(item.percent),
        item.completed_on.isoformat() if item.completed_on else "",
        "on_time",
        item.result,
        str(item.measured.value) if item.measured else "",
        item.explanation.subjective if item.explanation else "",
    )


def heading(of: Report) -> tuple[tuple[str, str], ...]:
    return (
        ("Tên cơ quan", of.agency_name),
        ("Kỳ báo cáo", of.period.label),
        ("Mã cơ quan", of.agency_code),
        ("Mã biểu", of.form),
        ("Mã kỳ", str(of.period)),
        ("Phiên bản", str(of.version)),
        ("Mã kiểm", check_code(report_sha256(of))),
    )


def docx(code: str, body: bytes = b"<document/>") -> bytes:
    """The least that is a DOCX with a check code in its footer."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in (("word/document.xml", body), ("word/footer1.xml", f"<ftr><t>Mã: {code}</t></ftr>")):
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def contents(folder: Path, of: Report | None = None) -> PackageContents:
    """The contents of the package of this report, its files written into the folder."""
    of = of or report()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in EVIDENCE.items():
        (folder / name).write_bytes(data)
    name = f"{of.agency_code}_{of.form}_{of.period}_v{of.version}"
    workbook, document = folder / "bieu.xlsx", folder / f"{name}.docx"
    ProvinceSheetWriter().write(heading(of), sheets(of), workbook)
    document.write_bytes(docx(check_code(report_sha256(of))))
    states = {
        "indicators": {item.code: item.state for item in of.indicators},
        "tasks": {item.code: item.status for item in of.tasks},
    }
    identifier = f"{of.agency_code}/{of.form}/{of.period}/v{of.version}"
    return PackageContents(
        name=name,
        report_json=canonical_bytes(report_as_json(of)),
        findings_json=canonical_bytes({"rule_set": "2026.1", "findings": [FINDING]}),
        declaration_json=canonical_bytes(states),
        replacement_json=None,
        sheets=sheets(of),
        workbook=workbook,
        documents=(document,),
        evidence=tuple(
            PackedEvidence(folder / name, name, DIGESTS[name], "Hệ thống quản lý văn bản", "2026-11-10")
            for name in EVIDENCE
        ),
        bag_info={
            "Source-Organization": of.agency_name,
            "External-Identifier": identifier,
            "Bag-Group-Identifier": identifier,
            "Bag-Count": "1 of 1",
            "Checked-At": CLOSED_AT.isoformat(),
            "Rule-Set": "2026.1",
        },
        bagging_date=CLOSED_AT,
        readme="Đọc trước.\nGói báo cáo của xã.\n",
    )


FINDING = {
    "code": "DC-001",
    "severity": "warning",
    "where": "vb-dien-tu-toan-trinh",
    "field": "sources",
    "message": "Chỉ tiêu rủi ro cao mới có một nguồn.",
    "reason": "Kế hoạch chỉ nêu một nguồn.",
    "by": "Cán Bộ Thử",
    "at": "2026-11-11T10:42:00",
}


def written(folder: Path, of: Report | None = None) -> Path:
    """A whole package."""
    target = folder / f"{NAME}.zip"
    packages().write(contents(folder / "nguon", of), target)
    return target


@dataclass
class OpenBag:
    """A package as a dictionary, to be changed and closed again."""

    files: dict[str, bytes]
    top: str = NAME

    @classmethod
    def of(cls, path: Path) -> "OpenBag":
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            files = {name.partition("/")[2]: archive.read(name) for name in names}
        return cls(files, names[0].partition("/")[0])

    def close(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.files.items():
                archive.writestr(f"{self.top}/{name}", data)
        return path

    def edit(self, path: str, old: bytes, new: bytes) -> "OpenBag":
        assert old in self.files[path], f"{old!r} is not in {path}"
        self.files[path] = self.files[path].replace(old, new)
        return self

    def edit_json(self, path: str, change: Callable[[dict], object]) -> "OpenBag":
        value = json.loads(self.files[path])
        change(value)
        self.files[path] = canonical_bytes(value)
        return self

    def resealed(self, *, redescribe: bool = True, keep_document: bool = False) -> "OpenBag":
        """Check codes, descriptor, weights and manifests recomputed, as by somebody who wants to hide a change."""
        if not keep_document:
            self._with_new_code()
        if redescribe and "data/datapackage.json" in self.files:
            self.edit_json("data/datapackage.json", self._redescribe)
        payload = {name: data for name, data in self.files.items() if name.startswith("data/")}
        lines = [line for line in self.files["bag-info.txt"].decode().splitlines() if not line.startswith("Payload")]
        lines.append(f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}")
        self.files["bag-info.txt"] = ("\n".join(sorted(lines)) + "\n").encode()
        self.files["manifest-sha256.txt"] = _manifest(payload)
        tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "DOC_TRUOC.txt")
        self.files["tagmanifest-sha256.txt"] = _manifest({name: self.files[name] for name in tags})
        return self

    def _with_new_code(self) -> None:
        old = OpenBag.code_of(self.files.get(DOCUMENT, b""))
        report = self.files.get("data/bao-cao.json")
        if old is None or report is None or (new := check_code(hashlib.sha256(report).hexdigest())) == old:
            return
        self.files[DOCUMENT] = docx(new)
        if "data/bieu-nhap.xlsx" in self.files:
            with_workbook(self, lambda book: _replace_cell(book["ThongTin"], old, new))

    @staticmethod
    def code_of(document: bytes) -> str | None:
        """The check code of a document made by :func:`docx`."""
        try:
            with zipfile.ZipFile(io.BytesIO(document)) as archive:
                return archive.read("word/footer1.xml").decode().partition("Mã: ")[2].partition("<")[0]
        except (zipfile.BadZipFile, KeyError):
            return None

    def _redescribe(self, value: dict) -> None:
        for resource in value["resources"]:
            data = self.files.get("data/" + resource["path"])
            if data is not None:
                resource["bytes"], resource["hash"] = len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def problems(read: PackageRead) -> set[tuple[str, str]]:
    """File and kind of each problem."""
    return {(problem.file, problem.kind) for problem in read.problems}


def with_workbook(bag: OpenBag, change: Callable[[object], None]) -> OpenBag:
    """The bag with its Excel sheet changed by somebody's spreadsheet program."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(bag.files["data/bieu-nhap.xlsx"]))
    change(book)
    data = io.BytesIO()
    book.save(data)
    bag.files["data/bieu-nhap.xlsx"] = data.getvalue()
    return bag


def _replace_cell(page, old: str, new: str) -> None:
    for row in page.iter_rows():
        for cell in row:
            if cell.value == old:
                cell.value = new


def numbered(of: Report, version: int) -> Report:
    return replace(of, version=version)
