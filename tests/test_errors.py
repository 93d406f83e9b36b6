from __future__ import annotations

import copy
import pickle

import pytest

from weeklypapers import (
    InvalidValueError,
    NotFoundError,
    Paper,
    PaperListWarning,
    Papers,
    Problem,
    ReadError,
    SourceError,
    UnknownArgumentError,
    WeeklyPapersError,
)
from weeklypapers.model.errors import did_you_mean, show

BAD_WEEK = Problem(code="bad-week", message="expected a day", line=4, column=3, file="list.md")
BAD_LINK = Problem(code="bad-link", message="expected a link", line=9)
REPAIRED = Problem(code="extra-pipe", message="joined", line=5, severity="repaired")
READ = Papers([Paper(title="A")], problems=[REPAIRED])


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidValueError, ValueError),
        (UnknownArgumentError, ValueError),
        (UnknownArgumentError, TypeError),
        (NotFoundError, LookupError),
        (ReadError, ValueError),
        (SourceError, OSError),
    ],
)
def test_every_error_is_of_the_package_and_of_python(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, WeeklyPapersError)
    assert issubclass(error, builtin)


def test_warnings_are_user_warnings() -> None:
    assert issubclass(PaperListWarning, UserWarning)


@pytest.mark.parametrize(
    "kind", [WeeklyPapersError, InvalidValueError, UnknownArgumentError, NotFoundError, SourceError]
)
def test_errors_survive_pickling(kind: type[Exception]) -> None:
    error = kind("title must be text")

    for made in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(made) is kind
        assert str(made) == "title must be text"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (BAD_WEEK, "list.md:4:3: bad-week: expected a day"),
        (BAD_LINK, "9: bad-link: expected a link"),
        (Problem(code="a", message="b", file="list.json"), "list.json: a: b"),
        (Problem(code="a", message="b"), "<text>: a: b"),
    ],
)
def test_a_problem_says_where(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert BAD_LINK.severity == "error"
    assert (BAD_LINK.file, BAD_LINK.column, BAD_LINK.text) == (None, None, "")


def test_read_error_tells_the_errors_and_carries_all() -> None:
    error = ReadError([BAD_WEEK, REPAIRED, BAD_LINK], READ)

    assert str(error) == f"{BAD_WEEK}\n{BAD_LINK}"
    assert error.problems == (BAD_WEEK, REPAIRED, BAD_LINK)
    assert error.papers is READ


def test_read_error_tells_no_more_than_ten() -> None:
    problems = [Problem(code="bad-week", message="m", line=line) for line in range(1, 16)]

    lines = str(ReadError(problems, READ)).splitlines()

    assert lines[:-1] == [str(problem) for problem in problems[:10]]
    assert lines[-1] == "… and 5 more, all in .problems"


def test_read_error_survives_pickling() -> None:
    error = ReadError(iter([BAD_WEEK, REPAIRED]), READ)

    for made in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert isinstance(made, ReadError)
        assert str(made) == str(error)
        assert made.problems == (BAD_WEEK, REPAIRED)
        assert made.papers == READ
        assert made.papers.problems == (REPAIRED,)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n", r"'a\n'"),
        (None, "None"),
        ("x" * 78, f"'{'x' * 78}'"),
        ("x" * 79, f"'{'x' * 78}…"),
    ],
)
def test_show(value: object, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("tilte", "Did you mean 'title'?"),
        ("WEEK", "Did you mean 'Week'?"),
        ("titles", "Did you mean 'title'?"),
        ("xyz", "Known: 'title', 'Week'."),
        ("", "Known: 'title', 'Week'."),
    ],
)
def test_did_you_mean(wrong: str, hint: str) -> None:
    assert did_you_mean(wrong, iter(["title", "Week"])) == hint
