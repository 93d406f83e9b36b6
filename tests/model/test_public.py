from __future__ import annotations

import typing
from functools import cached_property

import attrs

from weeklypapers.model._public import public


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
