from __future__ import annotations

import operator
import random
from collections.abc import Callable

import pytest

from weeklypapers.model._text_values import TextValue


class Size(TextValue):
    __slots__ = ()

    def _place(self) -> int:
        return ["S", "M", "L"].index(self)


class Other(Size):
    __slots__ = ()


SIZES = [Size("S"), Size("M"), Size("L")]


def test_values_have_the_order_of_their_class() -> None:
    assert sorted(random.Random(0).sample(SIZES, 3)) == SIZES
    small, medium, _ = SIZES
    assert small < medium
    assert small <= medium
    assert medium > small
    assert medium >= small
    assert not medium <= small
    assert not small >= medium


def test_a_subclass_has_the_same_order() -> None:
    assert Size("S") < Other("M") < Size("L")


def test_values_are_ordered_beside_text_like_text() -> None:
    assert sorted([Size("S"), "M", "T"]) == ["M", "S", "T"]
    assert sorted(["T", "M", Size("S")]) == ["M", "S", "T"]


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_values_are_not_ordered_beside_others(compare: Callable[[object, object], bool]) -> None:
    with pytest.raises(TypeError):
        compare(Size("S"), 3)


def test_equal_values_are_neither_before_nor_after_each_other() -> None:
    medium, same = Size("M"), Size("M")
    assert not medium < same
    assert not medium > same
    assert medium <= same
    assert medium >= same


def test_values_are_text() -> None:
    assert Size("S") == "S"
    assert {Size("S"), "S"} == {"S"}
    assert f"{Size('S'):>3}" == "  S"
    assert type(str(Size("S"))) is str


def test_a_class_has_an_order() -> None:
    with pytest.raises(NotImplementedError):
        assert TextValue("S") < TextValue("M")
