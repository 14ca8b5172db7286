"""Makes the sample month shipped in ``resources/sample`` (run by hand: ``python -m tests.sample_month.make``).

Figures are never typed twice: each extract is written row by row, and the month file says what was counted in it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
EVIDENCE = "minh-chung"
YES, NO = "Có", "Không"


@dataclass(frozen=True)
class Month:
    """One month of the sample: counted figures (a, b) and the circumstances that differ from month to month."""

    period: str
    start: date
    end: date
    closed_at: str
    documents: tuple[int, int]
    online: tuple[int, int]
    papers: tuple[int, int]
    trained: tuple[int, int]
    satisfied: tuple[int, int]
    population: int
    field_check: date
    training_explanation: dict[str, str]
    difficulties: str
    proposals: str

    @property
    def label(self) -> str:
        """T11 of 2026-11."""
        return "T" + self.period[-2:]


def explained(subjective: str, objective: str, remedy: str, next_steps: str) -> dict[str, str]:
    """The four texts."""
    return {"subjective": subjective, "objective": objective, "remedy": remedy, "next_steps": next_steps}


MONTHS = (
    Month(
        "2026-09", date(2026, 8, 11), date(2026, 9, 10), "2026-09-11T15:20:00",
        (702, 883), (336, 370), (188, 224), (58, 62), (190, 192), 361, date(2026, 8, 27),
        explained(
            "Chưa chủ động rà soát người chưa học để cử đi bồi dưỡng bổ sung.",
            "Một số công chức mới tiếp nhận sau sắp xếp chưa được cử đi học.",
            "Đã lập danh sách bốn người còn thiếu, gửi Sở Khoa học và Công nghệ.",
            "Cử hai người học lớp tháng 9, hai người học lớp tháng 11.",
        ),
        "Một số bản chưa có sóng di động ổn định nên người dân khó nộp hồ sơ trực tuyến.",
        "Đề nghị tỉnh mở thêm lớp bồi dưỡng kỹ năng số trực tuyến ngoài giờ hành chính.",
    ),
    Month(
        "2026-10", date(2026, 9, 11), date(2026, 10, 10), "2026-10-12T09:40:00",
        (776, 975), (340, 370), (197, 224), (60, 62), (216, 218), 405, date(2026, 9, 22),
        explained(
            "Lịch trực Bộ phận Một cửa trùng lịch học nên hai người chưa tham gia được.",
            "Lớp trực tuyến của tỉnh lùi ngày khai giảng.",
            "Bố trí người trực thay để công chức đi học.",
            "Đăng ký học bù ngay khi lớp mới mở.",
        ),
        "Đường truyền tại một số bản còn yếu.",
        "Đề nghị hỗ trợ nâng cấp đường truyền cho các bản vùng cao.",
    ),
    Month(
        "2026-11", date(2026, 10, 11), date(2026, 11, 10), "2026-11-12T09:30:00",
        (860, 1073), (345, 372), (203, 226), (61, 62), (244, 247), 452, date(2026, 10, 20),
        explained(
            "Không có.",
            "Một công chức nghỉ thai sản từ tháng 8, chưa thể dự lớp bồi dưỡng.",
            "Đã gửi học liệu điện tử của tỉnh để công chức tự học trước.",
            "Cử dự lớp đầu tiên mở sau khi công chức đi làm lại.",
        ),
        "Máy quét tại Bộ phận Một cửa đã cũ, số hóa hồ sơ nhiều trang còn chậm.",
        "Đề nghị tỉnh hỗ trợ thay thế máy quét tại Bộ phận Một cửa.",
    ),
)


# --- extracts -----------------------------------------------------------------------------------------------------


def working_days(start: date, end: date) -> Iterator[date]:
    """Mondays to Fridays."""
    day = start
    while day <= end:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def spread(count: int, part: int) -> list[bool]:
    """``count`` answers of which ``part`` are yes, evenly spread."""
    return [(row + 1) * part // count > row * part // count for row in range(count)]


def dates_for(counts: Sequence[int], months: Sequence[Month]) -> list[date]:
    """Dates of cumulative rows: those of an earlier month keep theirs when the list grows."""
    dates: list[date] = []
    starts = [date(2025, 12, 11), *(month.start for month in months[1:])]
    for start, month, count in zip(starts, months, counts, strict=False):
        days = list(working_days(start, month.end))
        missing = count - len(dates)
        dates += [days[row * len(days) // missing] for row in range(missing)]
    return dates


def outgoing_documents(month: Month) -> list[list[str]]:
    """List of outgoing documents since the start of the reporting year; numbers restart on 01/01."""
    until = MONTHS[: MONTHS.index(month) + 1]
    dates = dates_for([m.documents[1] for m in until], until)
    electronic: list[bool] = []
    a_before = b_before = 0
    for past in until:
        a, b = past.documents
        electronic += spread(b - b_before, a - a_before)
        a_before, b_before = a, b
    rows = [["STT", "Số, ký hiệu", "Ngày tháng văn bản", "Loại văn bản", "Xử lý toàn trình điện tử"]]
    numbers: dict[int, int] = {}
    for position, (day, full) in enumerate(zip(dates, electronic, strict=True), start=1):
        number = numbers[day.year] = numbers.get(day.year, 0) + 1
        report = position % 3 == 1
        symbol = f"{number:02d}/BC-UBND" if report else f"{number:02d}/UBND"
        kind = "Báo cáo" if report else "Công văn"
        rows.append([str(position), symbol, f"{day:%d/%m/%Y}", kind, YES if full else NO])
    return rows


def ratings(month: Month) -> list[list[str]]:
    """List of satisfaction ratings since the start of the reporting year."""
    until = MONTHS[: MONTHS.index(month) + 1]
    dates = dates_for([m.satisfied[1] for m in until], until)
    content: list[bool] = []
    a_before = b_before = 0
    for past in until:
        a, b = past.satisfied
        content += spread(b - b_before, a - a_before)
        a_before, b_before = a, b
    rows = [["STT", "Mã phiếu", "Ngày đánh giá", "Mức độ"]]
    for position, (day, happy) in enumerate(zip(dates, content, strict=True), start=1):
        level = "Hài lòng" if happy else "Chưa hài lòng"
        rows.append([str(position), f"PH-26-{position:04d}", f"{day:%d/%m/%Y}", level])
    return rows


def listing(headers: list[str], prefix: str, figures: tuple[int, int], taken: str) -> list[list[str]]:
    """A list of things of which the first a are done."""
    a, b = figures
    rows = [headers]
    for position in range(1, b + 1):
        rows.append([str(position), prefix.format(position), YES if position <= a else NO, taken])
    return rows


EXTRACTS: dict[str, tuple[str, Callable[[Month], list[list[str]]]]] = {
    "vb-dien-tu-toan-trinh": ("QLVB - danh sách văn bản đi", outgoing_documents),
    "dvctt-toan-trinh-du-dieu-kien": (
        "Một cửa - TTHC cung cấp toàn trình",
        lambda m: listing(["STT", "Mã TTHC", "Cung cấp toàn trình", "Ngày trích xuất"], "2.{:06d}.000", m.online,
                          f"{m.end:%d/%m/%Y}"),
    ),
    "giay-to-cung-cap-mot-lan": (
        "Một cửa - giấy tờ cung cấp một lần",
        lambda m: listing(["STT", "Mã giấy tờ", "Chỉ cung cấp một lần", "Ngày trích xuất"], "GT.{:05d}", m.papers,
                          f"{m.end:%d/%m/%Y}"),
    ),
    "dao-tao-ky-nang-so": (
        "Sổ theo dõi đào tạo kỹ năng số",
        lambda m: listing(["STT", "Mã cán bộ", "Đã được đào tạo", "Kỳ"], "CB{:03d}", m.trained, m.period),
    ),
    "dvctt-doanh-nghiep": (
        "Một cửa - TTHC liên quan doanh nghiệp",
        lambda m: listing(["STT", "Mã TTHC", "Cung cấp trực tuyến", "Ngày trích xuất"], "2.{:06d}.000", (24, 24),
                          f"{m.end:%d/%m/%Y}"),
    ),
    "hai-long-tthc-dvctt": ("Cổng DVC quốc gia - phiếu đánh giá", ratings),
}


def write_extracts(folder: Path) -> dict[tuple[str, str], str]:
    """Writes every extract and returns its SHA-256 by (period, indicator)."""
    hashes = {}
    for month in MONTHS:
        for code, (name, rows) in EXTRACTS.items():
            buffer = io.StringIO()
            csv.writer(buffer, lineterminator="\r\n").writerows(rows(month))
            data = buffer.getvalue().encode("utf-8-sig")
            (folder / f"{name} - {month.label}.csv").write_bytes(data)
            hashes[month.period, code] = hashlib.sha256(data).hexdigest()
    return hashes


# --- indicators ---------------------------------------------------------------------------------------------------


def source(name: str, kind: str, figures: tuple[int, int], month: Month, evidence: list[str]) -> dict[str, Any]:
    """One source of a reading."""
    return {
        "name": name, "kind": kind, "numerator": figures[0], "denominator": figures[1],
        "taken_on": month.end.isoformat(), "evidence": evidence, "printed_ratio": None, "note": "",
    }


def reading(code: str, figures: tuple[int, int], sources: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A reported reading."""
    return {
        "code": code, "state": "reported", "numerator": figures[0], "denominator": figures[1], "value": None,
        "flow": None, "sources": sources, "recognition": {}, "field_check": None, "explanation": None, "note": "",
        **more,
    }


def without_figures(code: str, state: str, note: str) -> dict[str, Any]:
    """A reading in a state that has no figures."""
    empty = reading(code, (0, 0), [])
    return {**empty, "state": state, "numerator": None, "denominator": None, "note": note}


def no(*questions: str) -> dict[str, Any]:
    """Recognition questions answered with no."""
    return {question: {"occurred": False, "cases": 0, "note": ""} for question in questions}


def indicators(month: Month, hashes: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """The nine readings of a month."""
    office = "Hệ thống Quản lý văn bản và điều hành"
    counter = "Hệ thống thông tin giải quyết TTHC của tỉnh"
    check = {"date": month.field_check.isoformat(), "result": "Số liệu khớp với sổ theo dõi."}
    arisen = month.documents[1]

    def sealed(code: str, name: str, kind: str, figures: tuple[int, int]) -> dict[str, Any]:
        return source(name, kind, figures, month, [hashes[month.period, code]])

    return [
        reading(
            "vb-dien-tu-toan-trinh", month.documents,
            [sealed("vb-dien-tu-toan-trinh", office, "extract", month.documents),
             source("Sổ đăng ký văn bản đi", "register", month.documents, month, [])],
            flow={"arisen": arisen, "processed": arisen - 13, "pending": 13},
            recognition=no("reentered", "paper_parallel", "unused_signatures"), field_check=check,
        ),
        reading(
            "dvctt-toan-trinh-du-dieu-kien", month.online,
            [sealed("dvctt-toan-trinh-du-dieu-kien", counter, "extract", month.online),
             source("Danh mục TTHC đã công bố", "register", month.online, month, [])],
            recognition=no("reentered"), field_check=check,
        ),
        without_figures(
            "dvctt-toan-trinh-vbqppl", "not_arising",
            "Hội đồng nhân dân, Ủy ban nhân dân xã không ban hành văn bản quy định hoặc quy định chi tiết thủ tục "
            "hành chính.",
        ),
        reading("giay-to-cung-cap-mot-lan", month.papers,
                [sealed("giay-to-cung-cap-mot-lan", counter, "extract", month.papers)]),
        reading("dao-tao-ky-nang-so", month.trained,
                [sealed("dao-tao-ky-nang-so", "Sổ theo dõi đào tạo, bồi dưỡng", "register", month.trained)],
                explanation=month.training_explanation),
        without_figures(
            "dao-tao-quan-tri-du-lieu", "not_arising",
            "Xã chưa có vị trí việc làm chuyên trách về công nghệ thông tin, chuyển đổi số.",
        ),
        reading("dvctt-doanh-nghiep", (24, 24),
                [sealed("dvctt-doanh-nghiep", counter, "extract", (24, 24))], recognition=no("reentered")),
        reading(
            "hai-long-tthc-dvctt", month.satisfied, satisfaction_sources(month, hashes),
            recognition={"satisfaction_sample": {
                "occurred": False, "cases": 0, "note": "",
                "population": month.population, "sample": month.satisfied[1],
            }},
            field_check=check,
        ),
        without_figures("thuong-mai-hoa-cncl", "out_of_scope",
                        "Chỉ tiêu của tỉnh, không giao cho Ủy ban nhân dân xã."),
    ]


def satisfaction_sources(month: Month, hashes: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Two sources; in the last month only the portal's, so that the sample shows a warning passed with a reason."""
    portal = source("Cổng Dịch vụ công quốc gia", "extract", month.satisfied, month,
                    [hashes[month.period, "hai-long-tthc-dvctt"]])
    if month is MONTHS[-1]:
        return [portal]
    return [portal, source("Phiếu đánh giá tại Bộ phận Một cửa", "register", month.satisfied, month, [])]


# --- tasks --------------------------------------------------------------------------------------------------------


def task(code: str, status: str, percent: int, result: str, **more: Any) -> dict[str, Any]:
    """One task update."""
    return {
        "code": f"kh-2026-{code}", "status": status, "percent": percent, "result": result, "measured": None,
        "documents": [], "kept": False, "completed_on": None, "deadline": None, "phases": [], "explanation": None,
        "proposal": "", **more,
    }


def document(kind: str, symbol: str, day: str, subject: str) -> dict[str, Any]:
    """A document that was issued."""
    return {"type": kind, "symbol": symbol, "date": day, "subject": subject, "evidence": None}


def done(code: str, day: str, issued: dict[str, Any], month: Month, **more: Any) -> dict[str, Any]:
    """A task completed in an earlier month; from the second month on it is deliberately kept as it was."""
    kept = month is not MONTHS[0]
    return task(code, "completed", 100, "Đã hoàn thành, sản phẩm đã ban hành.", completed_on=day,
                documents=[issued], kept=kept, **more)


def share(value: str) -> dict[str, str]:
    """What was measured, in percent."""
    return {"value": value, "unit": "percent"}


def by_month(month: Month, *values: Any) -> Any:
    """The value of this month out of those of all months."""
    return values[MONTHS.index(month)]


def tasks(month: Month) -> list[dict[str, Any]]:
    """The 22 tasks that a commune leads."""
    return [*electronic_work(month), *online_services(month), *one_time_papers(month), *digital_skills(month),
            *business_and_satisfaction(month)]


def electronic_work(month: Month) -> list[dict[str, Any]]:
    """Appendix II."""
    signed = by_month(month, "Toàn bộ văn bản phát hành trong kỳ đã ký số; 98/98 văn bản.",
                      "Toàn bộ văn bản phát hành trong kỳ đã ký số; 92/92 văn bản.",
                      "Toàn bộ văn bản phát hành trong kỳ đã ký số; 98/98 văn bản đi, 12/12 văn bản nội bộ.")
    return [
        done("II-1", "2026-06-24", document("BC", "35/BC-UBND", "2026-06-24",
             "Kết quả rà soát, đầu tư, nâng cấp hạ tầng công nghệ thông tin"), month),
        task("II-3", "in_progress", by_month(month, 90, 92, 94), signed, measured=share("100")),
        work_rules(month),
        task("II-5", "not_arising", 0, "Chưa phát sinh: hệ thống chưa thay đổi, nâng cấp.",
             deadline={"due": None, "basis": "", "not_arisen": True}),
    ]


def work_rules(month: Month) -> dict[str, Any]:
    """Task II-4: late since June, completed late in the last month."""
    explanation = by_month(
        month,
        explained("Dự thảo Quy chế hoạt động chậm hoàn thiện.", "Chờ văn bản hướng dẫn sau sắp xếp bộ máy.",
                  "Giao một công chức đầu mối, lấy lại ý kiến các bộ phận.", "Trình thông qua trong quý IV/2026."),
        explained("Ý kiến góp ý của các bộ phận gửi chậm.", "Nhân sự phụ trách thay đổi sau sắp xếp bộ máy.",
                  "Đã tổng hợp ý kiến, chỉnh lý dự thảo.", "Tổ chức họp thông qua dự thảo trong kỳ tới."),
        explained("Việc lấy ý kiến kéo dài làm ban hành muộn gần bốn tháng.", "Không có.",
                  "Đã ban hành Quyết định sửa đổi Quy chế hoạt động.",
                  "Phổ biến và kiểm tra việc thực hiện hằng tháng."),
    )
    if month is not MONTHS[-1]:
        return task("II-4", "in_progress", by_month(month, 70, 80, 0), by_month(month,
                    "Đang lấy ý kiến dự thảo Quy chế hoạt động.", "Đã chỉnh lý dự thảo theo ý kiến góp ý.", ""),
                    explanation=explanation)
    issued = document("QĐ", "118/QĐ-UBND", "2026-10-28", "Sửa đổi, bổ sung Quy chế hoạt động của Ủy ban nhân dân xã")
    return task("II-4", "completed", 100, "Đã ban hành Quyết định sửa đổi, bổ sung Quy chế hoạt động.",
                completed_on="2026-10-28", documents=[issued], explanation=explanation)


def online_services(month: Month) -> list[dict[str, Any]]:
    """Appendix III."""
    return [
        task("III-4", "in_progress", by_month(month, 85, 88, 90),
             by_month(month, "Đã số hóa 171/178 hồ sơ phát sinh trong kỳ.",
                      "Đã số hóa 172/179 hồ sơ phát sinh trong kỳ.",
                      "Đã số hóa 182/189 hồ sơ phát sinh trong kỳ."),
             measured=share(by_month(month, "96.07", "96.09", "96.30"))),
        task("III-5", "in_progress", by_month(month, 82, 85, 87),
             by_month(month, "98/119 giao dịch thanh toán trực tuyến.", "99/120 giao dịch thanh toán trực tuyến.",
                      "108/129 giao dịch thanh toán trực tuyến."),
             measured=share(by_month(month, "82.35", "82.50", "83.72"))),
        task("III-6", "in_progress", by_month(month, 72, 78, 84),
             by_month(month, "Tuyên truyền tại 9/15 bản.", "Tuyên truyền tại 11/15 bản.",
                      "Tuyên truyền tại 13/15 bản."),
             documents=[document("KH", "41/KH-UBND", "2026-05-12",
                                 "Tuyên truyền, hướng dẫn sử dụng dịch vụ công trực tuyến")]),
        task("III-7", "not_arising", 0, "Chưa phát sinh: hệ thống chưa thay đổi, nâng cấp.",
             deadline={"due": None, "basis": "", "not_arisen": True}),
    ]


def one_time_papers(month: Month) -> list[dict[str, Any]]:
    """Appendix V."""
    return [
        done("V-1", "2026-03-30", document("BC", "18/BC-UBND", "2026-03-30",
             "Kết quả rà soát thủ tục hành chính liên quan đến sản xuất, kinh doanh"), month,
             phases=[{"number": 1, "completed_on": "2026-03-30"}]),
        task("V-2", "in_progress", by_month(month, 82, 85, 88), by_month(month, "Số hóa 21/21 hồ sơ.",
             "Số hóa 19/19 hồ sơ.", "Số hóa 23/23 hồ sơ."), measured=share("100")),
        task("V-3", "in_progress", by_month(month, 78, 80, 82),
             by_month(month, "Tái sử dụng dữ liệu ở 136/168 hồ sơ.", "Tái sử dụng dữ liệu ở 140/172 hồ sơ.",
                      "Tái sử dụng dữ liệu ở 151/182 hồ sơ."),
             measured=share(by_month(month, "80.95", "81.40", "82.97"))),
        task("V-5", "in_progress", by_month(month, 82, 85, 88), "Hướng dẫn trực tiếp tại Bộ phận Một cửa hằng tuần.",
             measured=share("100")),
    ]


def digital_skills(month: Month) -> list[dict[str, Any]]:
    """Appendix VI."""
    return [
        done("VI-1", "2026-04-15", document("KH", "29/KH-UBND", "2026-04-15",
             "Đào tạo, bồi dưỡng kỹ năng số cho cán bộ, công chức"), month,
             deadline={"due": "2026-04-30", "basis": "Kế hoạch của tỉnh", "not_arisen": False}),
        done("VI-2", "2026-08-20", document("BC", "52/BC-UBND", "2026-08-20",
             "Kết quả tổ chức lớp bồi dưỡng kỹ năng số"), month,
             deadline={"due": "2026-08-31", "basis": "Kế hoạch của tỉnh và của xã", "not_arisen": False}),
        done("VI-4", "2026-07-15", document("BC", "47/BC-UBND", "2026-07-15",
             "Kết quả bố trí kinh phí đào tạo, bồi dưỡng kỹ năng số"), month,
             deadline={"due": "2026-07-31", "basis": "Quyết định giao dự toán", "not_arisen": False}),
        task("VI-5", "in_progress", by_month(month, 55, 65, 75),
             by_month(month, "Đang dự thảo tiêu chí đánh giá.", "Đã lấy ý kiến các bộ phận về dự thảo tiêu chí.",
                      "Đã tiếp thu ý kiến, hoàn thiện dự thảo Quyết định."),
             proposal="" if month is not MONTHS[-1] else "Đề nghị Sở Nội vụ có mẫu tiêu chí dùng chung."),
    ]


def business_and_satisfaction(month: Month) -> list[dict[str, Any]]:
    """Appendices VIII, IX, X."""
    return [
        done("VIII-3", "2026-03-27", document("BC", "17/BC-UBND", "2026-03-27",
             "Danh mục thủ tục hành chính liên quan đến doanh nghiệp đã được số hóa, đơn giản hóa"), month,
             phases=[{"number": 1, "completed_on": "2026-03-27"}]),
        task("VIII-4", "in_progress", by_month(month, 80, 84, 88), by_month(month, "Hỗ trợ 12/12 lượt doanh nghiệp.",
             "Hỗ trợ 14/14 lượt doanh nghiệp.", "Hỗ trợ 11/11 lượt doanh nghiệp."), measured=share("100")),
        task("IX-1", "in_progress", by_month(month, 86, 88, 90), by_month(month, "Giải quyết đúng hạn 175/178 hồ sơ.",
             "Giải quyết đúng hạn 176/179 hồ sơ.", "Giải quyết đúng hạn 187/189 hồ sơ."),
             measured=share(by_month(month, "98.31", "98.32", "98.94"))),
        task("IX-2", "in_progress", by_month(month, 82, 85, 88), "Duy trì đánh giá hài lòng tại quầy tiếp nhận.",
             measured=share("100")),
        task("IX-3", "in_progress", by_month(month, 84, 87, 90), by_month(month, "Hài lòng 69/70 lượt phản ánh.",
             "Hài lòng 72/73 lượt phản ánh.", "Hài lòng 78/79 lượt phản ánh."),
             measured=share(by_month(month, "98.57", "98.63", "98.73"))),
        done("X-2", "2026-06-26", document("TB", "36/TB-UBND", "2026-06-26",
             "Công khai Danh mục nhu cầu sử dụng các sản phẩm công nghệ chiến lược"), month),
    ]


# --- files --------------------------------------------------------------------------------------------------------


def month_file(month: Month, hashes: dict[tuple[str, str], str]) -> dict[str, Any]:
    """The month file."""
    passed = [{
        "code": "DC-001", "where": "hai-long-tthc-dvctt", "field": "sources",
        "reason": "Kế hoạch chỉ nêu một nguồn là Cổng Dịch vụ công quốc gia; máy đánh giá tại Bộ phận Một cửa "
                  "hỏng từ ngày 15/10/2026, chưa có nguồn thứ hai trong kỳ.",
    }]
    return {
        "schema": "sonla-report/1.0",
        "agency": {"code": "04123", "name": "UBND xã Chiềng Mung"},
        "form": "kh-2026", "period": month.period, "version": 1, "supersedes": None,
        "data_window": {"from": month.start.isoformat(), "to": month.end.isoformat()},
        "indicators": indicators(month, hashes), "tasks": tasks(month), "figures": {}, "tables": {},
        "narrative": {"difficulties": month.difficulties, "proposals": month.proposals}, "part": None,
        "acknowledged": passed if month is MONTHS[-1] else [],
    }


SETTINGS = {
    "schema": "sonla-settings/1",
    "head": {"superior": None, "name": ["ỦY BAN NHÂN DÂN", "XÃ CHIỀNG MUNG"]},
    "place": "Chiềng Mung", "symbol": "BC-UBND",
    "signatory": {"authority": ["TM. ỦY BAN NHÂN DÂN"], "title": ["CHỦ TỊCH"], "name": "Người Ký Mẫu"},
    "addressees": ["Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Công an tỉnh"],
    "recipients": ["Như trên", "TT Đảng ủy, HĐND xã", "Lưu: VT"],
    "officer": "Cán Bộ Mẫu", "official_code": None,
}


def write_json(path: Path, value: Any) -> None:
    """A JSON file that people can read."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make(folder: Path) -> None:
    """Writes the whole sample into an empty folder."""
    (folder / EVIDENCE).mkdir(parents=True)
    hashes = write_extracts(folder / EVIDENCE)
    for month in MONTHS:
        write_json(folder / f"{month.period}.json", month_file(month, hashes))
    write_json(folder / "settings.json", SETTINGS)
    head = ['# Dữ liệu MẪU: số liệu, người và văn bản đều giả định.', 'agency = "04123"', 'settings = "settings.json"',
            f'evidence = "{EVIDENCE}"']
    months = [
        f'\n[[month]]\nperiod = "{m.period}"\nfile = "{m.period}.json"\nclosed_at = {m.closed_at}' for m in MONTHS
    ]
    (folder / "sample.toml").write_text("\n".join(head) + "\n" + "\n".join(months) + "\n", encoding="utf-8")


if __name__ == "__main__":
    shutil.rmtree(SAMPLE, ignore_errors=True)
    make(SAMPLE)
