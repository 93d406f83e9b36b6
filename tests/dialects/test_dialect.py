"""Dialects, and the choice of one by name."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.weekly import FULL, chunk_of, parse, row, table
from weeklypapers import InvalidValueError, Papers
from weeklypapers.dialects.dialect import BULLETS, DIALECTS, Dialect, dialects_of


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"Paper": "titel"}, "'titel' is not a field of a list. Did you mean 'title'?"),
        ({"Paper": ["title"]}, "['title'] is not a field of a list"),
        ({5: "title"}, "a header must be text, got 5"),
        (["title"], "columns must map headers to fields, got ['title']"),
    ],
)
def test_columns_that_cant_be(columns: Mapping[str, str], message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse("No table at all.", columns=columns)
    assert message in str(caught.value)


def test_dialect_by_name() -> None:
    assert wp.parse(table(row()), dialect="weekly") == Papers([FULL])
    assert dialects_of(None) == list(DIALECTS.values())
    with pytest.raises(InvalidValueError, match=r"no dialect 'wekly'\. Did you mean 'weekly'"):
        wp.parse(table(row()), dialect="wekly")
    with pytest.raises(InvalidValueError, match="no dialect 5"):
        wp.parse(table(row()), dialect=5)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [5, None, " ", ["lab"]])
def test_the_name_of_a_dialect_is_text(name: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^Dialect\.name must be text that is not blank"):
        Dialect(name=name)


def test_roles_of_a_dialect_are_checked() -> None:
    with pytest.raises(InvalidValueError, match="'titel' is not a field of a list"):
        Dialect(name="own", columns={"titel": ["x"]})
    with pytest.raises(InvalidValueError, match="'entry' is not a field of a list"):
        Dialect(name="own", cells="plain", required="entry")
    with pytest.raises(InvalidValueError, match=r"Dialect\.columns must map roles to headers"):
        Dialect(name="own", columns=["x"])  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="must be a sequence of headers, got 'x'"):
        Dialect(name="own", columns={"title": "x"})
    with pytest.raises(InvalidValueError, match=r"Dialect\.cells"):
        Dialect(name="own", cells="html")  # type: ignore[arg-type]


def test_required_columns_of_a_dialect_of_tables() -> None:
    chunk = chunk_of("| Title | Venue |\n|---|---|\n| A | B |\n")
    custom = Dialect(name="own", required="venue")
    assert custom.recognise(chunk, {}, chosen=False) is not None
    assert attrs.evolve(custom, required=("week",)).recognise(chunk, {}, chosen=False) is None
    assert BULLETS.recognise(chunk, {}, chosen=True) is None


def test_only_the_modules_of_a_documents_dialect_are_loaded() -> None:
    code = (
        "import sys\nfrom weeklypapers.dialects.dialect import WEEKLY\n"
        "print(*(name for name in sys.modules if name.startswith('weeklypapers.dialects.')))"
    )
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - a constant command
    unused = {"draft", "entry", "tables.free", "tables.plain", "tables.recognising"}
    assert not {name.removeprefix("weeklypapers.dialects.") for name in loaded} & unused


def test_a_dialect_of_the_user() -> None:
    custom = Dialect(name="own", columns={"title": ["Werk"], "week": ["KW"]}, cells="plain")
    listed = wp.parse("| Werk | KW |\n|---|---|\n| *A* | 2024-06-30 |\n", dialect=custom)
    assert [(paper.title, str(paper.week)) for paper in listed] == [("*A*", "2024-06-30")]


@pytest.mark.parametrize(
    ("templates", "message"),
    [
        (5, "Dialect.templates must be templates, got 5"),
        ("- {url}", "expected one hole {title}, in '- {url}'"),
        ("- {title}, {title}", "expected one hole {title}"),
        ("| {title} | {links} |", "expected the template of an entry outside of tables"),
    ],
)
def test_templates_that_read_no_entries_are_refused(templates: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        Dialect(name="mine", templates=templates)
