from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.searching import postings
from weeklypapers.searching.codes import Codes
from weeklypapers.searching.postings import FieldIndex

TERMS = ["cat", "dog", "fish"]
TEXTS = st.lists(st.lists(st.sampled_from(TERMS), max_size=6), max_size=5)
PHRASES = st.lists(st.sampled_from([*TERMS, "bird"]), min_size=1, max_size=3).map(tuple)


def index_of(texts: list[list[str]]) -> FieldIndex:
    codes = Codes()
    return FieldIndex(codes, ["".join(map(codes.add, text)) for text in texts])


def count(text: list[str], phrase: tuple[str, ...]) -> int:
    size = len(phrase)
    return sum(tuple(text[index : index + size]) == phrase for index in range(len(text)))


@pytest.mark.parametrize("scanned", [0, 1, 100])
@given(texts=TEXTS, phrases=st.lists(PHRASES, min_size=1))
def test_papers_with_a_phrase(
    scanned: int, texts: list[list[str]], phrases: list[tuple[str, ...]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_SCANNED", scanned)
        patch.setattr(postings, "_KEPT", 1)
        index = index_of(texts)
        for phrase in (*phrases, *phrases):
            counts = {
                position: number
                for position, text in enumerate(texts)
                if (number := count(text, phrase))
            }
            mean = sum(map(len, texts)) / len(texts) if any(texts) else 1.0
            assert list(index.positions(phrase)) == list(counts)
            for papers in (set(range(len(texts))), set(range(0, len(texts), 2))):
                assert index.weighted(phrase, 3.0, papers) == {
                    position: pytest.approx(
                        3.0 * number / (0.25 + 0.75 * len(texts[position]) / mean)
                    )
                    for position, number in counts.items()
                    if position in papers
                }


def test_occurrences_can_overlap() -> None:
    index = index_of([["cat", "cat", "cat"], ["dog"] * 3])

    assert index.weighted(("cat", "cat"), 1.0, {0, 1}) == {0: pytest.approx(2)}


def test_terms_of_a_paper() -> None:
    assert index_of([["cat"], ["dog", "cat", "dog"]]).terms(1) == ["dog", "cat", "dog"]
