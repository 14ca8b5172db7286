"""On a disk that cannot be written a store can be read, and writing is refused in one line."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.repository import ROOT
from tests.helpers.stores import fingerprint, month, new_store, opened, save

VISITOR = """
import sys
from pathlib import Path
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.stores import NOW, month, new_store, opened
folder = Path(sys.argv[1])
with opened(folder, read_only=True) as store, store.begin() as work:
    assert work.newest_report(month().key) == month(3)
    work.verify_chain()
for act in (lambda: opened(folder).__enter__(), lambda: new_store(folder.parent / "mới")):
    try:
        act()
    except WorldRefused as refused:
        print(refused.code)
"""


@pytest.mark.rig
def test_a_store_on_a_read_only_disk_can_be_read(tmp_path: Path) -> None:
    disk = tmp_path / "đĩa"
    folder = new_store(disk / "so")
    with opened(folder) as store:
        save(store, month(3))
    before = fingerprint(disk)
    place = shlex.quote(str(disk))
    mount = f"mount --bind {place} {place} && mount -o remount,bind,ro {place}"
    visit = shlex.join([sys.executable, "-c", VISITOR, str(folder)])
    rights = ["--mount"] if os.geteuid() == 0 else ["--map-root-user", "--mount"]
    command = ["unshare", *rights, "sh", "-c", f"{mount} && exec {visit}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["store-denied", "access-denied"]
    assert fingerprint(disk) == before
