"""Altair, and charts of it that are displayed without a network. No other module imports altair."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any, TypeVar

from weeklypapers.model.errors import needs_extra

try:
    import altair as alt
    from altair import Chart, LayerChart, VConcatChart
except ImportError as _error:
    raise needs_extra("papers.plot", "altair", "plot") from _error

__all__ = [
    "Chart",
    "LayerChart",
    "OfflineChart",
    "OfflineLayers",
    "OfflineRows",
    "VConcatChart",
    "alt",
    "framed",
]

# Fonts with the same character widths, so that labels fit if a viewer uses another one.
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_PNG_SCALE = 2
# The type for which JupyterLab 4 and VS Code have a renderer that needs no network. The charts use
# nothing that Vega-Lite 6 has added.
_VEGA_LITE = "application/vnd.vegalite.v5+json"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class _Offline(alt.TopLevelMixin):
    """The display of a chart in a notebook that has no network, or isn't running.

    Altair's own display loads scripts from a server. This one has the chart as data, for frontends
    that can draw it, and as a PNG for all others, such as GitHub. If another of Altair's renderers
    is enabled, it is used instead.
    """

    def _repr_mimebundle_(self, *args: Any, **options: Any) -> Any:
        if alt.renderers.active != "default":
            return super()._repr_mimebundle_(*args, **options)
        png = BytesIO()
        try:
            self.save(png, format="png", scale_factor=_PNG_SCALE)
        except (ImportError, ValueError):  # vl-convert is not installed
            return super()._repr_mimebundle_(*args, **options)
        spec = self.to_dict() | {"$schema": _SCHEMA}
        width, height = struct.unpack(">II", png.getvalue()[16:24])  # PNG, section 11.2.1 "IHDR"
        size = {"width": width // _PNG_SCALE, "height": height // _PNG_SCALE}
        embedded = {"embed_options": alt.renderers.options.get("embed_options", {})}
        data = {
            _VEGA_LITE: spec,
            "image/png": png.getvalue(),
            "text/plain": f"<Chart: {spec.get('description', 'without a description')}>",
        }
        return data, {"image/png": size, _VEGA_LITE: embedded}


class OfflineChart(_Offline, Chart):
    """A chart of Altair, which is displayed without a network."""


class OfflineLayers(_Offline, LayerChart):
    """A chart of Altair with several layers, which is displayed without a network."""


class OfflineRows(_Offline, VConcatChart):
    """Several charts of Altair in a column, which are displayed without a network."""


C = TypeVar("C", OfflineChart, OfflineLayers, OfflineRows)


def framed(chart: C, title: str, subtitle: list[str]) -> C:
    """Return the chart with a title, and with fonts that are large enough for a presentation.

    The colours of text and background are those of the theme.
    """
    description = f"{title}. {'. '.join(subtitle)}."
    framed: C = (
        chart.properties(title=alt.Title(title, subtitle=subtitle), description=description)
        .configure(font=_FONT)
        .configure_title(
            anchor="start", frame="bounds", fontSize=18, subtitleFontSize=13, offset=14
        )
        .configure_axis(
            labelFontSize=12, titleFontSize=13, titleFontWeight="normal", titlePadding=8
        )
        .configure_legend(labelFontSize=12, titleFontSize=13, labelLimit=340, symbolType="square")
        .configure_view(stroke=None)
    )
    return framed
