"""How values look in a notebook: HTML without scripts, styles of its own or foreign resources.

Here is what their ``_repr_html_`` and ``_repr_markdown_`` return. Values are known by their
attributes alone, and nothing of the package is imported, so that every module can use a view.
"""

from __future__ import annotations

from weeklypapers.views.answers import (
    lags,
    lags_summary,
    overlap,
    overlap_summary,
    relisted_summary,
    returning_summary,
)
from weeklypapers.views.diagnostics import count, located, problem, problems
from weeklypapers.views.lists import paper, papers, summary, week
from weeklypapers.views.markdown import paper_markdown, papers_markdown, week_markdown
from weeklypapers.views.results import diff, diff_summary, hits, report, report_summary
from weeklypapers.views.texts import completions, counted, days, quoted

__all__ = [
    "completions",
    "count",
    "counted",
    "days",
    "diff",
    "diff_summary",
    "hits",
    "lags",
    "lags_summary",
    "located",
    "overlap",
    "overlap_summary",
    "paper",
    "paper_markdown",
    "papers",
    "papers_markdown",
    "problem",
    "problems",
    "quoted",
    "relisted_summary",
    "report",
    "report_summary",
    "returning_summary",
    "summary",
    "week",
    "week_markdown",
]
