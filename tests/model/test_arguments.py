from __future__ import annotations

import inspect

import pytest

from weeklypapers.model.arguments import meant, suggesting, suggestion
from weeklypapers.model.errors import UnknownArgumentError


def show(
    self: object, first: int = 0, /, *keys: str, since: str = "", reverse: bool = False
) -> str:
    """Show a value."""
    return f"{first} {keys} {since} {reverse}"


def test_the_function_is_called_with_its_arguments() -> None:
    checked = suggesting(show)
    assert checked(None, 1, "a", "b", since="c", reverse=True) == "1 ('a', 'b') c True"
    assert checked.__doc__ == "Show a value."
    assert inspect.signature(checked) == inspect.signature(show)


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
        ("self", "Known: 'first', 'keys', 'since', 'reverse'."),
    ],
)
def test_an_unknown_argument(wrong: str, hint: str) -> None:
    with pytest.raises(UnknownArgumentError) as caught:
        suggesting(show)(None, **{wrong: 1})  # type: ignore[arg-type]
    assert str(caught.value) == f"show() got an unexpected keyword argument {wrong!r}. {hint}"


def test_a_word_with_several_meanings() -> None:
    assert meant("name", ["author", "title", "week"]) == ["author", "title"]
    assert meant("Tags", ["author", "topic"]) == ["topic"]
    assert meant("author", ["author"]) == []
    assert suggestion("name", ["author", "title"]) == "Did you mean 'author' or 'title'?"


@pytest.mark.parametrize("wrong", ["older_than", "older-than", "Older Than", "olderThan"])
def test_words_of_a_name_may_be_separated(wrong: str) -> None:
    assert meant(wrong, ["since", "until"]) == ["until"]


def test_the_nearest_of_several_similar_names_is_suggested() -> None:
    assert suggestion("topcs", ["topic", "topics"]) == "Did you mean 'topics'?"
    assert suggestion("topic_name", ["topics", "topic"]) == "Did you mean 'topic'?"


def test_a_word_must_be_more_similar_than_a_name() -> None:
    assert suggestion("authority", ["author"]) == "Did you mean 'author'?"
    assert suggestion("writing", ["author"]) == "Known: 'author'."  # `writer` has the meaning


def test_another_hint_instead_of_all_names() -> None:
    assert suggestion("xyz", ["week"], "Pass a function.") == "Pass a function."
    assert suggestion("weke", ["week"], "Pass a function.") == "Did you mean 'week'?"
