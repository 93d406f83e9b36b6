"""The charts, drawn by Altair. The only module that imports altair.

No text of a list becomes part of an expression or a field name: it is data, in fields named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from weeklypapers.display.text import counted
from weeklypapers.display.text import days as number_of_days
from weeklypapers.model.errors import needs_extra
from weeklypapers.plotting import bars
from weeklypapers.plotting.bars import Row, left_out, plain
from weeklypapers.plotting.counts import Authors, Grouping, Histogram, Measure, Tally, Unit

try:
    import altair as alt
    from altair import Chart, FacetChart, LayerChart
except ImportError as _error:
    raise needs_extra("papers.plot", "altair", "plot") from _error

__all__ = ["Chart", "FacetChart", "LayerChart", "authors", "categories", "lags", "weeks"]

C = TypeVar("C", Chart, LayerChart, FacetChart)

# The palette of Okabe and Ito, "Color Universal Design" (2008), without black, which a dark theme
# hides: https://jfly.uni-koeln.de/color/. Yellow is last, since it is the faintest on white.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442")
_BLUE, _ORANGE = _COLOURS[:2]
_GREY, _LIGHT_GREY = "#8C8C8C", "#C4C4C4"  # the first is readable on light and on dark

# Fonts with the same character widths, so that labels fit if a viewer uses another one.
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_WIDTH = 640
_HEIGHT = 360
_FEW_DAYS, _MANY_DAYS = 200, 2000  # up to these spans, labels are days and months
_MOST_TICKS = 15
_FEW_PAPERS = 10
_FEW_BARS = 5
_DAYS: dict[Unit, int] = {"week": 7, "month": 30, "year": 365}
_STEPS = (1, 2, 5, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)  # in days
_GROUP_TITLES: dict[Grouping, str] = {"category": "Category", "topic": "Topic", "venue": "Venue"}
_UNIT_TITLES: dict[Unit, str] = {"week": "Week ending", "month": "Month", "year": "Year"}


def weeks(tally: Tally) -> Chart:
    """Return stacked bars, one per week; see `Plots.weeks`."""
    heading = _GROUP_TITLES[tally.by] if tally.by else None
    most = max(map(tally.total, tally.days))
    chart: Chart = (
        Chart(alt.InlineData(values=list(bars.stacks(tally))), width=_WIDTH, height=_HEIGHT)
        .mark_bar()
        .encode(
            x=_time_axis(tally),
            x2="end:T",
            y=alt.Y("low:Q", title="Papers", axis=_count_axis(most)),
            y2="high:Q",
            color=_colours(tally, heading) if heading else alt.value(_BLUE),
            tooltip=[
                alt.Tooltip("name:N", title="Week ending"),
                *([alt.Tooltip("group:N", title=heading)] if heading else []),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    return _framed(chart, f"Papers per week{_by(tally)}", bars.subtitle(tally))


def _by(tally: Tally) -> str:
    return f" by {tally.by}" if tally.by else ""


def _colours(tally: Tally, heading: str) -> alt.Color:
    colours = [
        *_COLOURS[: len(tally.groups)],
        *([_GREY] if tally.others else []),
        *([_LIGHT_GREY] if tally.ungrouped else []),
    ]
    names = list(map(plain, tally.names))
    return alt.Color(
        "group:N", title=heading, sort=names, scale=alt.Scale(domain=names, range=colours)
    )


def categories(tally: Tally, *, measure: Measure) -> FacetChart:
    """Return one row of bars per group; see `Plots.categories`."""
    header = alt.Header(
        title=None, labelAngle=0, labelAlign="left", labelFontSize=12, labelLimit=300
    )
    names = list(map(plain, tally.groups))
    chart: FacetChart = _rows(tally, measure).facet(
        row=alt.Row("group:N", sort=names, header=header), spacing=18
    )
    if measure == "share":
        title, empty = f"Share of each {tally.unit}'s papers", bars.empty(tally)
    else:
        title, empty = f"Papers per {tally.unit}", []
    hidden = [plain(name) for name in (tally.others, tally.ungrouped) if name]
    not_drawn = [f"Not drawn: {', '.join(hidden)}"] if hidden else []
    return _framed(chart, f"{title}{_by(tally)}", [*bars.subtitle(tally), *empty, *not_drawn])


def _rows(tally: Tally, measure: Measure) -> Chart:
    """Return the bars of all groups, which `categories` divides into rows."""
    if measure == "share":
        height = alt.Y("share:Q", title="Share", axis=alt.Axis(format="%", tickCount=3))
    else:
        height = alt.Y("papers:Q", title="Papers", axis=alt.Axis(format="~s", tickCount=3))
    tooltip = [
        alt.Tooltip("name:N", title=_UNIT_TITLES[tally.unit]),
        alt.Tooltip("group:N", title=_GROUP_TITLES[tally.by] if tally.by else "Papers"),
        alt.Tooltip("papers:Q", title="Papers"),
        alt.Tooltip("share:Q", title=f"Share of the {tally.unit}", format=".0%"),
    ]
    chart: Chart = (
        Chart(alt.InlineData(values=list(bars.shares(tally))), width=_WIDTH - 200, height=56)
        .mark_bar(color=_BLUE)
        .encode(x=_time_axis(tally), x2="end:T", y=height, y2=alt.datum(0), tooltip=tooltip)
    )
    return chart


def authors(table: Authors) -> LayerChart:
    """Return horizontal bars; see `Plots.authors`."""
    rows = [{"author": plain(name), "papers": count} for name, count in table.counts]
    base = Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("papers:Q", title="Papers", axis=_count_axis(table.counts[0][1])),
        y=alt.Y("author:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
        tooltip=[
            alt.Tooltip("author:N", title="Author"),
            alt.Tooltip("papers:Q", title="Papers"),
        ],
    )
    numbers = base.mark_text(color=_GREY, align="left", dx=4, fontSize=12, fontWeight="bold")
    chart: LayerChart = LayerChart(
        layer=[base.mark_bar(color=_BLUE), numbers.encode(text="papers:Q")],
        width=_WIDTH - 160,
        height=alt.Step(20),
    )
    named = " that are named" if table.incomplete else ""
    shown = f"{counted(len(rows), 'author')} of {table.authors:,}{named}"
    tied = f"; {table.tied:,} more at {counted(table.counts[-1][1], 'paper')}" if table.tied else ""
    subtitle = f"{shown}, in {counted(table.papers, 'paper')}{tied}"
    notes = [*bars.incomplete(table), *left_out(table.left_out, "authors")]
    return _framed(chart, "Authors with most papers", [subtitle, *notes])


def lags(histogram: Histogram) -> LayerChart:
    """Return a histogram with the median; see `Plots.lags`."""
    rows = list(bars.lags(histogram))
    width = rows[0]["end"] - rows[0]["start"]
    scale = alt.Scale(domain=[rows[0]["start"] - width, rows[-1]["end"] + width], nice=False)
    title = "Days from submission to listing"
    most = max(row["papers"] for row in rows)
    columns = (
        Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("start:Q", title=title, axis=_days_axis(histogram), scale=scale),
            x2="end:Q",
            y=alt.Y("papers:Q", title="Papers", axis=_count_axis(most)),
            y2=alt.datum(0),
            color=alt.condition("datum.side == 'within'", alt.value(_BLUE), alt.value(_GREY)),
            tooltip=[
                alt.Tooltip("days:N", title="Days"),
                alt.Tooltip("papers:Q", title="Papers"),
            ],
        )
    )
    layers = [columns, *_outlier_notes(rows), *_median(histogram)]
    chart: LayerChart = LayerChart(layer=layers, width=_WIDTH, height=_HEIGHT)
    papers = counted(histogram.papers, "paper")
    subtitle = f"{papers}, median {number_of_days(histogram.median)}"
    missing = left_out(histogram.left_out, "a record or a day of listing")
    return _framed(chart, "How soon papers are listed", [subtitle, *missing])


def _outlier_notes(rows: list[Row]) -> Iterator[Chart]:
    """Yield the labels above the bars of the outliers."""
    for row in rows:
        if row["side"] != "within":
            before = row["side"] == "before"
            edge = row["start"] if before else row["end"]
            note = [{"position": edge, "papers": row["papers"], "days": f"{row['days']} days"}]
            yield (
                Chart(alt.InlineData(values=note))
                .mark_text(color=_GREY, align="left" if before else "right", dy=-8, fontSize=12)
                .encode(x="position:Q", y="papers:Q", text="days:N")
            )


def _median(histogram: Histogram) -> Iterator[Chart]:
    text = f"median {number_of_days(histogram.median)}"
    data = alt.InlineData(values=[{"days": histogram.median, "text": text}])
    base = Chart(data).encode(x="days:Q")
    yield base.mark_rule(color=_ORANGE, strokeWidth=2.5)
    yield base.mark_text(
        color=_ORANGE, baseline="bottom", dy=-4, fontSize=13, fontWeight="bold"
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


def _time_axis(tally: Tally) -> alt.X:
    """Return the time axis, with a tick at the middle of each bar if there is room."""
    span = (tally.days[-1] - tally.days[0]).days
    wide = "%b %Y" if span < _MANY_DAYS else "%Y"
    formats = {"week": "%-d %b" if span < _FEW_DAYS else wide, "month": wide, "year": "%Y"}
    few = len(tally.days) <= _MOST_TICKS and (tally.unit != "week" or span < _FEW_DAYS)
    axis = alt.Axis(
        grid=False,
        format=formats[tally.unit],
        labelOverlap=True,
        labelFlush=False,
        values=[_middle(tally.unit, day) for day in tally.days] if few else alt.Undefined,
    )
    return alt.X("start:T", title=_UNIT_TITLES[tally.unit], axis=axis, scale=_time_scale(tally))


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
    if unit == "year":
        return alt.DateTime(year=day.year, month=7, date=2)
    return alt.DateTime(
        year=day.year, month=day.month, date=16 if unit == "month" else day.day, hours=12
    )


# Style


def _framed(chart: C, title: str, subtitle: list[str]) -> C:
    """Return the chart with a title, and with fonts that are large enough for a presentation.

    The colours of text and background are those of the theme.
    """
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
