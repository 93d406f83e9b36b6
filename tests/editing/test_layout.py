"""The layout of tables in changed and new rows."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import WEEKLY, changed_lines, new_paper, real_list, with_changes
from weeklypapers.dialects.tables import free
from weeklypapers.editing.document import Document
from weeklypapers.editing.layout import completed_row, layout_of, start_of
from weeklypapers.editing.places import RowPlace, read_contents
from weeklypapers.markdown import Chunk, blocks
from weeklypapers.markdown.tables import row_at


def test_a_cell_keeps_the_width_of_its_column_or_grows() -> None:
    papers = wp.parse(WEEKLY)
    short, long = "Beta 2", "A long title"

    assert "| 2024-06-30 | Beta 2  | Machine" in with_changes(papers, 1, title=short).to_markdown()
    assert f"| {long} | Machine Learning | It" in with_changes(papers, 1, title=long).to_markdown()


def test_a_new_row_of_the_weekly_table_is_padded_like_its_neighbours() -> None:
    papers = real_list("weekly-papers.md")
    added = changed_lines(papers, papers.add(new_paper("2024-05-15")))[1]

    pipes = [[index for index, char in enumerate(line) if char == "|"] for line in added]
    first = papers[0].origin
    assert first
    assert pipes == [[index for index, char in enumerate(first.text) if char == "|"]]


def test_a_table_in_a_block_quote_stays_there() -> None:
    text = "> | Title | Abstract |\n> |-|-|\n> | One | It is. |\n"
    new = with_changes(wp.parse(text), 0, title="Two").add(wp.Paper(title="Three", abstract="Is."))
    assert new.to_markdown() == text.replace("One", "Two") + "> | Three | Is. |\n"


def test_numbers_and_centres_are_aligned() -> None:
    text = (
        "| Title   |   Venue | Abstract |\n|:--------|--------:|:--------:|\n"
        "| One is  |     ACL |   abc    |\n| Two is  |    ICML |   abc    |\n"
    )
    new = with_changes(wp.parse(text), 0, venue="IJCAI", abstract="abcd")
    assert new.to_markdown() == text.replace("    ACL |   abc    |", "  IJCAI |   abcd   |", 1)


def chunk_of(text: str) -> Chunk:
    return next(block for block in blocks(text.splitlines()) if isinstance(block, Chunk))


def test_the_layout_is_inferred_from_the_first_rows() -> None:
    layout = layout_of(chunk_of("| A  | B |\n|:---|--:|\n| a  | - |\n| bc | - |\n| d  | e |\n"))

    assert layout.widths == (4, None)
    assert layout.alignments == ("left", "right")
    assert layout.nothing == ("", "-")
    assert layout.cells == (("a", "bc", "d"), ("-", "-", "e"))


def test_a_cell_keeps_the_blanks_around_it() -> None:
    chunk = chunk_of("|A|B|\n|-|-|\n|a|  b |\n")
    layout = layout_of(chunk)

    assert layout.replace(chunk.row(0), {0: "x|y", 1: "c"}) == r"|x\|y|  c |"
    assert layout.replace(chunk.row(0), {0: "x\\"}) == "|x\\ |  b |"


@pytest.mark.parametrize(
    ("line", "start"), [("| a | b |", 0), ("a | b", 0), ("> | a | b |", 2), ("  |  | b |", 2)]
)
def test_a_row_starts_after_its_containers(line: str, start: int) -> None:
    assert start_of(row_at(1, line, start)) == start


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("| A | Venue |", "| A | Venue |"),
        ("| A |", "| A | |"),
        ("| A | Venue | |", "| A | Venue |"),
        ("| A | b | c |", "| A | b | c |"),  # either cell may have the second pipe
    ],
)
def test_rows_are_completed_without_a_guess(line: str, completed: str) -> None:
    (row,) = read_contents(Document(f"| Title | Venue |\n|-|-|\n{line}\n")).places
    assert isinstance(row, RowPlace)
    reader = row.reader
    assert isinstance(reader, free.FreeTableReader)
    assert completed_row(row.row, reader.rules).text == completed
