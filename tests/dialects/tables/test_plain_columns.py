"""Columns of plain cells have the values of their cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers.dialects.tables.columns import LINKS
from weeklypapers.dialects.tables.plain_cells import (
    READERS,
    SLOW,
    PlainLink,
    PlainLinks,
    PlainTitle,
)
from weeklypapers.dialects.tables.plain_columns import read_column
from weeklypapers.model.names import Names

PAPER = "https://arxiv.org/abs/2406.00001"
LINK = PlainLink(PAPER, "A title", None)
WORDS = st.sampled_from(
    [
        *(
            "**",
            "A",
            "title",
            " ",
            "  ",
            "\xa0",
            ".",
            ":",
            "-",
            "12",
            "No",
            "null",
            "x",
            "_",
            "等",
            "é",
        ),
        *(
            "by ",
            "et al.",
            " et.al.",
            "Ada Lovelace",
            "A. B. Ng",
            "O'Neil",
            "and",
            "李明",
            "[",
            "](",
        ),
        *(
            ")",
            "[1.2]",
            f"({PAPER})",
            "(https://xxx.com)",
            "(https://ada.org/x?a=b)",
            "(a.md)",
            "*",
        ),
        *(
            "[Paper]",
            "[www.a.org]",
            "www.a.org",
            "(https://ada.org/(x))",
            "$",
            "&",
            "&amp;",
            "|",
            "~",
        ),
        *("[**", "**](", "![Star](https://a.org/x.svg)", " <br> ", "<br/>", "()", f"]({PAPER})"),
    ]
)
CELLS = st.lists(WORDS, max_size=5).map("".join).map(str.strip)


def same(value: object) -> object:
    """Return a value of a column as `READERS` return it."""
    if isinstance(value, PlainLink):
        return PlainLinks((value,))
    return value


@settings(max_examples=examples(500))
@given(st.sampled_from(sorted(READERS)), st.lists(CELLS, max_size=5))
def test_a_column_has_the_values_of_its_cells(role: str, cells: list[str]) -> None:
    values = read_column(role, cells)
    assert values is not None
    is_title = role in ("title", "entry", "name")
    titles = [PlainTitle(each) if is_title and isinstance(each, str) else each for each in values]
    assert list(map(same, titles)) == list(map(READERS[role], cells))


@pytest.mark.parametrize(
    ("role", "cell", "value"),
    [
        ("title", "**A title, twice**", "A title, twice"),
        ("title", f"[A title]({PAPER})", PlainTitle("A title", links=(LINK,))),
        (
            "title",
            f"![Star](https://a.org/x.svg) <br> [**A title**]({PAPER}) <br>",
            PlainTitle("A title", links=(LINK,)),
        ),
        (
            "title",
            "[A title](https://ada.org/x)",
            PlainTitle("A title", links=(PlainLink("https://ada.org/x", "A title", "paper"),)),
        ),
        ("title", f"[Paper]({PAPER})", SLOW),
        ("code", "[Coming soon]()", PlainLinks((), "Coming soon")),
        ("code", "[None]()", SLOW),
        ("listed_authors", "Ada Lovelace et.al.", Names(("Ada Lovelace",), more=True)),
        ("listed_authors", "null", READERS["listed_authors"]("null")),
        ("code", f"[2406.00001]({PAPER})", PlainLink(PAPER, "2406.00001", None)),
        ("code", "**[it](https://ada.org/x)**", PlainLink("https://ada.org/x", "it", "code")),
        ("code", "[Paper](https://ada.org/x)", PlainLink("https://ada.org/x", "Paper", None)),
        ("venue", "ICLR", "ICLR"),
        ("links", "[it](https://ada.org/x)", PlainLink("https://ada.org/x", "it", None)),
        ("code", "[it](https://xxx.com)", SLOW),
    ],
)
def test_values(role: str, cell: str, value: object) -> None:
    assert read_column(role, ["", cell]) == [READERS[role](""), value]


@pytest.mark.parametrize("cell", ["**A  title**", "**A title at www.ada.org**"])
def test_titles_with_wide_blanks_or_addresses_are_not_plain(cell: str) -> None:
    assert read_column("title", [cell, "**A title**"]) == [SLOW, "A title"]


def test_other_roles_have_no_plain_cells() -> None:
    assert read_column("topics", ["a"]) is None
    assert all(read_column(role, []) == [] for role in LINKS)
