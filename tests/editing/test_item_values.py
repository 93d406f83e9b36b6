"""Values as Markdown in the style of a list."""

from __future__ import annotations

import pytest

from weeklypapers import Category, PartialDate
from weeklypapers.editing.item_values import (
    category_text,
    date_text,
    names_text,
    plain_text,
    text_source,
    topics_text,
)
from weeklypapers.model.names import Names


@pytest.mark.parametrize(
    ("text", "options", "source"),
    [
        ("One & two", {}, "One & two"),
        ("A *star*", {}, r"A \*star\*"),
        ("A [x]", {}, r"A [x]"),
        ("A ] b", {"is_label": True}, r"A \] b"),
        ("1. One", {"is_first": True}, r"1\. One"),
        ("# One", {"is_first": True}, r"\# One"),
        ("A < b", {"is_html": True}, "A &lt; b"),
        ("a_b", {"is_code": True}, "a_b"),
        ("a`b", {"is_code": True}, None),
    ],
)
def test_a_text_is_escaped_where_its_place_requires_it(
    text: str, options: dict[str, bool], source: str | None
) -> None:
    assert text_source(text, **{"is_html": False, **options}) == source
    if source and not options.get("is_code"):
        assert plain_text(source, is_html=options.get("is_html", False)) == text


@pytest.mark.parametrize(
    ("samples", "text"),
    [
        ([], "A Bee, C Dee, E Fox"),
        (["Ann Lee, Bo Chan"], "A Bee, C Dee, E Fox"),
        (["Ann Lee; Bo Chan"], "A Bee; C Dee; E Fox"),
        (["Ann Lee, Bo Chan and Cy Dow"], "A Bee, C Dee and E Fox"),
        (["Ann Lee, Bo Chan, and Cy Dow"], "A Bee, C Dee, and E Fox"),
        (["Ann Lee", "Bo Chan · Cy Dow"], "A Bee · C Dee · E Fox"),
    ],
)
def test_names_are_separated_as_in_other_entries(samples: list[str], text: str) -> None:
    assert names_text(Names(("A Bee", "C Dee", "E Fox")), samples) == text


@pytest.mark.parametrize(
    ("samples", "text"),
    [
        ([], "A Bee, C Dee, et al."),
        (["Ann Lee, Bo Chan et al."], "A Bee, C Dee et al."),
        (["Ann Lee et al", "Bo Chan, Cy Dow"], "A Bee, C Dee et al"),
    ],
)
def test_further_authors_are_indicated_as_in_other_entries(samples: list[str], text: str) -> None:
    assert names_text(Names(("A Bee", "C Dee"), more=True), samples) == text


def test_inverted_names_are_separated_by_semicolons() -> None:
    assert names_text(Names(("Bee, A", "Dee, C")), ["Ann Lee, Bo Chan"]) == "Bee, A; Dee, C"


@pytest.mark.parametrize(
    ("date", "old", "form", "formats", "text"),
    [
        (PartialDate(2024), "2023", "%Y", [], "2024"),
        (PartialDate(2024, 3), "Jun 2023", "%b %Y", [], "Mar 2024"),
        (PartialDate(2024, 3, 5), "June 12, 2023", None, ["%Y"], "March 5, 2024"),
        (PartialDate(2024, 3), "2023", "%Y", ["%Y", "%Y/%m"], "2024/03"),
        (PartialDate(2024, 3, 5), "2023", "%Y", ["%Y"], "2024-03-05"),
        (PartialDate(2024, 3), "", None, ["%B %Y"], "March 2024"),
        (PartialDate(2024, 3), "May 2023", "%b %Y", ["%B %Y"], "March 2024"),
    ],
)
def test_a_date_has_the_most_frequent_format_that_expresses_it(
    date: PartialDate, old: str, form: str | None, formats: list[str], text: str
) -> None:
    assert date_text(date, old, form, formats, None) == text


def test_a_category_is_a_code_where_the_list_writes_codes() -> None:
    category = Category.parse("cs.CL")
    assert category_text(category, "cs.CV") == "cs.CL"
    assert category_text(category, "Computer Vision") == category.label


def test_topics_are_below_the_headings() -> None:
    assert topics_text(("A > b", "A > c"), ("A",), "x; y") == "b; c"
    assert topics_text(("B",), ("A",), "x") is None
