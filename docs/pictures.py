"""Pictures in the documentation, drawn from the bundled list during each build."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import floor_plan
import speed_plots
from charts import svg

import weeklypapers as wp
from weeklypapers.testing import make_record

__all__ = ["draw"]

_NAMES = (
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
    """Draw all pictures into a folder: views of values as HTML, the others as SVG."""
    folder.mkdir(exist_ok=True)
    floor_plan.draw(folder / "floor-plan.svg")
    sample = wp.sample()
    papers = _enrich(sample)
    charts = {
        "weeks": papers.plot.weeks(),
        "cumulative": papers.plot.cumulative(),
        "categories": papers.plot.categories(),
        "words": papers.plot.words("retrieval", "LLM*"),
        "authors": papers.plot.authors(top=len(_NAMES)),
        "lags": papers.plot.lags(),
        **speed_plots.draw(),
    }
    for name, chart in charts.items():
        (folder / f"{name}.svg").write_text(svg(chart), encoding="utf-8")
    views: dict[str, Any] = {
        "first": sample[:5],
        "papers": sample[:9],
        "counts": sample.count_by("category"),
        "hits": papers.search('"long context" retrieval', limit=3),
        "problems": wp.parse(_BROKEN, on_error="collect").problems,
    }
    for name, value in views.items():
        (folder / f"{name}.html").write_text(value._repr_html_(), encoding="utf-8")
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    title, description = "Papers of the week", "Authors and abstracts are made up."
    recent = papers.filter(since="2024-06-16")
    recent.write(pages / "example.html", title=title, description=description)


def _enrich(papers: wp.Papers) -> wp.Papers:
    """Add made-up authors and submission dates, which are the same in every build."""
    random = Random(0)  # noqa: S311 - no secret
    records = []
    for paper in papers:
        if paper.week is None or paper.arxiv_id is None:
            continue
        authors = [wp.Author(name=name) for name in random.sample(_NAMES, random.randint(1, 4))]
        lag = timedelta(days=min(60, int(random.expovariate(1 / 9))))
        submitted = datetime.combine(paper.week, time(12), UTC) - lag
        records.append(
            make_record(
                paper.arxiv_id,
                title=paper.title,
                authors=authors,
                published=submitted,
                updated=submitted,
            )
        )
    return papers.enrich(wp.Snapshot(records))


_BROKEN = """\
| Week       | title          | category | abstract | Paper-Link                       |
|------------|----------------|----------|----------|----------------------------------|
| 2024-06-30 | A first paper  | cs.CL    |          | https://arxiv.org/abs/2406.15319 |
| 30 June    | A second paper | cs.CL    |          | https://arxiv.org/abs/2406.14550 |
| 2024-06-30 |                | cs.LG    |          | https://arxiv.org/abs/2406.16858 |
"""
