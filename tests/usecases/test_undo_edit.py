"""Undo and redo over a store on the disk: every step has a name, comes back exactly, and survives a restart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.month_json import canonical_bytes, report_as_json
from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Stamp
from sonla_desktop.usecases.record_values import acknowledge, record_narrative, record_reading, record_readings
from sonla_desktop.usecases.undo_edit import EditNames, redo, undo, undoable
from tests.helpers.real_month import DOCUMENTS, Office, month_file, office

START = datetime(2026, 11, 9, 8)


def names(commune: Office) -> EditNames:
    month = commune.month()
    with commune.store.begin() as work:
        return undoable(work, month)


def texts(commune: Office) -> tuple[str | None, str | None]:
    found = names(commune)
    return found.undo and found.undo.text, found.redo and found.redo.text


def content(commune: Office) -> tuple[bytes, tuple[Acknowledgement, ...]]:
    """The month byte for byte, with what the month file does not carry of reasons."""
    report = commune.month().report
    return canonical_bytes(report_as_json(report)), report.acknowledged


def at(commune: Office, seconds: int) -> None:
    commune.at((START + timedelta(seconds=seconds)).isoformat())


def type_numerator(commune: Office, value: int) -> None:
    month = commune.month()
    reading = month.report.reading(DOCUMENTS)
    assert reading is not None
    record_reading(commune.world, commune.store, month, replace(reading, numerator=Decimal(value)))


def undo_it(commune: Office) -> str:
    return undo(commune.world, commune.store, commune.month())[0].text


def redo_it(commune: Office) -> str:
    return redo(commune.world, commune.store, commune.month())[0].text


def refusal(act: Callable[[Office], str], commune: Office) -> str:
    with pytest.raises(InputRefused) as refused:
        act(commune)
    return refused.value.code


def test_a_typed_field_is_named_undone_and_done_again(commune: Office) -> None:
    commune.enter(month_file())
    entered = content(commune)
    type_numerator(commune, 700)
    typed = content(commune)
    assert texts(commune) == ("sửa tử số chỉ tiêu 1", None)
    undo_it(commune)
    assert content(commune) == entered
    assert texts(commune) == ("nhập tệp số liệu tháng 10/2026", "sửa tử số chỉ tiêu 1")
    redo_it(commune)
    assert content(commune) == typed


def test_all_steps_undone_give_the_start_and_redone_the_end(commune: Office) -> None:
    states = [content(commune)]
    commune.enter(month_file(770))
    states.append(content(commune))
    commune.give_reason("Sổ giấy ghi muộn sáu văn bản.")
    states.append(content(commune))
    for number, act in enumerate((lambda: type_numerator(commune, 700), lambda: commune.put_second_source(775))):
        at(commune, 60 * number)
        act()
        states.append(content(commune))
    for state in states[-2::-1]:
        undo_it(commune)
        assert content(commune) == state
    assert refusal(undo_it, commune) == "nothing-to-undo"
    for state in states[1:]:
        redo_it(commune)
        assert content(commune) == state
    assert refusal(redo_it, commune) == "nothing-to-redo"


def test_each_kind_of_step_has_its_name(commune: Office) -> None:
    commune.enter(month_file(770))
    commune.give_reason("Sổ giấy ghi muộn sáu văn bản.")
    assert texts(commune)[0] == "sửa giải trình cảnh báo DC-002 (nguồn 2: tử số), chỉ tiêu 1"
    commune.put_second_source(775)
    assert texts(commune)[0] == "sửa nguồn 2: tử số, chỉ tiêu 1"
    month = commune.month()
    record_narrative(commune.world, commune.store, month, "difficulties", "Mưa lũ.")
    assert (texts(commune)[0] or "").startswith("sửa ")


def test_many_cells_at_once_are_one_step(commune: Office) -> None:
    commune.enter(month_file())
    before = content(commune)
    month = commune.month()
    noted = tuple(replace(item, note="Đối chiếu") for item in month.report.indicators)
    record_readings(commune.world, commune.store, month, noted)
    assert texts(commune)[0] == f"dán {len(noted)} ô của {len(noted)} dòng"
    undo_it(commune)
    assert content(commune) == before


def test_steps_survive_a_restart(tmp_path: Path) -> None:
    with office(tmp_path) as commune:
        commune.enter(month_file())
        before = content(commune)
        type_numerator(commune, 700)
        after = content(commune)
    world = build_world("2026-11-09T09:00")
    again = Office(world, world.stores.open(tmp_path / "kho"), tmp_path)
    try:
        undo_it(again)
        assert content(again) == before
        redo_it(again)
        assert content(again) == after
    finally:
        again.store.close()


def test_typing_in_one_field_is_one_step_for_half_a_minute(commune: Office) -> None:
    commune.enter(month_file())
    before = content(commune)
    for second in (0, 1, 30):
        at(commune, second)
        type_numerator(commune, 700 + second)
    at(commune, 31)
    type_numerator(commune, 799)
    undo_it(commune)
    reading = commune.month().report.reading(DOCUMENTS)
    assert reading is not None
    assert reading.numerator == 730
    undo_it(commune)
    assert content(commune) == before


def test_an_undo_tells_the_chain_why(commune: Office) -> None:
    commune.enter(month_file())
    type_numerator(commune, 700)
    undo_it(commune)
    with commune.store.begin() as work:
        (newest, *_) = work.audit(1)
    assert (newest.action, newest.where, newest.field) == ("edit", DOCUMENTS, "numerator")
    assert newest.reason == "Hoàn tác: sửa tử số chỉ tiêu 1"


def test_a_reason_comes_back_with_the_values_it_was_written_for(commune: Office) -> None:
    commune.enter(month_file(770))
    commune.give_reason("Sổ giấy ghi muộn sáu văn bản.")
    (written,) = commune.month().report.acknowledged
    assert written.basis
    commune.at("2026-10-11T09:00")
    acknowledge(commune.world, commune.store, commune.month(), replace(written, reason=""))
    assert commune.month().report.acknowledged == ()
    undo_it(commune)
    assert commune.month().report.acknowledged == (written,)


def test_a_closed_month_has_nothing_to_undo_and_an_amendment_only_its_own(commune: Office) -> None:
    commune.enter(month_file())
    commune.close()
    assert names(commune) == EditNames()
    assert refusal(undo_it, commune) == "period-closed"
    commune.amend()
    assert refusal(undo_it, commune) == "nothing-to-undo"
    opened = content(commune)
    type_numerator(commune, 700)
    undo_it(commune)
    assert content(commune) == opened
    assert refusal(undo_it, commune) == "nothing-to-undo"


def test_a_step_that_the_report_no_longer_shows_is_refused(commune: Office) -> None:
    commune.enter(month_file())
    type_numerator(commune, 700)
    month = commune.month()
    with commune.store.begin() as work:
        step = work.edit_ends(month.key).undo
        assert step is not None
        other = replace(month.report, indicators=())
        work.save_step(other, step, Stamp(START, "Hoa"), undone=False)  # as a program without steps would write
        work.commit()
    assert refusal(undo_it, commune) == "undo-overtaken"
    assert commune.month().report.indicators == ()
