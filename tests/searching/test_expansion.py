from __future__ import annotations

import re
from typing import Any

import pytest

from support.search import FISH, RAG, SHELF, matching
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.searching.bm25 import Bm25
from weeklypapers.searching.criteria import Criteria, Criterion, Pattern
from weeklypapers.searching.expansion import Expansion
from weeklypapers.searching.fields import WEIGHTS
from weeklypapers.searching.patterns import Patterns
from weeklypapers.searching.query import parse


def criteria_of(query: str, *papers: Paper, fields: Any = WEIGHTS) -> list[Criterion]:
    """Return the criteria of a query without groups."""
    expansion = Expansion(Patterns(Bm25(papers)), fields)
    members = expansion.criteria(parse(query)).members
    assert not any(isinstance(member, Criteria) for member in members)
    return [member for member in members if isinstance(member, Criterion)]


@pytest.mark.parametrize(
    ("query", "title", "authors"),
    [
        ("models", Pattern(phrases=(("model",),)), Pattern(phrases=(("models",),))),
        (
            '"long books"',
            Pattern(phrases=(("long", "book"),)),
            Pattern(phrases=(("long", "books"),)),
        ),
        (
            "a*",
            Pattern(phrases=(("a",), ("act",), ("agent",), ("alan",))),
            Pattern(phrases=(("a",), ("ada",))),
        ),
        ("zeb*", Pattern(phrases=()), Pattern(phrases=())),
    ],
)
def test_the_meaning_of_a_clause(query: str, title: Pattern, authors: Pattern) -> None:
    (criterion,) = criteria_of(query, *SHELF)

    assert criterion.role == "any"
    assert criterion.patterns == {"title": title, "abstract": title, "authors": authors}


def test_a_single_character_matches_words_that_contain_it() -> None:
    (criterion,) = criteria_of(
        "模", Paper(title="大语言模型"), Paper(title="模式"), fields={"title": 1}
    )

    assert criterion.patterns == {
        "title": Pattern(phrases=(("模型",), ("模式",), ("言模",)), character="模")
    }


def test_equal_terms_count_once() -> None:
    criteria = criteria_of("books book", RAG, fields={"title": 1})

    assert [criterion.patterns for criterion in criteria] == [
        {"title": Pattern(phrases=(("book",),))},
        {},
    ]


def test_excluded_words_are_looked_for_in_all_fields() -> None:
    (first, _) = criteria_of("long -ada", RAG, fields={"title": 1})

    pattern = Pattern(phrases=(("ada",),))
    assert first == Criterion(
        role="none", patterns={"title": pattern, "abstract": pattern, "authors": pattern}
    )


def test_adjacent_words_are_a_bonus() -> None:
    *_, pair = criteria_of("needle in a haystack", RAG, fields={"title": 1})

    assert pair == Criterion(
        patterns={
            "title": Pattern(phrases=(("needl", "in", "a", "haystack"), ("needl", "haystack")))
        },
        weight=0.5,
        is_bonus=True,
    )


# Stop words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("survey of agents", ["Agents"]),
        ("of", ["Of the mice"]),
        ("of the", ["Of the mice"]),
        ("+of survey", ["Of the mice"]),
        ("title:of survey", ["Of the mice"]),
        ('"of" survey', ["Of the mice"]),
        ("of -zebra", ["Of the mice"]),
        ("the zebra", []),
        ("(of the) AND mice", ["Of the mice"]),
        ("agents NOT (of the zebra)", ["Agents"]),
    ],
)
def test_stop_words(query: str, expected: list[str]) -> None:
    papers = Papers([Paper(title="Of the mice"), Paper(title="Agents")])

    assert [paper.title for paper in matching(papers, query)] == expected


# Compounds

SAME = """
text-to-video|text to video|Text2Video|text-to video
GPT-4|GPT4|gpt 4|gpt4
multi-lingual|multilingual|multi lingual|Multi-Lingual
FlashAttention|flash attention|flash-attention|flashattention|Flash-Attention
fine-tuning|finetuning|fine tuning|fine-tuned|finetuned|FineTuning
long-context|long context|LongContext|longcontext
pre-training|pretraining|pre-trained|PRETRAINING
sim2real|sim-to-real|sim to real|Sim2Real
Llama 3|llama3|LLaMA-3|LLaMA3
GPT-3.5|gpt3.5|GPT 3.5
behaviour-tree|behavior tree|behaviour trees
e-commerce|ecommerce
"""


@pytest.mark.parametrize("group", SAME.strip().splitlines())
def test_spellings_of_a_compound_match(group: str) -> None:
    spellings = group.split("|")
    for title in spellings:
        papers = Papers([FISH, Paper(title=f"On {title}, again"), FISH])
        for query in spellings:
            assert matching(papers, query) == [papers[1]], (title, query)
            assert matching(papers, f"+{query.replace(' ', '-')}") == [papers[1]], (title, query)
            assert matching(papers, f"fish -{query.replace(' ', '-')}") == [FISH, FISH]


@pytest.mark.parametrize("group", SAME.strip().splitlines())
def test_the_compound_itself_comes_first(group: str) -> None:
    spellings = group.split("|")
    parts = re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]+|[0-9.]+", spellings[0])
    others = [Paper(title=" and ".join(reversed(parts))), *(Paper(title=part) for part in parts)]
    for query in spellings:
        papers = Papers([*others, Paper(title=f"On {spellings[-1]}")])
        assert matching(papers, query)[0] == papers[-1], query


def test_a_number_belongs_to_its_word() -> None:
    papers = Papers([Paper(title="Llama 2"), Paper(title="Llama 3"), Paper(title="3 cats")])

    assert matching(papers, "llama3") == [papers[1], papers[0]]
    assert matching(papers, "+llama3 AND llama") == [papers[1], papers[0]]
    assert matching(papers, "llama9") == [papers[0], papers[1]]


def test_names_of_authors_match_in_all_spellings() -> None:
    papers = Papers(
        [
            Paper(title="a", listed_authors=["Yann LeCun", "Kyung-hyun Cho"]),
            Paper(title="b", listed_authors=["Kate MacDonald", "Jürgen Schmidhuber"]),
        ]
    )

    queries = ["lecun", "LeCun", "Yann LeCun", "author:LeCun", '"yann lecun"', "kyunghyun"]
    for query in [*queries, "Kyung-Hyun", "+kyung-hyun"]:
        assert matching(papers, query) == [papers[0]], query
    queries = ["macdonald", "MacDonald", '"Kate MacDonald"', "author:MacDonald", "+MacDonald"]
    for query in [*queries, "jurgen", "Schmidhüber"]:
        assert matching(papers, query) == [papers[1]], query


# Related words


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("quantized", "Quantization"),
        ("interpretability", "Interpretable"),
        ("tokenizer", "Tokenization"),
        ("theorem prover", "Proving"),
        ("evaluating", "Evaluation"),
        ("memorisation", "Memorized"),
        ("+optimiser", "Optimization"),
        ("title:optimiser", "Optimization"),
    ],
)
def test_related_words_match(query: str, title: str) -> None:
    papers = Papers([FISH, Paper(title=title)])

    assert matching(papers, query) == [papers[1]]


@pytest.mark.parametrize("query", ['"quantized"', "quantized*", "fish -quantized"])
def test_phrases_prefixes_and_exclusions_match_the_word_itself(query: str) -> None:
    papers = Papers([Paper(title="Quantization of fish"), Paper(title="Quantized fish")])

    expected = papers[0] if "-" in query else papers[1]
    assert matching(papers, query) == [expected]
