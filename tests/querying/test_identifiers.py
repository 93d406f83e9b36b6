from __future__ import annotations

import pytest

from weeklypapers import ArxivId, Link, NotFoundError, Paper
from weeklypapers.querying.identifiers import PapersById


def paper(title: str, arxiv_id: str | None) -> Paper:
    links = [Link(url=f"https://arxiv.org/abs/{arxiv_id}")] if arxiv_id else []
    return Paper(title=title, links=links)


PLAIN = paper("plain", "2406.15319")
SECOND = paper("second version", "2406.15319v2")
THIRD = paper("third version", "2406.15319v3")
OTHER = paper("other", "2406.16048")
LISTED = PapersById([paper("without", None), PLAIN, SECOND, THIRD, OTHER])


@pytest.mark.parametrize(
    ("arxiv_id", "expected"),
    [
        ("2406.15319", PLAIN),
        ("2406.15319v2", SECOND),
        ("2406.15319v3", THIRD),
        ("2406.15319v9", PLAIN),  # a listed identifier without a version matches every version
        ("2406.16048v1", OTHER),
        ("2406.99999", None),
    ],
)
def test_find(arxiv_id: str, expected: Paper | None) -> None:
    assert LISTED.find(ArxivId(arxiv_id)) == expected


def test_a_listed_version_matches_only_itself() -> None:
    assert PapersById([SECOND]).find(ArxivId("2406.15319v3")) is None
    assert PapersById([SECOND, THIRD]).find(ArxivId("2406.15319")) == SECOND


def test_get_suggests_the_nearest() -> None:
    assert LISTED.get(ArxivId("2406.16048")) == OTHER
    with pytest.raises(NotFoundError, match=r"no paper 2406\.16047\. Nearest: 2406\.16048\."):
        LISTED.get(ArxivId("2406.16047"))
    with pytest.raises(NotFoundError, match=r"no paper 2406\.16047\.$"):
        PapersById([]).get(ArxivId("2406.16047"))
