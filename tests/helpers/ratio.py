"""One line of the ratio table that `make bench` prints."""

from typing import NamedTuple


class Ratio(NamedTuple):
    """Our time over the time of the floor or peer, both measured in the same run.

    `work` and `floor` say in a few words what was timed; `aim` is the highest ratio wanted.
    """

    work: str
    floor: str
    ratio: float
    aim: float
