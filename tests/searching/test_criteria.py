from __future__ import annotations

import pytest

from weeklypapers import InvalidValueError
from weeklypapers.searching.criteria import Criteria, Criterion, Pattern, restored, state_of


def test_the_criteria_that_a_hit_shows() -> None:
    long, short, other, bonus = (
        Criterion(patterns={"title": Pattern(phrases=((word,),))}, is_bonus=word == "bonus")
        for word in ("long", "short", "other", "bonus")
    )
    criteria = Criteria(
        members=(
            Criteria(role="all", members=(long, bonus)),
            Criteria(role="none", members=(other,)),
            Criterion(role="none", patterns=other.patterns),
            short,
        )
    )

    assert [*criteria.shown()] == [long, short]


def test_the_state_of_criteria() -> None:
    criterion = Criterion(patterns={"title": Pattern(phrases=(("a", "b"),))}, weight=0.5)
    state = state_of([criterion])
    assert state[0]["patterns"] == {
        "title": {"phrases": (("a", "b"),), "related": (), "character": ""}
    }
    assert restored(state) == (criterion,)
    assert restored([{"patterns": {}}]) == (Criterion(patterns={}),)
    with pytest.raises(InvalidValueError, match=r"later version of weeklypapers: .*'boost'"):
        restored([{"patterns": {}, "boost": 2}])
