"""Charts are displayed, saved and combined without a network."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert
from lxml import html

import weeklypapers as wp
from support.charts import CHARTS, submitted

VEGA_LITE = "application/vnd.vegalite.v5+json"


@pytest.mark.parametrize("name", CHARTS)
def test_a_notebook_stores_data_and_a_picture(name: str) -> None:
    chart: Any = CHARTS[name][0](submitted(0, 1, 9, 500))

    data, metadata = chart._repr_mimebundle_()

    assert set(data) == {VEGA_LITE, "image/png", "text/plain"}
    spec = json.loads(json.dumps(data[VEGA_LITE]))
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
    assert vl_convert.vegalite_to_svg(spec, vl_version="5.21").startswith("<svg")
    assert data["image/png"].startswith(b"\x89PNG")
    assert 300 < metadata["image/png"]["width"] < 1200
    assert data["text/plain"].startswith("<Chart: ")


def test_a_changed_chart_is_displayed_in_the_same_way() -> None:
    chart: Any = wp.sample().plot.weeks().properties(title="Read", width=200)
    chart = chart.configure_axis(grid=False)
    data, _ = copy.deepcopy(chart)._repr_mimebundle_()
    assert data[VEGA_LITE]["title"] == "Read"


def test_other_renderers_are_used() -> None:
    chart: Any = wp.sample().plot.weeks()
    with alt.renderers.enable("html"):
        assert set(chart._repr_mimebundle_()) == {"text/html"}
    with alt.renderers.enable("svg"):
        assert set(chart._repr_mimebundle_()) == {"image/svg+xml"}


def test_options_are_passed_on() -> None:
    chart: Any = wp.sample().plot.weeks()
    with alt.renderers.set_embed_options(actions=False):
        _, metadata = chart._repr_mimebundle_()
    assert metadata[VEGA_LITE] == {"embed_options": {"actions": False}}


def test_without_a_converter_altair_displays_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    chart: Any = wp.sample().plot.weeks()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert set(chart._repr_mimebundle_()) == {"text/html"}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_its_numbers(name: str) -> None:
    """The data of a layered chart with several sources are those of its layers."""
    chart: Any = CHARTS[name][0](submitted(0, 1, 9, 500))
    data = chart.layer[0].data if name == "lags" else chart.data

    assert sum(row["papers"] for row in data.values) > 0


def test_charts_can_be_combined() -> None:
    """Combine charts as documented."""
    weeks, lags = (papers := submitted(0, 1, 9)).plot.weeks(), papers.plot.lags()
    config = weeks.config
    weeks.config = lags.config = alt.Undefined

    both = (weeks | lags).properties(config=config)
    line = alt.Chart(alt.InlineData(values=[{"y": 2}])).mark_rule().encode(y="y:Q")

    assert vl_convert.vegalite_to_svg(both.to_json()).startswith("<svg")
    assert vl_convert.vegalite_to_svg((weeks + line).to_json()).startswith("<svg")
    assert both.to_dict()["config"] == papers.plot.weeks().to_dict()["config"]


def test_rows_of_bars_can_be_combined_with_a_chart() -> None:
    weeks, shares = (papers := submitted(0, 1, 9)).plot.weeks(), papers.plot.categories()
    config = weeks.config
    weeks.config = shares.config = alt.Undefined
    both = (weeks & shares).properties(config=config)
    assert vl_convert.vegalite_to_svg(both.to_json()).startswith("<svg")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_saved(name: str, tmp_path: Path) -> None:
    make, kind = CHARTS[name]
    chart = make(submitted(0, 1, 9, 500))

    assert isinstance(chart, kind)
    for suffix, beginning in ((".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE")):
        path = tmp_path / f"chart{suffix}"
        chart.save(str(path))
        assert path.read_bytes().lstrip().startswith(beginning)


def test_a_page_works_offline(tmp_path: Path) -> None:
    page = tmp_path / "chart.html"
    wp.sample().plot.weeks().save(str(page), inline=True)

    root = html.parse(page)

    assert root.xpath("//script[@src] | //link[@href]") == []
