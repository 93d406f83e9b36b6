"""A list of four papers: with all values, with a record, with a category of its own, and bare."""

from __future__ import annotations

from datetime import UTC, date, datetime

from weeklypapers import ArxivId, ArxivRecord, Author, Category, Link, Paper, Papers

LANGUAGE, LEARNING, OWN = Category(code="cs.CL"), Category(code="cs.LG"), Category(name="Prompting")

LONGRAG = Paper(
    title="LongRAG: Retrieval with Long Contexts",
    week=date(2024, 6, 30),
    category=LANGUAGE,
    abstract="Readers of long units.",
    links=[Link(url="https://arxiv.org/abs/2406.00001")],
    listed_authors=["Ada Lovelace", "Alan Turing"],
)

MAMBA = Paper(
    title="Mamba is a Serpent",
    week=date(2024, 6, 23),
    category=LEARNING,
    abstract="State\n  spaces, é la carte.",
    links=[Link(url="https://arxiv.org/abs/2406.00002v2")],
    arxiv=ArxivRecord(
        id=ArxivId("2406.00002v2"),
        title="Mamba, corrected",
        authors=[Author(name="José Müller")],
        abstract="Selective scans.",
        published=datetime(2024, 5, 1, tzinfo=UTC),
        updated=datetime(2024, 5, 9, tzinfo=UTC),
        primary_category=LEARNING,
        categories=[LEARNING],
    ),
)

PROMPTS = Paper(
    title="Ask nicely", week=date(2023, 12, 31), category=OWN, listed_authors=["Alan Turing"]
)

BARE = Paper(title="bare")

LISTED = Papers([LONGRAG, MAMBA, PROMPTS, BARE])
