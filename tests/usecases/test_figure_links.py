from dataclasses import replace
from decimal import Decimal

import pytest

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.links import known_tokens
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Assignment, assign
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.figure_links import NO_FIGURE, change_text, figure_links, figure_text, resolve, texts_of
from tests.helpers import months
from tests.helpers.figure_forms import figure_plan, shared_form
from tests.helpers.filled_months import catalogue, duty, filled_report, first_period

FIGURES = {"HS1": Decimal(4098), "HS2": Decimal(1752), "HS3": Decimal(2346), "HS5": Decimal(10_000_005)}
BEFORE = {"HS1": Decimal(4048), "HS2": Decimal(1780), "HS3": Decimal(2268)}


def assignment() -> Assignment:
    return assign(figure_plan(), months.agency())


def report(period: str = "2026-11", **changes: object) -> Report:
    parsed = ReportingPeriod.parse(period)
    plain = Report(
        "04123", "UBND xã Chiềng Mung", "so-lieu-thu", parsed, figure_plan().regime.window.window_of(parsed),
        figures=FIGURES,
    )  # fmt: skip
    return replace(plain, **changes)


def told(now: Report, previous: Report | None = None) -> dict[str, str | None]:
    return dict(texts_of(figure_links(now, assignment(), shared_form(), previous)))


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("so_lieu.HS1", "4.098"),
        ("so_lieu.HS1.truoc", "4.048"),
        ("so_lieu.HS1.chenh", "tăng 50 hồ sơ"),
        ("so_lieu.HS2.chenh", "giảm 28 hồ sơ"),
        ("so_lieu.HS4P", "42,8%"),
        ("so_lieu.HS4P.truoc", "44,0%"),
        ("so_lieu.HS4P.chenh", "giảm 1,2 điểm phần trăm"),
        ("so_lieu.HS5.bang_chu", "mười triệu, không trăm linh năm"),
        ("so_lieu.HS5.truoc", None),
        ("so_lieu.HS5.chenh", None),
        ("bang.han-che.so_dong", "02"),
        ("bang.thang-sau.so_dong", "0"),
        ("nhiem_vu.tong", "0"),
        ("ky", "tháng 11/2026"),
        ("thang", "11"),
        ("thang_sau", "12"),
        ("nam", "2026"),
        ("tu_ngay", "01/11/2026"),
        ("den_ngay", "30/11/2026"),
        ("co_quan", "UBND xã Chiềng Mung"),
    ],
)
def test_what_a_token_says(token: str, text: str | None) -> None:
    assert told(report(), report("2026-10", figures=BEFORE))[token] == text


def test_the_list_names_exactly_the_tokens_that_prose_may_hold() -> None:
    assert set(told(report())) == known_tokens(shared_form(), figure_plan())


def month_with(numerator: int, denominator: int) -> Report:
    change = months.reading(months.DOCUMENTS, numerator=numerator, denominator=denominator)
    return change(months.clean_context()).report


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("tu_so", "722"),
        ("mau_so.truoc", "988"),
        ("mau_so.chenh", "tăng 15"),
        ("ty_le", "71,98%"),
        ("ty_le.truoc", "70,04%"),
        ("ty_le.chenh", "tăng 1,94 điểm phần trăm"),
        ("muc_tieu", "70"),
        ("gia_tri", None),
    ],
)
def test_ratios_of_indicators_are_compared_in_points(value: str, text: str | None) -> None:
    owner, form = assign(months.plan(), months.agency()), replace(shared_form(), tables=())
    found = texts_of(figure_links(month_with(722, 1003), owner, form, month_with(692, 988)))
    assert found[f"chi_tieu.{months.DOCUMENTS}.{value}"] == text


def test_the_difference_is_that_of_the_printed_figures() -> None:
    plan = figure_plan()
    share = FigureDefinition("P", "Tỷ lệ", "%", decimals=1)
    owner = assign(replace(plan, figure_groups=(replace(plan.figure_groups[0], figures=(share,)),)), months.agency())
    now, before = (report(figures={"P": Decimal(value)}) for value in ("42.84", "41.66"))
    form = replace(shared_form(), calculations={})
    found = texts_of(figure_links(now, owner, form, before))
    assert [found[f"so_lieu.P{end}"] for end in ("", ".truoc", ".chenh")] == [
        "42,8%", "41,7%", "tăng 1,1 điểm phần trăm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "month", "following"), [("2026-01", "01", "02"), ("2026-02", "02", "3"), ("2026-12", "12", "01")]
)
def test_months_are_written_as_the_decree_says(period: str, month: str, following: str) -> None:
    found = told(report(period))
    assert (found["thang"], found["thang_sau"]) == (month, following)


def test_a_text_is_drawn_with_its_figures_and_says_where_there_is_none() -> None:
    drawn = resolve("Có {so_lieu.HS1} hồ sơ, {so_lieu.HS1.chenh}; {so_lieu.HS9} {để ý}.", told(report()))
    assert drawn.text == f"Có 4.098 hồ sơ, {NO_FIGURE}; {{so_lieu.HS9}} {{để ý}}."
    assert drawn.unknown == ("so_lieu.HS1.chenh", "so_lieu.HS9")


@pytest.mark.parametrize(
    ("change", "unit", "decimals", "text"),
    [
        ("0", "hồ sơ", None, "không thay đổi"),
        ("12", "hồ sơ", None, "tăng 12 hồ sơ"),
        ("-1234.5", "triệu đồng", None, "giảm 1.234,5 triệu đồng"),
        ("1.2", "%", 2, "tăng 1,20 điểm phần trăm"),
        ("-0.7", "%", 1, "giảm 0,7 điểm phần trăm"),
    ],
)
def test_changes_in_words(change: str, unit: str, decimals: int | None, text: str) -> None:
    assert change_text(Decimal(change), unit, decimals) == text


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "text"),
    [("hồ sơ", 0, "4098", "4.098"), ("%", 1, "70.2", "70,2%"), ("%", 2, "0.1", "0,10%"), ("tấn", 1, "5", "5,0")],
)
def test_figures_in_vietnamese_format(unit: str, decimals: int, value: str, text: str) -> None:
    assert figure_text(FigureDefinition("A", "A", unit, decimals), Decimal(value)) == text


def test_money_in_words_opens_with_a_capital() -> None:
    money = FigureDefinition("T", "Kinh phí", "đồng")
    plan = figure_plan()
    group = replace(plan.figure_groups[0], figures=(money,))
    owner = assign(replace(plan, figure_groups=(group,)), months.agency())
    found = texts_of(figure_links(report(figures={"T": Decimal(138_692_307_020)}), owner, shared_form()))
    assert found["so_lieu.T.bang_chu"] == (
        "Một trăm ba mươi tám tỷ, sáu trăm chín mươi hai triệu, ba trăm linh bảy ngàn, không trăm hai mươi đồng"
    )


@pytest.mark.parametrize("form_id", catalogue().form_ids())
def test_outlines_of_the_shipped_forms_name_only_figures_that_there_are(form_id: str) -> None:
    form, owner = duty(form_id, _reporting(form_id))
    period = first_period(owner.plan)
    before = period.previous()
    previous = filled_report(form, owner, before, "x") if before else None
    found = texts_of(figure_links(filled_report(form, owner, period), owner, form, previous))
    told = [resolve(line, found) for section in form.sections for line in section.outline]
    assert [item.unknown for item in told if item.unknown] == []


def _reporting(form_id: str) -> str:
    plan = catalogue().plan(catalogue().form(form_id).plan)
    return max(catalogue().agencies(), key=lambda agency: _given(plan, agency)).code


def _given(plan: object, agency: Agency) -> int:
    return len(assign(plan, agency).tasks)
