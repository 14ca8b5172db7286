"""A believable report as a document: what a commune hands in for a month, and variants for single questions."""

from __future__ import annotations

from dataclasses import replace

from sonla_desktop.domain.document import (
    Align,
    Document,
    DocumentProperties,
    Heading,
    Orientation,
    Paragraph,
    Role,
    Section,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
)

CHECK_CODE = "3f9a61c0…77be02d5"

_INDICATORS = (
    (
        "Tỷ lệ văn bản, hồ sơ công việc được xử lý toàn trình trên môi trường điện tử",
        "812",
        "1.003",
        "80,96%",
        "≥70%",
        "Đạt",
    ),
    (
        "Tỷ lệ thủ tục hành chính đủ điều kiện cung cấp trực tuyến toàn trình",
        "388",
        "869",
        "44,65%",
        "≥50%",
        "Chưa đạt",
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến toàn trình trên tổng số thủ tục hành chính có đủ điều kiện",
        "388",
        "421",
        "92,16%",
        "≥70%",
        "Đạt",
    ),
    ("Tỷ lệ hồ sơ thủ tục hành chính của doanh nghiệp được giải quyết trực tuyến", "56", "61", "91,80%", "≥90%", "Đạt"),
    (
        "Tỷ lệ giấy tờ chỉ phải cung cấp một lần khi thực hiện thủ tục hành chính",
        "1.204",
        "1.331",
        "90,46%",
        "≥90%",
        "Đạt",
    ),
    (
        "Tỷ lệ người dân trưởng thành có tài khoản định danh điện tử mức độ 2",
        "4.202",
        "6.003",
        "70,00%",
        "≥70%",
        "Chưa đạt",
    ),
    ("Số cán bộ, công chức được bồi dưỡng kỹ năng số", "24", "31", "77,42%", "≥60%", "Đạt"),
    (
        "Tỷ lệ hài lòng của người dân, doanh nghiệp khi giải quyết thủ tục hành chính",
        "96",
        "103",
        "93,20%",
        "≥95%",
        "Chưa đạt",
    ),
    ("Tỷ lệ thanh toán trực tuyến trên Cổng Dịch vụ công", "–", "–", "Không phát sinh", "≥80%", "–"),
)

_TASKS = (
    "Hoàn thiện hạ tầng công nghệ thông tin phục vụ xử lý công việc trên môi trường điện tử; bảo đảm hệ thống mạng, "
    "đường truyền và các thiết bị đầu cuối đáp ứng yêu cầu vận hành các hệ thống thông tin phục vụ quản lý, điều hành",
    "Triển khai đồng bộ, nâng cấp và khai thác hiệu quả hệ thống quản lý văn bản và điều hành dùng chung",
    "Rà soát, cắt giảm thành phần hồ sơ đã có trong cơ sở dữ liệu quốc gia về dân cư, cơ sở dữ liệu "
    "chuyên ngành (hộ tịch, đất đai, bảo hiểm xã hội) & không yêu cầu người dân cung cấp lại",
    "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức, viên chức và thành viên Tổ công nghệ số cộng đồng ở bản",
)

_RESULTS = (
    "Đã ban hành Kế hoạch số 12/KH-UBND ngày 10/3/2026; lắp mới 04 máy tính, 02 máy quét, đường truyền 200 Mbps; "
    "còn 03 bản chưa có sóng ổn định, đang đề nghị doanh nghiệp viễn thông bổ sung trạm",
    "100% văn bản đi được ký số; tỷ lệ < 1% văn bản giấy gửi song song",
    "",
    "Đã mở 02 lớp với 86 lượt người; tài liệu phát bằng tiếng phổ thông và tiếng Thái."
    "\nLớp thứ ba dự kiến mở ngày 25/11/2026.",
)

_PROPERTIES = DocumentProperties(
    title="Báo cáo kết quả thực hiện các chỉ tiêu, nhiệm vụ tháng 11 năm 2026",
    author="UBND xã Chiềng Mung",
    subject="Kỳ báo cáo 2026-11, phiên bản 1",
    created="2026-11-12T10:42:00",
)

_HEADING = Heading(
    superior=(),
    agency=("ỦY BAN NHÂN DÂN", "XÃ CHIỀNG MUNG"),
    number_line="Số:          /BC-UBND",
    date_line="Chiềng Mung, ngày      tháng      năm 2026",
    type_name="BÁO CÁO",
    subject="Kết quả thực hiện các chỉ tiêu, nhiệm vụ của Kế hoạch hoạt động năm 2026 tháng 11 năm 2026",
    addressees=("Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Công an tỉnh"),
)

_SIGNATURE = SignatureBlock(
    recipients=("Như trên", "TT Đảng ủy, HĐND xã", "Chủ tịch, các Phó Chủ tịch UBND xã", "Lưu: VT"),
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    title=("PHÓ CHỦ TỊCH",),
    name="Lò Thị Hồng Ngát",
)


def _indicator_table() -> Table:
    columns = (
        TableColumn("STT", 6, Align.CENTER),
        TableColumn("Chỉ tiêu", 40),
        TableColumn("Tử số (a)", 11, Align.RIGHT),
        TableColumn("Mẫu số (b)", 11, Align.RIGHT),
        TableColumn("Tỷ lệ", 12, Align.RIGHT),
        TableColumn("Mục tiêu", 10, Align.RIGHT),
        TableColumn("Kết quả", 10, Align.CENTER),
    )
    rows = (TableRow((str(number), *cells)) for number, cells in enumerate(_INDICATORS, 1))
    total = TableRow(("", "Số chỉ tiêu đạt", "5", "8", "62,50%", "", ""), bold=True)
    return Table(columns, (*rows, total), "Kết quả 9 chỉ tiêu của tháng 11 năm 2026 so với mục tiêu năm")


def main_blocks() -> tuple[Paragraph | Table, ...]:
    """The main text: three headings, prose, the indicator table, closing sentence ending in "./."."""
    return (
        Paragraph(
            Role.BODY,
            "Thực hiện Kế hoạch hoạt động năm 2026 của Ủy ban nhân dân tỉnh Sơn La, UBND xã Chiềng Mung báo cáo "
            "kết quả thực hiện tháng 11 năm 2026 (số liệu từ ngày 11/10/2026 đến ngày 10/11/2026) như sau:",
        ),
        Paragraph(Role.HEADING_ROMAN, "I. Kết quả thực hiện các chỉ tiêu"),
        Paragraph(Role.HEADING_ARABIC, "1. Kết quả chung"),
        Paragraph(
            Role.BODY,
            "Trong 9 chỉ tiêu được giao có 5 chỉ tiêu đạt, 3 chỉ tiêu chưa đạt, 1 chỉ tiêu không phát sinh. "
            "Số liệu chi tiết tại bảng sau và Phụ lục I, II, III kèm theo:",
        ),
        Paragraph(Role.TABLE_CAPTION, "Bảng 1. Kết quả thực hiện các chỉ tiêu"),
        _indicator_table(),
        Paragraph(Role.NOTE, "Ghi chú: tỷ lệ làm tròn đến hai chữ số; chỉ tiêu 6 tính đủ là 69,998% nên chưa đạt 70%."),
        Paragraph(Role.HEADING_ARABIC, "2. Chỉ tiêu chưa đạt"),
        Paragraph(Role.LIST_ITEM, "- Nguyên nhân chủ quan: hướng dẫn người dân nộp hồ sơ trực tuyến chưa đều."),
        Paragraph(Role.LIST_ITEM, "- Nguyên nhân khách quan: đường truyền tại 03 bản vùng cao chưa ổn định."),
        Paragraph(Role.HEADING_ROMAN, "II. Kiến nghị, đề xuất"),
        Paragraph(Role.BODY, "Đề nghị Sở Khoa học và Công nghệ hỗ trợ bổ sung trạm phát sóng cho bản vùng cao."),
        Paragraph(Role.BODY, "Trên đây là báo cáo của Ủy ban nhân dân xã Chiềng Mung, kính đề nghị tổng hợp./."),
    )


def task_table(rows: int, columns: int = 8) -> Table:
    """A task table with a group row before every tenth row; ``columns`` from 3 to 8."""
    headings = ("STT", "Nhiệm vụ", "Thời hạn", "Tiến độ", "Trạng thái", "Kết quả thực hiện", "Văn bản", "Ghi chú")
    widths = (5, 30, 10, 7, 11, 30, 14, 10)
    aligns = (Align.CENTER, Align.LEFT, Align.CENTER, Align.RIGHT) + (Align.LEFT,) * 4
    heads = tuple(TableColumn(*one) for one in zip(headings, widths, aligns, strict=True))[:columns]
    drawn: list[TableRow] = []
    for number in range(1, rows + 1):
        if number % 10 == 1:
            drawn.append(TableRow((f"Nhóm {number // 10 + 1}: hạ tầng số, dữ liệu số và kỹ năng số",), group=True))
        drawn.append(TableRow(_task_cells(number)[:columns]))
    return Table(heads, tuple(drawn), "Tiến độ thực hiện từng nhiệm vụ được giao")


def _task_cells(number: int) -> tuple[str, ...]:
    task, result = _TASKS[number % len(_TASKS)], _RESULTS[number % len(_RESULTS)]
    percent = f"{number * 7 % 101}%"
    symbol = f"{number:02d}/KH-UBND ngày {number % 28 + 1:02d}/10/2026"
    return (str(number), task, "30/6/2026", percent, "Đang thực hiện", result, symbol, "")


def appendix(number: str, title: str, table: Table, orientation: Orientation = Orientation.LANDSCAPE) -> Section:
    """An appendix with its title block and one table."""
    blocks = (
        Paragraph(Role.APPENDIX_NUMBER, f"Phụ lục {number}"),
        Paragraph(Role.APPENDIX_TITLE, title),
        Paragraph(
            Role.APPENDIX_REFERENCE,
            "(Kèm theo Báo cáo số        /BC-UBND ngày      tháng      năm 2026 của UBND xã Chiềng Mung)",
        ),
        table,
    )
    return Section(blocks, orientation)


def full_document(**changes: object) -> Document:
    """The whole report: main text, signature, three landscape appendices of 40 rows; ``changes`` replace fields."""
    titles = (
        "Kết quả thực hiện nhiệm vụ xử lý toàn trình trên môi trường điện tử",
        "Kết quả thực hiện nhiệm vụ cung cấp dịch vụ công trực tuyến",
        "Kết quả thực hiện nhiệm vụ phát triển kỹ năng số",
    )
    document = Document(
        properties=_PROPERTIES,
        heading=_HEADING,
        main=Section(main_blocks()),
        signature=_SIGNATURE,
        appendices=tuple(
            appendix(number, title, task_table(40)) for number, title in zip(("I", "II", "III"), titles, strict=True)
        ),
        check_code=CHECK_CODE,
    )
    return replace(document, **changes)


def short_document(**changes: object) -> Document:
    """One page without appendix."""
    blocks = (Paragraph(Role.BODY, "Trong tháng không phát sinh nhiệm vụ./."),)
    return full_document(**{"main": Section(blocks), "appendices": (), **changes})


def with_heading(document: Document, **changes: object) -> Document:
    """The same document with other fields of the head."""
    return replace(document, heading=replace(document.heading, **changes))
