from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.listed import BARE, LANGUAGE, LEARNING, LISTED, LONGRAG, MAMBA, OWN, PROMPTS
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivId,
    InvalidValueError,
    Paper,
    Papers,
    PartialDate,
)
from weeklypapers.querying.selecting import Key
from weeklypapers.testing.hypothesis import paper_lists

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["week"], [PROMPTS, MAMBA, LONGRAG, BARE]),
        (["month"], [PROMPTS, LONGRAG, MAMBA, BARE]),
        (["year"], [PROMPTS, LONGRAG, MAMBA, BARE]),
        (["category"], [LONGRAG, MAMBA, PROMPTS, BARE]),
        (["author"], [LONGRAG, PROMPTS, MAMBA, BARE]),
        (["title"], [PROMPTS, BARE, LONGRAG, MAMBA]),
        (["arxiv_id"], [LONGRAG, MAMBA, PROMPTS, BARE]),
        (["published"], [MAMBA, LONGRAG, PROMPTS, BARE]),
        (["updated"], [MAMBA, LONGRAG, PROMPTS, BARE]),
        (["year", "title"], [PROMPTS, LONGRAG, MAMBA, BARE]),
        (["year", "week"], [PROMPTS, MAMBA, LONGRAG, BARE]),
        ([lambda paper: -len(paper.title)], [LONGRAG, MAMBA, PROMPTS, BARE]),
        ([lambda _: 0, "week"], [PROMPTS, MAMBA, LONGRAG, BARE]),
    ],
)
def test_sort_by(keys: list[Key], expected: list[Paper]) -> None:
    assert LISTED.sort_by(*keys) == Papers(expected)


def test_sort_in_reverse() -> None:
    assert LISTED.sort_by("week", reverse=True) == Papers([LONGRAG, MAMBA, PROMPTS, BARE])
    assert LISTED.sort_by("year", reverse=True) == Papers([LONGRAG, MAMBA, PROMPTS, BARE])
    assert LISTED.sort_by("published", reverse=True) == Papers([MAMBA, LONGRAG, PROMPTS, BARE])


@settings(max_examples=30)
@given(paper_lists(max_size=6))
def test_sorting_keeps_every_paper_and_the_listed_order_of_equals(papers: Papers) -> None:
    for reverse in (False, True):
        made = papers.sort_by("year", reverse=reverse)
        groups = papers.group_by("year")
        years = sorted((year for year in groups if year is not None), reverse=reverse)
        none = list(groups.get(None, ()))
        assert list(made) == [paper for year in years for paper in groups[year]] + none


def test_sorting_needs_a_key() -> None:
    with pytest.raises(InvalidValueError, match="sort_by needs a key"):
        LISTED.sort_by()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "week",
            {
                date(2024, 6, 30): [LONGRAG],
                date(2024, 6, 23): [MAMBA],
                date(2023, 12, 31): [PROMPTS],
                None: [BARE],
            },
        ),
        ("month", {"2024-06": [LONGRAG, MAMBA], "2023-12": [PROMPTS], None: [BARE]}),
        ("year", {2024: [LONGRAG, MAMBA], 2023: [PROMPTS], None: [BARE]}),
        ("category", {LANGUAGE: [LONGRAG], LEARNING: [MAMBA], OWN: [PROMPTS], None: [BARE]}),
        (
            "author",
            {
                "Ada Lovelace": [LONGRAG],
                "Alan Turing": [LONGRAG, PROMPTS],
                "José Müller": [MAMBA],
                None: [BARE],
            },
        ),
        (
            "arxiv_id",
            {
                ArxivId("2406.00001"): [LONGRAG],
                ArxivId("2406.00002v2"): [MAMBA],
                None: [PROMPTS, BARE],
            },
        ),
        ("published", {None: [LONGRAG, PROMPTS, BARE], datetime(2024, 5, 1, tzinfo=UTC): [MAMBA]}),
        (lambda paper: bool(paper.links), {True: [LONGRAG, MAMBA], False: [PROMPTS, BARE]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_group_by(key: Callable[[Paper], Any], expected: dict[Any, list[Paper]]) -> None:
    groups = LISTED.group_by(key)

    assert groups == {value: Papers(group) for value, group in expected.items()}
    assert list(groups) == list(expected)
    assert LISTED.count_by(key) == {value: len(group) for value, group in expected.items()}


def test_counts_come_with_the_most_frequent_first() -> None:
    assert list(LISTED.count_by("author").items()) == [
        ("Alan Turing", 2),
        ("Ada Lovelace", 1),
        ("José Müller", 1),
        (None, 1),
    ]


def test_an_author_named_twice_counts_once() -> None:
    twice = Papers([Paper(title="a", listed_authors=["Ada", "Ada"])])

    assert twice.count_by("author") == {"Ada": 1}


def test_an_empty_list() -> None:
    assert Papers().group_by("week") == {}
    assert Papers().count_by("week") == {}
    assert Papers().sort_by("week") == Papers().filter(category="cs.CL") == Papers()


@pytest.mark.parametrize("method", [Papers.sort_by, Papers.group_by, Papers.count_by])
@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("categroy", "Did you mean 'category'?"),
        ("Weeks", "Did you mean 'week'?"),
        ("authors", "Did you mean 'author'?"),
        ("date", "Did you mean 'listed_date'?"),
        ("tags", "Did you mean 'topic'?"),
        ("conference", "Did you mean 'venue'?"),
        ("affiliation", "Pass a function: lambda paper: paper.affiliation."),
        ("xyz", "Known: 'week', 'listed_date', 'month', 'year', 'category'"),
        (None, "Known: 'week'"),
        (["week", "title"], "is not a key of a paper"),
    ],
    ids=repr,
)
def test_wrong_keys(method: Callable[[Papers, Any], object], wrong: object, hint: str) -> None:
    for listed in (LISTED, Papers()):
        with pytest.raises(InvalidValueError, match=re.escape(hint)) as caught:
            method(listed, wrong)
        assert str(caught.value).startswith(f"{wrong!r} is not a key of a paper. ")


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("-week", "Did you mean sort_by('week', reverse=True)?"),
        ("-date", "Did you mean sort_by('listed_date', reverse=True)?"),
        ("week desc", "Did you mean sort_by('week', reverse=True)?"),
        ("+title", "Did you mean sort_by('title')?"),
        ("desc", "Did you mean reverse=True?"),
        ("-xyz", "Known: 'week'"),
        (["week", "title"], "Pass the keys one by one to sort_by"),
    ],
    ids=repr,
)
def test_the_order_is_an_argument(wrong: Any, hint: str) -> None:
    with pytest.raises(InvalidValueError, match=re.escape(hint)):
        LISTED.sort_by("title", wrong)


@pytest.mark.parametrize(
    ("method", "arguments", "hint"),
    [
        (
            Papers.sort_by,
            {"desc": True},
            "unexpected keyword argument 'desc'. Did you mean reverse=True?",
        ),
        (Papers.sort_by, {"ascending": False}, "Did you mean reverse=True?"),
        (Papers.sort_by, {"by": "week"}, "Pass it without a name: sort_by('week', …)."),
        (Papers.sort_by, {"key": len}, "Pass it without a name: sort_by('week', …)."),
        (Papers.sort_by, {"keys": "week"}, "Pass it without a name: sort_by('week', …)."),
        (
            Papers.group_by,
            {"by": "week"},
            "unexpected keyword argument 'by'. Did you mean 'key'?",
        ),
        (
            Papers.count_by,
            {"on": "week"},
            "unexpected keyword argument 'on'. Did you mean 'key'?",
        ),
        (
            Papers.search,
            {"top": 5},
            "unexpected keyword argument 'top'. Did you mean 'limit'?",
        ),
        (Papers.search, {"n": 5}, "Did you mean 'limit'?"),
        (Papers.search, {"boost": {}}, "Did you mean 'weights'?"),
    ],
)
def test_unknown_arguments(
    method: Callable[..., object], arguments: dict[str, Any], hint: str
) -> None:
    with pytest.raises(TypeError, match=re.escape(hint)):
        method(LISTED, **arguments)


def test_sorted_by_the_week_of_a_day() -> None:
    day = Paper(title="day", listed_date=PartialDate(2024, 6, 17))
    papers = Papers([LONGRAG, day, PROMPTS])

    assert papers.sort_by("week") == Papers([PROMPTS, day, LONGRAG])
    assert papers.count_by("week")[date(2024, 6, 23)] == 1


def test_queries_return_new_values() -> None:
    before = list(LISTED)

    made = [LISTED.filter(), LISTED.sort_by("title"), LISTED.merge(), LISTED[:]]

    assert all(papers is not LISTED for papers in made)
    assert list(LISTED) == before


@needs_data
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    counts = papers.count_by("category")

    assert {str(category): count for category, count in counts.items()} == {
        "cs.CL": 66,
        "cs.LG": 19,
        "cs.AI": 8,
        "cs.CV": 5,
        "eess.AS": 1,
        "cs.IR": 1,
    }
    assert list(counts.values()) == [66, 19, 8, 5, 1, 1]
    assert len(papers.filter(category="cs.CL")) == 66
    assert len(papers.filter(since="2024-06-01")) == 7 + 6 + 8 + 8 + 9
    assert len(papers.filter(since="2024-06-02", until="2024-06-30", category="cs.CL")) == sum(
        paper.category == LANGUAGE for week in papers.weeks[:5] for paper in week
    )
    assert papers.sort_by("week", reverse=True) == papers
    assert papers.sort_by("week")[0].week == date(2024, 4, 7)
