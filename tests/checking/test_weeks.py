"""Order, length and spacing of weeks."""

from __future__ import annotations

import io

import pytest

import weeklypapers as wp
from support.checks import HEAD, A, B, C, problems_of, problems_of_rows, real_problems, row
from weeklypapers.checking.checker import check_text

LAST = "June 24 - June 30, 2024"
BEFORE = "June 17 - June 23, 2024"


def problems_of_sections(*headings: str) -> list[str]:
    """Return the problems of sections with a paper each; headings are on lines 1, 5, 9, …"""
    paper = "## {}\n\n- [A paper {}](https://arxiv.org/abs/2201.0000{})\n\n"
    return problems_of(
        "".join(paper.format(text, number, number) for number, text in enumerate(headings))
    )


def rows_of_weeks(*days: str) -> list[str]:
    """Return a row with another paper for each week."""
    link = "https://arxiv.org/abs/2001.0000{}"
    return [row(link.format(n), week=day, title=f"T{n}") for n, day in enumerate(days)]


def problems_of_weeks(*days: str) -> list[str]:
    """Return the problems of rows with these weeks; the first is on line 3."""
    return problems_of_rows(*rows_of_weeks(*days))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([LAST, BEFORE, "June 10 - June 16, 2024"], []),
        ([LAST, BEFORE, "June 3 - June 9, 2024"], ["9:4 warning missing-week"]),
        (["June 3 - June 9, 2024", BEFORE, LAST], ["5:4 warning missing-week"]),
        ([LAST, "May 6 - May 12, 2024"], ["5:4 warning missing-week"]),
        ([LAST, "June 10 - June 16, 2024", "May 27 - June 2, 2024"], []),
        ([LAST, LAST], ["5:4 warning overlapping-weeks"]),
        ([f"Week {LAST}", f"Week {BEFORE}"], []),
        ([LAST, "Week June 18 - June 24, 2024"], ["5:9 warning overlapping-weeks"]),
        (["Mar 26 - Mar 31, 2024"], ["1:4 warning week-length"]),
        (
            ["Jan 8 - Jan 14, 2024", "Jan 1 - Jan 8, 2024"],
            ["5:4 warning week-length", "5:4 warning overlapping-weeks"],
        ),
        (["Jun 3 - Jun 7, 2024", "May 27 - May 31, 2024", "May 20 - May 24, 2024"], []),
        (["Jun 1 - Jun 30, 2024", "May 1 - May 31, 2024", "Apr 1 - Apr 30, 2024"], []),
        ([LAST, "June 10 - June 16, 2024", BEFORE, "June 3 - June 9, 2024"],
         ["9:4 warning week-order"]),
        (["2024-06-30", "2024-06-22", "2024-06-16", "2024-06-09"], ["5:4 warning odd-weekday"]),
        (["2024-06-30", "2024-06-29", "2024-06-28", "2024-06-25"], []),
    ],
)  # fmt: skip
def test_weeks_of_headings(headings: list[str], expected: list[str]) -> None:
    assert problems_of_sections(*headings) == expected


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (["2024-06-30", "2024-06-23", "2024-06-23", "2024-06-16"], []),
        (["2024-06-16", "2024-06-23", "2024-06-23", "2024-06-30"], []),
        (["2024-06-30", "2024-06-16", "2024-06-23", "2024-06-09"], [5]),
        (["2024-06-09", "2024-06-23", "2024-06-16", "2024-06-30"], [5]),
        (["2024-06-30", "2024-06-16", "", "2024-06-23", "2024-06-09"], [6]),
    ],
)
def test_week_order(days: list[str], lines: list[int]) -> None:
    assert problems_of_weeks(*days) == [f"{line}:3 warning week-order" for line in lines]


def test_week_order_names_the_order() -> None:
    rows = rows_of_weeks("2024-06-30", "2024-06-16", "2024-06-23", "2024-06-09")
    (problem,) = wp.check(io.StringIO(HEAD + "".join(rows)))
    assert problem.message == (
        "the week 2024-06-23 is listed after 2024-06-16 in a list whose newest week comes first"
    )


def test_week_order_of_tables_of_a_week_each() -> None:
    rows = rows_of_weeks("2024-06-30", "2024-06-16", "2024-06-23", "2024-06-09")
    assert problems_of("\n".join(HEAD + each for each in rows)) == ["11:3 warning week-order"]


def test_week_order_begins_anew_with_tables_of_several_weeks() -> None:
    rows = rows_of_weeks("2024-06-30", "2024-06-23", "2024-06-30", "2024-06-23")
    assert problems_of(HEAD + "".join(rows[:2]) + "\n" + HEAD + "".join(rows[2:])) == []


def test_days_of_less_than_a_week() -> None:
    assert problems_of_weeks("2024-06-30", "2024-06-27") == ["4:3 warning overlapping-weeks"]
    assert problems_of_weeks("2024-06-30", "2024-06-23") == []


def test_a_saturday_among_sundays() -> None:
    assert problems_of_weeks("2024-06-30", "2024-06-22", "2024-06-16") == [
        "4:3 warning odd-weekday"
    ]


def test_each_gap_once() -> None:
    days = ["2024-06-30", "2024-06-23", "2024-06-02", "2024-05-26", "2024-05-12"]
    assert problems_of_weeks(*days) == ["5:3 warning missing-week", "7:3 warning missing-week"]


def test_gaps_name_the_missing_weeks() -> None:
    days = ["2024-06-30", "2024-06-23", "2024-06-09", "2024-06-02", "2024-05-05"]
    text = HEAD + "".join(rows_of_weeks(*days))
    assert [each.message for each in wp.check(io.StringIO(text))] == [
        "there is no week 2024-06-16 between 2024-06-09 and 2024-06-23",
        "there are no weeks 2024-05-12 to 2024-05-26, 3 in all, between 2024-05-05 and 2024-06-02",
    ]


def test_a_mistaken_year_is_out_of_order_and_leaves_a_gap() -> None:
    days = ["2024-01-14", "2023-01-07", "2023-12-31", "2023-12-24"]
    assert problems_of_weeks(*days) == ["4:3 warning week-order", "5:3 warning missing-week"]


def test_each_of_many_misplaced_weeks_is_beside_its_neighbours() -> None:
    days = ["2024-06-30", "2023-01-01", "2024-06-23", "2023-01-08", "2024-06-16", "2024-06-09"]
    problems = check_text(HEAD + "".join(rows_of_weeks(*days)), None)
    messages = [each.message for each in problems if each.code == "week-order"]
    assert [message.partition(" in a list")[0] for message in messages] == [
        "the week 2023-01-01 is listed before 2024-06-23",
        "the week 2023-01-08 is listed before 2024-06-16",
    ]


def test_two_tables_of_one_week() -> None:
    first, second = HEAD + row(A), HEAD + row(B, title="U")
    assert problems_of(f"{first}\n{second}") == ["7:3 warning overlapping-weeks"]
    assert problems_of(f"# L\n\n## One\n\n{first}\n## Two\n\n{second}") == []


def test_weeks_of_json() -> None:
    papers = wp.parse(HEAD + row(A) + row(B, week="2024-06-23") + row(C, week="2024-06-09"))
    problems = check_text(papers.to_json(), "list.json")
    assert [(each.line, each.code) for each in problems] == [(None, "missing-week")]


def test_weeks_of_a_real_list() -> None:
    problems = real_problems("ml-papers-of-the-week.md")
    assert problems["week-length", "warning"] == 2
    assert problems["missing-week", "warning"] == 9
    assert {code for code, severity in problems if severity == "warning"} == {
        "week-length",
        "missing-week",
    }
