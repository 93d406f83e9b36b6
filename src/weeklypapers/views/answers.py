"""How the answers to questions look: lags, what two lists share, and what came again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from weeklypapers.display.elements import Html, group, header, row, short, table, tag
from weeklypapers.display.text import counted, days, quoted
from weeklypapers.views.papers import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

    from weeklypapers.model.paper import Paper
    from weeklypapers.papers import Lags, Overlap, Relisted, ReturningAuthor
    from weeklypapers.querying.listings import Lag

__all__ = [
    "lags",
    "lags_summary",
    "overlap",
    "overlap_summary",
    "relisted_summary",
    "returning_summary",
]

_ROWS = 20  # rows that are shown of each part


def lags_summary(lags: Lags) -> str:
    """How many papers there are, the median of their lags, and of how many none is known."""
    papers = counted(len(lags.known) + len(lags.unknown), "paper")
    median = "" if lags.median is None else f", median {days(lags.median)}"
    return f"{papers}{median}, {len(lags.unknown):,} unknown"


def lags(lags: Lags) -> Html:
    """The lags that are known, then the papers of which none is."""
    return _parts(
        lags_summary(lags),
        header("Paper", "Listed", "Days"),
        _part("known", map(_lag, lags.known), lags.known, 3),
        _part("unknown", (_listed(paper, "") for paper in lags.unknown), lags.unknown, 3),
    )


def overlap_summary(overlap: Overlap) -> str:
    """How many papers both lists have, and how many one of them alone."""
    both, here, there = map(len, (overlap.both, overlap.only_here, overlap.only_there))
    return f"{both:,} in both, {here:,} only here, {there:,} only there"


def overlap(overlap: Overlap) -> Html:
    """The papers of both lists, of this one alone, and of the other alone."""
    return _parts(
        overlap_summary(overlap),
        header("Paper", "Listed"),
        _part("in both", map(_listed, overlap.both), overlap.both, 2),
        _part("only here", map(_listed, overlap.only_here), overlap.only_here, 2),
        _part("only there", map(_listed, overlap.only_there), overlap.only_there, 2),
    )


def relisted_summary(relisted: Relisted) -> str:
    """The title, and the days on which the paper is listed."""
    title = f"{quoted(relisted.papers[0].title)} on " if relisted.papers else ""
    return f"{title}{', '.join(map(str, relisted.days))}"


def returning_summary(author: ReturningAuthor) -> str:
    """The name, and how many papers of how many weeks."""
    papers, weeks = counted(len(author.papers), "paper"), counted(len(author.weeks), "week")
    return f"{quoted(author.name)}, {papers} in {weeks}"


def _parts(caption: str, head: Html, *parts: Html) -> Html:
    return table(caption, head, *filter(None, parts)) if any(parts) else tag("p", caption)


def _part(name: str, rows: Iterable[Html], papers: Sized, width: int) -> Html:
    count = len(papers)
    shown = f", {_ROWS} of them shown" if count > _ROWS else ""
    return group(islice(rows, _ROWS), width, f"{count:,} {name}{shown}") if count else Html()


def _lag(lag: Lag) -> Html:
    return _listed(lag.paper, f"{lag.days:,}")


def _listed(paper: Paper, *cells: str) -> Html:
    day = paper.week or paper.listed_date
    return row(heading(paper), short(str(day or "")), *cells, head=0)
