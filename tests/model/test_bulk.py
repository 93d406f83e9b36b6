"""Values that are built column by column equal those that are built one by one."""

from __future__ import annotations

from datetime import date

from weeklypapers import Link, Origin, Paper
from weeklypapers.model.bulk import build_links, build_origins, build_papers


def test_papers() -> None:
    titles, weeks = ["A", "B"], [date(2024, 6, 30), None]
    built = build_papers(2, title=titles, week=weeks)
    assert built == [
        Paper(title=title, week=week) for title, week in zip(titles, weeks, strict=True)
    ]
    assert all(paper.origin is None and paper.extra == {} for paper in built)


def test_links() -> None:
    urls, labels = ["https://e.org/a", "https://e.org/b"], ["a", None]
    built = build_links(urls, labels, 2)
    assert built == [Link(url=url, label=label) for url, label in zip(urls, labels, strict=True)]


def test_origins() -> None:
    built = build_origins(range(3, 5), ["| a |", "| b |"], ("title",), "list.md")
    assert built == [
        Origin(line=3, text="| a |", columns=("title",), file="list.md"),
        Origin(line=4, text="| b |", columns=("title",), file="list.md"),
    ]
