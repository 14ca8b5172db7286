"""A process that saves months and takes in evidence, and says each time when it is safe; traced by the power-cut rig.

Usage: power_worker FOLDER SAVES safe|hasty-commits|hasty-files. The hasty ones leave out what makes a commit or a file
durable, so that the rig can show that it would notice.
"""

import os
import sys
from pathlib import Path

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.store import connection
from tests.helpers.stores import NOW, STAMP, month, open_store, save

ACKNOWLEDGED = 1  # descriptor


class HastyDisk(primitives.Disk):
    """A disk that nobody waits for."""

    def fsync(self, descriptor: int) -> None:
        pass


def acknowledge(text: str) -> None:
    os.write(ACKNOWLEDGED, f"{text}\n".encode("ascii"))


def main(folder: Path, saves: int, manner: str) -> None:
    if manner == "hasty-files":
        primitives.disk = HastyDisk()
    if manner == "hasty-commits":
        connection._FOR_WRITING = (*connection._FOR_WRITING, "PRAGMA synchronous = OFF")
    store = open_store(folder)
    source = folder.parent / "trích xuất.csv"
    for number in range(1, saves + 1):
        save(store, month(number))
        acknowledge(f"month {number}")
        if number % 4 == 0:
            source.write_bytes(f"{number}\n".encode() * 1_500)
            file = store.shelf.take_in(source, NOW)
            with store.begin() as work:
                work.register_evidence([file], STAMP)
                work.commit()
            acknowledge(f"evidence {file.sha256}")
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
