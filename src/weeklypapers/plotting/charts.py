"""How the charts look. The only module that imports altair.

No text of a list becomes part of an expression or the name of a field: it is data, in fields that
are named here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import altair as alt

from weeklypapers.dates import MONTH_NAMES
from weeklypapers.plotting.counting import shortest_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weeklypapers.plotting import Measure
    from weeklypapers.plotting.counting import Authors, Bin, Grouping, Lags, Tally, Unit

__all__ = ["authors", "categories", "lag", "weeks"]

C = TypeVar("C", alt.Chart, alt.LayerChart, alt.FacetChart)

# The palette of Okabe and Ito, "Color Universal Design" (2008), without black, which a dark theme
# hides: https://jfly.uni-koeln.de/color/. Yellow comes last, since it is the faintest on white.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442")
_BLUE, _ORANGE = _COLOURS[:2]
_GREY, _LIGHT_GREY = "#8C8C8C", "#C4C4C4"  # the first can be read on light and on dark

_WIDTH = 640
_HEIGHT = 360
_FEW_DAYS, _MANY_DAYS = 200, 2000  # up to which a time is divided into days, and into months
_MOST_TICKS = 15
_FEW_PAPERS = 10
_FEW_BARS = 5
_DAYS: dict[Unit, int] = {"week": 7, "month": 30, "year": 365}
_CROWDED_DAYS = 600  # from which on bars of a week have no gap
_TITLES: dict[Grouping, str] = {"category": "Category", "topic": "Topic", "venue": "Venue"}

# What ends a script, or begins a comment in one, in HTML (WHATWG, section 13.1.2 on script data).
_MARKUP = re.compile(r"<(?=[/!?a-z])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def weeks(table: Tally) -> alt.Chart:
    """Stacked bars, one a week; see `Plots.weeks`."""
    heading = _TITLES[table.by] if table.by else None
    rows = [
        {**_extent(table, day), "group": _plain(name), "papers": count, "low": low, "high": high}
        for day in table.days
        for name, count, low, high in _stacked(table, day)
    ]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), width=_WIDTH, height=_HEIGHT)
        .mark_bar()
        .encode(
            x=_time_axis(table),
            x2="end:T",
            y=alt.Y("low:Q", title="Papers", axis=_count_axis(max(map(table.total, table.days)))),
            y2="high:Q",
            color=_colours(table, heading) if heading else alt.value(_BLUE),
            tooltip=[
                alt.Tooltip("name:N", title="Week ending"),
                *([alt.Tooltip("group:N", title=heading)] if heading else []),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    return _framed(chart, f"Papers per week{_by(table)}", _told(table))


def _stacked(table: Tally, day: date) -> Iterator[tuple[str, int, int, int]]:
    """Name, count, bottom and top of each part of a bar, the largest group at the bottom."""
    low = 0
    for name in table.names:
        if count := table.counts.get((day, name)):
            yield name, count, low, low + count
            low += count


def _colours(table: Tally, heading: str) -> alt.Color:
    colours = [
        *_COLOURS[: len(table.groups)],
        *([_GREY] if table.rest else []),
        *([_LIGHT_GREY] if table.none else []),
    ]
    names = list(map(_plain, table.names))
    return alt.Color(
        "group:N", title=heading, sort=names, scale=alt.Scale(domain=names, range=colours)
    )


def categories(table: Tally, *, measure: Measure) -> alt.FacetChart:
    """A row of bars for each group; see `Plots.categories`."""
    header = alt.Header(
        title=None, labelAngle=0, labelAlign="left", labelFontSize=12, labelLimit=300
    )
    names = list(map(_plain, table.groups))
    chart: alt.FacetChart = _row(table, measure).facet(
        row=alt.Row("group:N", sort=names, header=header), spacing=18
    )
    what = f"Share of each {table.unit}'s papers" if measure == "share" else "Papers"
    per = "" if measure == "share" else f" per {table.unit}"
    hidden = [_plain(name) for name in (table.rest, table.none) if name]
    not_drawn = [f"Not drawn: {', '.join(hidden)}"] if hidden else []
    return _framed(chart, f"{what}{per}{_by(table)}", [*_told(table), *not_drawn])


def _row(table: Tally, measure: Measure) -> alt.Chart:
    """The bars of all groups, not yet apart."""
    if measure == "share":
        height = alt.Y("share:Q", title="Share", axis=alt.Axis(format="%", tickCount=3))
    else:
        height = alt.Y("papers:Q", title="Papers", axis=alt.Axis(format="~s", tickCount=3))
    tooltip = [
        alt.Tooltip("name:N", title=_UNIT_TITLES[table.unit]),
        alt.Tooltip("group:N", title=_TITLES[table.by] if table.by else "Papers"),
        alt.Tooltip("papers:Q", title="Papers"),
        alt.Tooltip("share:Q", title=f"Share of the {table.unit}", format=".0%"),
    ]
    data = alt.InlineData(values=list(_shares(table)))
    chart: alt.Chart = (
        alt.Chart(data, width=_WIDTH - 200, height=56)
        .mark_bar(color=_BLUE)
        .encode(x=_time_axis(table), x2="end:T", y=height, y2=alt.datum(0), tooltip=tooltip)
    )
    return chart


def _shares(table: Tally) -> Iterator[dict[str, Any]]:
    for day in table.days:
        total = table.total(day)
        for name in table.groups:
            count = table.counts.get((day, name), 0)
            own = {"group": _plain(name), "papers": count, "share": count / total}
            yield _extent(table, day) | own


def authors(table: Authors) -> alt.LayerChart:
    """Horizontal bars; see `Plots.authors`."""
    rows = [{"author": _plain(name), "papers": count} for name, count in table.counts]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("papers:Q", title="Papers", axis=_count_axis(table.counts[0][1])),
        y=alt.Y("author:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
        tooltip=[
            alt.Tooltip("author:N", title="Author"),
            alt.Tooltip("papers:Q", title="Papers"),
        ],
    )
    bars = base.mark_bar(color=_BLUE)
    numbers = base.mark_text(
        color=_GREY, align="left", dx=4, fontSize=12, fontWeight="bold"
    ).encode(text="papers:Q")
    chart: alt.LayerChart = alt.LayerChart(
        layer=[bars, numbers], width=_WIDTH - 160, height=alt.Step(20)
    )
    told = f"{_count(len(rows), 'author')} of {table.authors:,}, in {_count(table.papers, 'paper')}"
    if table.tied:
        told += f"; {table.tied:,} more at {_count(table.counts[-1][1], 'paper')}"
    return _framed(chart, "Authors with most papers", [told, *_missing(table.left_out, "authors")])


def lag(table: Lags) -> alt.LayerChart:
    """A histogram with the median; see `Plots.lag`."""
    rows = list(_lag_rows(table))
    width = rows[0]["end"] - rows[0]["start"]
    room = alt.Scale(domain=[rows[0]["start"] - width, rows[-1]["end"] + width], nice=False)
    title = "Days from submission to listing"
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("start:Q", title=title, axis=_days_axis(table), scale=room),
            x2="end:Q",
            y=alt.Y("papers:Q", title="Papers", axis=_count_axis(max(_papers(rows)))),
            y2=alt.datum(0),
            color=alt.condition("datum.side == 'within'", alt.value(_BLUE), alt.value(_GREY)),
            tooltip=[
                alt.Tooltip("days:N", title="Days"),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    layers = [bars, *_notes(rows), *_median(table)]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, width=_WIDTH, height=_HEIGHT)
    told = f"{_count(table.papers, 'paper')}, median {_number(table.median)} days"
    left_out = _missing(table.left_out, "a record or a day of listing")
    return _framed(chart, "How soon papers are listed", [told, *left_out])


def _lag_rows(table: Lags) -> Iterator[dict[str, Any]]:
    first, last = table.bins[0], table.bins[-1]
    width = first.last - first.first + 1
    if table.before:
        yield _bar(table.before, first.first - 2 * width, width, "before")
    for one in table.bins:
        yield _bar(one, one.first, width)
    if table.after:
        yield _bar(table.after, last.last + 1 + width, width, "after")


def _papers(rows: Iterable[dict[str, Any]]) -> Iterator[int]:
    return (row["papers"] for row in rows)


def _notes(rows: list[dict[str, Any]]) -> Iterator[alt.Chart]:
    """What stands above the bars at the sides."""
    for row in rows:
        if row["side"] != "within":
            before = row["side"] == "before"
            at = row["start"] if before else row["end"]
            note = [{"at": at, "papers": row["papers"], "days": f"{row['days']} days"}]
            yield (
                alt.Chart(alt.InlineData(values=note))
                .mark_text(color=_GREY, align="left" if before else "right", dy=-8, fontSize=12)
                .encode(x="at:Q", y="papers:Q", text="days:N")
            )


def _median(table: Lags) -> Iterator[alt.Chart]:
    rows = [{"days": table.median, "text": f"median {_number(table.median)} days"}]
    base = alt.Chart(alt.InlineData(values=rows)).encode(x="days:Q")
    yield base.mark_rule(color=_ORANGE, strokeWidth=2.5)
    yield base.mark_text(
        color=_ORANGE, baseline="bottom", dy=-4, fontSize=13, fontWeight="bold"
    ).encode(y=alt.value(0), text="text:N")


def _bar(one: Bin, at: int, width: int, side: str = "within") -> dict[str, Any]:
    days = str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
    start = at - 0.5  # so that a bin of one day stands above its number
    return {
        "start": start,
        "end": start + width,
        "papers": one.papers,
        "days": days,
        "side": side,
    }


def _days_axis(table: Lags) -> alt.Axis:
    first, last = table.bins[0].first, table.bins[-1].last
    steps = (1, 2, 5, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)
    step = next((one for one in steps if (last - first) / one <= 16), steps[-1])
    return alt.Axis(values=list(range(-(-first // step) * step, last + 1, step)), grid=False)


# Axes


def _count_axis(most: int) -> alt.Axis:
    """An axis of whole numbers: of small ones, Vega would also mark the halves."""
    values = list(range(most + 1)) if most <= _FEW_PAPERS else alt.Undefined
    return alt.Axis(values=values, format=",d")


_UNIT_TITLES: dict[Unit, str] = {"week": "Week ending", "month": "Month", "year": "Year"}


def _time_axis(table: Tally) -> alt.X:
    """The axis, with a tick below the middle of each bar if they have the room."""
    span = (table.days[-1] - table.days[0]).days
    wide = "%b %Y" if span < _MANY_DAYS else "%Y"
    shown = {"week": "%-d %b" if span < _FEW_DAYS else wide, "month": wide, "year": "%Y"}
    few = len(table.days) <= _MOST_TICKS and (table.unit != "week" or span < _FEW_DAYS)
    axis = alt.Axis(
        grid=False,
        format=shown[table.unit],
        labelOverlap=True,
        labelFlush=False,
        values=[_middle(table.unit, day) for day in table.days] if few else alt.Undefined,
    )
    return alt.X("start:T", title=_UNIT_TITLES[table.unit], axis=axis, scale=_time_scale(table))


def _time_scale(table: Tally) -> alt.Scale:
    """The scale; for less than `_FEW_BARS` with room at both sides, so that bars stay bars."""
    first, last, unit = table.days[0], table.days[-1], timedelta(days=_DAYS[table.unit])
    missing = _FEW_BARS - 1 - (last - first) / unit
    if missing <= 0:
        return alt.Scale()
    middle = first + (last - first) / 2 + (timedelta() if table.unit == "week" else unit / 2)
    half = unit * _FEW_BARS / 2
    return alt.Scale(domain=[_date_time(middle - half), _date_time(middle + half)])


def _date_time(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _middle(unit: Unit, day: date) -> alt.DateTime:
    if unit == "year":
        return alt.DateTime(year=day.year, month=7, date=2)
    return alt.DateTime(
        year=day.year, month=day.month, date=16 if unit == "month" else day.day, hours=12
    )


def _extent(table: Tally, day: date) -> dict[str, str]:
    """From where to where a bar goes, without a time zone: browsers take that for their own."""
    name = f"{MONTH_NAMES[day.month - 1].title()} {day.year}"
    if table.unit == "week":
        step = shortest_step(table.days)
        crowded = (table.days[-1] - table.days[0]).days > _CROWDED_DAYS
        half = timedelta(days=step * (0.5 if crowded else 0.42))
        noon = datetime.combine(day, time(12))
        return {"name": _said(day), "start": _iso(noon - half), "end": _iso(noon + half)}
    days = monthrange(day.year, day.month)[1] if table.unit == "month" else 365
    first = datetime.combine(day, time())
    gap = timedelta(days=0.08 * days)
    end = first + timedelta(days=days)
    return {
        "name": name if table.unit == "month" else str(day.year),
        "start": _iso(first + gap),
        "end": _iso(end - gap),
    }


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


# Words


def _told(table: Tally) -> list[str]:
    first, last = table.days[0], table.days[-1]
    names = {
        "week": (_said(first), _said(last)),
        "month": (_month(first), _month(last)),
        "year": (str(first.year), str(last.year)),
    }[table.unit]
    span = names[0] if first == last else f"{names[0]} to {names[1]}"
    told = f"{_count(table.papers, 'paper')} in {_count(len(table.days), table.unit)}, {span}"
    dates = {"week": "a week or day", "month": "a month", "year": "a year"}[table.unit]
    return [told, *_missing(table.left_out, dates)]


def _by(table: Tally) -> str:
    return f" by {table.by}" if table.by else ""


def _missing(count: int, what: str) -> list[str]:
    return [f"Left out: {_count(count, 'paper')} without {what}"] if count else []


def _said(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1].title()} {day.year}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _plain(text: str) -> str:
    """Text of a list, on one line, that can't end the script in which a page has its data.

    Altair writes data into the script as they are: a `<` before a letter, a slash and the like is
    shown as U+2039, which looks like it. Characters that XML doesn't have become U+FFFD, since
    vl-convert ends the whole process at one.
    """
    return _MARKUP.sub("\u2039", _CONTROL.sub("\ufffd", " ".join(text.split())))


# Looks


def _framed(chart: C, title: str, subtitle: list[str]) -> C:
    """The chart with a title, and sizes that are read from a distance; colours are the theme's."""
    framed: C = (
        chart.properties(title=alt.Title(title, subtitle=subtitle))
        .configure_title(
            anchor="start", frame="bounds", fontSize=18, subtitleFontSize=13, offset=14
        )
        .configure_axis(
            labelFontSize=12, titleFontSize=13, titleFontWeight="normal", titlePadding=8
        )
        .configure_legend(labelFontSize=12, titleFontSize=13, labelLimit=300, symbolType="square")
        .configure_view(stroke=None)
    )
    return framed
