"""Lists of other people, which are not in the repository."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from support.arxiv import opened, record_of
from support.real_lists import DATA, LISTS, needs_data
from weeklypapers import Paper, Papers
from weeklypapers.testing import ArxivServer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """The names of the script that counts what is in lists."""
    return runpy.run_path(str(ROOT / "benchmarks" / "figures.py"))


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
def original() -> Papers:
    """The list from which the weekly table was made."""
    return wp.read(DATA / "ml-papers-of-the-week.md")


@pytest.fixture(scope="module")
def weekly() -> Papers:
    """The weekly table."""
    return wp.read(DATA / "weekly-papers.md")


@needs_data
class TestListBehindTheWeeklyTable:
    def test_every_row_is_a_paper_with_its_week(self, original: Papers) -> None:
        assert len(original) == 260
        assert all(paper.week and paper.week.weekday() == 6 for paper in original)
        assert all(len(week) == 10 for week in original.weeks)
        assert all(paper.links for paper in original)

    def test_every_title_is_short_and_parted_from_its_summary(self, original: Papers) -> None:
        for paper in original:
            assert paper.origin
            cell = paper.origin.text.split("|")[1]
            assert len(paper.title) < 100
            assert not re.match(r"\d+\)|[-–—*]", paper.title)
            assert not re.match(r"[-–—:*]", paper.abstract or "x")
            words = " ".join(re.findall(r"\w+", f"{paper.title} {paper.abstract or ''}"))
            plain = re.sub(r"<[^<>]*>|\]\([^()]*\)", "", cell)
            assert words == " ".join(re.findall(r"\w+", re.sub(r"^\s*\d+\)", "", plain)))

        assert sum(paper.abstract is None for paper in original) == 2

    def test_years_that_are_not_written(self, original: Papers) -> None:
        inferred = [problem for problem in original.problems if problem.code == "inferred-year"]
        assert len(inferred) == 5
        years = {
            problem.line: int(re.search(r"must be (\d{4})", problem.message)[1])  # type: ignore[index]
            for problem in inferred
        }
        assert set(years.values()) == {2023}
        weeks = [week.ending for week in original.weeks]
        assert weeks == sorted(weeks, reverse=True)
        for paper in original:
            if paper.arxiv_id and paper.week:
                listed = (paper.arxiv_id.year, paper.arxiv_id.month)
                assert listed <= (paper.week.year, paper.week.month)

    def test_its_arxiv_papers_are_those_of_the_table(
        self, original: Papers, weekly: Papers
    ) -> None:
        part = original.filter(since=WEEKS[0], until=WEEKS[1])
        assert [week.ending for week in part.weeks] == [week.ending for week in weekly.weeks]
        for week in part.weeks:
            ids = [paper.arxiv_id for paper in week if paper.arxiv_id]
            table = [paper.arxiv_id for paper in weekly.week(week.ending).papers if paper.arxiv_id]
            assert sorted(map(str, ids)) == sorted(map(str, table))

    def test_the_table_is_built_anew_from_it_alone(self, original: Papers, weekly: Papers) -> None:
        part = original.filter(since=WEEKS[0], until=WEEKS[1])
        listed = Papers([paper for paper in part if paper.arxiv_id])
        with ArxivServer(map(record_of, weekly)) as server, opened(server) as client:
            built = listed.enrich(client).canonical()
            assert len(server.requests) == 1
        # The table orders the papers of a week in another way than the list.
        assert [paper.title for paper in built] == [_same(weekly, each).title for each in listed]
        assert [week.ending for week in built.weeks] == [week.ending for week in weekly.weeks]
        for week in weekly.weeks:
            papers = built.week(week.ending).papers
            assert sorted(map(_facts, papers)) == sorted(map(_facts, week))
            assert sorted(_rows(papers.to_markdown())) == sorted(_rows(week.papers.to_markdown()))


def _same(papers: Papers, other: Paper) -> Paper:
    assert other.arxiv_id
    return papers.get(other.arxiv_id)


def _facts(paper: Paper) -> tuple[str, ...]:
    assert paper.link
    return (str(paper.week), str(paper.category), paper.title, paper.link.url)


def _rows(table: str) -> list[str]:
    """The rows without the padding of their cells."""
    return [re.sub(r" +\|", " |", row) for row in table.split("\n")[2:]]
