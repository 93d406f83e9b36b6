from __future__ import annotations

from typing import Any

import pytest

from weeklypapers import Category, InvalidValueError, Paper, Papers
from weeklypapers.plotting import bars, rankings
from weeklypapers.plotting.rankings import Ranked, Ranking
from weeklypapers.testing import make_paper, make_record


def test_authors_are_counted_once_a_paper() -> None:
    names = [["Ada", "Émilie"], ["Émilie", "Emilie "], ["Zoë"], ["ADA"]]
    papers = Papers(
        make_paper(f"2406.0000{at}", listed_authors=listed) for at, listed in enumerate(names)
    )

    ranking = rankings.rank(Papers([*papers, papers[0], Paper(title="No one's")]), "author", n=2)

    assert ranking.counts == (("Ada", 2), ("Émilie", 2))
    assert (ranking.groups, ranking.covered, ranking.papers) == (3, 3, 4)
    assert (ranking.tied, ranking.left_out, ranking.incomplete) == (0, 1, 0)
    assert rankings.rank(papers, "author", n=1).tied == 1


def ranked(key: Ranked, *values: Any, n: int = 15) -> tuple[tuple[str, int], ...]:
    field = {"topic": "topics", "category": "category", "venue": "venue"}[key]
    papers = [Paper(title=str(at), **{field: value}) for at, value in enumerate(values)]
    return rankings.rank(papers, key, n=n).counts


def test_values_are_ranked() -> None:
    assert ranked("venue", "ACL", None, "EMNLP", "ACL") == (("ACL", 2), ("EMNLP", 1))
    assert ranked("topic", ["A > B", "C"], ["C"], []) == (("C", 2), ("B", 1))
    assert ranked("category", Category(code="cs.CL"), None) == (
        ("Computation and Language (cs.CL)", 1),
    )
    assert ranked("venue", "b", "a", "C") == (("a", 1), ("b", 1), ("C", 1))


def test_arxivs_category_replaces_a_missing_one() -> None:
    papers = [make_paper(category=None, arxiv=make_record())]
    assert rankings.rank(papers, "category", n=1).counts[0][1] == 1


def test_a_paper_counts_once_for_all_entries() -> None:
    papers = [make_paper(venue="ACL"), make_paper(venue="ACL"), make_paper(venue="EMNLP")]
    assert rankings.rank(papers, "venue", n=5).counts == (("ACL", 1), ("EMNLP", 1))


@pytest.mark.parametrize("key", ["topic", "category", "venue", "author"])
def test_a_list_without_values_raises(key: Ranked) -> None:
    with pytest.raises(InvalidValueError, match=r"^there is nothing to plot: no paper has a"):
        rankings.rank([Paper(title="One")], key, n=5)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "15 of 43 venues, with 388 of 449 papers; 2 more have 3 papers"),
        ({"tied": 1}, "15 of 43 venues, with 388 of 449 papers; 1 more has 3 papers"),
        ({"groups": 15, "covered": 449, "tied": 0}, "15 venues, with 449 papers"),
    ],
)
def test_the_subtitle_counts_what_is_drawn(changes: dict[str, int], expected: str) -> None:
    values = {"groups": 43, "covered": 388, "tied": 2} | changes
    counts = tuple((f"Venue {at}", 17 - at) for at in range(15))
    ranking = Ranking(key="venue", counts=counts, papers=449, left_out=0, incomplete=0, **values)
    assert bars.ranked(ranking) == [expected]


def test_one_group_is_singular() -> None:
    counts = (("Ada", 2),)
    ranking = Ranking(
        key="author", counts=counts, groups=1, covered=2, papers=2, tied=0, left_out=1, incomplete=2
    )
    assert bars.ranked(ranking) == [
        "1 author, with 2 papers",
        "The list names only some authors of 2 papers",
        "Left out: 1 paper without authors",
    ]
