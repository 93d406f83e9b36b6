from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from support.markdown import fill, rows_of, split_row, texts
from support.real_lists import DATA, needs_data
from weeklypapers.markdown import Alignment, escape_cell, render_table, split_lines, tables
from weeklypapers.markdown.tables import Cell, Row, escape_cells, spans


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("a | b |", ["a", "b"]),
        ("   | a | b |   ", ["a", "b"]),
        ("\t| a\t|\tb |\t", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("| a |", ["a"]),
        ("a", ["a"]),
        ("X", ["X"]),
        ("| a | | c |", ["a", "", "c"]),
        ("|||", ["", ""]),
        ("||", [""]),
        ("|", []),
        ("|  ", []),
        ("", []),
        (" \t ", []),
        (r"| a \| b | c |", ["a | b", "c"]),
        (r"| a \\| b | c |", [r"a \| b", "c"]),
        (r"| a \\ | b |", ["a \\\\", "b"]),
        (r"\| a | b", ["| a", "b"]),
        (r"| a \|", ["a |"]),
        ("| `a | b` | $c | d$ |", ["`a", "b`", "$c", "d$"]),
        (r"| `a \| b` | c |", ["`a | b`", "c"]),
        ("| *a* | &amp; | <b> |", ["*a*", "&amp;", "<b>"]),
        ("| \xa0a\xa0 | \u2028 | \x85b |\xa0", ["\xa0a\xa0", "\u2028", "\x85b", "\xa0"]),
        ("| \x1ca\x1f | b |", ["\x1ca\x1f", "b"]),
        ("|\v\fa\f| b |\f", ["a\f", "b"]),
        ("\fa | b", ["\fa", "b"]),
        ("\f", ["\f"]),
        ("| a\0 | b |", ["a\ufffd", "b"]),
        ("\ufeff| a | b |", ["a", "b"]),
    ],
)
def test_rows_have_the_cells_of_cmark(line: str, cells: list[str]) -> None:
    assert texts(split_row(line)) == cells


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("| a | bc |", [(2, 3), (6, 8)]),
        ("  a|bc", [(2, 3), (4, 6)]),
        (r"| a \| b | c |", [(2, 8), (11, 12)]),
        ("\ufeff| a |", [(3, 4)]),
        ("| é | \U0001f600 | x |", [(2, 3), (6, 7), (10, 11)]),
        ("||  |   |", [(1, 1), (3, 3), (6, 6)]),
    ],
)
def test_cells_have_their_offsets(line: str, places: list[tuple[int, int]]) -> None:
    cells = split_row(line).cells
    assert [(cell.start, cell.end) for cell in cells] == places
    assert [cell.column for cell in cells] == [start + 1 for start, _ in places]


@given(st.text(alphabet="ab|\\ \t\v\f\0`é\xa0\u2028"))
def test_a_cell_is_the_text_at_its_offsets(line: str) -> None:
    for cell in split_row(line).cells:
        raw = line[cell.start : cell.end]
        assert raw.replace("\\|", "|").replace("\0", "\ufffd") == cell.text


def test_places_in_a_cell_count_the_backslashes_before_pipes() -> None:
    row = split_row(r"| x \| y \\| z |", line=3)
    (cell,) = row.cells
    offsets = [cell.text.index(char) for char in "x|yz"]
    assert cell.text == r"x | y \| z"
    assert [row.place_in(cell, offset) for offset in offsets] == [(3, 3), (3, 5), (3, 8), (3, 14)]
    assert [row.text[column - 1] for column in (3, 8, 14)] == ["x", "y", "z"]


def test_pipes_before_a_row_belong_to_no_cell() -> None:
    assert list(spans("|> | a | b", 3)) == [(4, 7), (8, 10)]


@pytest.mark.parametrize("cells", [[], ["a", "b"], ["a|b", "", " c\\"], ["a\nb|", "|"], ["|"]])
def test_cells_are_escaped_together_like_one_by_one(cells: list[str]) -> None:
    assert escape_cells(cells) == list(map(escape_cell, cells))


def test_a_pipe_may_begin_a_cell() -> None:
    row = split_row(r"| \|x |")
    assert [row.place_in(row.cells[0], offset) for offset in (0, 1)] == [(1, 3), (1, 5)]


def test_places_in_a_cell_without_pipes_are_those_in_its_line() -> None:
    row = split_row("| x | y z |")
    assert row.place_in(row.cells[1], 2) == (1, 9)


def test_places_in_a_row_of_html_are_those_in_its_lines() -> None:
    cells = (Cell("a|b\nc", 9, 14, markdown=False), Cell("", 23, 23, markdown=False))
    row = Row(7, "<tr>\n<td>a|b\nc</td><td>", cells, (2, 4, 6))
    assert [row.place(offset) for offset in (0, 4, 5, 9, 13)] == [
        (7, 3), (7, 7), (8, 5), (8, 9), (9, 7),
    ]  # fmt: skip
    assert [row.place_in(cells[0], offset) for offset in (0, 2, 4)] == [(8, 9), (8, 11), (9, 7)]


def test_all_offsets_in_a_cell_without_source_have_its_place() -> None:
    copy = Cell("above", 9, 9)
    row = Row(3, "| a | b |", (copy,))
    assert row.place_in(copy, 4) == row.place_in(copy, 0) == (3, 10)


CELL_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")).map(
    lambda text: text.strip(" \t\v\f")
)


@given(st.lists(CELL_TEXT, min_size=1))
@example(["\\", "|", "\\|", "a|", "\\\\"])
def test_escaped_cells_are_read_back(cells: list[str]) -> None:
    line = f"| {' | '.join(map(escape_cell, cells))} |"
    assert texts(split_row(line)) == cells


# The alphabet has none of Unicode's spaces: markdown-it-py strips them, and cmark-gfm does not.
@given(st.text(alphabet="ab|\\ `$"))
def test_rows_have_the_cells_of_markdown_it(text: str) -> None:
    row = f"x |{text}"
    width = row.count("|") + 1
    document = f"|{'h|' * width}\n|{'-|' * width}\n{row}\n"
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    cells = [token.content for token in tokens if token.type == "inline"][width:]
    assert fill(texts(split_row(row)), width) == cells


def test_columns_are_padded_to_the_widest_cell_or_header() -> None:
    rows = [["1", "22222", ""], ["", "x", r"\|"]]
    table = render_table(["a", "bb", "c"], rows, ["left", "left", "left"])
    assert split_lines(table) == [
        "| a   | bb    | c   |",
        "|:----|:------|:----|",
        "| 1   | 22222 |     |",
        r"|     | x     | \|  |",
    ]


def test_columns_are_aligned() -> None:
    header = ["left", "center", "right", "none"]
    alignments: list[Alignment | None] = ["left", "center", "right", None]
    assert split_lines(render_table(header, [["a", "b", "c", "d"]], alignments)) == [
        "| left   |  center  |   right | none   |",
        "|:-------|:--------:|--------:|--------|",
        "| a      |    b     |       c | d      |",
    ]


def test_cells_are_not_padded() -> None:
    header = ["left", "center", "right", "", "none"]
    alignments: list[Alignment | None] = ["left", "center", "right", "center", None]
    rows = [["a", "", "a longer cell", "", "d\\"]]
    assert split_lines(render_table(header, rows, alignments, pad=False)) == [
        "| left | center | right |   | none |",
        "|:-----|:------:|------:|:-:|------|",
        "| a |  | a longer cell |  | d\\ |",
    ]


def test_a_table_may_have_no_rows() -> None:
    assert render_table(["a"], [], ["left"]) == "| a   |\n|:----|"


@pytest.mark.parametrize("row", [["a"], ["a", "b", "c"]])
def test_rows_must_be_as_wide_as_the_header(row: list[str]) -> None:
    with pytest.raises(ValueError, match=rf"row 2: expected 2, .* got {len(row)}"):
        render_table(["a", "b"], [["a", "b"], row], ["left", "left"])


def test_alignments_must_be_as_many_as_the_headers() -> None:
    with pytest.raises(ValueError, match=r"alignments: expected 2, .* got 1"):
        render_table(["a", "b"], [], ["left"])


ALIGNMENTS: list[Alignment | None] = ["left", "center", "right", None]


@given(st.data())
def test_a_rendered_table_is_read_back(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 4))
    row = st.lists(CELL_TEXT, min_size=width, max_size=width)
    header, *rows = data.draw(st.lists(row, min_size=1, max_size=5))
    alignment = st.sampled_from(ALIGNMENTS)
    alignments = data.draw(st.lists(alignment, min_size=width, max_size=width))
    escaped = [[escape_cell(cell) for cell in cells] for cells in [header, *rows]]
    table = render_table(escaped[0], escaped[1:], alignments, pad=data.draw(st.booleans()))
    chunks = list(tables(split_lines(table)))
    assert texts(chunks[0].table.header) == header
    assert chunks[0].table.alignments == tuple(alignments)
    assert list(map(texts, rows_of(chunks))) == rows


@needs_data
def test_the_weekly_table_is_rendered_byte_for_byte() -> None:
    document = (DATA / "weekly-papers.md").read_bytes().decode()
    chunks = list(tables(split_lines(document)))
    header, *rows = (
        [escape_cell(text) for text in texts(row)]
        for row in [chunks[0].table.header, *rows_of(chunks)]
    )
    assert render_table(header, rows, ["left" for _ in header]) == document
