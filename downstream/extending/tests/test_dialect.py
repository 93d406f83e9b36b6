"""The lists of the lab, with kinds of links that only the lab knows."""

from __future__ import annotations

from pathlib import Path

import pytest

import weeklypapers as wp
from lab_papers import LAB
from weeklypapers.typing import LinkKind

TABLE = """\
| What we read | Where | Deck | Read on | Verdict | Host |
|:--|:--|:--|:--|:--|:--|
| Halls | <https://papers.lab.example/1> | <https://talks.lab.example/1> | May 2024 | Good. | Ada |
"""
ENTRIES = """\
# What we read

- 2024-06-21: [Halls](https://papers.lab.example/1) by Bo Li (https://talks.lab.example/1)
- 2024-06-14: [Rooms](https://papers.lab.example/2) by Ana Ruiz, Bo Li (https://talks.lab.example/2)
"""


def kinds(paper: wp.Paper) -> dict[LinkKind | None, str]:
    return {link.kind: link.url for link in paper.links}


def test_a_table() -> None:
    (paper,) = wp.parse(TABLE, dialect=LAB)
    assert (paper.title, str(paper.listed_date), paper.comment) == ("Halls", "2024-05", "Good.")
    assert dict(paper.extra) == {"Host": "Ada"}
    assert kinds(paper) == {
        "paper": "https://papers.lab.example/1",
        "slides": "https://talks.lab.example/1",
    }
    assert paper.link is not None
    assert paper.link.url == "https://papers.lab.example/1"


def test_entries() -> None:
    papers = wp.parse(ENTRIES, dialect=LAB)
    assert [paper.title for paper in papers] == ["Halls", "Rooms"]
    assert [paper.listed_authors for paper in papers] == [("Bo Li",), ("Ana Ruiz", "Bo Li")]
    assert kinds(papers[1]) == {
        "paper": "https://papers.lab.example/2",
        "slides": "https://talks.lab.example/2",
    }
    assert list(papers.templates) == [wp.Template(LAB.templates[0].pattern)]


@pytest.mark.parametrize("text", [TABLE, ENTRIES], ids=["table", "entries"])
def test_kinds_survive_files(tmp_path: Path, text: str) -> None:
    papers = wp.parse(text, dialect=LAB)
    assert papers.to_markdown() == text
    for suffix in ("json", "jsonl", "csv"):
        path = tmp_path / f"papers.{suffix}"
        papers.write(path)
        assert list(map(kinds, wp.read(path))) == list(map(kinds, papers))


def test_a_list_is_checked_and_extended(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(ENTRIES, encoding="utf-8")
    assert [problem.code for problem in wp.check(path, dialect=LAB, ignore=["no-link"])] == []
    new = wp.Paper(
        title="Doors",
        listed_date="2024-06-28",
        listed_authors="Bo Li",
        links=[
            wp.Link("https://papers.lab.example/3", listed_kind="paper"),
            wp.Link("https://talks.lab.example/3", listed_kind="slides"),
        ],
    )
    wp.read(path, dialect=LAB).add(new, strict=True).write(path)
    assert path.read_text(encoding="utf-8").splitlines()[2] == (
        "- 2024-06-28: [Doors](https://papers.lab.example/3) by Bo Li (https://talks.lab.example/3)"
    )
