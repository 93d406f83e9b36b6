"""Values that `==` ignores, for tests that compare them as well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from weeklypapers import Paper

__all__ = ["retrieval_times"]


def retrieval_times(papers: Iterable[Paper]) -> list[datetime | None]:
    """Return when each paper's record was retrieved."""
    return [paper.arxiv.retrieved if paper.arxiv else None for paper in papers]
