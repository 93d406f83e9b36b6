"""Lists for tests of charts, and the charts of a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import altair as alt

from weeklypapers import Category, Link, Papers
from weeklypapers.testing import make_paper, make_record

SUNDAY = date(2024, 6, 30)
CODE = Link(url="https://github.com/ada/engine")


def listed(*weeks: tuple[date | None, str | None], **fields: Any) -> Papers:
    """Return a paper for each week and category code."""
    return Papers(
        make_paper(
            f"2406.{number:05}",
            week=week,
            category=Category(code=code) if code else None,
            **fields,
        )
        for number, (week, code) in enumerate(weeks, 1)
    )


def submitted(*days_before: int) -> Papers:
    """Return papers of one week, with topic and code, submitted some days before its end."""
    end = datetime(2024, 6, 30, 23, 59, tzinfo=UTC)
    return Papers(
        make_paper(
            number,
            topics=["Parsing"],
            links=[*make_paper(number).links, CODE],
            arxiv=make_record(number, published=end - timedelta(days=days)),
        )
        for number, days in zip((f"2406.{one:05}" for one in range(99)), days_before, strict=False)
    )


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the data of a chart, as it is written into pages."""
    (values,) = chart.to_dict()["datasets"].values()
    return list(values)


CHARTS: dict[str, tuple[Callable[[Papers], alt.TopLevelMixin], type]] = {
    "weeks": (lambda papers: papers.plot.weeks(), alt.Chart),
    "cumulative": (lambda papers: papers.plot.cumulative(), alt.Chart),
    "categories": (lambda papers: papers.plot.categories(), alt.VConcatChart),
    "words": (lambda papers: papers.plot.words("on", "a*"), alt.VConcatChart),
    "code": (lambda papers: papers.plot.code(), alt.VConcatChart),
    "top": (lambda papers: papers.plot.top("topic"), alt.LayerChart),
    "authors": (lambda papers: papers.plot.authors(), alt.LayerChart),
    "lags": (lambda papers: papers.plot.lags(), alt.LayerChart),
    "overlap": (lambda papers: papers.plot.overlap(papers[1:]), alt.LayerChart),
}
