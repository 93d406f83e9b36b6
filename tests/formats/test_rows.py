"""Rows: derived columns, and columns that are not fields."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

import weeklypapers as wp
from support.tables import LISTED
from weeklypapers import Link, Paper, Papers, PartialDate, ReadError
from weeklypapers.formats.arrow import schema

NAIVE = datetime(2024, 6, 30, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ({"url": "https://a.org/b"}, {"links": [Link(url="https://a.org/b")]}),
        ({"arxiv_id": "2406.15319v2"}, {"links": [Link(url="https://arxiv.org/abs/2406.15319v2")]}),
        (
            {"url": "https://arxiv.org/pdf/2406.15319", "arxiv_id": "2406.15319"},
            {"links": [Link(url="https://arxiv.org/pdf/2406.15319")]},
        ),
        (
            {"url": "https://a.org/b", "arxiv_id": "2406.15319"},
            {"links": [Link(url="https://a.org/b"), Link(url="https://arxiv.org/abs/2406.15319")]},
        ),
        ({"authors": ["A. B.", "C. D."]}, {"listed_authors": ("A. B.", "C. D.")}),
        (
            {"published": datetime(2024, 6, 1, 9, tzinfo=UTC)},
            {"listed_date": PartialDate(2024, 6, 1)},
        ),
        ({"published": NAIVE.replace(hour=0)}, {"listed_date": PartialDate(2024, 6, 30)}),
        ({"published": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
        ({"listed_date_first": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
        ({"listed_date": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
    ],
)
def test_derived_columns_replace_missing_fields(
    columns: dict[str, Any], fields: dict[str, Any]
) -> None:
    result = wp.from_arrow(
        pa.table({name: [value] for name, value in ({"title": "A"} | columns).items()})
    )
    assert result == Papers([Paper(title="A", **fields)])
    assert result.problems == ()


def test_a_field_comes_before_a_derived_column() -> None:
    table = LISTED.to_arrow()
    index = table.schema.get_field_index("url")
    changed = table.set_column(index, "url", pa.array(["https://other.org", None, None]))
    read = wp.from_arrow(changed)
    assert read == LISTED
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("unused-value", "warning")
    assert problem.message == (
        "not read: this is derived from the other columns, which give "
        "'https://arxiv.org/pdf/2406.00001v2' @ row 0, column 'url'"
    )


def test_unknown_columns() -> None:
    table = pa.table(
        {
            "title": ["A", "B"],
            "Score": ["9", None],
            "extra": pa.array([[("a", "b")], None], schema().field("extra").type),
        }
    )
    assert wp.from_arrow(table) == Papers(
        [Paper(title="A", extra={"Score": "9", "a": "b"}), Paper(title="B")]
    )
    repeated = table.rename_columns(["title", "a", "extra"])
    with pytest.raises(ReadError, match="the table also has a column 'a' @ row 0, column 'extra'"):
        wp.from_arrow(repeated)


def test_repeated_columns_are_reported_in_order() -> None:
    headers = [f"Column {number}" for number in range(9)]
    cells = json.dumps(dict.fromkeys(headers, "x")).replace('"', '""')
    text = f'title,{",".join(headers)},extra\nA{",y" * 9},"{cells}"\n'
    problems = wp.from_csv(text, on_error="collect").problems
    assert [problem.message for problem in problems] == [
        f"the table also has a column '{header}' @ column 'extra'" for header in headers
    ]
