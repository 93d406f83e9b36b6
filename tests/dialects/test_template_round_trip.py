"""Lists of items, headings and paragraphs: what templates write is read back, and single rules."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from support.lists import ListedPaper, list_templates, listed_papers, markdown_of
from weeklypapers.dialects.date_formats import parsed_date
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import Paper
from weeklypapers.model.rendering import formatted_date
from weeklypapers.model.templates import Template

# -- There and back ------------------------------------------------------------------------------

_FORMAT = re.compile(r"\{(links|date):[^{}]*\}")


def plain(template: Template | None) -> str:
    """Return a template without formats."""
    return _FORMAT.sub(r"{\1}", str(template))


def written(papers: list[ListedPaper], template: Template) -> str:
    """Return the document that lists some papers as a template writes them."""
    is_item = re.match(r"[-*] |\d+\. ", template.pattern) is not None
    entries = [template.fill(markdown_of(paper, template)) for paper in papers]
    return "# A list\n\n" + ("\n" if is_item else "\n\n").join(entries) + "\n"


def expected_values(paper: ListedPaper, template: Template) -> dict[str, object]:
    """Return the values of the fields of a paper that a template writes."""
    form = next((hole.format for hole in template.holes if hole.role == "date"), None) or "%Y-%m-%d"
    shown = formatted_date(paper.date, form) if paper.date else None
    values: dict[str, object] = {
        "authors": paper.authors,
        "venue": paper.venue or None,
        "date": parsed_date(shown, form) if shown else None,
        "affiliation": paper.affiliation or None,
        "abstract": paper.abstract or None,
        "links": {url for _, url in paper.links},
    }
    roles = set(template.roles)
    return {"title": paper.title} | {role: values[role] for role in values if role in roles}


def read_values(paper: Paper, template: Template) -> dict[str, object]:
    """Return the values of the same fields as they were read."""
    values: dict[str, object] = {
        "authors": paper.listed_authors,
        "venue": paper.venue,
        "date": paper.listed_date,
        "affiliation": paper.affiliation,
        "abstract": paper.abstract,
        "links": {link.url for link in paper.links},
    }
    roles = set(template.roles)
    return {"title": paper.title} | {role: values[role] for role in values if role in roles}


@settings(max_examples=examples(60), derandomize=True, deadline=None)
@given(
    template=list_templates(),
    seed=st.integers(0, 2**32),
    count=st.integers(8, 30),
    venues_are_clear=st.booleans(),
)
def test_what_a_template_writes_is_read_back(
    *, template: Template, seed: int, count: int, venues_are_clear: bool
) -> None:
    # Nothing separates an unmarked title from a venue that nobody knows.
    is_unmarked = "{title}, {venue}" in template.pattern
    papers = listed_papers(Random(seed), count, venues_are_clear=venues_are_clear or is_unmarked)
    found = wp.parse(written(papers, template))
    assert [read_values(paper, template) for paper in found] == [
        expected_values(paper, template) for paper in papers
    ]
    assert {plain(paper.origin.template) for paper in found if paper.origin} == {plain(template)}
    assert [paper.comment for paper in found if paper.comment] == []
    assert found.problems == ()


# -- Single rules --------------------------------------------------------------------------------


def read(text: str) -> list[Paper]:
    return list(wp.parse(text, on_error="collect"))


def papers_of(*entries: str, between: str = "\n") -> list[Paper]:
    """Return the papers of entries in which ``@`` is the address of a paper."""
    numbers = iter(range(1000, 2000))
    text = between.join(entries)
    return read(re.sub("@", lambda _: f"https://arxiv.org/abs/2406.0{next(numbers)}", text))


def test_a_value_with_an_unknown_label_is_extra() -> None:
    entries = [
        f"- **Halls, Part {part}**\n  - Status: {status}\n  - Paper: @"
        for part, status in enumerate(("Done", "To read", "Reading"), 1)
    ]
    papers = papers_of(*entries)
    assert [paper.extra["Status"] for paper in papers] == ["Done", "To read", "Reading"]
    assert {str(paper.origin and paper.origin.template) for paper in papers} == {
        "- **{title}**\n  - Status: {extra:Status}\n  - Paper: {paper}"
    }


def test_an_entry_without_a_date_has_the_template_of_the_others() -> None:
    dated = [f"- **Halls, Part {part}** (2022-08-0{part}). [PDF](@)" for part in (1, 2, 3)]
    papers = papers_of(*dated, "- **Rooms of Halls**. [PDF](@)")
    assert {str(paper.origin and paper.origin.template) for paper in papers} == {
        "- **{title}** ({date}). {links:[label](url)}"
    }


def test_a_number_with_a_bold_label_is_extra() -> None:
    (paper,) = papers_of("### [Halls and Rooms](@)\n**Upvotes:** 42")
    assert dict(paper.extra) == {"Upvotes": "42"}


def test_a_quotation_below_a_title_is_its_abstract() -> None:
    (headed,) = papers_of(
        "## Halls\n\n*Ana Ruiz, Bo Li*\n\n> A text on halls and rooms.\n\n**Links:** [arXiv](@)"
    )
    assert (headed.title, headed.listed_authors, headed.abstract) == (
        "Halls",
        ("Ana Ruiz", "Bo Li"),
        "A text on halls and rooms.",
    )
    (item,) = papers_of("1. [Halls and Rooms](@)\n  > On halls and on rooms.")
    assert item.abstract == "On halls and on rooms."


def test_a_summary_that_is_followed_by_its_details_is_a_title() -> None:
    fold = "<details>\n<summary>{} (ICLR 2024)</summary>\n\n- Paper: @\n\n</details>"
    papers = papers_of(fold.format("Halls and Rooms"), fold.format("Corridors"), between="\n\n")
    assert [(paper.title, paper.venue) for paper in papers] == [
        ("Halls and Rooms", "ICLR"),
        ("Corridors", "ICLR"),
    ]


def test_details_that_are_indented_too_little_belong_to_the_item_above() -> None:
    papers = papers_of("1. [Halls and Rooms](@)\n  - On halls and on rooms.", "2. [Corridors](@)")
    assert [(paper.title, paper.abstract) for paper in papers] == [
        ("Halls and Rooms", "On halls and on rooms."),
        ("Corridors", None),
    ]


@pytest.mark.parametrize(
    ("entry", "title", "authors", "venue"),
    [
        ("[Halls](@), Ana Ruiz, Bo Li, ICLR 2024", "Halls", ("Ana Ruiz", "Bo Li"), "ICLR"),
        ("**Halls** Ana Ruiz — ICLR 2024 [pdf](@)", "Halls", ("Ana Ruiz",), "ICLR"),
        ("**Halls**. Ana Ruiz, Bo Li. ICLR [pdf](@)", "Halls", ("Ana Ruiz", "Bo Li"), "ICLR"),
        ("Halls of Fame, Ana Ruiz, ICLR 2024 [pdf](@)", "Halls of Fame", ("Ana Ruiz",), "ICLR"),
        ("Ana Ruiz. Halls and Other Rooms [pdf](@)", "Halls and Other Rooms", ("Ana Ruiz",), None),
        ('"Halls" by Ana Ruiz and Bo Li [pdf](@)', "Halls", ("Ana Ruiz", "Bo Li"), None),
        (
            "Ruiz, A., Li, B. (2023) ‘Halls and Rooms’. @",
            "Halls and Rooms",
            ("Ruiz, A.", "Li, B."),
            None,
        ),
    ],
)
def test_names_and_venues_in_one_text(
    entry: str, title: str, authors: tuple[str, ...], venue: str | None
) -> None:
    (paper,) = papers_of(f"- {entry}")
    assert (paper.title, paper.listed_authors, paper.venue) == (title, authors, venue)


@pytest.mark.parametrize(
    ("entry", "date"),
    [
        ("[2024] **Halls and Rooms** [pdf](@)", "2024"),
        ("2024-03-05: [Halls and Rooms](@)", "2024-03-05"),
    ],
)
def test_dates_before_titles(entry: str, date: str) -> None:
    (paper,) = papers_of(f"- {entry}")
    assert (paper.title, paper.listed_date) == ("Halls and Rooms", PartialDate.parse(date))


def test_the_remark_after_a_venue_is_kept() -> None:
    (paper,) = papers_of("- **Halls**. ICLR 2024 (Oral). [pdf](@)")
    assert (paper.venue, paper.comment) == ("ICLR", "Oral")


def test_a_title_of_the_words_of_labels_is_one_where_titles_are_links() -> None:
    papers = papers_of(
        *(f"- [{title}](@)" for title in ("Halls", "Rooms", "Doors", "Video and Models"))
    )
    assert [paper.title for paper in papers] == ["Halls", "Rooms", "Doors", "Video and Models"]


def test_a_title_and_an_address() -> None:
    papers = papers_of("Halls: A Second Look: @", "Rooms without Any Doors: @", between="\n\n")
    assert [paper.title for paper in papers] == ["Halls: A Second Look", "Rooms without Any Doors"]


def test_the_end_of_a_value_makes_no_other_template() -> None:
    papers = papers_of(
        "- Ana Ruiz, Bo Li. **Halls**. ICLR 2024. [pdf](@)",
        "- Ana Ruiz, Bo Li. **Why Halls?** ICLR 2024. [pdf](@)",
        "- Ana Ruiz et al. **Rooms**. ICLR 2024. [pdf](@)",
    )
    assert len({paper.origin.template for paper in papers if paper.origin}) == 1
