"""A reason covers a warning only for the values that it was written for, and it must say something."""

from datetime import datetime

import pytest

from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.usecases.errors import InputRefused, NotAllowedYet
from sonla_desktop.usecases.record_values import acknowledge
from tests.helpers.real_month import TWO_SOURCES, Office, month_file

REASON = "Sổ văn bản đi ghi muộn 3 văn bản."
OTHER = "Sổ giấy còn thiếu, đã đối chiếu lại."


def test_a_reason_is_kept_with_who_and_when_and_lets_the_month_close(commune: Office) -> None:
    commune.enter(month_file(773))
    with pytest.raises(NotAllowedYet):
        commune.close()
    commune.give_reason(REASON)
    warning = commune.warning()
    assert (warning.reason, warning.lapsed, warning.blocks) == (REASON, "", False)
    assert (warning.by, warning.at) == (commune.month().settings.officer, datetime(2026, 10, 11, 8))
    commune.at("2026-10-12T10:00:00")
    (closed,) = [item for item in commune.close().findings if item.finding.key == TWO_SOURCES]
    assert (closed.by, closed.at) == (warning.by, warning.at), "who wrote it and when, not who closed"


def test_a_reason_lapses_when_the_figures_behind_it_change_and_comes_back_with_them(commune: Office) -> None:
    commune.enter(month_file(773))
    commune.give_reason(REASON)
    commune.put_second_source(770)
    warning = commune.warning()
    assert (warning.reason, warning.lapsed, warning.blocks) == ("", REASON, True)
    with pytest.raises(NotAllowedYet):
        commune.close()
    commune.put_second_source(773)
    assert commune.warning().reason == REASON, "it was written for these figures"


def test_a_lapsed_reason_can_be_confirmed_word_for_word_and_the_chain_tells_of_it(commune: Office) -> None:
    commune.enter(month_file(773))
    commune.give_reason(REASON)
    commune.put_second_source(770)
    commune.give_reason(REASON)
    assert commune.warning().reason == REASON
    (link,) = commune.audit(1)
    assert (link.where, link.field.endswith(".basis")) == (TWO_SOURCES[1], True)


def test_other_figures_do_not_undo_a_reason(commune: Office) -> None:
    commune.enter(month_file(773))
    commune.give_reason(REASON)
    value = month_file(773)
    value["indicators"][1] |= {"numerator": 341, "sources": []}
    value["tasks"][0]["result"] = "Đã ban hành kế hoạch và tổ chức thực hiện tại các bản."
    commune.enter(value)
    commune.at("2026-10-20T08:00:00")
    assert commune.warning().reason == REASON


def test_a_reason_in_a_month_file_covers_the_figures_it_comes_with(commune: Office) -> None:
    commune.enter(month_file(773, REASON))
    warning = commune.warning()
    assert (warning.reason, warning.by, warning.at) == (
        REASON, commune.month().settings.officer, datetime(2026, 10, 11, 8),
    )  # fmt: skip


def test_the_same_reason_entered_once_more_does_not_cover_other_figures(commune: Office) -> None:
    commune.enter(month_file(773, REASON))
    commune.enter(month_file(770, REASON))
    assert (commune.warning().reason, commune.warning().lapsed) == ("", REASON)
    commune.enter(month_file(770, OTHER))
    assert commune.warning().reason == OTHER


def test_a_reason_entered_before_its_warning_covers_it_when_a_file_brings_the_figures(commune: Office) -> None:
    commune.enter(month_file(776, REASON))
    (kept,) = commune.month().report.acknowledged
    assert (kept.reason, kept.basis) == (REASON, "")
    commune.put_second_source(773)
    assert (commune.warning().reason, commune.warning().lapsed) == ("", REASON), "nobody has looked at it yet"
    without = month_file(773)
    del without["acknowledged"]
    commune.enter(without)
    assert commune.warning().reason == REASON


@pytest.mark.parametrize("words", ["ok", "............", "aaaaaa aaaaaa", "đã rõ", "12345 67890"])
def test_a_reason_without_substance_is_refused_and_from_a_file_covers_nothing(commune: Office, words: str) -> None:
    commune.enter(month_file(773, words))
    assert (commune.warning().reason, commune.warning().lapsed) == ("", words)
    with pytest.raises(InputRefused) as refused:
        commune.give_reason(words)
    assert refused.value.code == "reason-too-short"


def test_a_reason_is_taken_back_by_an_empty_one(commune: Office) -> None:
    commune.enter(month_file(773, REASON))
    commune.give_reason("  ")
    assert commune.month().report.acknowledged == ()
    assert (commune.warning().reason, commune.warning().lapsed) == ("", "")


def test_who_and_when_cannot_be_handed_in(commune: Office) -> None:
    commune.enter(month_file(773))
    item = Acknowledgement(*TWO_SOURCES, REASON, "0" * 16, "Người khác", datetime(2020, 1, 1))
    acknowledge(commune.world, commune.store, commune.month(), item)
    assert commune.warning().by == commune.month().settings.officer


def test_a_reason_for_a_warning_that_does_not_stand_is_kept_but_covers_nothing(commune: Office) -> None:
    commune.enter(month_file(776))
    commune.give_reason(REASON)
    commune.put_second_source(773)
    assert (commune.warning().reason, commune.warning().lapsed) == ("", REASON)
