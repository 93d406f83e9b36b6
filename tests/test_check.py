"""What a curator is told: each kind of problem, with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import weeklypapers as wp
from weeklypapers import InvalidValueError, Papers

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
| Week       | title | category | abstract | Paper-Link                       |
|------------|-------|----------|----------|----------------------------------|
"""
FIRST = "| 2024-06-30 | First | cs.CL    | Short.   | https://arxiv.org/abs/2406.00001 |"
SECOND = "| 2024-06-23 | Two   | cs.LG    | Short.   | https://arxiv.org/abs/2406.00002 |"
THIRD = "| 2024-06-16 | Three | cs.LG    | Short.   | https://arxiv.org/abs/2406.00003 |"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.md"


def problems(path: Path, *rows: str) -> list[str]:
    """Place, severity and code of each problem of these rows; the first is on line 3."""
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    found = wp.check(path)
    assert {problem.file for problem in found} <= {str(path)}
    assert all(each.severity in wp.PROBLEMS[each.code].severities for each in found)
    return [f"{each.line}:{each.column} {each.severity} {each.code}" for each in found]


def test_a_clean_list_has_none(path: Path) -> None:
    assert problems(path, FIRST, SECOND, THIRD) == []
    assert wp.check(path) == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| June       | B | cs.CL | a | https://arxiv.org/abs/2406.00009 |", "4:3 error bad-week"),
        (
            "| 2024-06-30 |   | cs.CL | a | https://arxiv.org/abs/2406.00009 |",
            "4:16 error no-title",
        ),
        ("| 2024-06-30 | B | cs.CL | a | arxiv |", "4:32 error bad-link"),
        (
            "| 2024-06-30 | B | cs.CL | cs.LG | a | https://arxiv.org/abs/2406.00009 |",
            "4:40 error too-many-cells",
        ),
        (
            "| 2024-06-30 | B | cs.CL | a|b | https://arxiv.org/abs/2406.00009 |",
            "4:28 repaired unescaped-pipe",
        ),
        (
            "| 2024-06-30 | B | cs.CL | a | https://arxiv.org/abs/2406.00009 | |",
            "4:67 repaired extra-cells",
        ),
        (
            "| 2024-06-30 | B | cs.CL | a | https://arxiv.org/pdf/2406.00001 |",
            "4:16 warning duplicate",
        ),
        ("| 2024-06-30 | B | cs.CL | a | |", "4:32 warning no-link"),
        ("| 2024-06-30 | B | cs.CL | a | https://a.org/b |", "4:32 info no-paper-link"),
        (
            "| 2024-06-30 | B | Langauge | a | https://arxiv.org/abs/2406.00009 |",
            "4:20 warning unknown-category",
        ),
    ],
    ids=lambda value: value.rpartition(" ")[2] if value[0] != "|" else "",
)
def test_a_row(path: Path, row: str, expected: str) -> None:
    assert problems(path, FIRST, row) == [expected]


def test_a_short_row(path: Path) -> None:
    short = "| 2024-06-30 | B |"
    assert problems(path, FIRST, short) == [
        f"4:{len(short) + 1} repaired missing-cells",
        f"4:{len(short) + 1} warning no-link",
    ]


def test_tables_that_list_no_papers(path: Path) -> None:
    assert problems(path, FIRST, "", "| a | b |", "|---|---|") == ["5:1 info other-table"]
    path.write_text("Prose.", encoding="utf-8")
    assert [problem.code for problem in wp.check(path)] == ["no-papers"]


def test_messages(path: Path) -> None:
    path.write_text(
        HEAD
        + FIRST
        + "\n| 2024-06-30 | B | Computation and Langauge | a | https://arxiv.org/abs/2413.00001 |"
        + "\n"
        + FIRST,
        encoding="utf-8",
    )
    category, link, twice = wp.check(path)
    assert category.message == (
        "arXiv has no category 'Computation and Langauge'. Did you mean 'Computation and Language'?"
    )
    assert "got '2413.00001': there is no month 13" in link.message
    assert link.text.startswith("| 2024-06-30 | B |")
    assert str(twice).startswith(f"{path}:5:16: duplicate: 2406.00001 is listed twice, first in li")


def test_papers_without_identifier_are_told_apart_by_link_and_title(path: Path) -> None:
    found = problems(
        path,
        "| 2024-06-30 | A | cs.CL | | https://openreview.net/forum?id=1 |",
        "| 2024-06-30 | A | cs.CL | | https://openreview.net/forum?id=2 |",
        "| 2024-06-30 | B | cs.CL | | https://openreview.net/forum?id=1 |",
        "| 2024-06-30 | C | cs.CL | | |",
        "| 2024-06-30 | c | cs.CL | | |",
        "| 2024-06-30 | D | cs.CL | | https://a.org/book |",
        "| 2024-06-30 | E | cs.CL | | https://a.org/book |",
    )
    assert [each for each in found if "duplicate" in each] == [
        "5:16 warning duplicate",
        "7:16 warning duplicate",
    ]


def test_several_problems_in_the_order_of_lines(path: Path) -> None:
    found = problems(path, "| June | | cs.CL | | no |", "| 2024-06-30 | B | of mine | | |", SECOND)
    assert found == [
        "3:3 error bad-week",
        "3:10 error no-title",
        "3:22 error bad-link",
        "4:20 warning unknown-category",
        "4:32 warning no-link",
    ]


# -- The order of weeks ------------------------------------------------------------------------


def weeks(*days: str) -> list[str]:
    return [
        f"| {day} | {number} | cs.CL | | https://arxiv.org/abs/2401.0000{number} |"
        for number, day in enumerate(days)
    ]


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
def test_week_order(path: Path, days: list[str], lines: list[int]) -> None:
    assert problems(path, *weeks(*days)) == [f"{line}:3 warning week-order" for line in lines]


def test_week_order_names_the_order(path: Path) -> None:
    problems(path, *weeks("2024-06-30", "2024-06-16", "2024-06-23", "2024-06-09"))
    (problem,) = wp.check(path)
    assert problem.message == (
        "the week 2024-06-23 is listed after 2024-06-16 in a list whose newest week comes first"
    )


def test_week_order_of_tables_of_a_week_each(path: Path) -> None:
    days = weeks("2024-06-30", "2024-06-16", "2024-06-23", "2024-06-09")
    path.write_text("\n\n".join(HEAD + row for row in days), encoding="utf-8")
    assert [(problem.line, problem.code) for problem in wp.check(path)] == [(11, "week-order")]


def test_week_order_begins_anew_with_tables_of_several_weeks(path: Path) -> None:
    first, second = weeks("2024-06-30", "2024-06-23"), weeks("", "", "2024-06-30", "2024-06-23")[2:]
    path.write_text("\n\n".join(HEAD + "\n".join(rows) for rows in (first, second)))
    assert wp.check(path) == ()


# -- Sources -----------------------------------------------------------------------------------


def test_json(tmp_path: Path) -> None:
    listed = wp.parse("\n".join([HEAD + FIRST, FIRST, "| 2024-06-30 | B |"]), on_error="collect")
    document, lines = tmp_path / "list.json", tmp_path / "list.jsonl"
    listed.write(document)
    listed.write(lines)
    places = [(each.file, each.line, each.code, each.text) for each in wp.check(document)]
    assert places == [
        (str(document), None, "duplicate", "First"),
        (str(document), None, "no-link", "B"),
    ]
    assert [(each.file, each.line, each.code) for each in wp.check(lines)] == [
        (str(lines), 2, "duplicate"),
        (str(lines), 3, "no-link"),
    ]
    assert "first in line 1" in wp.check(lines)[0].message
    assert "first in an earlier entry" in wp.check(document)[0].message


def test_columns_and_dialect(path: Path) -> None:
    path.write_text(f"| Stuff | Where |\n|---|---|\n| A | {FIRST[-34:]}", encoding="utf-8")
    assert [problem.code for problem in wp.check(path)] == ["other-table", "no-papers"]
    assert wp.check(path, columns={"Stuff": "title", "Where": "links"}) == ()
    with pytest.raises(InvalidValueError):
        wp.check(path, dialect="none")


def test_the_sample_is_clean(tmp_path: Path) -> None:
    Papers(list(wp.sample())).write(tmp_path / "sample.md")
    found = wp.check(tmp_path / "sample.md")
    assert {(each.code, each.severity) for each in found} == {("pinned-version", "info")}
