"""Papers and records with default values for the fields that a test doesn't set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from weeklypapers.model.categories import Category
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.papers import Papers

__all__ = ["make_paper", "make_papers", "make_record", "make_records"]

_SUNDAY = date(2024, 6, 30)
_SUBMITTED = datetime(2024, 6, 1, 12, tzinfo=UTC)


def make_paper(arxiv_id: ArxivId | str = "2406.00001", **fields: Any) -> Paper:
    """Return a listed paper with a link to arXiv.

    Args:
        arxiv_id: The identifier in the link.
        fields: Fields of `Paper` that replace the default values.
    """
    arxiv_id = ArxivId.parse(arxiv_id)
    defaults: dict[str, Any] = {
        "title": f"On {arxiv_id.id}",
        "week": _SUNDAY,
        "category": Category(code="cs.CL"),
        "abstract": f"The listed abstract of {arxiv_id.id}.",
        "links": (Link(url=arxiv_id.pdf_url, label="arxiv"),),
    }
    return Paper(**defaults | fields)


def make_record(arxiv_id: ArxivId | str = "2406.00001", **fields: Any) -> ArxivRecord:
    """Return a record of a paper.

    Args:
        arxiv_id: The identifier; without a version, the record is of version 1.
        fields: Fields of `ArxivRecord` that replace the default values.
    """
    arxiv_id = ArxivId.parse(arxiv_id)
    version = arxiv_id.version or 1
    defaults: dict[str, Any] = {
        "id": ArxivId(arxiv_id.id, version=version),
        "title": f"On $\\alpha$-{arxiv_id.id} & its <limits>",
        "authors": (
            Author(name="Ada Lovelace", affiliations=("Analytical Engines & Co.",)),
            Author(name="Émilie du Châtelet"),
        ),
        "abstract": f"We study {arxiv_id.id}, and find $x < y$ in all cases. " * 4 + "So it is.",
        "published": _SUBMITTED,
        "updated": _SUBMITTED + timedelta(days=version - 1),
        "primary_category": Category(code="cs.CL"),
        "categories": (Category(code="cs.CL"), Category(code="cs.LG")),
        "comment": f"{version} pages",
    }
    return ArxivRecord(**defaults | fields)


def make_papers(count: int, *, start: int = 1) -> Papers:
    """Return papers with the identifiers ``2406.00001``, ``2406.00002`` and so on.

    Args:
        count: The number of papers.
        start: The number of the first identifier.
    """
    return Papers(map(make_paper, _ids(count, start)))


def make_records(count: int, *, start: int = 1) -> list[ArxivRecord]:
    """Return the records of the papers that `make_papers` returns for the same arguments."""
    return list(map(make_record, _ids(count, start)))


def _ids(count: int, start: int) -> list[str]:
    return [f"2406.{number:05}" for number in range(start, start + count)]
