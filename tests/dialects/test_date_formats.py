"""Formats in which entries write dates."""

from __future__ import annotations

import pytest

from weeklypapers import Dialect, PartialDate, parse
from weeklypapers.dialects.date_formats import date_format, parsed_date
from weeklypapers.model.rendering import formatted_date


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2024-05-31", "%Y-%m-%d"),
        ("2024/05", "%Y/%m"),
        ("May 2024", "%b %Y"),
        ("March 2024", "%B %Y"),
        ("31 January 2024", "%d %B %Y"),
        ("2024", "%Y"),
        ("2024年05月", "%Y年%m月"),
        ("soon", None),
    ],
)
def test_formats_of_dates(text: str, form: str | None) -> None:
    assert date_format(text) == form


@pytest.mark.parametrize(
    ("text", "form", "date"),
    [
        ("May 2024", "%b %Y", PartialDate(2024, 5)),
        ("MAY  2024", "%B %Y", PartialDate(2024, 5)),
        ("2024", "%Y", PartialDate(2024)),
        ("3.7.24", "%-d.%-m.%y", PartialDate(2024, 7, 3)),
        ("03.07.24", "%-d.%-m.%y", PartialDate(2024, 7, 3)),
        ("'68", "'%y", PartialDate(2068)),
        ("'69", "'%y", PartialDate(1969)),
        ("2024-05 (2024)", "%Y-%m (%Y)", PartialDate(2024, 5)),
        ("2024-05 (2023)", "%Y-%m (%Y)", None),
        ("2024", "%b %Y", None),
        ("Sept 2024", "%b %Y", None),
        ("30 February 2024", "%d %B %Y", None),
        ("3 2024", "%d %Y", None),
        ("May", "%B", None),
        ("٢٠٢٤", "%Y", None),
    ],
)
def test_dates_in_a_format(text: str, form: str, date: PartialDate | None) -> None:
    assert parsed_date(text, form) == date


@pytest.mark.parametrize("form", ["%-d %B %Y", "%-m/%-d/%y", "%b %-d, %Y", "%B %d, %Y"])
def test_templates_read_the_dates_that_they_write(form: str) -> None:
    shown = formatted_date(PartialDate(2024, 3, 7), form)
    dialect = Dialect(
        name="own", shape="bullets", templates=f"- {{title}} @ {{date:{form}}} @ {{url}}"
    )
    found = parse(
        f"- A first title @ {shown} @ https://arxiv.org/abs/2406.15319\n", dialect=dialect
    )
    assert [paper.listed_date for paper in found] == [PartialDate(2024, 3, 7)]
