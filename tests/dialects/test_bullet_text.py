"""Papers in the text of one bullet, paragraph or heading."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.bullet_text import (
    BlockText,
    is_paper,
    read_bare_link,
    read_more,
    text_of,
)
from weeklypapers.markdown import Block, blocks

LINK = "(https://arxiv.org/abs/2406.00001)"


def text(source: str) -> BlockText:
    (block,) = blocks(source.splitlines())
    assert isinstance(block, Block)
    return text_of(block)


def test_links_that_lead_somewhere() -> None:
    found = text(f"- [a]{LINK} [b](#) [c]() [d](https://example.org)")
    assert [mark.target for mark in found.links] == [LINK[1:-1], "https://example.org"]
    assert found.leads_to_paper
    assert not text("- [d](https://example.org)").leads_to_paper


@pytest.mark.parametrize(
    ("source", "title", "kinds"),
    [
        (f"- [A title]{LINK}", "A title", {"marked"}),
        (f"- **A title** [Paper]{LINK}", "A title", {"marked"}),
        (f"- A title [Paper]{LINK}", "A title", set()),
        (f"- Paper: [arXiv]{LINK}", "Paper", {"labelled"}),
        (f"- Data: The New Oil [Paper]{LINK}", "Data: The New Oil", set()),
        (f"- Our survey is on [arXiv]{LINK}", "Our survey is on", {"prose"}),
        (
            f"- A title [Paper]{LINK} that we wrote, and more than forty other characters",
            "A title",
            {"prose"},
        ),
    ],
)
def test_text_with_a_title(source: str, title: str, kinds: set[str]) -> None:
    paper = text(source).paper
    assert paper is not None
    begin, end = paper.fields.title
    assert paper.text.inline.text[begin:end] == title
    assert kinds == {
        kind for kind in ("marked", "labelled", "prose") if getattr(paper, f"is_{kind}")
    }


def test_text_without_a_title() -> None:
    assert text(f"- [Paper]{LINK} [Code](https://github.com/a/b)").paper is None


@pytest.mark.parametrize(
    "source",
    [
        f"- A title [Paper]{LINK}",
        f"**A title** [Paper]{LINK}",
        "- A title, ICLR 2024 [page](https://example.org)",
    ],
)
def test_papers(source: str) -> None:
    paper = text(source).paper
    assert paper is not None
    assert is_paper(paper, [], is_item=source.startswith("-"))


@pytest.mark.parametrize(
    "source",
    [
        f"A title [Paper]{LINK}",
        "- A title [page](https://example.org)",
        f"- Paper: [arXiv]{LINK}",
        f"- Our survey is on [arXiv]{LINK}",
    ],
)
def test_no_papers(source: str) -> None:
    paper = text(source).paper
    assert paper is not None
    assert not is_paper(paper, [], is_item=source.startswith("-"))


def test_a_paper_whose_link_is_below_it() -> None:
    paper = text("- A title").paper
    assert paper is not None
    assert not is_paper(paper, [], is_item=True)
    assert is_paper(paper, [text(f"- [Paper]{LINK}")], is_item=True)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("- https://arxiv.org/abs/2406.00001", "https://arxiv.org/abs/2406.00001"),
        (f"- [2406.00001]{LINK}", "2406.00001"),
        (f"- ([arXiv:2406.00001]{LINK}).", "arXiv:2406.00001"),
        (f"- [Paper]{LINK}", None),
        (f"- [2406.00001]{LINK} and more", None),
        ("- https://example.org", None),
        (f"- [2406.00001]{LINK} [2406.00001]{LINK}", None),
    ],
)
def test_bare_links(source: str, title: str | None) -> None:
    paper = read_bare_link(text(source))
    assert (paper and paper.text.inline.text[slice(*paper.fields.title)]) == title


@pytest.mark.parametrize(
    ("source", "fields", "venue", "date"),
    [
        ("- Authors: Ana Ruiz, Bo Li", {"listed_authors": ["Ana Ruiz, Bo Li"]}, None, None),
        ("- Ana Ruiz, Bo Li. ICLR 2024", {"listed_authors": ["Ana Ruiz, Bo Li"]}, "ICLR", "2024"),
        (
            "- It is a summary of some length.",
            {"abstract": ["It is a summary of some length."]},
            None,
            None,
        ),
        (
            "- **Venue:** ICLR **Institution:** MIT **Link:** here",
            {"venue": ["ICLR"], "affiliation": ["MIT"]},
            None,
            None,
        ),
        ("- Summary: A text", {"abstract": ["A text"]}, None, None),
        ("- 2024-06-30", {}, None, "2024-06-30"),
    ],
)
def test_more_text(
    source: str, fields: dict[str, list[str]], venue: str | None, date: str | None
) -> None:
    more = read_more(text(source)).fields
    shown = more.inline.text
    assert {
        field: [shown[begin:end] for begin, end in ranges] for field, ranges in more.ranges.items()
    } == fields
    assert (more.venue, more.date and str(more.date)) == (venue, date)
