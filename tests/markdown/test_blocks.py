from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.markdown import HEAD, cmark_tables, our_tables, rows_of, texts
from support.real_lists import DOCUMENTS, needs_data
from weeklypapers.markdown import Block, Chunk, blocks, split_lines, tables
from weeklypapers.markdown.lines import NumberedLines


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("a\n:-\nb\n", id="one column without pipes"),
        pytest.param("| a |\n|---|\n| b |\n", id="one column"),
        pytest.param("   | a | b |\n  |-|-|\n | c | d |\n", id="indented"),
        pytest.param("x\ny | z\n| a | b |\n|-|-|\n", id="header ends a paragraph"),
        pytest.param("x\n      a | b\n|-|-|\n", id="header indented in a paragraph"),
        pytest.param(r"| a \| b | c |" + "\n|-|-|\n", id="escaped pipe in the header"),
        pytest.param("\ufeff| a | b |\n|-|-|\n| c | d |\n", id="byte order mark"),
        pytest.param("| a\0 | b |\n|-|-|\n| \0 | d |\n", id="NUL"),
        pytest.param(f"{HEAD}| a\n| a | b | c |\nx\n||\n===\n", id="ragged rows"),
        pytest.param(f"{HEAD}| a | b |\r\n| c | d |\r| e | f |", id="line endings"),
        pytest.param(f"{HEAD}| a\x85 | \u2028b |\n|\va | b |\f\n", id="other line breaks"),
        pytest.param(f"{HEAD}| a | b |\n\n| c | d |\n", id="ended by a blank line"),
        pytest.param(f"{HEAD}| a | b |\n| \n| c | d |\n", id="ended by a lone pipe"),
        pytest.param(f"{HEAD}{HEAD}", id="a table is no end of a table"),
        pytest.param(f"{HEAD}\n{HEAD}a\n\n# b\n{HEAD}", id="several"),
        pytest.param(f"[a]: b\n{HEAD}", id="after a link reference definition"),
        pytest.param("|a\n|-\n|b\nc|\n\nd\n", id="one column, pipes on a side"),
        pytest.param("a|\n-|\nb\n", id="one column, pipe at the end"),
        pytest.param(":-:\n:-:\n:-:\n", id="delimiters all the way"),
        pytest.param("| a |\n| - |\n|-|\n| :-: |\n", id="rows like delimiter rows"),
        pytest.param("a|b|c\n:-:|-:|:--------\nd|e|f\n", id="all alignments without pipes"),
        pytest.param("| a | b |\n| :---: | ---: |\n| c |\n| d | e | f |\n|||||\n", id="ragged"),
        pytest.param(
            r"| a\|b |" + "\n|---|\n" + r"| c `d\|e` f |" + "\n" + r"| **g\|h** |", id="escaped"
        ),
        pytest.param("| `a | b` |\n|-|-|\n| `` | `` c |\n", id="pipes in code spans"),
        pytest.param("| a\\ | b\\\\ |\n|-|-|\n| c\\\\\\| d | e |\n", id="backslashes"),
        pytest.param("| a |\n|---|\n| <!-- | -->\n| <b |\n", id="HTML in cells"),
        pytest.param("| a |\n|---|\n| b |\n> c\n", id="ended by a quote"),
        pytest.param("| a |\n|---|\n| b |\n- c\n", id="ended by an item"),
        pytest.param("| a |\n|---|\n| b |\n# c\n", id="ended by a heading"),
        pytest.param("| a |\n|---|\n| b |\n***\n", id="ended by a break"),
        pytest.param("| a |\n|---|\n| b |\n```\n| c |\n```\n", id="ended by a fence"),
        pytest.param("| a |\n|---|\n| b |\n    c\n", id="ended by indented code"),
        pytest.param("| a |\n|---|\n| b |\n<div>\n", id="ended by HTML"),
        pytest.param("| a |\n|---|\n| b |\nc\nd | e\n\nf\n", id="text continues as rows"),
        pytest.param("a\nb\n| c |\n|---|\n| d |\n", id="after text"),
        pytest.param("# a\n| c |\n|---|\n| d |\n***\n| e |\n|---|\n", id="close to others"),
        pytest.param("> | a |\n> |---|\n> | b |\n| c |\n", id="in a quote, ended with it"),
        pytest.param("- | a |\n  |---|\n  | b |\n| c |\n", id="in an item, ended with it"),
        pytest.param("1. a\n\n   | b |\n   |---|\n   | c |\n\n   d\n", id="in an item, after text"),
        pytest.param(f"{HEAD}| a | b |\n\n" * 20, id="twenty"),
        pytest.param(f"|{'a|' * 200}\n|{'-|' * 200}\n|{'b|' * 200}\n| c\n", id="wide"),
    ],
)
def test_tables_as_cmark_sees_them(document: str) -> None:
    assert our_tables(document) == cmark_tables(document) != []


FRAGMENTS = [
    *["|", "| ", "a", "b", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\\", "\\|"],
    *["-", "--", ":", "=", "|-|-|", "\n-|-\n", "\n|:-:|\n", "a|b\n-|-\n", f"\n{HEAD}"],
    *["`", "```", "~~~", "# ", ">", "> ", "* ", "- ", "+\n", "1. ", "2) ", "***", "_", "[ ] "],
    *["<", "<div>", "<a>", "</a>", "<!--", "-->", "<pre>", "</pre>", "<?", "?>"],
    *["\xa0", "é", "\0", "\r", "\x1c"],
]


@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join), st.sampled_from([1, 2, 256]))
def test_any_document_has_the_tables_of_cmark(document: str, chunk_size: int) -> None:
    assert our_tables(document, chunk_size) == cmark_tables(document)


def parts_of(lines: Iterable[str], chunk_size: int) -> list[tuple[object, ...]]:
    """Return what blocks and chunks are, apart from their items."""
    return [
        (each.table.header, each.line, list(each.lines), each.columns, each.starts)
        if isinstance(each, Chunk)
        else (each.kind, each.line, each.lines, each.starts, each.ends, each.level, each.quoted)
        for each in blocks(lines, chunk_size=chunk_size)
    ]


@settings(max_examples=examples(500), deadline=None)
@given(
    st.lists(
        st.sampled_from([*FRAGMENTS, *["| c | d |\n", f"\n{HEAD}", "| e |\n"] * 10]), max_size=30
    ),
    st.sampled_from([1, 2, 256]),
)
def test_a_whole_text_has_the_blocks_of_its_lines(parts: list[str], chunk_size: int) -> None:
    document = "".join(parts)
    whole = parts_of(NumberedLines(document), chunk_size)
    assert whole == parts_of(split_lines(document), chunk_size)


@needs_data
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_real_lists_have_the_tables_of_cmark(path: Path) -> None:
    document = path.read_text("utf-8")
    assert our_tables(document) == cmark_tables(document)


def test_a_table_without_rows_has_one_empty_chunk() -> None:
    (chunk,) = tables(["a", *split_lines(HEAD), "", "b"])
    assert (chunk.line, chunk.lines, chunk.columns) == (4, [], [[], []])
    assert list(chunk.rows()) == []


def test_chunks_have_at_most_the_requested_number_of_rows() -> None:
    lines = [*split_lines(HEAD), *["| a | b |"] * 5, *["a | b"] * 5]
    chunks = list(tables(lines, chunk_size=2))
    assert [len(chunk.lines) for chunk in chunks] == [2, 2, 1, 2, 2, 1]
    assert [chunk.line for chunk in chunks] == [3, 5, 7, 8, 10, 12]
    assert rows_of(chunks) == rows_of(tables(lines))


def test_the_size_of_chunks_is_at_least_one() -> None:
    with pytest.raises(ValueError, match=r"chunk_size: expected at least 1, got 0"):
        next(tables([], chunk_size=0))


def test_regular_rows_stay_together_beside_irregular_ones() -> None:
    regular = ["| a | b |", "|c|d| "]
    irregular = [r"| \| | b |", "| a |", "a | b"]
    chunks = list(tables([*split_lines(HEAD), *regular, *irregular, *regular]))
    assert [(len(chunk.lines), chunk.columns) for chunk in chunks] == [
        (2, [["a", "c"], ["b", "d"]]),
        (2, None),
        (1, None),
        (2, [["a", "c"], ["b", "d"]]),
    ]


ROW_ENDS = st.sampled_from(["|", "|", "|", "| ", "|\t", "", "\xa0|", "|\xa0", "\\|"])


ROW_MIDDLE = st.text(alphabet="a|| \t\\\0\v\f\x1c\x85\xa0\u3000é\U0001f600")


REGULAR_ROW = st.sampled_from(["|a|b|", "| \xa0 |  c |", "| é \t| |", "|\u3000| d | "])


ANY_ROW = st.builds("{}{}{}".format, ROW_ENDS, ROW_MIDDLE, ROW_ENDS)


@settings(deadline=None)
@given(st.lists(REGULAR_ROW | ANY_ROW), st.sampled_from([1, 3, 256]))
def test_columns_are_those_of_the_rows(lines: list[str], chunk_size: int) -> None:
    for chunk in tables([*split_lines(HEAD), *lines], chunk_size=chunk_size):
        if chunk.columns is not None:
            cells = [texts(row) for row in chunk.rows()]
            assert [list(row) for row in zip(*chunk.columns, strict=True)] == cells
            assert len(chunk.columns) == len(chunk.table.alignments)


def test_tables_are_the_chunks() -> None:
    lines = split_lines("a\n\n| b |\n|---|\n| c |\n\n- d\n")
    assert [chunk.lines for chunk in tables(lines)] == [["| c |"]]


@pytest.mark.parametrize("chunk_size", [1, 2, 256])
def test_many_bullets_are_as_one_by_one(chunk_size: int) -> None:
    document = "- a\n- b\n-  c \n* d\n* e\nf\n* g\n  h\n* [x] i\n* j\n===\n"
    ours = [b for b in blocks(split_lines(document), chunk_size=chunk_size) if isinstance(b, Block)]
    assert [b.text for b in ours] == ["a", "b", "c", "d", "e\nf", "g\nh", "i", "j\n==="]
    assert [b.line for b in ours] == [1, 2, 3, 4, 5, 7, 9, 10]
    lists = [b.item.list for b in ours if b.item]
    assert len(lists) == len(ours)
    assert [lists.index(at) for at in lists] == [0, 0, 0, 3, 3, 3, 3, 3]
