"""Where the program finds its own files and keeps the officer's, whether it runs from the repository,
an installed wheel or a frozen folder."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """Folder of plans, agencies, document rules, icons and the sample month.

    Raises FileNotFoundError when the installation lacks it.
    """
    return _shipped("resources")


def forms_dir() -> Path:
    """Folder of the report-form definitions (one TOML file per form).

    Raises FileNotFoundError when the installation lacks it.
    """
    return _shipped("forms")


def default_store_dir() -> Path:
    """Store folder offered first: inside the officer's own, non-roaming data folder. It may not exist yet."""
    import platformdirs  # late: the start path asks for it only when no store was named

    return Path(platformdirs.user_data_dir("sonla-desktop", appauthor=False)) / "so-bao-cao"


def _shipped(name: str) -> Path:
    places = _places(name)
    for place in places:
        if place.is_dir():
            return place
    tried = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"Bản cài đặt thiếu thư mục {name}; đã tìm ở: {tried}")


def _places(name: str) -> list[Path]:
    """Frozen folder, then inside the installed package, then beside it (a repository only)."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / name] if frozen else []
    return [*places, _PACKAGE / "_data" / name, _PACKAGE.parent / name]
