"""Views of numbers: counts by a key, and the weeks of a list. Bars show the proportions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from weeklypapers import display
from weeklypapers.display.elements import (
    Html,
    bar,
    foreign,
    group,
    header,
    join,
    row,
    short,
    shortened,
    table,
    tag,
)
from weeklypapers.display.text import counted, distinct
from weeklypapers.model.categories import Category
from weeklypapers.papers import Weeks, weeks_summary
from weeklypapers.querying.counting import Counts

__all__ = ["ROWS", "counts", "weeks"]

ROWS = 30  # values shown
_LABEL = 80  # characters of a value
_NOUNS: dict[str | None, tuple[str, str]] = {
    None: ("value", "values"),
    "arxiv_id": ("identifier", "identifiers"),
    "category": ("category", "categories"),
    "listed_date": ("date", "dates"),
    "published": ("time of submission", "times of submission"),
    "updated": ("time of the last version", "times of the last version"),
}


@display.html.register(Counts)
def counts(counts: Counts[object]) -> Html:
    """Show the first values with their numbers of papers."""
    name, singular, plural = _names(counts.key)
    values = len(counts.keys() - {None})
    caption = f"{values:,} {singular if values == 1 else plural}"
    shown = dict(islice(counts.items(), ROWS))
    labels = distinct((str(value) for value in shown if value is not None), _LABEL)
    most = max(1, *counts.values()) if counts else 1
    rows = [
        row(_value(value, labels), f"{count:,}", bar(count / most), head=0)
        for value, count in shown.items()
    ]
    return _table(caption, (name, "Papers", ""), rows, len(counts) - ROWS, "more value")


def _names(key: str | None) -> tuple[str, str, str]:
    """Return the name of a key as a heading, in the singular and in the plural."""
    singular, plural = _NOUNS.get(key, (str(key), f"{key}s"))
    return singular[0].upper() + singular[1:], singular, plural


def _value(value: object, labels: Mapping[str, str]) -> Html:
    if value is None:
        return tag("span", "none", style="opacity: 0.75")
    if isinstance(value, Category) and value.code:
        return join([foreign(value.code, _LABEL), " ", foreign(value.name, _LABEL)])
    return shortened(str(value), labels[str(value)])


@display.html.register(Weeks)
def weeks(weeks: Weeks) -> Html:
    """Show the first weeks with their numbers of papers."""
    most = max(1, *map(len, weeks)) if weeks else 1
    rows = [
        row(
            short(str(week.ending)),
            short(week.iso),
            f"{len(week):,}",
            bar(len(week) / most),
            head=0,
        )
        for week in weeks[:ROWS]
    ]
    names = ("Week ending", "ISO week", "Papers", "")
    return _table(weeks_summary(weeks), names, rows, len(weeks) - ROWS, "more week")


def _table(
    caption: str, names: Sequence[str], rows: Iterable[Html], hidden: int, noun: str
) -> Html:
    cells = list(rows)
    if not cells:
        return tag("p", caption)
    width = len(names)
    rest = f"{counted(hidden, noun)} not shown" if hidden > 0 else ""
    return table(caption, header(*names), group(cells, width), width=width, rest=rest)
