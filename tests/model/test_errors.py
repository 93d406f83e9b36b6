from __future__ import annotations

import copy
import pickle
import re
from typing import Any

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
from weeklypapers.model.errors import (
    EditError,
    FetchError,
    check_choice,
    did_you_mean,
    needs_extra,
    public,
    show,
)


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

    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(copied) is kind
        assert str(copied) == "title must be text"


@pytest.mark.parametrize(
    ("kind", "arguments", "message"),
    [
        (EditError, {"reason": 5}, "EditError.reason must be text, got 5"),
        (EditError, {"field": 5}, "EditError.field must be text or None, got 5"),
        (EditError, {"line": "5"}, "EditError.line must be a whole number or None, got '5'"),
        (EditError, {"file": 5}, "EditError.file must be text or None, got 5"),
        (
            EditError,
            {"obstacles": 5},
            "EditError.obstacles must be an iterable of EditError, got 5",
        ),
        (EditError, {"obstacles": [5]}, "each of EditError.obstacles must be an EditError, got 5"),
        (NotFoundError, {"message": 5}, "NotFoundError.message must be text, got 5"),
        (NotFoundError, {"hint": 5}, "NotFoundError.hint must be a function, got 5"),
        (FetchError, {"message": 5}, "FetchError.message must be text, got 5"),
        (
            FetchError,
            {"reason": "unavailible"},
            "FetchError.reason can't be 'unavailible'. Did you mean 'unavailable'?",
        ),
    ],
)
def test_errors_check_their_arguments(
    kind: type[Exception], arguments: dict[str, Any], message: str
) -> None:
    valid: dict[type, dict[str, Any]] = {
        EditError: {"reason": "no column"},
        FetchError: {"reason": "malformed", "message": "x"},
    }
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
        kind(**valid.get(kind, {}) | arguments)


def test_a_hint_is_computed_when_the_message_is_shown() -> None:
    hints: list[str] = []

    def hint() -> str:
        hints.append(" Nearest: b.")
        return hints[-1]

    error = NotFoundError("there is no a.", hint=hint)
    assert not hints
    assert str(error) == str(error) == "there is no a. Nearest: b."
    assert error.args == ("there is no a. Nearest: b.",)
    assert len(hints) == 1
    assert str(NotFoundError()) == ""

    copied = pickle.loads(pickle.dumps(NotFoundError("there is no a.", hint=hint)))  # noqa: S301
    assert str(copied) == "there is no a. Nearest: b."


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


def test_an_integer_that_python_does_not_write_is_shown() -> None:
    assert show(10**5000) == "a huge int"


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


def test_an_exception_is_a_name_of_the_package() -> None:
    @public
    class OtherError(WeeklyPapersError): ...

    assert f"{OtherError.__module__}.{OtherError.__name__}" == "weeklypapers.OtherError"


def test_an_unknown_choice_has_a_suggestion() -> None:
    check_choice("on_error", "warn", ("raise", "warn"))
    with pytest.raises(InvalidValueError, match=r"on_error can't be 'wran'\. Did you mean 'warn'"):
        check_choice("on_error", "wran", ("raise", "warn"))


def test_a_missing_dependency_has_its_command() -> None:
    error = needs_extra("to_polars()", "polars", "polars")
    assert str(error) == 'to_polars() needs polars: pip install "weeklypapers[polars]"'
    assert error.name == "polars"


def test_errors_with_attributes_survive_pickling() -> None:
    error = EditError("no such column", field="venue", line=3, file="list.md")
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert str(pickled) == str(error) == "list.md:3: venue: no such column"
    assert (pickled.field, pickled.line) == ("venue", 3)
    assert str(EditError("no table")) == "<text>: no table"


def test_errors_of_fetching_are_compared_by_value() -> None:
    error = FetchError("unavailable", "no answer")
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (copied, str(copied)) == (error, "unavailable: no answer")
    others = FetchError("malformed", "no answer"), FetchError("unavailable", "no connection")
    assert hash(copied) == hash(error) not in set(map(hash, others))
    assert len({error, FetchError("unavailable", "no answer"), *others}) == 3
    assert error == FetchError(message="no answer", reason="unavailable")
    assert error != ValueError("unavailable", "no answer")
    assert str(error) == "unavailable: no answer"


def test_an_edit_error_may_have_several_obstacles() -> None:
    venue, title = EditError("no column", "venue", 3, "a.md"), EditError("no title", "title", 4)
    assert EditError.of([venue, venue]) is venue
    assert str(EditError.of([])) == "<text>: 0 obstacles"
    assert venue.obstacles == (venue,)
    other = EditError("two columns", "venue", 3, "a.md")
    same, error = EditError.of([venue, other]), EditError.of([venue, title])
    assert (same.field, same.line) == ("venue", 3)
    assert (error.field, error.line) == (None, None)
    assert error.obstacles == (venue, title)
    assert str(error) == "a.md: 2 obstacles\na.md:3: venue: no column\n4: title: no title"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert str(again) == str(error)
    assert [each.field for each in again.obstacles] == ["venue", "title"]
