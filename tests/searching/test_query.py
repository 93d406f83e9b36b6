from __future__ import annotations

import re
from contextlib import suppress
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.search import AGENTS, FISH, RAG, SHELF, ZOO, matching
from weeklypapers import (
    InvalidValueError,
    Paper,
)
from weeklypapers.searching.query import parse


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
        ("*retrieval", [RAG, AGENTS]),
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
def test_queries(query: str, expected: list[Paper]) -> None:
    found = SHELF.search(query)

    assert sorted(hit.paper.title for hit in found) == sorted(paper.title for paper in expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("long AND context", [RAG]),
        ("long AND context AND memory", []),
        ("context OR memory", [RAG, AGENTS]),
        ("long NOT memory", [RAG]),
        ("long AND NOT memory", [RAG]),
        ("NOT memory AND long", [RAG]),
        ("NOT memory long", [RAG]),
        ("NOT -memory long", [RAG]),
        ("turing OR long AND memory", [AGENTS, SHELF[2]]),
        ("(turing OR long) AND memory", [AGENTS]),
        ("memory AND long OR turing", [AGENTS, SHELF[2]]),
        ("long AND (memory OR zebra)", [AGENTS]),
        ("long AND NOT (memory OR zebra)", [RAG]),
        ("long AND NOT (of the memory)", [RAG]),
        ("long AND NOT memories", [RAG]),
        ("long NOT retrieving", [RAG]),
        ("turing memory AND long", [AGENTS]),
        ("long AND +memory context", [AGENTS]),
        ("+(memory turing) long", [AGENTS, SHELF[2]]),
        ("long -(memory turing)", [RAG]),
        ("long -(long AND memory)", [RAG]),
        ("((long)) AND ((memory))", [AGENTS]),
        ("title:(language OR memory) AND long", [AGENTS]),
        ("-title:(memory) long", [RAG]),
        ("author:(ada OR turing) AND title:long", [RAG]),
        ("ti:(abs:books OR memory) AND long", [RAG, AGENTS]),
        ('"long context" AND author:lovelace', [RAG]),
        ('"long AND context"', []),
        ("long-context AND retriev*", [RAG]),
        ("(long)AND(context)", [RAG]),
        ("long and context", [RAG, AGENTS]),
        ("title:AND long", [RAG, AGENTS]),
        ("long ANDROID", [RAG, AGENTS]),
        ("long (context", [RAG, AGENTS]),
        ("memory) of", [AGENTS]),
        ("long(context)", [RAG, AGENTS]),
    ],
)
def test_operators(query: str, expected: list[Paper]) -> None:
    assert set(matching(SHELF, query)) == set(expected)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("AND long", "column 1: a word is expected."),
        ("long AND", "column 9: a word is expected after AND."),
        ("long AND OR memory", "column 10: a word is expected after AND."),
        ("long OR AND memory", "column 9: a word is expected after OR."),
        ("long OR ?", "column 10: a word is expected after OR."),
        ("long NOT", "column 9: a word is expected after NOT."),
        ("NOT NOT long", "column 5: a word is expected after NOT."),
        ("long AND ()", r"column 11: a word is expected after \(."),
        ("long AND (memory", "column 10: this parenthesis is not closed."),
        ("long AND -title:(memory", "column 10: this parenthesis is not closed."),
        ("long) OR memory", "column 5: this parenthesis is not opened."),
        ("long OR NOT memory", "column 9: OR needs a word that is not excluded."),
        ("(" * 51 + "long) OR a", "column 51: there are more than 50 nested parentheses."),
        ("-long OR memory", "column 1: OR needs a word that is not excluded."),
    ],
)
def test_operators_in_the_wrong_place(query: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^query '{re.escape(query)}', {message} AND, OR"):
        ZOO.search(query)


@given(st.lists(st.sampled_from(["AND", "OR", "NOT", "(", ")", "-(", "cat", '"a b"', "ti:x*"])))
def test_any_query_is_parsed_or_refused(parts: list[str]) -> None:
    with suppress(InvalidValueError):  # any other exception is a mistake
        assert parse(" ".join(parts)).members


def test_any_word_will_do() -> None:
    assert matching(ZOO, "zebra fish") == [FISH]


def test_the_order_of_the_words_does_not_matter_for_what_is_found() -> None:
    asked = ["cat", "dog", "bird", "fish", "other"]

    for query in permutations(asked):
        assert set(ZOO.search(" ".join(query)).papers) == set(ZOO)


def test_a_repeated_word_counts_once() -> None:
    assert ZOO.search("cat CAT cats") == ZOO.search("cat")
    assert ZOO.search("+cat cat") == ZOO.search("cat")


@pytest.mark.parametrize("query", ["", "  ", "?!", "$^", '+"" -', 'title:"', None, ["cat"]])
def test_a_query_holds_a_word(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must be text with a word in it, got "):
        ZOO.search(query)


@pytest.mark.parametrize(
    "query", ["-cat", '-"cat dog" -title:bird', "NOT cat", "NOT cat AND -(dog OR fish)"]
)
def test_a_query_does_not_only_leave_out(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must have a word that is not excluded"):
        ZOO.search(query)
