"""The columns of tables and their names."""

from __future__ import annotations

import pytest

from support.weekly import chunk_of, table
from weeklypapers.dialects.dialect import WEEKLY
from weeklypapers.dialects.tables.columns import Columns, named_columns
from weeklypapers.model.templates import Template


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("| title | Week | a | a | a |", ("title", "week", "a", "a (2)", "a (3)")),
        ("| title | Week | a | a (2) | a |", ("title", "week", "a", "a (2)", "a (3)")),
        ("| title | Title | Week |", ("title", "Title", "week")),
        ("| title | Week | title | week |", ("title", "week", "title", "week")),
        ("| | title | Week | column 1 |", ("column 1", "title", "week", "column 1 (2)")),
    ],
)
def test_names_of_columns(header: str, names: tuple[str, ...]) -> None:
    columns = WEEKLY.recognise(chunk_of(table(header=header)), {}, chosen=True)
    assert columns is not None
    assert columns.names == names


def columns_of(roles: str) -> Columns:
    return named_columns(roles.upper().split(), roles.split(), {"entry": "title", "code": "links"})


def test_places_are_those_of_the_first_column_of_each_role() -> None:
    columns = columns_of("extra week entry code paper code extra")
    assert columns.places == {"week": 1, "entry": 2, "code": 3, "paper": 4}
    assert columns.extra == {"EXTRA": 0, "EXTRA (2)": 6}
    assert columns.roles == ("extra", "week", "entry", "code", "paper", "code", "extra")
    assert columns.names == ("EXTRA", "week", "title", "links", "paper", "links", "EXTRA (2)")
    assert columns.title == 2


def test_columns_are_compared_and_hashed_by_value() -> None:
    assert columns_of("title week") == columns_of("title week") != columns_of("week title")
    assert hash(columns_of("title extra")) == hash(columns_of("title extra"))


@pytest.mark.parametrize(
    ("headers", "roles", "names"),
    [
        ("title||Name", "extra extra name", ("title (2)", "column 2", "title")),
        ("title|Titel", "extra title", ("title (2)", "title")),
        ("Paper|links|Code", "paper extra code", ("links", "links (2)", "links")),
        ("Paper|Code|links", "paper code extra", ("links", "links", "links")),
    ],
)
def test_an_extra_column_has_the_name_of_no_field_after_it(
    headers: str, roles: str, names: tuple[str, ...]
) -> None:
    fields = {"name": "title", "paper": "links", "code": "links"}
    assert named_columns(headers.split("|"), roles.split(), fields).names == names


@pytest.mark.parametrize(
    ("headers", "roles", "template"),
    [
        (
            "Week|title|category|abstract|Links",
            "week title category abstract links",
            "| {week} | {title} | {category} | {abstract} | {links} |",
        ),
        (
            "Name|Who|When|Code|Stars",
            "name listed_authors listed_date code extra",
            "| [{title}]({url}) | {authors} | {date} | {code} | {extra:Stars} |",
        ),
        ("Title|PDF", "title paper", "| {title} | {paper} |"),
        ("Paper|Links", "entry links", "| **{title}** - {abstract} | {links} |"),
        (
            "Title|a: {b}|{}",
            "title extra extra",
            "| [{title}]({url}) | {extra:a b} | {extra:column 3} |",
        ),
        ("Week|Notes", "week comment", None),
    ],
)
def test_the_template_of_the_rows_has_a_hole_for_each_column(
    headers: str, roles: str, template: str | None
) -> None:
    columns = named_columns(headers.split("|"), roles.split(), {"name": "title", "entry": "title"})
    assert columns.template == (Template(template) if template else None)
