"""Papers that are hard to cite, for the tests of each format of citations."""

from __future__ import annotations

import pytest

from support.citations import difficult_papers
from weeklypapers import Papers
from weeklypapers.formats.citations.works import Citation, cite


@pytest.fixture(scope="session")
def papers() -> Papers:
    return difficult_papers()


@pytest.fixture(scope="session")
def works(papers: Papers) -> dict[str, Citation]:
    """Return the works that are cited, by key."""
    return {work.key: work for work in cite(papers)}
