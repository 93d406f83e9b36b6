from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, get_type_hints

import pytest
import vl_convert
from hypothesis import given, settings

import weeklypapers as wp
from support.charts import CHARTS, SUNDAY, listed, rows
from support.missing import remove
from support.real_lists import DATA, needs_data
from weeklypapers import (
    InvalidValueError,
    MissingDependencyError,
    Papers,
    PartialDate,
    plotting,
)
from weeklypapers.plotting.plots import Plots
from weeklypapers.testing import make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists


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


@needs_data
@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("weekly-papers.md", {"weeks", "cumulative", "categories", "words", "overlap"}),
        ("lists/awesome-venues.md", {*CHARTS} - {"authors", "lags"}),
        ("lists/survey-bullets.md", {*CHARTS} - {"authors", "lags"}),
    ],
)
def test_real_lists(name: str, names: set[str]) -> None:
    papers = wp.read(DATA / name, on_error="collect")

    drawn = set()
    for chart, (make, _) in CHARTS.items():
        try:
            rendered = vl_convert.vegalite_to_svg(make(papers).to_json())
        except InvalidValueError:
            continue
        drawn.add(chart)
        assert rendered.startswith("<svg")

    assert drawn == names


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_list(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^there is nothing to plot: .* empty$"):
        CHARTS[name][0](Papers())


@pytest.mark.parametrize(
    ("name", "papers", "hint"),
    [
        ("weeks", listed((None, "cs.CL")), "a week or a date"),
        ("cumulative", listed((None, "cs.CL")), "a week or a date"),
        ("words", listed((None, "cs.CL")), "a week or a date"),
        (
            "words",
            listed((SUNDAY, "cs.CL"), title="Unknown", abstract=None),
            "'on' or 'a\\*' in its",
        ),
        ("code", make_papers(2), "a link to code"),
        ("top", make_papers(2), "a topic"),
        ("categories", listed((SUNDAY, None)), r"papers\.enrich\(\)"),
        ("authors", make_papers(2), r"papers\.enrich\(\)"),
        ("lags", make_papers(2), r"papers\.enrich\(\)"),
        ("lags", listed((None, "cs.CL"), arxiv=make_record()), "with a week or a day"),
    ],
)
def test_lists_without_data_raise(name: str, papers: Papers, hint: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^there is nothing to .*{hint}"):
        CHARTS[name][0](papers)


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        ("weeks", {"top": 8}, "top must be an integer from 1 to 7, got 8"),
        ("weeks", {"top": True}, "top must be an integer from 1 to 7, got True"),
        ("weeks", {"by": "categry"}, "Did you mean 'category'"),
        ("weeks", {"by": "venue"}, "no paper has a venue"),
        ("weeks", {"every": "day"}, "every can't be 'day'"),
        ("weeks", {"every": "months"}, "Did you mean 'month'"),
        ("cumulative", {"top": 0}, "top must be an integer from 1 to 7, got 0"),
        ("categories", {"every": "day"}, "every can't be 'day'"),
        ("categories", {"measure": "shares"}, "Did you mean 'share'"),
        ("words", {}, "words needs a word"),
        ("code", {"measure": "shares"}, "Did you mean 'share'"),
        ("code", {"every": 7}, "every can't be 7"),
        ("top", {"key": "venues"}, "Did you mean 'venue'"),
        ("top", {"key": "topic", "n": 51}, "n must be an integer from 1 to 50, got 51"),
        ("top", {"key": "category", "n": 2.0}, "n must be an integer from 1 to 50, got 2.0"),
        ("overlap", {"other": 3}, "other must be an iterable of Paper, got 3"),
        ("overlap", {"other": ["A"]}, "other must contain only Paper, got 'A'"),
        ("overlap", {"other": [], "names": "AB"}, "names must be two different texts, got 'AB'"),
        ("overlap", {"other": [], "names": ("A", "A ")}, "names must be two different texts"),
        ("overlap", {"other": [], "names": ("A", 1)}, "names must be two different texts"),
        ("authors", {"top": 0}, "top must be an integer from 1 to 50, got 0"),
    ],
)
def test_wrong_arguments(method: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        getattr(make_papers(2).plot, method)(**arguments)


@pytest.mark.parametrize("name", CHARTS)
def test_altair_is_not_installed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, "altair")
    message = r'^papers\.plot needs altair: pip install "weeklypapers\[plot\]"$'

    with pytest.raises(MissingDependencyError, match=message):
        CHARTS[name][0](make_papers(2))


def test_the_package_has_one_lazy_attribute() -> None:
    assert not hasattr(plotting, "charts")


def test_annotations_name_the_types_of_altair() -> None:
    returned = {name: get_type_hints(getattr(Plots, name))["return"] for name in CHARTS}

    assert returned == {name: kind for name, (_, kind) in CHARTS.items()}


def test_the_papers_may_be_an_iterator() -> None:
    papers = make_papers(3)
    iterator: Any = iter(papers)  # another type than that of the argument
    assert repr(Plots(iterator)) == repr(papers.plot)


def test_repr() -> None:
    assert repr(make_papers(1).plot) == (
        "<Plots of 1 paper: weeks(), cumulative(), categories(), words(), code(), top(), "
        "authors(), lags(), overlap()>"
    )


@pytest.mark.parametrize("words", [("",), (" ",), ("*",), ("agent", 3), (None,)])
def test_a_word_is_text(words: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidValueError, match="a word must be text that is not blank, got"):
        make_papers(2).plot.words(*words)


def test_at_most_fifty_words() -> None:
    with pytest.raises(InvalidValueError, match="words takes at most 50 words, got 51"):
        make_papers(2).plot.words(*map(str, range(51)))


def test_the_list_and_the_other_are_compared() -> None:
    papers = make_papers(5)

    data = rows(papers.plot.overlap(papers[3:].merge(make_papers(9)[6:]), names=("A", "B")))

    assert [(row["group"], row["papers"]) for row in data] == [
        ("In both", 2),
        ("Only in A", 3),
        ("Only in B", 3),
    ]


def test_months_are_drawn_if_only_months_are_listed() -> None:
    papers = listed((None, "cs.CL"), listed_date=PartialDate(2024, 5))
    assert papers.plot.weeks().to_dict()["title"]["text"] == "Papers per month by category"


def test_altair_is_loaded_by_a_chart_alone() -> None:
    program = (
        "import sys, weeklypapers.plotting.plots, weeklypapers as wp; "
        "plots = wp.sample().plot; repr(plots); "
        "assert 'altair' not in sys.modules; plots.weeks(); assert 'altair' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603
