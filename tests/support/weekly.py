"""Weekly tables for tests."""

from __future__ import annotations

from datetime import date
from functools import partial

import weeklypapers as wp
from weeklypapers import Category, Link, Paper, Papers
from weeklypapers.markdown import Chunk, tables

__all__ = [
    "FULL",
    "HEADER",
    "ID",
    "chunk_of",
    "codes",
    "parse",
    "read",
    "row",
    "table",
]

HEADER = "| Week | title | category | abstract | Paper-Link |"
ID = "https://arxiv.org/abs/2406.00001"
FULL = Paper(
    week=date(2024, 6, 30),
    title="A title",
    category=Category(code="cs.CL"),
    abstract="Short.",
    links=(Link(url=ID, label="arxiv"),),
)

# These tables are shortened, and only a weekly table with all its columns is recognised without it.
parse = partial(wp.parse, dialect="weekly")
read = partial(wp.read, dialect="weekly")


def table(*rows: str, header: str = HEADER) -> str:
    """Return a table with these rows."""
    text = header.strip()
    columns = text.count("|") + 1 - text.startswith("|") - text.endswith("|")
    return "\n".join([header, "|---" * columns + "|", *rows])


def row(
    week: str = "2024-06-30",
    title: str = "A title",
    category: str = "cs.CL",
    abstract: str = "Short.",
    links: str = f"[arxiv]({ID})",
) -> str:
    """Return a row of the weekly table."""
    return f"| {week} | {title} | {category} | {abstract} | {links} |"


def chunk_of(text: str) -> Chunk:
    """Return the rows of the first table of a text."""
    return next(iter(tables(text.split("\n"))))


def codes(papers: Papers) -> list[str]:
    """Return the codes of the problems of a list."""
    return [problem.code for problem in papers.problems]
