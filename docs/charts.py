"""Charts as SVG that has the colours of the page around it, in light and dark mode."""

from __future__ import annotations

import re
from html import escape
from itertools import count
from typing import Any

import altair as alt
import vl_convert

__all__ = ["embed", "svg"]

_NUMBERS = count(1)
_TEXT = {"labelColor": "currentColor", "titleColor": "currentColor"}
_LINES = {"domainColor": "currentColor", "tickColor": "currentColor", "gridOpacity": 0.25}
_THEME = {
    "background": "transparent",
    "axis": {**_TEXT, **_LINES, "gridColor": "currentColor"},
    "header": _TEXT,
    "legend": _TEXT,
    "title": {"color": "currentColor", "subtitleColor": "currentColor"},
}


def svg(chart: Any) -> str:
    """Return a chart as an SVG element. Text and lines have the colour of the text around it."""
    with alt.theme.enable("page"):
        return _svg(chart.to_dict())


def embed() -> None:
    """Display the charts of a notebook as such elements."""
    alt.theme.enable("page")
    alt.renderers.register("page", _display)
    alt.renderers.enable("page")


@alt.theme.register("page", enable=False)
def _theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig(config=_THEME)


def _display(spec: dict[str, Any], **_options: Any) -> dict[str, str]:
    label = escape(str(spec.get("description", "A chart")))
    element = _svg(spec).replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return {"text/html": f'<div class="picture">{element}</div>'}


def _svg(spec: dict[str, Any]) -> str:
    """Return the SVG of a specification, with identifiers that are unique in a page."""
    drawn: str = vl_convert.vegalite_to_svg(spec)
    drawn = drawn.replace('fill="#808080"', 'fill="currentColor"')  # numbers above bars
    return re.sub(r'(id="|url\(#)(\w+)', rf"\1chart-{next(_NUMBERS)}-\2", drawn)
