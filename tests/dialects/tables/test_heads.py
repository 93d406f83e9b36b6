"""The first rows of tables."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.dialects.tables.heads import Ahead
from weeklypapers.markdown import Chunk, blocks, tables

PAPERS = [f"[A paper about topic {n}](https://arxiv.org/abs/2401.0000{n})" for n in range(1, 6)]

HEADERS = (
    *("Title | Date | Venue", "Paper | Date | Venue", "Name | Paper | Notes", " | | "),
    *("論文の題名 | 公開日 | 学会", "Titolo | Anno | Conferenza", "Paper | Stars | Size"),
)

# Rows of papers may also be among them; those that are none are not counted.
FIRST_ROWS = (
    *("| A short row |", "| A short row", "| | | |", "||||", "| | |", "| nan | nan | nan |"),
    *("| **A group** | | |", "| **A group** |", "| - | None | |", '| <a name="x"></a> | | |'),
    r"| [A \| B of things](https://arxiv.org/abs/2401.00009) | 2024-01-09 | ICML |",
    "| [A | B of things](https://arxiv.org/abs/2401.00009) | 2024-01-09 | ICML |",
    "| x | [A first of all papers](https://arxiv.org/abs/2401.00009) | | |",
)


def chunks_of(text: str) -> list[tuple[Chunk, Chunk | None, bool]]:
    """Return the chunks of a document with their heads, and whether their tables continue."""
    ahead = Ahead(blocks(text.split("\n")))
    return [(each, ahead.head, ahead.continues) for each in ahead if isinstance(each, Chunk)]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("first", FIRST_ROWS)
@pytest.mark.parametrize("place", [0, 2])
def test_a_row_of_another_form_loses_no_paper(header: str, first: str, place: int) -> None:
    paper = "x | {} | note" if header.startswith("Name") else "{} | 2024-01-01 | ICLR"
    rows = [f"| {paper.format(title)} |" for title in PAPERS]
    rows.insert(place, first)
    listed = wp.parse("\n".join([f"| {header} |", "|---|---|---|", *rows]), on_error="collect")
    ids = {link.arxiv_id.id for each in listed for link in each.links if link.arxiv_id}
    assert {f"2401.0000{n}" for n in range(1, 6)} <= ids
    titles = [each.title for each in listed]
    assert [title for title in titles if title.startswith("A paper about")] == [
        f"A paper about topic {n}" for n in range(1, 6)
    ]


def test_the_head_of_a_table_is_its_first_rows_of_any_form() -> None:
    rows = [chunk for chunk, _, _ in chunks_of("| a | b |\n|---|---|\n| 1 |\n| 2 | 3 |\n\nText\n")]
    assert [len(chunk.lines) for chunk in rows] == [1, 1]
    (first, head, continues), (_, no_head, goes_on) = chunks_of(
        "| a | b |\n|---|---|\n| 1 |\n| 2 | 3 |\n\nText\n"
    )
    assert head is not None
    assert [row.text for row in head.rows()] == ["| 1 |", "| 2 | 3 |"]
    assert (first.line, head.line, continues, no_head, goes_on) == (3, 3, True, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 |\n  | 2 | 3 |\n\t4 | 5\n",
        "| a | b |\n|---|---|\n|| 1 |\n| 2 |\n",
        "- x\n\n  | a | b |\n  |---|---|\n  | 1 |\n  | 2 | 3 |\n",
        "<table><tr><th>a<th>b</tr>\n<tr><td>1</tr>\n<tr><td>2<td>3</tr></table>\n",
    ],
)
def test_the_head_is_one_chunk_with_the_rows_of_several(text: str) -> None:
    ahead = Ahead(blocks(text.split("\n"), chunk_size=1))
    first = next(each for each in ahead if isinstance(each, Chunk))
    assert ahead.head is not None
    rows = [row for chunk in tables(text.split("\n"), chunk_size=1) for row in chunk.rows()]
    assert list(ahead.head.rows()) == rows
    assert list(ahead.head.lines) == [row.text for row in rows]
    assert (ahead.head.table, ahead.head.item) == (first.table, first.item)
    assert (ahead.head.html is None, ahead.head.columns) == (first.html is None, None)


@pytest.mark.parametrize(("chunk_size", "rows"), [(1, 32), (5, 35), (31, 62), (32, 32), (33, 33)])
def test_the_head_has_32_rows_at_least(chunk_size: int, rows: int) -> None:
    lines = ["| a | b |", "|---|---|", *["| 1 | 2 |"] * 100]
    ahead = Ahead(blocks(lines, chunk_size=chunk_size))
    next(iter(ahead))
    assert ahead.head is not None
    assert len(ahead.head.lines) == rows


def test_no_more_is_read_ahead_than_the_head_requires() -> None:
    source = blocks(["| a | b |", "|---|---|", *["| 1 | 2 |"] * 40], chunk_size=1)
    ahead = iter(Ahead(source))
    assert [next(ahead), next(ahead)]
    assert len(list(source)) == 40 - 32


def test_the_head_of_a_long_table_is_its_first_chunk() -> None:
    text = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 300
    (first, head, continues), *_ = chunks_of(text)
    assert head is first
    assert continues
