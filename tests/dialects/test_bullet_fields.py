"""The text around the title of a bullet."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.dialects.bullet_fields import TextFields, gaps, trim
from weeklypapers.markdown import Mark, render_inline

LINK = "(https://arxiv.org/abs/2406.00001)"


def test_italics_after_a_title_are_a_venue_only_if_they_look_like_one() -> None:
    one, other = wp.parse(
        "- **LongRAG**: *Enhancing retrieval* [[Paper](https://arxiv.org/abs/2406.15319)]\n"
        "- **A first title** *Journal of Long Documents* [[Paper](https://arxiv.org/abs/2406.14550)]\n"
    )
    assert (one.title, one.venue, one.comment) == ("LongRAG", None, "Enhancing retrieval")
    assert (other.title, other.venue) == ("A first title", "Journal of Long Documents")


AUTHORS = "Ana Ruiz, Bo Li"


def fields_of(source: str) -> TextFields:
    inline = render_inline(source)
    return TextFields(inline, [mark for mark in inline.marks if mark.kind == "link"])


def texts(fields: TextFields) -> dict[str, list[str]]:
    """The texts of all fields but the title."""
    return {
        field: [fields.inline.text[begin:end] for begin, end in ranges]
        for field, ranges in fields.ranges.items()
    }


@pytest.mark.parametrize(
    ("source", "rest", "venue", "date"),
    [
        ("A title", "A title", None, None),
        ("1. 🔥 A title", "A title", None, None),
        ("[CVPR 2024] A title", "A title", "CVPR", "2024"),
        ("(ICLR'23) A title", "A title", "ICLR", "2023"),
        ("[arXiv 2025.01] A title", "A title", "arXiv", "2025-01"),
        ("2024/05: A title", "A title", None, "2024-05"),
        ("[2024-05-31] [ICLR 2025] A title", "A title", "ICLR", "2024-05-31"),
        ("**2024** | A title", "A title", None, "2024"),
        ("`NeurIPS` A title", "A title", "NeurIPS", None),
        ("Title: A title", "A title", None, None),
        ("[2024-05-31]", "[2024-05-31]", None, "2024-05-31"),
    ],
)
def test_front(source: str, rest: str, venue: str | None, date: str | None) -> None:
    fields = fields_of(source)
    begin = fields.read_front()
    assert fields.inline.text[begin:] == rest
    assert (fields.venue, fields.date and str(fields.date)) == (venue, date)


@pytest.mark.parametrize(
    ("source", "title", "others", "venue", "date"),
    [
        ("A title", "A title", {}, None, None),
        ("A title, ICLR 2024", "A title", {}, "ICLR", "2024"),
        ("A title, 2024 (Oral)", "A title", {"comment": ["Oral"]}, None, "2024"),
        (
            "A title. Ana Ruiz, Bo Li",
            "A title",
            {"listed_authors": [AUTHORS]},
            None,
            None,
        ),
        (
            "A title? Ana Ruiz, Bo Li",
            "A title?",
            {"listed_authors": [AUTHORS]},
            None,
            None,
        ),
    ],
)
def test_end_of_a_title(
    source: str, title: str, others: dict[str, list[str]], venue: str | None, date: str | None
) -> None:
    fields = fields_of(source)
    begin, end = fields.cut_title((0, len(source)))
    assert source[begin:end] == title
    assert texts(fields) == others
    assert (fields.venue, fields.date and str(fields.date)) == (venue, date)


@pytest.mark.parametrize(
    ("source", "others", "venue", "date", "prose"),
    [
        (
            "*Ana Ruiz, Bo Li*. ICLR 2024",
            {"listed_authors": [AUTHORS]},
            "ICLR",
            "2024",
            [],
        ),
        ("Ruiz et al., 2020", {"listed_authors": ["Ruiz et al."]}, None, "2020", []),
        ("in NeurIPS 2023 (Oral)", {"comment": ["Oral"]}, "NeurIPS", "2023", []),
        ("<ins>arXiv</ins>", {}, "arXiv", None, []),
        ("2024-06-30 | ICML", {}, "ICML", "2024-06-30", []),
        (
            "*Ana Ruiz* <ins>ICML, 2023</ins>",
            {"listed_authors": ["Ana Ruiz"]},
            "ICML",
            "2023",
            [],
        ),
        ("short words", {"comment": ["short words"]}, None, None, []),
        ("A longer summary of it.", {"abstract": ["A longer summary of it."]}, None, None, []),
        ("Institution: MIT", {"affiliation": ["MIT"]}, None, None, []),
        (
            f"[Paper]{LINK} These are more than forty characters after a link",
            {"abstract": ["These are more than forty characters after a link"]},
            None,
            None,
            ["prose"],
        ),
        (f"[Paper]{LINK}, [Code](#)", {}, None, None, []),
    ],
)
def test_text_after_a_title(
    source: str, others: dict[str, list[str]], venue: str | None, date: str | None, prose: list[str]
) -> None:
    fields = fields_of(source)
    assert fields.read_gaps(0) is bool(prose)
    assert texts(fields) == others
    assert (fields.venue, fields.date and str(fields.date)) == (venue, date)


def test_the_more_precise_date() -> None:
    fields = fields_of("2024 | 2024-06 | 2023-01-01 | 2024-06-30 | 2024-05")
    fields.read_gaps(0)
    assert str(fields.date) == "2024-06-30"


def test_gaps() -> None:
    inline = render_inline(f"a [b]{LINK} c  \nd [Code](#) e [f](#) g")
    links: list[Mark] = [mark for mark in inline.marks if mark.target == LINK[1:-1]]
    parts = [inline.text[begin:end] for begin, end in gaps(inline, links, 0)]
    assert parts == ["a ", " c", "d ", " e f g"]
    assert next(gaps(inline, links, 3)) == (3, 5)


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        (" (a title), ", "a title"),
        ("A title (part 2)", "A title (part 2)"),
        ("“A quoted title”", "A quoted title"),
        ("...", ""),
        ("", ""),
    ],
)
def test_trim(text: str, trimmed: str) -> None:
    begin, end = trim(text, 0, len(text))
    assert text[begin:end] == trimmed


def test_trim_the_end_by_other_characters() -> None:
    assert trim("a title.*: ", 0, 11, ".:") == (0, 9)
