"""Checks of whole lists."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.checks import HEAD, A, real_problems
from weeklypapers import InvalidValueError, Papers

FIRST = "| 2024-06-30 | First | cs.CL    | Short.   | https://arxiv.org/abs/2406.00001 |"
SECOND = "| 2024-06-23 | Two   | cs.LG    | Short.   | https://arxiv.org/abs/2406.00002 |"
THIRD = "| 2024-06-16 | Three | cs.LG    | Short.   | https://arxiv.org/abs/2406.00003 |"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.md"


def problems(path: Path, *rows: str) -> list[str]:
    """Return the position, severity and code of each problem; the first row is on line 3."""
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    listed = wp.check(path)
    assert {each.file for each in listed} <= {str(path)}
    assert all(each.severity in wp.PROBLEMS[each.code].severities for each in listed)
    return [f"{each.line}:{each.column} {each.severity} {each.code}" for each in listed]


def test_a_clean_list(path: Path) -> None:
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


def test_tables_without_papers(path: Path) -> None:
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


def test_several_problems_in_the_order_of_lines(path: Path) -> None:
    assert problems(
        path, "| June | | cs.CL | | no |", "| 2024-06-30 | B | of mine | | |", SECOND
    ) == [
        "3:3 error bad-week",
        "3:10 error no-title",
        "3:22 error bad-link",
        "4:20 warning unknown-category",
        "4:32 warning no-link",
    ]


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
    severities = {(each.code, each.severity) for each in wp.check(tmp_path / "sample.md")}
    assert severities == {("pinned-version", "info")}


PIECES = st.sampled_from(
    [
        *"|-#*[]()<>`\\\n:",
        *["\n\n", "## ", "- ", "# x\n", " T ", "[b](", "\u2028", "\0", "cs.CL", "vision"],
        "https://[",
        *["2024-06-30", "2024-06-16", "2024-13-01", "Jun 3 - Jun 9", "Jun 10 - Jun 16, 2024"],
        *[A, f"[a]({A}v1)", "htps://arxiv.org/abs/2413.1", "| 2024-06-30 | T | "],
        "| Week | title | Paper-Link |\n|---|---|---|\n",
        "| title | category |\n|-|-|\n",
        "<table><tr><th>Title<th>Paper<tr><td>A b<td>",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_check_never_raises_and_includes_the_problems_of_reading(text: str) -> None:
    problems = wp.check(io.StringIO(text, newline=""))
    assert not Counter(wp.parse(text, on_error="collect").problems) - Counter(problems)
    lines = re.split(r"\r\n|[\r\n]", text)
    for each in problems:
        assert each.severity in wp.PROBLEMS[each.code].severities
        assert each.line is None or 1 <= each.line <= len(lines)
        if each.line and each.column:
            assert each.column <= len(lines[each.line - 1]) + 1


def test_the_real_weekly_list_needs_no_action() -> None:
    assert set(real_problems("weekly-papers.md")) <= {("pinned-version", "info")}


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("awesome-venues", 30),
        ("chinese-reading", 10),
        ("daily-summaries", 10),
        ("survey-bullets", 10),
    ],
)
def test_real_lists_have_few_problems_that_need_action(name: str, most: int) -> None:
    problems = real_problems(f"lists/{name}.md")
    assert 0 < sum(count for (_, severity), count in problems.items() if severity != "info") < most
