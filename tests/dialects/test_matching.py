"""Entries that follow a template of the user."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.entries import LINK, entry_of
from weeklypapers import Paper
from weeklypapers.dialects.matching import match_entry
from weeklypapers.model.templates import Template


def matched(text: str, template: str) -> Paper:
    """The only paper of a list that follows a template."""
    dialect = wp.Dialect(name="mine", templates=template)
    (paper,) = wp.parse(text, dialect=dialect, on_error="collect")
    assert paper.origin
    assert paper.origin.template == Template(template)
    return paper


def test_values_are_taken_from_the_places_of_the_holes() -> None:
    paper = matched(
        f"- ICLR 2024 / Halls, or *Rooms* / Ana Ruiz, Bo Li / cs.CL / [Paper]{LINK}\n",
        "- {venue} {date:%Y} / {title} / {authors} / {category} / {links}",
    )
    assert (paper.title, paper.venue, str(paper.listed_date)) == ("Halls, or Rooms", "ICLR", "2024")
    assert paper.listed_authors == ("Ana Ruiz", "Bo Li")
    assert paper.category == wp.Category.parse("cs.CL")
    assert [link.url for link in paper.links] == [LINK[1:-1]]


def test_holes_but_the_title_may_be_empty() -> None:
    template = "- **{title}**, {venue}, {date:%Y} ({comment}). {links}"
    paper = matched(f"- **Halls**, 2024. [Paper]{LINK}\n", template)
    assert (paper.title, paper.venue, str(paper.listed_date)) == ("Halls", None, "2024")


def test_values_without_a_field_are_extra() -> None:
    paper = matched(
        f"- HN | Halls | 4 | [Paper]{LINK}\n", "- {name} | {title} | {extra:Doors} | {links}"
    )
    assert dict(paper.extra) == {"name": "HN", "Doors": "4"}


def test_a_template_of_several_lines() -> None:
    template = "- **{title}**\n  - {authors}\n  - {abstract}\n  - Paper: {paper}"
    text = f"- **Halls**\n  - Ana Ruiz, Bo Li\n  - All of them.\n  - Paper: {LINK[1:-1]}\n"
    paper = matched(text, template)
    assert (paper.abstract, paper.listed_authors) == ("All of them.", ("Ana Ruiz", "Bo Li"))
    assert matched(f"- **Halls**\n  - Paper: {LINK[1:-1]}\n", template).abstract is None


@pytest.mark.parametrize(
    ("marker", "lead"), [("-", "-"), ("*", "-"), ("+", "-"), ("3.", "1."), ("12.", "{number}.")]
)
def test_bullets_and_numbers_of_items_may_be_others(marker: str, lead: str) -> None:
    text = f"{marker} **Halls** <{LINK[1:-1]}>\n"
    assert matched(text, f"{lead} **{{title}}** {{links}}").title == "Halls"


@pytest.mark.parametrize("text", [f"- Halls [Paper]{LINK}", f"- **Halls**, 2024 [Paper]{LINK}"])
def test_other_entries_do_not_match(text: str) -> None:
    assert match_entry(entry_of(text), Template("- **{title}** {links}")) is None


def test_a_date_is_read_in_its_format_or_else_in_any() -> None:
    template = "- **{title}**, {date:%d/%m/%Y} {links}"
    assert str(matched(f"- **Halls**, 06/07/2024 [Paper]{LINK}", template).listed_date) == (
        "2024-07-06"
    )
    assert str(matched(f"- **Halls**, May 2024 [Paper]{LINK}", template).listed_date) == "2024-05"


def test_an_identifier_without_a_link_gets_one() -> None:
    paper = matched("- 2406.15319: Halls and Rooms\n", "- {id}: {title}")
    assert [link.url for link in paper.links] == ["https://arxiv.org/abs/2406.15319"]
    paper = matched(f"- 2406.00001: Halls and Rooms [Paper]{LINK}\n", "- {id}: {title} {links}")
    assert [link.url for link in paper.links] == [LINK[1:-1]]
    paper = matched(f"- 24: Halls and Rooms [Paper]{LINK}\n", "- {id}: {title} {links}")
    assert (paper.comment, len(paper.links)) == ("24", 1)


def test_a_template_may_have_blank_lines() -> None:
    template = "### {title}\n\nBy {authors}\n\n{links}"
    paper = matched(f"### Halls and Rooms\n\nBy Ana Ruiz\n\n[Paper]{LINK}\n", template)
    assert (paper.title, paper.listed_authors) == ("Halls and Rooms", ("Ana Ruiz",))


DOMAIN = "https://halls.example"


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("- Halls | {0}/1 | {0}/2\n", "- {title} | {paper} | {slides}"),
        ("- Halls | <{0}/1> | [two]({0}/2)\n", "- {title} | {paper} | {slides}"),
        ("- [Halls]({0}/1) ([two]({0}/2))\n", "- [{title}]({paper}) ([two]({slides}))"),
        ("- [Halls]({0}/1) ([two]({0}/2))\n", "- [{title}]({url}) ({slides})"),
    ],
)
def test_a_hole_gives_the_kind_of_a_link(text: str, template: str) -> None:
    paper = matched(text.format(DOMAIN), template)
    for each in (paper, matched(Template(template).render(paper), template)):
        assert [(link.url, link.kind, link.listed_kind) for link in each.links] == [
            (f"{DOMAIN}/1", "paper", "paper"),
            (f"{DOMAIN}/2", "slides", "slides"),
        ]


def test_an_address_or_a_label_is_more_reliable_than_a_hole() -> None:
    text = f"- Halls | https://github.com/ada/halls | [Video]({DOMAIN}/2) | {DOMAIN}/3\n"
    paper = matched(text, "- {title} | {paper} | {slides} | {links}")
    assert [(link.kind, link.listed_kind) for link in paper.links] == [
        ("code", None),
        ("video", None),
        (None, None),
    ]
