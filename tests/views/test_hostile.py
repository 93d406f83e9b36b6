from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from support.hostile import HOSTILE, Hostile
from support.html import Page
from support.markdown import tokens_of
from weeklypapers import (
    ArxivId,
    Author,
    Category,
    FetchError,
    FetchReport,
    Hit,
    Hits,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    Problem,
)
from weeklypapers.model.problems import Problems
from weeklypapers.testing import make_paper, make_papers, make_record

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(text: str) -> str:
    """Return the text as displayed: white space as spaces, invisible characters by number."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    marked = (
        f"[U+{ord(char):04X}]" if unicodedata.category(char) in ("Cc", "Cf") else char
        for char in re.sub(" +", " ", spaced)
    )
    return "".join(marked)


def link_to(text: str) -> Link:
    try:
        return Link(url=text, label=text)
    except InvalidValueError:
        return Link(url="javascript:owned()", label=text)


def hostile_paper(text: str) -> Paper:
    record = make_record(
        title=text,
        abstract=text,
        authors=[Author(name=text)],
        comment=text,
        journal_ref=text,
        doi=text,
    )
    return Paper(
        title=text,
        week=date(2024, 6, 30),
        category=Category(code=None, name=text.strip()),
        abstract=text,
        links=[link_to(text)],
        listed_authors=[text],
        topics=[text],
        venue=text,
        affiliation=text,
        comment=text,
        arxiv=record,
        extra={text: text},
    )


def hostile_values(text: str) -> dict[str, Callable[[], str]]:
    paper = hostile_paper(text)
    bare = Paper(title=text, topics=[text], listed_authors=[text])
    papers = Papers([paper, bare])
    problem = Problem(code=text, message=text, text=text, file=text, line=1)
    report = FetchReport(
        records={ArxivId("2406.00001"): make_record(title=text)},
        failed={text: FetchError("malformed", text)},
    )
    other = attrs.evolve(paper, abstract="a", category=None, extra={}, links=[], arxiv=None)
    values: dict[str, Any] = {
        "papers": papers,
        "week": papers.weeks[0],
        "paper": paper,
        "bare": bare,
        "problem": problem,
        "problems": Problems([problem]),
        "report": report,
        "diff": papers.diff([attrs.evolve(other, links=paper.links), bare, Paper(title=text)]),
        "added": Papers().diff(papers),
        "hits": hostile_hits(text),
    }
    return {name: value._repr_html_ for name, value in values.items()}


def hostile_hits(text: str) -> Hits:
    """Return the hits of a search that matches the whole text."""
    around = f"start {text} end"
    paper = Paper(title=around, abstract=around, listed_authors=[around])
    words = re.sub(r"\W+", " ", around)
    hits = Papers([paper]).search(f'"{words}"')
    assert hits[0].matches["abstract"] == ((0, len(around)),)
    return hits


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_text_is_text_in_every_view(case: Hostile) -> None:
    for name, view in hostile_values(case.text).items():
        read = Page(view())
        assert any(shown(case.text).strip() in text for text in read.parts["bdi"]), name
        assert all("javascript:" not in link.lower()[:12] for link in read.links), name


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_text_is_text_in_markdown(case: Hostile) -> None:
    paper = attrs.evolve(hostile_paper(case.text), arxiv=None)
    papers = Papers([paper, attrs.evolve(paper, links=[], week=None)] * 2)
    for value in (paper, papers, papers.weeks[0]):
        markdown = value._repr_markdown_()
        tokens = tokens_of(markdown)
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
        expected = {"bullet_list", "list_item", "paragraph", "inline", "link", "strong", "text"}
        text = "".join(token.content for token in tokens if token.type == "text")
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert kinds <= expected
        assert shown(case.text).strip() in text
        assert all(re.match(r"https?://", link, re.IGNORECASE) for link in links)
        assert "{{<" not in markdown  # a shortcode of Quarto


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_no_repr_sends_controls_to_a_terminal(case: Hostile) -> None:
    paper = hostile_paper(case.text)
    problem = Problem(code="a", message=case.text, file=case.text)
    hits = Hits([Hit(paper=paper, score=1.0)])
    for value in (paper, paper.arxiv, problem, Problems([problem]), hits[0], hits):
        assert repr(value).isprintable()


def test_long_words_do_not_widen_a_page() -> None:
    word = "a" * 150
    problem = Problem(code="a", message=word, text=word, file=word, line=1234, column=56)
    moved = make_papers(1).diff([make_paper(venue=word)])
    pieces = "<wbr>".join(["a" * 10] * 15)
    breaking = f' style="overflow-wrap: anywhere"><bdi>{pieces}</bdi>'

    assert Problems([problem])._repr_html_().count(breaking) == 3
    assert ">1234:56<" in problem._repr_html_()
    assert f"<ins{breaking}" in moved._repr_html_()
