from __future__ import annotations

import pickle
from datetime import date

import pytest

from weeklypapers import Category, Paper
from weeklypapers.querying.listed_values import ListedValues, nearest, topic_paths

JUNE_30 = date(2024, 6, 30)
PAPERS = [
    Paper(title="a", week=JUNE_30, topics=["Vision > 3D"], venue="ICLR"),
    Paper(title="b", topics=["Agents", "Vision > 3D"], category=Category(code="cs.CL")),
]


def test_distinct_values_in_listed_order() -> None:
    values = ListedValues(PAPERS)

    assert values.topics == ("Vision > 3D", "Agents")
    assert values.topic_parts == {
        "vision": "Vision",
        "vision > 3d": "Vision > 3D",
        "3d": "3D",
        "agents": "Agents",
    }
    assert values.venues == ("ICLR",)
    assert values.categories == (Category(code="cs.CL"),)
    assert values.week_endings == (JUNE_30,)
    assert values.has_papers


def test_the_values_of_a_selection_include_those_of_the_whole_list() -> None:
    values = ListedValues([Paper(title="c", topics=["New"])], ListedValues(PAPERS))

    assert values.topics == ("Vision > 3D", "Agents", "New")
    assert values.venues == ("ICLR",)
    assert values.week_endings == (JUNE_30,)
    assert ListedValues([], ListedValues(PAPERS)).has_papers
    assert not ListedValues([], ListedValues([])).has_papers


def test_a_pickle_has_the_values_without_the_papers() -> None:
    values = ListedValues(PAPERS)

    loaded = pickle.loads(pickle.dumps(values))  # noqa: S301 - our own

    assert loaded.topics == values.topics
    assert loaded.topic_parts == values.topic_parts
    assert loaded.venues == values.venues
    assert loaded.categories == values.categories
    assert loaded.week_endings == values.week_endings
    assert loaded.has_papers


def test_values_with_those_of_other_papers() -> None:
    papers = [Paper(title="c", topics=["New"])]

    values = ListedValues(PAPERS).including(papers)
    papers.clear()

    assert values.topics == ("Vision > 3D", "Agents", "New")


@pytest.mark.parametrize(
    ("topic", "paths"),
    [
        ("a", ["a"]),
        ("a > b > c", ["a", "a > b", "a > b > c", "b", "b > c", "c"]),
        ("a  >\tb", ["a", "a > b", "b"]),
    ],
)
def test_the_parts_of_a_path(topic: str, paths: list[str]) -> None:
    assert list(topic_paths(topic)) == paths


def test_the_nearest_text() -> None:
    assert nearest("Halucination", ["Agents", "Hallucination"]) == "Hallucination"
    assert nearest("xyz", ["Agents"]) is None
    assert nearest("phisics", ["Physics", "physics"]) == "Physics"
