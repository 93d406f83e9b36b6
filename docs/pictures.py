"""The pictures of the documentation, drawn of the bundled list whenever it is built."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import weeklypapers as wp
from weeklypapers.testing import make_record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["draw"]

_PEOPLE = (
    "Ada Lovelace",
    "Émilie du Châtelet",
    "Sofya Kovalevskaya",
    "Emmy Noether",
    "Maryam Mirzakhani",
    "Grace Hopper",
    "Alan Turing",
    "Carl Friedrich Gauß",
    "Bernhard Riemann",
    "Leonhard Euler",
)


def draw(folder: Path) -> None:
    """Draws every picture into a folder: charts as PNG, views of a notebook as HTML."""
    folder.mkdir(exist_ok=True)
    papers = _enriched(wp.sample())
    charts = {
        "weeks": papers.plot.weeks(),
        "categories": papers.plot.categories(),
        "authors": papers.plot.authors(top=len(_PEOPLE)),
        "lags": papers.plot.lags(),
    }
    for name, chart in charts.items():
        chart.save(folder / f"{name}.png", scale_factor=2)
    views = {
        "papers": wp.sample()[:9],
        "hits": papers.search('"long context" retrieval', limit=3),
        "problems": wp.parse(_BROKEN, on_error="collect").problems,
    }
    for name, value in views.items():
        (folder / f"{name}.html").write_text(value._repr_html_(), encoding="utf-8")


def _enriched(papers: wp.Papers) -> wp.Papers:
    """The papers with made-up authors and days of submission, the same ones every time."""
    random = Random(0)  # noqa: S311 - no secret
    records = []
    for day, paper in [(paper.week, paper) for paper in papers if paper.week]:
        names = random.sample(_PEOPLE, random.randint(1, 4))
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        submitted = noon - timedelta(days=min(60, int(random.expovariate(1 / 9))))
        made_up = {
            "authors": [wp.Author(name=name) for name in names],
            "published": submitted,
            "updated": submitted,
        }
        records.append(make_record(paper.arxiv_id or "", title=paper.title, **made_up))
    return papers.enrich(wp.Snapshot(records))


_BROKEN = """\
| Week       | title          | category | abstract | Paper-Link                       |
|------------|----------------|----------|----------|----------------------------------|
| 2024-06-30 | A first paper  | cs.CL    |          | https://arxiv.org/abs/2406.15319 |
| 30 June    | A second paper | cs.CL    |          | https://arxiv.org/abs/2406.14550 |
| 2024-06-30 |                | cs.LG    |          | https://arxiv.org/abs/2406.16858 |
"""
