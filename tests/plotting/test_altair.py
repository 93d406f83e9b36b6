"""The style of charts, and texts of a list that must not become code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert
from lxml import etree, html

import weeklypapers as wp
from support.charts import CHARTS, submitted
from support.hostile import HOSTILE
from weeklypapers import (
    Author,
    Category,
    Papers,
    plotting,
)
from weeklypapers.plotting.counts import Authors
from weeklypapers.testing import make_paper, make_record

# Texts that could attack a page, an SVG or an expression of Vega.
OWN = {
    "an end of the script": "</script><script>alert(1)</script>",
    "a comment in the script": "<!--<script>",
    "an image": "<img src=x onerror=alert(1)>",
    "an address": "javascript:alert(1)",
    "a template": "{{7*7}} ${alert(1)}",
    "an expression": "datum['papers'] + signal(alert(1))",
    "the name of a field": "papers[0].low\\.x",
    "quotes": "\"'`\\",
    "control characters": "a\x01b\x1bc\uffff\u2028d",
    "white space": " a\n\tb ",
}


TEXTS = {case.name: case.text for case in HOSTILE} | OWN


def test_authors_that_are_not_named_are_spoken_of() -> None:
    table = Authors(counts=(("Ada", 2),), authors=5, papers=3, tied=0, left_out=1, incomplete=2)

    assert plotting.altair.authors(table).to_dict()["title"]["subtitle"] == [
        "1 author of 5 that are named, in 3 papers",
        "Of 2 papers the list names only some authors",
        "Left out: 1 paper without authors",
    ]


def test_unnamed_authors_are_noted() -> None:
    papers = Papers(
        make_paper(f"2406.0000{n}", listed_authors=["Ada Lovelace"], more_authors=n > 1)
        for n in (1, 2, 3)
    )
    subtitle = papers.plot.authors().to_dict()["title"]["subtitle"]
    assert "Of 2 papers the list names only some authors" in subtitle


def test_days_are_whole_numbers() -> None:
    svg = vl_convert.vegalite_to_svg(submitted(29, 29).plot.lags().to_json())

    labels = {text.strip() for text in etree.fromstring(svg.encode()).itertext()}
    assert "29" in labels
    assert "29.0" not in labels


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


def test_titles_describe_the_chart() -> None:
    papers = submitted(0, 2, 4)

    def titles(chart: Any) -> tuple[str, list[str]]:
        title = chart.to_dict()["title"]
        return title["text"], title["subtitle"]

    assert titles(papers.plot.weeks()) == (
        "Papers per week by category",
        ["3 papers in 1 week, 30 June 2024"],
    )
    assert titles(papers.plot.authors(top=1)) == (
        "Authors with most papers",
        ["1 author of 2, in 3 papers; 1 more at 3 papers"],
    )
    assert titles(papers.plot.lags()) == (
        "How soon papers are listed",
        ["3 papers, median 2 days"],
    )
    assert titles(submitted(1).plot.lags())[1] == ["1 paper, median 1 day"]


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_saved(name: str, tmp_path: Path) -> None:
    make, kind = CHARTS[name]
    chart = make(submitted(0, 1, 9, 500))

    assert type(chart) is kind
    for suffix, beginning in ((".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE")):
        path = tmp_path / f"chart{suffix}"
        chart.save(str(path))
        assert path.read_bytes().lstrip().startswith(beginning)


def test_a_page_works_offline(tmp_path: Path) -> None:
    page = tmp_path / "chart.html"
    wp.sample().plot.weeks().save(str(page), inline=True)

    root = html.parse(page)

    assert root.xpath("//script[@src] | //link[@href]") == []


# Texts


def with_texts_everywhere(texts: Sequence[str]) -> Papers:
    return Papers(
        make_paper(
            number,
            title=text,
            category=Category(name=text.strip()),
            topics=[text],
            venue=text,
            listed_authors=[text],
            arxiv=make_record(number, title=text, abstract=text, authors=[Author(name=text)]),
        )
        for number, text in zip((f"2406.{one:05}" for one in range(99)), texts, strict=False)
    )


def assert_are_texts(texts: Sequence[str]) -> None:
    """Texts add no script to a page or an SVG."""
    for first in range(0, len(texts), 7):  # as many as there are colours
        papers = with_texts_everywhere([*texts[first : first + 7], "harmless"])
        for make, _ in CHARTS.values():
            chart = make(papers)
            assert_page_is_harmless(chart.to_html(), chart.to_dict())
            assert_svg_is_harmless(vl_convert.vegalite_to_svg(chart.to_json()))


def assert_page_is_harmless(page: str, spec: dict[str, Any]) -> None:
    root = html.fromstring(page)
    *libraries, script = root.findall(".//script")
    assert len(libraries) == 3  # vega, vega-lite, vega-embed
    assert root.xpath("//img | //a | //iframe | //@onerror | //@onload") == []
    source = (script.text or "").partition("var spec = ")[2]
    assert json.JSONDecoder().raw_decode(source)[0] == spec
    assert "<!--" not in source


def assert_svg_is_harmless(text: str) -> None:
    for element in etree.fromstring(text.encode()).iter():
        tag = etree.QName(element).localname
        assert tag not in ("script", "a", "image", "foreignObject")
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert not [name for name in element.attrib if name.endswith("href")]


def test_hostile_texts_stay_texts() -> None:
    assert_are_texts(list(TEXTS.values()))


def test_texts_of_the_list_are_only_in_the_data() -> None:
    """Therefore, no text can become an expression, a field name or an address."""
    for make, _ in CHARTS.values():
        spec = make(with_texts_everywhere(["marked", "harmless"])).to_dict()
        assert "marked" in json.dumps(spec.pop("datasets")) or make is CHARTS["lags"][0]
        assert "marked" not in json.dumps(without(spec, "sort", "domain"))
        assert not {"href", "url"} & set(keys(spec))


def without(tree: Any, *names: str) -> Any:
    if isinstance(tree, dict):
        return {name: without(one, *names) for name, one in tree.items() if name not in names}
    return [without(one, *names) for one in tree] if isinstance(tree, list) else tree


def keys(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from tree
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys(one)
