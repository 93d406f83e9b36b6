"""Values that are built column by column equal those that are built one by one."""

from __future__ import annotations

import contextlib
import gc
from datetime import date
from itertools import repeat

import attrs

from weeklypapers import Link, Origin, Paper
from weeklypapers.model.bulk import assign, build, replaced, without_collection


def test_papers() -> None:
    titles, weeks = ["A", "B"], [date(2024, 6, 30), None]
    built = build(Paper, 2, title=titles, week=weeks)
    assert built == [
        Paper(title=title, week=week) for title, week in zip(titles, weeks, strict=True)
    ]
    assert all(paper.origin is None and paper.extra == {} for paper in built)


def test_links() -> None:
    urls, labels = ["https://e.org/a", "https://e.org/b"], ["a", None]
    built = build(Link, 2, url=urls, label=labels)
    assert built == [Link(url=url, label=label) for url, label in zip(urls, labels, strict=True)]


def test_origins() -> None:
    columns, file = ("title",), "list.md"
    built = build(
        Origin,
        2,
        line=range(3, 5),
        text=["| a |", "| b |"],
        columns=repeat(columns),
        file=repeat(file),
    )
    assert built == [
        Origin(line=3, text="| a |", columns=columns, file=file),
        Origin(line=4, text="| b |", columns=columns, file=file),
    ]


def test_assign() -> None:
    links = build(Link, 2, url=repeat("https://e.org/a"))
    assign(Link, links, url=["https://e.org/b", "https://e.org/c"], label=repeat("x"))
    assert links == [
        Link(url="https://e.org/b", label="x"),
        Link(url="https://e.org/c", label="x"),
    ]


def test_collection_is_paused_and_resumed() -> None:
    with contextlib.suppress(KeyError), without_collection():
        assert not gc.isenabled()
        with without_collection():
            pass
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_replaced() -> None:
    links = [Link(url="https://e.org/a", label="a"), Link(url="https://e.org/b")]
    copies = replaced(links, label=["x", "y"])
    assert copies == [
        attrs.evolve(link, label=label) for link, label in zip(links, "xy", strict=True)
    ]
    assert links[1].label is None
    assert replaced([], label=[]) == []
