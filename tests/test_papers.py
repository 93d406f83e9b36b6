from __future__ import annotations

import ast
import copy
import json
import pickle
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.papers import FULL, NOON, SUNDAY
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivId,
    InvalidValueError,
    Link,
    NotFoundError,
    Paper,
    Papers,
    Problem,
    UnknownArgumentError,
    Week,
    writing,
)
from weeklypapers import papers as papers_module
from weeklypapers.testing.hypothesis import paper_lists

JUNE_30, JUNE_23, JUNE_16 = date(2024, 6, 30), date(2024, 6, 23), date(2024, 6, 16)


def paper(title: str, week: date | None = JUNE_30, *urls: str) -> Paper:
    return Paper(title=title, week=week, links=[Link(url=url) for url in urls])


A = paper("A", JUNE_30, "https://arxiv.org/abs/2406.00001")
B = paper("B", JUNE_23, "https://arxiv.org/abs/2406.00002v1")
B2 = paper("B, revised", JUNE_30, "https://arxiv.org/abs/2406.00002v2")
C = paper("C", JUNE_23, "https://example.org/c")
LOOSE = paper("Loose", None)
LISTED = Papers([A, B, B2, LOOSE, C])
PROBLEM = Problem(code="bad-week", message="expected a day", line=7)


# -- A sequence --------------------------------------------------------------------------------


def test_sequence() -> None:
    assert not isinstance(LISTED, Sequence)  # otherwise, Polars would not use the Arrow stream
    assert {name for name in vars(Sequence) if not name.startswith("_")} <= set(dir(LISTED))
    assert len(LISTED) == 5
    assert list(LISTED) == [A, B, B2, LOOSE, C]
    assert list(reversed(LISTED)) == [C, LOOSE, B2, B, A]
    assert (LISTED[0], LISTED[-1]) == (A, C)
    assert LISTED.index(B2) == 2
    assert LISTED.count(A) == 1
    assert A in LISTED
    assert paper("other") not in LISTED
    with pytest.raises(IndexError):
        LISTED[5]


def test_a_sequence_matches_patterns() -> None:
    match LISTED:
        case [first, *_, last]:
            assert (first, last) == (A, C)
        case _:
            pytest.fail("Papers are no sequence")


@settings(max_examples=30)
@given(paper_lists(), st.slices(4))
def test_slices_are_those_of_a_list(papers: Papers, part: slice) -> None:
    assert isinstance(papers[part], Papers)
    assert list(papers[part]) == list(papers)[part]


def test_an_identifier_is_in_a_list_that_has_its_paper() -> None:
    for present in (
        A,
        "2406.00001",
        " arXiv:2406.00001 ",
        "https://arxiv.org/pdf/2406.00001v3",  # the list has no version
        "2406.00002v2",
        "2406.00002",
        ArxivId("2406.00002v1"),
    ):
        assert present in LISTED
    for absent in ("2406.00002v3", "2406.00003", "A", "", "https://example.org/c", None, 3):
        assert absent not in LISTED
    assert attrs.evolve(A, title="a") not in LISTED


def test_an_identifier_is_in_a_week() -> None:
    week = LISTED.week(JUNE_30)
    assert "2406.00001" in week
    assert A in week
    assert "2406.00002v1" not in week


def test_lists_are_concatenated() -> None:
    first, second = Papers([A, B], problems=[PROBLEM]), Papers([A, C], problems=[PROBLEM])

    assert list(first + second) == [A, B, A, C]
    assert list((first + second).problems) == [PROBLEM, PROBLEM]
    assert sum([first, second], start=Papers()) == first + second
    others: list[Any] = [[A], A, (A,), None]
    for other in others:
        with pytest.raises(TypeError, match="unsupported operand"):
            first + other


def test_the_first_papers() -> None:
    assert LISTED.head(2) == Papers([A, B])
    assert LISTED.head() == LISTED
    assert LISTED.head(-2) == LISTED[:-2]
    assert LISTED.head(0) == Papers()


def test_counts_behave_as_they_print() -> None:
    papers = Papers([Paper(title="a", category="cs.CL"), Paper(title="b", category="LLM")])
    counts: dict[Any, int] = {**papers.count_by("category")}

    assert (counts["cs.CL"], counts["LLM"]) == (1, 1)
    assert json.loads(json.dumps(papers.count_by("category"))) == {"cs.CL": 1, "LLM": 1}
    assert papers[0].category == "cs.CL"
    assert f"{papers[0].category:>8}" == "   cs.CL"
    assert json.loads(json.dumps(LISTED.count_by("arxiv_id")))["2406.00002v1"] == 1
    codes = ["math.NA", "cs.CL", "cs.AI"]
    ordered = Papers([Paper(title="a", category=code) for code in codes]).sort_by("category")
    assert [each.category for each in ordered] == ["cs.AI", "cs.CL", "math.NA"]


def test_identifiers_are_sorted_by_submission() -> None:
    links = [f"https://arxiv.org/abs/{text}" for text in ("2406.00001", "hep-th/9901001")]
    papers = Papers(paper(link, None, link) for link in links)
    assert papers.sort_by("arxiv_id")[0].arxiv_id == "hep-th/9901001"


def test_a_function_is_the_first_argument_of_filter() -> None:
    with pytest.raises(UnknownArgumentError, match="Pass it without a name"):
        LISTED.filter(lambda _: True, predicate=lambda _: False)  # type: ignore[call-arg]


def test_nothing_is_false() -> None:
    assert not Papers()
    assert Papers() == Papers([]) == LISTED[:0]
    assert LISTED


def test_any_iterable_will_do() -> None:
    assert Papers(iter([A, B])) == Papers((A, B)) == Papers(papers=[A, B]) == Papers(Papers([A, B]))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, r"^papers must be an iterable of Paper, got None"),
        (A, r"^papers must be an iterable of Paper, got <Paper 2406.00001: 'A'>"),
        ("ab", r"^Papers\[0\] must be a Paper, got 'a'"),
        ([A, "b"], r"^Papers\[1\] must be a Paper, got 'b'"),
        ([LISTED], r"^Papers\[0\] must be a Paper, got <Papers: 5 papers"),
    ],
)
def test_only_papers_will_do(wrong: Papers, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Papers(wrong)


# -- A value -----------------------------------------------------------------------------------


def test_equal_by_papers_and_order() -> None:
    same = Papers([A, B, B2, LOOSE, C], problems=[PROBLEM])

    assert same == LISTED
    assert hash(same) == hash(LISTED)
    assert same != Papers([B, A, B2, LOOSE, C])
    assert same != Papers([A, B, B2, LOOSE])


def test_not_equal_to_other_sequences() -> None:
    others: list[object] = [tuple(LISTED), list(LISTED)]

    assert LISTED not in others


def test_cached_properties_change_no_value() -> None:
    used, fresh = Papers(list(LISTED)), Papers(list(LISTED))
    used.weeks, used.get("2406.00001"), used.search("revised"), repr(used)

    made = pickle.loads(pickle.dumps(used))  # noqa: S301

    assert used == fresh == made
    assert hash(used) == hash(fresh) == hash(made)
    assert pickle.dumps(used) == pickle.dumps(fresh)
    assert made.weeks == used.weeks
    assert made.get("2406.00001") == A
    assert made.search("revised") == used.search("revised")
    assert used.weeks is used.weeks


def test_evolved_lists_forget() -> None:
    used = Papers([A, B])
    used.weeks, used.get("2406.00001"), used.search("a")

    evolved = attrs.evolve(used, papers=[C])

    assert [week.ending for week in evolved.weeks] == [JUNE_23]
    assert evolved.get("2406.00001", None) is None
    assert evolved.search("a") == []


def test_evolved_lists_write_their_papers() -> None:
    text = "| title | Week | Note |\n|-|-|-|\n| A | 2024-06-30 | x |\n| B | 2024-06-30 | y |\n"
    read = wp.parse(text)

    assert read.to_markdown() == text
    assert attrs.evolve(read, problems=[PROBLEM]).to_markdown() == text
    assert attrs.evolve(read, papers=list(read)).to_markdown() == text
    evolved = attrs.evolve(read, papers=read[:1])
    assert wp.parse(evolved.to_markdown()) == evolved == read[:1]
    assert pickle.loads(pickle.dumps(read)).to_markdown() == text  # noqa: S301


def test_problems() -> None:
    assert LISTED.problems == ()
    assert Papers([A], problems=iter([PROBLEM])).problems == (PROBLEM,)
    with pytest.raises(
        InvalidValueError, match=r"^Papers\.problems\[0\] must be a Problem, got 'x'"
    ):
        Papers([A], problems=["x"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("papers", "shown"),
    [
        (Papers(), "<Papers: 0 papers>"),
        (Papers([LOOSE]), "<Papers: 1 paper>"),
        (Papers([A]), "<Papers: 1 paper in 1 week, 2024-06-30>"),
        (LISTED, "<Papers: 5 papers in 2 weeks, 2024-06-30 … 2024-06-23>"),
        (Papers(problems=[PROBLEM]), "<Papers: 0 papers, 1 problem>"),
        (Papers([LOOSE], problems=[PROBLEM, PROBLEM]), "<Papers: 1 paper, 2 problems>"),
    ],
)
def test_repr(papers: Papers, shown: str) -> None:
    assert repr(papers) == shown


# -- Weeks -------------------------------------------------------------------------------------


def test_weeks_in_the_order_of_the_list() -> None:
    assert [(week.ending, list(week)) for week in LISTED.weeks] == [
        (JUNE_30, [A, B2]),
        (JUNE_23, [B, C]),
    ]
    assert [week.ending for week in Papers([B, A]).weeks] == [JUNE_23, JUNE_30]
    scattered = Papers(paper("a", day) for day in (JUNE_23, JUNE_30, JUNE_16))
    assert [week.ending for week in scattered.weeks] == [JUNE_30, JUNE_23, JUNE_16]
    assert Papers([LOOSE]).weeks == ()


@settings(max_examples=30)
@given(paper_lists())
def test_weeks_have_every_paper_with_a_week(papers: Papers) -> None:
    listed = [paper for week in papers.weeks for paper in week]

    assert sorted(map(repr, listed)) == sorted(repr(paper) for paper in papers if paper.week_ending)
    assert all(paper.week_ending == week.ending for week in papers.weeks for paper in week)


@pytest.mark.parametrize(
    "day",
    [
        "2024-06-23",
        "2024-06-17",
        "2024-06-22",
        JUNE_23,
        datetime(2024, 6, 23, 12, tzinfo=UTC),
        "2024-W25",
        "2024-w25",
    ],
    ids=repr,
)
def test_week(day: date | str) -> None:
    assert LISTED.week(day) == LISTED.weeks[1]


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        ("2024-06-16", JUNE_23),
        ("2031-01-01", JUNE_30),
        (date(1999, 1, 1), JUNE_23),
        ("2024-W24", JUNE_23),
    ],
)
def test_a_week_that_is_not_there(day: date | str, nearest: date) -> None:
    with pytest.raises(
        NotFoundError, match=rf"^the list has no week {day}\. Nearest: {nearest}\.$"
    ):
        LISTED.week(day)


def test_the_nearest_weeks_are_those_before_and_after() -> None:
    papers = Papers(
        [paper("new"), paper("old", date(2024, 6, 2)), paper("older", date(2024, 1, 7))]
    )
    for day in ("2024-06-12", "2024-W24"):
        with pytest.raises(NotFoundError, match=r"Nearest: 2024-06-02 and 2024-06-30\.$"):
            papers.week(day)


def test_no_week_at_all() -> None:
    with pytest.raises(LookupError, match=r"^the list has no week 2024-06-30\. No paper is listed"):
        Papers([LOOSE]).week("2024-06-30")
    with pytest.raises(NotFoundError, match=r"^the list has no week: no paper is listed"):
        _ = Papers([LOOSE]).newest_week


def test_the_newest_week_whatever_the_order() -> None:
    for papers in (LISTED, LISTED[::-1], LISTED.sort_by("week")):
        assert papers.newest_week.ending == JUNE_30
    assert LISTED.newest_week == LISTED.weeks[0]


def test_weeks_of_listed_days() -> None:
    days = ["2024-06-24", "2024-06-30", "2024-07-01", "2024-06", "2024"]
    listed = [Paper(title=day, listed_date=wp.PartialDate.parse(day)) for day in days]
    papers = Papers([*listed, paper("week")])

    assert [(week.ending, len(week)) for week in papers.weeks] == [
        (JUNE_30, 3),
        (date(2024, 7, 7), 1),
    ]
    assert papers.newest_week.ending == date(2024, 7, 7)
    assert papers.week("2024-06-26").papers == Papers([*listed[:2], listed_week := papers[-1]])
    assert listed_week.listed_date is None
    assert repr(papers) == "<Papers: 6 papers in 2 weeks, 2024-06-30 … 2024-07-07>"


def test_the_span_of_weeks_without_an_order() -> None:
    days = [JUNE_23, JUNE_30, JUNE_16]
    assert repr(Papers(paper("a", day) for day in days)) == (
        "<Papers: 3 papers in 3 weeks, 2024-06-30 … 2024-06-16>"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "last",
        "2024-06",
        "2024-06-31",
        "2024-13-01",
        "20240630",
        "2024-W54",
        "9999-W53",
        "2024-W26-7",
    ],
)
def test_a_week_needs_a_day(wrong: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^day must be a date, a day .*, got '{wrong}'"):
        LISTED.week(wrong)


@pytest.mark.parametrize("wrong", [None, 0, 2024, ["2024-06-30"]])
def test_a_week_has_no_number(wrong: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^day must be a date"):
        LISTED.week(wrong)


# -- Single papers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2406.00001", A),
        ("https://arxiv.org/pdf/2406.00001.pdf", A),
        (ArxivId("2406.00001"), A),
        ("2406.00002", B),
        ("2406.00002v1", B),
        ("2406.00002v2", B2),
        ("2406.00001v3", A),  # a listed identifier without a version matches every version
    ],
)
def test_get(asked: ArxivId | str, found: Paper) -> None:
    assert LISTED.get(asked) == found


def test_get_prefers_the_requested_version() -> None:
    any_version = paper("B", JUNE_30, "https://arxiv.org/abs/2406.00002")

    assert Papers([any_version, B2]).get("2406.00002v2") == B2
    assert Papers([any_version, B2]).get("2406.00002v1") == any_version
    assert Papers([B2, any_version]).get("2406.00002") == B2


@pytest.mark.parametrize("asked", ["2406.00003", "2406.00002v3", "hep-th/9901001"])
def test_get_nothing(asked: str) -> None:
    assert LISTED.get(asked, None) is None
    assert LISTED.get(asked, "nothing") == "nothing"
    with pytest.raises(NotFoundError, match=rf"^the list has no paper {asked}\."):
        LISTED.get(asked)


def test_get_names_the_nearest() -> None:
    with pytest.raises(LookupError, match=r"no paper 2406\.10001\. Nearest: 2406\.00001\."):
        LISTED.get("2406.10001")
    with pytest.raises(LookupError, match=r"no paper 2406\.00002v3\. Nearest: 2406\.00002v1\."):
        LISTED.get("2406.00002v3")


def test_get_needs_an_identifier() -> None:
    with pytest.raises(InvalidValueError, match="expected an arXiv identifier"):
        LISTED.get("LongRAG", None)


# -- The real list -----------------------------------------------------------------------------


@needs_data
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    assert [len(week) for week in papers.weeks] == [7, 6, 8, 8, 9, 9, 7, 8, 10, 7, 8, 7, 6]
    assert repr(papers) == "<Papers: 100 papers in 13 weeks, 2024-06-30 … 2024-04-07>"
    assert papers.week("2024-06-30") == papers.week("2024-W26") == papers.weeks[0]
    assert all(week.ending.weekday() == 6 for week in papers.weeks)
    assert papers[0].title.startswith("LongRAG: ")
    assert papers.get("2406.15319") is papers[0]
    assert all(papers.get(str(paper.arxiv_id)) is paper for paper in papers)


def test_a_week_is_a_value() -> None:
    week = Week(ending=SUNDAY, papers=[FULL, Paper(title="b")])

    assert week.papers == Papers([FULL, Paper(title="b")])
    assert list(week) == list(week.papers)
    assert len(week) == 2
    assert week.start == date(2024, 6, 24)
    assert repr(week) == "<Week ending 2024-06-30: 2 papers>"


@pytest.mark.parametrize(
    ("ending", "iso"),
    [
        (SUNDAY, "2024-W26"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2024, 12, 30), "2025-W01"),
        (date(987, 6, 5), "0987-W23"),
    ],
)
def test_iso_week(ending: date, iso: str) -> None:
    assert Week(ending=ending, papers=[]).iso == iso


def test_weeks_are_ordered_by_day() -> None:
    earlier, later = Week(ending=date(2024, 6, 23), papers=[FULL]), Week(ending=SUNDAY, papers=[])

    assert sorted([later, earlier]) == [earlier, later]
    assert earlier < later
    assert later >= earlier
    assert Week(ending=SUNDAY, papers=[FULL]) <= later


def test_text_of_a_week_is_converted() -> None:
    assert Week(ending="2024-06-30", papers=[A]) == Week(ending=JUNE_30, papers=[A])


@pytest.mark.parametrize("wrong", [None, "30 June", NOON])
def test_week_needs_a_day(wrong: date) -> None:
    with pytest.raises(InvalidValueError, match=r"^Week\.ending must be a datetime\.date"):
        Week(ending=wrong, papers=[])


@given(st.dates(min_value=date(1, 1, 8)))
def test_a_week_starts_on_the_day_after_the_previous_one(ending: date) -> None:
    week, before = (Week(ending=day, papers=[]) for day in (ending, ending - timedelta(days=7)))

    assert before.ending + timedelta(days=1) == week.start


PAPERS_OF_HITS = [Paper(title="A"), Paper(title="B")]


def test_hits_are_a_tuple() -> None:
    hits = wp.Hits([wp.Hit(paper=paper, score=1.5) for paper in PAPERS_OF_HITS])

    assert isinstance(hits, tuple)
    assert type(hits[:1]) is wp.Hits
    assert hits == list(hits)
    assert hits == tuple(hits)
    assert hash(hits) == hash(tuple(hits))
    assert hits != PAPERS_OF_HITS
    assert hits.papers == wp.Papers(PAPERS_OF_HITS)


@pytest.mark.parametrize(
    "duplicate",
    [copy.copy, copy.deepcopy, lambda hits: pickle.loads(pickle.dumps(hits))],  # noqa: S301
)
def test_copies_of_hits_are_equal(duplicate: Callable[[wp.Hits], wp.Hits]) -> None:
    hits = wp.Hits([wp.Hit(paper=paper, score=1.5) for paper in PAPERS_OF_HITS])

    assert duplicate(hits) == hits
    assert type(duplicate(hits)) is wp.Hits


METHODS = [
    node
    for module in (papers_module, writing)
    for cls in ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    if isinstance(cls, ast.ClassDef)
    for node in cls.body
    if isinstance(node, ast.FunctionDef)
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_method_has_at_most_three_statements(method: ast.FunctionDef) -> None:
    """The class is a facade: other packages do the work."""
    statements = method.body[bool(ast.get_docstring(method)) :]
    assert len(statements) <= 3


def test_templates_with_the_number_of_papers_the_most_frequent_first() -> None:
    link = "(https://arxiv.org/abs/2406.00001)"
    papers = wp.parse(
        f"- **One hall**, 2024 [Paper]{link}\n- [Two halls]{link}\n- [Three halls]{link}\n"
    )
    assert list(papers.templates.items()) == [
        (wp.Template("- [{title}]({url})"), 2),
        (wp.Template("- **{title}**, {date:%Y} {links:[label](url)}"), 1),
    ]
    assert wp.Papers([wp.Paper(title="One hall")]).templates == {}
    weekly = wp.Template("| {week} | {title} | {category} | {abstract} | {links} |")
    assert wp.sample().templates == {weekly: len(wp.sample())}


def test_weeks_are_a_tuple() -> None:
    weeks = wp.sample().weeks

    assert isinstance(weeks, tuple)
    assert (type(weeks), type(weeks[:2]), type(weeks[0])) == (wp.Weeks, wp.Weeks, wp.Week)
    assert weeks == tuple(weeks)
    assert repr(weeks).endswith("<Week ending 2024-06-09: 8 papers>, … 9 more weeks)")
    assert repr(weeks[:4]) == repr(tuple(weeks[:4]))
    assert pickle.loads(pickle.dumps(weeks)) == weeks  # noqa: S301
    assert "count" in dir(weeks)
