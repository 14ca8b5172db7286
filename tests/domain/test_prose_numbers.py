"""What is read as a claim in the sentences of real reports, and what only has digits in it."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.domain.prose_numbers import NumberKind, ProseNumber, prose_numbers

NO_CLAIM = (
    # dates, months, quarters, years
    "Tiến độ triển khai các nhiệm vụ đến ngày 30/6/2025 còn 02/13 nhiệm vụ cấp bách chưa hoàn thành.",
    "Tính từ ngày 16/4/2026 đến ngày 15/5/2026.",
    "Từ 14/4/2026 đến 12/5/2026, lượng truy cập tăng.",
    "Từ 01/01/2025 đến hết ngày 28/12/2025.",
    "Sơn La, ngày 13 tháng 01 năm 2026",
    "Duy trì tiếp công dân định kỳ vào ngày 05, 15 và 25 hằng tháng.",
    "Cử hai người học lớp tháng 9, hai người học lớp tháng 11.",
    "Một công chức nghỉ thai sản từ tháng 8, chưa thể dự lớp bồi dưỡng.",
    "Trình thông qua trong quý IV/2026.",
    "Hồ sơ giấy trước năm 2020 nhiều, thiếu kinh phí số hóa.",
    "Phong trào thi đua giai đoạn 2025-2030 và nhiệm kỳ 2025 - 2030.",
    "Phong trào chuyển đổi xanh 2026-2030.",
    "Nhiệm vụ công tác tháng 5, nhiệm vụ trọng tâm công tác tháng 6/2026.",
    "Hội nghị sơ kết hoạt động 6 tháng đầu năm 2025 (ngày 06/8/2025).",
    "Số liệu chốt ngày 10/11, gửi ngày 12/11.",
    "Cập nhật ngày 2026-11-10.",
    "Sửa ngày 5.6.2026 và 5-6-2026.",
    # documents
    "Theo Kế hoạch số 21-KH/ĐU ngày 07/10/2025 của Đảng ủy UBND tỉnh.",
    "Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương, Kế hoạch số 03-KH/BCĐ ngày 26/6/2025 của Ban "
    "Chỉ đạo 1363 tỉnh và Kế hoạch số 07/KH-BCĐ ngày 28/6/2025 của Ban Chỉ đạo 1287 của UBND tỉnh còn chậm.",
    "UBND tỉnh đã ban hành các Công văn số 6488/UBND-KGVX ngày 03/11/2025, 7236/UBND-KGVX ngày 03/12/2025.",
    "Thông báo Kết luận kiểm tra số 27/TB-ĐKT ngày 31/12/2025.",
    "Các Quyết định số 3188/QĐ-UBND, 3189/QĐ-UBND, 3194/QĐ-UBND, 3195/QĐ-UBND ngày 10/12/2025.",
    "Công văn số 2850/STC-TCHCSN ngày 07/8/2025 và Công văn số 10-CV/BCĐ1363 ngày 04/9/2025.",
    "Nghị định số 120/2016/NĐ-CP ngày 23/8/2016; Nghị quyết số 155/2025/NQ-HĐND; Nghị quyết 244/2025/QH15.",
    "Kế hoạch số 515/KH-BCA-BNN&MT ngày 31 tháng 8 năm 2025.",
    "Quyết định 2160/QĐ-UBND ngày 27/8/2025; 2692/QĐ-UBND ngày 05/11/2025.",
    "Thực hiện Nghị quyết 57, Đề án 06, Quyết định số 766 và Bộ chỉ số 766.",
    "Công văn số 03/TCT06 ngày 03/9/2025.",
    "Ban Chỉ đạo 1287 đã thực hiện 01 cuộc kiểm tra theo Kế hoạch số 20/KH-BCĐ.",
    "Tên văn bản: 1680/ubnd-kgvx; Báo cáo số 24, Thông báo số: 319.",
    # clauses, lists, codes, standards
    "Theo Điều 12, khoản 5, điểm 2 và mục 2.1 Phụ lục 3 của Nghị định.",
    "Thực hiện Điều 190 Bộ luật và Điều 331.",
    "Bản đồ địa chính tờ 112, thửa 356; Quốc lộ 279, km 312.",
    "1. Đối với hạn chế: 2.3. Về công tác thông tin.",
    "Tiêu chuẩn TCVN 6909:2001, QCVN 125:2021/BTTTT, ISO 9001.",
    "Mã định danh H52.18.09, phòng họp B203, mạng 5G, khóa XV-QH15.",
    "Trang 152 của biểu 112, mẫu số 214.",
    # hours, telephones, addresses
    "Trước 17h00 ngày 12 hằng tháng; họp lúc 8 giờ 30 phút, 14:00.",
    "Hệ thống hoạt động ổn định, thông suốt 24/7.",
    "Điện thoại: 0212 3852 123; đường dây nóng 1022; 0912.345.678; +84 912 345 678.",
    "Xem https://sonla.gov.vn/tin/2026/11/1203 hoặc thư toi1203@sonla.gov.vn.",
    # small counts, words, links
    "Đường truyền tại 03 bản vùng cao chưa ổn định; 36 quy trình lĩnh vực đất đai chờ văn bản hướng dẫn.",
    "14/14 nhiệm vụ đã hoàn thành; 15/19 nhiệm vụ đúng thời hạn; 04/19 nhiệm vụ đang triển khai.",
    "15/15 sở, ban, ngành và 75/75 UBND xã, phường đã ban hành Kế hoạch.",
    "Có 06/15² sở, ban, ngành; 30/75³ xã đã xây dựng kế hoạch.",
    "Quy định đối với 18 khoản phí, 05 khoản lệ phí; miễn lệ phí đối với 04 khoản.",
    "Đã lập danh sách bốn người còn thiếu, gửi Sở Khoa học và Công nghệ.",
    "Tháng {thang}, tiếp nhận {so_lieu.HS1} hồ sơ, {so_lieu.HS4P.chenh} so với tháng trước.",
    "Đạt {chi_tieu.vb-dien-tu-toan-trinh.ty_le}%, tăng {chi_tieu.x.ty_le.chenh}.",
    "Phủ sóng 100% thôn, bản; 0% hồ sơ giấy; bảo đảm 100 %.",
    "Máy chủ 128 GB, đường truyền 300 Mbps, màn hình 1920x1080.",
    # money, approximations, aims
    "Nguồn vốn bố trí cho khoa học, công nghệ năm 2025 là 197.548 triệu đồng.",
    "Năm 2025 mới bố trí 159 tỷ đồng chi cho chuyển đổi số; hỗ trợ 1.500.000 đồng/hộ.",
    "Các Tổ đã tổ chức khoảng hơn 200 buổi tập huấn; gần 1.200 lượt người tham gia.",
    "Phấn đấu đạt 85% trong quý IV; mục tiêu 80%; chỉ tiêu giao ≥95%.",
    "Dự kiến số hóa thêm 1.500 hồ sơ trong tháng sau.",
    "Tăng từ 50-60% so với đầu năm.",
    "Tỷ lệ phải đạt ≥70%, từ 80% trở lên, trên 95%.",
    "Không có.",
    "",
)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_digits_that_state_no_result_are_no_claim(text: str) -> None:
    assert [number.quote for number in prose_numbers(text) if number.is_claim] == []


CLAIMS: list[tuple[str, list[str]]] = [
    ("Số hồ sơ được số hóa thành phần hồ sơ là 217.339/228.769 hồ sơ, đạt tỷ lệ 95%.",
     ["fraction 217.339/228.769", "percent 95%"]),
    ("Số hồ sơ được số hóa kết quả là 208.037/218.073 hồ sơ đã trả kết quả, đạt tỷ lệ 95,4%.",
     ["fraction 208.037/218.073", "percent 95,4%"]),
    ("Tỷ lệ nộp hồ sơ trực tuyến đạt 68,07%.", ["percent 68,07%"]),
    ("Đã thành lập 2.233 Tổ Công nghệ số cộng đồng với 13.574 thành viên, đạt 100% tổng số thôn/bản.",
     ["count 2.233", "count 13.574"]),
    ("Đến ngày 28/12/2025, tỉnh đã cung cấp 2.163 TTHC trên cổng (941 TTHC trực tuyến toàn trình trên tổng số 1.065 "
     "TTHC đủ điều kiện toàn trình, 908 TTHC trực tuyến một phần, 314 TTHC chưa cung cấp trực tuyến).",
     ["count 2.163", "count 941", "count 1.065", "count 908", "count 314"]),
    ("Đến ngày 25/8/2025, dịch vụ công trực tuyến đã cung cấp là 388/869 trên tổng số TTHC đủ điều kiện, đạt 44,64%.",
     ["fraction 388/869", "percent 44,64%"]),
    ("Năm 2025 bố trí 159 tỷ đồng, bằng 0,75% tổng chi ngân sách địa phương.", ["percent 0,75%"]),
    ("Giải ngân đến ngày 20/12/2025 đạt 30,77% nguồn vốn đã bố trí.", ["percent 30,77%"]),
    ("Tiếp nhận 412 hồ sơ, giải quyết đúng hạn và trước hạn 412 hồ sơ; số hóa 1.246 kết quả giải quyết.",
     ["count 412", "count 412", "count 1.246"]),
    ("Mới đạt 812/1.003 văn bản, tương ứng 80,96%, tăng 1,37 điểm % so với tháng trước.",
     ["fraction 812/1.003", "percent 80,96%", "points 1,37 điểm %"]),
    ("Giảm 2,5 điểm phần trăm so với cùng kỳ.", ["points 2,5 điểm phần trăm"]),
    ("Mới có 78.5 % văn bản được ký số.", ["percent 78.5 %"]),
    ("Còn 1.203 văn bản chưa ký số", ["count 1.203"]),
    ("Lượt truy cập là 2.731.331 lượt.", ["count 2.731.331"]),
    ("Đã giao 227 nhiệm vụ, hoàn thành 82/227.", ["count 227", "fraction 82/227"]),
    ("Kết quả: chậm ở 152 lượt giao dịch.", ["count 152"]),
    ("Đạt 1.234,5 ha.", ["count 1.234,5"]),
    ("Theo Kế hoạch số 21-KH/ĐU, đã xử lý 1.003 văn bản (ngày 10/11/2026).", ["count 1.003"]),
    ("Chỉ tiêu văn bản điện tử đạt 78,5%, thấp hơn mục tiêu 80%.", ["percent 78,5%"]),
    ("Số hóa kết quả 163.854/170.680 (96,00%); đối khớp 25.834 bản ghi.",
     ["fraction 163.854/170.680", "percent 96,00%", "count 25.834"]),
    ("Cung cấp dịch vụ công trực tuyến đối với 1139 thủ tục hành chính.", ["count 1139"]),
    ("Đạt 76,5 phần trăm.", ["percent 76,5 phần trăm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMS, ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_a_stated_result_is_a_claim(text: str, expected: list[str]) -> None:
    assert [f"{number.kind.value} {number.quote}" for number in prose_numbers(text) if number.is_claim] == expected


def test_a_number_is_read_with_its_place() -> None:
    assert prose_numbers("Đạt 812/1.003, tức 80,96%; cần 159 tỷ đồng cho 03 bản.") == (
        ProseNumber(NumberKind.FRACTION, Decimal(812), "812/1.003", 4, Decimal(1003), True),
        ProseNumber(NumberKind.PERCENT, Decimal("80.96"), "80,96%", 19, None, True),
        ProseNumber(NumberKind.MONEY, Decimal(159), "159 tỷ đồng", 31, None, False),
        ProseNumber(NumberKind.COUNT, Decimal("03"), "03", 47, None, False),
    )


def test_decimals_are_those_that_are_printed() -> None:
    assert [number.decimals for number in prose_numbers("80%; 80,9%; 80,96%; 1.003")] == [0, 1, 2, 0]


def test_a_decomposed_text_reads_alike() -> None:
    text = "Tiếp nhận 412 hồ sơ, đạt 80,96%."
    assert prose_numbers(unicodedata.normalize("NFD", text)) == prose_numbers(text)


@given(st.text(alphabet=st.sampled_from("0123456789.,/-%: aAđĐồsơhốn{}\n²５"), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_and_every_quote_stands_where_it_says(text: str) -> None:
    for number in prose_numbers(text):
        assert number.value.is_finite()
        assert number.quote
        assert unicodedata.normalize("NFC", text)[number.position :][: len(number.quote)].strip()


def test_a_long_text_is_read_in_no_time() -> None:
    """A section of 20 pages: reading grows with the text, and a text that did not change is not read again."""
    page = "Theo Kế hoạch số 21-KH/ĐU ngày 07/10/2025, đã xử lý 812/1.003 văn bản, đạt 80,96%. " * 40
    once = prose_numbers(page)
    assert len(prose_numbers(page * 20)) == 20 * len(once)
    assert prose_numbers(page) is once
