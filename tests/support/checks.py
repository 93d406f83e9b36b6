"""Weekly tables, and short forms of the problems that a check finds in them."""

from __future__ import annotations

import io
from collections import Counter

import weeklypapers as wp
from support.real_lists import path_of

__all__ = ["HEAD", "A", "B", "C", "problems_of", "problems_of_rows", "real_problems", "row"]


HEAD = "| Week | title | category | abstract | Paper-Link |\n|---|---|---|---|---|\n"
A, B, C = (f"https://arxiv.org/abs/2406.0000{n}" for n in (1, 2, 3))


def problems_of(text: str) -> list[str]:
    """Return the position, severity and code of each problem of a list."""
    problems = wp.check(io.StringIO(text))
    assert all(each.severity in wp.PROBLEMS[each.code].severities for each in problems)
    return [f"{each.line}:{each.column} {each.severity} {each.code}" for each in problems]


def row(link: str = A, week: str = "2024-06-30", title: str = "T", category: str = "cs.CL") -> str:
    """Return a row of a weekly table; its link is in column 32."""
    return f"| {week} | {title} | {category} | a | {link} |\n"


def problems_of_rows(*rows: str) -> list[str]:
    """Return the problems of a weekly table with these rows; the first is on line 3."""
    return problems_of(HEAD + "".join(rows))


def real_problems(name: str) -> Counter[tuple[str, str]]:
    """Count the problems of a real list by code and severity."""
    return Counter((each.code, each.severity) for each in wp.check(path_of(name)))
