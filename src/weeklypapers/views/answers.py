"""Views of answers: hits, differences, fetch reports, lags and overlaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Literal

from weeklypapers import display
from weeklypapers.arxiv.enriching import FetchReport, report_summary
from weeklypapers.display.elements import (
    BREAKING,
    Html,
    faint,
    foreign,
    group,
    header,
    join,
    link,
    number,
    row,
    short,
    table,
    tag,
)
from weeklypapers.display.text import TITLE, clip, counted
from weeklypapers.model.paper import Paper
from weeklypapers.papers import (
    Diff,
    Hits,
    Lags,
    Overlap,
    diff_summary,
    lags_summary,
    overlap_summary,
)
from weeklypapers.querying.comparing import Change
from weeklypapers.searching.fields import Field
from weeklypapers.searching.hits import Hit, Span
from weeklypapers.views.papers import Column, authors, details, heading

__all__ = ["ROWS", "diff", "hits", "lags", "overlap", "report"]

ROWS = 20  # rows shown in each part
_SNIPPET = 240  # characters of an abstract around its matches
_BEFORE = 60  # maximum number of them before the first match
_VALUE = 200


# Search


@display.html.register(Hits)
def hits(hits: Hits) -> Html:
    """Show the first hits, with the matches marked in the title and in a part of the abstract."""
    caption = counted(len(hits), "hit")
    if not hits:
        return tag("p", caption)
    columns = details((hit.paper for hit in hits), days=True)
    names = ("", "Paper", *(name for name, _ in columns), "Score")
    rows = [_hit(position, hit, columns) for position, hit in enumerate(hits[:ROWS])]
    hidden = len(hits) - ROWS
    rest = f"{counted(hidden, 'more hit')} not shown" if hidden > 0 else ""
    return table(caption, header(*names), group(rows, len(names)), width=len(names), rest=rest)


def _hit(position: int, hit: Hit, columns: Iterable[Column]) -> Html:
    lines = [heading(hit.paper, _marked_whole(hit, "title"))]
    names = _marked_whole(hit, "authors") or authors(hit.paper)
    lines += [faint(names)] if names else []
    lines += [tag("div", _snippet(hit))] if hit.matches.get("abstract") else []
    cells = (cell(hit.paper) for _, cell in columns)
    return row(number(position), join(lines), *cells, f"{hit.score:.2f}", head=1)


def _marked(text: str, spans: Iterable[Span], first: int, last: int) -> Html:
    """Return the characters from `first` up to `last`, with the spans marked."""
    parts: list[str] = []
    for start, end in spans:
        if first <= start and end <= last:
            parts += [text[first:start], tag("mark", text[start:end])]
            first = end
    return tag("bdi", *parts, text[first:last])


def _marked_whole(hit: Hit, field: Field) -> Html | None:
    spans, text = hit.matches.get(field), hit.texts.get(field, "")
    return _marked(text, spans, 0, len(text)) if spans and len(text) <= TITLE else None


def _snippet(hit: Hit) -> Html:
    """Return the part of the abstract with the most matches."""
    text, spans = hit.texts["abstract"], hit.matches["abstract"]

    def matches_after(start: int) -> int:
        last = start + _SNIPPET - _BEFORE
        return sum(start <= begin and end <= last for begin, end in spans)

    start = max((start for start, _ in spans), key=matches_after)
    first = 0 if start <= _BEFORE else text.find(" ", start - _BEFORE, start) + 1 or start
    last = first + len(clip(text[first:], _SNIPPET).removesuffix("…"))
    parts = [_marked(text, spans, first, last)]
    return join(["…"] * (first > 0) + parts + ["…"] * (last < len(text)))


# Comparison


@display.html.register(Diff)
def diff(diff: Diff) -> Html:
    """Show the added and removed papers, and the fields that differ in the papers of both."""
    if not diff:
        return tag("p", "No differences")
    return _table(
        diff_summary(diff),
        header("Paper", "Week"),
        _part("added", map(_in_week, diff.added), diff.added),
        _part("removed", map(_in_week, diff.removed), diff.removed),
        _part("changed", map(_changed, diff.changed), diff.changed),
    )


def _in_week(paper: Paper) -> Html:
    return row(heading(paper), short(str(paper.week_ending or "")), head=0)


def _changed(change: Change) -> Html:
    fields = [
        tag(
            "div",
            *(f"{field}: ", _value(change.before, field, "del")),
            *(" → ", _value(change.after, field, "ins")),
        )
        for field in change.fields
    ]
    paper = join([heading(change.after), *fields])
    return row(paper, short(str(change.after.week_ending or "")), head=0)


def _value(paper: Paper, field: str, mark: Literal["del", "ins"]) -> Html:
    """Return the marked text of a field's value."""
    value = getattr(paper, field)
    if field == "links":
        value = ", ".join(link.url for link in value)
    elif isinstance(value, tuple):
        value = ", ".join(map(str, value))
    text = "none" if value in (None, "") else str(value)
    return tag(mark, foreign(text, _VALUE), style=BREAKING)


@display.html.register(Lags)
def lags(lags: Lags) -> Html:
    """Show the papers with a known lag, then the others."""
    known = (_listed(lag.paper, f"{lag.days:,}") for lag in lags.known)
    unknown = (_listed(paper, "") for paper in lags.unknown)
    return _table(
        lags_summary(lags),
        header("Paper", "Listed", "Days"),
        _part("known", known, lags.known, width=3),
        _part("unknown", unknown, lags.unknown, width=3),
    )


@display.html.register(Overlap)
def overlap(overlap: Overlap) -> Html:
    """Show the papers in both lists, only in the first, and only in the second."""
    return _table(
        overlap_summary(overlap),
        header("Paper", "Listed"),
        _part("in both", map(_listed, overlap.both), overlap.both),
        _part("only here", map(_listed, overlap.only_here), overlap.only_here),
        _part("only there", map(_listed, overlap.only_there), overlap.only_there),
    )


def _listed(paper: Paper, *cells: str) -> Html:
    day = paper.week or paper.listed_date
    return row(heading(paper), short(str(day or "")), *cells, head=0)


# Fetch


@display.html.register(FetchReport)
def report(report: FetchReport) -> Html:
    """Show the outcome for each identifier, starting with those without a record."""
    failed = (
        row(foreign(str(arxiv_id), TITLE), foreign(str(error), _VALUE), head=0)
        for arxiv_id, error in report.failed.items()
    )
    missing = (row(str(arxiv_id), "arXiv has no such paper", head=0) for arxiv_id in report.missing)
    records = (
        row(
            str(arxiv_id),
            join(
                [
                    link(record.id.abs_url, foreign(record.title, TITLE)),
                    f", {record.updated:%Y-%m-%d}",
                ]
            ),
            head=0,
        )
        for arxiv_id, record in report.records.items()
    )
    return _table(
        report_summary(report),
        header("Identifier", "Outcome"),
        _part("failed", failed, report.failed),
        _part("missing", missing, report.missing),
        _part("found", records, report.records),
    )


# Tables in parts


def _table(caption: str, head: Html, *parts: Html) -> Html:
    return table(caption, head, *filter(None, parts)) if any(parts) else tag("p", caption)


def _part(name: str, rows: Iterable[Html], items: Collection[object], *, width: int = 2) -> Html:
    """Return the first rows under a title with the number of items; empty without items."""
    if not items:
        return Html()
    shown = f", {ROWS} of them shown" if len(items) > ROWS else ""
    return group(islice(rows, ROWS), width, f"{len(items):,} {name}{shown}")
