from __future__ import annotations

from datetime import date, timedelta

import pytest

from support.charts import SUNDAY, listed, submitted
from weeklypapers import (
    Papers,
    PartialDate,
)
from weeklypapers.plotting import counts
from weeklypapers.plotting.periods import Unit
from weeklypapers.testing import make_paper, make_papers, make_record


def test_papers_are_counted_by_week_and_category() -> None:
    before = SUNDAY - timedelta(days=7)
    papers = listed((SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (before, "stat.ML"), (before, "cs.CL"))
    twice = Papers([*papers, papers[0], make_paper("2405.00001", week=None)])

    table = counts.tally(twice, by=None, unit="week", top=1)

    language, rest = "Computation and Language (cs.CL)", "Other (2 categories)"
    assert table.by == "category"
    assert table.names == (language, rest)
    assert table.days == (before, SUNDAY)
    assert table.counts == {
        (before, language): 1,
        (before, rest): 1,
        (SUNDAY, language): 1,
        (SUNDAY, rest): 1,
    }
    assert (table.papers, table.left_out) == (4, 1)


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("2024-06-24", "week", date(2024, 6, 30)),
        ("2024-06-30", "week", date(2024, 6, 30)),
        ("2024-07-01", "week", date(2024, 7, 7)),
        ("2024-06", "month", date(2024, 6, 1)),
        ("2024", "year", date(2024, 1, 1)),
    ],
)
def test_listed_dates_replace_missing_weeks(written: str, unit: Unit, expected: date) -> None:
    papers = listed((None, "cs.CL"), listed_date=PartialDate.parse(written))

    assert counts.tally(papers, by=None, unit=unit, top=1).days == (expected,)


def test_papers_without_a_group_come_last() -> None:
    papers = listed((SUNDAY, None), (SUNDAY, None), (SUNDAY, "cs.CL"))

    names = counts.tally(papers, by="category", unit="week", top=3).names

    assert names == ("Computation and Language (cs.CL)", "No category")


def test_arxivs_category_replaces_a_missing_one() -> None:
    papers = Papers([make_paper(category=None, arxiv=make_record())])

    assert counts.tally(papers, by=None, unit="week", top=1).names == (
        "Computation and Language (cs.CL)",
    )


def test_topics_go_by_the_end_of_their_path_if_that_is_enough() -> None:
    topics = ["A > Code", "A > Data", "B > Data"]
    papers = Papers([make_paper(f"2406.0000{at}", topics=[t]) for at, t in enumerate(topics)])

    names = counts.tally(papers, by="topic", unit="week", top=3).names

    assert names == ("Code", "A > Data", "B > Data")


def test_groups_of_the_same_size_are_in_listed_order() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"))

    names = counts.tally([*papers, papers[0]], by="category", unit="week", top=2).names

    assert names == ("Machine Learning (cs.LG)", "Computation and Language (cs.CL)")


def test_a_paper_counts_once_a_week_in_the_group_of_its_first_entry() -> None:
    first = make_paper(week=SUNDAY, topics=["A"])
    again = make_paper(week=SUNDAY, topics=["B"])
    other_week = make_paper(week=SUNDAY - timedelta(days=7), topics=["B"])

    tally = counts.tally([first, again, other_week], by="topic", unit="week", top=2)

    assert tally.counts == {(SUNDAY, "A"): 1, (SUNDAY - timedelta(days=7), "B"): 1}
    assert tally.papers == 1


def words(papers: Papers, *searched: str) -> dict[str, int]:
    tests = counts.with_words(searched)
    tally = counts.marked(papers, tests, unit="week", missing="a word")
    return {name: tally.size(name) for name in tally.groups}


def test_whole_words_are_found_in_title_and_abstract() -> None:
    titles = ["An Agent", "Agents of change", "Reagent", "The agent-based Été", "智能体检索增强"]
    papers = Papers(
        make_paper(
            f"2406.0000{at}", title=title, abstract="RAG: long\ncontext" if at == 0 else None
        )
        for at, title in enumerate(titles)
    )

    assert words(papers, "agent", "agent*", "ete", "Long  context", "检索", "rag") == {
        "agent": 2,
        "agent*": 3,
        "ete": 1,
        "Long context": 1,
        "检索": 1,
        "rag": 1,
    }


def test_a_paper_with_several_entries_has_the_words_of_all() -> None:
    papers = [make_paper(title="Cats"), make_paper(title="Dogs")]
    tally = counts.marked(papers, counts.with_words(["cats", "dogs"]), unit="week", missing="")
    assert (tally.size("cats"), tally.size("dogs"), tally.listings, tally.papers) == (1, 1, 1, 1)


def test_papers_with_code_are_counted() -> None:
    papers = [*submitted(0, 1), *make_papers(4)[2:], make_paper("2407.00009", week=None)]

    tally = counts.marked(papers, counts.with_code(), unit="month", missing="")

    assert (tally.size("With code"), tally.totals.total(), tally.left_out) == (2, 4, 1)


def test_a_paper_counts_once_in_its_first_week() -> None:
    first, second = SUNDAY - timedelta(days=7), SUNDAY
    papers = [make_paper(week=second, topics=["B"]), make_paper(week=first, topics=["A"])]

    tally = counts.tally(papers, by="topic", unit="week", top=2, once=True)

    assert tally.counts == {(first, "A"): 1}


def test_long_names_of_venues_stay_distinct() -> None:
    venues = [f"Proceedings of the Conference on Methods in Language Processing: {n}" for n in "AB"]
    papers = [make_paper(f"2406.0000{at}", venue=venue) for at, venue in enumerate(venues)]

    names = counts.tally(papers, by="venue", unit="week", top=2).names

    assert all(len(name) <= counts.GROUP_LENGTH for name in names)
    assert [name[-1] for name in names] == ["A", "B"]
