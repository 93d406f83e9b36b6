"""A fixture for pytest. The only module that imports pytest.

It is not loaded by itself: import it where it is used, or in ``conftest.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from weeklypapers.testing.server import ArxivServer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["arxiv_server"]


@pytest.fixture
def arxiv_server() -> Iterator[ArxivServer]:
    """An arXiv on this machine without papers yet: see `ArxivServer.add`."""
    with ArxivServer() as server:
        yield server
