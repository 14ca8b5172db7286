"""Processes that save months without end until they are killed; each acknowledges a save after it was committed.

One parent loads everything once and forks a child for each store named on its input, since a thousand interpreters
would take a thousand start-up times.
"""

import os
import sys
from pathlib import Path

from tests.helpers.months import report
from tests.helpers.stores import month, open_store, save


def save_without_end(folder: Path) -> None:
    """Saves month 1, 2, 3 … on top of what is there and prints each number once it is safe."""
    store = open_store(folder)
    with store.begin() as work:
        stored = work.newest_report(report().key)
    number = int(stored.figures["tong"]) if stored else 0
    print("open", flush=True)
    while True:
        number += 1
        save(store, month(number))
        print(number, flush=True)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            print("pid", os.getpid(), flush=True)
            save_without_end(Path(line.rstrip("\n")))
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
