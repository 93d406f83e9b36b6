"""The parts to which new papers belong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers.editing.document import Document
from weeklypapers.editing.parts import parts_of
from weeklypapers.editing.places import EmptyTable, RowPlace, read_contents
from weeklypapers.editing.placing import Placer

TABLE = "| Title | Abstract |\n|-|-|\n| T | It is. |\n"


def indexes(headings: list[str], **values: Any) -> list[int]:
    text = "# List\n\n" + "\n".join(f"## {heading}\n\n{TABLE}" for heading in headings)
    parts = parts_of(read_contents(Document(text)), [RowPlace, EmptyTable])
    placing = Placer(parts).placing_of(wp.Paper(title="new", **values))
    return [parts.index(part) for part in placing.parts]


WEEKS = ["2024-W24", "2024-W23", "2024-W22"]


@pytest.mark.parametrize(
    ("headings", "values", "expected"),
    [
        (["One", "Two"], {"topics": ["One"]}, [0]),
        (["One", "Two", "One"], {"topics": ["One"]}, [0, 2]),
        (["One", "Two"], {}, [1]),
        (["One", "Two"], {"topics": ["Three"]}, [1]),
        (WEEKS, {"week": date(2024, 6, 9)}, [1]),
        (WEEKS, {"week": date(2024, 6, 23)}, []),
        (WEEKS, {}, [0]),
        (WEEKS[::-1], {}, [2]),
        (["2024", "2023"], {"listed_date": wp.PartialDate(2023, 5)}, [1]),
        (["2023", "2024"], {}, [1]),
        (["2023", "2024"], {"listed_date": wp.PartialDate(2022)}, []),
    ],
)
def test_headings_select_the_part(
    headings: list[str], values: dict[str, Any], expected: list[int]
) -> None:
    assert indexes(headings, **values) == expected


def test_an_unknown_topic_is_an_obstacle_with_the_nearest_one() -> None:
    text = f"# List\n\n## Retrieval\n\n{TABLE}"
    parts = parts_of(read_contents(Document(text)), [RowPlace])
    obstacle = Placer(parts).placing_of(wp.Paper(title="new", topics=["Retrievals"])).obstacle
    assert obstacle is not None
    assert "Did you mean 'Retrieval'?" in obstacle.reason
    flat = parts_of(read_contents(Document(TABLE)), [RowPlace])
    obstacle = Placer(flat).placing_of(wp.Paper(title="new", topics=["Retrieval"])).obstacle
    assert obstacle is not None
    assert obstacle.reason == "the list has no topics"
