from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from cmarkgfm import cmark
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from support.examples import examples
from weeklypapers.markdown import Block, Chunk, Item, blocks, scan, split_lines, tables

DATA = Path(__file__).parents[2] / "shared" / "data"
LISTS = sorted([*DATA.glob("*.md"), *DATA.glob("lists/*.md")])
needs_data = pytest.mark.skipif(not LISTS, reason="the folder of real lists is not there")


# --- blocks, as this module and as markdown-it-py see them -----------------------------------


class Found(NamedTuple):
    """A block: what it is, the line it begins on, what it stands in and what it holds."""

    kind: str
    line: int
    depth: int
    quoted: bool = False
    level: int = 0
    text: str = ""


def stripped(text: str) -> str:
    """Without the blanks that inline parsing takes off: before lines, and at the very end."""
    return "\n".join(line.lstrip(" \t") for line in text.split("\n")).rstrip(" \t")


def depth_of(item: Item | None) -> int:
    return 0 if item is None else 1 + depth_of(item.parent)


def our_blocks(document: str) -> list[Found]:
    found: list[Found] = []
    table = None
    for block in blocks(split_lines(document)):
        depth = depth_of(block.item)
        if isinstance(block, Chunk):
            if block.table is not table:
                found.append(Found("table", block.table.header.line, depth))
            table = block.table
        elif block.kind == "html":
            found.append(Found("html", block.line, depth, block.quoted))
        else:
            text = stripped(block.text)
            found.append(Found(block.kind, block.line, depth, block.quoted, block.level, text))
    return found


def markdown_it_blocks(document: str) -> list[Found]:
    found: list[Found] = []
    depth = quotes = 0
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = (token.map or [0])[0] + 1
        depth += token.nesting if token.type.startswith("list_item") else 0
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "table_open":
            found.append(Found("table", line, depth))
        elif token.type == "html_block":
            found.append(Found("html", line, depth, quotes > 0))
        elif before and before.type in ("paragraph_open", "heading_open"):
            kind = before.type.removesuffix("_open")
            level = int(before.tag[1]) if kind == "heading" else 0
            text = stripped(token.content)
            found.append(Found(kind, line, depth, quotes > 0, level, text))
    return found


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("# a\n## b ##\n### c#\n#### d \\#\n# #\n#\n###### e # #\t\n", id="ATX"),
        pytest.param("   # a\n    # b\n#c\n####### d\n#\te\t#\n", id="ATX or not"),
        pytest.param("a\n===\n b\nc\n  --\n\nd\n = =\n\n---\n", id="setext"),
        pytest.param("- a\n  ===\n- # b\n- c\n===\n", id="headings in items"),
        pytest.param("a\n  b  \n\tc\n\n\nd", id="paragraphs"),
        pytest.param("- a\n- b\n* c\n+ d\n1. e\n2) f\n", id="lists"),
        pytest.param("- a\nb\n> c\nd\n> - e\nf\n1. g\n   h\ni\n", id="lazy lines"),
        pytest.param("- a\n  - b\n    1. c\n\n       d\n\n    e\n  f\n\ng\n", id="nested"),
        pytest.param("-  a\n\n   b\n-    c\n\n  d\n-     e\n", id="width of items"),
        pytest.param("- - a\n- * b\n- 1. - c\n", id="items on a line"),
        pytest.param("-\n  a\n-\n\n  b\n1.\n2. c\n", id="empty items"),
        pytest.param("a\n- b\nc\n2. d\n*\n", id="items and paragraphs"),
        pytest.param("- **a**\n- *b*\n- * c\n* * *\n- ***\n- -- d\n- [a](b)\n", id="emphasis"),
        pytest.param("> a\n> # b\n>> c\n> d\n\n> e\n", id="quotes"),
        pytest.param("```\n- a\n# b\n```\nc\n~~~\nd\n", id="code"),
        pytest.param("- a\n  ```\n  # b\n  ```\n  c\n\n      d\n- e\n", id="code in items"),
        pytest.param("<div>\n# a\n\n- <br>\n- b\n<!-- c\n\n-->\nd\n<p>\n", id="HTML"),
        pytest.param("a\n\n| b |\n|---|\n| c |\n# d\n- | e |\n  |---|\n  | f |\n", id="tables"),
    ],
)
def test_blocks_as_markdown_it_sees_them(document: str) -> None:
    assert our_blocks(document) == markdown_it_blocks(document) != []


# Left out are tables, which test_markdown.py compares with cmark-gfm, tags that begin a block
# just because they fill a line, and in quotes wide indentation: there markdown-it-py takes other
# ends of lazy paragraphs than cmark does. So it does behind an item that begins far inside another.
FRAGMENTS = [
    *["a", "b", "x\n", " ", "  ", "\n", "\n", "\n\n", "-", "=", "===", "---", "`", "```", "~~~"],
    *["# ", "## ", "#", " #\n", "* ", "- ", "- ", "+\n", "1. ", "2) ", "***", "**", "- a\n"],
    *["<div>", "<!--", "-->"],
]
IN_QUOTES = st.lists(st.sampled_from([*FRAGMENTS, ">", "> "]), max_size=20).map("".join)
FAR_INSIDE = re.compile(r"[-+*.)] *(?:    |\t)[ \t]*[-+*\d]")
INDENTED = st.lists(st.sampled_from([*FRAGMENTS, "    ", "\t"]), max_size=20).map("".join)


@settings(max_examples=examples(1500), deadline=None)
@given(IN_QUOTES | INDENTED)
@example("- a\n- b\n  ===\n")
def test_any_document_has_the_blocks_of_markdown_it(document: str) -> None:
    assume(not (">" in document.replace("-->", "") and "    " in document))
    assume(not FAR_INSIDE.search(document))
    try:
        expected = markdown_it_blocks(document)
    except IndexError:  # markdown-it-py fails for some HTML at the end
        assume(False)  # noqa: FBT003
    assert our_blocks(document) == expected


@settings(max_examples=examples(500), deadline=None)
@given(st.lists(st.sampled_from([*FRAGMENTS, ">", "\t", "|"]), max_size=20).map("".join))
def test_offsets_have_a_place(document: str) -> None:
    lines = split_lines(document)
    for block in blocks(lines):
        if isinstance(block, Block):
            places = [block.place(offset) for offset in range(len(block.text))]
            rows = zip(block.text, places, strict=True)
            assert all(lines[at - 1][to - 1] == c for c, (at, to) in rows if c != "\n")


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists_have_the_blocks_of_markdown_it(path: Path) -> None:
    document = path.read_text("utf-8")
    # Link reference definitions are paragraphs here.
    ours, expected = (
        [found for found in some if not _is_definition(found.text)]
        for some in (our_blocks(document), markdown_it_blocks(document))
    )
    assert ours == expected


def _is_definition(text: str) -> bool:
    return re.match(r"\[[^]]+\]: ", text) is not None


class _Headings(HTMLParser):
    """The levels and lines of headings in what cmark-gfm renders with source positions."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = (dict(attrs).get("data-sourcepos") or "").partition(":")[0]
        if line and tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.found.append((int(tag[1]), int(line)))


@settings(max_examples=examples(1000), deadline=None)
@given(
    st.lists(
        st.sampled_from([*FRAGMENTS, "> ", "    ", "\t", "\n<a>\n", "|-|\n", "a|b\n-|-\n"]),
        max_size=20,
    ).map("".join)
)
def test_any_document_has_the_headings_of_cmark(document: str) -> None:
    html = cmark.markdown_to_html_with_extensions(
        document, cmark.Options.CMARK_OPT_SOURCEPOS, ["table", "tasklist"]
    )
    reader = _Headings()
    reader.feed(html)
    ours = [(b.level, b.line) for b in paragraphs(document) if b.kind == "heading"]
    assert ours == reader.found


# --- what a block knows ----------------------------------------------------------------------


def paragraphs(document: str) -> list[Block]:
    return [block for block in blocks(split_lines(document)) if isinstance(block, Block)]


def items(document: str) -> list[Item]:
    return [block.item for block in paragraphs(document) if block.item]


def test_content_has_its_place_in_whole_lines() -> None:
    (block,) = paragraphs("> - a  \n>   b\nc \n")
    assert (block.lines, block.starts, block.ends) == (
        ("> - a  ", ">   b", "c "),
        (4, 4, 0),
        (7, 5, 1),
    )
    assert block.text == "a  \nb\nc"
    assert [block.place(offset) for offset in (0, 3, 4, 6, 7)] == [
        (1, 5), (1, 8), (2, 5), (3, 1), (3, 2),
    ]  # fmt: skip


def test_a_byte_order_mark_is_no_content() -> None:
    first, second = paragraphs("\ufeff- a\n- b\n")
    assert (first.text, first.starts, second.text) == ("a", (3,), "b")
    assert [b.kind for b in paragraphs("\ufeff# a\n")] == ["heading"]


def test_a_heading_is_without_its_markers() -> None:
    first, second = paragraphs("  ## a # b ##  \nc\nd \n--\n")
    assert (first.text, first.level, first.starts, first.ends) == ("a # b", 2, (5,), (10,))
    assert (second.text, second.level, second.line) == ("c\nd", 2, 2)


@pytest.mark.parametrize("mark", ["[ ]", "[x]", "[X]"])
def test_a_task_marker_is_taken_off(mark: str) -> None:
    first, second = paragraphs(f"- {mark} a\n1. {mark} b\n")
    assert (first.text, first.starts, second.text) == ("a", (6,), "b")


def test_blocks_in_an_item_share_it() -> None:
    first, second, third = items("- a\n\n  b\n\n      c\n\n  # d\n")
    assert first is second is third
    assert (first.line, first.ordered, first.parent) == (1, False, None)


def test_items_know_their_parents() -> None:
    outer, inner, deepest, last = items("- a\n  1. b\n     - c\n- d\n")
    assert (inner.parent, deepest.parent, last.parent) == (outer, inner, None)
    assert (inner.ordered, deepest.line) == (True, 3)
    assert outer.list is last.list is not inner.list


def test_items_of_a_list_share_it() -> None:
    first, second, third, fourth, fifth = items("- a\n\n\n- b\n  - c\n* d\n1. e\n")
    assert first.list is second.list
    assert len({id(item.list) for item in (second, third, fourth, fifth)}) == 4


@pytest.mark.parametrize(
    "between", ["a\n\n", "# a\n", "***\n", "<!-- a -->\n", "> a\n\n", "```\n```\n"]
)
def test_a_block_in_between_begins_another_list(between: str) -> None:
    before, after = items(f"- a\n\n{between}- b\n")
    assert before.list is not after.list


def test_markers_tell_lists_apart() -> None:
    first, second, third = items("1. a\n2) b\n3) c\n")
    assert first.list is not second.list is third.list


def test_a_table_knows_its_item() -> None:
    paragraph, first, second = blocks(
        split_lines("- a\n\n  | b |\n  |---|\n  | c |\n\n| d |\n|---|\n")
    )
    assert isinstance(first, Chunk)
    assert first.item is paragraph.item is not None
    assert second.item is None


def test_tables_are_the_chunks() -> None:
    lines = split_lines("a\n\n| b |\n|---|\n| c |\n\n- d\n")
    assert [chunk.lines for chunk in tables(lines)] == [["| c |"]]
    assert [chunk.lines for chunk in scan(lines)] == [["| c |"]]


@pytest.mark.parametrize("chunk_size", [1, 2, 256])
def test_many_bullets_are_as_one_by_one(chunk_size: int) -> None:
    document = "- a\n- b\n-  c \n* d\n* e\nf\n* g\n  h\n* [x] i\n* j\n===\n"
    ours = [b for b in blocks(split_lines(document), chunk_size=chunk_size) if isinstance(b, Block)]
    assert [b.text for b in ours] == ["a", "b", "c", "d", "e\nf", "g\nh", "i", "j\n==="]
    assert [b.line for b in ours] == [1, 2, 3, 4, 5, 7, 9, 10]
    lists = [b.item.list for b in ours if b.item]
    assert len(lists) == len(ours)
    assert [lists.index(at) for at in lists] == [0, 0, 0, 3, 3, 3, 3, 3]


# --- tables in HTML --------------------------------------------------------------------------


def html_tables(document: str) -> list[list[list[str]]]:
    """Each table's rows, the header first."""
    found: list[list[list[str]]] = []
    lines = split_lines(document)
    table = None
    for chunk in tables(lines):
        assert chunk.table.html
        if chunk.table is not table:
            table = chunk.table
            found.append([[cell.text for cell in table.header.cells]])
        for row in chunk.rows():
            for cell in row.cells:
                line, column = row.place(cell.start)
                first = cell.text.partition("\n")[0]
                if cell.start < cell.end:
                    assert lines[line - 1].startswith(first, column - 1)
            found[-1].append([cell.text for cell in row.cells])
    return found


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        pytest.param("<tr><th>A<th>B<tr><td>a<td>b", ["A B", "a b"], id="no end tags"),
        pytest.param("<TR><TD>A</TD></TR><tr><Td >a</tD ></tr>", ["A", "a"], id="upper case"),
        pytest.param("<tr><td>A</td><td>B</td></tr><tr><td>a</td></tr>", ["A B", "a"], id="td"),
        pytest.param("<tr><td>a<tr><th>A<tr><td>b", ["A", "a", "b"], id="first with th"),
        pytest.param("<thead><tr><td>A</thead><tbody><tr><th>a", ["A", "a"], id="thead"),
        pytest.param(
            "<thead><tr><th rowspan=2>A<th colspan=2>X<tr><th>B<th>C<tbody><tr><td>a<td>b<td>c",
            ["A B C", "a b c"],
            id="two rows in thead",
        ),
        pytest.param("<td>A<td>B<tr><td>a<td>b", ["A B", "a b"], id="no first tr"),
        pytest.param("<tr><th>A<th>B<tr><td colspan=2>a", ["A B", "a a"], id="colspan"),
        pytest.param(
            "<tr><th>A<th>B<tr><td rowspan='2'>a<td>b<tr><td>c<tr><td>d<td>e",
            ["A B", "a b", "a c", "d e"],
            id="rowspan",
        ),
        pytest.param(
            '<tr><th>A<th>B<tr><td>a<td rowspan="2">b<tr><td>c<tr><td>d<td>e',
            ["A B", "a b", "c b", "d e"],
            id="rowspan at the end",
        ),
        pytest.param(
            "<tr><th>A<th>B<th>C<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c",
            ["A B C", "a a b", "a a c"],
            id="both",
        ),
        pytest.param(
            "<tr><th>A<th>B<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d",
            ["A B", "a b", "a c", "a d"],
            id="rowspan to the end",
        ),
        pytest.param(
            "<tr><th>A<th>B<tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d",
            ["A B", "a b", "c d"],
            id="rowspan ends with its section",
        ),
        pytest.param("<tr><th>A<tr><td rowspan=x colspan=-1>a<tr><td>b", ["A", "a", "b"], id="odd"),
        pytest.param("<caption>x</caption><tr><th>A<tr><td>a", ["A", "a"], id="caption"),
        pytest.param("<!-- <tr><td>x --><tr><th>A<!-- <td> --><tr><td>a", ["A<!--_<td>_-->", "a"],
                     id="comments"),
        pytest.param("<tr><th a=\"<td>\" b='>'>A<tr><td/>a", ["A", "a"], id="attributes"),
        pytest.param("<tr><th>A<tr></tr><tr><td>a", ["A", "a"], id="row without cells"),
        pytest.param("<tr><th>A<th>B<tr><td><td>b", ["A B", " b"], id="empty cell"),
        pytest.param("<tr><th>A<tr><td>1 <![x[ y ]]>", ["A", "1_<![x[_y_]]>"], id="CDATA"),
        pytest.param("<tr><th>A<tr><td><script>", ["A", "<script>"], id="script"),
    ],
)  # fmt: skip
def test_html_tables(source: str, rows: list[str]) -> None:
    expected = [[cell.replace("_", " ") for cell in row.split(" ")] for row in rows]
    assert html_tables(f"<table>{source}</table>\n") == [expected]
    lines = source.replace("<tr", "\n\n  <tr")
    assert html_tables(f"<div>\n<TABLE x='>'\n>{lines}\n</table >\n\na") == [expected]


HTML = "<table>\n<tr><th>A</th></tr>\n\n<tr><td>a</td></tr>\n</table>\n"
READ = [["A"], ["a"]]


def kinds(document: str) -> list[str]:
    found = blocks(split_lines(document))
    return ["table" if isinstance(b, Chunk) else f"{b.kind} {b.text}" for b in found]


def test_what_stands_around_a_table() -> None:
    document = f"a\n\n<details><summary>b</summary>\n{HTML}</details>\n\n# c\n"
    assert kinds(document) == [
        "paragraph a", "html <details><summary>b</summary>", "table", "html </details>",
        "heading c",
    ]  # fmt: skip


def test_what_stands_on_the_lines_of_a_table() -> None:
    before, table, behind = blocks(["<p> a <table><tr><td>b</table> c", "d"])
    assert isinstance(before, Block)
    assert isinstance(behind, Block)
    assert (before.text, before.place(0)) == ("<p> a", (1, 1))
    assert (behind.text, behind.place(0), behind.place(2)) == ("c\nd", (1, 32), (2, 1))
    assert table.line == 1


def test_two_tables_in_a_block() -> None:
    assert html_tables(HTML + HTML) == [READ, READ]
    assert html_tables(HTML.replace("\n", "") * 2) == [READ, READ]
    assert html_tables(f"<table><tr><th>A<tr>\n{HTML}") == [[["A"]], READ]


def test_a_nested_table_is_source_of_its_cell() -> None:
    nested = "<table><tr><td>x</td><td>y</td></tr></table>"
    document = f"<table><tr><th>A<tr><td>{nested}</td></tr>\n\n<tr><td>b</table>\n"
    assert html_tables(document) == [[["A"], [nested], ["b"]]]


@pytest.mark.parametrize("prefix", ["> ", "  ", "> > ", ">   "])
def test_tables_in_quotes_and_items(prefix: str) -> None:
    first = {"  ": "- ", ">   ": "> - "}.get(prefix, prefix)
    document = first + prefix.join(HTML.splitlines(keepends=True))
    assert html_tables(document) == [READ]
    assert kinds(f"{document}\n\nb") == ["table", "paragraph b"]
    chunk = next(scan(split_lines(document)))
    assert (chunk.item is not None) == ("-" in first)
    assert next(chunk.rows()).place(4) == (4, len(prefix) + 5)


def test_a_row_has_its_lines() -> None:
    chunk = next(
        scan(split_lines("<table><tr><td>A</tr>\n <tr>\n  <td>a\n\n  b</td>\n </tr></table>"))
    )
    (row,) = chunk.rows()
    assert (chunk.line, row.line, list(chunk.lines)) == (2, 2, [row.text])
    assert row.text == "<tr>\n<td>a\n\nb</td>\n</tr>"
    assert row.cells[0].text == "a\n\nb"
    assert [row.place(at) for at in (0, 5, 9, 12, len(row.text))] == [
        (2, 2), (3, 3), (3, 7), (5, 3), (6, 7),
    ]  # fmt: skip


def test_a_cell_from_above_stands_at_the_rows_end() -> None:
    chunk = next(scan(["<table><tr><td>A<td>B<tr><td rowspan=2>a<td>b<tr><td>c</table>"]))
    _, row = chunk.rows()
    cell = row.cells[0]
    assert (cell.text, cell.start, cell.end) == ("a", len(row.text), len(row.text))


def test_rows_of_html_come_in_chunks() -> None:
    document = "<table><tr><th>A" + "<tr><td>a" * 5 + "</table>"
    chunks = list(tables([document], chunk_size=2))
    assert [len(chunk.lines) for chunk in chunks] == [2, 2, 1]
    assert len({id(chunk.table) for chunk in chunks}) == 1


def test_a_table_without_rows() -> None:
    (chunk,) = tables(["", "<table></table>"])
    assert (chunk.table.html, chunk.table.header.line, chunk.table.header.cells) == (True, 2, ())
    assert list(chunk.rows()) == []


def test_a_table_without_end_ends_with_its_block() -> None:
    document = f"<table><tr><td>A\n<tr><td>a\n\n# b\n\n- c\n\n{HTML}\nd\n"
    assert kinds(document) == ["table", "heading b", "paragraph c", "table", "paragraph d"]
    assert html_tables(document) == [[["A"], ["a"]], READ]


@pytest.mark.parametrize("prefix", ["- ", "> "])
def test_a_table_ends_with_what_it_stands_in(prefix: str) -> None:
    assert kinds(f"{prefix}<table><tr><td>A\n\nb</table>\n") == ["table", "paragraph b</table>"]


@pytest.mark.parametrize(
    "document",
    ["`<table>`\n", "a <table><tr><td>\n", "<!--\n<table><tr><td>a</table>\n-->\n", "<tablet>\n",
     "<pre>\n<table><tr><td>a</table>\n</pre>\n", "    <table><tr><td>a</table>\n",
     "<div>\n<!--\n<table><tr><td>a</table>\n-->\n</div>\n"],
)  # fmt: skip
def test_no_table_in_html(document: str) -> None:
    assert html_tables(document) == []


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<table>" + "<td>" * 10_000, id="cells"),
        pytest.param("<table><td>" * 10_000 + "</table>" * 9_999, id="nested"),
        pytest.param("<table><td>\n\n" * 10_000, id="open"),
        pytest.param("- <table><td>\n\n" * 5_000, id="open in items"),
        pytest.param("<table>\n\n<!--\n" + "</table>\n" * 20_000, id="open comment"),
        pytest.param("<div>\n<!--\n" + "<table>\n" * 20_000, id="in an open comment"),
        pytest.param("<table>\n" + "<td \n" * 20_000, id="open tag"),
        pytest.param("<table>" + "<td colspan=100000 rowspan=100000>x" * 5_000, id="spans"),
        pytest.param(
            "<table>" + ("<tr>" + "<td colspan=100000 rowspan=0>x" * 9) * 2_000, id="spanned rows"
        ),
        pytest.param("<table>" + "<tr><td rowspan=0>x" * 2_000, id="stairs"),
        pytest.param("<table><td colspan=" + "9" * 10_000 + ">", id="digits"),
    ],
)
def test_hostile_tables_take_no_time(document: str) -> None:
    start = time.process_time()
    cells = sum(len(row.cells) for chunk in tables(split_lines(document)) for row in chunk.rows())
    assert time.process_time() - start < 5
    assert cells < 200_000


@settings(max_examples=examples(1000), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<th colspan=2>",
             "</td>", "<thead>", "</thead>", "<tbody>", "<!--", "-->", "<![", "<", "a", "b ", "\n",
             "\n\n", "\n- ", "  ", "> ", "\0"]
        ), max_size=30,
    ).map("".join), st.sampled_from([1, 256]),
)  # fmt: skip
def test_any_html_can_be_read(document: str, chunk_size: int) -> None:
    lines = split_lines(document)
    seen = 0
    for block in blocks(lines, chunk_size=chunk_size):
        assert block.line >= seen or isinstance(block, Chunk)
        seen = block.line
        if isinstance(block, Block):
            block.place(len(block.text))
            continue
        for row in block.rows():
            assert row.line <= row.place(len(row.text))[0] <= len(lines)
            for cell in row.cells:
                found = row.text[cell.start : cell.end].replace("\0", "\ufffd")
                assert found == (cell.text if cell.start < cell.end else "") or not block.table.html
