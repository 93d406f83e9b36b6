"""Papers that are listed more than once."""

from __future__ import annotations

import io

import weeklypapers as wp
from support.checks import HEAD, A, problems_of, problems_of_rows, real_problems, row


def test_duplicates_in_one_week_and_in_two() -> None:
    listed = problems_of_rows(row(), row(title="U"), row(week="2024-06-23"))
    assert listed == ["4:16 warning duplicate", "5:16 warning listed-again"]
    (_, again) = wp.check(io.StringIO(HEAD + row() + row(title="U") + row(week="2024-06-23")))
    assert again.message == "2406.00001 is already listed in the week 2024-06-30 (line 3)"


def test_duplicates_without_weeks() -> None:
    table = "| Date | Title | Paper |\n|---|---|---|\n"
    entry = f"| 2024-06-30 | A b c | {A} |\n"
    topics = f"# L\n\n## One\n\n{table}{entry}{entry}\n## Two\n\n{table}{entry}"
    assert problems_of(topics) == ["8:16 warning duplicate", "14:16 info listed-again"]
    days = f"## 2024-06-30\n\n{table}{entry}\n## 2024-06-29\n\n{table}{entry}"
    assert problems_of(days) == ["11:16 warning listed-again"]


def test_papers_without_identifier_are_distinguished_by_link_and_title() -> None:
    problems = problems_of_rows(
        "| 2024-06-30 | A | cs.CL | | https://openreview.net/forum?id=1 |\n",
        "| 2024-06-30 | A | cs.CL | | https://openreview.net/forum?id=2 |\n",
        "| 2024-06-30 | B | cs.CL | | https://openreview.net/forum?id=1 |\n",
        "| 2024-06-30 | C | cs.CL | | |\n",
        "| 2024-06-30 | c | cs.CL | | |\n",
        "| 2024-06-30 | D | cs.CL | | https://a.org/book |\n",
        "| 2024-06-30 | E | cs.CL | | https://a.org/book |\n",
    )
    assert [each for each in problems if "duplicate" in each] == [
        "5:16 warning duplicate",
        "7:16 warning duplicate",
    ]


def test_papers_under_several_topics() -> None:
    problems = real_problems("lists/arxiv-daily.md")
    assert problems["listed-again", "info"] == 749
    assert sum(count for (_, severity), count in problems.items() if severity != "info") < 10
