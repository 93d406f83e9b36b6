from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis.strategies import dates

import weeklypapers as wp
from support.listed import BARE, LANGUAGE, LEARNING, LISTED, LONGRAG, MAMBA, PROMPTS
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivId,
    Category,
    InvalidValueError,
    NotFoundError,
    Paper,
    Papers,
    PartialDate,
)
from weeklypapers.model.text import fold
from weeklypapers.querying.conditions import week_with
from weeklypapers.testing.hypothesis import paper_lists, papers


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
        ({"week": "2024-06-29"}, [LONGRAG]),
        ({"week": "2024-06-24"}, [LONGRAG]),
        ({"week": "2024-07-01"}, []),
        ({"week": ["2024-06-18", "2023-12-25"]}, [MAMBA, PROMPTS]),
        ({"week": "2024-W24"}, []),
        ({"since": "2024-06-23"}, [LONGRAG, MAMBA]),
        ({"since": date(2024, 6, 24)}, [LONGRAG]),
        ({"since": "2024-W26"}, [LONGRAG]),
        ({"until": "2024-06-23"}, [MAMBA, PROMPTS]),
        ({"until": "2024-W25"}, [MAMBA, PROMPTS]),
        ({"until": date(2024, 6, 22)}, [PROMPTS]),
        ({"since": "2024-01-01", "until": "2024-06-23"}, [MAMBA]),
        ({"since": "2024-06-23", "until": "2024-06-23"}, [MAMBA]),
        ({"since": "2024-06"}, [LONGRAG, MAMBA]),
        ({"since": "2024", "until": 2024}, [LONGRAG, MAMBA]),
        ({"until": "2023"}, [PROMPTS]),
        ({"until": PartialDate(2024, 6)}, [LONGRAG, MAMBA, PROMPTS]),
        ({"month": "2024-06"}, [LONGRAG, MAMBA]),
        ({"month": PartialDate(2023, 12)}, [PROMPTS]),
        ({"month": ["2024-06", "2023-12"]}, [LONGRAG, MAMBA, PROMPTS]),
        ({"month": "2024-05"}, []),
        ({"year": 2023}, [PROMPTS]),
        ({"year": "2024"}, [LONGRAG, MAMBA]),
        ({"year": range(2023, 2025)}, [LONGRAG, MAMBA, PROMPTS]),
        ({"year": 1999}, []),
        ({"listed_date": "2024"}, []),
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

    both = papers.filter(**first, **second)

    assert both == papers.filter(**first).filter(**second)
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
        ({"since": ["2024-06-30"]}, "^since must be a day"),
        ({"until": "2024-06-99"}, r"^until must be .* got '2024-06-99'"),
        ({"week": "2024-06"}, r"got '2024-06'; filter\(month='2024-06'\) selects"),
        ({"month": "June"}, r"^month must be a month such as '2024-06', got 'June'"),
        ({"month": 6}, r"^month must be a month such as '2024-06', got 6"),
        ({"month": "2024"}, "^month must be a month"),
        ({"month": "2024-06-30"}, "^month must be a month"),
        ({"year": "24"}, "^year must be a year such as 2024, got '24'"),
        ({"year": 24}, "^year must be a year such as 2024, got 24"),
        ({"year": True}, "^year must be a year such as 2024, got True"),
        ({"year": 2024.0}, r"^year must be a year such as 2024, got 2024\.0"),
        ({"year": "2024-06"}, "^year must be a year"),
        ({"listed_date": "June"}, "^listed_date must be a day"),
        ({"topic": ""}, "^topic must be text"),
        ({"topic": "Agents"}, r"^topic 'Agents' is not in the list, which has no topics\.$"),
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
        (
            {"categry": "cs.CL"},
            r"^Papers\.filter\(\) got .* argument 'categry'\. Did you mean 'category'\?",
        ),
        (
            {"ids": "2406.00001"},
            r"^Papers\.filter\(\) got .* argument 'ids'\. Did you mean 'arxiv_id'\?",
        ),
        (
            {"after": "2024-06-01"},
            r"^Papers\.filter\(\) got .* argument 'after'\. Did you mean 'since'\?",
        ),
        ({"before": "2024-06-01"}, "Did you mean 'until'"),
        ({"date": "2024-06-01"}, "Did you mean 'listed_date'"),
        ({"name": "Ada"}, "Did you mean 'title' or 'author'"),
        ({"predicate": len}, r"Pass it without a name: filter\(predicate, …\)"),
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
        LISTED.filter(titel="LongRAG")  # type: ignore[call-arg]


def test_a_predicate_must_be_a_function() -> None:
    with pytest.raises(InvalidValueError, match=r"^predicate must be a function .* got 'cs.CL'"):
        LISTED.filter("cs.CL")  # type: ignore[arg-type]


def test_a_week_means_its_day() -> None:
    week = LISTED.weeks[0]
    assert LISTED.filter(week=week) == week.papers == LISTED.filter(week=[week, week.ending])
    assert LISTED.filter(since=week) == LISTED.filter(since=week, until=week) == week.papers


@needs_data
def test_the_weeks_of_a_list_of_days() -> None:
    daily = wp.read(DATA / "lists" / "arxiv-daily.md", on_error="collect")

    week = daily.filter(week="2026-W19")

    assert len(week) == len(daily.filter(since="2026-W19", until="2026-W19")) == 35
    assert week == daily.week("2026-W19").papers == daily.week("2026-05-06").papers
    assert len(daily.weeks) == len(daily.count_by("week")) == 247
    assert daily.newest_week == daily.weeks[0]


# -- Weeks of listed days ----------------------------------------------------------------------

DAILY = wp.parse(
    """
# Daily papers

## Vision > Detection

| Date | Title | Venue | PDF |
|---|---|---|---|
| 2024-07-01 | Monday | NeurIPS 2023 | [PDF](https://arxiv.org/abs/2407.00001) |
| 2024-06-30 | Sunday | CVPR Workshops | [PDF](https://arxiv.org/abs/2406.00001) |
| 2024-06-26 | Wednesday | ICLR | [PDF](https://arxiv.org/abs/2406.00002) |
| 2024-06 | Month | | [PDF](https://arxiv.org/abs/2406.00003) |

## Hallucination

| Date | Title | Venue | PDF |
|---|---|---|---|
| 2024-06-24 | Monday before | | [PDF](https://arxiv.org/abs/2406.00004) |
| 2023 | Year | | [PDF](https://arxiv.org/abs/2406.00005) |
"""
)


def titles(papers: Papers) -> list[str]:
    return [paper.title for paper in papers]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"week": "2024-W26"}, ["Sunday", "Wednesday", "Monday before"]),
        ({"week": "2024-06-27"}, ["Sunday", "Wednesday", "Monday before"]),
        ({"week": "2024-06-30"}, ["Sunday", "Wednesday", "Monday before"]),
        ({"week": date(2024, 7, 2)}, ["Monday"]),
        ({"week": "2024-06-23"}, []),
        ({"since": "2024-W26", "until": "2024-W26"}, ["Sunday", "Wednesday", "Monday before"]),
        ({"month": "2024-06"}, ["Sunday", "Wednesday", "Month", "Monday before"]),
        (
            {"since": "2024-06", "until": "2024-06"},
            ["Sunday", "Wednesday", "Month", "Monday before"],
        ),
        ({"year": 2023}, ["Year"]),
        ({"listed_date": "2024-06-26"}, ["Wednesday"]),
        ({"listed_date": ["2024-W27", "2023"]}, ["Monday", "Year"]),
        ({"listed_date": date(2024, 6, 30)}, ["Sunday"]),
        ({"listed_date": PartialDate(2024, 6)}, ["Sunday", "Wednesday", "Month", "Monday before"]),
    ],
    ids=repr,
)
def test_papers_with_a_day_belong_to_its_week(
    conditions: dict[str, Any], expected: list[str]
) -> None:
    assert titles(DAILY.filter(**conditions)) == expected


@settings(max_examples=50)
@given(paper_lists())
def test_one_meaning_of_a_week(papers: Papers) -> None:
    assert {week.ending: week.papers for week in papers.weeks} == {
        day: group for day, group in papers.group_by("week").items() if day
    }
    for week in papers.weeks:
        assert papers.filter(week=week) == week.papers
        assert papers.filter(week=week.ending) == papers.week(week.ending).papers == week.papers


@settings(max_examples=50)
@given(paper_lists())
def test_months_and_years_are_those_of_the_groups(papers: Papers) -> None:
    for month, group in papers.group_by("month").items():
        if month is not None and month >= "1000":
            assert papers.filter(month=month) == papers.filter(since=month, until=month) == group
    for year, group in papers.group_by("year").items():
        if year is not None and year >= 1000:
            assert papers.filter(year=year) == papers.filter(since=year, until=year) == group


@given(paper_lists(), dates(date(1000, 1, 1), date(9000, 1, 1)))
def test_a_day_selects_the_week_that_contains_it(papers: Papers, day: date) -> None:
    week = week_with(day, [week.ending for week in papers.weeks])

    if week is None:
        assert papers.filter(week=day) == Papers()
        with pytest.raises(NotFoundError):
            papers.week(day)
    else:
        assert papers.week(day).start <= day <= papers.week(day).ending == week
        assert papers.filter(week=day) == papers.week(day).papers


def test_weeks_that_end_on_another_day() -> None:
    saturday, friday = date(2024, 6, 29), date(2024, 6, 28)

    assert week_with(date(2024, 6, 23), [saturday]) == saturday
    assert week_with(date(2024, 6, 30), [saturday]) is None
    assert week_with(date(2024, 6, 22), [saturday]) is None
    assert week_with(date(2024, 6, 26), [saturday, friday]) == friday  # the first to end
    assert week_with(saturday, [saturday, friday]) == saturday


def test_a_day_means_its_month_or_year() -> None:
    papers = Papers(Paper(title=str(month), week=f"2024-0{month}-09") for month in (5, 6))
    papers += Papers([Paper(title="7", week="2023-06-11")])
    assert titles(papers.filter(month=date(2024, 6, 3))) == ["6"]
    assert titles(papers.filter(month=[date(2024, 6, 3), "2024-05"])) == ["5", "6"]
    assert titles(papers.filter(year=date(2024, 1, 1))) == ["5", "6"]


# -- Groups and archives -----------------------------------------------------------------------

CODES = ["cs.CL", "cs.LG", "stat.ML", "hep-th", "physics.optics", "astro-ph", "astro-ph.GA"]
SUBJECTS = Papers(
    [
        *(Paper(title=code, category=Category(code=code)) for code in CODES),
        Paper(title="own", category=Category(name="Computer Science")),
        Paper(title="none"),
    ]
)


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("cs", ["cs.CL", "cs.LG", "own"]),
        ("CS", ["cs.CL", "cs.LG", "own"]),
        ("cs.*", ["cs.CL", "cs.LG", "own"]),
        ("computer  science", ["cs.CL", "cs.LG", "own"]),
        ("Statistics", ["stat.ML"]),
        ("Physics", ["hep-th", "physics.optics", "astro-ph", "astro-ph.GA"]),
        ("physics", ["physics.optics"]),
        ("hep-th", ["hep-th"]),
        ("astro-ph", ["astro-ph", "astro-ph.GA"]),
        ("Astrophysics", ["astro-ph", "astro-ph.GA"]),
        (Category(code="astro-ph"), ["astro-ph"]),
        (Category(name="Computer Science"), ["own"]),
        (["stat", "cs.CL"], ["cs.CL", "stat.ML"]),
        ("econ", []),
    ],
    ids=str,
)
def test_a_group_or_archive_selects_its_categories(category: Any, expected: list[str]) -> None:
    assert titles(SUBJECTS.filter(category=category)) == expected


# -- Help --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"topic": "Halucination"}, r"^topic 'Halucination' .* Did you mean 'Hallucination'\?$"),
        ({"topic": "detectoin"}, "Did you mean 'Detection'"),
        ({"topic": ["Vision", "Agents"]}, "topic 'Agents' is not in the list. Known: 'Vision > De"),
        ({"topic": "cs.CL"}, r"Did you mean category='cs\.CL'"),
        ({"category": "hallucination"}, "Did you mean topic='Hallucination'"),
        ({"category": "Econmics"}, "Did you mean 'Economics'"),
        ({"venue": "NeurISP"}, r"^venue 'NeurISP' is not in the list\. Did you mean 'NeurIPS'\?"),
        ({"venue": "ICRL 2024"}, "Did you mean 'ICLR'"),
        ({"venue": "worshops"}, "Did you mean 'Workshops'"),
    ],
    ids=repr,
)
def test_misspelt_names(conditions: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        DAILY.filter(**conditions)


@pytest.mark.parametrize("venue", ["ICLR 2031", "ICML", "EACL", "2023", "a journal of ours"])
def test_other_venues_are_not_misspelt(venue: str) -> None:
    assert len(DAILY.filter(venue=venue)) == (venue == "2023")


def test_a_selection_remembers_the_topics_of_the_whole_list() -> None:
    selections = [
        DAILY[:1],
        DAILY.weeks[0].papers,
        DAILY.newest_week.papers,
        DAILY.filter(title="Sunday"),
        DAILY.filter(title="nothing"),
        DAILY.group_by("topic")["Vision > Detection"],
        DAILY.sort_by("title")[:1],
        DAILY.new_after("2024-06-30"),
        DAILY[:1].enrich(wp.Snapshot([]), on_error="collect"),
        DAILY[:1].canonical(),
        DAILY[:1].merge(),
        DAILY[:1].edit(lambda paper: attrs.evolve(paper, title="changed")),
        DAILY[:2].remove(DAILY[1]),
        DAILY.diff(DAILY[1:]).removed,
        DAILY[1:].diff(DAILY).added,
        DAILY.overlap(DAILY[:1]).both,
        pickle.loads(pickle.dumps(DAILY[:1])),  # noqa: S301 - our own
        copy.deepcopy(DAILY[:1]),
    ]
    for selection in selections:
        assert selection.filter(topic="Hallucination") == Papers()
        with pytest.raises(InvalidValueError, match="Did you mean 'Hallucination'"):
            selection.filter(topic="Halucination")


def test_a_changed_selection_has_new_topics_as_well() -> None:
    agents = Paper(title="a", topics=["Agents"])

    changed = DAILY[:1].add(agents)

    assert changed.filter(topic="Agents") == Papers([agents])
    assert changed[:1].filter(topic=["Agents", "Hallucination"]) == Papers()


def test_a_pickled_selection_has_no_other_papers() -> None:
    assert b"Monday before" not in pickle.dumps(DAILY[:1])


def test_a_list_without_papers_has_no_unknown_topic() -> None:
    assert Papers().filter(topic="Agents", venue="ICLR") == Papers()


def test_an_evolved_selection_has_values_of_its_own() -> None:
    evolved = attrs.evolve(DAILY[:1], papers=[Paper(title="a", topics=["Agents"])])

    assert len(evolved.filter(topic="agents")) == 1
