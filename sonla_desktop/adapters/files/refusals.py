"""What the operating system's refusals mean to the officer: one code for each thing that can be done."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sonla_desktop.usecases.errors import WorldRefused

SHARING_WINERRORS: Final = frozenset({5, 32, 33})
"""Access denied, sharing violation, lock violation: for a moment after a write often only a virus scanner."""

_IN_USE_WINERRORS: Final = frozenset({32, 33})

_CODES: Final = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "file-too-large",
    errno.EACCES: "access-denied",
    errno.EPERM: "access-denied",
    errno.EROFS: "access-denied",
    errno.EBUSY: "file-in-use",
    errno.ETXTBSY: "file-in-use",
    errno.ENOENT: "file-missing",
    errno.ENOTDIR: "file-missing",
    errno.EISDIR: "file-exists",
    errno.EEXIST: "file-exists",
    errno.ENOTEMPTY: "file-exists",
    errno.ENAMETOOLONG: "name-too-long",
}


def refusal(error: OSError, path: Path) -> WorldRefused:
    """The refusal that this error means for this file (parameter ``file``); unknown ones are ``disk-error``."""
    if getattr(error, "winerror", None) in _IN_USE_WINERRORS:
        return WorldRefused("file-in-use", file=path.name)
    return WorldRefused(_CODES.get(error.errno or 0, "disk-error"), file=path.name)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turns an OSError inside the block into the refusal of this file."""
    try:
        yield
    except OSError as error:
        raise refusal(error, path) from error
