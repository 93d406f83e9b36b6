"""The text of one entry, divided into fields."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.entry import Entry, after_lead, read_entry, says_something, tidy
from weeklypapers.markdown import render_inline
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.names import Names

PAPER = "(https://arxiv.org/abs/2406.00001)"


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("", {}),
        ("–", {}),
        ("A title", {"title": "A title"}),
        ("1) **A title** - A summary.", {"title": "A title", "abstract": "A summary."}),
        ("(2) A title", {"title": "A title"}),
        ("🔥 No. 3: A title", {"title": "A title"}),
        (
            "**A title.** And a summary of it.",
            {"title": "A title", "abstract": "And a summary of it."},
        ),
        ("**GPT**: Language models", {"title": "GPT: Language models"}),
        (
            "**GPT: A Look**: Language models",
            {"title": "GPT: A Look", "abstract": "Language models"},
        ),
        (f"**Title**: {'text ' * 30}", {"title": "Title", "abstract": ("text " * 30).strip()}),
        ("**A title** (ICLR'24)", {"title": "A title", "venue": "ICLR'24"}),
        (
            "A title - A long summary of the paper",
            {"title": "A title", "abstract": "A long summary of the paper"},
        ),
        ("A title - short", {"title": "A title - short"}),
        ("A title -", {"title": "A title"}),
        (
            f"[A title]{PAPER}<br>Ada Lovelace, Alan Turing",
            {"title": "A title", "listed_authors": Names(("Ada Lovelace", "Alan Turing"))},
        ),
        (f"[A title]{PAPER} [[PDF]{PAPER}] [[Code](a)]", {"title": "A title"}),
        (f"A title (Read more on [arXiv]{PAPER} or [Code](b))", {"title": "A title"}),
        (f"A (short) title (on [arXiv]{PAPER} [pdf](b))", {"title": "A (short) title"}),
        (
            "A title<br>Institution: MIT<br>Text.<br>More.",
            {"title": "A title", "affiliation": "MIT", "abstract": "Text.\nMore."},
        ),
        ("**Authors**: Ada Lovelace", {"title": "Authors: Ada Lovelace"}),
    ],
)
def test_read_entry(source: str, fields: dict[str, object]) -> None:
    assert read_entry(render_inline(source)).values() == fields


def test_a_column_of_titles_has_no_summaries() -> None:
    inline = render_inline("A title - A long summary of the paper")
    entry = read_entry(inline, summary=False)
    assert entry.values() == {"title": inline.text}


def test_values() -> None:
    text = "A\ntitle|Ada, et al.|June 2024|ICLR|2024"
    fields = {"listed_authors": [(8, 19)], "listed_date": [(20, 29)], "venue": [(30, 34), (35, 39)]}
    assert Entry(text, (0, 7), fields).values() == {
        "title": "A title",
        "listed_authors": Names(("Ada",), more=True),
        "listed_date": PartialDate(2024, 6),
        "venue": "ICLR\n2024",
    }
    assert Entry("soon", (0, 0), {"listed_date": [(0, 4)]}).values() == {}


def test_the_ranges_lead_back_to_the_text() -> None:
    entry = read_entry(render_inline("1. **A title** - Some words<br>Venue: ICLR"))
    begin, end = entry.title
    assert entry.text[begin:end] == "A title"
    assert [entry.text[b:e] for b, e in entry.fields["venue"]] == ["ICLR"]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("a", 0),
        ("  1) a", 5),
        ("#4 a", 3),
        ("[5] 🔥 a", 6),
        ("• 🔥🔥 a", 5),
        ("2024 a", 0),
        ("🔥", 1),
    ],
)
def test_an_entry_begins_after_its_number_and_pictures(text: str, begin: int) -> None:
    assert after_lead(text, 0, len(text)) == begin


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Ada Lovelace, Alan Turing", ["Ada Lovelace", "Alan Turing"]),
        ("Ada Lovelace and Alan van Turing", ["Ada Lovelace", "Alan van Turing"]),
        ("Ada Lovelace et al.", ["Ada Lovelace"]),
        ("Ada Lovelace et.al", ["Ada Lovelace"]),
        ("by Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace", None),
        ("a summary of it", None),
        ("Aa Bb, " * 50_000 + "!", None),
    ],
    ids=lambda text: str(text)[:20],
)
def test_names_below_a_title_are_its_authors(text: str, authors: list[str] | None) -> None:
    values = read_entry(render_inline(f"**A title**<br>{text}")).values()
    names = values.get("listed_authors")
    assert (list(map(str, names.names)) if names else None) == authors


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("**A title** and text", "A title and text"),
        ("**A title** - text", "A title"),
        (f"[A title]{PAPER} - text", "A title"),
        ("**Venue:** ICLR", "Venue: ICLR"),
        ("text **A title** - text", "text A title - text"),
    ],
)
def test_a_marked_text_that_begins_an_entry_is_its_title(source: str, title: str) -> None:
    assert read_entry(render_inline(source)).values()["title"] == title


def test_a_text_says_something_if_it_has_letters_or_digits() -> None:
    assert says_something("a -", (0, 3))
    assert not says_something("a -", (1, 3))


def test_tidy() -> None:
    assert tidy(" ab ", 0, 4) == (1, 3)
    assert tidy("    ", 0, 4) == (4, 4)
