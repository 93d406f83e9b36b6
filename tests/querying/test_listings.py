from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html

import weeklypapers as wp
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivId,
    Author,
    InvalidValueError,
    Lags,
    NotFoundError,
    Overlap,
    Paper,
    Papers,
    Relisted,
)
from weeklypapers.model.dates import PartialDate
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

JUNE_16, JUNE_23, JUNE_30 = date(2024, 6, 16), date(2024, 6, 23), date(2024, 6, 30)

NEW = make_paper("2406.00003", week=JUNE_30)
AGAIN = make_paper("2406.00002v2", week=JUNE_30, title="Second, revised")
SECOND = make_paper("2406.00002", week=JUNE_23)
SAME_WEEK = make_paper("2406.00002", week=JUNE_23, topics=["Other"])
FIRST = make_paper("2406.00001", week=JUNE_16)
UNDATED = make_paper("2406.00004", week=None)
PAPERS = Papers([NEW, AGAIN, SECOND, SAME_WEEK, FIRST, UNDATED])


def dated(arxiv_id: str, *when: int, **fields: Any) -> Paper:
    """Return a paper with a listed day, month or year."""
    return make_paper(arxiv_id, week=None, listed_date=PartialDate(*when), **fields)


# -- Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2406.00002", JUNE_23),
        ("2406.00002v7", JUNE_23),
        ("https://arxiv.org/abs/2406.00002v1", JUNE_23),
        (ArxivId("2406.00003"), JUNE_30),
        (AGAIN, JUNE_23),
        (FIRST, JUNE_16),
    ],
)
def test_first_listed(asked: Paper | ArxivId | str, day: date) -> None:
    assert PAPERS.first_listed(asked) == day


def test_first_listed_uses_the_listed_date() -> None:
    papers = Papers([dated("2406.00001", 2024, 6), dated("2406.00001", 2024, 7, 2)])

    assert papers.first_listed("2406.00001") == JUNE_30
    assert papers[1:].first_listed("2406.00001") == date(2024, 7, 2)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("2406.00009", r"^the list has no paper 2406.00009. Nearest: 2406.0000\d\.$"),
        (Paper(title="other"), r"^the list has no paper 'other'\.$"),
        (UNDATED, r"^the list has no date for 'On 2406.00004'\.$"),
        ("2406.00004", r"^the list has no date for 'On 2406.00004'\.$"),
    ],
)
def test_a_paper_that_was_never_listed(asked: Paper | str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        PAPERS.first_listed(asked)


@pytest.mark.parametrize("asked", ["no identifier", 7])
def test_values_that_identify_no_paper(asked: Any) -> None:
    with pytest.raises(InvalidValueError):
        PAPERS.first_listed(asked)
    with pytest.raises(InvalidValueError):
        PAPERS.related(asked)


def test_relisted() -> None:
    (again,) = PAPERS.relisted()

    assert again.papers == Papers([SECOND, SAME_WEEK, AGAIN])
    assert again.days == (JUNE_23, JUNE_30)


def test_entries_that_may_be_of_the_same_day_are_not_relisted() -> None:
    month, year = dated("2406.00001", 2024, 6), dated("2406.00001", 2023)
    day, other = dated("2406.00001", 2024, 6, 2), dated("2406.00001", 2024, 6, 9)

    assert Papers([month, year, day]).relisted() == ()
    assert Papers([other, month, day]).relisted()[0].papers == Papers([day, other])


# -- New ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (JUNE_30, []),
        (JUNE_23, [NEW]),
        ("2024-06-23", [NEW]),
        ("2024-W25", [NEW]),
        ("2024-06-22", [NEW, SECOND]),
        ("2024-W01", [NEW, SECOND, FIRST]),
    ],
)
def test_new_after(day: date | str, expected: list[Paper]) -> None:
    assert PAPERS.new_after(day) == Papers(expected)


def test_new_after_requires_dates_after_the_day() -> None:
    papers = Papers([dated("2406.00001", 2024, 6), dated("2406.00002", 2024, 7)])

    assert papers.new_after("2024-06-15") == papers.new_after(JUNE_30) == papers[1:]
    assert Papers([*papers, make_paper("2406.00002", week=None)]).new_after(JUNE_30) == Papers()


def test_a_day_is_not_after_itself() -> None:
    assert PAPERS.new_after(JUNE_16) == PAPERS.new_after("2024-W24") == Papers([NEW, SECOND])
    assert FIRST in PAPERS.filter(since=JUNE_16)


def test_new_after_a_wrong_day() -> None:
    with pytest.raises(InvalidValueError, match=r"^day must be a day .* got 'June'$"):
        PAPERS.new_after("June")


def test_new_after_a_week_or_a_month() -> None:
    week = PAPERS.newest_week

    assert PAPERS.new_after(week) == PAPERS.new_after(week.ending) == Papers()
    assert PAPERS.new_after("1999-12") == PAPERS.new_after("1999-12-31")
    assert PAPERS.new_after(1999) == PAPERS.new_after("1999-12-31")


# -- Lags --------------------------------------------------------------------------------------


def submitted(paper: Paper, *when: int) -> Paper:
    record = make_record(paper.arxiv_id or "", published=datetime(*when, tzinfo=UTC))  # type: ignore[misc, arg-type]
    return make_paper(record.id, week=paper.week, arxiv=record)


def test_lags() -> None:
    late = submitted(NEW, 2024, 6, 20, 23, 59)
    early = submitted(FIRST, 2024, 6, 17, 0, 1)
    month = dated("2406.00005", 2024, 7, arxiv=make_record("2406.00005"))

    lags = Papers([late, submitted(AGAIN, 2024, 6, 21), SECOND, early, UNDATED, month]).lags()

    assert [(lag.paper, lag.days) for lag in lags.known] == [(late, 10), (SECOND, 2), (early, -1)]
    assert lags.unknown == Papers([UNDATED, month])
    assert lags.median == 2


def test_no_lags() -> None:
    assert PAPERS.lags().median is None
    assert len(PAPERS.lags().unknown) == 4


# -- Overlap -----------------------------------------------------------------------------------


def test_overlap() -> None:
    other = Papers([make_paper("2406.00009"), SECOND, make_paper("2406.00001v3"), SECOND])

    overlap = PAPERS.overlap(other)

    assert overlap.both == Papers([AGAIN, FIRST])
    assert overlap.only_here == Papers([NEW, UNDATED])
    assert overlap.only_there == other[:1]
    assert overlap.share == 2 / 5
    assert Papers().overlap([]).share == 0


# -- Authors -----------------------------------------------------------------------------------


def by(arxiv_id: str, week: date | None, *names: str) -> Paper:
    return make_paper(arxiv_id, week=week, listed_authors=names)


def test_returning_authors() -> None:
    papers = Papers(
        [
            by("2406.00001", JUNE_30, "Émilie du Châtelet", "Ada Lovelace", "Alan Turing"),
            by("2406.00002", JUNE_30, "Alan Turing"),
            by("2406.00003", JUNE_23, "ADA  lovelace", "Ada Lovelace"),
            by("2406.00002", JUNE_23, "Alan Turing"),
            by("2406.00004", JUNE_16, "Ada Lovelace", "Emilie du Chatelet"),
            by("2406.00005", None, "Grace Hopper"),
            by("2406.00006", None, "Grace Hopper"),
        ]
    )

    first, second, third = papers.returning_authors()

    assert (first.name, first.weeks) == ("Ada Lovelace", ("2024-W24", "2024-W25", "2024-W26"))
    assert first.papers == Papers([papers[0], papers[2], papers[4]])
    # One of the two papers of week 26 was first listed a week before.
    assert (second.name, second.weeks) == ("Émilie du Châtelet", ("2024-W24", "2024-W26"))
    assert (third.name, third.weeks) == ("Alan Turing", ("2024-W25", "2024-W26"))
    assert papers.returning_authors(min_weeks=3) == (first,)
    assert papers.returning_authors(min_weeks=1) == (first, second, third)


@pytest.mark.parametrize("min_weeks", [0, 1.5, True, "2"])
def test_wrong_numbers_of_weeks(min_weeks: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^min_weeks must be a positive integer, got "):
        PAPERS.returning_authors(min_weeks=min_weeks)


def test_arxivs_authors_count_where_there_is_a_record() -> None:
    record = make_record("2406.00001", authors=[Author(name="Grace Hopper")])
    papers = Papers(
        [
            make_paper("2406.00001", week=JUNE_30, listed_authors=["G. H."], arxiv=record),
            by("2406.00002", JUNE_23, "Grace Hopper"),
        ]
    )

    assert [author.name for author in papers.returning_authors()] == ["Grace Hopper"]


# -- Related -----------------------------------------------------------------------------------


def test_related() -> None:
    def titled(arxiv_id: str, title: str) -> Paper:
        return make_paper(arxiv_id, title=title, abstract=None)

    paper = titled("2406.00001", "Retrieval for the long context")
    near = titled("2406.00002", "The retrieving of long contexts")
    far = titled("2406.00003", "The agents of the context")
    other = titled("2406.00004", "Molecules in 2024")
    again = titled("2406.00001v2", "Retrieval for the long context, revised")
    papers = Papers([again, far, other, near, paper])

    hits = papers.related(paper)

    assert hits.papers == Papers([near, far])
    assert papers.related("2406.00001v1") == papers.related("2406.00001")
    assert papers.related("2406.00001").papers == hits.papers
    assert papers.related(paper, limit=1) == hits[:1]
    assert papers.related(titled("2406.00009", "Molecules")).papers == Papers([other])
    assert papers.related(titled("2406.00009", "Zebras in 2024")).papers == Papers([other])
    assert papers.related(Paper(title="2024")) == []
    (title,) = {hits[0].texts["title"][start:end] for start, end in hits[0].matches["title"][-1:]}
    assert title == "contexts"


def test_related_to_nothing_listed() -> None:
    with pytest.raises(NotFoundError, match=r"^the list has no paper 2406.00009"):
        PAPERS.related("2406.00009")
    with pytest.raises(InvalidValueError, match=r"^limit must be a non-negative integer or None"):
        PAPERS.related(FIRST, limit=-1)


# -- Views of answers --------------------------------------------------------------------------


LATE = submitted(NEW, 2024, 6, 20)
ENRICHED = Papers([LATE, submitted(FIRST, 2024, 6, 15), UNDATED])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ENRICHED.lags(), "<Lags: 3 papers, median 5.5 days, 1 unknown>"),
        (ENRICHED[1:2].lags(), "<Lags: 1 paper, median 1 day, 0 unknown>"),
        (Papers([UNDATED]).lags(), "<Lags: 1 paper, 1 unknown>"),
        (PAPERS.overlap([FIRST]), "<Overlap: 1 in both, 3 only here, 0 only there>"),
        (PAPERS.relisted()[0], "<Relisted: 'On 2406.00002' on 2024-06-23, 2024-06-30>"),
        (Relisted(papers=Papers(), days=(JUNE_30,)), "<Relisted: 2024-06-30>"),
        (
            Papers([by("2406.00001", JUNE_30, "Ada\nLovelace")]).returning_authors(min_weeks=1)[0],
            "<ReturningAuthor: 'Ada Lovelace', 1 paper in 1 week>",
        ),
    ],
)
def test_repr(value: object, text: str) -> None:
    assert repr(value) == text


def cells(value: Lags | Overlap) -> list[list[str]]:
    """Return the texts of a view: the caption, and each row of the table."""
    root = html.fromstring(value._repr_html_())
    return [
        [cell.text_content() for cell in row.xpath("self::caption | th | td")]
        for row in root.xpath("//caption | //tr")
    ]


def test_lags_in_a_notebook() -> None:
    assert cells(ENRICHED.lags()) == [
        ["3 papers, median 5.5 days, 1 unknown"],
        ["Paper", "Listed", "Days"],
        ["2 known"],
        ["On 2406.00003", "2024-06-30", "10"],
        ["On 2406.00001", "2024-06-16", "1"],
        ["1 unknown"],
        ["On 2406.00004", "", ""],
    ]


def test_an_overlap_in_a_notebook() -> None:
    other = make_papers(25)
    shown = cells(Papers([NEW]).overlap(other))

    assert [row for row in shown if len(row) == 1] == [
        ["1 in both, 0 only here, 24 only there"],
        ["1 in both"],
        ["24 only there, 20 of them shown"],
    ]
    assert len(shown) == 4 + 1 + 20
    assert Papers().overlap([])._repr_html_() == "<p>0 in both, 0 only here, 0 only there</p>"


# -- Any list ----------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(paper_lists(), paper_lists())
def test_the_answers_fit_together(papers: Papers, others: Papers) -> None:
    each = papers.merge()
    overlap = papers.overlap(others)
    lags = papers.lags()

    assert len(overlap.both) + len(overlap.only_here) == len(each)
    assert len(papers.merge(others)) == len(each) + len(overlap.only_there)
    assert overlap.share == others.overlap(papers).share
    assert len(lags.known) + len(lags.unknown) == len(each)
    assert len(papers.new_after(date.min)) <= len(each)
    assert papers.new_after(date.max) == Papers()
    for again in papers.relisted():
        assert papers.first_listed(again.papers[0]) <= again.days[0] < again.days[-1]


@needs_data
def test_real_lists() -> None:
    weekly = wp.read(DATA / "weekly-papers.md")
    origin = wp.read(DATA / "ml-papers-of-the-week.md", on_error="collect")
    daily = wp.read(DATA / "lists" / "arxiv-daily.md")

    overlap = weekly.overlap(origin)
    assert (len(overlap.both), len(overlap.only_here)) == (100, 0)
    assert all(weekly.first_listed(paper) == paper.week for paper in weekly)
    assert weekly.relisted() == origin.relisted() == ()
    assert weekly.new_after("2024-W25") == weekly.week("2024-W26").papers
    again = daily.relisted()
    assert len(again) == 26
    assert str(again[0].papers[0].arxiv_id) == str(again[0].papers[1].arxiv_id)
    assert len(daily.merge()) == 8563  # of 9312 entries; nearly all repeats are on the same day
    authors = daily.returning_authors(min_weeks=7)
    assert authors
    assert all(len(author.weeks) >= 7 for author in authors)
