"""Problems of one paper."""

from __future__ import annotations

import io

import pytest

import weeklypapers as wp
from support.checks import HEAD, A, B, C, problems_of, problems_of_rows, row


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (A, []),
        ("https://openreview.net/forum?id=1", []),
        ("[Paper](https://example.edu/long-rag)", []),
        ("[blog](https://a.org) " + A, []),
        ("", ["3:32 warning no-link"]),
        ("https://a.org/b", ["3:32 info no-paper-link"]),
        ("[code](https://github.com/a/b)", ["3:32 info no-paper-link"]),
        ("https://arxlv.org/abs/2406.00001", ["3:32 warning no-paper-link"]),
        ("https://arxiv.org.evil.com/abs/2406.00001", ["3:32 warning no-paper-link"]),
        ("https://arxiv.org@evil.com/abs/2406.00001", ["3:32 warning no-paper-link"]),
        (f"{A} [pdf](https://arxlv.org/pdf/2406.00001)", ["3:65 warning no-paper-link"]),
        ("https://arxiv.org/list/cs.CL/recent", ["3:32 info no-paper-link"]),
        ("https://arxiv.org/abs/2413.00001", ["3:32 warning bad-id"]),
        ("https://arxiv.org/pdf/2406.0001.pdf", ["3:32 warning bad-id"]),
        ("https://doi.org/10.48550/arXiv.2406.0001", ["3:32 warning bad-id"]),
        (f"{A} https://arxiv.org/abs/1413.0001", ["3:65 warning bad-id"]),
        ("[2406.00001](https://arxiv.org/abs/2406.00010)", ["3:32 warning label-mismatch"]),
        ("[arXiv:2406.00001v2](https://arxiv.org/abs/2406.00001)", []),
        (f"[abs]({A}) [pdf](https://arxiv.org/pdf/2406.00002)", ["3:72 warning several-papers"]),
        (f"[abs]({A}) [pdf](https://arxiv.org/pdf/2406.00001)", []),
        (f"[abs]({A}) [the work that it goes on from]({B})", []),
        (f"{A}v1", ["3:32 info pinned-version"]),
        ("[a](htps://arxiv.org/abs/2406.00001)", ["3:32 warning bad-scheme"]),
        ("[a](mailto:a@b.org)", ["3:32 info no-paper-link"]),
    ],
)
def test_links(link: str, expected: list[str]) -> None:
    assert problems_of_rows(row(link)) == expected


def test_the_message_for_an_invalid_identifier() -> None:
    (problem,) = wp.check(io.StringIO(HEAD + row("https://arxiv.org/abs/2413.00001")))
    assert problem.message.endswith("got '2413.00001': there is no month 13")


@pytest.mark.parametrize(
    "wrong", ["htps://", "http:/", "https:/", "https:///", "https//", "ttps://", "hhttps://"]
)
def test_a_misspelt_scheme_is_fixed(wrong: str) -> None:
    text = HEAD + row(f"[a|b]({wrong}arxiv.org/abs/2406.00001)".replace("|", r"\|"))
    fixed = wp.fix(io.StringIO(text))
    assert [each.code for each in fixed.fixed] == ["bad-scheme"]
    assert fixed.text == text.replace(wrong, "https://")
    assert fixed.problems == ()


def test_a_table_without_a_column_of_links_is_reported_once() -> None:
    table = "| title | category |\n|---|---|\n| A | cs.CL |\n| B | cs.LG |\n"
    assert problems_of(table) == ["1:1 warning no-link"]


def test_a_dead_link_is_not_a_missing_one() -> None:
    table = "| Date | Title | Paper |\n|---|---|---|\n| 2024 | A b c | [soon]() |\n"
    assert problems_of(f"{table}| 2024 | D e f | {A} |\n") == ["3:18 warning dead-link"]


def test_a_list_that_usually_names_versions_is_reported_once() -> None:
    pinned = [
        row(f"https://arxiv.org/abs/2406.000{number}v1", title=chr(number + 60))
        for number in range(10, 21)
    ]
    assert problems_of_rows(*pinned) == ["3:32 info pinned-version"]
    assert len(problems_of_rows(*pinned[1:])) == 10


@pytest.mark.parametrize(
    ("week", "expected"),
    [("2024-06-02", []), ("2024-05-26", ["3:3 warning date-before-paper"])],
)
def test_weeks_before_the_paper(week: str, expected: list[str]) -> None:
    assert problems_of_rows(row(week=week)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-06-01", []),
        ("2024-06", []),
        ("2024", []),
        ("2024-05-02", ["3:3 info date-before-paper"]),
        ("2024-04-30", ["3:3 warning date-before-paper"]),
        ("2024-04", ["3:3 warning date-before-paper"]),
        ("2023", ["3:3 info date-before-paper"]),
    ],
)
def test_dates_before_the_paper(date: str, expected: list[str]) -> None:
    assert (
        problems_of(f"| Date | Title | Paper |\n|---|---|---|\n| {date} | A b c | {A} |\n")
        == expected
    )


def test_a_heading_before_the_paper() -> None:
    text = f"## May 20 - May 26, 2024\n\n- [Words of a title]({A})\n"
    assert problems_of(text) == ["3:3 warning date-before-paper"]


def test_other_subjects_of_a_whole_list_are_reported_once() -> None:
    subjects = [row(A, category="Vision stuff"), row(B, title="U", category="Planning")]
    assert problems_of_rows(*subjects) == ["3:20 info unknown-category"]
    assert problems_of_rows(*subjects, row(C, title="V")) == [
        "3:20 warning unknown-category",
        "4:20 warning unknown-category",
    ]
