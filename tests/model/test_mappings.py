"""Immutable mappings."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import pytest

from weeklypapers import InvalidValueError
from weeklypapers.model.mappings import FrozenMapping


def test_is_a_mapping() -> None:
    mapping = FrozenMapping({"a": 1, "b": 2})
    assert mapping == {"b": 2, "a": 1}
    assert mapping == FrozenMapping([("a", 1), ("b", 2)])
    assert (mapping["a"], list(mapping), len(mapping), mapping.get("c")) == (1, ["a", "b"], 2, None)
    assert repr(mapping) == "{'a': 1, 'b': 2}"
    assert (mapping | {"b": 3}, {"b": 3} | mapping) == ({"a": 1, "b": 3}, {"b": 2, "a": 1})
    assert hash(mapping) == hash(FrozenMapping({"b": 2, "a": 1}))
    assert hash(mapping) != hash(FrozenMapping({"a": 1}))


def test_can_not_be_changed() -> None:
    source = {"a": 1}
    mapping: Any = FrozenMapping(source)
    source["a"] = 2
    with pytest.raises(TypeError):
        mapping["a"] = 2
    with pytest.raises(AttributeError, match="FrozenMapping is immutable"):
        mapping._items = {}
    with pytest.raises(AttributeError, match="FrozenMapping is immutable"):
        del mapping._items
    assert mapping == {"a": 1}


@pytest.mark.parametrize("items", [5, None, ["a"], "text"])
def test_other_values_are_refused(items: Any) -> None:
    message = re.escape(f"FrozenMapping must be a mapping or pairs, got {items!r}")
    with pytest.raises(InvalidValueError, match=f"^{message}$"):
        FrozenMapping(items)


def test_can_be_copied_and_pickled() -> None:
    mapping = FrozenMapping({"a": (1, 2)})
    assert pickle.loads(pickle.dumps(mapping)) == mapping  # noqa: S301 - our own
    assert copy.deepcopy(mapping) == mapping
