"""Bugs: written to a local file without data values, told to the officer in one line. Nothing is sent anywhere."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from sonla_desktop import __version__

KEPT_REPORTS = 20


def record_trouble(error: BaseException) -> str:
    """Writes where the program failed (places in the code and the kind of error, no values); returns what to show."""
    try:
        path = _write(error)
    except OSError:
        return "Chương trình gặp lỗi ngoài dự kiến; số liệu đã lưu vẫn nguyên. Mở lại chương trình rồi thử lần nữa."
    return f"Chương trình gặp lỗi ngoài dự kiến; số liệu đã lưu vẫn nguyên. Gửi tệp {path} cho người hỗ trợ."


def trouble_dir() -> Path:
    """Folder of the trouble reports, the newest twenty of which are kept."""
    import platformdirs  # late: only in trouble

    return Path(platformdirs.user_data_dir("sonla-desktop", appauthor=False)) / "su-co"


def _write(error: BaseException) -> Path:
    folder = trouble_dir()
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(_described(error, now), encoding="utf-8")
    for old in sorted(folder.glob("*.txt"))[:-KEPT_REPORTS]:
        old.unlink(missing_ok=True)
    return path


def _described(error: BaseException, now: datetime) -> str:
    head = [
        f"Sơn La Desktop {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now.isoformat(timespec='seconds')}",
    ]
    return "\n".join(head) + f"\n{places_of(error)}\n"


def places_of(error: BaseException) -> str:
    """Kinds of an error and of its causes, and the places in the code: its message may hold what was typed."""
    lines: list[str] = []
    while True:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        cause = error.__cause__ or error.__context__
        if cause is None:
            return "\n".join(lines)
        error = cause
