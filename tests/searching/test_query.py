from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from support.search import AGENTS, FISH, RAG, SHELF, ZOO, matching
from weeklypapers import (
    InvalidValueError,
    Paper,
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("long", [RAG, AGENTS]),
        ('"long context"', [RAG]),
        ('"context long"', []),
        ('"language model"', [RAG]),
        ('"LONG-contexts"', [RAG]),
        ("“long context”", [RAG]),
        ('"long context', [RAG]),
        ('"" long', [RAG, AGENTS]),
        ("retriev*", [RAG, AGENTS]),
        ("retrieva*", [RAG]),
        ("RETRIEVAL*", [RAG]),
        ("*retrieval", [RAG]),
        ("zeb*", []),
        ("retriev*,", [RAG, AGENTS]),
        ("zebra-retriev*", [RAG, AGENTS]),
        ("title:long-con*", [RAG]),
        ("+long-mem*?", [AGENTS]),
        ("+long-zeb*", []),
        ("zebra-lon* +long", [RAG, AGENTS]),
        ("long -long-con*", [AGENTS]),
        ('"language mod*"', [RAG]),
        ('"a language mod*"', []),
        ('"con*"', [RAG]),
        ('"con *"', []),
        ("cafe\u0301*", []),
        ("e\u0301*", [RAG]),
        ("long +memory", [AGENTS]),
        ("+long +context", [RAG]),
        ("+long +zebra", []),
        ("long -memory", [RAG]),
        ("long -context -memories", []),
        ("long -zebra", [RAG, AGENTS]),
        ("long -long-context", [AGENTS]),
        ("+long-context agent", [RAG]),
        ("long - memory", [RAG, AGENTS]),
        ("long-memory", [RAG, AGENTS]),
        ("title:language", []),
        ("abstract:language", [RAG, AGENTS]),
        ("abs:books TI:memory", [RAG, AGENTS]),
        ('abstract:"language models"', [RAG]),
        ("author:turing", [SHELF[2]]),
        ("au:emilie", [RAG]),
        ('long -author:"ada lovelace"', [AGENTS]),
        ("author:lov*", [RAG]),
        ('author:"ada lov*"', [RAG]),
        ('author:"lovelace emilie"', []),
        ("title: memory", [AGENTS]),
        ("venue:memory", [AGENTS]),
        ('+title:long +"what a" -title:"long context"', [AGENTS]),
    ],
)
@pytest.mark.parametrize("engine", ["builtin", "tantivy"])
def test_queries(query: str, expected: list[Paper], engine: Any) -> None:
    found = SHELF.search(query, engine=engine)

    assert sorted(hit.paper.title for hit in found) == sorted(paper.title for paper in expected)


def test_any_word_will_do() -> None:
    assert matching(ZOO, "zebra fish") == [FISH]


def test_the_order_of_the_words_does_not_matter() -> None:
    asked = ["cat", "dog", "bird", "fish", "other"]

    results = {ZOO.search(" ".join(query)) for query in permutations(asked)}

    assert len(results) == 1


def test_a_repeated_word_counts_once() -> None:
    assert ZOO.search("cat CAT cats") == ZOO.search("cat")
    assert ZOO.search("+cat cat") == ZOO.search("cat")


@pytest.mark.parametrize("query", ["", "  ", "?!", "$^", '+"" -', 'title:"', None, ["cat"]])
def test_a_query_holds_a_word(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must be text with a word in it, got "):
        ZOO.search(query)


@pytest.mark.parametrize("query", ["-cat", '-"cat dog" -title:bird'])
def test_a_query_does_not_only_leave_out(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must have a word that is not excluded"):
        ZOO.search(query)
