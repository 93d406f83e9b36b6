from __future__ import annotations

import copy
import pickle

import pytest

from weeklypapers import (
    InvalidValueError,
    NotFoundError,
    PaperListWarning,
    ReadError,
    SourceError,
    UnknownArgumentError,
    WeeklyPapersError,
)
from weeklypapers.model.errors import did_you_mean, show


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
