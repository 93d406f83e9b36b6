"""The text of one entry, divided into fields."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.entry import (
    Entry,
    after_lead,
    is_link_label,
    is_names,
    label_at,
    label_marks,
    read_entry,
    tidy,
    title_mark,
)
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
    ("text", "expected"),
    [
        ("Paper", True),
        ("[PDF]", True),
        ("Ruiz et al., 2020", True),
        ("Ruiz et.al. (2020)", True),
        ("Ruiz and Li (2020)", True),
        ("A paper", False),
        ("Paper A", False),
        ("B", False),
        ("A title of a paper", False),
    ],
)
def test_link_labels(text: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_link_label(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace, Alan Turing", True),
        ("Ada Lovelace and Alan van Turing", True),
        ("Ada Lovelace et al.", True),
        ("Ada Lovelace et.al", True),
        ("by Ada Lovelace", True),
        ("Ada Lovelace", False),
        ("a summary of it", False),
        ("Aa Bb, " * 50_000 + "!", False),
    ],
    ids=lambda text: str(text)[:20],
)
def test_names(text: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_names(text) is expected


def test_the_marked_title_of_an_entry_is_not_a_label() -> None:
    for source, title in [
        ("**A title** and text", "A title"),
        (f"[A title]{PAPER}", "A title"),
        ("**Venue:** ICLR", None),
        (f"[Paper]{PAPER}", None),
        ("text **A title**", None),
    ]:
        inline = render_inline(source)
        mark = title_mark(inline, 0)
        assert (mark and inline.text[mark.begin : mark.end]) == title


def test_tidy() -> None:
    assert tidy(" ab ", 0, 4) == (1, 3)
    assert tidy("    ", 0, 4) == (4, 4)


def test_labels() -> None:
    inline = render_inline("**Venue**: ICLR **Authors:** Ada **bold**")
    assert [inline.text[mark.begin : mark.end] for mark in label_marks(inline)] == [
        "Venue",
        "Authors:",
    ]
    match = label_at("Venue : ICLR", 0, 12)
    assert match is not None
    assert (match[1], match.end()) == ("Venue", 8)
    assert label_at("Venue:", 0, 6) is None
