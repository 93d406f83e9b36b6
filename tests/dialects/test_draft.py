"""Papers that are composed from parts of a document."""

from __future__ import annotations

import pytest

from weeklypapers import Category, Paper
from weeklypapers.dialects.draft import (
    Content,
    Draft,
    has_words,
    is_nothing,
    label_of,
    links_in,
    text_beside_links,
)
from weeklypapers.dialects.headings import Section
from weeklypapers.markdown import render_inline
from weeklypapers.model.paper import Origin

PAPER = "https://arxiv.org/abs/2406.00001"
ORIGIN = Origin(line=1, text="", columns=())


def draft_of(*topics: str) -> Draft:
    return Draft("raw", "file", Section(topics=topics))


def content_of(source: str) -> Content:
    return Content(source, render_inline(source), lambda offset: (1, offset + 1))


def paper_of(draft: Draft) -> Paper:
    draft.values.setdefault("title", "A")
    paper = draft.paper(ORIGIN)
    assert paper is not None
    return paper


@pytest.mark.parametrize("text", ["", " ", "-", "N/A", "null", "无", "❌"])
def test_nothing(text: str) -> None:
    assert is_nothing(text)


def test_labels_of_links() -> None:
    inline = render_inline(f"[a *b*]({PAPER}) {PAPER} [![alt](c.png)](d)")
    assert [label_of(inline, mark) for mark in links_in(inline)] == ["a b", None, "alt"]


def test_the_text_beside_links() -> None:
    inline = render_inline(f"see [PDF]({PAPER}), [Code](#)")
    assert text_beside_links(inline) == "see"
    assert text_beside_links(inline, list(links_in(inline))[1:]) == "see , Code"
    assert has_words(inline)
    assert not has_words(render_inline(f"[PDF]({PAPER}) · {PAPER}"))
    assert has_words(render_inline(f"[A title]({PAPER})"))


def test_a_draft_without_title_is_not_a_paper() -> None:
    assert draft_of().paper(ORIGIN) is None


def test_topics_have_the_path_of_the_headings() -> None:
    draft = draft_of("Vision", "Video")
    assert paper_of(draft).topics == ("Vision > Video",)
    draft.values["topics"] = ("x", "y")
    assert paper_of(draft).topics == ("Vision > Video > x", "Vision > Video > y")


def test_links_of_authors_are_not_those_of_the_paper() -> None:
    draft = draft_of()
    draft.take_names(content_of(f"[Ada](https://ada.org), [Alan]({PAPER}) et al."))
    paper = paper_of(draft)
    assert [link.url for link in paper.links] == [PAPER]
    assert (paper.listed_authors, paper.more_authors) == (("Ada", "Alan"), True)


@pytest.mark.parametrize(
    ("role", "text", "category", "topics"),
    [
        ("category", "cs.CL", "cs.CL", ()),
        ("category", "of mine", "of mine", ()),
        ("category", "of mine, yours", "of mine", ("yours",)),
        ("category", "cs.CL, agents", "cs.CL", ("agents",)),
        ("topics", "x; y", None, ("x", "y")),
        ("topics", "cs.CL", "cs.CL", ()),
        ("topics", "cs.CL, x", "cs.CL", ("x",)),
        ("topics", "null", None, ()),
    ],
)
def test_categories_and_topics(
    role: str, text: str, category: str | None, topics: tuple[str, ...]
) -> None:
    draft = draft_of()
    draft.take_category(role, content_of(text))
    paper = paper_of(draft)
    assert paper.category == (category and Category.parse(category))
    assert paper.topics == topics


def test_links_that_lead_nowhere_are_reported_but_for_anchors() -> None:
    draft = draft_of()
    content = content_of(f"[PDF]({PAPER}) [Code](TBD) [up](#top)")
    dead = draft.take_links(content, "code")
    assert [mark.target for mark in dead] == ["TBD", "#top"]
    assert [link.listed_kind for link in draft.links] == [None]
    (problem,) = draft.problems
    assert (problem.code, problem.line, problem.column) == ("dead-link", 1, len(PAPER) + 9)
    assert problem.message == "the link 'Code' leads nowhere: its target is 'TBD'"


@pytest.mark.parametrize(
    ("target", "insert"), [("arxiv.org/abs/2406.1", "https://"), ("//a.org/b", "https:")]
)
def test_a_missing_scheme_is_reported_with_its_fix(target: str, insert: str) -> None:
    draft = draft_of()
    assert draft.take_links(content_of(f"[a]({target})")) == []
    (problem,) = draft.problems
    assert problem.code == "no-scheme"
    assert [(edit.column, edit.text) for edit in problem.fix] == [(5, insert)]


def test_a_missing_scheme_of_an_escaped_address_has_no_fix() -> None:
    draft = draft_of()
    draft.take_links(content_of(r"[a](arxiv\.org/abs/2406.00001)"))
    (problem,) = draft.problems
    assert (problem.code, problem.column, problem.fix) == ("no-scheme", 1, ())


def test_an_address_that_a_link_cant_have_leads_nowhere() -> None:
    draft = draft_of()
    (dead,) = draft.take_links(content_of("[a](<https://a.org/&#9;b>)"))
    assert dead.target == "https://a.org/\tb"
    assert [problem.code for problem in draft.problems] == ["dead-link"]
