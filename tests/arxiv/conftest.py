"""A server and the path of a cache, for the tests of the client and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from weeklypapers.testing import ArxivServer, make_records


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    """Yield a server with the papers 2406.00001 to 2406.00020."""
    with ArxivServer(make_records(20)) as server:
        yield server


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the path of a cache that doesn't exist yet."""
    return tmp_path / "arxiv.sqlite"
