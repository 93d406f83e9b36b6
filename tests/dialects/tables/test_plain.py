"""Plain cells: the reading column by column against the reading row by row."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from support.real_lists import DOCUMENTS, needs_data
from support.weekly import chunk_of
from weeklypapers.dialects.dialect import TABLE
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables import free
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.dialects.tables.plain import read_plain_rows

_WORDS = st.sampled_from(
    [
        *("A title", "GPT-4", "3D", "No. 5", "1) ", "(2) ", "x", "null", "-", "–", "", " ", "  "),
        *("**", "*", "_", "`", "[", "]", "(", ")", "~", "$", "\\", "\\|", "<br>", "<BR/>", "<sub>"),
        *(
            "</sub>",
            "<b>",
            "&",
            "&amp;",
            "& co",
            ":",
            ".",
            ",",
            ";",
            " - ",
            "—",
            "!",
            "?",
            "é",
            "等",
        ),
        *("[Paper]", "[code]", "[A title]", "![Star](https://img.shields.io/a)", "www.a.org"),
        *("(https://arxiv.org/abs/2406.00001)", "(https://github.com/a/b)", "(#)", "()", "(a.md)"),
        *(
            "(arxiv.org/abs/2406.00001)",
            "[![arXiv](https://img.shields.io/a)](https://a.org/b.pdf)",
            "[![](https://img.shields.io/a?b&c)](https://a.org/b)",
            "[page](https://a.org/b)",
            "[page](https://xxx.com)",
        ),
        *("nan", "None", "Coming soon", "words", "（上）", "(https://ada.org/x/)"),
        *("https://arxiv.org/abs/2406.00001", "Institution: MIT", "Authors: A. One, B. Two", "✅"),
        *(
            "Ada Lovelace",
            "“Quoted",
            "标题（上）",
            "(https://a.org/?b=c&d=e)",
            "(https://a.org/?b&amp;c)",
            '<img src="a.png" width="2"/>',
            '<img alt="x">',
            "**Bold**",
            "**3D words**",
            "**2. Words**",
            "😀",
            "A. Turing et.al.",
            "et al.",
            "and",
            "by ",
            "Some words of a summary that goes on.",
        ),
        *("2024-06-30", "9/04/24", "13/04/24", "2024.04", "07-29", "June 2024", "2024-W26"),
        *(
            "2024-06-24 - 2024-06-30",
            "2024-02-30",
            "**2026-05-13**",
            "<span>07-29</span>",
            "LLM, RAG",
        ),
    ]
)
_CELLS = st.lists(_WORDS, max_size=4).map("".join)
_LIKELY = st.sampled_from(
    [
        *(
            "**A title**",
            "1) **A title** - says what it is about",
            "[**A title**](https://a.org/b.pdf)",
        ),
        *(
            "[A title](https://arxiv.org/abs/2406.00001)",
            "**A title**<br><sub>Institution: MIT<br>Text.</sub>",
        ),
        *(
            "[2406.00001](http://arxiv.org/abs/2406.00001)",
            "**[link](https://github.com/a/b)**",
            "null",
        ),
        *(
            "[Paper](https://arxiv.org/abs/2406.00001), [Code](https://github.com/a/b)",
            "**2026-05-13**",
        ),
        *(
            "Ada Lovelace et.al.",
            "NeurIPS",
            "![S](https://a.org/s) <br> [**A**](https://a.org/c.pdf) <br>",
            "[![](https://a.org/s)](https://a.org/b) <br>[![x](https://a.org/s)](https://a.org/c)",
            "[![cited](https://a.org/s)](https://a.org/paper/b)",
            "[A title](https://ada.org/x)",
            "[A title](https://ada.org/x) 逐段精读",
            "[A title](https://ada.org/x), words after it",
            "[A title](https://ada.org/x) (ICLR 2024)",
            "Words on [A title](https://ada.org/x)",
            "Words on [A title](https://ada.org/x) and on Q&A",
            "A title  Some words of a summary that goes on.",
            "A title - Some words of a summary that goes on. <br> ● more of R&D &lt; 3",
            "Coming soon",
            "[Coming soon]()",
            "[None]()",
        ),
    ]
)
_HEADERS = st.sampled_from(
    [
        "Title",
        "Paper",
        "Date",
        "Week",
        "Authors",
        "Code",
        "Links",
        "Venue",
        "Abstract",
        "Topic",
        "Own",
    ]
)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    headers = ["Title", *draw(st.lists(_HEADERS, min_size=1, max_size=4, unique=True))]
    rows = draw(st.lists(st.tuples(*[_CELLS | _LIKELY] * len(headers)), min_size=1, max_size=5))
    heading = draw(
        st.sampled_from(["", "## Vision\n\n", "## 2024-07\n\n", "## June 24 - 30, 2024\n\n"])
    )
    lines = [headers, ["---"] * len(headers), *rows]
    return heading + "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _read_both(text: str) -> None:
    by_column = wp.parse(text, dialect="table", on_error="collect")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(free, "read_plain_rows", lambda *_: {})
        by_row = wp.parse(text, dialect="table", on_error="collect")
    for one, other in itertools.zip_longest(by_column, by_row):
        assert one == other
        assert (one.origin, hash(one), repr(one)) == (other.origin, hash(other), repr(other))
    assert by_column.problems == by_row.problems


@settings(max_examples=examples(400), deadline=None)
@given(_tables())
def test_column_by_column_is_row_by_row(text: str) -> None:
    _read_both(text)


@needs_data
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_real_lists_are_read_alike(path: Path) -> None:
    _read_both(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        (["**A title** | 2024 | ICLR", "A title | 2024 | ICLR"], [0, 1]),
        (["A *title* | 2024 | ICLR", "A title | 2024 | ICLR", "A title | 2024-W2 | x"], [1]),
        ([" | 2024 | ICLR", "**A title** | | -", "A title | | ICLR"], [2]),
        (["A *title* | 2024 | ICLR", "A title | soon | ICLR"], []),
    ],
)
def test_rows_with_plain_cells_only_are_read_by_column(rows: list[str], plain: list[int]) -> None:
    lines = "".join(f"| {row} |\n" for row in rows)
    chunk = chunk_of(f"| Title | Date | Venue |\n|---|---|---|\n{lines}")
    columns = TABLE.recognise(chunk, {}, chosen=True)
    assert columns is not None
    assert chunk.columns is not None
    dates = DateCells()
    dates.read(chunk.columns[1])
    papers = read_plain_rows(chunk, columns, Section(), Origins("file"), dates.spans)
    assert list(papers) == plain
    assert {paper.title for paper in papers.values()} <= {"A title"}


def both(text: str) -> wp.Papers:
    """Read a list in both ways, and compare the results."""
    _read_both(text)
    return wp.parse(text, dialect="table")


def test_a_date_in_the_row_overrides_that_of_the_title_even_if_it_is_that_of_the_heading() -> None:
    text = """\
# Papers

## June 2024

| Date | Title & Authors | Code |
|---|---|---|
| June 2024 | **A title**<br>Date: 2024-05 | null |
| null | **A title**<br>Date: 2024-05 | null |
| null | **A title** | null |
"""
    listed = both(text)
    assert [str(paper.listed_date) for paper in listed] == ["2024-06", "2024-05", "2024-06"]


def test_rows_with_markup_are_read_among_plain_ones() -> None:
    rows = "".join(
        f"| {title} | Ada Lovelace | x |\n"
        for title in ("**One**", "T*w*o", "**Three**", "", "**[Four](https://a.org/b.pdf)**")
    )
    listed = wp.parse(
        f"| Title | Authors | Code |\n|---|---|---|\n{rows}", dialect="table", on_error="collect"
    )
    assert [paper.title for paper in listed] == ["One", "Two", "Three", "Four"]
    assert [paper.origin.line for paper in listed if paper.origin] == [3, 4, 5, 7]
    assert [(each.line, each.code) for each in listed.problems] == [(6, "no-title")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("3) **A title** - what it is about", ("A title", "what it is about", 0)),
        ("**A title**<br><sub>Institution: MIT<br>Text.</sub>", ("A title", "Text.", 0)),
        ("[**A title**](https://a.org/b.pdf)", ("A title", None, 1)),
        ("A title<br>Ada Lovelace et al.", ("A title", None, 0)),
    ],
)
def test_plain_titles(title: str, expected: tuple[str, str | None, int]) -> None:
    (paper,) = both(f"| Title & Authors | Venue |\n|---|---|\n| {title} | ICLR |\n")
    assert (paper.title, paper.abstract, len(paper.links)) == expected


def test_dates_without_a_year_have_that_of_the_heading() -> None:
    listed = both(
        "# Papers\n\n## 2024\n\n| Date | Title |\n|---|---|\n| June 3 | A |\n| 06-04 | B |\n"
    )
    assert [str(paper.listed_date) for paper in listed] == ["2024-06-03", "2024-06-04"]


@pytest.mark.parametrize(
    "cell", ["[code](https://a.org/?b&amp;c)", "[ code ](https://a.org)", "[a&b](https://a.org)"]
)
def test_links_that_are_not_plain(cell: str) -> None:
    (paper,) = both(f"| Title | Code |\n|---|---|\n| A | {cell} |\n")
    assert len(paper.links) == 1


def test_links_that_lead_nowhere_are_reported_in_rows_of_plain_cells() -> None:
    text = """\
| Title | Date | Code | Demo |
|---|---|---|---|
| **One** | 2024-06-30 | [Coming soon]() | [Soon]() |
| **Two** | 2024-06-30 | [Github](https://github.com/a/b) | - |
| **Three** | 2024-06-30 |  [TBA]() | - |
"""
    listed = both(text)
    assert [(each.code, each.line, each.column) for each in listed.problems] == [
        ("dead-link", 3, 26),
        ("dead-link", 3, 44),
        ("dead-link", 5, 29),
    ]
    assert [dict(paper.extra) for paper in listed] == [
        {"code": "Coming soon", "demo": "Soon"},
        {},
        {"code": "TBA"},
    ]


def test_blanks_of_other_scripts_around_cells_are_no_part_of_a_value() -> None:
    text = "| Title | Venue | Own |\n|---|---|---|\n| A title | G\xa0| \u3000t\u2003|\n"
    (paper,) = both(text)
    assert (paper.venue, dict(paper.extra)) == ("G", {"Own": "t"})


def test_a_star_beside_a_link_is_a_text_unless_it_has_a_partner() -> None:
    link = "[CVPR](https://a.org/b.pdf)"
    cells = [f"**{link}**", f"{link}*", f"*{link}**", f"**{link}, [page](https://a.org)**"]
    rows = "".join(f"| Title {number} | {cell} |\n" for number, cell in enumerate(cells))
    papers = both(f"| Title | Paper |\n|---|---|\n{rows}")
    assert [paper.extra.get("paper") for paper in papers] == [None, "*", "*", None]


def test_values_of_headings_are_those_of_cells_without_a_value() -> None:
    text = """\
# Papers

## June 2024

| Date | Title & Authors | Authors | Week |
|---|---|---|---|
| - | **A title**<br>Date: 2024-05 | Ada Lovelace | 2024-06-03 |
| - | [A title](https://ada.org/x) | - | 2024-06-10 |
"""
    assert [
        (str(paper.listed_date), paper.listed_authors, str(paper.week)) for paper in both(text)
    ] == [
        ("2024-05", ("Ada Lovelace",), "2024-06-03"),
        ("2024-06", (), "2024-06-10"),
    ]
    (paper,) = both("## Vision\n\n### 2024\n\n| Title | Venue |\n|---|---|\n| A title | ICLR |\n")
    assert (paper.topics, str(paper.listed_date)) == (("Vision",), "2024")


def test_links_and_texts_of_a_column_of_links() -> None:
    header = "| Title | Code | Own | Code |\n|---|---|---|---|\n"
    rows = "| A title | [it](https://ada.org/x) | t | - |\n| A title | soon | u | later |\n"
    papers = both(header + rows)
    assert [(each.url, each.kind) for each in papers[0].links] == [("https://ada.org/x", "code")]
    assert [dict(paper.extra) for paper in papers] == [{"Own": "t"}, {"code": "soon", "Own": "u"}]
