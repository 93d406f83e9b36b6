"""Papers and records of which only what matters has to be said."""

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
    """A listed paper.

    Args:
        arxiv_id: The identifier that its link names.
        fields: Fields of `Paper`, in the place of those that are made up.
    """
    found = ArxivId.parse(arxiv_id)
    made: dict[str, Any] = {
        "title": f"On {found.id}",
        "week": _SUNDAY,
        "category": Category(code="cs.CL"),
        "abstract": f"What is listed of {found.id}.",
        "links": (Link(url=found.pdf_url, label="arxiv"),),
    }
    return Paper(**made | fields)


def make_record(arxiv_id: ArxivId | str = "2406.00001", **fields: Any) -> ArxivRecord:
    """What arXiv says of a paper.

    Args:
        arxiv_id: The identifier; without a version it is the first.
        fields: Fields of `ArxivRecord`, in the place of those that are made up.
    """
    found = ArxivId.parse(arxiv_id)
    version = found.version or 1
    made: dict[str, Any] = {
        "id": ArxivId(found.id, version=version),
        "title": f"On $\\alpha$-{found.id} & its <limits>",
        "authors": (
            Author(name="Ada Lovelace", affiliations=("Analytical Engines & Co.",)),
            Author(name="Émilie du Châtelet"),
        ),
        "abstract": f"We study {found.id}, and find $x < y$ in all cases. " * 4 + "So it is.",
        "published": _SUBMITTED,
        "updated": _SUBMITTED + timedelta(days=version - 1),
        "primary_category": Category(code="cs.CL"),
        "categories": (Category(code="cs.CL"), Category(code="cs.LG")),
        "comment": f"{version} pages",
    }
    return ArxivRecord(**made | fields)


def _numbered(count: int, start: int) -> list[str]:
    return [f"2406.{number:05}" for number in range(start, start + count)]


def make_papers(count: int, *, start: int = 1) -> Papers:
    """Papers with the identifiers ``2406.00001``, ``2406.00002`` and so on.

    Args:
        count: How many.
        start: The number of the first.
    """
    return Papers(map(make_paper, _numbered(count, start)))


def make_records(count: int, *, start: int = 1) -> list[ArxivRecord]:
    """The records of `make_papers`; arguments as there."""
    return list(map(make_record, _numbered(count, start)))
