"""The weekly table: cells and rows to papers, and papers to the table."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from weeklypapers import Category, InvalidValueError, Link, Paper, Papers, ReadError, markdown
from weeklypapers.dialects.dialect import DIALECTS, WEEKLY, dialects_of
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables import cells, weekly
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.markdown.tables import row_at
from weeklypapers.testing.hypothesis import links, paper_lists, papers, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GOLDEN = sorted((Path(__file__).parent / "golden" / "weekly").glob("*.md"))
DATA = Path(__file__).parents[2] / "shared" / "data"

HEADER = "| Week | title | category | abstract | Paper-Link |"
ID = "https://arxiv.org/abs/2406.00001"


def table(*rows: str, header: str = HEADER) -> str:
    """A table of these rows."""
    delimiters = "|---" * len(row_at(1, header, 0).cells) + "|"
    return "\n".join([header, delimiters, *rows])


def row(
    week: str = "2024-06-30",
    title: str = "A title",
    category: str = "cs.CL",
    abstract: str = "Short.",
    links: str = f"[arxiv]({ID})",
) -> str:
    return f"| {week} | {title} | {category} | {abstract} | {links} |"


# These tables are shortened, and only a weekly table with all its columns is told by its headers.
parse = partial(wp.parse, dialect="weekly")
read = partial(wp.read, dialect="weekly")


def weekly_reader(chunk: markdown.Chunk) -> weekly.Reader:
    """What reads the rows of a weekly table."""
    columns = WEEKLY.recognise(chunk, {}, chosen=True)
    assert columns is not None
    reader = WEEKLY.reader(columns, chunk, Section(), "file")
    assert isinstance(reader, weekly.Reader)
    return reader


def codes(found: Papers) -> list[str]:
    return [problem.code for problem in found.problems]


@contextmanager
def seconds(limit: float) -> Iterator[None]:
    """Far more than is needed, and far less than what grows with the square of the input."""
    start = time.process_time()
    yield
    assert time.process_time() - start < limit


# -- Golden pairs ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    found = read(path, on_error="collect")
    assert found.to_json() == path.with_suffix(".json").read_text(encoding="utf-8")
    expected = path.with_suffix(".txt")  # where there are problems, a line for each
    places = [f"{each.line}:{each.column} {each.severity} {each.code}" for each in found.problems]
    assert places == (expected.read_text(encoding="utf-8").splitlines() if places else [])
    assert expected.exists() == bool(places)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_rows_read_one_way(path: Path) -> None:
    # Written as the weekly table, every list gives the same papers again.
    found = read(path, on_error="collect")
    assert parse(Papers(list(found)).to_markdown()) == found


# -- Reading columns ---------------------------------------------------------------------------

FULL = Paper(
    week=date(2024, 6, 30),
    title="A title",
    category=Category(code="cs.CL"),
    abstract="Short.",
    links=(Link(url=ID, label="arxiv"),),
)


@pytest.mark.parametrize(
    "header",
    [
        "| Week | title | category | abstract | Paper-Link |",
        "| WEEK | TITLE | Category | ABSTRACT | paper_link |",
        "| week ending | Paper title | Subject | Abstract | URL |",
        "| Week: | **Title** | category. | *abstract* | Links |",
    ],
)
def test_headers(header: str) -> None:
    assert parse(table(row(), header=header)) == Papers([FULL])


@given(st.permutations(["Week", "title", "category", "abstract", "Paper-Link"]))
def test_columns_in_any_order(order: list[str]) -> None:
    by_header = {
        "Week": "2024-06-30",
        "title": "A title",
        "category": "cs.CL",
        "abstract": "Short.",
        "Paper-Link": f"[arxiv]({ID})",
    }
    text = table("|".join(by_header[name] for name in order), header="|".join(order))
    assert parse(text) == Papers([FULL])


def test_two_columns_are_enough() -> None:
    (paper,) = parse("title | authors\n--- | ---\nA title | B. C., D. E.")
    assert paper == Paper(title="A title", listed_authors=("B. C.", "D. E."))


def test_columns_name_a_header_that_there_is() -> None:
    text = table("| A | 2024-06-30 |", header="| Paper | Week |")
    assert parse(text, columns={"paper": "title"})[0].title == "A"
    found = parse(text, columns={"Paper": "title", "Weak": "week"}, on_error="collect")
    assert [paper.title for paper in found] == ["A"]
    assert codes(found) == ["no-such-column"]
    assert "'Weak'" in found.problems[0].message
    assert "Did you mean 'Week'?" in found.problems[0].message


def test_a_header_is_compared_as_it_is_shown() -> None:
    text = table("| A | 2024-06-30 |", header="| Q &amp; A | Week |")
    assert parse(text, columns={"Q & A": "title"})[0].title == "A"


def test_one_column_will_do_for_whoever_names_it() -> None:
    text = "| Paper |\n|---|\n| A |\n"
    assert parse(text, columns={"Paper": "title"}) == Papers([Paper(title="A")])


def test_a_link_may_have_a_title() -> None:
    text = table(row(links=f"[arxiv]({ID} \"PDF\") [code](https://example.org 'here')"))
    (paper,) = parse(text)
    assert [link.url for link in paper.links] == [ID, "https://example.org"]


def test_other_columns_become_extra() -> None:
    text = table(
        "| A | 2024-06-30 | NeurIPS | 5 &lt; 6 | x |",
        "| B | 2024-06-30 | | | |",
        header="| title | Week | Award | A<br>B | |",
    )
    first, second = parse(text)
    assert dict(first.extra) == {"Award": "NeurIPS", "A\nB": "5 < 6", "column 5": "x"}
    assert dict(second.extra) == {}
    assert first.origin is not None
    assert first.origin.columns == ("title", "week", "Award", "A\nB", "column 5")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("| title | Week | a | a | a |", ("title", "week", "a", "a (2)", "a (3)")),
        ("| title | Week | a | a (2) | a |", ("title", "week", "a", "a (2)", "a (3)")),
        ("| title | Title | Week |", ("title", "Title", "week")),
        ("| title | Week | title | week |", ("title", "week", "title", "week")),
        ("| | title | Week | column 1 |", ("column 1", "title", "week", "column 1 (2)")),
    ],
)
def test_names_of_columns(header: str, names: tuple[str, ...]) -> None:
    chunk = next(markdown.tables(table(header=header).split("\n")))
    assert weekly_reader(chunk).columns.names == names


def test_columns_override() -> None:
    text = table("| A title | Another | 2024-06-30 |", header="| Paper | title | Week |")
    (paper,) = parse(text, columns={"paper": "title"})
    assert paper == Paper(title="A title", week=date(2024, 6, 30), extra={"title": "Another"})


def test_columns_override_keeps_the_name_of_the_field() -> None:
    text = table("| Another | A title | 2024-06-30 |", header="| title | Paper | Week |")
    (paper,) = parse(text, columns={"Paper": "title"})
    assert paper == Paper(title="A title", week=date(2024, 6, 30), extra={"title (2)": "Another"})


def test_columns_override_tells_symbols_apart() -> None:
    text = table("| https://example.org | A title |", header="| 🔗 | 📄 |")
    (paper,) = parse(text, columns={"📄": "title", "🔗": "links"})
    assert paper == Paper(title="A title", links=(Link(url="https://example.org"),))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"Paper": "titel"}, "'titel' is no field of a list. Did you mean 'title'?"),
        ({"Paper": ["title"]}, "['title'] is no field of a list"),
        ({5: "title"}, "a header must be text, got 5"),
        (["title"], "columns must map headers to fields, got ['title']"),
    ],
)
def test_columns_that_cant_be(columns: Mapping[str, str], message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse("No table at all.", columns=columns)
    assert message in str(caught.value)


def test_dialect_by_name() -> None:
    assert wp.parse(table(row()), dialect="weekly") == Papers([FULL])
    assert dialects_of(None) == list(DIALECTS.values())
    with pytest.raises(InvalidValueError, match=r"no dialect 'wekly'\. Did you mean 'weekly'"):
        wp.parse(table(row()), dialect="wekly")
    with pytest.raises(InvalidValueError, match="no dialect 5"):
        wp.parse(table(row()), dialect=5)  # type: ignore[arg-type]


# -- Reading cells -----------------------------------------------------------------------------


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
        ("&NotEqualTilde;", "≂̸"),
        (r"$\mathsf{TC}^0$ \* \\ <RET> < 10", r"$\mathsf{TC}^0$ \* \\ <RET> < 10"),
    ],
)
def test_decode(cell: str, text: str) -> None:
    assert cells.decode(cell) == text


@given(texts())
def test_encode_is_undone(text: str) -> None:
    cell = cells.encode(text)
    assert cells.decode(cell) == text
    assert not set(cell) & {"\n", "\r"}
    assert cell == cell.strip(" \t\n\v\f\r")


@pytest.mark.parametrize(
    "cell",
    ["30 June 2024", "2024-6-3", "2024-06-31", "20240630", "\N{FULLWIDTH DIGIT TWO}024-06-30"],
)
def test_no_week(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.read_week(cell)
    assert caught.value.code == "bad-week"
    assert caught.value.message == f"expected a day such as 2024-06-30, got {cell!r}"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("[a](b)", [("b", "a")]),
        ("[a](b)[c](d)", [("b", "a"), ("d", "c")]),
        (
            "[a](b), [c](d); [e](f) / [g](h)<br>[i](j) · [k](l)",
            [*zip("bdfhjl", "acegik", strict=True)],
        ),
        ("[](b)", [("b", None)]),
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
def test_links(cell: str, found: list[tuple[str, str | None]] | None) -> None:
    if found is not None:
        expected = tuple(Link(url=url, label=label) for url, label in found)
        assert cells.read_links(cell) == expected
        assert cells.read_links_column([cell]) == [expected]
        return
    for read in (cells.read_links, lambda cell: cells.read_links_column([cell])):
        with pytest.raises(CellError, match="expected links such as") as caught:
            read(cell)
        assert caught.value.code == "bad-link"


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
            cells.read_links_column(column)
    else:
        assert cells.read_links_column(column) == expected


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
    ids=lambda cell: cell[:8],
)
def test_hostile_links(cell: str) -> None:
    with seconds(5), pytest.raises(CellError):
        cells.read_links(cell)


# -- Rows that do not fit ----------------------------------------------------------------------


def test_too_few_cells() -> None:
    found = parse(table("| 2024-06-30 | A title |"))
    assert found == Papers([Paper(title="A title", week=date(2024, 6, 30))])
    (problem,) = found.problems
    assert problem.severity == "repaired"
    assert str(problem) == (
        "3:25: missing-cells: expected 5 cells, got 2; the missing ones are read as empty"
    )


def test_too_many_empty_cells() -> None:
    found = parse(table(row() + " | |"))
    assert found == Papers([FULL])
    (problem,) = found.problems
    assert problem.severity == "repaired"
    assert problem.column == len(row()) + 2
    assert problem.message == "expected 5 cells, got 7; the empty ones at the end are left out"


def test_an_empty_end_does_not_hide_a_pipe() -> None:
    found = parse(table(row(abstract="a|b", links="")), on_error="collect")
    assert found == Papers()
    assert codes(found) == ["too-many-cells"]


@pytest.mark.parametrize(
    ("cells_", "field", "text"),
    [
        ({"abstract": "p(a|b)"}, "abstract", "p(a|b)"),
        ({"abstract": r"p(a | b) \| c||d"}, "abstract", "p(a | b) | c||d"),
        ({"abstract": "| a |"}, "abstract", "| a |"),
        ({"title": "A|B"}, "title", "A|B"),
        ({"links": f"[a|b]({ID})"}, "links", (Link(url=ID, label="a|b"),)),
        ({"title": "Machine Learning|cs.LG|x"}, None, "several ways"),
        ({"category": "a|b"}, None, "no way"),
        ({"category": "of mine", "abstract": "a|b"}, None, "no way"),
        ({"week": "", "abstract": "a|b"}, None, "no way"),
        ({"links": "none", "abstract": "a|b"}, None, "no way"),
        ({"title": "", "abstract": "a|b"}, None, "no way"),
        ({"abstract": "|".join("a" * 40)}, None, "no way"),
    ],
)
def test_unescaped_pipes(cells_: dict[str, str], field: str | None, text: object) -> None:
    found = parse(table(row(**cells_)), on_error="collect")
    (problem,) = found.problems
    if field is None:
        assert (problem.code, problem.severity) == ("too-many-cells", "error")
        assert str(text) in problem.message
        assert found == Papers()
    else:
        assert (problem.code, problem.severity) == ("unescaped-pipe", "repaired")
        assert f"a pipe in {field} should be written as \\|" in problem.message
        (paper,) = found
        assert getattr(paper, field) == text


@given(st.lists(st.sampled_from(["cs.CL", "2024-06-30", "a", "", f"[a]({ID})"]), max_size=9))
def test_a_repair_is_the_only_reading(middle: list[str]) -> None:
    """Against trying every way to join."""
    parts = ["2024-06-30", *middle, f"[a]({ID})"]
    found = parse(table("| " + " | ".join(parts) + " |"), on_error="collect")
    fitting = [
        at
        for at in range(2, len(parts) - 2)
        if parts[at] == "cs.CL" and (at > 2 or parts[1])  # a title, even if of pipes alone
    ]
    if len(parts) <= 5:
        assert not {"unescaped-pipe", "too-many-cells"} & set(codes(found))
    elif len(fitting) == 1:
        assert codes(found) == ["unescaped-pipe"]
        at = fitting[0]
        assert found[0].title == " | ".join(parts[1:at]).strip(" ")
    else:
        assert codes(found) == ["too-many-cells"]


@pytest.mark.parametrize(
    "text",
    [
        table("|" * 200_000),
        table(row(abstract="|" * 200_000)),
        table(row(abstract="a|" * 100_000)),
        table(*[row(abstract="a|" * 30)] * 500),
        table(*[row(title="cs.CL|" * 30)] * 500),
        table("|a" * 5010, header="| title | Week |" + "x|" * 5000),
        table(*["|a|"] * 200, header="| title | Week |" + "x|" * 5000),
        table("|a|", header="| title | Week |" + "|" * 20_000),
    ],
    ids=["pipes", "abstract", "cells", "rows", "titles", "wide", "short", "empty headers"],
)
def test_hostile_rows(text: str) -> None:
    with seconds(10):
        assert parse(text, on_error="collect").problems


# -- Documents ---------------------------------------------------------------------------------


def test_a_table_without_rows() -> None:
    found = parse(table())
    assert found == Papers()
    assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Prose.", "| title |\n|---|\n| A |", "| title | Week |"]
)
def test_no_table(text: str) -> None:
    found = parse(text, on_error="collect")
    assert codes(found)[-1:] == ["no-papers"]
    with pytest.raises(ReadError, match="expected a table of papers"):
        parse(text)


def test_a_table_of_something_else() -> None:
    found = parse("| Package | Version |\n|---|---|\n| a | 1 |\n\n" + table(row()))
    assert found == Papers([FULL])
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.line) == ("other-table", "info", 1)
    assert "'Package', 'Version'" in problem.message


def test_several_tables() -> None:
    other = "Paper title | Venue | Link\n--- | --- | ---\nB | V | " + ID
    code = f"```\n{table(row())}\n```"
    found = parse(f"# Week 26\n\n{table(row())}\n\nProse.\n\n{code}\n\n## Week 25\n{other}\n")
    assert found == Papers([FULL, Paper(title="B", links=(Link(url=ID),), venue="V")])
    assert found.problems == ()
    assert [paper.origin.line for paper in found if paper.origin] == [5, 18]


def test_origin() -> None:
    (paper,) = parse(table(row()))
    assert paper.origin is not None
    assert (paper.origin.line, paper.origin.text) == (3, row())
    assert paper.origin.columns == ("week", "title", "category", "abstract", "links")
    assert paper.origin.file is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff", "\ufeff\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\nProse.\n"])
def test_documents_come_back_as_they_were(begin: str, last: str, end: str) -> None:
    text = (begin + table(row(), "|2024-06-30|B|||") + last).replace("\n", end)
    found = parse(text)
    assert [paper.title for paper in found] == ["A title", "B"]
    assert found.to_markdown() == text


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("|-\n\r a\\`<>"))
def test_any_document_is_read_and_comes_back(text: str) -> None:
    assert parse(text, on_error="collect").to_markdown() == text
    tables = table(row(title=text.replace("\n", " ")), text)
    assert parse(tables, on_error="collect").to_markdown() == tables


# -- Writing -----------------------------------------------------------------------------------


def test_layout() -> None:
    listed = Papers([attrs.evolve(FULL, links=(Link(url="b", label="a"),)), Paper(title="Bé|")])
    assert listed.to_markdown().split("\n") == [
        "| Week       | title   | category                 | abstract   | Paper-Link   |",
        "|:-----------|:--------|:-------------------------|:-----------|:-------------|",
        "| 2024-06-30 | A title | Computation and Language | Short.     | [a](b)       |",
        "|            | Bé\\|    |                          |            |              |",
    ]


def test_layout_of_no_papers() -> None:
    text = Papers().to_markdown()
    assert text.split("\n") == [
        "| Week   | title   | category   | abstract   | Paper-Link   |",
        "|:-------|:--------|:-----------|:-----------|:-------------|",
    ]
    assert parse(text) == Papers()


def test_authors_and_extra_columns_are_written_where_there_are_any() -> None:
    listed = [
        Paper(title="A", extra={"Award": "V"}),
        Paper(title="B", listed_authors=("C, Jr.", "D"), extra={"Stars": "5"}),
    ]
    header, _, first, second = Papers(listed).to_markdown().split("\n")
    assert [cell.strip() for cell in header.split("|")[6:-1]] == ["authors", "Award", "Stars"]
    assert [cell.strip() for cell in first.split("|")[6:-1]] == ["", "V", ""]
    assert [cell.strip() for cell in second.split("|")[6:-1]] == ["C&#44; Jr., D", "", "5"]


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


@pytest.mark.parametrize(
    "header",
    [
        *("Title", "title", "WEEK", "links", "Authors", "listed_authors", "url", "column 6"),
        *("a (2)", "Venue (2024)", "**Comment**", "[date](x)", "Topics 📚"),
    ],
)
@pytest.mark.parametrize("names", [(), ("B",)])
def test_extra_headers_that_sound_like_fields_survive(header: str, names: tuple[str, ...]) -> None:
    listed = Papers([Paper(title="A", listed_authors=names, extra={header: "x", "a": "y"})])
    assert parse(listed.to_markdown()) == listed


_HEADERS = st.sampled_from(
    ["Title", "title", "Week", "links", "URL", "authors", "Author", "a", "a (2)", "column 6", "A"]
)


@st.composite
def _lists(draw: st.DrawFn) -> Papers:
    """Lists without records, with headers of extra columns that sound like others."""
    listed = draw(paper_lists(arxiv=False, max_size=3))
    extra = st.dictionaries(_HEADERS, texts(), max_size=3)
    more = draw(st.lists(st.tuples(papers(arxiv=False), extra), max_size=2))
    named = [
        Paper(
            title=paper.title,
            links=paper.links,
            listed_authors=paper.listed_authors,
            extra={**paper.extra, **headers},
        )
        for paper, headers in more
    ]
    return Papers([*listed, *named])


@settings(deadline=None)
@given(_lists())
def test_written_and_read(listed: Papers) -> None:
    text = listed.to_markdown()
    again = parse(text)
    assert again == listed
    assert again.problems == ()
    assert Papers(list(again)).to_markdown() == text


# -- Column by column, and row by row ----------------------------------------------------------

_CELLS = {
    "Week": st.sampled_from(["2024-06-30", "2024-06-23", "", "2024-06-31", "June"]),
    "category": st.sampled_from(["cs.CL", "Machine Learning", "", "of mine", "&amp;", "&nbsp;"]),
    "Paper-Link": st.sampled_from([f"[arxiv]({ID})", "", ID, "[a](b) [c](d)", "[a](&#32;)", "no"]),
    "authors": st.sampled_from(["", "A. B.", "A, B", "A&#44; B, C", ",", "&nbsp;,\x85"]),
}
_ANY_CELL = st.sampled_from(
    ["A title", "", "a<br>b", "&nbsp;", "&lt;", "\xa0x\x85", "é\\", "x\u3000"]
)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    header = draw(st.permutations(["Week", "title", "category", "Paper-Link", "authors", "V", "W"]))
    cells_of = [_CELLS.get(name, _ANY_CELL) for name in header]
    good = [
        {"Week": "2024-06-30", "title": "A title", "Paper-Link": f"[arxiv]({ID})"}.get(name, "")
        for name in header
    ]
    rows = draw(st.lists(st.tuples(*cells_of).map(list) | st.just(good), min_size=1, max_size=4))
    return table(*(f"| {' | '.join(cells)} |" for cells in rows), header=f"|{'|'.join(header)}|")


@settings(max_examples=examples(300), deadline=None)
@given(_tables())
@example(table(row(), row()))
def test_column_by_column_is_row_by_row(text: str) -> None:
    (chunk,) = markdown.tables(text.split("\n"))
    reader = weekly_reader(chunk)
    assert chunk.columns is not None
    by_row, problems = reader._read_rows(chunk.rows())
    try:
        by_column = reader._read_columns(chunk, chunk.columns)
    except CellError:
        assert any(problem.severity == "error" for problem in problems)
        assert reader.read(chunk) == (by_row, problems)
    else:
        assert problems == []
        assert by_column == by_row
        assert [paper.origin for paper in by_column] == [paper.origin for paper in by_row]
        assert list(map(hash, by_column)) == list(map(hash, by_row))
        assert list(map(repr, by_column)) == list(map(repr, by_row))


def test_long_lists_are_read_in_chunks() -> None:
    rows = [row(title=f"Paper {number}") for number in range(1000)]
    rows[500] = row(title="Paper 500", week="June")
    found = parse(table(*rows), on_error="collect")
    assert [paper.title for paper in found] == [f"Paper {n}" for n in range(1000) if n != 500]
    assert [(problem.line, problem.code) for problem in found.problems] == [(503, "bad-week")]
    assert all(paper.origin and paper.origin.text in rows for paper in found)


def test_an_interrupted_write_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.md"
    Papers([FULL]).write(path)
    before = path.read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Papers().write(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
