"""Lists for the tests of tables."""

from __future__ import annotations

import sys

import pytest

from weeklypapers import Category, Paper, Papers, PartialDate, formats
from weeklypapers.testing import make_paper, make_record

__all__ = ["BARE", "FULL", "LISTED", "remove"]


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


def remove(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Let a test run as if a package were not installed."""
    for module in ("arrow", "pandas", "polars"):
        monkeypatch.delitem(sys.modules, f"weeklypapers.formats.{module}", raising=False)
        monkeypatch.delitem(vars(formats), module, raising=False)  # `delattr` would import it
    monkeypatch.setitem(sys.modules, package, None)
