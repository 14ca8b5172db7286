"""A program killed while it writes a package leaves the old one or the new one, and rests whose names say so."""

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sonla_desktop.adapters.files.primitives import is_unfinished
from tests.helpers.packages import contents, packages
from tests.helpers.repository import ROOT

KILLS = 150
LONGEST_WAIT = 0.05


@pytest.mark.rig
def test_a_package_is_the_old_or_the_new_one_whenever_the_program_is_killed(tmp_path: Path) -> None:
    target = tmp_path / "goi" / "x.zip"
    target.parent.mkdir()
    allowed = {package(tmp_path, "một"), package(tmp_path, "hai")}
    chance = random.Random(20261112)
    seen: set[bytes] = set()
    unfinished = 0
    for _ in range(KILLS):
        kill_while_packing(tmp_path / "nguon", target, chance.uniform(0, LONGEST_WAIT))
        seen.add(target.read_bytes())
        rests = [path for path in target.parent.iterdir() if path != target]
        assert [path.name for path in rests if not is_unfinished(path.name)] == []
        unfinished += len(rests)
        for path in rests:
            path.unlink()
    assert seen <= allowed
    assert len(seen) == 2
    assert unfinished > KILLS / 10, "the kills came at no interesting moment"
    assert packages().read(target).problems == ()


def package(folder: Path, readme: str) -> bytes:
    path = folder / "so-sanh.zip"
    packages().write(replace(contents(folder / "nguon"), readme=readme), path)
    return path.read_bytes()


def kill_while_packing(sources: Path, target: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "tests.rigs.packer", str(sources), str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stands\n"
        time.sleep(seconds)
        process.kill()
