"""A fixture for pytest. The only module that imports pytest.

It is not a plugin: import the fixture in the test module that uses it, or in ``conftest.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from weeklypapers.testing.server import ArxivServer

__all__ = ["arxiv_server"]


@pytest.fixture
def arxiv_server() -> Iterator[ArxivServer]:
    """Provide a local arXiv server without papers: see `ArxivServer.add`."""
    with ArxivServer() as server:
        yield server
