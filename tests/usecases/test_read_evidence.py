"""The evidence shelf as the page Minh chứng reads it, on a real store with the real month of one commune."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.reading import IndicatorReading, SourceKind, SourceReading
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.task import IssuedDocument, TaskUpdate
from sonla_desktop.usecases.attach_evidence import attach_file, hashes_named_by
from sonla_desktop.usecases.errors import Cancelled, WorldRefused
from sonla_desktop.usecases.ports import EvidenceFile
from sonla_desktop.usecases.progress import Silent
from sonla_desktop.usecases.read_evidence import (
    copy_out,
    position_of,
    read_evidence,
    reading_with,
    reading_without,
    safe_name,
    states_of,
    targets_of,
    task_with,
)
from sonla_desktop.usecases.record_values import record_reading
from tests.helpers.real_month import DOCUMENTS, Office, key_of, month_file, office

ONE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        made.enter(month_file(776))
        yield made


def indicator_of(made: Office, code: str) -> Indicator:
    return next(item for item in made.month().assignment.indicators if item.code == code)


def test_every_file_of_the_report_is_there_with_name_officer_and_use(made: Office) -> None:
    lines = read_evidence(made.world, made.store, key_of())
    assert {line.sha256 for line in lines} == hashes_named_by(made.month().report)
    first = next(line for line in lines for use in line.uses if use.use.item == DOCUMENTS)
    assert first.is_there
    assert first.shelved is not None
    assert (first.name, first.shelved.added_by) == (first.shelved.file.original_name, made.month().settings.officer)
    assert first.used_by(key_of())[0].what == "Chỉ tiêu 1 · nguồn 1"
    assert first.used_elsewhere(key_of()) == ()
    assert position_of(first.uses[0].use) == 0


def test_a_file_of_another_period_is_listed_after_those_of_this_one(made: Office, tmp_path: Path) -> None:
    (tmp_path / "chưa dùng.csv").write_bytes(b"1")
    kept = attach_file(made.world, made.store, tmp_path / "chưa dùng.csv")
    lines = read_evidence(made.world, made.store, key_of())
    assert lines[-1].sha256 == kept.sha256
    assert lines[-1].uses == ()
    next_month = read_evidence(made.world, made.store, key_of("2026-11"))
    assert all(not line.used_by(key_of("2026-11")) for line in next_month)
    assert any(line.used_elsewhere(key_of("2026-11")) for line in next_month)


def test_a_superseded_version_is_told_as_such(made: Office) -> None:
    made.close()
    made.amend()
    month = made.month()
    reading = month.report.reading(DOCUMENTS)
    assert reading is not None
    (hash_of_first,) = reading.sources[0].evidence
    without = reading_without(reading, 0, hash_of_first)
    record_reading(made.world, made.store, month, without)
    line = next(x for x in read_evidence(made.world, made.store, key_of()) if x.sha256 == hash_of_first)
    assert line.used_by(key_of()) == ()
    assert [(use.use.version, use.newest) for use in line.used_elsewhere(key_of())] == [(1, False)]


def test_a_file_that_is_named_but_was_never_taken_in_is_told(made: Office) -> None:
    month = made.month()
    reading = month.report.reading(DOCUMENTS)
    assert reading is not None
    record_reading(made.world, made.store, month, reading_with(reading, indicator_of(made, DOCUMENTS), 1, ONE))
    line = next(x for x in read_evidence(made.world, made.store, key_of()) if x.sha256 == ONE)
    assert (line.shelved, line.is_there, line.name) == (None, False, "Tệp aaaaaaaa")
    assert line.uses[0].what == "Chỉ tiêu 1 · nguồn 2"


def test_hashing_again_finds_what_was_altered_and_what_is_gone_and_can_be_stopped(made: Office) -> None:
    first, second, *rest = sorted(hashes_named_by(made.month().report))
    made.store.shelf.path(first).write_bytes(b"khac")
    made.store.shelf.path(second).unlink()
    states = states_of(made.store, [first, second, *rest], Silent())
    assert (states[first], states[second]) == (EvidenceState.ALTERED, EvidenceState.ABSENT)
    assert {states[one] for one in rest} == {EvidenceState.PRESENT}

    class Impatient:
        def step(self, label: str, done: int = 0, total: int = 0) -> None:
            assert total == len(states)
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        states_of(made.store, states, Impatient())


def test_a_copy_is_the_file_and_an_altered_one_is_told(made: Office, tmp_path: Path) -> None:
    one = sorted(hashes_named_by(made.month().report))[0]
    target = tmp_path / "bản sao.csv"
    assert copy_out(made.world, made.store, one, target) is EvidenceState.PRESENT
    assert sha256(target.read_bytes()).hexdigest() == one
    made.store.shelf.path(one).write_bytes(b"khac")
    assert copy_out(made.world, made.store, one, target) is EvidenceState.ALTERED
    made.store.shelf.path(one).unlink()
    with pytest.raises(WorldRefused) as refused:
        copy_out(made.world, made.store, one, target)
    known = made.store.shelf.file(one)
    assert known is not None
    assert (refused.value.code, refused.value.parameters) == ("file-missing", {"file": known.original_name})


@pytest.mark.parametrize(
    ("name", "safe"), [("a/b:c?.csv", "a-b-c-.csv"), ("QLVB tháng 10.xlsx", "QLVB tháng 10.xlsx"), (" .. ", ONE[:8])]
)
def test_a_copy_gets_a_name_that_every_disk_takes(name: str, safe: str) -> None:
    assert safe_name(EvidenceFile(ONE, name, 1, datetime(2026, 1, 1)), ONE) == safe


def test_a_file_can_belong_to_each_source_and_document_or_to_a_new_one(made: Office) -> None:
    month = made.month()
    targets = targets_of(month, month.report)
    labels = [target.label for target in targets if target.item == DOCUMENTS]
    assert len(labels) == 3
    assert labels[0].startswith("Chỉ tiêu 1. ")
    assert labels[2].endswith(" · nguồn mới")
    tasks = {target.item for target in targets if target.kind == "documents"}
    assert tasks == {task.code for task in month.assignment.tasks}
    assert all(" · văn bản" in target.label for target in targets if target.kind == "documents")


def test_a_file_goes_into_a_source_once_and_into_a_new_one_past_the_last(made: Office) -> None:
    indicator = indicator_of(made, DOCUMENTS)
    empty = IndicatorReading(DOCUMENTS)
    new = reading_with(empty, indicator, 0, ONE)
    assert new.sources == (SourceReading(indicator.source_system, SourceKind.EXTRACT, evidence=(ONE,)),)
    again = reading_with(reading_with(new, indicator, 0, ONE), indicator, 0, OTHER)
    assert again.sources[0].evidence == (ONE, OTHER)
    assert reading_without(again, 0, ONE).sources[0].evidence == (OTHER,)
    assert reading_without(again, 7, ONE) == again


def test_a_file_goes_to_a_document_and_off_it() -> None:
    update = task_with(TaskUpdate("a"), 0, ONE)
    assert update.documents == (IssuedDocument(evidence=ONE),)
    assert task_with(update, 0, None).documents == (IssuedDocument(),)
    assert task_with(replace(update, documents=()), 3, None).documents == ()
