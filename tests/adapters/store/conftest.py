"""An empty store, and the same store open for writing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.store import SqliteStore
from tests.helpers.stores import new_store, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of an empty store."""
    return new_store(tmp_path / "Sổ báo cáo xã")


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    """The empty store, open for writing."""
    with opened(folder) as store:
        yield store
