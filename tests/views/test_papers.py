from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import weeklypapers as wp
from support.arxiv import REPORT
from support.html import page
from support.problems import ERROR, FOUND
from weeklypapers import (
    Category,
    FetchReport,
    Paper,
    Papers,
)
from weeklypapers.display.text import clip
from weeklypapers.model.problems import Problems
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.views.papers import runs


def test_a_list_is_grouped_by_week() -> None:
    read = page(wp.sample())

    assert read.parts["caption"] == ["100 papers in 13 weeks, 2024-06-30 … 2024-04-07"]
    assert [text for text in read.parts["th"] if "Week" in text] == [
        "Week ending 2024-06-30: 7 papers",
        "Week ending 2024-06-23: 6 papers",
        "Week ending 2024-06-16: 8 papers",
        "Week ending 2024-06-09: 8 papers",
        "Week ending 2024-06-02: 9 papers, 1 of them shown",
    ]
    assert (read.scopes.count("row"), read.scopes.count("rowgroup")) == (30, 5)
    assert read.parts["tfoot"] == ["70 more papers not shown"]
    assert read.links[0] == "https://arxiv.org/pdf/2406.15319"


@pytest.mark.parametrize(("count", "rest"), [(30, []), (31, ["1 more paper not shown"])])
def test_a_long_list_notes_the_hidden_papers(count: int, rest: list[str]) -> None:
    read = page(make_papers(count))

    assert read.scopes.count("row") == 30
    assert read.parts["tfoot"] == rest
    assert make_papers(count)._repr_markdown_().count("\n- ") == 30


def test_a_day_without_a_week_is_in_the_week_of_its_day() -> None:
    day = wp.Paper(title="day", listed_date=wp.PartialDate(2024, 6, 26))
    weekly = [wp.Paper(title=title, week=date(2024, 6, 30)) for title in "ab"]

    assert runs(Papers([*weekly, day])) == [(date(2024, 6, 30), 3)]
    assert runs(Papers([day, day])) == [(None, 2)]


def test_mixed_weeks_are_a_column() -> None:
    papers = wp.sample().sort_by("title")[:4]

    rows = page(papers).parts["tr"]

    assert rows[0] == "TitleWeekCategoryLinks"
    assert rows[1].startswith(f"0{papers[0].title}{papers[0].week}")
    assert papers._repr_markdown_().count(f"; {papers[1].week}") == 1


def test_a_list_without_weeks_does_not_mention_weeks() -> None:
    papers = Papers([Paper(title="One", topics=["Scaling"]), Paper(title="Two")])

    assert page(papers).parts["tr"] == ["TitleTopicLinks", "0OneScaling", "1Two"]
    assert papers._repr_markdown_() == "2 papers\n\n- One; Scaling\n- Two"


def test_papers_without_a_week_have_their_own_group() -> None:
    weekless = [make_paper("2405.00001", week=None), make_paper("2405.00002", week=None)]
    papers = Papers([*make_papers(2), *weekless])

    titles = [text for text in page(papers).parts["th"] if ":" in text]
    blocks = papers._repr_markdown_().split("\n\n")

    assert titles == ["Week ending 2024-06-30: 2 papers", "Without a week: 2 papers"]
    assert blocks[1::2] == ["**Week ending 2024-06-30**: 2 papers", "**Without a week**: 2 papers"]
    assert "2405.00001" in blocks[4]


@pytest.mark.parametrize("value", [Papers(), Problems(), FetchReport(), Papers().diff([])])
def test_nothing_is_a_line(value: Any) -> None:
    read = page(value)
    assert read.parts["table"] == []
    assert len(read.parts["p"]) == 1


def test_many_authors_are_counted() -> None:
    paper = make_paper(listed_authors=["A", "B", "C", "D", "E"])

    assert "A, B, C and 2 others" in page(Papers([paper])).text
    assert "A, B, C, D, E" in page(paper).text
    assert "; A, B, C and 2 others; cs.CL" in Papers([paper])._repr_markdown_()


def test_a_paper_has_listed_values_and_those_of_arxiv() -> None:
    record = make_record(
        "2406.00001v2",
        abstract="It " + "is new. " * 100,
        primary_category=Category(code="cs.LG"),
        categories=[Category(code=code) for code in ("cs.LG", "cs.CL", "math.OC")],
        journal_ref="Proc. 2 (2024)",
        doi="10.1000/456#789",
    )
    read = page(make_paper(arxiv=record, listed_authors=["Lovelace"], extra={"Stars": "5"}))

    assert read.parts["tr"] == [
        "AuthorsAda Lovelace, Émilie du Châtelet",
        "Listed authorsLovelace",
        "Week2024-06-30",
        "Categorycs.CL (Computation and Language)",
        "Links2406.00001",
        "AbstractThe listed abstract of 2406.00001.",
        "Stars5",
        "On arXiv2406.00001v2",
        f"arXiv's title{record.title}",
        f"arXiv's abstract{clip(record.abstract, 600)}",
        "Submitted2024-06-01",
        "Updated2024-06-02",
        "arXiv's categorycs.LG (Machine Learning)",
        "Cross-listed incs.CL (Computation and Language), math.OC (Optimization and Control)",
        "arXiv's comment2 pages",
        "Journal referenceProc. 2 (2024)",
        "DOI10.1000/456#789",
    ]
    assert read.links[-1] == "https://doi.org/10.1000/456%23789"


def test_a_paper_has_nothing_of_arxiv_twice() -> None:
    record = make_record()
    listed = ["Ada Lovelace", "Émilie du Châtelet"]
    title = record.title.replace(" ", "\n")
    for abstract in (None, record.abstract):
        paper = make_paper(title=title, abstract=abstract, listed_authors=listed, arxiv=record)
        names = page(paper).parts["th"]
        assert "Abstract" in names
        assert {"arXiv's title", "arXiv's abstract", "Listed authors"}.isdisjoint(names)


LONG = "Long " * 40


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (make_paper(abstract=LONG), "<Paper 2406.00001: 'On 2406.00001'>"),
        (Paper(title="It's\nnew"), '<Paper: "It\'s new">'),
        (Paper(title=LONG), f"<Paper: '{LONG[:69]}…'>"),
        (make_record("2406.00001v2", title="A"), "<ArxivRecord 2406.00001v2: 'A'>"),
        (FOUND, "<Problems: 2 errors, 1 note>"),
        (Problems(), "<Problems: no problems>"),
        (ERROR, "<Problem list.md:4:3: bad-week: expected a day (error)>"),
        (REPORT, "<FetchReport: 25 records, 1 missing, 1 failed, 1 request, 20 cached>"),
        (make_papers(2).diff(make_papers(1)), "<Diff: 0 added, 1 removed, 0 changed>"),
    ],
)
def test_repr(value: object, text: str) -> None:
    assert repr(value) == text


def test_authors_whom_a_list_does_not_name_are_others() -> None:
    paper = Paper(title="One", listed_authors=["Ada Lovelace"], more_authors=True)
    assert "Ada Lovelace</bdi> and others" in paper._repr_html_()
    assert "Ada Lovelace and others" in Papers([paper])._repr_markdown_()
