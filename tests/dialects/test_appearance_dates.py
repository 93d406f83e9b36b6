"""Dates within a text that says where a paper appeared."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.appearance_dates import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CVPR 2024", [("2024", "2024")]),
        ("CVPR2024", [("2024", "2024")]),
        ("CVPR'24", [("'24", "2024")]),
        ("NIPS97", [("97", "1997")]),
        ("Lists, 5 March 2024", [("5 March 2024", "2024-03-05")]),
        ("Lists, March 2024, 12", [("March 2024", "2024-03")]),
        ("Lists 2024/03", [("2024/03", "2024-03")]),
        ("发表于2024年3月", [("2024年3月", "2024-03")]),
        ("arXiv 2303", [("2303", "2023-03")]),
        ("Lists 2010 (2024)", [("2024", "2024"), ("2010", "2010")]),
    ],
)
def test_dates_and_their_places(text: str, expected: list[tuple[str, str]]) -> None:
    dates = [(text[begin:end], str(date)) for begin, end, date in find_dates(text)]

    assert dates == expected


@pytest.mark.parametrize("text", ["JMLR 17", "pages 1990-2010", "1949", "2101", "20245", "7.5"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert list(find_dates(text)) == []
