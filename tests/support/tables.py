"""Lists for tests of Arrow, pandas and Polars tables."""

from __future__ import annotations

from weeklypapers import Category, Paper, Papers, PartialDate
from weeklypapers.testing import make_paper, make_record

__all__ = ["BARE", "FULL", "LISTED"]


FULL = make_paper(
    "2406.00001v2",
    listed_authors=("A. Lovelace", "É. du Châtelet"),
    listed_date=PartialDate.parse("2024-06"),
    topics=("Agents > Web",),
    venue="ICLR",
    affiliation="MIT",
    comment="read",
    arxiv=make_record("2406.00001v2"),
    extra={"Score": "9"},
)

BARE = Paper(title="bare")

LISTED = Papers([FULL, BARE, make_paper("2406.00002", category=Category(name="Prompting"))])
