"""Digests in Markdown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers.formats.digest import dumps
from weeklypapers.markdown import render_inline
from weeklypapers.testing.hypothesis import papers as any_papers

LINK = wp.Link(url="https://arxiv.org/abs/2406.00001")
CODE = wp.Link(url="https://github.com/a/b", label="code")
WEEK = date(2024, 6, 30)


def test_weeks_and_items() -> None:
    papers = wp.Papers(
        [
            wp.Paper(
                title="One",
                week=WEEK,
                links=(CODE, LINK),
                category=wp.Category.parse("cs.CL"),
                venue="ACL 2024",
                listed_authors=("Ada Lovelace", "B. Author", "C. Author", "D. Author"),
            ),
            wp.Paper(title="Two", week=date(2024, 6, 23)),
            wp.Paper(
                title="Three", week=WEEK, links=(wp.Link("https://arxiv.org/abs/2406.00003"),)
            ),
            wp.Paper(title="Four"),
        ]
    )
    assert (
        papers.to_digest(title="News")
        == """\
# News

## Week ending 2024-06-30

- [One](https://arxiv.org/abs/2406.00001) · Ada Lovelace, B. Author, C. Author and 1 more · \
ACL 2024 · cs.CL · [code](https://github.com/a/b)
- [Three](https://arxiv.org/abs/2406.00003)

## Week ending 2024-06-23

- Two

## Without a week

- Four
"""
    )


def test_no_papers_and_no_weeks() -> None:
    assert wp.Papers().to_digest() == ""
    assert wp.Papers().to_digest(title="News") == "# News\n"
    assert wp.Papers([wp.Paper(title="Four")]).to_digest() == "- Four\n"


@pytest.mark.parametrize(
    "title", ["*a* [b](c) `d`", "a <b>c</b> & d", "]( x", "https://a.example/", "a\x1b[2J\u202eb"]
)
def test_titles_are_shown_as_they_are(title: str) -> None:
    text = dumps([wp.Paper(title=title, links=(LINK,))])
    shown = render_inline(text.removeprefix("- ").rstrip("\n"))
    assert [mark.target for mark in shown.marks if mark.kind == "link"] == [LINK.url]
    assert "\x1b" not in text
    if title.isprintable():
        assert shown.text == title


def test_only_addresses_of_the_web_become_links() -> None:
    paper = wp.Paper(title="One", links=(wp.Link(url="javascript:alert(1)"),))
    assert dumps([paper]) == "- One\n"


def test_a_digest_can_be_read() -> None:
    papers = wp.sample().filter(since="2024-06-24")
    read = wp.parse(papers.to_digest())
    assert [(paper.title, paper.week, paper.arxiv_id) for paper in read] == [
        (paper.title, paper.week, paper.arxiv_id) for paper in papers
    ]


@given(st.lists(any_papers()))
def test_each_paper_is_one_line(papers: list[wp.Paper]) -> None:
    lines = dumps(papers).split("\n")
    assert sum(line.startswith("- ") for line in lines) == len({paper.key for paper in papers})
