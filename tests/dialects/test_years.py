"""Years that headings leave out."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.dates import read_date
from weeklypapers.dialects.years import infer_years


def years(*sections: str | tuple[str, list[tuple[int, int]]]) -> list[int | None]:
    pairs = [(section, []) if isinstance(section, str) else section for section in sections]
    spans = [read_date(heading) for heading, _ in pairs]
    inferred = infer_years(spans, [months for _, months in pairs])
    backwards = infer_years(spans[::-1], [months for _, months in pairs][::-1])
    assert backwards == inferred[::-1]
    return [inference.year if inference else None for inference in inferred]


JAN_2024 = "Jan 1 - Jan 7, 2024"


FEB_2024 = "Feb 5 - Feb 11, 2024"


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([("May 22-28", [(2023, 5), (2017, 6)])], [2023]),
        ([("Jan 1-8", [(2022, 12)])], [2023]),
        ([("Dec 30 - Jan 5", [(2023, 12)])], [2024]),
        ([("May 22-28", [(2023, 6)])], [None]),
        ([("Dec 1-7", [(2023, 5)])], [None]),
        ([("Dec 1-7", [(2023, 6)])], [2023]),
        ([("Feb 29", [(2023, 2)])], [None]),
        (["Dec 25 - Dec 31"], [None]),
        ([FEB_2024, JAN_2024, "Dec 25 - Dec 31", "Dec 18 - Dec 24"], [None, None, 2023, 2023]),
        ([JAN_2024, "Dec 25 - Dec 31", "Dec 18 - Dec 24"], [None, 2023, 2023]),
        ([FEB_2024, JAN_2024, "Aug 28 - Sep 3"], [None, None, None]),
        ([FEB_2024, "Jan 15 - 21", JAN_2024], [None, 2024, None]),
        ([FEB_2024, "Sep 3", "Mar 1", "Jul 1, 2022"], [None, 2023, 2023, None]),
        ([FEB_2024, "Sep 3", "Oct 1", "Jul 1, 2022"], [None, 2023, 2022, None]),
        ([FEB_2024, "Sep 3", "Jul 1, 2022"], [None, None, None]),
        ([FEB_2024, "Mar 1", JAN_2024], [None, None, None]),
        # Identifiers that the order contradicts, and those that contradict each other.
        ([FEB_2024, ("Jan 15 - 21", [(2023, 1)]), JAN_2024], [None, None, None]),
        (
            [FEB_2024, JAN_2024, ("May 1", [(2021, 5)]), ("Apr 1", [(2022, 4)])],
            [None, None, None, None],
        ),
        (["Feb 2024", "Jan 15 - 21", "Jan 2024"], [None, 2024, None]),
        # Sections in no order.
        ([JAN_2024, FEB_2024, "Jan 8 - 14, 2024", "Dec 25 - 31"], [None] * 4),
        ([JAN_2024, ("Nov 1", [(2023, 12)]), "Oct 25 - 31"], [None, None, None]),
        ([], []),
    ],
)
def test_inferred_years(
    sections: list[str | tuple[str, list[tuple[int, int]]]], expected: list[int | None]
) -> None:
    assert years(*sections) == expected


def test_reasons() -> None:
    spans = [read_date(text) for text in (FEB_2024, JAN_2024, "Dec 25 - Dec 31", "May 1")]
    *_, around, by_ids = infer_years(spans, [[], [], [], [(2023, 4)]])

    assert around is not None
    assert by_ids is not None
    assert (around.year, around.reason) == (2023, "the sections around it")
    assert (by_ids.year, by_ids.reason) == (2023, "the months of its arXiv identifiers")
