"""Titles and axes of charts, and texts of a list that must not become code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import altair as alt
import pytest
import vl_convert
from lxml import etree, html

from support.charts import CHARTS, CODE, SUNDAY, listed, submitted
from support.hostile import HOSTILE
from weeklypapers import (
    Author,
    Category,
    Papers,
)
from weeklypapers.plotting.periods import Unit
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


WITHOUT_TEXTS = ("lags", "words", "code", "overlap")  # of the list
TEXTS = {case.name: case.text for case in HOSTILE} | OWN


def test_unnamed_authors_are_noted() -> None:
    papers = Papers(
        make_paper(f"2406.0000{n}", listed_authors=["Ada Lovelace"], more_authors=n > 1)
        for n in (1, 2, 3)
    )
    subtitle = papers.plot.authors().to_dict()["title"]["subtitle"]
    assert "The list names only some authors of 2 papers" in subtitle


def test_days_are_whole_numbers() -> None:
    svg = vl_convert.vegalite_to_svg(submitted(29, 29).plot.lags().to_json())

    labels = {text.strip() for text in etree.fromstring(svg.encode()).itertext()}
    assert "29" in labels
    assert "29.0" not in labels


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
        ["1 of 2 authors, with 3 papers; 1 more has 3 papers"],
    )
    assert titles(papers.plot.top("topic")) == (
        "Topics with most papers",
        ["1 topic, with 3 papers"],
    )
    assert titles(papers.plot.categories()) == (
        "Share of each week's papers by category",
        ["3 papers in 1 week, 30 June 2024"],
    )
    assert titles(papers.plot.words("on", measure="count"))[0] == "Papers with a word per week"
    assert (
        titles(papers.plot.code(every="quarter"))[0] == "Share of each quarter's papers with code"
    )
    assert titles(papers.plot.cumulative(by="topic"))[0] == "Papers listed so far by topic"
    assert titles(papers.plot.overlap(papers[1:], names=("A", "B"))) == (
        "Overlap of A and B",
        ["2 of 3 papers in both lists (66.7%)"],
    )
    assert titles(papers.plot.lags()) == (
        "How soon papers are listed",
        ["3 papers, median 2 days"],
    )
    assert titles(submitted(1).plot.lags())[1] == ["1 paper, median 1 day"]


def test_a_chart_has_a_description() -> None:
    spec = submitted(0, 2, 4).plot.weeks().to_dict()

    assert spec["description"] == "Papers per week by category. 3 papers in 1 week, 30 June 2024."


@pytest.mark.parametrize("theme", ["default", "dark"])
def test_numbers_have_the_colour_of_the_text(theme: str) -> None:
    with alt.theme.enable(theme):
        svg = vl_convert.vegalite_to_svg(submitted(0, 1).plot.top("author").to_json())

    colour = {"default": "#333333", "dark": "#EEEEEE"}[theme]
    assert svg.count(f'fill="{colour}"') == 2
    assert "rgb(" not in svg


def test_numbers_are_readable_on_an_unknown_background() -> None:
    chart = submitted(0, 1).plot.top("author").properties(background="transparent")

    assert 'fill="#808080"' in vl_convert.vegalite_to_svg(chart.to_json())


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_labels_of_the_time_axis_differ(every: Unit) -> None:
    weeks = [(date(2020 + at // 4, at % 4 * 3 + 1, 5), "cs.CL") for at in range(24)]
    svg = vl_convert.vegalite_to_svg(listed(*weeks).plot.weeks(every=every).to_json())

    texts = [text.strip() for text in etree.fromstring(svg.encode()).itertext()]
    labels = [text for text in texts if re.fullmatch(r"(Q\d |\w{3} )?20\d\d", text)]
    assert 4 <= len(labels) <= 12
    assert len(set(labels)) == len(labels)


def test_shares_have_a_row_with_all_papers() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (SUNDAY, "cs.AI"))
    svg = vl_convert.vegalite_to_svg(papers.plot.categories().to_json())

    texts = [text.strip() for text in etree.fromstring(svg.encode()).itertext()]
    assert "All papers (n)" in texts
    assert "4" in texts


# Texts


def with_texts_everywhere(texts: Sequence[str]) -> Papers:
    return Papers(
        make_paper(
            number,
            title=text,
            category=Category(name=text.strip()),
            topics=[text],
            links=[*make_paper(number).links, CODE],
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
        for name, (make, _) in CHARTS.items():
            if first and name in WITHOUT_TEXTS:
                continue
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
    for name, (make, _) in CHARTS.items():
        spec = make(with_texts_everywhere(["marked", "harmless"])).to_dict()
        data = json.dumps(spec.pop("datasets"))
        assert "marked" in data or name in WITHOUT_TEXTS
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
