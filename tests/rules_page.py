"""Writes docs/rules.md: each rule, its clause, an example of all it says (`python -m tests.rules_page`)."""

from collections.abc import Iterator

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.findings import FORM_TEXT, Severity
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.rules.registry import RULE_SET, all_rules
from tests.domain.rules.test_rules import CASES
from tests.domain.rules.test_texts import message, text_key
from tests.helpers.months import clean_context
from tests.helpers.repository import ROOT

PAGE = ROOT / "docs" / "rules.md"
LEVELS = {Severity.ERROR: "Sai", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Lưu ý"}
HEAD = f"""# Quy tắc kiểm tra

Bộ quy tắc {RULE_SET}. *Sai* phải sửa trước khi chốt; *Cảnh báo* qua được khi ghi lý do, lý do in trong báo cáo;
*Lưu ý* chỉ để biết. KH là kế hoạch năm 2026; NĐ 30/2020, NĐ 09/2019 là nghị định; ô căn cứ trống là phép tính số học
hoặc quy ước của chương trình. Mức ghi ở một câu nói riêng khi khác mức chung của quy tắc. Các quan hệ BM-001, BM-002, …
do từng biểu đặt ra và mang lời của biểu. Câu báo là ví dụ lấy từ các tháng thử.

Trang này do `python -m tests.rules_page` viết ra.

| Mã | Mức | Căn cứ | Im lặng khi đã có | Câu báo |
|---|---|---|---|---|"""


def page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_rows(), "", *_limits())) + "\n"


def _rows() -> Iterator[str]:
    said: dict[str, dict[str, tuple[Severity, str]]] = {}
    # Months of a form first: there a section has its title.
    cases = sorted(CASES, key=lambda case: case.change(clean_context()).form is None)
    for finding in (finding for case in cases if case.expected for finding in case.findings()):
        if not finding.parameters.get(FORM_TEXT):
            texts = said.setdefault(finding.code, {})
            texts.setdefault(text_key(finding), (finding.severity, message(finding)))
    rules = {rule.code: rule for rule in all_rules()}
    for code, rule in rules.items():
        examples = "<br>".join(
            text if severity is rule.severity else f"({LEVELS[severity]}) {text}"
            for severity, text in (said[code][key] for key in sorted(said[code]))
        )
        cells = (code, LEVELS[rule.severity], rule.source, ", ".join(rule.silenced_by), examples)
        yield f"| {' | '.join(cells)} |"


def _limits() -> Iterator[str]:
    own = CheckParameters()
    yield "## Giới hạn do chương trình đặt"
    yield ""
    yield "Kế hoạch không quy định các số này; đơn vị có thể đặt lại ở trang Thiết lập."
    yield ""
    yield "| Quy tắc | Giới hạn | Mặc định |"
    yield "|---|---|---|"
    yield f"| CT-007 | Tỷ lệ chênh so với kỳ trước từ | {format_number(own.jump_points)} điểm % |"
    yield f"| CT-007 | Tử số, mẫu số tăng hoặc giảm từ | {format_number(own.jump_factor)} lần |"
    yield f"| CT-009 | Mẫu số ít thay đổi nay chênh quá | {format_number(own.stock_percent)}% |"
    yield f"| NV-008 | Đến hạn trong vòng | {own.slow_days} ngày |"
    yield f"| NV-008 | và tiến độ dưới | {own.slow_percent}% |"
    yield f"| DC-004 | Kiểm tra thực địa trong vòng | {own.field_check_months} tháng |"
    yield f"| CN-003 | Hệ số tin cậy của cỡ mẫu | {format_number(own.sample_deviate)} |"
    yield f"| CN-003 | Sai số cho phép | {format_number(own.sample_margin)}% |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
