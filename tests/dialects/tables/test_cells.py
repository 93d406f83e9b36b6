"""Cells of the weekly table: text to values, and back."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.limits import hang_guard
from support.weekly import ID, parse, row, table
from weeklypapers import Category, Link, Paper, Papers, PartialDate
from weeklypapers.dialects.tables import cell_columns, cells
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.model.names import Names
from weeklypapers.testing.hypothesis import links, texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a<br>b<BR/>c<br />d", "a\nb\nc\nd"),
        ("a<bra>b<br/ >", "a<bra>b<br/ >"),
        ("&lt;br&gt;", "<br>"),
        ("&amp;lt;", "&lt;"),
        ("&copy; &#169; &#xA9; &#XA9;", "© © © ©"),
        ("&nosuch; &; &#; &#x; & &copy", "&nosuch; &; &#; &#x; & &copy"),
        ("&#0; &#xD800; &#1114112; &#9999999;", "\ufffd \ufffd \ufffd \ufffd"),
        ("&#xD7FF; &#xDFFF; &#xE000; &#x10FFFF;", "\ud7ff \ufffd \ue000 \U0010ffff"),
        ("&NotEqualTilde;", "≂̸"),
        (r"$\mathsf{TC}^0$ \* \\ <RET> < 10", r"$\mathsf{TC}^0$ \* \\ <RET> < 10"),
    ],
)
def test_decode(cell: str, text: str) -> None:
    assert cells.decode(cell) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("a & b < c", "a & b < c"),
        ("&lt; &", "&amp;lt; &"),
        ("<br> <BR />", "&lt;br> &lt;BR />"),
        ("a\nb\rc", "a<br>b&#13;c"),
        ("\n a\t\r", "<br>&#32;a&#9;&#13;"),
        ("\xa0a", "\xa0a"),
        ("nan", "&#110;an"),
        ("<NA>", "&#60;NA>"),
        ("nan 1", "nan 1"),
    ],
)
def test_encode(text: str, cell: str) -> None:
    assert cells.encode(text) == cell
    assert cells.decode(cell) == text


@given(texts())
def test_encode_is_undone(text: str) -> None:
    cell = cells.encode(text)
    assert cells.decode(cell) == text
    assert not set(cell) & {"\n", "\r"}
    assert cell == cell.strip(" \t\n\v\f\r")


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("week", "", None),
        ("week", "2024-06-30", date(2024, 6, 30)),
        ("title", "A &lt;br> B<br>C", "A <br> B\nC"),
        ("category", "", None),
        ("category", "Computation and Language", Category(code="cs.CL")),
        ("category", "Lists &lt;br>", Category.parse("Lists <br>")),
        ("abstract", "", None),
        ("abstract", "A<br>B", "A\nB"),
        ("listed_date", "", None),
        ("listed_date", "2024-06", PartialDate(2024, 6)),
        ("topics", "", ()),
        ("topics", "A, B&#44; C", ("A", "B, C")),
        ("listed_authors", "", Names(())),
        ("listed_authors", "Ada, Bo&#44; Jr.", Names(("Ada", "Bo, Jr."))),
        ("listed_authors", "Ada, Bo, et al.", Names(("Ada", "Bo"), more=True)),
        ("listed_authors", "et al.", Names((), more=True)),
        ("listed_authors", "Ada et al&#46;", Names(("Ada et al.",))),
        ("listed_authors", "&#91;Ada, Bo]", Names(("[Ada", "Bo]"))),
        ("listed_authors", "[Ada, Bo", Names(("[Ada", "Bo"))),
    ],
)
def test_the_cell_of_a_value(field: str, cell: str, value: Any) -> None:
    assert cells.READERS[field](cell) == value
    assert cells.WRITERS[field](value) == cell


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("category", "&#32;", None),
        ("category", "cs.CL", Category(code="cs.CL")),
        ("abstract", "&nbsp;", None),
        ("topics", "A,B\t,, &#32;,", ("A", "B")),
        ("listed_authors", "Ada, Bo et al", Names(("Ada", "Bo"), more=True)),
        ("listed_authors", "Ada; and others", Names(("Ada;",), more=True)),
        ("listed_authors", "Ada, Pet al.", Names(("Ada", "Pet al."))),
        ("listed_authors", "['Ada &lt;', 'Bo, Jr.']", Names(("Ada <", "Bo, Jr."))),
    ],
)
def test_the_value_of_another_cell(field: str, cell: str, value: Any) -> None:
    assert cells.READERS[field](cell) == value


@pytest.mark.parametrize("cell", ["", "&#32;", "<br>"])
def test_no_title(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.READERS["title"](cell)
    assert caught.value.code == "no-title"
    assert caught.value.message == "expected a title, and the cell is empty"


@pytest.mark.parametrize(
    "cell",
    ["30 June 2024", "2024-6-3", "2024-06-31", "20240630", "\N{FULLWIDTH DIGIT TWO}024-06-30"],
)
def test_no_week(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.READERS["week"](cell)
    assert caught.value.code == "bad-week"
    assert caught.value.message == f"expected a day such as 2024-06-30, got {cell!r}"


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("", []),
        ("[a](b)", [("b", "a")]),
        ("[a](b)[c](d)", [("b", "a"), ("d", "c")]),
        (
            "[a](b), [c](d); [e](f) / [g](h)<br>[i](j) · [k](l)",
            [*zip("bdfhjl", "acegik", strict=True)],
        ),
        ("[](b)", [("b", None)]),
        ("[a](b \"PDF\") [c](d 'code')", [("b", "a"), ("d", "c")]),
        ("<https://a.b/c>", [("https://a.b/c", None)]),
        ("mailto:a@b.c", None),
        ("<mailto:a@b.c>", [("mailto:a@b.c", None)]),
        ("https://a.b/c_(d)", [("https://a.b/c_(d)", None)]),
        ("HTTP://A.B, http://c", [("HTTP://A.B", None), ("http://c", None)]),
        (r"[\[a\] [b]](c)", [("c", "[a] [b]")]),
        (r"[a\b](c\_d)", [("c_d", r"a\b")]),
        ("[a](b(c)d)", [("b(c)d", "a")]),
        ("[a](<b c>)", [("b c", "a")]),
        ("[a](b&amp;c&d)", [("b&c&d", "a")]),
        ("[a&amp;b](c)", [("c", "a&b")]),
        ("[a<br>b](c)", [("c", "a\nb")]),
        ("[a|b](c|d)", [("c|d", "a|b")]),
        ("[![x](y)](z)", [("z", "![x](y)")]),
        ("[a](b", None),
        ("[a]", None),
        ("[a]()", None),
        ("[a](&#32;)", None),
        ("[a](&#9;b)", None),
        ("[a](b c)", None),
        ("see [a](b)", None),
        ("[a](b) there", None),
        ("arxiv", None),
        ("https://a.b.", None),
    ],
)
def test_links(cell: str, pairs: list[tuple[str, str | None]] | None) -> None:
    if pairs is not None:
        expected = tuple(Link(url=url, label=label) for url, label in pairs)
        assert cells.read_links(cell) == expected
        assert cell_columns.read_column("links", [cell]) == [expected]
        return
    for read in (cells.read_links, lambda cell: cell_columns.read_column("links", [cell])):
        with pytest.raises(CellError, match="expected links such as") as caught:
            read(cell)
        assert caught.value.code == "bad-link"


@pytest.mark.parametrize(
    ("cell", "got"),
    [
        ("see [a](b)", "'see [a](b)'"),
        ("[a](b), c", "'c'"),
        ("[a](b) [c](&#9;d) [e](f)", "'[c](&#9;d)'"),
    ],
)
def test_the_message_shows_the_part_that_is_no_link(cell: str, got: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.read_links(cell)
    assert caught.value.message == f"expected links such as [arxiv](https://…), got {got}"


@pytest.mark.parametrize(
    ("link", "cell"),
    [
        (Link("https://e.org/a"), "<https://e.org/a>"),
        (Link("a/b"), "[](a/b)"),
        (Link("https://e.org", listed_kind="code"), '[](https://e.org "code")'),
        (Link("https://e.org", label="a"), "[a](https://e.org)"),
        (Link("https://e.org", label=r"[a]\b"), r"[\[a\]\\b](https://e.org)"),
        (Link("https://e.org", label="&lt;"), "[&amp;lt;](https://e.org)"),
        (Link("https://e.org/a_(b)", label="a"), "[a](<https://e.org/a_(b)>)"),
        (Link("a b", label="a"), "[a](<a b>)"),
        (Link(r"a<\>", label="a", listed_kind="data"), r'[a](<a\<\\\>> "data")'),
    ],
)
def test_the_cell_of_a_link(link: Link, cell: str) -> None:
    assert cells.write_links([link]) == cell
    assert cells.read_links(cell) == (link,)


def test_links_are_separated_by_a_blank() -> None:
    assert (
        cells.write_links([Link("b", label="a"), Link("https://e.org")]) == "[a](b) <https://e.org>"
    )


@given(st.lists(links(), max_size=4))
def test_links_written_and_read(listed: list[Link]) -> None:
    assert cells.read_links(cells.write_links(listed)) == tuple(listed)


_LINK_TEXT = st.text("[]()<>\\&;:/#.ab |!\x85\xa0\x1c\t0", max_size=6)
_LINK_CELLS = st.one_of(
    st.builds("[{}]({})".format, _LINK_TEXT, _LINK_TEXT),
    st.builds("[{}](https://a.b/{})".format, _LINK_TEXT, _LINK_TEXT),
    st.sampled_from(["[a](b)", "", "http://a", "[a](b) [c](d)"]),
)


@settings(max_examples=examples(300))
@given(st.lists(_LINK_CELLS, max_size=3))
def test_links_of_a_column_are_those_of_its_cells(column: list[str]) -> None:
    try:
        expected = list(map(cells.read_links, column))
    except CellError:
        with pytest.raises(CellError):
            cell_columns.read_column("links", column)
    else:
        assert cell_columns.read_column("links", column) == expected


@pytest.mark.parametrize(
    "cell",
    [
        r"\[" * 50_000,
        "[" * 50_000,
        "[a" * 50_000,
        "[a](" * 50_000,
        "[a](<" * 50_000,
        "[" + r"\!" * 50_000,
        "[a](b" + r"\(" * 50_000,
        "[a](" + " " * 50_000,
        "http://" + "." * 50_000,
        "<a" * 50_000,
        "[a](b) " * 20_000 + "?",
        "http://a " * 20_000 + "?",
        "<br" * 50_000,
        "&" + "a" * 50_000,
    ],
    ids=count(),
)
def test_hostile_links(cell: str) -> None:
    with hang_guard(), pytest.raises(CellError):
        cells.read_links(cell)


def test_a_link_may_have_a_title() -> None:
    text = table(row(links=f"[arxiv]({ID} \"PDF\") [code](https://example.org 'here')"))
    (paper,) = parse(text)
    assert [link.url for link in paper.links] == [ID, "https://example.org"]


@pytest.mark.parametrize(
    "text",
    [
        "|",
        "a|b",
        "\\",
        "a\\|b",
        "\\\\|",
        "ends with \\",
        "`a|b`",
        "a`",
        "``",
        "two\nlines",
        "two\r\nlines",
        "\nfirst",
        "last\n",
        "  leading",
        "trailing\t",
        "\v\f\x1c\x1f",
        "\x85no-break\xa0",
        "<br>",
        "<BR />",
        "&lt;br&gt;",
        "&amp;",
        "&#124;",
        "&#",
        "---",
        "# no heading",
        "> no quote",
        "```",
        "<!--",
        "[a](b)",
        "\ufeff",
        "\u2028",
    ],
)
def test_texts_survive(text: str) -> None:
    text = text if text.strip() else f"{text}x{text}"
    listed = Papers([Paper(title=text, abstract=text, listed_authors=(text,), extra={text: text})])
    written = listed.to_markdown()
    again = parse(written)
    assert again == listed
    assert again.problems == ()


def test_authors_in_the_notation_of_python() -> None:
    header = "| title | category | authors |"
    (paper,) = parse(table("| A | | ['Ada Lovelace', 'Bo, the second'] |", header=header))
    assert paper.listed_authors == ("Ada Lovelace", "Bo, the second")


@pytest.mark.parametrize("names", [["[Ada]"], ["[Ada", "Bo]"], ["['Ada']"], ["Ada et al."]])
def test_names_that_resemble_another_notation_survive(names: list[str]) -> None:
    listed = Papers([Paper(title="A", listed_authors=names)])
    assert parse(listed.to_markdown()) == listed


def test_dates_in_the_column_of_dates() -> None:
    header = "| title | category | date |"
    good, bad = table("| A | | 2024-06 |", header=header), table("| A | | June |", header=header)
    assert str(parse(good)[0].listed_date) == "2024-06"
    (problem,) = parse(bad, on_error="collect").problems
    assert (problem.code, problem.column) == ("bad-date", 9)
    assert problem.message == "expected a date such as 2024-06-30, 2024-06 or 2024, got 'June'"
