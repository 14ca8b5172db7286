"""Where a store may lie: on a fixed disk of this machine, since sticks, shares and sync folders lose or mix files.

The kinds of Windows drives are asked of Windows itself; that branch has not been run on a Windows machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from sonla_desktop.usecases.errors import WorldRefused

_SYNC_FOLDERS: Final = (
    *("onedrive", "google drive", "googledrive", "my drive", "dropbox"),
    *("iclouddrive", "icloud drive", "nextcloud", "zalo drive"),
)
_NETWORK_PREFIXES: Final = ("\\\\", "//")
_REMOVABLE, _NETWORK, _OPTICAL = 2, 4, 5
_DRIVE_CODES: Final = {_REMOVABLE: "place-removable", _NETWORK: "place-network", _OPTICAL: "place-removable"}


def refuse_unsafe_place(folder: Path) -> None:
    """Raises WorldRefused ``place-sync`` (naming the sync folder), ``place-network`` or ``place-removable``."""
    if str(folder).startswith(_NETWORK_PREFIXES):
        raise WorldRefused("place-network", folder=str(folder))
    for part in folder.absolute().parts:
        if is_sync_folder(part):
            raise WorldRefused("place-sync", folder=str(folder), service=part)
    code = _DRIVE_CODES.get(drive_kind(folder))
    if code is not None:
        raise WorldRefused(code, folder=str(folder))


def is_sync_folder(name: str) -> bool:
    """Whether a folder of this name is one that a sync program keeps: ``OneDrive - UBND xã`` too."""
    folded = name.casefold()
    return any(folded == known or folded.startswith((f"{known} ", f"{known}-")) for known in _SYNC_FOLDERS)


def drive_kind(folder: Path) -> int:
    """Windows' number for the kind of drive a path is on (2 removable, 3 fixed, 4 network …); 0 elsewhere."""
    if sys.platform != "win32":
        return 0
    import ctypes

    drive = os.path.splitdrive(folder.absolute())[0] + "\\"
    return int(ctypes.windll.kernel32.GetDriveTypeW(drive))
