"""The values of the roles of a template, read from texts without markup."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.dialects.plain_values import NOTHING, ROLES, label_of_link, value_of


@pytest.mark.parametrize(
    ("role", "text", "value"),
    [
        ("title", "Networks  for Foo", "Networks for Foo"),
        ("date", "May 2024", "2024-05"),
        ("venue", "A Hall of Doors", "A Hall of Doors"),
        ("authors", "Ada Lovelace, Bo Li", "Names(names=('Ada Lovelace', 'Bo Li'), more=False)"),
        ("affiliation", "Acme  Labs", "Acme Labs"),
        ("topics", "graphs, trees", "('graphs', 'trees')"),
        ("category", "cs.LG", "cs.LG"),
        ("extra:0", " text ", "text"),
    ],
)
def test_values(role: str, text: str, value: str) -> None:
    assert str(value_of(role, text, None, "**")) == value


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("title", "Networks _for_ Foo"),
        ("title", "Foo"),
        ("title", "Networks for Foo."),
        ("title", "Networks for Foo (ICLR 2024)"),
        ("title", "Ruiz et al., 2020"),
        ("date", "20x3"),
        ("date", "4048"),
        ("venue", "Acta, Sept."),
        ("authors", "only a remark of somebody else"),
        ("affiliation", "2023"),
        ("category", "cs.LG stat.ML"),
        ("comment", "see https://a.org"),
    ],
)
def test_other_texts_are_refused(role: str, text: str) -> None:
    assert value_of(role, text, None, "**") is None


def test_a_title_without_markup_is_one_segment() -> None:
    assert value_of("title", "Networks for Foo. Ada Lovelace, Bo Li", None, "**") is not None
    assert value_of("title", "Networks for Foo. Ada Lovelace, Bo Li", None, "") is None


def test_a_date_has_the_format_of_its_template() -> None:
    assert value_of("date", "05/04/2024", "%d/%m/%Y", "") == wp.PartialDate(2024, 4, 5)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_text_may_mean_that_there_is_no_value(role: str) -> None:
    assert value_of(role, "N/A", None, "") is NOTHING


def test_labels_that_markdown_changes_are_left_out() -> None:
    assert label_of_link("the\xa0 paper") == "the paper"
    assert label_of_link("Paper &amp; Code") == ""
