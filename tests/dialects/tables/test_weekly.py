"""The weekly table: columns and rows to papers, and papers to the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.weekly import FULL, HEADER, ID, chunk_of, codes, parse, read, row, table
from weeklypapers import Link, Paper, Papers, Problem, ReadError
from weeklypapers.dialects.dialect import WEEKLY
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.dialects.tables.weekly import WeeklyTableReader, write_cell
from weeklypapers.markdown import Chunk
from weeklypapers.testing.hypothesis import paper_lists, papers, texts

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "weekly").glob("*.md"))


def weekly_reader(chunk: Chunk) -> WeeklyTableReader:
    """Return the reader of a weekly table."""
    columns = WEEKLY.recognise(chunk, {}, chosen=True)
    assert columns is not None
    reader = WEEKLY.reader(columns, chunk, Section(), Origins("file"))
    assert isinstance(reader, WeeklyTableReader)
    return reader


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


# -- Documents ---------------------------------------------------------------------------------


def test_a_table_without_rows() -> None:
    found = parse(table())
    assert found == Papers()
    assert found.problems == ()


@pytest.mark.parametrize("text", ["Prose.", "| title |\n|---|\n| A |", "| title | Week |"])
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
        "| Week | title | category | abstract | Paper-Link |",
        "|:-----|:------|:---------|:---------|:-----------|",
        "| 2024-06-30 | A title | Computation and Language | Short. | [a](b) |",
        "|  | Bé\\| |  |  |  |",
    ]
    assert listed.to_markdown(pad=True).split("\n") == [
        "| Week       | title   | category                 | abstract   | Paper-Link   |",
        "|:-----------|:--------|:-------------------------|:-----------|:-------------|",
        "| 2024-06-30 | A title | Computation and Language | Short.     | [a](b)       |",
        "|            | Bé\\|    |                          |            |              |",
    ]


def test_layout_of_no_papers() -> None:
    for text in (Papers().to_markdown(), Papers().to_markdown(pad=True)):
        assert parse(text) == Papers()
    assert text.split("\n") == [
        "| Week   | title   | category   | abstract   | Paper-Link   |",
        "|:-------|:--------|:-----------|:-----------|:-------------|",
    ]


def test_padding_changes_new_tables_and_no_documents() -> None:
    document = table(row(), row("2024-06-23"))
    read = parse(document)
    assert read.to_markdown(pad=True) == read.to_markdown() == document
    assert parse(read[:].to_markdown(pad=True)) == parse(read[:].to_markdown()) == read


@given(paper_lists(max_size=3))
def test_padded_and_compact_tables_have_the_same_papers(listed: Papers) -> None:
    compact, padded = listed.to_markdown(), listed.to_markdown(pad=True)
    assert parse(compact) == parse(padded)
    assert len(compact) <= len(padded)


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


def refuse(*_: object) -> list[Paper]:
    raise CellError("", "")


@settings(max_examples=examples(300), deadline=None)
@given(_tables())
@example(table(row(), row()))
def test_column_by_column_is_row_by_row(text: str) -> None:
    chunk = chunk_of(text)
    reader = weekly_reader(chunk)
    assert chunk.columns is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WeeklyTableReader, "_read_columns", refuse)
        by_row, problems = reader.read(chunk)
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


def test_several_headers_may_be_named_extra() -> None:
    text = table("| A | 2024-06-30 | b | c |", header="| title | Week | abstract | venue |")
    (paper,) = parse(text, columns={"abstract": "extra", "venue": "extra"})
    assert dict(paper.extra) == {"abstract": "b", "venue": "c"}


def test_cells_by_field() -> None:
    chunk = chunk_of(table(row()))
    reader = weekly_reader(chunk)
    (good,) = chunk.rows()
    assert [cell.text for cell in reader.cells(good).values()][:2] == ["2024-06-30", "A title"]
    (bad,) = chunk_of(table("| a | b | c | d | e | f |")).rows()
    assert reader.cells(bad) == {}


def test_problems_have_their_file_and_the_order_of_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    rows = ["| no | A | June |", "| | | |", "| | A |", "| a | b | c | d |"]
    path.write_text(table(*rows, header="| Paper-Link | title | Week |"), encoding="utf-8")
    found = read(path, on_error="collect")
    assert found == Papers([Paper(title="A")])
    assert [(problem.line, problem.column, problem.code) for problem in found.problems] == [
        (3, 3, "bad-link"), (3, 12, "bad-week"), (4, 1, "empty-row"), (5, 8, "missing-cells"),
        (6, 15, "too-many-cells"),
    ]  # fmt: skip
    assert {problem.file for problem in found.problems} == {str(path)}


def test_html_is_not_a_weekly_table() -> None:
    text = "<table><tr><th>title<th>Week</tr>\n<tr><td>A<td>2024-06-30</tr></table>\n"
    assert codes(parse(text, on_error="collect")) == ["other-table", "no-papers"]


@pytest.mark.parametrize("missing", ["nan", "NaN", "NaT", "None", "<NA>"])
def test_missing_values_of_pandas_are_no_values(missing: str) -> None:
    header = HEADER + " authors | date | topics | venue | own |"
    cells = [missing, "A title", *[missing] * 8]
    found = parse(table(f"| {' | '.join(cells)} |", header=header))
    assert found == Papers([Paper(title="A title")])
    assert found.problems == ()
    in_short_row = parse(table(f"| {missing} | A title | {missing} |"))
    assert in_short_row == found


@pytest.mark.parametrize("cell", ["nan", "None", "-", ""])
def test_a_row_without_values_is_empty(cell: str) -> None:
    empty = f"| {' | '.join([cell] * 5)} |"
    found = parse(table(row(), empty, row()))
    assert found == Papers([FULL, FULL])
    assert list(found.problems) == [
        Problem(
            code="empty-row",
            message="skipped an empty row",
            line=4,
            column=1,
            text=empty,
            severity="info",
        )
    ]


@pytest.mark.parametrize("row_of_dashes", ["| - | - |", "| - | |", "| - | nan |"])
def test_a_row_of_dashes_is_empty_whatever_the_columns(row_of_dashes: str) -> None:
    text = f"| title | comment |\n|-|-|\n| A title | - |\n{row_of_dashes}\n"
    found = parse(text)
    assert [paper.title for paper in found] == ["A title"]
    assert codes(found) == ["empty-row"]


@pytest.mark.parametrize(
    "paper", [Paper(title="-"), Paper(title="-", category="-"), Paper(title="-", extra={"a": "-"})]
)
def test_a_title_may_be_a_dash(paper: Paper) -> None:
    written = Papers([paper, FULL]).to_markdown()
    assert parse(written) == Papers([paper, FULL])


@pytest.mark.parametrize("text", ["nan", "None", "NaT", "<NA>"])
def test_texts_that_look_like_missing_values_are_written_and_read(text: str) -> None:
    papers = Papers([Paper(title=text, abstract=text, listed_authors=(text,), extra={"own": text})])
    assert parse(papers.to_markdown()) == papers


@given(papers())
def test_one_cell_is_written_as_in_its_table(paper: Paper) -> None:
    written = Papers([paper]).to_markdown()
    (row,) = chunk_of(written).rows()
    cells = {cell.text for cell in row.cells}
    assert {write_cell(field, paper) for field in ("title", "category", "abstract")} <= cells
    names = write_cell("listed_authors", paper)
    assert not names or names in cells
