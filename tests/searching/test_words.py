from __future__ import annotations

import pytest
from hypothesis import given

from support.search import ZOO, matching
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.searching.words import located, words
from weeklypapers.testing.hypothesis import texts


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Long-Context", "long"),
        ("Long-Context", "CONTEXT"),
        ("GPT-4o", "gpt 4o"),
        ("GPT-4o", "gpt-4o"),
        ("Café", "cafe"),
        ("Schrodinger", "Schrödinger"),
        ("Erdo\u030bs", "Erdős"),
        ("Erdős", "Erdo\u030bs"),
        ("\uff27\uff52\uff41\uff50\uff48\u3000\uff4e\uff45\uff54\uff53", "graph"),
        ("graph", "\uff27\uff32\uff21\uff30\uff28"),
        ("Eﬃcient ﬂow", "efficient"),
        ("efficient flow", "eﬃcient"),
        ("rec\xadog\xadnition", "recognition"),
        ("recognition", "rec\xadognition"),
        ("김민수", "\u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u116e"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Orsted", "Ørsted"),
        ("ﬁne", "fine"),
        ("$\\mathsf{TC}^0$", "tc"),
        ("a\n  cat\u2028b", "cat"),
        ("漢字", "漢字"),
        ("大语言模型综述", "模型"),
        ("大语言模型综述", "語言 模型"),
        ("大语言模型综述", "综"),
        ("LLM的推理", "llm"),
        ("LLM的推理", "推理"),
        ("ニューラルネット", "ネット"),
        ("snake_case", "snake"),
    ],
)
def test_words_match(text: str, query: str) -> None:
    assert matching(Papers([Paper(title=text)]), query) == [Paper(title=text)]
    assert len(Papers([Paper(title="other", abstract=text)]).search(query)) == 1


@pytest.mark.parametrize("query", ["ca", "at", "dogcat", "catalog", "zebra"])
def test_words_are_compared_whole(query: str) -> None:
    assert ZOO.search(query) == []


@given(texts())
def test_words_have_positions(text: str) -> None:
    placed = located(text)

    assert [word.text for word in placed] == words(text)
    for word in placed:
        assert (
            word.text in "".join(words(text[word.start : word.end]))
            or word.text in text[word.start : word.end].casefold()
        )
