"""Enters one month file after another and says the number of each as soon as it is recorded; killed from outside."""

import sys
from pathlib import Path

from sonla_desktop.bootstrap import build_world
from sonla_desktop.usecases.record_values import record_month_file


def main(store_folder: Path, files: list[Path]) -> None:
    world = build_world("2026-10-11")
    store = world.stores.open(store_folder)
    print("ready", flush=True)
    for number, file in enumerate(files):
        record_month_file(world, store, "2026-10", file)
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
