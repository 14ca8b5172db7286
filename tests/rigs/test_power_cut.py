"""The power may go at any moment: the store is whole afterwards, and what it had acknowledged is in it."""

import shutil
from pathlib import Path

import pytest

from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.stores import month, new_store, opened
from tests.rigs.power_cut import power_cuts, trace


def loss(folder: Path, acknowledged: list[str]) -> str:
    """What is wrong with the store, in a word; empty: nothing."""
    try:
        with opened(folder) as store:
            with store.begin() as work:
                report = work.newest_report(month().key)
            evidence = [line.split()[1] for line in acknowledged if line.startswith("evidence")]
            lost = [sha256 for sha256 in evidence if store.shelf.state(sha256) is not EvidenceState.PRESENT]
            unknown = [sha256 for sha256 in evidence if store.shelf.file(sha256) is None]
    except WorldRefused as refused:
        return refused.code
    safe = max((int(line.split()[1]) for line in acknowledged if line.startswith("month")), default=0)
    held = int(report.figures["tong"]) if report else 0
    if lost or unknown or not safe <= held <= safe + 1:
        return "lost"
    return "" if report in (None, month(held)) else "mixed"


def losses(tmp_path: Path, manner: str, saves: int, states: int) -> list[str]:
    before, folder, into = (tmp_path / name for name in ("trước", "so", "sau khi mất điện"))
    new_store(folder)
    shutil.copytree(folder, before)
    lines = trace(folder, saves, manner, tmp_path / "trace")
    shutil.rmtree(folder)
    before.rename(folder)
    into.mkdir()
    found = [loss(into, acknowledged) for acknowledged in power_cuts(folder, states, into, lines)]
    assert len(found) > states * 0.9
    return [kind for kind in found if kind]


@pytest.mark.rig
def test_five_thousand_power_cuts_lose_nothing(tmp_path: Path) -> None:
    assert losses(tmp_path, "safe", 40, 5_000) == []


@pytest.mark.rig
@pytest.mark.parametrize(("manner", "loss"), [("hasty-commits", "store-damaged"), ("hasty-files", "lost")])
def test_the_rig_notices_a_store_that_does_not_wait_for_the_disk(tmp_path: Path, manner: str, loss: str) -> None:
    assert losses(tmp_path, manner, 20, 300).count(loss) > 30
