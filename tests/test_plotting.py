"""Charts: what is counted, that each can be drawn, and that no text of a list becomes code."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings
from lxml import etree, html

import weeklypapers as wp
from support.hostile import HOSTILE
from weeklypapers import (
    Author,
    Category,
    InvalidValueError,
    MissingDependencyError,
    Paper,
    Papers,
    PartialDate,
)
from weeklypapers.plotting import charts, counting
from weeklypapers.plotting.counting import Bin
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from weeklypapers.plotting import Measure

SHARED = Path(__file__).parents[2] / "shared" / "data"
SUNDAY = date(2024, 6, 30)

# What data could do to a page, an SVG or an expression of Vega.
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


def listed(*weeks: tuple[date | None, str | None], **fields: Any) -> Papers:
    """A paper for each week and code of a category."""
    return Papers(
        make_paper(
            f"2406.{number:05}",
            week=week,
            category=Category(code=code) if code else None,
            **fields,
        )
        for number, (week, code) in enumerate(weeks, 1)
    )


def submitted(*days_before: int) -> Papers:
    """Papers of one week, submitted some days before."""
    end = datetime(2024, 6, 30, 23, 59, tzinfo=UTC)
    return Papers(
        make_paper(number, arxiv=make_record(number, published=end - timedelta(days=days)))
        for number, days in zip((f"2406.{one:05}" for one in range(99)), days_before, strict=False)
    )


def rows(chart: Any) -> list[dict[str, Any]]:
    """The data of a chart, as it is written into pages."""
    (values,) = chart.to_dict()["datasets"].values()
    return list(values)


# -- What is counted ---------------------------------------------------------------------------


def test_papers_are_counted_by_week_and_category() -> None:
    before = SUNDAY - timedelta(days=7)
    papers = listed((SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (before, "stat.ML"), (before, "cs.CL"))
    twice = Papers([*papers, papers[0], make_paper("2405.00001", week=None)])

    table = counting.tally(twice, by=None, unit="week", top=1)

    language, rest = "Computation and Language (cs.CL)", "Other (2 categories)"
    assert table.by == "category"
    assert table.names == (language, rest)
    assert table.days == (before, SUNDAY)
    assert table.counts == {
        (before, language): 1,
        (before, rest): 1,
        (SUNDAY, language): 1,
        (SUNDAY, rest): 1,
    }
    assert (table.papers, table.left_out) == (4, 1)


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("2024-06-24", "week", date(2024, 6, 30)),
        ("2024-06-30", "week", date(2024, 6, 30)),
        ("2024-07-01", "week", date(2024, 7, 7)),
        ("2024-06", "month", date(2024, 6, 1)),
        ("2024", "year", date(2024, 1, 1)),
    ],
)
def test_listed_dates_stand_in_for_weeks(written: str, unit: counting.Unit, expected: date) -> None:
    papers = listed((None, "cs.CL"), listed_date=PartialDate.parse(written))

    assert counting.tally(papers, by=None, unit=unit, top=1).days == (expected,)


def test_what_stands_in_no_group_comes_last() -> None:
    papers = listed((SUNDAY, None), (SUNDAY, None), (SUNDAY, "cs.CL"))

    names = counting.tally(papers, by="category", unit="week", top=3).names

    assert names == ("Computation and Language (cs.CL)", "No category")


def test_arxivs_category_fills_in_for_a_listed_one() -> None:
    papers = Papers([make_paper(category=None, arxiv=make_record())])

    assert counting.tally(papers, by=None, unit="week", top=1).names == (
        "Computation and Language (cs.CL)",
    )


def test_topics_go_by_the_end_of_their_path_if_that_is_enough() -> None:
    topics = ["A > Code", "A > Data", "B > Data"]
    papers = Papers([make_paper(f"2406.0000{at}", topics=[t]) for at, t in enumerate(topics)])

    names = counting.tally(papers, by="topic", unit="week", top=3).names

    assert names == ("Code", "A > Data", "B > Data")


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2024-06-30", "2024-04-07"], "week"),
        (["2024-06-30", "2023-04-07"], "month"),
        (["2024-06-30", "2024-05"], "month"),
        (["2024-06-30", "2014-04-07"], "year"),
        (["2024-06-30", "2024"], "year"),
    ],
)
def test_the_time_that_a_bar_stands_for(dates: list[str], unit: str) -> None:
    papers = Papers(Paper(title=one, listed_date=PartialDate.parse(one)) for one in dates)

    assert counting.fitting_unit(papers) == unit


def test_authors_are_counted_once_a_paper() -> None:
    names = [["Ada", "Émilie"], ["Émilie", "Emilie "], ["Zoë"], ["ADA"]]
    papers = Papers(
        make_paper(f"2406.0000{at}", listed_authors=listed) for at, listed in enumerate(names)
    )

    counted = counting.authors(Papers([*papers, papers[0], Paper(title="No one's")]), top=2)

    assert counted.counts == (("Ada", 2), ("Émilie", 2))
    assert (counted.authors, counted.papers, counted.tied, counted.left_out) == (3, 4, 0, 1)
    assert counted.in_part == 0
    assert counting.authors(papers, top=1).tied == 1


def test_days_from_submission_to_listing() -> None:
    counted = counting.histogram(Papers([*submitted(0, 1, 1, 6, 400), make_paper("2407.00001")]))

    assert [one.papers for one in counted.bins] == [1, 2, 0, 0, 0, 0, 1]
    assert counted.bins[0] == Bin(first=0, last=0, papers=1)
    assert counted.after == Bin(first=400, last=400, papers=1)
    assert counted.before is None
    assert (counted.median, counted.papers, counted.left_out) == (1, 5, 1)


def test_a_paper_listed_again_counts_from_its_first_listing() -> None:
    (paper,) = submitted(3)
    record = paper.arxiv
    again = make_paper("2406.00000v2", week=date(2024, 8, 4), arxiv=record)

    assert counting.histogram([again, paper]).median == 3


def test_the_chart_and_the_answer_go_by_the_same_days() -> None:
    (paper,) = submitted(3)
    month = make_paper("2406.00000v2", week=None, listed_date=PartialDate(2024, 5))
    papers = Papers([month, paper, *submitted(0, 5)[1:]])

    counted = counting.histogram(papers)

    # Of the month nothing tells how long it took, and the day is a later one.
    assert [one.first for one in counted.bins] == [lag.days for lag in papers.lags().known] == [5]
    assert counted.left_out == len(papers.lags().unknown) == 1


def test_long_lags_are_counted_by_weeks() -> None:
    counted = counting.histogram(submitted(*range(0, 900, 10)))

    assert (counted.before, counted.after) == (None, None)
    assert sum(one.papers for one in counted.bins) == 90
    assert {one.last - one.first + 1 for one in counted.bins} == {28}
    assert len(counted.bins) < 45


# -- How it is drawn ---------------------------------------------------------------------------


def test_the_parts_of_a_bar_stand_on_each_other() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"))

    assert [(row["group"], row["low"], row["papers"]) for row in rows(papers.plot.weeks())] == [
        ("Machine Learning (cs.LG)", 0, 2),
        ("Computation and Language (cs.CL)", 2, 1),
    ]


def test_a_bar_stands_around_the_day_of_its_week_in_any_time_zone() -> None:
    (row,) = rows(listed((SUNDAY, "cs.CL")).plot.weeks())

    start, end = map(datetime.fromisoformat, (row["start"], row["end"]))
    assert start + (end - start) / 2 == datetime(2024, 6, 30, 12)  # noqa: DTZ001 - the browser's
    assert row["name"] == "30 June 2024"


def test_shares_are_of_all_papers_of_the_time() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (SUNDAY, "cs.AI"))

    chart = papers.plot.categories(top=1, measure="share")

    assert [(row["papers"], row["share"]) for row in rows(chart)] == [(2, 0.5)]
    assert chart.to_dict()["title"]["subtitle"] == [
        "4 papers in 1 week, 30 June 2024",
        "Not drawn: Other (2 categories)",
    ]


@pytest.mark.parametrize(
    ("every", "dates", "gap"),
    [
        ("month", ["2023-11", "2024-02"], ["2 of 4 months have no paper"]),
        ("year", ["2021", "2023", "2024-05"], ["1 of 4 years has no paper"]),
        ("week", ["2024-06-02", "2024-06-05", "2024-06-17"], ["1 of 4 weeks has no paper"]),
        ("month", ["2023-12", "2024-01"], []),
    ],
)
def test_a_time_without_papers_is_no_share_of_nothing(
    every: counting.Unit, dates: list[str], gap: list[str]
) -> None:
    papers = Papers(
        make_paper(f"2406.{at:05}", week=None, listed_date=PartialDate.parse(day))
        for at, day in enumerate(dates)
    )

    def subtitle(measure: Measure) -> list[str]:
        chart = papers.plot.categories(every=every, measure=measure).to_dict()
        return list(chart["title"]["subtitle"][1:])

    assert subtitle("share") == gap
    assert subtitle("count") == []


def test_authors_that_are_not_named_are_spoken_of() -> None:
    table = counting.Authors(
        counts=(("Ada", 2),), authors=5, papers=3, tied=0, left_out=1, in_part=2
    )

    assert charts.authors(table).to_dict()["title"]["subtitle"] == [
        "1 author of 5 that are named, in 3 papers",
        "Of 2 papers the list names only some authors",
        "Left out: 1 paper without authors",
    ]


def test_days_are_whole_numbers() -> None:
    svg = vl_convert.vegalite_to_svg(submitted(29, 29).plot.lags().to_json())

    labels = {text.strip() for text in etree.fromstring(svg.encode()).itertext()}
    assert "29" in labels
    assert "29.0" not in labels


def test_charts_stand_side_by_side() -> None:
    """As the page on charts shows it."""
    weeks, lags = (papers := submitted(0, 1, 9)).plot.weeks(), papers.plot.lags()
    config = weeks.config
    weeks.config = lags.config = alt.Undefined

    both = (weeks | lags).properties(config=config)
    line = alt.Chart(alt.InlineData(values=[{"y": 2}])).mark_rule().encode(y="y:Q")

    assert vl_convert.vegalite_to_svg(both.to_json()).startswith("<svg")
    assert vl_convert.vegalite_to_svg((weeks + line).to_json()).startswith("<svg")
    assert both.to_dict()["config"] == papers.plot.weeks().to_dict()["config"]


def test_titles_say_what_is_shown() -> None:
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


CHARTS: dict[str, tuple[Callable[[Papers], alt.TopLevelMixin], type]] = {
    "weeks": (lambda papers: papers.plot.weeks(), alt.Chart),
    "categories": (lambda papers: papers.plot.categories(), alt.FacetChart),
    "authors": (lambda papers: papers.plot.authors(), alt.LayerChart),
    "lags": (lambda papers: papers.plot.lags(), alt.LayerChart),
}


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


@settings(max_examples=10)
@given(paper_lists())
def test_every_list_is_drawn_or_refused_in_words(papers: Papers) -> None:
    for make, _ in CHARTS.values():
        try:
            made = make(papers).to_dict(validate=False)
        except InvalidValueError as error:
            assert str(error).startswith("there is nothing to ")  # noqa: PT017 - either will do
        else:
            json.dumps(made, allow_nan=False)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the real lists")
@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("weekly-papers.md", {"weeks", "categories"}),
        ("lists/awesome-venues.md", {"weeks", "categories"}),
        ("lists/survey-bullets.md", {"categories"}),
    ],
)
def test_real_lists(name: str, names: set[str]) -> None:
    papers = wp.read(SHARED / name, on_error="collect")

    drawn = set()
    for chart, (make, _) in CHARTS.items():
        try:
            rendered = vl_convert.vegalite_to_svg(make(papers).to_json())
        except InvalidValueError:
            continue
        drawn.add(chart)
        assert rendered.startswith("<svg")

    assert drawn == names


# -- Texts -------------------------------------------------------------------------------------


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
    """Whatever stands in every field, a page has the scripts of any other, and an SVG none."""
    for first in range(0, len(texts), 7):  # as many as have a colour
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


def test_no_text_of_a_list_stands_outside_the_data() -> None:
    """An expression, the name of a field or an address can't be one, then."""
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


def test_a_less_than_sign_stays_one() -> None:
    papers = Papers([make_paper(listed_authors=["a < b", "1<2", "x <3"])])

    assert [row["author"] for row in rows(papers.plot.authors())] == ["1<2", "a < b", "x <3"]


# -- What can't be drawn -----------------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_list(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^there is nothing to "):
        CHARTS[name][0](Papers())


@pytest.mark.parametrize(
    ("name", "papers", "hint"),
    [
        ("weeks", listed((None, "cs.CL")), "week or day"),
        ("weeks", listed((None, "cs.CL"), listed_date=PartialDate(2024)), "every='year'"),
        ("categories", listed((SUNDAY, None)), r"papers\.enrich\(\)"),
        ("authors", make_papers(2), r"papers\.enrich\(\)"),
        ("lags", make_papers(2), r"papers\.enrich\(\)"),
        ("lags", listed((None, "cs.CL"), arxiv=make_record()), "with a week or a day"),
    ],
)
def test_what_is_missing_is_said(name: str, papers: Papers, hint: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^there is nothing to .*{hint}"):
        CHARTS[name][0](papers)


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        ("weeks", {"top": 8}, "top must be a number from 1 to 7, got 8"),
        ("weeks", {"top": True}, "top must be a number from 1 to 7, got True"),
        ("weeks", {"by": "categry"}, "Did you mean 'category'"),
        ("weeks", {"by": "venue"}, "no paper has a venue"),
        ("categories", {"every": "day"}, "every can't be 'day'"),
        ("categories", {"measure": "shares"}, "Did you mean 'share'"),
        ("authors", {"top": 0}, "top must be a number from 1 to 50, got 0"),
    ],
)
def test_wrong_arguments(method: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        getattr(make_papers(2).plot, method)(**arguments)


def test_without_altair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    plots = make_papers(2).plot

    with pytest.raises(MissingDependencyError, match=r'pip install "weeklypapers\[plot\]"'):
        plots.weeks()


def test_repr() -> None:
    assert repr(make_papers(1).plot) == (
        "<Plots of 1 paper: weeks(), categories(), authors(), lags()>"
    )


def test_altair_is_loaded_by_a_chart_alone() -> None:
    program = (
        "import sys, weeklypapers as wp; plots = wp.sample().plot; repr(plots); "
        "assert 'altair' not in sys.modules; plots.weeks(); assert 'altair' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603


def test_authors_whom_a_list_does_not_name_are_said() -> None:
    papers = Papers(
        make_paper(f"2406.0000{n}", listed_authors=["Ada Lovelace"], more_authors=n > 1)
        for n in (1, 2, 3)
    )
    subtitle = papers.plot.authors().to_dict()["title"]["subtitle"]
    assert "Of 2 papers the list names only some authors" in subtitle
