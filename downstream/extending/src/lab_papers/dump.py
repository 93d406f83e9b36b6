"""A source: records of a dump of arXiv's metadata, with one JSON object in each line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

import weeklypapers as wp
from weeklypapers.typing import Watcher

__all__ = ["Dump"]


class Row(TypedDict):
    """One line of a dump."""

    id: str
    title: str
    authors: str
    abstract: str
    categories: str
    created: str


class Dump:
    """The records of a dump.

    Args:
        path: A file of JSON Lines.
    """

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8") as file:
            rows: list[Row] = [json.loads(line) for line in file]
        self._rows = {wp.ArxivId(row["id"]).id: row for row in rows}

    def fetch(
        self, ids: Iterable[wp.ArxivId | str], *, progress: Watcher | None = None
    ) -> wp.FetchReport:
        """Return the records of some papers. Those that the dump lacks have failed."""
        records: dict[wp.ArxivId, wp.ArxivRecord] = {}
        failed: dict[wp.ArxivId | str, wp.FetchError] = {}
        requested = [*map(wp.ArxivId.parse, ids)]
        for done, arxiv_id in enumerate(requested, 1):
            if row := self._rows.get(arxiv_id.id):
                records[arxiv_id] = _record_of(row)
            else:
                failed[arxiv_id] = wp.FetchError("unavailable", "the dump lacks it")
            if progress:
                progress(wp.Progress(done=done, total=len(requested), cached=done))
        return wp.FetchReport(records=records, failed=failed, cached=len(records))


def _record_of(row: Row) -> wp.ArxivRecord:
    codes = row["categories"].split()
    return wp.ArxivRecord(
        id=row["id"],
        title=row["title"],
        authors=row["authors"].split(", "),
        abstract=row["abstract"],
        published=row["created"],
        updated=row["created"],
        primary_category=codes[0],
        categories=codes,
    )
