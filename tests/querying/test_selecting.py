from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Author,
    Category,
    InvalidValueError,
    Link,
    Paper,
    Papers,
)
from weeklypapers.model.text import fold
from weeklypapers.querying.selecting import Key
from weeklypapers.testing.hypothesis import paper_lists, papers

if TYPE_CHECKING:
    from collections.abc import Callable


LANGUAGE, LEARNING, OWN = Category(code="cs.CL"), Category(code="cs.LG"), Category(name="Prompting")


LONGRAG = Paper(
    title="LongRAG: Retrieval with Long Contexts",
    week=date(2024, 6, 30),
    category=LANGUAGE,
    abstract="Readers of long units.",
    links=[Link(url="https://arxiv.org/abs/2406.00001")],
    listed_authors=["Ada Lovelace", "Alan Turing"],
)


MAMBA = Paper(
    title="Mamba is a Serpent",
    week=date(2024, 6, 23),
    category=LEARNING,
    abstract="State\n  spaces, é la carte.",
    links=[Link(url="https://arxiv.org/abs/2406.00002v2")],
    arxiv=ArxivRecord(
        id=ArxivId("2406.00002v2"),
        title="Mamba, corrected",
        authors=[Author(name="José Müller")],
        abstract="Selective scans.",
        published=datetime(2024, 5, 1, tzinfo=UTC),
        updated=datetime(2024, 5, 9, tzinfo=UTC),
        primary_category=LEARNING,
        categories=[LEARNING],
    ),
)


PROMPTS = Paper(
    title="Ask nicely", week=date(2023, 12, 31), category=OWN, listed_authors=["Alan Turing"]
)


BARE = Paper(title="bare")


LISTED = Papers([LONGRAG, MAMBA, PROMPTS, BARE])


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [LONGRAG, MAMBA, PROMPTS, BARE]),
        ({"category": "cs.CL"}, [LONGRAG]),
        ({"category": "CS.cl"}, [LONGRAG]),
        ({"category": "Computation and Language"}, [LONGRAG]),
        ({"category": LANGUAGE}, [LONGRAG]),
        ({"category": ["cs.CL", LEARNING]}, [LONGRAG, MAMBA]),
        ({"category": "Prompting"}, [PROMPTS]),
        ({"category": " prompting"}, [PROMPTS]),
        ({"category": "cs.CV"}, []),
        ({"category": []}, []),
        ({"week": "2024-06-30"}, [LONGRAG]),
        ({"week": date(2024, 6, 23)}, [MAMBA]),
        ({"week": datetime(2024, 6, 23, 9, tzinfo=UTC)}, [MAMBA]),
        ({"week": "2024-W25"}, [MAMBA]),
        ({"week": ["2024-06-30", "2023-W52"]}, [LONGRAG, PROMPTS]),
        ({"week": "2024-06-29"}, []),
        ({"since": "2024-06-23"}, [LONGRAG, MAMBA]),
        ({"since": date(2024, 6, 24)}, [LONGRAG]),
        ({"since": "2024-W26"}, [LONGRAG]),
        ({"until": "2024-06-23"}, [MAMBA, PROMPTS]),
        ({"until": "2024-W25"}, [MAMBA, PROMPTS]),
        ({"until": date(2024, 6, 22)}, [PROMPTS]),
        ({"since": "2024-01-01", "until": "2024-06-23"}, [MAMBA]),
        ({"since": "2024-06-23", "until": "2024-06-23"}, [MAMBA]),
        ({"title": "longrag"}, [LONGRAG]),
        ({"title": "IS A  serpent"}, [MAMBA]),
        ({"title": "corrected"}, [MAMBA]),
        ({"title": "readers"}, []),
        ({"abstract": "readers"}, [LONGRAG]),
        ({"abstract": "state spaces, E la"}, [MAMBA]),
        ({"abstract": "selective"}, [MAMBA]),
        ({"abstract": "mamba"}, []),
        ({"text": "readers"}, [LONGRAG]),
        ({"text": "mamba"}, [MAMBA]),
        ({"text": "a"}, [LONGRAG, MAMBA, PROMPTS, BARE]),
        ({"author": "turing"}, [LONGRAG, PROMPTS]),
        ({"author": "jose muller"}, [MAMBA]),
        ({"author": "nobody"}, []),
        ({"arxiv_id": "2406.00001"}, [LONGRAG]),
        ({"arxiv_id": "2406.00001v7"}, [LONGRAG]),
        ({"arxiv_id": "https://arxiv.org/pdf/2406.00002"}, [MAMBA]),
        ({"arxiv_id": ArxivId("2406.00002v2")}, [MAMBA]),
        ({"arxiv_id": "2406.00002v1"}, []),
        ({"arxiv_id": ["2406.00001", "2406.00002v2"]}, [LONGRAG, MAMBA]),
        ({"author": "turing", "since": "2024-01-01"}, [LONGRAG]),
        ({"author": "turing", "category": "cs.LG"}, []),
    ],
    ids=repr,
)
def test_filter(conditions: dict[str, Any], expected: list[Paper]) -> None:
    assert LISTED.filter(**conditions) == Papers(expected)


def test_filter_by_a_function() -> None:
    assert LISTED.filter(lambda paper: len(paper.listed_authors) == 1) == Papers([PROMPTS])
    assert LISTED.filter(lambda paper: bool(paper.title), author="turing", title="ask") == Papers(
        [PROMPTS]
    )


def test_the_predicate_is_tested_last() -> None:
    seen: list[Paper] = []

    def record(paper: Paper) -> bool:
        seen.append(paper)
        return True

    LISTED.filter(record, category="cs.CL", title="long")

    assert seen == [LONGRAG]


@settings(max_examples=30)
@given(paper_lists())
def test_filters_combine(papers: Papers) -> None:
    first, second = {"text": "a"}, {"since": "2024-01-01"}

    both = papers.filter(**first, **second)  # type: ignore[arg-type]

    assert both == papers.filter(**first).filter(**second)  # type: ignore[arg-type]
    assert list(both) == [paper for paper in papers if paper in both]


@settings(max_examples=30)
@given(papers())
def test_a_paper_is_selected_by_its_values(paper: Paper) -> None:
    own = {
        "category": paper.category,
        "week": paper.week,
        "since": paper.week,
        "until": paper.week,
        "arxiv_id": paper.arxiv_id,
        "title": paper.title if fold(paper.title) else None,
        "author": next((author.name for author in paper.authors if fold(author.name)), None),
    }

    assert Papers([paper]).filter(**own) == Papers([paper])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        (
            {"category": "cs.CX"},
            r"category 'cs.CX' is neither arXiv's nor .* Did you mean 'cs.CL'\?",
        ),
        ({"category": "Computation and Langauge"}, "Did you mean 'Computation and Language'"),
        ({"category": "Promting"}, r"category 'Promting' .* Did you mean 'Prompting'\?"),
        ({"category": "xyz"}, r"is neither arXiv's nor in the list\.$"),
        ({"category": ""}, "expected the code"),
        ({"category": 1}, "expected the code"),
        ({"week": "2024-06-31"}, r"^week must be .* got '2024-06-31'"),
        ({"week": "June"}, "^week must be a date, a day such as"),
        ({"week": 26}, "^week must be a date"),
        ({"since": "yesterday"}, r"^since must be .* got 'yesterday'"),
        ({"since": ["2024-06-30"]}, "^since must be a date"),
        ({"until": "2024-06"}, r"^until must be .* got '2024-06'"),
        (
            {"since": "2024-06-30", "until": "2024-06-23"},
            r"^since \(2024-06-30\) is after until \(2024-06-23\)",
        ),
        ({"title": ""}, "^title must be text that is not blank, got ''"),
        ({"title": 1}, "^title must be text"),
        ({"abstract": " "}, "^abstract must be text"),
        ({"text": ["a"]}, "^text must be text"),
        ({"author": "\u0301"}, "^author must be text"),
        ({"arxiv_id": "LongRAG"}, "^expected an arXiv identifier"),
        ({"arxiv_id": ["2406.00001", "2413.00001"]}, "there is no month 13"),
        ({"categry": "cs.CL"}, r"^filter has no condition 'categry'\. Did you mean 'category'\?"),
        ({"ids": "2406.00001"}, r"^filter has no condition 'ids'\."),
        ({"sinc": None}, "Did you mean 'since'"),
    ],
    ids=repr,
)
def test_wrong_conditions(conditions: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        LISTED.filter(**conditions)


def test_conditions_are_checked_for_an_empty_list() -> None:
    with pytest.raises(InvalidValueError, match=r"^category 'xyz' is neither"):
        Papers().filter(category="xyz")


def test_an_unknown_condition_is_a_type_error_too() -> None:
    with pytest.raises(TypeError, match="Did you mean 'title'"):
        LISTED.filter(titel="LongRAG")  # type: ignore[arg-type]


def test_a_predicate_must_be_a_function() -> None:
    with pytest.raises(InvalidValueError, match=r"^predicate must be a function .* got 'cs.CL'"):
        LISTED.filter("cs.CL")  # type: ignore[arg-type]


def test_a_week_means_its_day() -> None:
    week = LISTED.weeks[0]
    assert LISTED.filter(week=week) == week.papers == LISTED.filter(week=[week, week.ending])


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
