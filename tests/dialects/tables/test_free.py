"""Tables of any shape, row by row."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.weekly import chunk_of, codes
from weeklypapers import Papers
from weeklypapers.dialects.dialect import TABLE
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.markdown import tables
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

PAPER = "https://arxiv.org/abs/2406.00001"
CODE = "https://github.com/a/b"


def parse(text: str) -> Papers:
    return wp.parse(text, dialect="table", on_error="collect")


def reader_of(text: str) -> FreeTableReader:
    """Return the reader of a table."""
    chunk = chunk_of(text)
    columns = TABLE.recognise(chunk, {}, chosen=True)
    assert columns is not None
    reader = TABLE.reader(columns, chunk, Section(), Origins("file"))
    assert isinstance(reader, FreeTableReader)
    return reader


def read(text: str) -> tuple[list[Paper], list[Problem]]:
    """Read the rows of a table."""
    reader = reader_of(text)
    papers: list[Paper] = []
    problems: list[Problem] = []
    for chunk in tables(text.split("\n")):
        chunk_papers, chunk_problems = reader.read(chunk)
        papers += chunk_papers
        problems += chunk_problems
    return papers, problems


def test_the_order_of_month_and_day_holds_for_the_rows_below() -> None:
    days = ["9/30/24", *["9/29/24"] * 300, "9/04/24"]
    rows = "\n".join(f"| {day} | Title {at} |" for at, day in enumerate(days))
    listed = wp.parse(f"| Date | Title |\n|---|---|\n{rows}\n")
    assert str(listed[-1].listed_date) == "2024-09-04"
    assert listed.problems == ()


def test_dates_of_a_range_and_of_an_iso_week_are_weeks() -> None:
    listed = parse(
        "| Date | Title | Code |\n|---|---|---|\n"
        "| 2024-06-24 - 2024-06-30 | A | x |\n| 2024-W25 | B | x |\n| June 2024 | C | x |\n"
    )
    dates = [(str(paper.week), str(paper.listed_date)) for paper in listed]
    assert dates == [("2024-06-30", "None"), ("2024-06-23", "None"), ("None", "2024-06")]


def test_a_column_overrides_the_cell_of_the_title() -> None:
    cells = "**A** *title*<br>Ada Lovelace et al.<br>Venue: B"
    (paper,) = parse(f"| Authors | Title |\n|---|---|\n| Alan Turing | {cells} |\n")
    assert (paper.title, paper.venue) == ("A title", "B")
    assert (paper.listed_authors, paper.more_authors) == (("Alan Turing",), False)


@pytest.mark.parametrize("title", ["A title", "A *title*"])
def test_a_day_that_the_year_of_the_heading_lacks_is_reported(title: str) -> None:
    table = f"| Date | Title | Code |\n|---|---|---|\n| Feb 29 | {title} | x |\n"
    listed = parse(f"# Papers\n\n## 2023\n\n{table}")
    assert dict(listed[0].extra) == {"listed_date": "Feb 29"}
    (problem,) = listed.problems
    assert (problem.line, problem.column, problem.code) == (7, 3, "bad-date")
    assert problem.message.startswith("there is no date (2023, 2, 29): ")  # Python's words follow


def test_a_date_that_cant_be_used_is_kept_as_extra() -> None:
    listed = parse("| Date | Title | Code |\n|---|---|---|\n| soon | A | x |\n| June 3 | B | x |\n")
    assert [dict(paper.extra) for paper in listed] == [
        {"listed_date": "soon"},
        {"listed_date": "June 3"},
    ]
    assert [(each.line, each.column, each.code) for each in listed.problems] == [
        (3, 3, "bad-date"),
        (4, 3, "no-year"),
    ]
    assert listed.problems[1].message == "neither 'June 3' nor a heading above it has a year"


def test_a_bold_cell_alone_is_a_heading_of_the_rows_below() -> None:
    listed = parse(
        "## Vision\n\n| Title | Date | Code |\n|---|---|---|\n| **Plain** | | |\n"
        "| A | 2024 | |\n| **Other** | | |\n| B *b* | 2024 | |\n"
    )
    assert [(paper.title, paper.topics) for paper in listed] == [
        ("A", ("Vision > Plain",)),
        ("B b", ("Vision > Other",)),
    ]
    assert codes(listed) == ["group-row", "group-row"]


@pytest.mark.parametrize("cell", ["<b></b>", "**&#32;**", "<b> </b>"])
def test_bold_blanks_are_not_a_heading(cell: str) -> None:
    listed = parse(f"| Title | Date | Code |\n|---|---|---|\n| {cell} | | |\n| A *b* | 2024 | |\n")
    assert [(paper.title, paper.topics) for paper in listed] == [("A b", ())]


def test_a_cell_over_a_row_of_html_is_a_heading() -> None:
    listed = parse(
        "<table><tr><th>Title<th>Date<th>Code</tr>\n<tr><td colspan=3>Vision</tr>\n"
        f"<tr><td>A<td>2024<td><a href='{CODE}'>code</a></tr></table>\n"
    )
    assert [(paper.title, paper.topics) for paper in listed] == [("A", ("Vision",))]


def test_empty_rows_are_skipped_and_rows_without_title_are_errors() -> None:
    listed = parse(
        "| Title | Date | Code |\n|---|---|---|\n"
        '| <a name="x"></a> | | |\n| | 2024 | |\n| A | 2024 | |\n'
    )
    assert [paper.title for paper in listed] == ["A"]
    assert [(each.line, each.column, each.code) for each in listed.problems] == [
        (3, 1, "empty-row"),
        (4, 3, "no-title"),
    ]


def test_each_cell_goes_to_the_field_of_its_column() -> None:
    (paper,) = parse(
        "| Title | Authors | Venue | Category | Keywords | Links | Code | Own |\n"
        + "|---" * 8
        + "|\n"
        f"| *A* | [Ada](https://a.org) et al. | *ICLR* | cs.CL | x, *y* | [Paper]({PAPER}), soon "
        f"| [repo]({CODE}) | ![alt](b.png) |\n"
    )
    assert (paper.title, paper.listed_authors, paper.more_authors) == ("A", ("Ada",), True)
    assert (paper.venue, paper.category, paper.topics) == (
        "ICLR",
        wp.Category.parse("cs.CL"),
        ("x", "y"),
    )
    assert [link.url for link in paper.links] == [PAPER, CODE]
    assert dict(paper.extra) == {"links": "soon", "Own": "alt"}


def test_excess_cells_are_kept_as_extra() -> None:
    (paper,) = (listed := parse("| Title | Venue |\n|---|---|\n| *A* | B | C | D |\n"))
    assert dict(paper.extra) == {"column 3": "C", "column 4": "D"}
    assert codes(listed) == ["excess-cells"]
    assert listed.problems[0].message.endswith(
        "; the rest, which GitHub leaves out, is kept as extra"
    )


def test_cells_by_field_and_kind_of_link() -> None:
    text = "| Title | Code | Own | Paper |\n|---|---|---|---|\n| A | b | c | d |\n"
    (row,) = chunk_of(text).rows()
    cells = reader_of(text).cells(row)
    assert {name: cell.text for name, cell in cells.items()} == {"title": "A", "links": "b"}


def test_the_cells_of_a_repaired_row_are_read_where_they_belong() -> None:
    listed = parse(
        "| Title | Date | Code |\n|---|---|---|\n"
        f"| A (b | c) | 2024-06-30 | [code]({CODE}) |\n| B | 2024 | x | | |\n"
    )
    assert [(paper.title, str(paper.listed_date)) for paper in listed] == [
        ("A (b | c)", "2024-06-30"),
        ("B", "2024"),
    ]
    assert codes(listed) == ["unescaped-pipe", "extra-cells"]


def test_excess_cells_of_html_are_not_joined() -> None:
    listed = parse(
        "<table><tr><th>Title<th>Date</tr>\n<tr><td>A<td>2024<td>c</tr>\n<tr><td>B</tr></table>\n"
    )
    assert [(paper.title, dict(paper.extra)) for paper in listed] == [
        ("A", {"column 3": "c"}),
        ("B", {}),
    ]
    assert codes(listed) == ["excess-cells", "missing-cells"]
    assert listed.problems[0].message == "expected 2 cells, got 3; the rest is kept as extra"
    assert not any(problem.fix for problem in listed.problems)


def test_a_header_that_is_a_paper_is_read_as_the_first_row() -> None:
    rows = [
        f"[A paper about topic {n}](https://arxiv.org/abs/2401.0000{n}) | 2024" for n in (1, 2, 3)
    ]
    listed = wp.parse("\n".join([rows[0], "---|---", *rows[1:]]))
    assert [(each.title, each.origin and each.origin.line) for each in listed] == [
        ("A paper about topic 1", 1),
        ("A paper about topic 2", 3),
        ("A paper about topic 3", 4),
    ]
    edited = listed.edit(
        lambda paper: wp.Paper(title="New") if paper.title.endswith("2") else paper
    )
    assert edited.to_markdown().splitlines()[2].startswith("New")
    with pytest.raises(wp.EditError, match=r"1: .*: the header of a table can't be changed"):
        listed.edit(lambda paper: wp.Paper(title="New", links=paper.links))


def test_the_cells_of_a_row_are_named_by_their_columns() -> None:
    header = "| Title | Venue | Code | Own | Comment | Code |\n|---|---|---|---|---|---|\n"
    text = f"{header}| A | B | {CODE} | d | e | {CODE}/f |\n"
    (row,) = chunk_of(text).rows()
    cells = reader_of(text).cells(row)
    assert {name: cell.text for name, cell in cells.items()} == {
        "title": "A",
        "venue": "B",
        "links": CODE,
        "comment": "e",
    }


def test_a_row_whose_cells_fit_no_columns_has_no_cells() -> None:
    headers = ["Title", "Venue", *map(str, range(50))]
    text = f"| {' | '.join(headers)} |\n{'|---' * 52}|\n| A | B |\n"
    (row,) = chunk_of(text).rows()
    assert reader_of(text).cells(row) == {}


HEADER = "| Title | Date | Code |\n|---|---|---|\n"


def test_problems_of_rows() -> None:
    text = (
        f"{HEADER}| **Vision** | | |\n| Learning to read | 2024 | x |\n| of lists | | |\n"
        '| <a name="x"></a> | | |\n| ![x](a.png) | 2024 | |\n| *A* | 2024 |\n'
    )
    _, problems = read(text)
    assert [(each.severity, str(each)) for each in problems] == [
        ("info", "file:3:3: group-row: read as a heading of the rows below: 'Vision'"),
        (
            "repaired",
            "file:5:1: continued-title: read as the rest of the title 'Learning to read'",
        ),
        ("info", "file:6:1: empty-row: skipped an empty row"),
        ("error", "file:7:3: no-title: expected a title, got none"),
        (
            "repaired",
            "file:8:15: missing-cells: expected 3 cells, got 2; the missing ones are read as empty",
        ),
    ]


def test_links_that_lead_nowhere_are_reported_with_the_file() -> None:
    text = f"{HEADER}| **A title** | 2024 | [soon]() |\n"
    _, (problem,) = read(text)
    assert str(problem) == ("file:3:24: dead-link: the link 'soon' leads nowhere: its target is ''")


def test_a_row_that_is_far_too_short_is_an_error() -> None:
    text = f"| Title | Date |{'x|' * 40}\n{'|---' * 42}|\n| A | 2024 |\n"
    papers, (problem,) = read(text)
    assert papers == []
    assert str(problem) == "file:3:13: too-few-cells: expected 42 cells, got 2"


def test_a_header_that_is_a_paper_is_read_once() -> None:
    rows = [
        f"[A paper about topic {n}](https://arxiv.org/abs/2401.{n:05}) | 2024" for n in range(400)
    ]
    listed = wp.parse("\n".join([rows[0], "---|---", *rows[1:]]))
    assert len(listed) == 400  # rows are read in chunks of 256


def test_the_title_of_a_header_does_not_continue_below_the_delimiter_row() -> None:
    header, row = (
        f"[{title}](https://arxiv.org/abs/{arxiv_id}) | 2024"
        for title, arxiv_id in (
            ("Learning to read", "2401.00001"),
            ("On writing lists", "2401.00002"),
        )
    )
    listed = wp.parse(f"{header}\n---|---\nof lists |\n{row}\n", on_error="collect")
    assert [paper.title for paper in listed] == ["Learning to read", "of lists", "On writing lists"]


@pytest.mark.parametrize(
    ("cells", "title", "extra"),
    [
        (f"[PDF]({PAPER}) | | two words | A title\xa0of words", "A title of words", ["two words"]),
        (f"[Paper]({PAPER}) | | Three words here | x", "Three words here", ["x"]),
        (
            f"[PDF]({PAPER}) | | one of words | one of words",
            "arXiv:2406.00001",
            ["one of words"] * 2,
        ),
        (f"[PDF]({PAPER}) | | two words | x", "arXiv:2406.00001", ["two words", "x"]),
        (f"[Code]({CODE}) | | x | [x](https://a.org/b.pdf)", "https://a.org/b.pdf", ["x", "x"]),
        (f"[Code]({CODE}) | | x | [x](https://a.org/b)", CODE, ["x", "x"]),
    ],
)
def test_a_title_that_is_the_label_of_a_link_is_replaced(
    cells: str, title: str, extra: list[str]
) -> None:
    text = f"| Title | Date | Own | Mine |\n|---|---|---|---|\n| {cells} |\n"
    (paper,), (problem,) = read(text)
    assert (paper.title, list(paper.extra.values())) == (title, extra)
    label = cells[1:].partition("]")[0]
    assert (problem.severity, str(problem)) == (
        "warning",
        f"file:3:3: no-title: expected a title, got the label {label!r}; read as {title!r}",
    )


@pytest.mark.parametrize("title", ["Ruiz et al., 2020", "A paper", "Here"])
def test_other_short_titles_of_links_stay(title: str) -> None:
    text = f"| Title | Own |\n|---|---|\n| [{title}]({PAPER}) | A title of words |\n"
    papers, problems = read(text)
    assert ([paper.title for paper in papers], problems) == ([title], [])


def test_a_hyphen_at_the_end_of_a_title_joins_it_with_the_next_row() -> None:
    listed = parse(f"{HEADER}| **Multi-** | 2024 | x |\n| modal lists | | |\n")
    assert [paper.title for paper in listed] == ["Multi-modal lists"]


@pytest.mark.parametrize(("size", "count"), [(1000, 1), (1001, 2)])
def test_a_title_of_more_than_a_thousand_characters_does_not_continue(
    size: int, count: int
) -> None:
    title = "x" * (size - 3) + " of"
    listed = parse(f"{HEADER}| {title} | 2024 | x |\n| lists | | |\n")
    assert len(listed) == count


def test_empty_rows_and_headings_continue_no_title() -> None:
    rows = "| Reading | 2024 | x |\n| of lists | | |\n" * 2
    listed = parse(f"{HEADER}{rows}| | | |\n{rows}| **Vision** | | |\n| A | 2024 | x |\n")
    assert [paper.title for paper in listed] == [*["Reading of lists"] * 4, "A"]
    assert listed[1].origin is not None
    assert listed[1].origin.text == "| Reading | 2024 | x |\n| of lists | | |"
    assert listed[-1].topics == ("Vision",)


def test_titles_continue_repeatedly_only_in_rows_that_are_read_together() -> None:
    once = f"{HEADER}| Reading | 2024 | x |\n| Large lists | | |\n"
    rows = "| Reading | 2024 | x |\n| of lists | | |\n" * 2
    reader = reader_of(once)
    titles = [
        [paper.title for paper in reader.read(chunk_of(text))[0]]
        for text in (once, once + rows, once)
    ]
    joined = ["Reading Large lists", "Reading of lists", "Reading of lists"]
    assert titles == [["Reading", "Large lists"], joined, ["Reading", "Large lists"]]


@pytest.mark.parametrize(
    "row",
    [
        "| A **survey** | | |",
        "| **A** survey | | |",
        "| 3**D** | | |",
        f"| **[A title]({PAPER})** | | |",
        "| A title | A title | A title |",
    ],
)
def test_rows_that_are_no_headings(row: str) -> None:
    listed = parse(f"{HEADER}{row}\n| A *b* | 2024 | |\n")
    assert [paper.topics for paper in listed] == [(), ()]


def test_a_table_of_two_columns_has_no_headings() -> None:
    listed = parse("| Title | Date |\n|---|---|\n| **A title** | |\n| A *b* | 2024 |\n")
    assert [(paper.title, paper.topics) for paper in listed] == [("A title", ()), ("A b", ())]


def test_links_by_reference_are_read_in_cells() -> None:
    rows = "| [A title][1] | 2024 | [code][2] |"
    (paper,) = parse(f"{HEADER}{rows}\n\n[1]: {PAPER}\n[2]: {CODE}\n")
    assert [link.url for link in paper.links] == [PAPER, CODE]


def test_cells_of_html_are_not_markdown_and_a_spanned_cell_is_reported_once() -> None:
    listed = parse(
        "<table><tr><th>Title<th>Code</tr>\n"
        '<tr><td>A *title*<td rowspan=2><a href="#">soon</a></tr><tr><td>B</tr></table>\n'
    )
    assert [(paper.title, dict(paper.extra)) for paper in listed] == [
        ("A *title*", {"code": "soon"}),
        ("B", {"code": "soon"}),
    ]
    assert codes(listed) == ["dead-link"]
