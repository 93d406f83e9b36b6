"""The fields of a paper from the parts of its entry."""

from __future__ import annotations

import pytest

from support.entries import LINK, listed, paper
from weeklypapers.dialects.filling import paper_of, title_range
from weeklypapers.dialects.origins import Origins


def fields(text: str) -> tuple[str, str | None, str | None]:
    """Title, venue and date of a paper."""
    found = paper(text)
    return found.title, found.venue, str(found.listed_date) if found.listed_date else None


def below(text: str) -> str:
    """An entry with a nested item."""
    return f"- **A longer title** [Paper]{LINK}\n  - {text}\n"


@pytest.mark.parametrize(
    ("source", "venue", "date"),
    [
        ("A title", None, None),
        ("1. 🔥 A title", None, None),
        ("[CVPR 2024] A title", "CVPR", "2024"),
        ("(ICLR'23) A title", "ICLR", "2023"),
        ("[arXiv 2025.01] A title", "arXiv", "2025-01"),
        ("2024/05: A title", None, "2024-05"),
        ("[2024-05-31] [ICLR 2025] A title", "ICLR", "2024-05-31"),
        ("**2024** | A title", None, "2024"),
        ("`NeurIPS` A title", "NeurIPS", None),
        ("Title: A title", None, None),
    ],
)
def test_a_venue_and_a_date_before_the_title(
    source: str, venue: str | None, date: str | None
) -> None:
    assert fields(f"- {source} [Paper]{LINK}\n") == ("A title", venue, date)


@pytest.mark.parametrize(
    ("source", "title", "authors", "venue", "date", "comment"),
    [
        ("A title, ICLR 2024", "A title", 0, "ICLR", "2024", None),
        ("A title, 2024 (Oral)", "A title", 0, None, "2024", "Oral"),
        ("A title. Ana Ruiz, Bo Li", "A title", 2, None, None, None),
        ("A title? Ana Ruiz, Bo Li", "A title?", 2, None, None, None),
        ("A title. Ana Ruiz, Bo Li. ICLR 2024", "A title", 2, "ICLR", "2024", None),
    ],
)
def test_the_end_of_a_title(
    source: str, title: str, authors: int, venue: str | None, date: str | None, comment: str | None
) -> None:
    text = f"- {source} [Paper]{LINK}\n"
    assert fields(text) == (title, venue, date)
    assert (len(paper(text).listed_authors), paper(text).comment) == (authors, comment)


@pytest.mark.parametrize(
    ("source", "venue", "date", "comment"),
    [
        ("in NeurIPS 2023 (Oral)", "NeurIPS", "2023", "Oral"),
        ("ICLR 2024 (Oral).", "ICLR", "2024", "Oral"),
        ("<ins>arXiv</ins>", "arXiv", None, None),
        ("2024-06-30 | ICML", "ICML", "2024-06-30", None),
        ("*Ana Ruiz* <ins>ICML, 2023</ins>", "ICML", "2023", None),
        (", *arXiv, Mar 2023*", "arXiv", "2023-03", None),
        (", Transactions on Walking (TW), 2022", "Transactions on Walking (TW)", "2022", None),
        ("arXiv preprint arXiv:2004.10934 (2020).", "arXiv", "2020", None),
    ],
)
def test_where_and_when_a_paper_appeared(
    source: str, venue: str | None, date: str | None, comment: str | None
) -> None:
    text = f"- **A longer title** {source} [[Paper]{LINK}]\n"
    found = paper(text)
    shown = found.venue and found.venue.removesuffix(" preprint")
    assert (shown, found.listed_date and str(found.listed_date)) == (venue, date)
    assert found.comment == comment


def test_the_more_precise_of_several_dates() -> None:
    dates = "2024 | 2024-06 | 2023-01-01 | 2024-06-30 | 2024-05"
    assert fields(f"- **A longer title** {dates} [Paper]{LINK}\n")[2] == "2024-06-30"


@pytest.mark.parametrize(
    "text",
    [
        f"- **Halls on graphs (ICLR 2020)**\n  - Ana Ruiz, Bo Li\n  - [[Paper]]{LINK}\n",
        f"- **Halls on graphs (ICLR 2020)**\n  - [[Paper]]{LINK}\n",
        f"## Halls on graphs (ICLR 2020)\n\n[Paper]{LINK}\n",
    ],
)
def test_a_venue_in_brackets_at_the_end_of_a_title_is_no_part_of_it(text: str) -> None:
    assert fields(text) == ("Halls on graphs", "ICLR", "2020")


def test_a_title_may_end_in_a_year() -> None:
    text = f"- **Halls up to the year 2030**(2021), Ana Ruiz et al. [[pdf]{LINK}]\n"
    assert fields(text) == ("Halls up to the year 2030", None, "2021")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"[[2406.15319] A first hall]{LINK}", "A first hall"),
        (f"**[(Un)Walled: Many Halls]{LINK}**", "(Un)Walled: Many Halls"),
        (f'**["Doors Don\'t Close": On Halls]{LINK}**', '"Doors Don\'t Close": On Halls'),
        (f"**FooNet**: *Rooms* [Paper]{LINK}", "FooNet"),
    ],
)
def test_what_a_title_keeps_of_its_beginning(source: str, title: str) -> None:
    assert paper(f"- {source}\n").title == title


@pytest.mark.parametrize(
    ("source", "field", "value"),
    [
        ("Authors: Ana Ruiz, Bo Li", "listed_authors", ("Ana Ruiz", "Bo Li")),
        ("Institution: MIT", "affiliation", "MIT"),
        ("Summary: A text", "abstract", "A text"),
        ("It is a summary of some length.", "abstract", "It is a summary of some length."),
        ("Keywords: halls, doors", "topics", ("halls", "doors")),
        ("Keyword: halls, doors", "topics", ("halls", "doors")),
        ("🔑 Key: [safety], [walls]", "topics", ("safety", "walls")),
        ("Venue: ICLR", "venue", "ICLR"),
        ("Doors: [Oak]", "comment", "Doors: [Oak]"),
    ],
)
def test_values_of_nested_items(source: str, field: str, value: object) -> None:
    assert getattr(paper(below(source)), field) == value


def test_several_labels_in_one_line() -> None:
    found = paper(below("**Venue:** ICLR **Institution:** MIT **Link:** here"))
    assert (found.venue, found.affiliation, found.comment) == ("ICLR", "MIT", None)


def test_names_and_a_venue_in_one_nested_line() -> None:
    found = paper(below("Ana Ruiz, Bo Li. ICLR 2024"))
    assert list(map(str, found.listed_authors)) == ["Ana Ruiz", "Bo Li"]
    assert (found.venue, str(found.listed_date)) == ("ICLR", "2024")


def test_a_labelled_summary_goes_before_other_texts() -> None:
    found = paper(
        f"- [A longer title]{LINK}\n  - Walls are counted here, one after another.\n"
        "  - 📖 TLDR: It asks whether halls are safe.\n"
    )
    assert found.abstract == "It asks whether halls are safe."
    assert found.comment == "Walls are counted here, one after another"


def test_a_labelled_date() -> None:
    assert fields(below("Date: 2024-12-03"))[2] == "2024-12-03"
    assert paper(below("Date: soon")).comment == "soon"


def test_the_label_of_a_link_may_say_where_the_paper_appeared() -> None:
    found = paper(
        "**A first look at halls**\nAna Ruiz, Bo Li\n"
        "[Nat. Biomed. Eng (2025)](https://www.nature.com/articles/s41551-025-00000-1)\n"
    )
    assert str(found.listed_date) == "2025"
    assert found.venue
    assert [link.kind for link in found.links] == ["paper"]


def test_the_digits_of_an_identifier_beside_a_title_are_no_year() -> None:
    assert fields(f"- [Halls at night]{LINK} `arXiv:2604.02022`\n") == (
        "Halls at night",
        None,
        None,
    )


def test_the_origin_has_the_source_and_the_template() -> None:
    (entry,) = listed(f"# Halls\n\n- [Halls at night]{LINK}\n")
    found, problems = paper_of(entry.reading, entry.parts, Origins("list.md"), entry.template)
    assert found is not None
    assert found.origin is not None
    assert problems == []
    assert (found.origin.line, found.origin.text) == (3, f"- [Halls at night]{LINK}")
    assert (found.origin.file, str(found.origin.template)) == ("list.md", "- [{title}]({url})")


def test_the_range_of_a_title_is_without_the_appearance_at_its_end() -> None:
    (entry,) = listed(f"- **Halls at night (ICLR 2020)** [Paper]{LINK}\n")
    begin, end, appearance = title_range(entry.reading)
    assert entry.reading.line.text.content.inline.text[begin:end] == "Halls at night"
    assert appearance is not None
    assert appearance.venue == "ICLR"
