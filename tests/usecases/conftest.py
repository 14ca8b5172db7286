"""The office of one commune with a store on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.real_month import Office, office


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Office]:
    """An office with an empty store."""
    with office(tmp_path) as opened:
        yield opened
