"""Lists for tests of the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import weeklypapers as wp

__all__ = ["HEAD", "SNAPSHOT", "row", "write", "write_snapshot"]

HEAD = "| Week | title | category | abstract | Paper-Link |\n|--|--|--|--|--|\n"
SNAPSHOT = "records.json"


def row(number: int, *, week: str = "2024-06-30", title: str = "", link: str | None = None) -> str:
    """Return the row of a weekly table with the paper 2406.0000N."""
    url = f"https://arxiv.org/abs/2406.0000{number}" if link is None else link
    return f"| {week} | {title or f'Paper {number}'} | cs.CL | a | {url} |\n"


def write(name: str, text: str) -> None:
    """Write a file in the current folder."""
    Path(name).write_bytes(text.encode())


def write_snapshot(*papers: int | str) -> None:
    """Write saved records of papers: of 2406.0000N for a number N, or else of an identifier."""
    time = datetime(2024, 6, 25, tzinfo=UTC)
    records = (
        wp.ArxivRecord(
            id=wp.ArxivId.parse(f"2406.0000{paper}v1" if isinstance(paper, int) else paper),
            title=f"Paper {paper}",
            authors=(wp.Author(name="Ada Lovelace"),),
            abstract="An abstract.",
            published=time,
            updated=time,
            primary_category=wp.Category.parse("cs.CL"),
            categories=(wp.Category.parse("cs.CL"),),
        )
        for paper in papers
    )
    wp.Snapshot(records).write(SNAPSHOT)
