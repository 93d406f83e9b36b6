"""Lists of every shape: golden pairs as a list's curator could write them, and the real lists."""

from __future__ import annotations

import re
import runpy
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from weeklypapers import Paper, Papers, ReadError, markdown
from weeklypapers.testing import ArxivServer, make_record

GOLDEN = Path(__file__).parent / "golden"
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


# -- Real lists --------------------------------------------------------------------------------

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the folder of real lists is not there")
LISTS = sorted(path for path in DATA.rglob("*.md") if path.name != "README.md")


@cache
def _figures() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "benchmarks" / "figures.py"))


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """The names of the script that counts what is in lists."""
    return _figures()


@needs_data
def test_the_page_of_real_lists_says_what_the_script_prints(figures: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "concepts" / "real-lists.md").read_text(encoding="utf-8")
    printed = figures["table"](map(figures["measure"], figures["lists"](DATA)))
    assert f"\n\n{printed}\n\n" in page


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_nothing_of_a_real_list_is_silently_gone(path: Path, figures: dict[str, Any]) -> None:
    found = figures["measure"](path)
    if found.shape == "tables":
        assert len(found.rows) == len(found.papers) + found.unlisted
        read = found.read_by_line
        assert {line: read.get(line, set()) for line in found.rows} == found.rows
    else:
        assert set().union(*found.read_by_line.values()) == found.ids
    for paper in found.papers:
        assert paper.origin
        assert paper.title.strip()
    assert Papers(list(found.papers)).to_markdown()


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists_there_and_back(path: Path) -> None:
    found = wp.read(path, on_error="collect")
    assert wp.from_json(found.to_json()) == found
    assert wp.parse(Papers(list(found)).to_markdown(), dialect="weekly") == found
    assert found.to_markdown() == path.read_text(encoding="utf-8")


WEEKS = ("2024-04-07", "2024-06-30")  # of the weekly table


@pytest.fixture(scope="module")
def behind() -> Papers:
    """The list from which the weekly table was made."""
    return wp.read(DATA / "ml-papers-of-the-week.md")


@pytest.fixture(scope="module")
def weekly() -> Papers:
    """The weekly table."""
    return wp.read(DATA / "weekly-papers.md")


@needs_data
class TestListBehindTheWeeklyTable:
    def test_every_row_is_a_paper_with_its_week(self, behind: Papers) -> None:
        assert len(behind) == 260
        assert all(paper.week and paper.week.weekday() == 6 for paper in behind)
        assert all(len(week) == 10 for week in behind.weeks)
        assert all(paper.links for paper in behind)

    def test_every_title_is_short_and_parted_from_its_summary(self, behind: Papers) -> None:
        for paper in behind:
            assert paper.origin
            cell = paper.origin.text.split("|")[1]
            assert len(paper.title) < 100
            assert not re.match(r"\d+\)|[-–—*]", paper.title)
            assert not re.match(r"[-–—:*]", paper.abstract or "x")
            words = " ".join(re.findall(r"\w+", f"{paper.title} {paper.abstract or ''}"))
            plain = re.sub(r"<[^<>]*>|\]\([^()]*\)", "", cell)
            assert words == " ".join(re.findall(r"\w+", re.sub(r"^\s*\d+\)", "", plain)))

        assert sum(paper.abstract is None for paper in behind) == 2

    def test_years_that_are_not_written(self, behind: Papers) -> None:
        inferred = [problem for problem in behind.problems if problem.code == "inferred-year"]
        assert len(inferred) == 5
        years = {
            problem.line: int(re.search(r"must be (\d{4})", problem.message)[1])  # type: ignore[index]
            for problem in inferred
        }
        assert set(years.values()) == {2023}
        weeks = [week.ending for week in behind.weeks]
        assert weeks == sorted(weeks, reverse=True)
        for paper in behind:
            if paper.arxiv_id and paper.week:
                listed = (paper.arxiv_id.year, paper.arxiv_id.month)
                assert listed <= (paper.week.year, paper.week.month)

    def test_its_arxiv_papers_are_those_of_the_table(self, behind: Papers, weekly: Papers) -> None:
        part = behind.filter(since=WEEKS[0], until=WEEKS[1])
        assert [week.ending for week in part.weeks] == [week.ending for week in weekly.weeks]
        for week in part.weeks:
            ids = [paper.arxiv_id for paper in week if paper.arxiv_id]
            table = [paper.arxiv_id for paper in weekly.week(week.ending).papers if paper.arxiv_id]
            assert sorted(map(str, ids)) == sorted(map(str, table))

    def test_the_table_is_built_anew_from_it_alone(self, behind: Papers, weekly: Papers) -> None:
        part = behind.filter(since=WEEKS[0], until=WEEKS[1])
        listed = Papers([paper for paper in part if paper.arxiv_id])
        with ArxivServer(map(_record_of, weekly)) as server, opened(server) as client:
            built = listed.enrich(client).canonical()
            assert len(server.requests) == 1
        # The table has the papers of a week in an order of its own; built are those of the list.
        assert [paper.title for paper in built] == [_same(weekly, each).title for each in listed]
        assert [week.ending for week in built.weeks] == [week.ending for week in weekly.weeks]
        for week in weekly.weeks:
            papers = built.week(week.ending).papers
            assert sorted(map(_facts, papers)) == sorted(map(_facts, week))
            assert sorted(_rows(papers.to_markdown())) == sorted(_rows(week.papers.to_markdown()))


def opened(server: ArxivServer) -> wp.ArxivClient:
    """A client of the server, without waits and without a cache."""
    return wp.ArxivClient(cache=None, min_interval=0, url=server.url)


def _record_of(paper: Paper) -> wp.ArxivRecord:
    assert paper.arxiv_id
    assert paper.category
    return make_record(
        paper.arxiv_id,
        title=paper.title,
        abstract=paper.abstract or "None.",
        primary_category=paper.category,
        categories=[paper.category],
    )


def _same(papers: Papers, other: Paper) -> Paper:
    assert other.arxiv_id
    return papers.get(other.arxiv_id)


def _facts(paper: Paper) -> tuple[str, ...]:
    assert paper.link
    return (str(paper.week), str(paper.category), paper.title, paper.link.url)


def _rows(table: str) -> list[str]:
    """The rows without the padding of their cells."""
    return [re.sub(r" +\|", " |", row) for row in table.split("\n")[2:]]


# -- Any list ----------------------------------------------------------------------------------

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


_LINK = "(https://arxiv.org/abs/2406.00001)"


@pytest.mark.parametrize(
    "text",
    [
        "- T " + f"[a]{_LINK} " * 5000,
        "- T " + f"*a* [b]{_LINK} " * 5000,
        "- **T** " + "Aa Bb, " * 5000 + f" 2020 [p]{_LINK}",
        "- " + '"' * 20_000 + f" [p]{_LINK}",
        "- " + "Aa Bb " * 5000 + f'"quoted title" [p]{_LINK}',
        "- " + "Aa. Bb. " * 5000 + f"[p]{_LINK}",
        "- " + "a | " * 5000 + f"[p]{_LINK}",
        "- " + "**Link:** a " * 5000 + f"[p]{_LINK}",
        "- " + "x **b** " * 5000 + f"[p]{_LINK}",
        "- T, " + "Aa Bb and " * 5000 + f"et al. [p]{_LINK}",
        f"| Paper | Links |\n|--|--|\n| **T** {' - ' * 5000} | [p]{_LINK} |",
        f"| Paper | Links |\n|--|--|\n| **T** {f'[p]{_LINK} ' * 5000} | [p]{_LINK} |",
        f"<details>\n<summary>2024-01-01</summary>\n\n- [a b]{_LINK}\n\n" + "</details>\n" * 5000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_items(text: str) -> None:
    start = time.process_time()
    wp.parse(text, on_error="collect")
    assert time.process_time() - start < 5


def test_a_bare_link_is_a_paper_in_a_list_as_in_a_table() -> None:
    listed = wp.parse(
        "# Papers\n\n- https://arxiv.org/abs/2406.15319\n- [2406.14550](https://arxiv.org/pdf/2406.14550)\n"
        "- <https://arxiv.org/abs/2406.13121v1>\n- https://example.org/page\n",
        on_error="collect",
    )
    assert [paper.title for paper in listed] == [
        "https://arxiv.org/abs/2406.15319",
        "2406.14550",
        "https://arxiv.org/abs/2406.13121v1",
    ]
    assert [problem.code for problem in listed.problems] == ["other-item"]


def test_italics_behind_a_title_are_a_venue_only_if_they_look_like_one() -> None:
    one, other = wp.parse(
        "- **LongRAG**: *Enhancing retrieval* [[Paper](https://arxiv.org/abs/2406.15319)]\n"
        "- **A first title** *Journal of Long Documents* [[Paper](https://arxiv.org/abs/2406.14550)]\n"
    )
    assert (one.title, one.venue, one.comment) == ("LongRAG", None, "Enhancing retrieval")
    assert (other.title, other.venue) == ("A first title", "Journal of Long Documents")


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
