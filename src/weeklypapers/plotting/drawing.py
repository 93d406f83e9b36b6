"""The charts, as specifications for Altair.

No text of a list becomes part of an expression or a field name: it is data, in fields named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from weeklypapers.display.text import counted
from weeklypapers.display.text import days as number_of_days
from weeklypapers.plotting import bars, periods
from weeklypapers.plotting.altair import (
    Chart,
    LayerChart,
    OfflineChart,
    OfflineLayers,
    OfflineRows,
    VConcatChart,
    alt,
    framed,
)
from weeklypapers.plotting.bars import Row, left_out, plain
from weeklypapers.plotting.colours import BLUE, GREY, ORANGE, PALETTE, SLATE
from weeklypapers.plotting.counts import Measure, Tally
from weeklypapers.plotting.histograms import Histogram
from weeklypapers.plotting.periods import Unit
from weeklypapers.plotting.rankings import PLURALS, Ranking

__all__ = ["cumulative", "lags", "overlap", "ranking", "rows", "weeks"]

_WIDTH = 640
_HEIGHT = 360
_FEW_DAYS, _MANY_DAYS = 200, 2000  # up to these spans, labels are days and months
_MOST_TICKS = 15
_MOST_QUARTERS = 8
_FEW_PAPERS = 10
_FEW_BARS = 5
_MOST_NUMBERS = 26  # bars that are wide enough for a number above each
_DAYS: dict[Unit, int] = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_STEPS = (1, 2, 5, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)  # in days
_UNIT_TITLES: dict[Unit, str] = {
    "week": "Week ending",
    "month": "Month",
    "quarter": "Quarter",
    "year": "Year",
}

# The colour of numbers and notes: that of a theme's text if the background is known, else a grey
# that is readable on light and on dark.
_TEXT = alt.ExprRef(
    "!background || background == 'transparent' ? '#808080' : "
    "luminance(background) < 0.4 ? '#EEEEEE' : '#333333'"
)

# Charts over time


def weeks(tally: Tally) -> Chart:
    """Return stacked bars, one per week, month, quarter or year; see `Plots.weeks`."""
    most = max(tally.totals.values())
    title = f"Papers per {tally.unit}{_by(tally)}"
    chart = _stacked(tally, list(bars.stacks(tally)), most, "Papers")
    return framed(chart, title, bars.subtitle(tally))


def cumulative(tally: Tally) -> Chart:
    """Return adjacent bars with the number of papers so far; see `Plots.cumulative`."""
    chart = _stacked(tally, list(bars.running(tally)), tally.listings, "Papers so far")
    return framed(chart, f"Papers listed so far{_by(tally)}", bars.subtitle(tally))


def _stacked(tally: Tally, rows: list[Row], most: int, title: str) -> OfflineChart:
    heading = tally.by.capitalize() if tally.by else None
    chart: OfflineChart = (
        OfflineChart(alt.InlineData(values=rows), width=_WIDTH, height=_HEIGHT)
        .mark_bar()
        .encode(
            x=_time_axis(tally),
            x2="end:T",
            y=alt.Y("low:Q", title=title, axis=_count_axis(most)),
            y2="high:Q",
            color=_colours(tally, heading) if heading else alt.value(BLUE),
            tooltip=[
                alt.Tooltip("name:N", title=_UNIT_TITLES[tally.unit]),
                *([alt.Tooltip("group:N", title=heading)] if heading else []),
                alt.Tooltip("papers:Q", title=title),
            ],
        )
    )
    return chart


def _by(tally: Tally) -> str:
    return f" by {tally.by}" if tally.by else ""


def _colours(tally: Tally, heading: str) -> alt.Color:
    colours = [
        *PALETTE[: len(tally.groups)],
        *([GREY] if tally.others else []),
        *([SLATE] if tally.ungrouped else []),
    ]
    names = [plain(tally.label(name)) for name in tally.names]
    return alt.Color(
        "group:N", title=heading, sort=names, scale=alt.Scale(domain=names, range=colours)
    )


def rows(tally: Tally, *, measure: Measure, title: str, heading: str) -> VConcatChart:
    """Return a row of bars for each group, below a row with the number of all papers.

    Args:
        tally: The numbers.
        measure: The height of the bars of groups.
        title: The title of the chart; see `Plots.categories`.
        heading: The title of the groups.
    """
    names = list(map(plain, tally.groups))
    header = alt.Header(
        title=None,
        labelOrient="top",
        labelAnchor="start",
        labelFontSize=12,
        labelLimit=_WIDTH,
        labelPadding=3,
    )
    data = alt.InlineData(values=list(bars.shares(tally)))
    groups = (
        _row(tally, data, heading)
        .mark_bar(color=BLUE)
        .encode(y=_heights(tally, measure), y2=alt.datum(0))
        .facet(row=alt.Row("group:N", sort=names, header=header), spacing=16)
    )
    empty = bars.empty(tally) if measure == "share" else []
    subtitle = [*bars.subtitle(tally), *empty, *bars.hidden(tally)]
    chart = OfflineRows(vconcat=[_all_papers(tally, data, heading), groups], spacing=12)
    return framed(chart, title, subtitle)


def _row(tally: Tally, data: alt.InlineData, heading: str, *, labels: bool = True) -> alt.Chart:
    tooltip = [
        alt.Tooltip("name:N", title=_UNIT_TITLES[tally.unit]),
        alt.Tooltip("group:N", title=heading),
        alt.Tooltip("papers:Q", title="Papers"),
        alt.Tooltip("all:Q", title=f"All papers of the {tally.unit}"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    chart: alt.Chart = alt.Chart(data, width=_WIDTH, height=56).encode(
        x=_time_axis(tally, labels=labels), x2="end:T", tooltip=tooltip
    )
    return chart


def _heights(tally: Tally, measure: Measure) -> alt.Y:
    if measure == "share":
        axis = alt.Axis(format="%", tickCount=3, minExtent=36, maxExtent=36)
        return alt.Y("share:Q", title=None, axis=axis)
    return alt.Y("papers:Q", title=None, axis=_low_axis(max(tally.counts.values())))


def _all_papers(tally: Tally, data: alt.InlineData, heading: str) -> alt.LayerChart:
    """Return the row with the number of all papers, which the shares refer to."""
    most = max(tally.totals.values())
    axis, scale = _low_axis(most), alt.Scale(domain=[0, 1.25 * most])  # with room for numbers
    base = _row(tally, data, heading, labels=False).transform_filter("datum.first")
    base = base.properties(height=40)
    columns = base.mark_bar(color=GREY).encode(
        y=alt.Y("all:Q", title=None, axis=axis, scale=scale),
        y2=alt.datum(0),
        tooltip=[
            alt.Tooltip("name:N", title=_UNIT_TITLES[tally.unit]),
            alt.Tooltip("all:Q", title="All papers"),
        ],
    )
    layers = [columns]
    if tally.span <= _MOST_NUMBERS:
        numbers = base.transform_calculate(
            middle="(toNumber(toDate(datum.start)) + toNumber(toDate(datum.end))) / 2"
        ).mark_text(color=_TEXT, dy=-7, fontSize=11)
        layers.append(numbers.encode(x="middle:T", y="all:Q", text=alt.Text("all:Q", format=",d")))
    title = alt.Title(
        "All papers (n)", fontSize=12, fontWeight="normal", anchor="start", frame="group", offset=3
    )
    return alt.LayerChart(layer=layers, title=title)


# Other charts


def ranking(ranking: Ranking) -> LayerChart:
    """Return horizontal bars with numbers; see `Plots.top`."""
    heading = ranking.key.capitalize()
    values = [{"group": plain(name), "papers": count} for name, count in ranking.counts]
    chart = _horizontal(values, heading, ranking.counts[0][1])
    return framed(
        chart, f"{PLURALS[ranking.key].capitalize()} with most papers", bars.ranked(ranking)
    )


def _horizontal(values: list[Row], heading: str, most: int) -> OfflineLayers:
    """Return horizontal bars in the order of the values, with the number beside each."""
    base = OfflineChart(alt.InlineData(values=values)).encode(
        x=alt.X("papers:Q", title="Papers", axis=_count_axis(most)),
        y=alt.Y("group:N", title=None, sort=None, axis=alt.Axis(labelLimit=340)),
        tooltip=[
            alt.Tooltip("group:N", title=heading),
            alt.Tooltip("papers:Q", title="Papers"),
        ],
    )
    numbers = base.mark_text(color=_TEXT, align="left", dx=4, fontSize=12)
    return OfflineLayers(
        layer=[base.mark_bar(color=BLUE), numbers.encode(text=alt.Text("papers:Q", format=",d"))],
        width=_WIDTH - 160,
        height=alt.Step(20),
    )


def overlap(both: int, only_here: int, only_there: int, names: tuple[str, str]) -> LayerChart:
    """Return a bar for each part of two lists; see `Plots.overlap`."""
    here, there = map(plain, names)
    union = both + only_here + only_there
    parts = {"In both": both, f"Only in {here}": only_here, f"Only in {there}": only_there}
    values = [{"group": name, "papers": count} for name, count in parts.items()]
    chart = _horizontal(values, "List", max(parts.values()))
    subtitle = f"{both:,} of {counted(union, 'paper')} in both lists ({both / union:.1%})"
    return framed(chart, f"Overlap of {here} and {there}", [subtitle])


def lags(histogram: Histogram) -> LayerChart:
    """Return a histogram with the median; see `Plots.lags`."""
    rows = list(bars.lags(histogram))
    width = rows[0]["end"] - rows[0]["start"]
    scale = alt.Scale(domain=[rows[0]["start"] - width, rows[-1]["end"] + width], nice=False)
    title = "Days from submission to listing"
    most = max(row["papers"] for row in rows)
    columns = (
        OfflineChart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("start:Q", title=title, axis=_days_axis(histogram), scale=scale),
            x2="end:Q",
            y=alt.Y("papers:Q", title="Papers", axis=_count_axis(most)),
            y2=alt.datum(0),
            color=alt.condition("datum.side == 'within'", alt.value(BLUE), alt.value(GREY)),
            tooltip=[
                alt.Tooltip("days:N", title="Days"),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    layers = [columns, *_outlier_notes(rows), *_median(histogram)]
    chart = OfflineLayers(layer=layers, width=_WIDTH, height=_HEIGHT)
    papers = counted(histogram.papers, "paper")
    subtitle = f"{papers}, median {number_of_days(histogram.median)}"
    missing = left_out(histogram.left_out, "a record or a day of listing")
    return framed(chart, "How soon papers are listed", [subtitle, *missing])


def _outlier_notes(rows: list[Row]) -> Iterator[Chart]:
    """Yield the labels above the bars of the outliers."""
    for row in rows:
        if row["side"] != "within":
            before = row["side"] == "before"
            edge = row["start"] if before else row["end"]
            note = [{"position": edge, "papers": row["papers"], "days": f"{row['days']} days"}]
            yield (
                OfflineChart(alt.InlineData(values=note))
                .mark_text(color=_TEXT, align="left" if before else "right", dy=-8, fontSize=12)
                .encode(x="position:Q", y="papers:Q", text="days:N")
            )


def _median(histogram: Histogram) -> Iterator[Chart]:
    text = f"median {number_of_days(histogram.median)}"
    data = alt.InlineData(values=[{"days": histogram.median, "text": text}])
    base = OfflineChart(data).encode(x="days:Q")
    yield base.mark_rule(color=ORANGE, strokeWidth=2.5)
    yield base.mark_text(
        color=ORANGE, baseline="bottom", dy=-4, fontSize=13, fontWeight="bold"
    ).encode(y=alt.value(0), text="text:N")


# Axes


def _days_axis(histogram: Histogram) -> alt.Axis:
    first, last = histogram.bins[0].first, histogram.bins[-1].last
    step = next((step for step in _STEPS if (last - first) / step <= 16), _STEPS[-1])
    values = list(range(-(-first // step) * step, last + 1, step))
    return alt.Axis(values=values, format=",d", grid=False)


def _count_axis(most: int) -> alt.Axis:
    """Return an axis of integers; for small counts, Vega would add ticks at halves."""
    values = list(range(most + 1)) if most <= _FEW_PAPERS else alt.Undefined
    return alt.Axis(values=values, format=",d")


def _low_axis(most: int) -> alt.Axis:
    """Return an axis of integers for a row, with a fixed width, so that rows are aligned."""
    values = [0, most] if most <= _FEW_PAPERS else alt.Undefined
    return alt.Axis(values=values, format="~s", tickCount=2, minExtent=36, maxExtent=36)


def _time_axis(tally: Tally, *, labels: bool = True) -> alt.X:
    """Return the time axis, with a tick at the middle of each bar if there is room."""
    axis = alt.Axis(
        grid=False,
        labelOverlap=True,
        labelSeparation=4,
        labelFlush=False,
        labels=labels,
        **_time_ticks(tally),
    )
    title = _UNIT_TITLES[tally.unit] if labels else None
    return alt.X("start:T", title=title, axis=axis, scale=_time_scale(tally))


def _time_ticks(tally: Tally) -> dict[str, Any]:
    """Return the ticks of the time axis and the format of their labels."""
    span = (tally.days[-1] - tally.days[0]).days
    few = len(tally.days) <= _MOST_TICKS
    if tally.unit == "quarter":  # there are no automatic ticks for quarters
        days = tally.days[:: -(-len(tally.days) // _MOST_QUARTERS)]
        return {"format": "Q%q %Y", "values": [_middle(tally.unit, day) for day in days]}
    if few and (tally.unit != "week" or span < _FEW_DAYS):
        form = {"week": "%-d %b", "month": "%b %Y", "year": "%Y"}[tally.unit]
        return {"format": form, "values": [_middle(tally.unit, day) for day in tally.days]}
    if span < _MANY_DAYS and tally.unit != "year":
        return {"format": "%-d %b" if tally.unit == "week" and span < _FEW_DAYS else "%b %Y"}
    years = -(-span // (366 * _MOST_TICKS))  # automatic ticks could be several in a year
    return {"format": "%Y", "tickCount": alt.TimeIntervalStep(interval="year", step=years)}


def _time_scale(tally: Tally) -> alt.Scale:
    """Return the time scale, with margins around fewer than `_FEW_BARS` bars.

    Without margins, a single bar would be as wide as the chart.
    """
    first, last, unit = tally.days[0], tally.days[-1], timedelta(days=_DAYS[tally.unit])
    if (last - first) / unit >= _FEW_BARS - 1:
        return alt.Scale()
    middle = first + (last - first) / 2 + (timedelta() if tally.unit == "week" else unit / 2)
    half = unit * _FEW_BARS / 2
    return alt.Scale(domain=[_date_time(middle - half), _date_time(middle + half)])


def _date_time(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _middle(unit: Unit, day: date) -> alt.DateTime:
    if unit != "week":
        day += (periods.following(unit, day) - day) // 2
        return _date_time(day)
    return alt.DateTime(year=day.year, month=day.month, date=day.day, hours=12)
