from __future__ import annotations

import re
from copy import copy

import pytest

import weeklypapers as wp
from support.pickles import pickled
from support.search import CAT_DOG, DOG, FISH, RAG, SHELF, ZOO
from weeklypapers import (
    Author,
    Hit,
    Hits,
    Paper,
    Papers,
)
from weeklypapers.testing import make_record


def test_a_hit_is_a_paper_and_a_score() -> None:
    (hit,) = ZOO.search("fish")

    assert hit == Hit(paper=FISH, score=hit.score) == Hit(FISH, hit.score)
    assert hit.score > 0
    assert repr(hit) == f"<Hit {hit.score:.2f}: 'fish'>"


def test_hits_are_a_sequence() -> None:
    hits = ZOO.search("cat bird")

    assert isinstance(hits[:1], Hits)
    assert list(hits) == hits == tuple(hits) == hits[:]
    assert hits[:1] != hits != [*hits][::-1]
    assert hits.papers == Papers([DOG, CAT_DOG])
    assert hits[1:].papers == Papers([CAT_DOG])
    assert repr(hits) == f"<Hits: 2 hits, best {hits[0]!r}>"
    assert repr(hits[2:]) == "<Hits: 0 hits>"
    assert hash(hits) == hash(ZOO.search("cat bird"))


def test_hits_are_immutable() -> None:
    hits = ZOO.search("fish")
    for name in ("_suggestion", "other"):
        with pytest.raises(AttributeError, match="Hits is immutable"):
            setattr(hits, name, "x")
        with pytest.raises(AttributeError, match="Hits is immutable"):
            delattr(hits, name)
    with pytest.raises(TypeError):
        hits[0]._criteria[0].patterns["title"] = None  # type: ignore[index]


def test_pickled_hits_have_their_matches() -> None:
    hits = ZOO.search("fish dog")
    result = pickled(hits)
    assert result == hits
    assert [hit.matches for hit in result] == [hit.matches for hit in hits]
    assert pickled(SHELF.search("retreival")).suggestion == "retrieval"


def test_a_notebook_shows_hits_with_their_words_marked() -> None:
    html = ZOO.search("birds cat")._repr_html_()

    assert "2 hits" in html
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["cat", "bird", "bird", "cat"]


# Corrections


def test_an_unknown_word_is_replaced_by_the_most_similar_one() -> None:
    hits = SHELF.search("retreival of contxt")

    assert hits.suggestion == "retrieval of context"
    assert hits == SHELF.search("retrieval of context")
    assert hits[:1].suggestion == copy(hits).suggestion == hits.suggestion
    assert repr(hits).startswith("<Hits: 2 hits for 'retrieval of context', best <Hit ")
    assert "2 hits for “retrieval of context”" in hits._repr_html_()


def test_a_word_of_an_acronym_is_corrected() -> None:
    papers = Papers([Paper(title="Mixture of Experts (MoE)"), Paper(title="MoE"), FISH])

    hits = papers.search("Mixtre of Experts")

    assert hits.suggestion == "Mixture of Experts"
    assert hits == papers.search("Mixture of Experts")
    assert papers.search("MIXTRE").suggestion == "MIXTURE"


def test_a_part_of_a_compound_is_corrected() -> None:
    papers = Papers([Paper(title="Mixture of experts"), FISH])

    assert papers.search("MixtreExperts").suggestion == "MixtureExperts"
    assert papers.search("ExpertsMixtre").suggestion == "ExpertsMixture"
    assert papers.search("ExpertsMixtre").papers == papers[:1]


def test_a_related_word_with_another_ending_is_no_correction() -> None:
    papers = Papers([Paper(title="Reinforcement of quantized fish"), Paper(title="Reinforced")])

    assert papers.search("reinforcment").suggestion == "reinforcement"
    assert papers.search("quantizer").suggestion is None
    assert papers.search("quantizer").papers == papers[:1]


def test_names_are_corrected() -> None:
    hits = SHELF.search("+author:Lovelase long")

    assert hits.suggestion == "+author:Lovelace long"
    assert hits.papers == Papers([RAG])


@pytest.mark.parametrize(
    "query",
    ["retrieval", "long -contxt", '"contxt" long', "contxt* long", "xyzzyx long", "lng", "models"],
)
def test_other_queries_are_searched_as_they_are(query: str) -> None:
    assert SHELF.search(query).suggestion is None


def test_a_word_of_a_field_that_is_not_searched_is_not_replaced() -> None:
    papers = Papers([Paper(title="model", abstract="modal"), FISH])

    assert papers.search("modal", weights={"abstract": 0}) == papers.search("title:modal") == []
    assert papers.search("author:modal").suggestion is None


def test_words_of_other_papers_are_not_suggested() -> None:
    papers = Papers([RAG, FISH])
    papers.related(Paper(title="Retrieval of Xylophones"))

    assert papers.search("xylophone").suggestion is None


def test_a_suggestion_is_kept_without_hits() -> None:
    assert SHELF.search("+retreival +zebra").suggestion == "+retrieval +zebra"
    assert Hits().suggestion is None


# Matches


def marked(paper: Paper, query: str) -> dict[str, list[str]]:
    """Return the matching parts of the texts, by field, without fields that have none."""
    (hit,) = Papers([paper]).search(query)
    assert hit.matches.keys() == hit.texts.keys()
    parts = {
        field: [hit.texts[field][start:end] for start, end in spans]
        for field, spans in hit.matches.items()
    }
    return {field: some for field, some in parts.items() if some}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("context", {"title": ["context"], "abstract": ["context"]}),
        ("model BOOK", {"abstract": ["models", "books"]}),
        ('"long context"', {"title": ["long context"]}),
        ("title:long context", {"title": ["long", "context"], "abstract": ["context"]}),
        ("retriev*", {"title": ["Retrieval"]}),
        ("emilie chatelet", {"authors": ["Émilie", "Châtelet"]}),
        ("long -zebra", {"title": ["long"], "abstract": ["long"]}),
        ('"long con*"', {"title": ["long context"]}),
        ('ada "lovelace emilie"', {"authors": ["Ada"]}),
        ('du "emilie du"', {"authors": ["Émilie du"]}),
        ("of context", {"title": ["context"], "abstract": ["context"]}),
        ("retrieve", {"title": ["Retrieval"]}),
        ("long NOT zebra", {"title": ["long"], "abstract": ["long"]}),
        (
            "(memory OR (retrieval AND long))",
            {"title": ["Retrieval", "long"], "abstract": ["long"]},
        ),
    ],
)
def test_matches(query: str, expected: dict[str, list[str]]) -> None:
    assert marked(RAG, query) == expected


@pytest.mark.parametrize(
    ("title", "query", "expected"),
    [
        ("The cafe\u0301s", "cafe", ["cafe\u0301s"]),
        ("The cafe\u0301.", "cafe", ["cafe\u0301"]),
        ("ß ﬁne", "fine ss", ["ß", "ﬁne"]),
        ("大语言模型", "语言模型", ["语言模型"]),
        ("大语言模型", "型", ["型"]),
        ("语言的语，ﾊﾞ", "语 バ", ["语", "语", "ﾊ"]),
        ("Łódź", "lodz", ["Łódź"]),
        ("ÆØ", "aeo", ["ÆØ"]),
    ],
)
def test_matches_are_spans_of_the_original_text(
    title: str, query: str, expected: list[str]
) -> None:
    assert marked(Paper(title=title), query) == {"title": expected}


@pytest.mark.parametrize(
    ("title", "query", "part"),
    [
        ("On Erdo\u030bs graphs", "erdős", "Erdo\u030bs"),
        ("On Erdős graphs", "erdo\u030bs", "Erdős"),
        (
            "\uff24\uff45\uff45\uff50 \uff27\uff52\uff41\uff50\uff48 \uff4e\uff45\uff54\uff53",
            "graph",
            "\uff27\uff52\uff41\uff50\uff48",
        ),
        ("An eﬃcient ﬂow", "flow", "ﬂow"),
        ("An eﬃcient ﬂow", "efficient", "eﬃcient"),
        ("Zero-\xadshot rec\xadog\xadnition of it", "recognition", "rec\xadog\xadnition"),
        ("Zero-\xadshot rec\xadog\xadnition of it", "shot", "shot"),
        ("Zero-\xadshot rec\xadog\xadnition of it", "it", "it"),
        ("FlashAttention is fast", "flash-attention", "FlashAttention"),
        ("On GPT-4 and more", "gpt4", "GPT-4"),
        ("A multi-lingual model", "multilingual", "multi-lingual"),
        ("Some multilingual model", "multi-lingual", "multilingual"),
        (
            "Zero-\xadshot rec\xadog\xadnition of it",
            '"shot recognition"',
            "shot rec\xadog\xadnition",
        ),
        ("é\xad e\u0301\u200d ﬁn", "fin", "ﬁn"),
    ],
)
def test_matches_are_marked_in_the_original_spelling(title: str, query: str, part: str) -> None:
    assert marked(Paper(title=title), query) == {"title": [part]}


def test_the_text_with_more_matches_is_shown() -> None:
    record = make_record(
        title="Mamba, corrected", abstract="Selective scans", authors=[Author(name="Ada")]
    )
    (hit,) = Papers([Paper(title="mamba", abstract="state spaces", arxiv=record)]).search(
        "mamba scans ada"
    )

    assert dict(hit.texts) == {
        "title": "mamba",
        "abstract": "Selective scans",
        "authors": "Ada",
    }
    assert dict(hit.matches) == {"title": ((0, 5),), "abstract": ((10, 15),), "authors": ((0, 3),)}


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Erdo\u030bs halls", "Erdős"),
        ("\uff27\uff52\uff41\uff50\uff48 nets", "graph"),
        ("E\ufb03cient halls", "efficient"),
        ("Zero-\xadshot rec\xadognition", "recognition"),
    ],
)
def test_words_are_found_however_their_characters_are_encoded(title: str, query: str) -> None:
    assert len(wp.Papers([wp.Paper(title=title)]).search(query)) == 1
