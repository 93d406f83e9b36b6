from __future__ import annotations

import pytest

from weeklypapers import Paper
from weeklypapers.searching.bm25 import Bm25
from weeklypapers.searching.criteria import Pattern, Phrase
from weeklypapers.searching.patterns import Patterns
from weeklypapers.searching.query import Clause

PATTERNS = Patterns(
    Bm25([Paper(title="Fine-tuned models, quantized", listed_authors=["Ada Fine"])])
)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (Clause(words=("models",)), Pattern(phrases=(("model",),))),
        (Clause(words=("finetuned",)), Pattern(phrases=(("finetun",), ("fine", "tune")))),
        (
            Clause(words=("quantizer",)),
            Pattern(phrases=(("quantizer",),), related=(("quantiz",),)),
        ),
        (
            Clause(words=("quantizer",), role="none"),
            Pattern(phrases=(("quantizer",),)),
        ),
        (Clause(words=("mo",), is_prefix=True), Pattern(phrases=(("model",),))),
    ],
)
def test_patterns_of_texts(clause: Clause, expected: Pattern) -> None:
    texts = PATTERNS.engine.corpus.texts

    assert PATTERNS.pattern(clause, texts, ()) == expected
    assert PATTERNS.pattern(clause, texts, ()) is PATTERNS.pattern(clause, texts, ())


def test_other_phrases_are_added() -> None:
    names = PATTERNS.engine.corpus.names
    others: tuple[Phrase, ...] = (("ada",), ("fine",))

    assert PATTERNS.pattern(Clause(words=("fine",)), names, others) == Pattern(
        phrases=(("fine",), ("ada",))
    )


def test_phrases_are_looked_for_in_the_fields_of_a_vocabulary() -> None:
    corpus = PATTERNS.engine.corpus

    assert PATTERNS.is_anywhere(("model",), corpus.texts)
    assert not PATTERNS.is_anywhere(("model",), corpus.names)
    assert PATTERNS.is_anywhere(("ada", "fine"), corpus.names)
