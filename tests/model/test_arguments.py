from __future__ import annotations

import inspect

import pytest

from weeklypapers.model.arguments import meant, suggesting, suggestion
from weeklypapers.model.errors import UnknownArgumentError


@suggesting
def show(
    self: object, first: int = 0, /, *keys: str, since: str = "", reverse: bool = False
) -> str:
    """Show a value."""
    return f"{first} {keys} {since} {reverse}"


def test_the_function_is_called_with_its_arguments() -> None:
    assert show(None, 1, "a", "b", since="c", reverse=True) == "1 ('a', 'b') c True"
    assert show.__doc__ == "Show a value."
    assert list(inspect.signature(show).parameters) == ["self", "first", "keys", "since", "reverse"]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("after", "Did you mean 'since'?"),
        ("start_date", "Did you mean 'since'?"),
        ("sinc", "Did you mean 'since'?"),
        ("aftr", "Did you mean 'since'?"),
        ("descending", "Did you mean reverse=True?"),
        ("by", "Pass it without a name: show('week', …)."),
        ("first", "Pass it without a name: show(first, …)."),
        ("xyz", "Known: 'first', 'keys', 'since', 'reverse'."),
    ],
)
def test_an_unknown_argument(wrong: str, hint: str) -> None:
    with pytest.raises(UnknownArgumentError) as caught:
        show(None, **{wrong: 1})  # type: ignore[arg-type]
    assert str(caught.value) == f"show() got an unexpected keyword argument {wrong!r}. {hint}"


def test_a_word_with_several_meanings() -> None:
    assert meant("name", ["author", "title", "week"]) == ["author", "title"]
    assert meant("Tags", ["author", "topic"]) == ["topic"]
    assert meant("author", ["author"]) == []
    assert suggestion("name", ["author", "title"]) == "Did you mean 'author' or 'title'?"


def test_another_hint_instead_of_all_names() -> None:
    assert suggestion("xyz", ["week"], "Pass a function.") == "Pass a function."
    assert suggestion("weke", ["week"], "Pass a function.") == "Did you mean 'week'?"
