"""How the charts look. The only module that imports altair.

No text of a list becomes part of an expression or the name of a field: it is data, in fields that
are named here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import altair as alt

from weeklypapers.display.text import counted, days
from weeklypapers.plotting import rows
from weeklypapers.plotting.wording import by, empty, in_part, left_out, plain, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from weeklypapers.plotting import Measure
    from weeklypapers.plotting.counting import Authors, Grouping, Histogram, Tally, Unit
    from weeklypapers.plotting.rows import Row

__all__ = ["authors", "categories", "lags", "weeks"]

C = TypeVar("C", alt.Chart, alt.LayerChart, alt.FacetChart)

# The palette of Okabe and Ito, "Color Universal Design" (2008), without black, which a dark theme
# hides: https://jfly.uni-koeln.de/color/. Yellow comes last, since it is the faintest on white.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442")
_BLUE, _ORANGE = _COLOURS[:2]
_GREY, _LIGHT_GREY = "#8C8C8C", "#C4C4C4"  # the first can be read on light and on dark

# Of the same widths, so that labels have the room that was measured for them when a file was made.
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_WIDTH = 640
_HEIGHT = 360
_FEW_DAYS, _MANY_DAYS = 200, 2000  # up to which a time is divided into days, and into months
_MOST_TICKS = 15
_FEW_PAPERS = 10
_FEW_BARS = 5
_DAYS: dict[Unit, int] = {"week": 7, "month": 30, "year": 365}
_TITLES: dict[Grouping, str] = {"category": "Category", "topic": "Topic", "venue": "Venue"}


def weeks(table: Tally) -> alt.Chart:
    """Stacked bars, one a week; see `Plots.weeks`."""
    heading = _TITLES[table.by] if table.by else None
    data = alt.InlineData(values=list(rows.stacks(table)))
    chart: alt.Chart = (
        alt.Chart(data, width=_WIDTH, height=_HEIGHT)
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
    return _framed(chart, f"Papers per week{by(table)}", told(table))


def _colours(table: Tally, heading: str) -> alt.Color:
    colours = [
        *_COLOURS[: len(table.groups)],
        *([_GREY] if table.rest else []),
        *([_LIGHT_GREY] if table.none else []),
    ]
    names = list(map(plain, table.names))
    return alt.Color(
        "group:N", title=heading, sort=names, scale=alt.Scale(domain=names, range=colours)
    )


def categories(table: Tally, *, measure: Measure) -> alt.FacetChart:
    """A row of bars for each group; see `Plots.categories`."""
    header = alt.Header(
        title=None, labelAngle=0, labelAlign="left", labelFontSize=12, labelLimit=300
    )
    names = list(map(plain, table.groups))
    chart: alt.FacetChart = _row(table, measure).facet(
        row=alt.Row("group:N", sort=names, header=header), spacing=18
    )
    what = f"Share of each {table.unit}'s papers" if measure == "share" else "Papers"
    per = "" if measure == "share" else f" per {table.unit}"
    hidden = [plain(name) for name in (table.rest, table.none) if name]
    not_drawn = [f"Not drawn: {', '.join(hidden)}"] if hidden else []
    gaps = empty(table) if measure == "share" else []
    return _framed(chart, f"{what}{per}{by(table)}", [*told(table), *gaps, *not_drawn])


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
    data = alt.InlineData(values=list(rows.shares(table)))
    chart: alt.Chart = (
        alt.Chart(data, width=_WIDTH - 200, height=56)
        .mark_bar(color=_BLUE)
        .encode(x=_time_axis(table), x2="end:T", y=height, y2=alt.datum(0), tooltip=tooltip)
    )
    return chart


def authors(table: Authors) -> alt.LayerChart:
    """Horizontal bars; see `Plots.authors`."""
    names = [{"author": plain(name), "papers": count} for name, count in table.counts]
    base = alt.Chart(alt.InlineData(values=names)).encode(
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
    named = " that are named" if table.in_part else ""
    shown = f"{counted(len(names), 'author')} of {table.authors:,}{named}"
    tied = f"; {table.tied:,} more at {counted(table.counts[-1][1], 'paper')}" if table.tied else ""
    subtitle = f"{shown}, in {counted(table.papers, 'paper')}{tied}"
    missing = left_out(table.left_out, "authors")
    return _framed(chart, "Authors with most papers", [subtitle, *in_part(table), *missing])


def lags(table: Histogram) -> alt.LayerChart:
    """A histogram with the median; see `Plots.lags`."""
    bins = list(rows.lags(table))
    width = bins[0]["end"] - bins[0]["start"]
    room = alt.Scale(domain=[bins[0]["start"] - width, bins[-1]["end"] + width], nice=False)
    title = "Days from submission to listing"
    bars = (
        alt.Chart(alt.InlineData(values=bins))
        .mark_bar()
        .encode(
            x=alt.X("start:Q", title=title, axis=_days_axis(table), scale=room),
            x2="end:Q",
            y=alt.Y("papers:Q", title="Papers", axis=_count_axis(max(_papers(bins)))),
            y2=alt.datum(0),
            color=alt.condition("datum.side == 'within'", alt.value(_BLUE), alt.value(_GREY)),
            tooltip=[
                alt.Tooltip("days:N", title="Days"),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    layers = [bars, *_notes(bins), *_median(table)]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, width=_WIDTH, height=_HEIGHT)
    subtitle = f"{counted(table.papers, 'paper')}, median {days(table.median)}"
    missing = left_out(table.left_out, "a record or a day of listing")
    return _framed(chart, "How soon papers are listed", [subtitle, *missing])


def _papers(bins: list[Row]) -> Iterator[int]:
    return (row["papers"] for row in bins)


def _notes(bins: list[Row]) -> Iterator[alt.Chart]:
    """What stands above the bars at the sides."""
    for row in bins:
        if row["side"] != "within":
            before = row["side"] == "before"
            at = row["start"] if before else row["end"]
            note = [{"at": at, "papers": row["papers"], "days": f"{row['days']} days"}]
            yield (
                alt.Chart(alt.InlineData(values=note))
                .mark_text(color=_GREY, align="left" if before else "right", dy=-8, fontSize=12)
                .encode(x="at:Q", y="papers:Q", text="days:N")
            )


def _median(table: Histogram) -> Iterator[alt.Chart]:
    value = [{"days": table.median, "text": f"median {days(table.median)}"}]
    base = alt.Chart(alt.InlineData(values=value)).encode(x="days:Q")
    yield base.mark_rule(color=_ORANGE, strokeWidth=2.5)
    yield base.mark_text(
        color=_ORANGE, baseline="bottom", dy=-4, fontSize=13, fontWeight="bold"
    ).encode(y=alt.value(0), text="text:N")


def _days_axis(table: Histogram) -> alt.Axis:
    first, last = table.bins[0].first, table.bins[-1].last
    steps = (1, 2, 5, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)
    step = next((one for one in steps if (last - first) / one <= 16), steps[-1])
    values = list(range(-(-first // step) * step, last + 1, step))
    return alt.Axis(values=values, format=",d", grid=False)


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


# Looks


def _framed(chart: C, title: str, subtitle: list[str]) -> C:
    """The chart with a title, and sizes that are read from a distance; colours are the theme's."""
    framed: C = (
        chart.properties(title=alt.Title(title, subtitle=subtitle))
        .configure(font=_FONT)
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
