"""The entries of a passage, and which texts belong to them."""

from __future__ import annotations

import pytest

from support.entries import LINK, paper, read, titles

OTHER = "(https://arxiv.org/abs/2406.00002)"


# -- Nested items --------------------------------------------------------------------------------


def test_nested_papers_below_topics_and_dates() -> None:
    found = read(
        f"# Papers\n\n## Outer\n\n- Graphs 🔥:\n  - [One]{LINK}\n"
        f"- June 24 - June 30, 2024\n  - [Two]{LINK}\n"
    )
    assert [(each.title, each.topics, str(each.week)) for each in found] == [
        ("One", ("Outer > Graphs",), "None"),
        ("Two", ("Outer",), "2024-06-30"),
    ]


@pytest.mark.parametrize(
    ("heading", "item", "week", "listed_date"),
    [
        ("2024", "June 3 - June 9, 2024", "2024-06-09", None),
        ("2024", "Week of June 10", "2024-06-10", None),
        ("2024", "June 5", None, "2024-06-05"),
        ("2024", "Dec 30 - Jan 5", None, None),
        ("2023", "Feb 29", None, None),
        ("June 3 - June 9, 2024", "June 5, 2024", None, "2024-06-05"),
    ],
)
def test_dates_of_items_below_dated_headings(
    heading: str, item: str, week: str | None, listed_date: str | None
) -> None:
    found = paper(f"# Papers\n\n## {heading}\n\n- {item}\n  - [A title]{LINK}\n")
    assert str(found.week) == str(week)
    assert str(found.listed_date) == str(listed_date)


# -- Headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"## [A title]{LINK}\n\nA summary of the paper.\n",
        f"## A title\n\n[Paper]{LINK} | [Code](https://github.com/a/b)\n",
    ],
)
def test_a_heading_is_a_paper(text: str) -> None:
    found = paper(f"# Papers\n\n## Outer\n\n#{text}")
    assert (found.title, found.topics) == ("A title", ("Outer",))


@pytest.mark.parametrize(
    "text",
    [
        f"- [A title]{LINK}\n",
        f"- **A title**\n  - Link: {LINK[1:-1]}\n",
        f"**A title**\n\n- Paper: {LINK[1:-1]}\n- Code: https://github.com/ana/x\n",
    ],
)
def test_a_heading_above_a_paper_is_its_topic(text: str) -> None:
    found = paper(f"## Halls\n\n{text}")
    assert (found.title, found.topics) == ("A title", ("Halls",))


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f"### [Halls at night]{LINK} (May 2026)", "Halls at night"),
        (f'#### [May 2026] "Halls: on doors" [[paper]{LINK}]', "Halls: on doors"),
    ],
)
def test_a_heading_that_is_a_paper_may_name_a_date(heading: str, title: str) -> None:
    text = f"# News\n\n{heading}\n\nSome words on what it is about.\n"
    assert titles(text) == [title]


def test_the_title_of_a_document_is_no_paper_though_links_are_below_it() -> None:
    text = (
        "# Halls 2024 with code\n\nThe votes are in!\n\n"
        "> - [Rooms 2024](https://github.com/ana/rooms)\n> - [Halls 2023](halls-2023.md)\n\n"
        f"# Walls\n\n- [A title]{LINK}\n"
    )
    assert titles(text) == ["A title"]


def test_an_aside_does_not_reach_the_sections_nested_below_a_table_of_contents() -> None:
    text = f"## Contents\n\n- [Halls](#halls)\n\n### Halls\n\n- [A title]{LINK}\n"
    assert titles(text) == ["A title"]


# -- Paragraphs ----------------------------------------------------------------------------------


def test_a_bold_paragraph_with_labelled_links_below_it_is_a_paper() -> None:
    text = "# Halls\n\n" + "".join(
        f"**{title}**\n\n- Paper: https://arxiv.org/abs/2001.0000{number}\n- Code: https://a.org/x\n\n"
        for number, title in enumerate(["North halls", "South halls"])
    )
    assert titles(text) == ["North halls", "South halls"]


@pytest.mark.parametrize(
    "link", ["PDF: <https://arxiv.org/abs/2001.00001>", "https://arxiv.org/pdf/2001.00001.pdf"]
)
def test_a_title_line_and_the_line_of_its_link_are_a_paper(link: str) -> None:
    text = f"## Halls\n\nThe first of many halls,\n{link}\n\nThe second of many halls,\n{link}\n"
    assert titles(text) == ["The first of many halls", "The second of many halls"]


def test_a_short_mark_in_brackets_before_a_title_is_no_title() -> None:
    text = (
        "## To read\n\n[AB] First steps in a hall\nhttps://arxiv.org/pdf/1606.00001.pdf\n\n"
        "[CD] Second steps in a hall\nhttps://arxiv.org/pdf/1810.00002.pdf\n"
    )
    assert [title.split("] ")[-1] for title in titles(text)] == [
        "First steps in a hall",
        "Second steps in a hall",
    ]


def test_a_bold_title_with_authors_and_the_link_to_its_journal_is_a_paper() -> None:
    found = paper(
        "**A first look at halls**\nAna Ruiz, Bo Li, Chen Wu\n"
        "[Elife 12 (2023)](https://elifesciences.org/articles/79854) • [code](https://a.org/x)\n"
    )
    assert found.title == "A first look at halls"
    assert len(found.listed_authors) == 3


def test_one_odd_name_does_not_make_a_paper_running_text() -> None:
    text = (
        "**A first look at halls**  \nAna Ruiz, Bo Li, chengchen Wu, Dora Novak  \n"
        "[ICLR 2025](https://openreview.net/forum?id=abc)\n"
    )
    assert len(read(text)) == 1


def test_lines_of_a_paragraph_that_are_complete_are_papers_of_their_own() -> None:
    text = f"**North halls** [Paper]{LINK}\n**South halls** [Paper]{OTHER}\n"
    assert titles(text) == ["North halls", "South halls"]
