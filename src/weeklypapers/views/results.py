"""How the outcome of a search, a comparison and a fetch looks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

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
from weeklypapers.views.papers import authors, details, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weeklypapers.enrich import FetchReport
    from weeklypapers.model.ids import ArxivId
    from weeklypapers.model.paper import ArxivRecord, Paper
    from weeklypapers.papers import Diff
    from weeklypapers.querying.comparing import Change
    from weeklypapers.searching.fields import Field
    from weeklypapers.searching.hits import Hit, Span
    from weeklypapers.views.papers import Column

__all__ = ["ROWS", "diff", "diff_summary", "hits", "report", "report_summary"]

ROWS = 20  # rows that are shown of each part
_SNIPPET = 240  # characters of an abstract around what was found in it
_BEFORE = 60  # those of them that stand before it, at the most
_VALUE = 200


# Search


def hits(hits: Sequence[Hit]) -> Html:
    """The first hits, with what was found marked in the title and in a part of the abstract."""
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
    by = _marked_whole(hit, "authors") or authors(hit.paper)
    lines += [faint(by)] if by else []
    lines += [tag("div", _snippet(hit))] if hit.matches.get("abstract") else []
    return row(
        number(position),
        join(lines),
        *(cell(hit.paper) for _, cell in columns),
        f"{hit.score:.2f}",
        head=1,
    )


def _marked(text: str, spans: Iterable[Span], first: int, last: int) -> Html:
    """The characters from `first` up to `last`, with those of the spans marked."""
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
    """The part of the abstract that holds most of what was found, the first of several."""
    text, spans = hit.texts["abstract"], hit.matches["abstract"]
    start = max((start for start, _ in spans), key=lambda at: _within(spans, at))
    first = 0 if start <= _BEFORE else text.find(" ", start - _BEFORE, start) + 1 or start
    last = first + len(clip(text[first:], _SNIPPET).removesuffix("…"))
    parts = [_marked(text, spans, first, last)]
    return join(["…"] * (first > 0) + parts + ["…"] * (last < len(text)))


def _within(spans: Sequence[Span], start: int) -> int:
    end = start + _SNIPPET - _BEFORE
    return sum(start <= begin and stop <= end for begin, stop in spans)


# Comparison


def diff_summary(diff: Diff) -> str:
    """How many papers were added, removed and changed."""
    return (
        f"{len(diff.added):,} added, {len(diff.removed):,} removed, {len(diff.changed):,} changed"
    )


def diff(diff: Diff) -> Html:
    """What was added and removed, and what differs in the papers of both."""
    if not diff:
        return tag("p", "No differences")
    parts = [
        _part("added", map(_listed, diff.added), len(diff.added), 2),
        _part("removed", map(_listed, diff.removed), len(diff.removed), 2),
        _part("changed", map(_changed, diff.changed), len(diff.changed), 2),
    ]
    return table(diff_summary(diff), header("Paper", "Week"), *filter(None, parts))


def _part(name: str, rows: Iterable[Html], count: int, width: int) -> Html:
    shown = list(islice(rows, ROWS))
    part = f", {len(shown)} of them shown" if len(shown) < count else ""
    return group(shown, width, f"{count:,} {name}{part}") if shown else Html()


def _listed(paper: Paper) -> Html:
    return row(heading(paper), short(str(paper.week or "")), head=0)


def _changed(change: Change) -> Html:
    differences = (_difference(change, field) for field in change.fields)
    paper = join([heading(change.after), *differences])
    return row(paper, short(str(change.after.week or "")), head=0)


def _difference(change: Change, field: str) -> Html:
    before, after = _value(change.before, field, "del"), _value(change.after, field, "ins")
    return tag("div", f"{field}: ", before, " → ", after)


def _value(paper: Paper, field: str, mark: Literal["del", "ins"]) -> Html:
    """The value of a field, as text."""
    value = getattr(paper, field)
    if field == "links":
        value = ", ".join(link.url for link in value)
    elif isinstance(value, tuple):
        value = ", ".join(map(str, value))
    text = "none" if value in (None, "") else str(value)
    return tag(mark, foreign(text, _VALUE), style=BREAKING)


# Fetch


def report_summary(report: FetchReport) -> str:
    """How many records there are, what is missing and has failed, and what it took."""
    counts = [
        counted(len(report.records), "record"),
        f"{len(report.missing):,} missing" if report.missing else "",
        f"{len(report.failed):,} failed" if report.failed else "",
        counted(report.requests, "request"),
        f"{report.cached:,} cached" if report.cached else "",
    ]
    return ", ".join(filter(None, counts))


def report(report: FetchReport) -> Html:
    """What became of each identifier: first those of which there is no record."""
    failed = (
        row(foreign(str(asked), TITLE), foreign(str(error), _VALUE), head=0)
        for asked, error in report.failed.items()
    )
    missing = (row(str(asked), "arXiv has no such paper", head=0) for asked in report.missing)
    found = (_record(asked, record) for asked, record in report.records.items())
    parts = [
        _part("failed", failed, len(report.failed), 2),
        _part("missing", missing, len(report.missing), 2),
        _part("found", found, len(report.records), 2),
    ]
    caption = report_summary(report)
    if not any(parts):
        return tag("p", caption)
    return table(caption, header("Identifier", "Outcome"), *filter(None, parts))


def _record(asked: ArxivId, record: ArxivRecord) -> Html:
    title = link(record.id.abs_url, foreign(record.title, TITLE))
    return row(str(asked), join([title, f", {record.updated:%Y-%m-%d}"]), head=0)
