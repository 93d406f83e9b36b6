from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.limits import hang_guard
from support.markdown import kinds
from weeklypapers.markdown import Block, Cell, Chunk, Row, blocks, split_lines, tables


def html_tables(document: str) -> list[list[list[str]]]:
    """Return the rows of each table, the header first."""
    rows: list[list[list[str]]] = []
    lines = split_lines(document)
    table = None
    for chunk in tables(lines):
        assert chunk.table.html
        if chunk.table is not table:
            table = chunk.table
            rows.append([[cell.text for cell in table.header.cells]])
        for row in chunk.rows():
            for cell in row.cells:
                line, column = row.place(cell.start)
                first = cell.text.partition("\n")[0]
                if cell.start < cell.end:
                    assert lines[line - 1].startswith(first, column - 1)
            rows[-1].append([cell.text for cell in row.cells])
    return rows


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
            "<tr><th>A<th>B<tr><td rowspan='4'>a<td>b<tr><td>c<tr><td>d<tr><td>e<tr><td>f<td>g",
            ["A B", "a b", "a c", "a d", "a e", "f g"],
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
            "<tr><th>A<th>B<th>C<tr><td>a<td>b<td rowspan=2>c<tr><td>d",
            ["A B C", "a b c", "d  c"],
            id="nothing before a cell that spans rows",
        ),
        pytest.param(
            "<tr><th>A<th>B<tr><td>a<td rowspan=2>b<tr><td colspan=2>c",
            ["A B", "a b", "c b"],
            id="spans overlap",
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
        pytest.param(
            "<tbody><tr><td>A<td rowspan=9>B</tbody><tr><td>a<td rowspan=9>b</tbody><tr><td>c",
            ["A B", "a b", "c"],
            id="rowspan ends with the end tag of its section",
        ),
        pytest.param(
            "<thead><tr><th>A</thead><tr><td>a<tr><td>b", ["A", "a", "b"], id="end of thead"
        ),
        pytest.param("<tr><th>A<tr><td rowspan=x colspan=-1>a<tr><td>b", ["A", "a", "b"], id="odd"),
        pytest.param("<tr><th>A<tr><td colspan=0>a", ["A", "a"], id="no columns"),
        pytest.param("<tr><th>A<th>B<tr><td colspan=' +02px'>a", ["A B", "a a"], id="number"),
        pytest.param("<caption>x</caption><tr><th>A<tr><td>a", ["A", "a"], id="caption"),
        pytest.param("<!-- <tr><td>x --><tr><th>A<!-- <td> --><tr><td>a", ["A<!--_<td>_-->", "a"],
                     id="comments"),
        pytest.param("<tr><th a=\"<td>\" b='>'>A<tr><td/>a", ["A", "a"], id="attributes"),
        pytest.param("<tr><th>A<tr></tr><tr><td>a", ["A", "a"], id="row without cells"),
        pytest.param("<tr><th>A<th>B<tr><td><td>b", ["A B", " b"], id="empty cell"),
        pytest.param("<tr><th>A<tr><td>1 <![x[ y ]]>", ["A", "1_<![x[_y_]]>"], id="CDATA"),
        pytest.param("<tr><th>A<tr><td><script>", ["A", "<script>"], id="script"),
        pytest.param("<tr><th>A<tr><td>1 &# 2;<tr><td>b", ["A", "1_&#_2;", "b"], id="&#"),
    ],
)  # fmt: skip
def test_html_tables(source: str, rows: list[str]) -> None:
    expected = [[cell.replace("_", " ") for cell in row.split(" ")] for row in rows]
    assert html_tables(f"<table>{source}</table>\n") == [expected]
    lines = source.replace("<tr", "\n\n  <tr")
    assert html_tables(f"<div>\n<TABLE x='>'\n>{lines}\n</table >\n\na") == [expected]


HTML = "<table>\n<tr><th>A</th></tr>\n\n<tr><td>a</td></tr>\n</table>\n"


READ = [["A"], ["a"]]


def test_content_around_a_table() -> None:
    document = f"a\n\n<details><summary>b</summary>\n{HTML}</details>\n\n# c\n"
    assert kinds(document) == [
        "paragraph a", "html <details><summary>b</summary>", "table", "html </details>",
        "heading c",
    ]  # fmt: skip


def test_content_on_the_lines_of_a_table() -> None:
    before, table, after = blocks(["<p> a <table><tr><td>b</table> c", "d"])
    assert isinstance(before, Block)
    assert isinstance(after, Block)
    assert (before.text, before.place(0)) == ("<p> a", (1, 1))
    assert (after.text, after.place(0), after.place(2)) == ("c\nd", (1, 32), (2, 1))
    assert table.line == 1


def test_content_around_a_table_has_its_container_and_its_places() -> None:
    source = ["> - <p>", ">   a <table><tr><td>b</table> c", ">   d <table></table> </p>"]
    around = [block for block in blocks(source) if isinstance(block, Block)]
    assert [(block.text, *block.place(0)) for block in around] == [
        ("<p>\na", 1, 5), ("c\nd", 2, 32), ("</p>", 3, 23),
    ]  # fmt: skip
    for block in around:
        assert (block.kind, block.level, block.quoted) == ("html", 0, True)
        assert block.item is not None


def test_two_tables_in_a_block() -> None:
    assert html_tables(HTML + HTML) == [READ, READ]
    assert html_tables(HTML.replace("\n", "") * 2) == [READ, READ]
    assert html_tables(f"<table><tr><th>A<tr>\n{HTML}") == [[["A"]], READ]
    assert html_tables(f"<table><tr><th>A</th>\n{HTML}") == [[["A"]], READ]
    assert html_tables(f"<table>\n{HTML}") == [[[]], READ]


def test_a_nested_table_is_source_of_its_cell() -> None:
    nested = "<table><tr><td>x</td><td>y</td></tr></table>"
    document = f"<table><tr><th>A<tr><td>{nested}</td></tr>\n\n<tr><td>b</table>\n"
    assert html_tables(document) == [[["A"], [nested], ["b"]]]
    assert html_tables("<table><tr><td>A<tr><td>a<table><td>b") == [[["A"], ["a<table><td>b"]]]


@pytest.mark.parametrize("prefix", ["> ", "  ", "> > ", ">   "])
def test_tables_in_quotes_and_items(prefix: str) -> None:
    first = {"  ": "- ", ">   ": "> - "}.get(prefix, prefix)
    document = first + prefix.join(HTML.splitlines(keepends=True))
    assert html_tables(document) == [READ]
    assert kinds(f"{document}\n\nb") == ["table", "paragraph b"]
    chunk = next(tables(split_lines(document)))
    assert (chunk.item is not None) == ("-" in first)
    assert next(chunk.rows()).place(4) == (4, len(prefix) + 5)


def test_a_row_has_its_lines() -> None:
    chunk = next(
        tables(split_lines("<table><tr><td>A</tr>\n <tr>\n  <td>a\n\n  b</td>\n </tr></table>"))
    )
    (row,) = chunk.rows()
    assert (chunk.line, row.line, list(chunk.lines)) == (2, 2, [row.text])
    assert row.text == "<tr>\n<td>a\n\nb</td>\n</tr>"
    assert row.cells[0].text == "a\n\nb"
    assert row.starts == (1, 2, 0, 2, 1)
    assert [row.place(at) for at in (0, 5, 9, 12, len(row.text))] == [
        (2, 2), (3, 3), (3, 7), (5, 3), (6, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "cell"),
    [
        ("a", Cell("a", 8, 9, markdown=False)),
        ("\na \nb\n", Cell("a \nb", 9, 13, markdown=False)),
        ("<br> \n\n", Cell("<br>", 8, 12, markdown=False)),
        (" ", Cell("", 8, 8, markdown=False)),
        ("\0", Cell("\ufffd", 8, 9, markdown=False)),
        ("\n\na", Cell("a", 10, 11, markdown=True)),
        ("a\n \t\nb", Cell("a\n\nb", 8, 12, markdown=True)),
    ],
)
def test_cells_have_their_sources_and_are_markdown_after_a_blank_line(
    source: str, cell: Cell
) -> None:
    (chunk,) = tables(split_lines(f"<table><tr><td>{source}</td></tr></table>"))
    assert chunk.table.header.cells == (cell,)


def test_a_row_without_end_tag_ends_before_the_next_one_or_with_its_section() -> None:
    (chunk,) = tables(["<table><tr><td>A", "<tr><td>a", "<tbody> <tr><td>b </tbody> </table>"])
    rows = [chunk.table.header, *chunk.rows()]
    assert [(row.line, row.starts, row.text) for row in rows] == [
        (1, (7,), "<tr><td>A"), (2, (0,), "<tr><td>a"), (3, (8,), "<tr><td>b"),
    ]  # fmt: skip


def test_a_row_ends_with_its_lines() -> None:
    (chunk,) = tables(["<table><tr><td>A", "<tr><td>a<table><td>b", "", "c"])
    assert list(chunk.lines) == ["<tr><td>a<table><td>b"]


def test_a_row_without_start_tag_starts_with_its_first_cell() -> None:
    (chunk,) = tables(["<table><caption>x</caption>", "<td>A</table>"])
    assert (chunk.table.header.line, chunk.table.header.text) == (2, "<td>A")


def test_a_cell_from_above_is_at_the_end_of_the_row() -> None:
    chunk = next(tables(["<table><tr><td>A<td>B<tr><td rowspan=2>a<td>b<tr><td>c</table>"]))
    _, row = chunk.rows()
    end = len(row.text)
    assert row.cells[0] == Cell("a", end, end, markdown=False)


def test_spans_end_with_column_1000() -> None:
    columns = "<tr><td>A<td colspan=999>B<tr><td>a<td colspan=1000>b"
    rows = "<tr>" + "<td rowspan=2>x" * 1001 + "<tr>"
    (table,) = html_tables(f"<table>{columns}{rows}</table>")
    assert list(map(len, table)) == [1000, 2, 1001, 1000]


@pytest.mark.parametrize(
    ("copies", "source", "rows"),
    [
        (1, "<tr><td rowspan=9>A<td>B<tr><td>b<tr><td>c", ["A B", "A b", "c"]),
        (3, "<tr><td>A<td>B<td rowspan=9>C" + "<tr><td>a" * 3, ["A B C", "a  C", "a  C", "a"]),
        (4, "<tr><td colspan=2>A" * 3, ["A A", "A A", "A"]),
    ],
)
def test_copies_of_cells_are_limited(
    copies: int, source: str, rows: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weeklypapers.markdown.html_tables._MAX_COPIES", copies)
    assert html_tables(f"<table>{source}</table>") == [[row.split(" ") for row in rows]]


def test_rows_of_html_come_in_chunks() -> None:
    document = "<table><tr><th>A" + "<tr><td>a" * 5 + "</table>"
    chunks = list(tables([document], chunk_size=2))
    assert [len(chunk.lines) for chunk in chunks] == [2, 2, 1]
    assert len({id(chunk.table) for chunk in chunks}) == 1


@pytest.mark.parametrize("rows", [0, 1])
def test_a_short_table_is_one_chunk(rows: int) -> None:
    (chunk,) = tables(["<table><tr><th>A<th>B" + "<tr><td>a" * rows + "</table>"], chunk_size=1)
    assert len(chunk.lines) == rows
    assert chunk.table.alignments == (None, None)


def test_a_table_without_rows() -> None:
    (chunk,) = tables(["", "- <table></table>"])
    assert chunk.table.header == Row(2, "", ())
    assert (chunk.table.html, chunk.table.alignments) == (True, ())
    assert (chunk.line, list(chunk.rows())) == (2, [])
    assert chunk.item is not None


def test_a_table_without_end_ends_with_its_block() -> None:
    document = f"<table><tr><td>A\n<tr><td>a\n\n# b\n\n- c\n\n{HTML}\nd\n"
    assert kinds(document) == ["table", "heading b", "paragraph c", "table", "paragraph d"]
    assert html_tables(document) == [[["A"], ["a"]], READ]


@pytest.mark.parametrize("prefix", ["- ", "> "])
def test_a_table_ends_with_its_container(prefix: str) -> None:
    assert kinds(f"{prefix}<table><tr><td>A\n\nb</table>\n") == ["table", "paragraph b</table>"]


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
    lines = split_lines(document)
    with hang_guard():
        cells = sum(len(row.cells) for chunk in tables(lines) for row in chunk.rows())
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
                source = row.text[cell.start : cell.end].replace("\0", "\ufffd")
                assert (
                    source == (cell.text if cell.start < cell.end else "") or not block.table.html
                )


def test_all_offsets_in_a_copy_of_a_cell_have_one_place() -> None:
    (chunk,) = tables(["<table><tr><th>A<th>B<tr><td rowspan=2>long<td>b<tr><td>c</table>"])
    *_, row = chunk.rows()
    copy = row.cells[0]
    assert copy.text == "long"
    assert row.place_in(copy, 3) == row.place_in(copy, 0) == row.place(len(row.text))


def test_pipes_in_html_are_not_escaped() -> None:
    (chunk,) = tables(["<table><tr><th>A<tr>", "<td>a|bc</table>"])
    (row,) = chunk.rows()
    assert row.place_in(row.cells[0], 2) == (2, 7)
