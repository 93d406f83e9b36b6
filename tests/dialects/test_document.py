"""Whole documents of every shape: golden pairs as a curator could write them, and any documents."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from weeklypapers import Papers, ReadError, markdown
from weeklypapers.dialects.document import Batch, read_document
from weeklypapers.markdown.lines import NumberedLines

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SHAPES = sorted(
    path for shape in ("table", "bullets", "html") for path in GOLDEN.glob(f"{shape}/*.md")
)


def name_of(path: Path) -> str:
    return path.relative_to(GOLDEN).with_suffix("").as_posix()


# -- Golden pairs ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHAPES, ids=name_of)
def test_golden(path: Path) -> None:
    found = wp.read(path, on_error="collect")
    assert found.to_json() == path.with_suffix(".json").read_text(encoding="utf-8")
    expected = path.with_suffix(".txt")  # where there are problems, a line for each
    places = [f"{each.line}:{each.column} {each.severity} {each.code}" for each in found.problems]
    assert places == (expected.read_text(encoding="utf-8").splitlines() if places else [])
    assert expected.exists() == bool(places)


@pytest.mark.parametrize("path", SHAPES, ids=name_of)
def test_golden_there_and_back(path: Path) -> None:
    found = wp.read(path, on_error="collect")
    assert wp.from_json(found.to_json()) == found
    assert wp.parse(Papers(list(found)).to_markdown(), dialect="weekly") == found
    assert found.to_markdown() == path.read_text(encoding="utf-8")


def test_golden_titles_are_no_other_papers() -> None:
    # In what the golden lists say, 99999 and the like stand in badges, figures and texts only.
    for path in SHAPES:
        for paper in wp.read(path, on_error="collect"):
            for link in paper.links:
                assert not re.search(r"\.9999\d", str(link.arxiv_id))


# -- Any document ----------------------------------------------------------------------------------

_LINKS = st.sampled_from(
    [
        "[Paper](https://arxiv.org/abs/2406.00001)",
        "[[pdf]](https://arxiv.org/pdf/2406.00002v1)",
        "[A Title](https://arxiv.org/abs/2406.00003)",
        "<a href='https://arxiv.org/abs/2406.00004'>x</a>",
        "[![arXiv](https://img.shields.io/badge/2406.99999)](https://arxiv.org/abs/2406.00005)",
        "**[Bold](https://arxiv.org/abs/quant-ph/0201082)**",
        "https://arxiv.org/abs/2406.00006",
        "[Code](#)",
        "[Soon]()",
        "[a](b)",
    ]
)
_WORDS_OF_LISTS = st.sampled_from(
    [
        *("A Title", "**Bold**", "*Ana Ruiz, Bo Li*", "NeurIPS 2023", "2024-06-30", "June 24 - 30"),
        *(
            "`code | pipe`",
            "\\|",
            "|",
            "<br>",
            "1) ",
            "- ",
            "Authors: A. Name",
            "(2024)",
            "24.03.15",
        ),
        *(
            "论文链接：",
            "et al.",
            "null",
            "⭐",
            "[",
            "]",
            "<ins>ICML, 2023</ins>",
            "> ",
            "9/04/24",
            ".",
        ),
        *(
            "<details>",
            "</details>",
            "<summary>June 3 - June 9, 2024</summary>",
            "<td>",
            "</table>",
        ),
    ]
)
_PIECES = st.one_of(_LINKS, _WORDS_OF_LISTS, st.text(max_size=4))
_HEADER = st.sampled_from(
    [
        *("Title", "Paper", "Links", "Date", "Week", "Authors", "Venue", "Code", "Topics", "年份"),
        *("Name", "Category", "Comment", "#", "", "Abstract", "PDF", "Status"),
    ]
)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    headers = draw(st.lists(_HEADER, min_size=2, max_size=5))
    cells = st.lists(_PIECES, max_size=3).map(" ".join)
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=6), max_size=4))
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {_on_line(' | '.join(line))} |" for line in lines)


def _on_line(text: str) -> str:
    return re.sub(r"[\r\n]", " ", text)


_BLOCKS = st.one_of(
    _tables(),
    st.builds(
        "{} {}".format,
        st.sampled_from(["#", "##", "###", "-", "  -", "1.", ">", ""]),
        st.lists(_PIECES, max_size=5).map(" ".join),
    ),
    st.text(st.sampled_from("|-#> \n\t*[]()<>`:a1."), max_size=20),
    _PIECES,
)
_DOCUMENTS = st.lists(_BLOCKS, max_size=8).flatmap(
    lambda blocks: st.sampled_from(["\n", "\n\n", "\r\n\r\n"]).map(lambda end: end.join(blocks))
)


_SHIFTED = """\
| Title | Date | Code |
|---|---|---|
|  | [Paper](https://arxiv.org/abs/2406.00001) | 2024-06-30 | [x](https://arxiv.org/abs/2406.00002)|
"""


@settings(max_examples=examples(300))
@example(_SHIFTED)
@given(_DOCUMENTS)
def test_any_document_is_read(text: str) -> None:
    found = wp.parse(text, on_error="collect")
    assert found.to_markdown() == text
    assert wp.from_json(found.to_json()) == found
    for problem in found.problems:
        lines = markdown.split_lines(text)
        assert problem.line is None or 1 <= problem.line <= max(len(lines), 1)
    if any(problem.severity == "error" for problem in found.problems):
        with pytest.raises(ReadError) as caught:
            wp.parse(text)
        assert caught.value.papers == found


_OPEN_BRACKET = """\
| Title | Title | Title | Title |
| --- | --- | --- | --- |
| [ | https://arxiv.org/abs/2406.00006 A Title |  |  | [Paper](https://arxiv.org/abs/2406.00001) |
"""


@cache
def _figures() -> dict[str, Any]:
    """Return the names of the script that counts the links of rendered lists."""
    return runpy.run_path(str(ROOT / "benchmarks" / "figures.py"))


@settings(max_examples=examples(300))
@example(_OPEN_BRACKET)
@given(_tables())
def test_every_link_of_a_row_to_arxiv_is_one_of_the_paper(text: str) -> None:
    page = _figures()["Page"]()
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_SOURCEPOS
    page.feed(cmark.github_flavored_markdown_to_html(text, options))
    for paper in wp.parse(text, on_error="collect"):
        assert paper.origin
        if paper.origin.columns:
            read = {link.arxiv_id.id for link in paper.links if link.arxiv_id}
            assert page.rows.get(paper.origin.line, set()) <= read


REFERENCES = """\
# Papers

| Title    | Date       | Links                  |
|----------|------------|------------------------|
| [One][1] | 2024-06-30 | [PDF][one], [Code][], [Demo][none] |

## Bullets

- [Two][ Two  Papers ], ICLR 2025 [[code]]
- [Three][nowhere]

[1]: https://arxiv.org/abs/2406.15319
[one]: <https://arxiv.org/pdf/2406.15319> "The PDF"
[code]: https://github.com/a/b
[two papers]: https://arxiv.org/abs/2406.14550
"""


def test_links_by_reference_lead_to_what_the_document_defines() -> None:
    one, two = wp.parse(REFERENCES)
    assert (one.title, [(link.label, link.url) for link in one.links], dict(one.extra)) == (
        "One",
        [
            ("One", "https://arxiv.org/abs/2406.15319"),
            ("PDF", "https://arxiv.org/pdf/2406.15319"),
            ("Code", "https://github.com/a/b"),
        ],
        {"links": "Demo][none"},
    )
    assert (two.title, two.venue, [link.url for link in two.links]) == (
        "Two",
        "ICLR",
        ["https://arxiv.org/abs/2406.14550", "https://github.com/a/b"],
    )
    assert wp.parse(REFERENCES).to_markdown() == REFERENCES


# -- Batches -----------------------------------------------------------------------------------

TABLE = """\
| Title | Paper |
|---|---|
| {title} | https://arxiv.org/abs/{number} |
"""


def batches(text: str, file: str | None = None, dialect: str | None = None) -> list[Batch]:
    return list(read_document(text.splitlines(), file, dialect, {}))


def codes(text: str, dialect: str | None = None) -> list[tuple[str, int | None]]:
    parts = batches(text, dialect=dialect)
    return [(problem.code, problem.line) for part in parts for problem in part.problems]


def test_rows_are_returned_as_soon_as_they_are_read() -> None:
    def lines() -> Iterator[str]:
        yield from ("## June 30, 2024", "", "| Title | Paper |", "|---|---|")
        yield "| One | https://arxiv.org/abs/2406.00001 |"
        yield from ("", "## June 23, 2024", "", "| Title | Paper |", "|---|---|")
        yield "| Two | https://arxiv.org/abs/2406.00002 |"
        seen.append("end")

    seen: list[str] = []
    for batch in read_document(lines(), None, None, {}):
        seen += [paper.title for paper in batch.papers]
    assert seen == ["One", "end", "Two"]


def test_papers_below_a_heading_without_a_year_wait_for_the_end() -> None:
    text = "## Jun 24 - Jun 30\n\n{}\n## Jun 17 - Jun 23\n\n{}"
    first = TABLE.format(title="One", number="2406.00001")
    *parts, about, _ = batches(text.format(first, TABLE.format(title="Two", number="2406.00002")))
    weeks = [(paper.title, str(paper.week)) for part in parts for paper in part.papers]
    assert weeks == [("One", "2024-06-30"), ("Two", "2024-06-23")]
    assert [problem.message for problem in about.problems] == [
        "the year is not written; it must be 2024, by the months of its arXiv identifiers"
    ] * 2


def test_an_uncertain_year_is_a_problem() -> None:
    text = "## May 22 - 28\n\n" + TABLE.format(title="One", number="2401.00001").replace(
        "https://arxiv.org/abs/2401.00001", "https://example.org/one.pdf"
    )
    parts = batches(text)
    problems = [problem for part in parts for problem in part.problems]
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [
        ("no-year", "warning", 1)
    ]
    assert [paper.week for part in parts for paper in part.papers] == [None]


ROWS = "".join(f"| A title | https://arxiv.org/abs/2406.{n:05} |\n" for n in range(1, 21))
ITEM = "- [A survey](https://arxiv.org/abs/2406.99999)\n"


def titles_of(text: str, dialect: str | None = None) -> list[str]:
    return [paper.title for part in batches(text, dialect=dialect) for paper in part.papers]


def test_bullets_beside_large_tables_are_read() -> None:
    table = "\n| Title | Paper |\n|---|---|\n" + ROWS
    assert titles_of(f"## Surveys\n\n{ITEM}{table}")[0] == "A survey"
    assert codes(f"## Surveys\n\n{ITEM}{table}") == []


@pytest.mark.parametrize("heading", ["Highlights of our lab", "🔥 Our papers", "Recent Updates"])
def test_selections_and_news_beside_tables_are_skipped(heading: str) -> None:
    table = "\n| Title | Paper |\n|---|---|\n" + ROWS
    text = f"# A list\n\n## {heading}\n\n{ITEM}\n## Papers\n{table}"
    assert codes(text) == [("other-item", 5)]
    assert titles_of(text) == ["A title"] * 20
    assert titles_of(text, dialect="bullets") == ["A survey"]
    assert titles_of(f"# A list\n\n## {heading}\n\n{ITEM}") == ["A survey"]


def test_footnotes_are_no_papers() -> None:
    text = f"| Title | Paper |\n|---|---|\n{ROWS}\n[^a]: [A survey](https://arxiv.org/abs/1)\n"
    assert titles_of(text) == ["A title"] * 20
    assert codes(text) == [("other-item", 24)]


def test_tables_of_something_else() -> None:
    text = "| Model | Score |\n|---|---|\n| a | 1 |\n"
    assert codes(text) == [("other-table", 1), ("no-papers", 1)]
    assert codes(text, dialect="bullets") == [("other-table", 1), ("no-papers", 1)]


def test_columns_without_a_table() -> None:
    lines = NumberedLines(TABLE.format(title="One", number="2406.00001"))
    *_, last = read_document(lines, None, None, {"Titel": "title"})
    (problem,) = last.problems
    assert problem.code == "no-such-column"
    assert "'Titel'" in problem.message
    assert "'Title'" in problem.message


def test_the_name_of_the_file_dates_papers() -> None:
    text = TABLE.format(title="One", number="2406.00001")
    (paper,) = batches(text, "papers-2024-W26.md")[0].papers
    assert str(paper.week) == "2024-06-30"
