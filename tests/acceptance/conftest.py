"""Runs commands in this process and keeps what they print, so that each acceptance test reads like a session."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.cli import main
from tests.helpers.repository import ROOT

EXAMPLE = ROOT / "tests" / "fixtures" / "04123-2026-10"


@dataclass(frozen=True)
class Answer:
    """Exit code and output of one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command of the program."""

    def command(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return command


@pytest.fixture
def store(tmp_path: Path, run: Run) -> Path:
    """A new store of Xã Chiềng Mung with the settings of the example."""
    folder = tmp_path / "kho"
    assert run("new", "--store", folder, "--agency", "04123", "--today", "2026-10-11").code == 0
    assert run("configure", "--store", folder, "--from", EXAMPLE / "settings.json").code == 0
    return folder


@pytest.fixture
def month() -> dict[str, Any]:
    """The example month, to be altered."""
    return json.loads((EXAMPLE / "month.json").read_text(encoding="utf-8"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    """Writes a month file."""

    def written(value: Any) -> Path:
        path = tmp_path / "thang.json"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return path

    return written


def snapshot(folder: Path) -> dict[str, str]:
    """Every file under the folder with the hash of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
