"""Columns of the weekly table: reading and writing column by column against cell by cell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers import Link, Paper
from weeklypapers.dialects.tables.cell_columns import read_column, write_column, write_texts
from weeklypapers.dialects.tables.cells import MISSING, READERS, WRITERS, encode
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.dialects.tables.weekly import HEADERS
from weeklypapers.model.names import names_of
from weeklypapers.testing.hypothesis import papers, texts

CELLS = st.sampled_from(
    [
        *("", "A title", "a<br>b", "&lt;", "&", "<", "\xa0", "nan", "None", "2024-06-30"),
        *("2024-06", "cs.CL", "Robotics", "other", "A. Lovelace, B. Babbage et al.", "et al."),
        *("[a](https://e.org)", "[ a](https://e.org)", "[a](https://e.org/é)", "[a\\]](b)"),
        *("[a](b) [c](d)", "<https://e.org>", "[&lt;](b)", "[a](b", "[a](b c)", "[nan](nan)"),
    ]
)


@settings(max_examples=examples(300))
@given(st.sampled_from(sorted(READERS)), st.lists(CELLS, max_size=6))
def test_a_column_has_the_values_of_its_cells(field: str, cells: list[str]) -> None:
    try:
        expected = [READERS[field]("" if cell in MISSING else cell) for cell in cells]
    except CellError:
        with pytest.raises(CellError):
            read_column(field, cells)
    else:
        assert read_column(field, cells) == expected


@pytest.mark.parametrize("missing", sorted(MISSING))
def test_a_missing_value_among_longer_cells_is_empty(missing: str) -> None:
    assert read_column("topics", [missing, "A topic"]) == [(), ("A topic",)]


def cells_of(field: str, listed: list[Paper]) -> list[str]:
    names = field == "listed_authors"
    values: list[Any] = [names_of(each) if names else getattr(each, field) for each in listed]
    return list(map(WRITERS[field], values))


@settings(max_examples=examples(200))
@given(st.sampled_from(sorted(HEADERS)), st.lists(papers(), max_size=5))
def test_a_column_has_the_cells_of_its_values(field: str, listed: list[Paper]) -> None:
    assert write_column(field, listed) == cells_of(field, listed)


@pytest.mark.parametrize(
    "link",
    [
        Link("https://e.org/a", label="a"),
        Link("https://e.org/a"),
        Link("https://e.org/a", label="nan"),
        Link("https://e.org/a", label="a "),
        Link("https://e.org/a", label="a\nb"),
        Link("https://e.org/a", label="[a]"),
        Link("https://e.org/(a)", label="a"),
        Link("https://e.org/é", label="é"),
        Link("https://e.org/&lt;", label="a|b"),
        Link("None", label="a"),
        Link("https://e.org/a", label="a", listed_kind="code"),
    ],
)
def test_links_are_written_as_in_a_single_cell(link: Link) -> None:
    listed = [Paper(title="A", links=links) for links in ([link], [link, link], [], [link])]
    assert write_column("links", listed) == cells_of("links", listed)
    assert read_column("links", write_column("links", listed)) == [each.links for each in listed]


@example(["A text\rof two lines"])
@given(st.lists(texts() | st.sampled_from(["nan", " a", "a&lt;b", "<br>", "a\nb", "a\r"])))
def test_texts_are_written_as_in_a_single_cell(listed: list[str]) -> None:
    assert write_texts([*listed, None]) == [*map(encode, listed), ""]
