from __future__ import annotations

import pytest

from support.search import RAG, SHELF
from weeklypapers import Paper
from weeklypapers.searching.corpus import Corpus, Criterion, Pattern
from weeklypapers.searching.fields import WEIGHTS
from weeklypapers.searching.query import parse


def corpus_of(*papers: Paper) -> Corpus:
    corpus = Corpus()
    for paper in papers:
        corpus.add(paper)
    return corpus


def test_a_paper_is_its_terms_by_field() -> None:
    assert Corpus().add(RAG) == {
        "title": ["retrieval", "for", "long", "context"],
        "abstract": ["languag", "model", "read", "a", "context", "of", "long", "book"],
        "authors": ["ada", "lovelace", "|", "emilie", "du", "chatelet"],
    }
    assert Corpus().add(Paper(title="Models")) == {"title": ["model"]}


@pytest.mark.parametrize(
    ("query", "title", "authors"),
    [
        ("models", Pattern(last=("model",)), Pattern(last=("models",))),
        (
            '"long books"',
            Pattern(before=("long",), last=("book",)),
            Pattern(before=("long",), last=("books",)),
        ),
        ("a*", Pattern(last=("a", "act", "agent", "alan")), Pattern(last=("a", "ada"))),
        ("zeb*", Pattern(last=()), Pattern(last=())),
    ],
)
def test_the_meaning_of_a_clause(query: str, title: Pattern, authors: Pattern) -> None:
    (criterion,) = corpus_of(*SHELF).criteria(parse(query), WEIGHTS)

    assert criterion.role == "any"
    assert criterion.patterns == {"title": title, "abstract": title, "authors": authors}


def test_a_single_character_matches_words_that_contain_it() -> None:
    corpus = corpus_of(Paper(title="大语言模型"), Paper(title="模式"))

    (criterion,) = corpus.criteria(parse("模"), {"title": 1})

    assert criterion.patterns == {"title": Pattern(last=("模型", "模式", "言模"), character="模")}


def test_equal_terms_count_once() -> None:
    criteria = corpus_of(RAG).criteria(parse("books book"), {"title": 1})

    assert [criterion.patterns for criterion in criteria] == [
        {"title": Pattern(last=("book",))},
        {},
    ]


def test_excluded_words_are_looked_for_in_all_fields() -> None:
    criteria = corpus_of(RAG).criteria(parse("long -ada"), {"title": 1})

    pattern = Pattern(last=("ada",))
    assert criteria[1] == Criterion(
        role="none", patterns={"title": pattern, "abstract": pattern, "authors": pattern}
    )


def test_words_of_papers_added_later_are_known() -> None:
    corpus = corpus_of(Paper(title="cat"))

    def completions() -> tuple[str, ...]:
        (criterion,) = corpus.criteria(parse("ca*"), {"title": 1})
        return criterion.patterns["title"].last

    assert completions() == ("cat",)
    corpus.add(Paper(title="cab"))
    assert completions() == ("cab", "cat")
