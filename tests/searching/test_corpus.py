from __future__ import annotations

import pytest
from hypothesis import given

from support.search import RAG
from weeklypapers import Paper
from weeklypapers.searching.corpus import Corpus, Vocabulary
from weeklypapers.searching.fields import FIELDS, Field
from weeklypapers.testing.hypothesis import papers


def vocabulary_of(*texts: str, is_text: bool = True) -> Vocabulary:
    vocabulary = Vocabulary(is_text=is_text)
    for text in texts:
        vocabulary.add(text)
    return vocabulary


def terms_of(paper: Paper) -> dict[Field, list[str]]:
    corpus = Corpus()
    streams = {field: corpus.add([paper], field)[0] for field in FIELDS}
    return {
        field: corpus.vocabulary(field).codes.terms(stream) for field, stream in streams.items()
    }


def test_a_paper_is_its_terms_by_field() -> None:
    assert terms_of(RAG) == {
        "title": ["retrieval", "for", "long", "context"],
        "abstract": ["languag", "model", "read", "a", "context", "of", "long", "book"],
        "authors": ["ada", "lovelace", "|", "emilie", "du", "chatelet"],
    }
    assert terms_of(Paper(title="Models")) == {"title": ["model"], "abstract": [], "authors": []}


@given(papers())
def test_added_and_other_papers_have_the_same_terms(paper: Paper) -> None:
    assert terms_of(paper) == {field: Corpus().terms(paper, field) for field in FIELDS}


def test_the_same_text_has_the_same_terms_again() -> None:
    vocabulary = Vocabulary(is_text=True)
    text = "Long-context GPT-4o, FlashAttention, 大语言模型 and " + "x" * 50

    assert vocabulary.add(text) == vocabulary.add(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("multi-lingual", {"multilingual": {("multi", "lingual")}}),
        ("GPT-4", {"gpt4": {("gpt", "4")}}),
        ("FlashAttention", {"flashattention": {("flash", "attention")}}),
        ("fine-tuned", {"finetun": {("fine", "tune")}}),
        (
            "text-to-video",
            {
                "textto": {("text", "to")},
                "tovideo": {("to", "video")},
                "texttovideo": {("text", "to", "video")},
            },
        ),
        ("sim2real", {"sim2real": {("sim", "to", "real")}}),
        ("models' model's 大语言-模型 OpenAI LLaMA", {}),
    ],
)
def test_compounds(text: str, expected: dict[str, set[tuple[str, ...]]]) -> None:
    assert vocabulary_of(text).compounds == expected


def test_names_are_split_at_hyphens_only() -> None:
    vocabulary = vocabulary_of("Kyung-hyun LeCun MacDonald", is_text=False)

    assert [*vocabulary.terms] == ["kyung", "hyun", "lecun", "macdonald"]
    assert vocabulary.compounds == {"kyunghyun": {("kyung", "hyun")}}


def test_acronyms() -> None:
    assert vocabulary_of("LLMs and GNN-based CoT, AI, Paper, MoE IT").acronyms == {
        *("llm", "gnn", "cot", "moe"),
    }


def test_completions() -> None:
    vocabulary = vocabulary_of("models modelled modal fine-tuned finesse")

    assert [*vocabulary.completions("mod")] == [("modal",), ("model",), ("model",)]
    assert [*vocabulary.completions("finet")] == [("fine", "tune")]
    assert [*vocabulary.completions("zeb")] == []


def test_relatives() -> None:
    vocabulary = vocabulary_of("quantized quantization quantizers quantum quantity")

    assert vocabulary.relatives("quantize") == {"quantization", "quantizer"}
    assert vocabulary.relatives("quantum") == set()
    assert vocabulary_of("quantized", is_text=False).relatives("quantization") == set()


def test_other_texts_can_be_read_without_adding_their_words() -> None:
    vocabulary = vocabulary_of("models")

    assert vocabulary.read("Modelling GPT-4") == ["model", "gpt", "4"]
    assert [*vocabulary.terms] == ["models"]
    assert vocabulary.known_term("modelled") == "model"
    assert vocabulary.known_term("gpt") is None


def test_definitions_are_synonyms() -> None:
    corpus = Corpus()
    corpus.add([Paper(title="Graph neural networks (GNNs) are networks (N).")], "title")

    assert corpus.synonyms == {
        ("gnn",): {("graph", "neural", "network")},
        ("graph", "neural", "network"): {("gnn",)},
    }
