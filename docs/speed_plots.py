"""Plots of the time of jobs for lists of several sizes, from the figures of the benchmark."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import altair as alt

__all__ = ["draw"]

_FIGURES = Path(__file__).parent / "concepts" / "speed.json"
_ENRICHED = ", enriched"
_WIDTH, _HEIGHT = 420, 260


def draw() -> dict[str, alt.LayerChart]:
    """Return a plot for each area of jobs, by the name of its picture."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for entry in json.loads(_FIGURES.read_text(encoding="utf-8"))["growth"]:
        areas.setdefault(entry["area"], []).append(entry)
    return {f"growth-{area}": _plot(entries) for area, entries in areas.items()}


def _plot(entries: list[dict[str, Any]]) -> alt.LayerChart:
    for entry in entries:
        entry["list"] = "with records" if entry["job"].endswith(_ENRICHED) else "as listed"
        entry["job"] = entry["job"].removesuffix(_ENRICHED)
    x = alt.X("papers:Q").scale(type="log").axis(format="~s", values=_powers(entries, "papers"))
    y = alt.Y("seconds:Q").scale(type="log").title("seconds").axis(format="~g")
    jobs = list(dict.fromkeys(entry["job"] for entry in entries))
    lines = (
        alt.Chart(alt.Data(values=entries), width=_WIDTH, height=_HEIGHT)
        .mark_line(point=True, clip=True)
        .encode(
            x=x,
            y=y.axis(values=_powers(entries, "seconds")),
            color=alt.Color("job:N").sort(jobs).title(None).scale(scheme="tableau20"),
            strokeDash=alt.StrokeDash("list:N").legend(None),
        )
    )
    return _proportional(entries) + lines


def _proportional(entries: list[dict[str, Any]]) -> alt.Chart:
    """Return thin lines with the slope of a time that is proportional to the number of papers."""
    least, most = (choose(entry["papers"] for entry in entries) for choose in (min, max))
    values = [
        {"start": start, "papers": papers, "seconds": start * papers / least}
        for start in _powers(entries, "seconds")
        for papers in (least, most)
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_line(color="#808080", opacity=0.35, clip=True, strokeWidth=1)
        .encode(x="papers:Q", y="seconds:Q", detail="start:N")
    )


def _powers(entries: Iterable[dict[str, Any]], key: str) -> list[float]:
    """Return the powers of ten around the values of a key."""
    values = [entry[key] for entry in entries]
    least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(least, most + 1)]
