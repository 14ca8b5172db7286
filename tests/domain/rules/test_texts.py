"""The Vietnamese text of each finding: there for every case, short, and in Vietnamese only."""

import re
import tomllib
from string import Formatter

import pytest

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from sonla_desktop.domain.findings import FORM_TEXT, Finding
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.domain.text import fold, is_nfc
from sonla_desktop.usecases.check_report import text_of
from tests.domain.rules.case import Case
from tests.domain.rules.test_rules import CASES
from tests.helpers.months import DOCUMENTS, RECURRING, clean_context, everywhere, reading, source
from tests.helpers.repository import ROOT

FILE = ROOT / "resources" / "messages" / "findings.toml"
MESSAGES = TomlMessages(FILE.parent)
TEXTS: dict[str, str] = {key: table["text"] for key, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}
MOST_WORDS = 30
# What a message might blame or let slip from the program.
UNWANTED = re.compile(
    r"\b(lỗi của|sai sót|bạn|vui lòng|null|none|error|field|json|state|indicator|task)\b", re.IGNORECASE
)
NOT_VIETNAMESE = re.compile(r"[fjwz]", re.IGNORECASE)


def text_key(finding: Finding) -> str:
    variant = finding.parameters.get("variant")
    return f"{finding.code}.{variant}" if variant else finding.code


def message(finding: Finding) -> str:
    return text_of(finding, MESSAGES)


def words_around_placeholders(text: str) -> str:
    return "".join(literal for literal, *_ in Formatter().parse(text))


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", words_around_placeholders(text)) if re.search(r"\w", part)]


FIRING = [case for case in CASES if case.expected]


@pytest.mark.parametrize("case", FIRING, ids=lambda case: case.name)
def test_each_finding_can_be_said_in_thirty_words(case: Case) -> None:
    for finding in case.findings():
        said = message(finding)
        assert len(said.split()) <= MOST_WORDS, said
        typed = [str(finding.parameters.get(name, "")) for name in ("links", "hint")]  # links stand in braces
        assert "{" not in "".join(re.split("|".join(map(re.escape, filter(None, typed))) or "$", said))
        assert "  " not in said


def test_every_text_is_said_by_some_rule() -> None:
    found = [finding for case in FIRING for finding in case.findings()]
    said = {text_key(finding) for finding in found if not finding.parameters.get(FORM_TEXT)}
    assert set(TEXTS) == said


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_is_short_vietnamese(key: str) -> None:
    text = TEXTS[key]
    assert is_nfc(text)
    assert len(text.split()) <= MOST_WORDS
    assert text[0].isupper()
    assert text[-1] == "."
    assert UNWANTED.search(words_around_placeholders(text)) is None
    assert NOT_VIETNAMESE.search(words_around_placeholders(text)) is None
    plain = [sentence for sentence in sentences(text) if fold(sentence) == sentence.casefold().strip()]
    assert plain == [], "a sentence without a single Vietnamese mark"


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_says_what_to_do(key: str) -> None:
    assert len(sentences(TEXTS[key])) >= 2 or ";" in TEXTS[key]


def test_figures_are_printed_the_vietnamese_way() -> None:
    (finding,) = run_rules(reading(DOCUMENTS, numerator=1104)(clean_context()))
    assert message(finding).startswith("Chỉ tiêu 1: tử số 1.104 lớn hơn mẫu số 1.003,")


def test_an_expected_ratio_keeps_the_decimals_that_were_printed() -> None:
    (finding,) = run_rules(source(DOCUMENTS, 0, printed_ratio="80,9")(clean_context()))
    assert "tỷ lệ in là 80,9%, tính từ số liệu là 81,0%" in message(finding)


def test_a_ratio_that_only_looks_met_is_told_apart() -> None:
    (finding,) = run_rules(everywhere(DOCUMENTS, 4202, 6003)(clean_context()))
    assert message(finding) == (
        "Chỉ tiêu 1 làm tròn 70,00% nhưng chưa đạt ≥70%. Ghi rõ: nguyên nhân chủ quan, "
        "nguyên nhân khách quan, giải pháp khắc phục, giải pháp thời gian tới."
    )


def test_a_count_below_its_target_is_named_with_it() -> None:
    case = next(case for case in CASES if case.name == "count below target")
    (finding,) = case.findings()
    assert message(finding).startswith("Chỉ tiêu 10 là 4, mục tiêu ≥5.")


def test_a_measured_value_is_named_with_its_threshold() -> None:
    case = next(case for case in CASES if case.name == "exactly at a threshold that asks for more")
    (finding,) = case.findings()
    assert finding.where == RECURRING
    assert message(finding).startswith("Nhiệm vụ II.3 đo được 95,0%, sản phẩm cần >95%.")


def test_the_working_day_before_a_day_off_is_named() -> None:
    case = next(case for case in CASES if case.name == "due on a Saturday")
    (finding,) = case.findings()
    assert message(finding) == (
        "Hạn gửi 12/09/2026 là ngày nghỉ (Thứ Bảy). Gửi chậm nhất vào ngày làm việc trước đó, 11/09/2026."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("an added row without its text", "Bảng Nhiệm vụ tháng sau, dòng 2: chưa nhập Nội dung. Nhập đủ các ô này."),
        ("a row of the listing that nobody touched", "Bảng Khắc phục hạn chế, dòng 2: chưa nhập Kết quả."),
        ("a link to nothing in a cell", "Liên kết “{so_lieu.HS9}” ở bảng Nhiệm vụ tháng sau, dòng 1, ô"),
        ("a link spelled {{so_lieu.HS1}}", "Liên kết “{{so_lieu.HS1}}” ở mục Đánh giá viết chưa đúng. Viết là “{so_li"),
        ("a link to nothing", "Liên kết “{so_lieu.HS9}” ở mục Đánh giá không ứng với số liệu nào."),
    ],
)
def test_places_are_named_as_the_officer_sees_them(name: str, said: str) -> None:
    (finding,) = next(case for case in CASES if case.name == name).findings()
    assert message(finding).startswith(said)


def test_a_link_around_an_item_is_told_with_the_item_and_its_field() -> None:
    case = next(case for case in CASES if case.name == "links to nothing around an indicator and a task")
    places = [str(finding.parameters["place"]) for finding in case.findings()]
    assert places == [
        "chỉ tiêu 1, ghi chú",
        "chỉ tiêu 1, nguồn 2, ghi chú",
        "chỉ tiêu 1, giải pháp khắc phục",
        "nhiệm vụ II.1, kết quả",
        "nhiệm vụ II.1, đề xuất, kiến nghị",
    ]
