"""Keys of citations: readable, distinct, and the same in every order of the papers."""

from __future__ import annotations

from hashlib import sha256
from itertools import permutations

import pytest

from weeklypapers import ArxivId, Link, Paper, PartialDate
from weeklypapers.formats.citations import cite
from weeklypapers.formats.citations.keys import WorkId, base_key, distinct_keys
from weeklypapers.formats.citations.names import Name
from weeklypapers.testing import make_paper


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Ziyan Jiang", "LongRAG: Enhancing Retrieval", "jiang2024longrag"),
        ("Laurens van der Maaten", "A 1-bit Thing", "maaten2024bit"),
        ("Søren Øster-Åß", "On the {\\'E}tude", "osterass2024etude"),
        ("The ATLAS Collaboration", "$\\alpha$ Decay", "atlas2024decay"),
        ("王小明", "Retrieval", "retrieval2024"),
        ("王小明", "检索", "paper2024"),
    ],
)
def test_keys_are_author_year_word(author: str, title: str, key: str) -> None:
    assert cite([make_paper(title=title, listed_authors=[author])])[0].key == key


def test_keys_do_not_depend_on_the_order() -> None:
    papers = [
        make_paper("2406.00001", title="Long One"),
        make_paper("2406.00002", title="Long Two"),
        Paper(title="Long Blog", venue="Blog", listed_date=PartialDate(2024)),
        make_paper("hep-th/9901001", title="Long"),
    ]
    orders = [{work.title: work.key for work in cite(order)} for order in permutations(papers)]
    keys = orders[0]
    assert all(order == keys for order in orders)
    assert keys["Long One"] == "long2024"
    assert keys["Long Two"] == "long2024-2406.00002"
    assert keys["Long Blog"] == "long2024-" + sha256(b"Long Blog").hexdigest()[:8]
    assert keys["Long"] == "long1999"


def test_keys_stay_when_younger_papers_join() -> None:
    ada = ["Ada Lovelace"]
    year = PartialDate(2006)
    oldest, *younger = [
        make_paper("math/0601001", title="Limits of C", listed_authors=ada),
        make_paper("cs/0602001", title="Limits of B", listed_authors=ada),
        Paper(title="Limits of A", listed_authors=ada, listed_date=year, venue="Blog"),
    ]
    assert [work.key for work in cite([oldest])] == ["lovelace2006limits"]
    assert [work.key for work in cite([*younger, oldest])] == [
        "lovelace2006limits-cs-0602001",
        "lovelace2006limits-" + sha256(b"Limits of A").hexdigest()[:8],
        "lovelace2006limits",
    ]


def test_keys_of_papers_alike_but_for_their_link_differ() -> None:
    papers = [Paper(title="检索", links=[Link(url=f"https://a.b/{n}")]) for n in range(50)]
    papers += [Paper(title="检索", links=[Link(url=f"#{n}", label="code")]) for n in range(50)]
    assert len({work.key for work in cite(papers)}) == 100


def test_parts_that_are_missing_are_left_out() -> None:
    assert base_key([Name(family="Li")], None, "Lists of X") == "lilists"
    assert base_key([], 2024, "") == "paper2024"
    assert base_key([], None, "The Lists") == "lists"


def test_of_equal_keys_the_oldest_stays() -> None:
    ids: list[WorkId] = [
        "B",
        ArxivId("2406.00002"),
        "A",
        ArxivId("2406.00001"),
        ArxivId("2406.00001"),
    ]
    keys = distinct_keys(["a", "a", "b", "a", "c"], ids)
    assert keys == ["a-" + sha256(b"B").hexdigest()[:8], "a-2406.00002", "b", "a", "c"]
