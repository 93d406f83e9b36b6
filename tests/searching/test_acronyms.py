from __future__ import annotations

import pytest

from support.search import FISH, matching
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.searching.acronyms import definitions, initials, spelled_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We use Retrieval-Augmented Generation (RAG).",
            [("RAG", "Retrieval-Augmented Generation")],
        ),
        ("A few graph neural networks (GNNs) are", [("GNNs", "graph neural networks")]),
        ("low-rank adaptation (LoRA) of", [("LoRA", "low-rank adaptation")]),
        ("Mixture of Experts (MoE; sparse)", [("MoE", "Mixture of Experts")]),
        (
            "the learning from human feedback by reinforcement learning from human feedback (RLHF)",
            [("RLHF", "reinforcement learning from human feedback")],
        ),
        ("Some words. State spaces (SSM)", []),
        ("a model (see above), another (Smith), one (GPT", []),
        ("(GPT) and more", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [*definitions(text)] == expected


def test_initials() -> None:
    assert initials(["chain", "of", "thought"]) == {"cot", "ct"}
    assert initials(["graph", "neural"]) == {"gn"}


@pytest.mark.parametrize(
    ("text", "acronym", "expected"),
    [
        ("a chain of thought here", "cot", {"chain of thought"}),
        (
            "reinforc learn from human feedback",
            "rlhf",
            {"reinforc learn from human feedback"},
        ),
        (
            "state space model and state space method",
            "ssm",
            {"state space model", "state space method"},
        ),
        ("cats on the mat", "cot", set()),
        ("state space", "ssm", set()),
    ],
)
def test_spelled_out(text: str, acronym: str, expected: set[str]) -> None:
    assert {" ".join(phrase) for phrase in spelled_out(text.split(), acronym)} == expected


DEFINED = Paper(title="Graph neural networks (GNNs)")
SHORT = Paper(title="GNN at scale")
LONG = Paper(title="A graph neural network")


@pytest.mark.parametrize("query", ["GNN", "gnns", "graph neural networks", "GNN AND NOT fish"])
def test_a_defined_acronym_matches_what_it_stands_for(query: str) -> None:
    assert set(matching(Papers([DEFINED, SHORT, LONG, FISH]), query)) == {DEFINED, SHORT, LONG}


def test_an_acronym_is_known_by_the_words_around_it() -> None:
    first, second = (
        Paper(title=f"RNN {word}", abstract="With recurrent neural networks.")
        for word in ("a", "b")
    )
    alone = Paper(title="Recurrent neural networks")

    assert matching(Papers([first, second, alone, FISH]), "rnn") == [first, second, alone]
    assert matching(Papers([first, alone, FISH]), "rnn") == [first]


def test_words_find_their_acronym() -> None:
    papers = Papers([Paper(title="Better RLHF"), Paper(title="On CoT"), FISH])

    assert matching(papers, "reinforcement learning from human feedback") == [papers[0]]
    assert matching(papers, "chain of thought") == [papers[1]]


@pytest.mark.parametrize("query", ['"graph neural network"', "-gnn graph", "-gnn neural"])
def test_phrases_and_exclusions_are_exact(query: str) -> None:
    assert LONG in matching(Papers([DEFINED, SHORT, LONG]), query)
    assert SHORT not in matching(Papers([DEFINED, SHORT, LONG]), query)
