"""The problems that a check reports."""

from __future__ import annotations

import io

import pytest

import weeklypapers as wp
from support.cli import HEAD, row
from weeklypapers.checking.selecting import known_codes, selected

LIST = HEAD + row(1) + row(1) + row(2, link="")


def codes(**arguments: object) -> list[str]:
    check: object = wp.check
    assert callable(check)
    return [problem.code for problem in check(io.StringIO(LIST), **arguments)]


def test_selected_and_ignored_codes() -> None:
    assert codes() == ["duplicate", "no-link"]
    assert codes(select=["no-link"]) == ["no-link"]
    assert codes(ignore={"no-link"}) == ["duplicate"]
    assert codes(select=["no-link", "duplicate"], ignore=["no-link"]) == ["duplicate"]
    assert codes(select=[]) == []


@pytest.mark.parametrize("name", ["select", "ignore"])
def test_wrong_codes(name: str) -> None:
    with pytest.raises(wp.InvalidValueError, match=f"{name}: .*Did you mean 'no-link'"):
        codes(**{name: ["no-lnk"]})
    with pytest.raises(wp.InvalidValueError, match=f"{name} must be several codes, got the text"):
        codes(**{name: "no-link"})


def test_problems_keep_their_order() -> None:
    problems = wp.check(io.StringIO(LIST))
    assert selected(problems, None, ()) == problems
    assert known_codes("ignore", iter(["no-link"])) == {"no-link"}
