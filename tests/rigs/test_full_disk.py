"""A full disk is said, costs nothing that was saved, and leaves no half-written file."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.repository import ROOT


def told(disk: Path, limit: int, wrapped: bool) -> dict[str, Any]:
    """What the filler tells; wrapped: on a disk of 2 MB that only it sees."""
    source = disk.with_name("trích xuất.csv")
    source.write_bytes(bytes(3_000_000))
    disk.mkdir()
    command = [sys.executable, "-m", "tests.rigs.filler", str(disk), str(limit), str(source)]
    if wrapped:
        mount = f"mount -t tmpfs -o size=2m none {shlex.quote(str(disk))}"
        rights = "--mount" if os.geteuid() == 0 else "--map-root-user --mount"
        command = ["unshare", *rights.split(), "sh", "-c", f"{mount} && exec {shlex.join(command)}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    value: dict[str, Any] = json.loads(done.stdout)
    return value


@pytest.mark.parametrize(
    ("wrapped", "limit", "store_code", "file_code"),
    [
        # A limit on file size is a full disk for whoever may not mount one; it is another error, "too large".
        pytest.param(False, 1_500_000, "disk-error", "file-too-large", id="file size limited"),
        pytest.param(True, 0, "disk-full", "disk-full", id="disk of 2 MB", marks=pytest.mark.rig),
    ],
)
def test_a_full_disk_costs_nothing_that_was_saved(
    tmp_path: Path, wrapped: bool, limit: int, store_code: str, file_code: str
) -> None:
    report = told(tmp_path / "đĩa", limit, wrapped)
    refused = {"code": file_code, "as_before": True}
    assert report["taken_in"] == refused
    assert report["overwritten"] == refused
    assert report["code"] == store_code
    assert report["held"] == report["saved"] >= 3
