"""The package's own strategies, under a shorter name."""

from __future__ import annotations

from weeklypapers.testing.hypothesis import (
    arxiv_ids,
    authors,
    categories,
    days,
    extras,
    links,
    paper_lists,
    papers,
    records,
    texts,
    times,
    urls,
)

__all__ = [
    "arxiv_ids",
    "authors",
    "categories",
    "days",
    "extras",
    "links",
    "paper_lists",
    "papers",
    "records",
    "texts",
    "times",
    "urls",
]
