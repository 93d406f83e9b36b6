"""The authors of new papers as a list writes others."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.editing.author_forms import AuthorForm, author_form

AUTHORS = ("Ada Lovelace", "Jean-Paul Sartre", "Ludwig van Beethoven", "Plato")


def listed(*names: str, more: bool = False) -> wp.Paper:
    return wp.Paper(title="A title", listed_authors=names, more_authors=more)


@pytest.mark.parametrize(
    ("papers", "names", "more"),
    [
        ([], AUTHORS, False),
        ([listed("Ann Lee", "Bo Chan")], AUTHORS, False),
        ([listed("Ann Lee", more=True)], AUTHORS[:1], True),
        ([listed("Ann Lee", "Bo Chan", more=True), listed("Ed Fox")] * 2, AUTHORS, False),
        ([listed("A. Lee", "B. C. Chan")], ("A. Lovelace", "J.-P. Sartre", "L. van Beethoven", "Plato"), False),
        ([listed("Lee, Ann")], ("Lovelace, Ada", "Sartre, Jean-Paul", "van Beethoven, Ludwig", "Plato"), False),
        ([listed("Lee, A.", more=True)], ("Lovelace, A.",), True),
        ([listed("Lee", "Chan")], ("Lovelace", "Sartre", "van Beethoven", "Plato"), False),
    ],
)  # fmt: skip
def test_names_are_like_those_of_the_list(
    papers: list[wp.Paper], names: tuple[str, ...], *, more: bool
) -> None:
    result = author_form(papers).names(AUTHORS)
    assert (result.names, result.more) == (names, more)


def test_few_authors_are_all_named() -> None:
    assert AuthorForm(most=2).names(AUTHORS[:2]).more is False
