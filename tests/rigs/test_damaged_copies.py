"""Damaged copies of a store: each is refused in one line or gives what was written; none crashes, none tells tales."""

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers import months
from tests.helpers.stores import close_month, frozen, month, new_store, opened, save

SECTOR = 512
REFUSALS = {"store-damaged", "store-foreign", "store-newer", "chain-broken"}


def one_byte(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place] ^= chance.randrange(1, 256)


def one_sector(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // SECTOR) * SECTOR
    data[start : start + SECTOR] = chance.choice([bytes(SECTOR), chance.randbytes(SECTOR)])


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def a_page_twice(data: bytearray, chance: random.Random) -> None:
    pages = len(data) // 4096
    one, other = chance.sample(range(pages), 2)
    data[other * 4096 : (other + 1) * 4096] = data[one * 4096 : (one + 1) * 4096]


DAMAGES: list[Callable[[bytearray, random.Random], None]] = [one_byte, one_byte, one_sector, cut, a_page_twice]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with a closed month, the next version open, and nothing else."""
    folder = new_store(tmp_path_factory.mktemp("so"))
    with opened(folder) as store:
        close_month(store, month(1))
        save(store, replace(month(2), version=2))
    return (folder / DATABASE).read_bytes()


def what_comes_of(folder: Path) -> str:
    """Reads all there is; the refusal's code, or what is different from what was written (empty: nothing)."""
    try:
        with opened(folder) as store, store.begin() as work:
            work.verify_chain()
            work.audit()
            head = {version.chain_head for version in work.versions(month().key)}
            read = {
                "closed": work.versions(month().key),
                "open": work.newest_report(month().key),
                "reports": work.reports(),
                "settings": work.settings(),
            }
            store.shelf.file("ab" * 32)
    except WorldRefused as refused:
        return refused.code
    written = {
        "closed": (frozen(month(1), next(iter(head), "")),),
        "open": replace(month(2), version=2),
        "reports": ((month().key, 2, False),),
        "settings": months.settings(),
    }
    return ", ".join(name for name in written if read[name] != written[name])


def damaged_copies(whole: bytes, folder: Path, copies: int) -> Counter[str]:
    chance = random.Random(copies)
    outcomes: Counter[str] = Counter()
    for _ in range(copies):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        data = bytearray(whole)
        chance.choice(DAMAGES)(data, chance)
        (folder / DATABASE).write_bytes(data)
        outcomes[what_comes_of(folder)] += 1
        assert os.listdir(folder) == [DATABASE]
    return outcomes


def test_damaged_copies_are_refused_or_whole(whole: bytes, tmp_path: Path) -> None:
    outcomes = damaged_copies(whole, tmp_path / "so", 40)
    assert set(outcomes) <= REFUSALS | {""}
    assert outcomes["store-damaged"] > 10


@pytest.mark.rig
def test_a_thousand_damaged_copies_are_refused_or_whole(whole: bytes, tmp_path: Path) -> None:
    outcomes = damaged_copies(whole, tmp_path / "so", 1_000)
    assert set(outcomes) <= REFUSALS | {""}
    assert outcomes["store-damaged"] > 300
