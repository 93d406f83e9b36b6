from __future__ import annotations

import copy
import typing
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType, new_class
from typing import Any
from unittest.mock import MagicMock, create_autospec

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import weeklypapers as wp
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


# -- Sealed classes ----------------------------------------------------------------------------

CLASSES = [kind for name in wp.__all__ if isinstance(kind := getattr(wp, name), type)]
SOURCES = (wp.ArxivClient, wp.Snapshot)
SEALED = [kind for kind in CLASSES if not issubclass(kind, (Exception, *SOURCES))]


@pytest.mark.parametrize("kind", SEALED, ids=lambda kind: kind.__name__)
def test_values_have_no_subclasses(kind: type) -> None:
    remedy = f"{kind.__name__} can't be subclassed: .* Give Mine a field for the {kind.__name__}"
    with pytest.raises(TypeError, match=remedy):
        new_class("Mine", (kind,))
    assert kind.__final__  # type: ignore[attr-defined] # for type checkers


@pytest.mark.parametrize("kind", [*SOURCES, wp.WeeklyPapersError, wp.PaperListWarning])
def test_sources_and_exceptions_may_have_subclasses(kind: type) -> None:
    assert issubclass(new_class("Mine", (kind,)), kind)


def test_the_remedies_for_papers_are_named() -> None:
    with pytest.raises(TypeError, match=r"or put texts into Paper\.extra"):
        new_class("Rated", (Paper,))
    with pytest.raises(TypeError, match="can't be subclassed"):
        attrs.make_class("Rated", {"rating": int}, bases=(Paper,))


def test_sealed_values_are_copied_and_pickled() -> None:
    paper = make_paper(extra={"Score": "9"})
    listed = wp.Papers([paper])
    for value in (paper, paper.links[0], paper.category, paper.extra, listed, listed.weeks):
        assert type(value) is type(copy.copy(value)) is type(copy.deepcopy(value))
        assert copy.deepcopy(value) == value == pickled(value)


@settings(max_examples=5)
@given(
    st.builds(Link, url=st.just("https://e.org")) | st.builds(wp.PartialDate, st.integers(1, 9999))
)
def test_hypothesis_makes_sealed_values(value: object) -> None:
    assert type(value) in (Link, wp.PartialDate)


def test_mocks_of_sealed_values() -> None:
    listed = wp.Papers([make_paper()])
    for mock in (
        *(MagicMock(spec=listed), MagicMock(spec_set=listed), MagicMock(spec=wp.Papers)),
        *(create_autospec(listed), create_autospec(wp.Papers, instance=True)),
    ):
        assert isinstance(mock, wp.Papers)
        assert (len(mock), list(mock)) == (0, [])
        with pytest.raises(AttributeError):
            getattr(mock, "fliter")  # noqa: B009 - type checkers know that there is none
    mock = MagicMock(spec=listed[0])
    assert isinstance(mock, Paper)
    assert wp.Papers([mock])[0] is mock
    assert len(MagicMock(spec=listed.weeks[0])) == 0
    assert len(MagicMock(spec=listed.search("paper"))) == 0


def test_pydantic_reads_and_describes_values() -> None:
    adapter: TypeAdapter[Link] = TypeAdapter(Link)
    assert adapter.validate_python({"url": "https://ada.org/"}) == Link(url="https://ada.org/")
    assert "url" in adapter.json_schema()["properties"]
