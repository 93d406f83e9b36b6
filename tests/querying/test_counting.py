from __future__ import annotations

import copy
import json
import pickle

import weeklypapers as wp
from weeklypapers import Counts


def test_counts_are_a_dictionary() -> None:
    counts = wp.sample().count_by("month")

    assert counts == {"2024-06": 38, "2024-05": 34, "2024-04": 28}
    assert repr(counts) == "{'2024-06': 38, '2024-05': 34, '2024-04': 28}"
    assert json.dumps(counts) == json.dumps(dict(counts))
    assert (type(counts), counts.key) == (Counts, "month")


def test_a_function_has_no_name() -> None:
    assert wp.sample().count_by(lambda paper: paper.title[0]).key is None


def test_copies_keep_the_key() -> None:
    counts = Counts({"a": 1}, key="venue")
    for other in (copy.copy(counts), copy.deepcopy(counts), pickle.loads(pickle.dumps(counts))):  # noqa: S301
        assert (other, type(other), other.key) == (counts, Counts, "venue")


def test_counts_are_built_like_a_dictionary() -> None:
    assert Counts() == {}
    assert Counts([("a", 1)]) == Counts({"a": 1}) == {"a": 1}
