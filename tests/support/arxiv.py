"""Clients of a local server, the records that it serves, and a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weeklypapers import ArxivClient, ArxivId, ArxivRecord, FetchError, FetchReport, Paper
from weeklypapers.testing import ArxivServer, make_record, make_records

__all__ = ["REPORT", "opened", "record_of"]

REPORT = FetchReport(
    records={record.id.unversioned: record for record in make_records(25)},
    missing=[ArxivId("2406.09999")],
    failed={"abc": FetchError("malformed", "no identifier")},
    requests=1,
    cached=20,
)


def opened(
    server: ArxivServer, cache: Path | str | None = ":memory:", **options: Any
) -> ArxivClient:
    """Return a client of a server, by default with its cache in memory and without waits."""
    return ArxivClient(cache, url=server.url, **{"min_interval": 0.0, **options})


def record_of(paper: Paper) -> ArxivRecord:
    """Return a record with the title, abstract and category of a listed paper."""
    assert paper.arxiv_id
    assert paper.category
    return make_record(
        paper.arxiv_id,
        title=paper.title,
        abstract=paper.abstract or "None.",
        primary_category=paper.category,
        categories=[paper.category],
    )
