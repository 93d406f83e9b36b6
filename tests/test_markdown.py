from __future__ import annotations

import itertools
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from support.examples import examples
from weeklypapers.markdown import (
    Alignment,
    Cell,
    Chunk,
    Row,
    escape_cell,
    render_table,
    scan,
    split_lines,
    split_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parents[2] / "shared" / "data"
LISTS = sorted([*DATA.glob("*.md"), *DATA.glob("lists/*.md")])
needs_data = pytest.mark.skipif(not LISTS, reason="the folder of real lists is not there")


# --- tables, as this module and as cmark-gfm see them ---------------------------------------


class Found(NamedTuple):
    """A table: its alignments, its header's texts, and each row's line and texts."""

    alignments: list[Alignment | None]
    header: list[str]
    rows: list[tuple[int, list[str]]]


class _TableReader(HTMLParser):
    """Reads cmark-gfm's tables back from its HTML, rendered with source positions."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Found] = []
        self._cells: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "table":
            self.tables.append(Found([], [], []))
        elif tag == "tr":
            line = int((attributes["data-sourcepos"] or "").partition(":")[0])
            self.tables[-1].rows.append((line, []))
            self._cells = self.tables[-1].rows[-1][1]
        elif tag in ("th", "td"):
            self._in_cell = True
            self._cells.append("")
            if tag == "th":
                self.tables[-1].alignments.append(attributes.get("align"))  # type: ignore[arg-type]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False
        elif tag == "thead":
            self.tables[-1].header.extend(self.tables[-1].rows.pop()[1])

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self._cells[-1] += data


def cmark_tables(document: str) -> list[Found]:
    html = cmark.markdown_to_html_with_extensions(
        document, cmark.Options.CMARK_OPT_SOURCEPOS, ["table", "tasklist"]
    )
    reader = _TableReader()
    reader.feed(html)
    return reader.tables


@cache
def rendered(text: str) -> str:
    """What is left of a cell's text when cmark-gfm has parsed its inlines."""
    return cmark_tables(f"| |\n|-|\n| {escape_cell(text)} |")[0].rows[0][1][0]


def our_tables(document: str, chunk_size: int = 256) -> list[Found]:
    """The tables that `scan` finds, with rows cut or filled to the header's width."""
    tables: list[Found] = []
    chunks = scan(split_lines(document), chunk_size=chunk_size)
    for table, group in itertools.groupby(chunks, lambda chunk: chunk.table):
        rows = [(row.line, row) for chunk in group for row in chunk.rows()]
        width = len(table.alignments)
        filled = [(line, fill(map(rendered, texts(row)), width)) for line, row in rows]
        header = list(map(rendered, texts(table.header)))
        tables.append(Found(list(table.alignments), header, filled))
    return tables


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def fill(cells: Iterable[str], width: int) -> list[str]:
    return list(itertools.islice(itertools.chain(cells, itertools.repeat("")), width))


# --- cells ----------------------------------------------------------------------------------


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
def test_split_row_finds_the_cells_of_cmark(line: str, cells: list[str]) -> None:
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
def test_cells_know_their_place(line: str, places: list[tuple[int, int]]) -> None:
    cells = split_row(line).cells
    assert [(cell.start, cell.end) for cell in cells] == places
    assert [cell.column for cell in cells] == [start + 1 for start, _ in places]


def test_a_byte_order_mark_is_one_only_on_the_first_line() -> None:
    assert texts(split_row("\ufeff| a |", line=2)) == ["\ufeff", "a"]


@given(st.text(alphabet="ab|\\ \t\v\f\0`é\xa0\u2028"))
def test_a_cell_is_what_stands_at_its_place(line: str) -> None:
    for cell in split_row(line).cells:
        raw = line[cell.start : cell.end]
        assert raw.replace("\\|", "|").replace("\0", "\ufffd") == cell.text


CELL_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")).map(
    lambda text: text.strip(" \t\v\f")
)


@given(st.lists(CELL_TEXT, min_size=1))
@example(["\\", "|", "\\|", "a|", "\\\\"])
def test_escaped_cells_are_read_back(cells: list[str]) -> None:
    line = f"| {' | '.join(map(escape_cell, cells))} |"
    assert texts(split_row(line)) == cells


# The two part only where markdown-it-py strips what Unicode calls a space, from the form feed
# to the ideographic space. There cmark-gfm counts, which leaves them in the cell.
@given(st.text(alphabet="ab|\\ `$"))
def test_rows_are_cut_as_markdown_it_cuts_them(text: str) -> None:
    row = f"x |{text}"
    width = row.count("|") + 1
    document = f"|{'h|' * width}\n|{'-|' * width}\n{row}\n"
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    cells = [token.content for token in tokens if token.type == "inline"][width:]
    assert fill(texts(split_row(row)), width) == cells


# --- lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("\n", [""]),
        ("a\n\nb", ["a", "", "b"]),
        ("a\r\nb\rc\n\rd", ["a", "b", "c", "", "d"]),
        ("a\v\f\x1c\x1d\x1e\x85\u2028\u2029b", ["a\v\f\x1c\x1d\x1e\x85\u2028\u2029b"]),
    ],
)
def test_split_lines_knows_only_the_line_endings_of_commonmark(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


# --- which lines are tables -----------------------------------------------------------------

HEAD = "| h | i |\n|---|---|\n"


@pytest.mark.parametrize(
    ("delimiters", "alignments"),
    [
        ("|---|---|", [None, None]),
        ("| :-- | --: |", ["left", "right"]),
        (":-:|-", ["center", None]),
        ("-|-", [None, None]),
        ("  |:-|-:|  ", ["left", "right"]),
        ("|\t:-\t|\v-:\t|\f", ["left", "right"]),
        # cmark-gfm takes the form feed for blank in a delimiter row, but not at a cell's end.
        ("|:-:|-:\f|", ["center", None]),
    ],
)
def test_delimiter_rows(delimiters: str, alignments: list[Alignment | None]) -> None:
    document = f"| a | b |\n{delimiters}\n| c | d |\n"
    assert our_tables(document) == [Found(alignments, ["a", "b"], [(3, ["c", "d"])])]
    assert our_tables(document) == cmark_tables(document)


@pytest.mark.parametrize(
    "document",
    [
        "| a | b |\n|---|\n",
        "| a |\n|---|---|\n",
        "| a | b |\n| - | = |\n",
        "| a | b |\n| - - | - |\n",
        "| a | b |\n| :: | - |\n",
        "| a | b |\n|| --- |\n",
        "| a | b |\n    |---|---|\n",
        "| a | b |\n\n|---|---|\n",
        "|---|---|\n",
        "a\n---\n",
        "|\n|-|\n",
        "||\n|\n|\n",
        "|\n|\n|\n",
        "| a | b | c |\n|---|---|\n| d | e |\n",
        "| a | b |\n|---|:-:-|\n",
        "| a | b |\n|---|-a-|\n",
        "| a | b |\n| --- | |\n",
        "| a | b |\n: - | - :\n",
        "> | a |\n|---|\n",
        "- | a |\n|---|\n",
        "| a |\n- |\n",
        "    | a | b |\n    |---|---|\n",
        "\t| a | b |\n|---|---|\n",
        # cmark-gfm looks for a table only once in a paragraph.
        "| a | b |\n|-|\n| c | d |\n|-|-|\n",
    ],
)
def test_no_table(document: str) -> None:
    assert our_tables(document) == cmark_tables(document) == []


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
        pytest.param(f"[a]: b\n{HEAD}", id="behind a link reference definition"),
        pytest.param("|a\n|-\n|b\nc|\n\nd\n", id="one column, pipes on a side"),
        pytest.param("a|\n-|\nb\n", id="one column, pipe behind"),
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
        pytest.param("| a |\n|---|\n| b |\nc\nd | e\n\nf\n", id="text goes on as rows"),
        pytest.param("a\nb\n| c |\n|---|\n| d |\n", id="behind text"),
        pytest.param("# a\n| c |\n|---|\n| d |\n***\n| e |\n|---|\n", id="close to others"),
        pytest.param("> | a |\n> |---|\n> | b |\n| c |\n", id="in a quote, ended with it"),
        pytest.param("- | a |\n  |---|\n  | b |\n| c |\n", id="in an item, ended with it"),
        pytest.param(
            "1. a\n\n   | b |\n   |---|\n   | c |\n\n   d\n", id="in an item, behind text"
        ),
        pytest.param(f"{HEAD}| a | b |\n\n" * 20, id="twenty"),
        pytest.param(f"|{'a|' * 200}\n|{'-|' * 200}\n|{'b|' * 200}\n| c\n", id="wide"),
    ],
)
def test_tables_as_cmark_sees_them(document: str) -> None:
    assert our_tables(document) == cmark_tables(document) != []


@pytest.mark.parametrize(
    "line",
    [
        "# a | b",
        "#",
        "``` a | b",
        "~~~ ` | b",
        "> a | b",
        ">",
        "- a | b",
        "+",
        "* | b",
        "1. a | b",
        "7) a | b",
        "---",
        "* * *",
        "_ _ _",
        "<div> | b",
        "</td",
        "<pre | b",
        "<textarea>",
        "<!-- | b",
        "<? | b",
        "<!A | b",
        "<![CDATA[ | b",
        "<a | b",
        "<a b='|'>",
        "</a >\f",
        "    a | b",
        "\ta | b",
        "  \t| a | b |",
        # And some that only look like another block.
        "#a | b",
        "####### a | b",
        "#\va | b",
        "``` a ` | b",
        "-a | b",
        "-\fa | b",
        "1.a | b",
        "1234567890. a | b",
        "--",
        "= = =",
        "===",
        "<divx> | b",
        "<!a | b",
        "<a> | b",
        "<a b=\"|'>",
        "</a b>",
        "<1>",
        "<\u017fcript | b",
        "[a]: b | c",
        "   | a | b |",
    ],
)
def test_a_row_or_another_block(line: str) -> None:
    document = f"{HEAD}{line}\n| a | b |\n|---|---|\n\n{HEAD}"
    assert our_tables(document) == cmark_tables(document)
    paragraph = f"a\n{line}\n{HEAD}| a | b |\n"
    assert our_tables(paragraph) == cmark_tables(paragraph)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(f"```\n{HEAD}```\n{HEAD}", id="fence"),
        pytest.param(f"~~~~ a\n{HEAD}~~~\n```\n{HEAD}~~~~~ \n{HEAD}", id="longer fence"),
        pytest.param(f"  ```\n{HEAD}    ```\n{HEAD}   ```\n{HEAD}", id="indented fence"),
        pytest.param(f"```\n{HEAD}``` a\n{HEAD}", id="open fence"),
        pytest.param(f"    a\n\n    {HEAD}{HEAD}", id="indented code"),
        pytest.param(f"<div>\n{HEAD}\n{HEAD}", id="HTML up to a blank line"),
        pytest.param(f"<a>\n{HEAD}\n{HEAD}", id="any tag"),
        pytest.param(f"<pre>\n\n{HEAD}x</PRE>x\n{HEAD}", id="pre"),
        pytest.param(f"<textarea>\n\n{HEAD}</textarea>\n{HEAD}", id="textarea"),
        pytest.param(f"<!-- a\n\n{HEAD}-->\n{HEAD}", id="comment"),
        pytest.param(f"<!-- a -->\n{HEAD}", id="comment on a line"),
        pytest.param(f"<? a\n\n{HEAD}?> b\n{HEAD}", id="processing instruction"),
        pytest.param(f"<!DOCTYPE a\n\nb>\n{HEAD}", id="declaration"),
        pytest.param(f"<![cdata[\n\n{HEAD}]]>\n{HEAD}", id="CDATA"),
        pytest.param(f"# a\n{HEAD}***\n{HEAD}", id="behind a heading and a break"),
        pytest.param(f"a\n===\n{HEAD}", id="behind a setext heading"),
    ],
)
def test_code_and_html_are_no_tables(document: str) -> None:
    assert our_tables(document) == cmark_tables(document)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("> a | b\n> -|-\n> c | d\n>\n> e\n", id="quote"),
        pytest.param(">a | b\n> -|-\n  >  c | d\ne | f\n", id="quote ends a table"),
        pytest.param("> > a | b\n>> -|-\n> > c | d\n> e | f\n", id="quote in a quote"),
        pytest.param(">\ta | b\n>\t-|-\n>     c | d\n", id="quote and tabs"),
        pytest.param("> x\na | b\n> -|-\n> c | d\n", id="lazy header"),
        pytest.param("> a | b\n-|-\nc | d\n", id="no lazy delimiter row"),
        pytest.param("> a | b\n-|-\n> -|-\n", id="lazy delimiter row as a header"),
        pytest.param("> a | b\n> -|-\n<a>\n| c | d |\n", id="quote ended by HTML"),
        pytest.param("- a | b\n  -|-\n  c | d\n\n  e | f\n  -|-\n- g\n", id="bullet"),
        pytest.param("- a | b\n -|-\n  c | d\n", id="too little indentation"),
        pytest.param("- a | b\n\t-|-\n \t c | d\n", id="bullet and tabs"),
        pytest.param("-\n  a | b\n  -|-\n", id="item that begins blank"),
        pytest.param("-\n\n  a | b\n  -|-\n", id="item that stays blank"),
        pytest.param("-     a | b\n  -|-\n\n  a | b\n  -|-\n", id="code in an item"),
        pytest.param("12) a | b\n    -|-\n    c | d\n  e | f\n", id="ordinal"),
        pytest.param("1. - > a | b\n     > -|-\n     > c | d\n   - e\n", id="nested"),
        pytest.param("- - -\n- -\n  a | b\n    -|-\n", id="break or items"),
        pytest.param("a\n2. a | b\n   -|-\n", id="no list in a paragraph"),
        pytest.param("- [ ] a | b\n  -|-\n  c | d\n", id="task"),
        pytest.param("* [x] \n-|-\na | b\n-|-\n", id="empty task"),
        pytest.param("> - [ ] a | b\n>   -|-\n", id="no task in a quote"),
        pytest.param("> ```\n> a | b\na | b\n-|-\n", id="fence ended with its quote"),
        pytest.param("- ~~~\n  a | b\n  ~~~\n  a | b\n  -|-\n", id="fence in an item"),
        pytest.param("- " * 98 + "a | b\n" + "  " * 98 + "-|-\n", id="deep"),
        pytest.param("- " * 100 + "a | b\n" + "  " * 99 + "-|-\n", id="too deep"),
    ],
)
def test_tables_in_quotes_and_items(document: str) -> None:
    assert our_tables(document) == cmark_tables(document)


def test_offsets_in_containers_are_those_of_the_whole_line() -> None:
    (chunk,) = scan(["> - a | b", ">   -|-", ">   c | ", ">   |  d"])
    assert chunk.table.header == Row(1, "> - a | b", (Cell("a", 4, 5), Cell("b", 8, 9)))
    assert list(chunk.rows()) == [
        Row(3, ">   c | ", (Cell("c", 4, 5),)),
        Row(4, ">   |  d", (Cell("d", 7, 8),)),
    ]


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


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists_have_the_tables_of_cmark(path: Path) -> None:
    document = path.read_text("utf-8")
    assert our_tables(document) == cmark_tables(document)


# --- chunks ---------------------------------------------------------------------------------


def rows_of(chunks: Iterable[Chunk]) -> list[Row]:
    return [row for chunk in chunks for row in chunk.rows()]


def test_a_table_without_rows_has_one_empty_chunk() -> None:
    (chunk,) = scan(["a", *split_lines(HEAD), "", "b"])
    assert (chunk.line, chunk.lines, chunk.columns) == (4, [], [[], []])
    assert list(chunk.rows()) == []


def test_chunks_hold_no_more_rows_than_asked_for() -> None:
    lines = [*split_lines(HEAD), *["| a | b |"] * 5, *["a | b"] * 5]
    chunks = list(scan(lines, chunk_size=2))
    assert [len(chunk.lines) for chunk in chunks] == [2, 2, 1, 2, 2, 1]
    assert [chunk.line for chunk in chunks] == [3, 5, 7, 8, 10, 12]
    assert rows_of(chunks) == rows_of(scan(lines))


def test_a_chunk_holds_a_row_at_least() -> None:
    with pytest.raises(ValueError, match=r"chunk_size: expected at least 1, got 0"):
        next(scan([], chunk_size=0))


def test_regular_rows_stay_together_beside_irregular_ones() -> None:
    regular = ["| a | b |", "|c|d| "]
    irregular = [r"| \| | b |", "| a |", "a | b"]
    chunks = list(scan([*split_lines(HEAD), *regular, *irregular, *regular]))
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
    for chunk in scan([*split_lines(HEAD), *lines], chunk_size=chunk_size):
        if chunk.columns is not None:
            cells = [texts(row) for row in chunk.rows()]
            assert [list(row) for row in zip(*chunk.columns, strict=True)] == cells
            assert len(chunk.columns) == len(chunk.table.alignments)


def test_lines_may_have_their_line_endings() -> None:
    document = f"{HEAD}| a | b |\nc | d\n"
    lines = document.splitlines(keepends=True)
    assert rows_of(scan(lines)) == rows_of(scan(split_lines(document)))


def test_lines_are_pulled_as_they_are_needed() -> None:
    pulled = 0

    def endless() -> Iterator[str]:
        nonlocal pulled
        for line in itertools.chain(split_lines(HEAD), itertools.repeat("| a | b |")):
            pulled += 1
            yield line

    chunks = scan(endless(), chunk_size=10)
    for count in range(1, 4):
        next(chunks)
        assert pulled <= 2 + 10 * count + 1


# --- writing --------------------------------------------------------------------------------


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
    chunks = list(scan(split_lines(render_table(escaped[0], escaped[1:], alignments))))
    assert texts(chunks[0].table.header) == header
    assert chunks[0].table.alignments == tuple(alignments)
    assert list(map(texts, rows_of(chunks))) == rows


@needs_data
def test_the_weekly_table_is_rendered_byte_for_byte() -> None:
    document = (DATA / "weekly-papers.md").read_bytes().decode()
    chunks = list(scan(split_lines(document)))
    header, *rows = (
        [escape_cell(text) for text in texts(row)]
        for row in [chunks[0].table.header, *rows_of(chunks)]
    )
    assert render_table(header, rows, ["left" for _ in header]) == document
