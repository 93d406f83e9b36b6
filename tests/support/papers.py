"""Papers with a value in every common field."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from weeklypapers import ArxivId, ArxivRecord, Author, Category, Link, Origin, Paper

__all__ = ["ABS", "ATTENTION", "CODE", "FULL", "LANGUAGE", "NOON", "SUNDAY", "record"]

SUNDAY = date(2024, 6, 30)
NOON = datetime(2024, 6, 21, 12, tzinfo=UTC)
LANGUAGE = Category(code="cs.CL")
ABS = Link(url="https://arxiv.org/abs/2406.15319v2", label="arxiv")
CODE = Link(url="https://example.org/code")


def record(**changes: Any) -> ArxivRecord:
    """Return the record of `FULL` with other values of some fields."""
    fields: dict[str, Any] = {
        "id": ArxivId("2406.15319v3"),
        "title": "LongRAG",
        "authors": [Author(name="Ada Lovelace"), Author(name="Alan Turing")],
        "abstract": "What arXiv says.",
        "published": NOON,
        "updated": NOON + timedelta(days=1),
        "primary_category": LANGUAGE,
        "categories": [LANGUAGE],
    }
    return ArxivRecord(**fields | changes)


FULL = Paper(
    title="LongRAG",
    week=SUNDAY,
    category=LANGUAGE,
    abstract="What the list says.",
    links=[CODE, ABS],
    listed_authors=["A. Lovelace"],
    arxiv=record(),
    extra={"Venue": "ACL"},
    origin=Origin(line=3, text="| … |", columns=("week", "title")),
)

ATTENTION = Paper(
    title="Attention Is All You Need",
    week=date(2017, 6, 18),
    category=Category(name="Prompt Engineering"),
    abstract="Two\nlines | “ä”",
    links=(Link(url="https://arxiv.org/abs/1706.03762", label="arxiv"), Link(url="b")),
    listed_authors=("A. Vaswani",),
    arxiv=ArxivRecord(
        id=ArxivId("1706.03762v7"),
        title="Attention Is All You Need",
        authors=(
            Author(name="Ashish Vaswani", affiliations=("Google Brain",)),
            Author(name="Ł. K."),
        ),
        abstract="Attention alone, no recurrence.",
        published=datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC),
        updated=datetime(2023, 8, 2, 0, 41, 18, 500, tzinfo=UTC),
        primary_category=Category(code="cs.CL"),
        categories=(Category(code="cs.CL"), Category(code="cs.LG")),
        comment="15 pages",
    ),
    extra={"Venue": "NeurIPS"},
)
