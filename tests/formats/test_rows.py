"""Papers from the cells of rows: derived columns, and columns that are not fields."""

from __future__ import annotations

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
def test_columns_stand_in_for_fields(columns: dict[str, Any], fields: dict[str, Any]) -> None:
    found = wp.from_arrow(
        pa.table({name: [value] for name, value in ({"title": "A"} | columns).items()})
    )
    assert found == Papers([Paper(title="A", **fields)])
    assert found.problems == ()


def test_a_field_comes_before_what_follows_from_it() -> None:
    found = LISTED.to_arrow()
    at = found.schema.get_field_index("url")
    changed = found.set_column(at, "url", pa.array(["https://other.org", None, None]))
    read = wp.from_arrow(changed)
    assert read == LISTED
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("unused-value", "warning")
    assert problem.message == (
        "not read: this is derived from the other columns, which give "
        "'https://arxiv.org/pdf/2406.00001v2' @ row 0, column 'url'"
    )


def test_columns_that_are_no_fields() -> None:
    made = pa.table(
        {
            "title": ["A", "B"],
            "Score": ["9", None],
            "extra": pa.array([[("a", "b")], None], schema().field("extra").type),
        }
    )
    assert wp.from_arrow(made) == Papers(
        [Paper(title="A", extra={"Score": "9", "a": "b"}), Paper(title="B")]
    )
    again = made.rename_columns(["title", "a", "extra"])
    with pytest.raises(ReadError, match="the table also has a column 'a' @ row 0, column 'extra'"):
        wp.from_arrow(again)
