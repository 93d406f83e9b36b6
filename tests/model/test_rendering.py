"""The values of a paper as Markdown."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers import Link, Paper, PartialDate
from weeklypapers.dialects.draft import label_of
from weeklypapers.markdown import render_inline
from weeklypapers.model._protocols import Slot
from weeklypapers.model.rendering import (
    formatted_date,
    link_html,
    link_markdown,
    precision_of,
    values_of,
)

LINKS = [
    Link(url="https://ana.github.io/halls", label="Page"),
    Link(url="https://arxiv.org/abs/2406.00001", label="Paper"),
    Link(url="https://arxiv.org/abs/2406.00002", label="Paper"),
]
PAPER = Paper(
    title="Halls",
    week=wp.parse("| week | title |\n|--|--|\n| 2024-06-30 | Halls |\n")[0].week,
    category=wp.Category.parse("cs.CL"),
    topics=["Rooms", "Walls > Stone"],
    listed_date="2024-05",
    listed_authors=["Ada", "Bo"],
    more_authors=True,
    links=LINKS,
    extra={"name": "HN", "Doors": "4"},
)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        (Slot("title"), "Halls"),
        (Slot("week"), "2024-06-30"),
        (Slot("week", "%d %B"), "30 June"),
        (Slot("category"), "cs.CL"),
        (Slot("topics"), "Rooms, Walls > Stone"),
        (Slot("name"), "HN"),
        (Slot("extra:Doors"), "4"),
        (Slot("extra:Walls"), None),
        (Slot("id"), "2406.00001"),
        (Slot("url", is_target=True), "https://arxiv.org/abs/2406.00001"),
        (Slot("project"), "https://ana.github.io/halls"),
        (Slot("code"), None),
        (Slot("number"), None),
        (Slot("venue"), None),
        (Slot("date"), "2024-05"),
        (Slot("date", "%B %Y"), "May 2024"),
        (Slot("date", "%Y-%m-%d"), "2024-05"),
        (Slot("authors"), "Ada, Bo, et al."),
        (Slot("links", is_target=True), "https://ana.github.io/halls"),
    ],
)
def test_values(slot: Slot, value: str | None) -> None:
    assert values_of(PAPER, [slot], is_row=False).get(slot.role) == value


@pytest.mark.parametrize(
    "slot",
    [Slot("date"), Slot("week"), Slot("category"), Slot("authors"), Slot("id"), Slot("links"),
     Slot("links", is_target=True), Slot("url", is_target=True), Slot("name")],
)  # fmt: skip
def test_a_paper_without_a_value_has_none(slot: Slot) -> None:
    assert values_of(Paper(title="Halls"), [slot], is_row=False) == {}


def test_inverted_names_are_separated_by_semicolons() -> None:
    paper = Paper(title="Halls", listed_authors=["Ruiz, Ana", "Bo Li"])
    assert values_of(paper, [Slot("authors")], is_row=False) == {"authors": "Ruiz, Ana; Bo Li"}


def test_several_links_are_those_without_a_hole_of_their_own() -> None:
    slots = [Slot("url", is_target=True), Slot("project"), Slot("links", "[label](url), ")]
    values = values_of(PAPER, slots, is_row=False)
    assert values["links"] == "[Paper](https://arxiv.org/abs/2406.00002)"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (None, "[Page](https://ana.github.io/halls) [Paper](https://arxiv.org/abs/2406.00001)"),
        ("<url>, ", "<https://ana.github.io/halls>, <https://arxiv.org/abs/2406.00001>"),
        (
            "[[label](url)]",
            "[[Page](https://ana.github.io/halls)][[Paper](https://arxiv.org/abs/2406.00001)]",
        ),
        (
            "([label](url), ",
            "([Page](https://ana.github.io/halls), ([Paper](https://arxiv.org/abs/2406.00001)",
        ),
        (
            "([[label](url)])",
            "([[Page](https://ana.github.io/halls)])([[Paper](https://arxiv.org/abs/2406.00001)])",
        ),
        (
            "([label](url)) / ",
            "([Page](https://ana.github.io/halls)) / ([Paper](https://arxiv.org/abs/2406.00001))",
        ),
    ],
)
def test_the_form_of_one_link_is_that_of_all(form: str | None, shown: str) -> None:
    paper = Paper(title="Halls", links=LINKS[:2])
    assert values_of(paper, [Slot("links", form)], is_row=False) == {"links": shown}


def test_the_address_of_the_first_link_stands_for_a_missing_paper() -> None:
    paper = Paper(title="Halls", links=LINKS[:1])
    assert values_of(paper, [Slot("url", is_target=True)], is_row=False) == {"url": LINKS[0].url}


def test_cells_have_no_pipes() -> None:
    paper = Paper(title="a | b")
    assert values_of(paper, [Slot("title")], is_row=True) == {"title": r"a \| b"}
    assert values_of(paper, [Slot("title")], is_row=False) == {"title": "a | b"}


def test_texts_are_right_inside_of_the_markup_around_them() -> None:
    paper = Paper(title="a] b")
    value = values_of(paper, [Slot("title", None, "[", "](u)")], is_row=False)["title"]
    assert render_inline(f"[{value}](u)").text == "a] b"


def test_formats_of_dates() -> None:
    assert formatted_date(PartialDate(2024, 5), "%b %Y") == "May 2024"
    assert formatted_date(PartialDate(2024, 5, 7), "%d.%m.%Y") == "07.05.2024"
    assert formatted_date(PartialDate(2024), "%b %Y") is None
    assert formatted_date(PartialDate(2024, 5), "%Y-%m-%d") is None
    assert formatted_date(PartialDate(7), "%Y, %y") == "0007, 07"


@pytest.mark.parametrize("code", ["%m", "%-m", "%b", "%B"])
def test_a_year_has_no_month(code: str) -> None:
    assert formatted_date(PartialDate(2024), f"{code} %Y") is None
    assert precision_of(f"{code} %Y") == (True, False)
    assert precision_of("%Y %d") == precision_of("%Y %-d") == (False, True)


@pytest.mark.parametrize(
    ("label", "markdown"),
    [
        ("Paper", "[Paper](https://a.b)"),
        (None, "<https://a.b>"),
        ("Paper (PDF)", "[Paper (PDF)](https://a.b)"),
        ("]", r"[\]](https://a.b)"),
        ("a]b", r"[a\]b](https://a.b)"),
        ("*", "[*](https://a.b)"),
        ("*a*", r"[\*a\*](https://a.b)"),
    ],
)
def test_links_are_read_back(label: str | None, markdown: str) -> None:
    assert link_markdown(Link(url="https://a.b", label=label)) == markdown
    inline = render_inline(markdown)
    (mark,) = inline.marks
    assert (mark.target, label_of(inline, mark)) == ("https://a.b", label)


def test_a_label_that_is_the_address_needs_no_escapes() -> None:
    link = Link(url="https://a.b/c", label="https://a.b/c")
    assert link_markdown(link) == "[https://a.b/c](https://a.b/c)"


def test_links_in_html() -> None:
    link = Link(url="https://a.b/?c&d", label="<Paper>")
    assert link_html(link) == '<a href="https://a.b/?c&amp;d">&lt;Paper&gt;</a>'
    assert link_html(Link(url="https://a.b/")) == '<a href="https://a.b/">https://a.b/</a>'
