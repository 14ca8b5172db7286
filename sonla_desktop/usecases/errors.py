"""The world or the input refused: a code with parameters, shown as one Vietnamese line. Bugs are not this."""

from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """Something that the officer can act on. ``code`` names a text of the message catalogue, ``parameters`` fill it.

    ``exit_code`` is what the command line answers with.
    """

    exit_code = 2

    def __init__(self, code: str, /, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Mapping[str, object] = parameters


class InputRefused(UserError):
    """What was asked or given is wrong (unknown period, broken month file, closed period): exit code 2."""

    exit_code = 2


class NotAllowedYet(UserError):
    """Findings stand in the way (closing with a Sai, a package that is not whole): exit code 1."""

    exit_code = 1


class WorldRefused(UserError):
    """Disk, lock, permission, damaged or newer store: exit code 3."""

    exit_code = 3


class Cancelled(Exception):
    """The officer pressed Hủy: nothing is shown, everything is as before."""
