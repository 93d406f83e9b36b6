from __future__ import annotations

from weeklypapers.searching.criteria import Criteria, Criterion, Pattern


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
