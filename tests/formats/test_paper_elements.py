"""Parts of a paper as HTML."""

from __future__ import annotations

import pytest

from weeklypapers.formats._paper_elements import (
    abstract,
    author_names,
    authors,
    is_paper,
    main_url,
    other_links,
)
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Link, Paper
from weeklypapers.testing import make_paper, make_record


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.", ["<p>One.</p>"]),
        ("One.\nTwo.\n\n \nThree.", ["<p>One.<br> Two.</p>", "<p>Three.</p>"]),
        (
            "Points:\n\n● a\n● b\n\n- c\nEnd.",
            ["<p>Points:</p>", "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>", "<p>End.</p>"],
        ),
        ("1. a\n2. b", ["<p>1. a<br> 2. b</p>"]),
        ("-1 is less\n*a* too", ["<p>-1 is less<br> *a* too</p>"]),
        ("$a < b$ & <b>", ["<p>$a &lt; b$ &amp; &lt;b&gt;</p>"]),
        ("", []),
    ],
)
def test_lines_of_abstracts_are_kept(text: str, html: list[str]) -> None:
    assert list(abstract(Paper(title="A", abstract=text))) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[code](https://e.org/a?b&c)", '<a href="https://e.org/a?b&amp;c">code</a>'),
        ("[code](https://e.org/a_(b))", '<a href="https://e.org/a_(b)">code</a>'),
        (
            "(see https://e.org/a_(b).)",
            '(see <a href="https://e.org/a_(b)">https://e.org/a_(b)</a>.)',
        ),
        ("at HTTPS://e.org, or", 'at <a href="HTTPS://e.org">HTTPS://e.org</a>, or'),
        ("[a](javascript:b()) [c] (d)", "[a](javascript:b()) [c] (d)"),
        ("$[a](b)$ and https://", "$[a](b)$ and https://"),
        ('[<b>](https://e.org/"x)', '<a href="https://e.org/%22x">&lt;b&gt;</a>'),
    ],
)
def test_links_in_abstracts(text: str, html: str) -> None:
    assert list(abstract(Paper(title="A", abstract=text))) == [f"<p>{html}</p>"]


def test_authors() -> None:
    names = [f"A{index}" for index in range(14)]
    assert authors(Paper(title="A", listed_authors=["A < B", "C"])) == "A &lt; B, C"
    assert authors(Paper(title="A", listed_authors=["A"], more_authors=True)).endswith(
        "A and others"
    )
    assert authors(Paper(title="A", listed_authors=names)).endswith("A10, A11 and 2 others")
    assert authors(Paper(title="A")) == ""
    enriched = make_paper(listed_authors=["A"], arxiv=make_record())
    assert list(author_names(enriched)) == ["Ada Lovelace", "Émilie du Châtelet"]


def test_links() -> None:
    listed = ["https://arxiv.org/pdf/2406.00001v2", "https://github.com/a/b", "javascript:a()"]
    paper = Paper(title="A", links=[*listed, Link(url="https://e.org/c", label="Post")])
    assert main_url(paper) == "https://arxiv.org/abs/2406.00001v2"
    assert list(other_links(paper)) == [
        '<a href="https://arxiv.org/pdf/2406.00001v2">PDF</a>',
        '<a href="https://github.com/a/b">Code</a>',
        '<a href="https://e.org/c">Post</a>',
    ]
    assert is_paper(paper.links[0], ArxivId("2406.00001v9"))
    assert not is_paper(paper.links[1], ArxivId("2406.00001"))
    assert not is_paper(paper.links[0], None)
    assert main_url(Paper(title="A")) is None
