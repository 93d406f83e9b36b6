from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from support.pickles import pickled
from weeklypapers import InvalidValueError, Link, Paper
from weeklypapers.model._public import public
from weeklypapers.testing import make_paper


class Local:
    pass


def to_local(value: Local | None) -> Local:
    return value or Local()


@public
@attrs.frozen
class Value:
    local: Local | None
    converted: Local = attrs.field(default=None, converter=to_local)

    @cached_property
    def derived(self) -> Local:
        return Local()


@public
def function(value: Local) -> None:
    del value


def test_the_package_is_named() -> None:
    assert Value.__module__ == function.__module__ == "weeklypapers"


def test_annotations_are_evaluated_in_the_defining_module() -> None:
    assert typing.get_type_hints(Value) == {"local": Local | None, "converted": Local}
    assert typing.get_type_hints(Value.__init__)["converted"] == Local | None
    assert typing.get_type_hints(function)["value"] is Local


def test_cached_properties_still_work() -> None:
    value = Value(local=None)
    assert value.derived is value.derived


# -- Pickles -----------------------------------------------------------------------------------


def frozen(records: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(records)


@attrs.frozen
class Report:
    name: str
    records: Mapping[str, int] = attrs.field(factory=dict, converter=frozen)
    extra: tuple[int, ...] = ()


public(Report)


def restored(state: dict[str, Any]) -> Report:
    report = object.__new__(Report)
    report.__setstate__(state)  # type: ignore[attr-defined]
    return report


def test_fields_that_have_their_default_are_not_stored() -> None:
    report: Any = Report("a", {"b": 1})
    state = report.__getstate__()
    assert state == {"name": "a", "records": {"b": 1}}
    assert type(state["records"]) is dict
    assert restored(state) == report
    assert type(restored(state).records) is MappingProxyType


def test_missing_fields_have_their_default() -> None:
    assert restored({"name": "a"}) == Report("a")
    with pytest.raises(InvalidValueError, match=r"the pickle has no Report\.name"):
        restored({})


def test_fields_of_later_versions_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="Report has no field 'later'"):
        restored({"name": "a", "later": 1})


def test_states_of_values_contain_no_private_classes() -> None:
    paper: Any = make_paper(extra={"Score": "9"})
    assert type(paper.__getstate__()["extra"]) is dict
    assert pickled(paper) == paper
    assert hash(pickled(paper)) == hash(paper)
    bare: Any = Paper(title="A", links="a")
    assert bare.__getstate__() == {"title": "A", "links": (Link("a"),)}
    assert bare.links[0].__getstate__() == {"url": "a"}
