"""Writes two packages over each other until it is killed. Arguments: folder of the sources, target."""

import sys
from dataclasses import replace
from pathlib import Path

from tests.helpers.packages import contents, packages


def main(sources: Path, target: Path) -> None:
    """Tells when the first package stands; never ends by itself."""
    of = contents(sources)
    both = [replace(of, readme=text) for text in ("một", "hai")]
    while True:
        for one in both:
            packages().write(one, target)
            print("stands", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
