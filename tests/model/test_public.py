from __future__ import annotations

import copy
import typing
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType, new_class
from typing import Any, final
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


# `public` changes the class itself, so each test declares its classes anew.
def declared() -> Any:
    @public
    @attrs.frozen
    class Value:
        local: Local | None
        converted: Local = attrs.field(default=None, converter=to_local)

        @cached_property
        def derived(self) -> Local:
            return Local()

    return Value


def test_the_package_is_named() -> None:
    def function() -> None: ...

    class Plain: ...

    assert declared().__module__ == "weeklypapers"
    assert public(function).__module__ == "weeklypapers"
    assert public(Plain, "weeklypapers.typing").__module__ == "weeklypapers.typing"


def test_annotations_are_evaluated_in_the_defining_module() -> None:
    def function(value: Local) -> None: ...

    kind = declared()
    assert typing.get_type_hints(public(function))["value"] is Local
    assert typing.get_type_hints(kind) == {"local": Local | None, "converted": Local}
    assert typing.get_type_hints(kind.__init__)["converted"] == Local | None


def test_annotations_of_another_constructor_are_evaluated() -> None:
    @public
    @attrs.frozen(init=False)
    class Value:
        local: Local

        def __new__(cls, local: Local) -> Any:
            return object.__new__(cls)

    assert typing.get_type_hints(Value.__new__)["local"] is Local


def test_cached_properties_still_work() -> None:
    value = declared()(local=None)
    assert value.derived is value.derived


# -- Pickles -----------------------------------------------------------------------------------


def frozen(records: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(records)


def reports() -> Any:
    @public
    @attrs.frozen
    class Report:
        name: str
        records: Mapping[str, int] = attrs.field(factory=dict, converter=frozen)
        counts: Mapping[str, int] = attrs.field(factory=dict)
        extra: tuple[int, ...] = ()

    return Report


def restored(kind: Any, state: dict[str, Any]) -> Any:
    value = object.__new__(kind)
    value.__setstate__(state)
    return value


def test_fields_that_have_their_default_are_not_stored() -> None:
    kind = reports()
    report = kind("a", {"b": 1}, MappingProxyType({"c": 2}))
    state = report.__getstate__()
    assert state == {"name": "a", "records": {"b": 1}, "counts": {"c": 2}}
    assert (type(state["records"]), type(state["counts"])) == (dict, dict)
    assert restored(kind, state) == report
    assert type(restored(kind, state).records) is MappingProxyType


def test_missing_fields_have_their_default() -> None:
    kind = reports()
    assert restored(kind, {"name": "a"}) == kind("a")
    with pytest.raises(InvalidValueError, match=r"the pickle has no Report\.name"):
        restored(kind, {})


def test_fields_of_later_versions_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="Report has no field 'later'"):
        restored(reports(), {"name": "a", "later": 1})


def test_classes_may_define_their_own_pickles() -> None:
    @public
    @attrs.frozen
    class Counter:
        count: int

        def __reduce__(self) -> tuple[Any, ...]:
            return type(self), (0,), self.count

        def __setstate__(self, count: int) -> None:
            object.__setattr__(self, "count", count)

    assert copy.copy(Counter(3)) == Counter(3)


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
    extra = ", or put texts into Paper.extra" if kind is Paper else ""
    remedy = f"Give Mine a field for the {kind.__name__} instead{extra}"
    with pytest.raises(TypeError, match=rf"^{kind.__name__} can't be subclassed: .* {remedy}\.$"):
        new_class("Mine", (kind,))
    assert kind.__final__  # type: ignore[attr-defined] # for type checkers


@pytest.mark.parametrize("kind", [*SOURCES, wp.WeeklyPapersError, wp.PaperListWarning])
def test_sources_and_exceptions_may_have_subclasses(kind: type) -> None:
    assert issubclass(new_class("Mine", (kind,)), kind)


def test_attrs_makes_no_subclasses_either() -> None:
    with pytest.raises(TypeError, match="Paper can't be subclassed"):
        attrs.make_class("Rated", {"rating": int}, bases=(Paper,))


def test_only_final_classes_are_sealed() -> None:
    @public
    @final
    class Sealed: ...

    with pytest.raises(TypeError, match="Sealed can't be subclassed"):
        new_class("Mine", (Sealed,))
    open_class = declared()
    assert issubclass(new_class("Mine", (open_class,)), open_class)


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


@pytest.mark.parametrize(
    ("value", "field"), [(Link("https://ada.org/"), "url"), (make_paper(), "links")]
)
def test_pydantic_reads_and_describes_values(value: Link | Paper, field: str) -> None:
    adapter = TypeAdapter(type(value))
    assert adapter.validate_python(adapter.dump_python(value)) == value
    assert field in adapter.json_schema()["properties"]


def test_pydantic_decides_about_classes_without_hooks() -> None:
    kind = declared()
    assert kind.__get_pydantic_core_schema__(None, repr) == repr(kind)
    assert kind.__get_pydantic_json_schema__("schema", repr) == "'schema'"
