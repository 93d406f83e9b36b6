from __future__ import annotations

import math
import re
import sys
from itertools import permutations
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers import (
    Author,
    Hit,
    Hits,
    InvalidValueError,
    MissingDependencyError,
    Paper,
    Papers,
)
from weeklypapers.searching.index import Engine
from weeklypapers.searching.stems import stem
from weeklypapers.searching.words import located, words
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists, texts

DATA = Path(__file__).parents[2] / "shared" / "data"

CAT_DOG = Paper(title="cat dog")
DOG = Paper(title="dog", abstract="cat bird bird")
FISH = Paper(title="fish")
ZOO = Papers([CAT_DOG, DOG, FISH])


def found(papers: Papers, query: str) -> list[Paper]:
    return [hit.paper for hit in papers.search(query)]


# -- Scores ------------------------------------------------------------------------------------


# The titles have 2, 1 and 1 words, 4/3 in the mean, and the abstracts 0, 3 and 0, in the mean 1.
# So the norms are 1.2 * (1 - 0.75 + 0.75 * 2 / (4/3)) = 1.65 for the title of `CAT_DOG`, and
# 1.2 * (1 - 0.75 + 0.75 * 3 / 1) = 3 for the abstract of `DOG`.
# Of three papers one has the word in each field: its rarity is ln(1 + (3 - 1 + 0.5) / (1 + 0.5)).
ONE_OF_THREE = math.log(1 + 2.5 / 1.5)


def test_scores_by_hand() -> None:
    first, second = ZOO.search("cat")

    assert (first.paper, second.paper) == (CAT_DOG, DOG)
    assert first.score == pytest.approx(3 * ONE_OF_THREE * 1 / (1 + 1.65))
    assert second.score == pytest.approx(ONE_OF_THREE * 1 / (1 + 3))


def test_words_of_the_query_add_up() -> None:
    first, second = ZOO.search("bird cat")

    assert first.score == pytest.approx(3 * ONE_OF_THREE * 1 / (1 + 1.65))
    assert second.score == pytest.approx(ONE_OF_THREE * (1 / (1 + 3) + 2 / (2 + 3)))


def test_a_prefix_is_as_rare_as_all_its_words_together() -> None:
    papers = Papers([Paper(title="cab"), Paper(title="cat"), FISH, FISH])

    first, second = papers.search("ca*")

    assert first.score == second.score == pytest.approx(3 * math.log(1 + 2.5 / 2.5) / (1 + 1.2))


def test_a_phrase_with_a_prefix_counts_as_its_words_do_together() -> None:
    papers = Papers([Paper(title="the cab"), Paper(title="the cat"), FISH, FISH])

    first, second = papers.search('"the ca*"')

    assert first.score == second.score == pytest.approx(3 * 2 * math.log(1 + 2.5 / 2.5) / (1 + 1.5))


def test_a_phrase_counts_as_its_words_do_together() -> None:
    (hit,) = ZOO.search('"bird bird"')

    assert hit.paper == DOG
    assert hit.score == pytest.approx(2 * ONE_OF_THREE * 1 / (1 + 3))


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
    assert hits.papers == Papers([CAT_DOG, DOG])
    assert hits[1:].papers == Papers([DOG])
    assert repr(hits) == f"<Hits: 2 hits, best {hits[0]!r}>"
    assert repr(hits[2:]) == "<Hits: 0 hits>"
    assert hash(hits) == hash(ZOO.search("bird cat"))


def test_a_notebook_shows_hits_with_their_words_marked() -> None:
    html = ZOO.search("cat birds")._repr_html_()

    assert "2 hits" in html
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["cat", "cat", "bird", "bird"]


# -- Order -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        (Paper(title="cat a"), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", listed_authors=["cat"]), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", abstract="cat b cat"), Paper(title="a", abstract="cat b c"), "cat"),
        (Paper(title="a", abstract="cat b"), Paper(title="a", abstract="cat b c d"), "cat"),
        (Paper(title="cat dog"), Paper(title="cat cat"), "cat dog"),
    ],
    ids=[
        "title before abstract",
        "authors before abstract",
        "often before once",
        "short before long",
        "more words",
    ],
)
def test_better_comes_first(better: Paper, worse: Paper, query: str) -> None:
    assert found(Papers([worse, better, FISH, FISH, FISH]), query) == [better, worse]


def test_a_rare_word_counts_more() -> None:
    often, rare = Paper(title="often a"), Paper(title="rare b")

    assert found(Papers([often, rare, Paper(title="often c")]), "often rare")[0] == rare


def test_equal_ones_keep_their_listed_order() -> None:
    papers = Papers([Paper(title=f"cat {letter}") for letter in "dacb"])

    assert found(papers, "cat") == list(papers)


def test_the_order_of_the_words_does_not_matter() -> None:
    asked = ["cat", "dog", "bird", "fish", "other"]

    results = {ZOO.search(" ".join(query)) for query in permutations(asked)}

    assert len(results) == 1


def test_a_word_given_twice_counts_once() -> None:
    assert ZOO.search("cat CAT cats") == ZOO.search("cat")
    assert ZOO.search("+cat cat") == ZOO.search("cat")


# -- Words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Long-Context", "long"),
        ("Long-Context", "CONTEXT"),
        ("GPT-4o", "gpt 4o"),
        ("GPT-4o", "gpt-4o"),
        ("Café", "cafe"),
        ("Schrodinger", "Schrödinger"),
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
    assert found(Papers([Paper(title=text)]), query) == [Paper(title=text)]
    assert len(Papers([Paper(title="other", abstract=text)]).search(query)) == 1


@pytest.mark.parametrize("query", ["ca", "at", "dogcat", "catalog", "zebra"])
def test_words_are_compared_whole(query: str) -> None:
    assert ZOO.search(query) == []


def test_any_word_will_do() -> None:
    assert found(ZOO, "zebra fish") == [FISH]


# -- Endings -----------------------------------------------------------------------------------

SAME = """
model models modeling modelling modeled
train trains trained training
scale scales scaling scaled
retrieve retrieves retrieving retrieved
study studies studying
embed embeds embedded embedding embeddings
plan plans planning
cache caches caching
process processes processing
bias biases biased
analysis analyses
hypothesis hypotheses
gas gases
species
series
news
lens lenses
llm llms
kg kgs
qa qas
ui uis
gui guis
vm vms
gpu gpus
api apis
schema schemas
matrix matrices
use uses using used
age ages
try tries trying tried
"""
OTHER = """
bias biology
gas ga gap
gps gp
news new
thing th
string str
king k
ising is
need ne
was wa
this thi
corpus corpu corp
retrieval retrieve
class clas
"""


@pytest.mark.parametrize("group", SAME.strip().splitlines())
def test_forms_of_a_word_are_the_same(group: str) -> None:
    for text, query in permutations(group.split(), 2):
        assert found(Papers([Paper(title=text)]), query), (text, query)


@pytest.mark.parametrize("group", OTHER.strip().splitlines())
def test_other_words_are_not(group: str) -> None:
    stems = [stem(word) for word in group.split()]

    assert len(set(stems)) == len(stems), stems


def test_all_those_forms_stay_apart() -> None:
    stems = [stem(group.split()[0]) for group in SAME.strip().splitlines()]

    assert len(set(stems)) == len(stems)


def test_names_have_no_endings() -> None:
    papers = Papers([Paper(title="a", listed_authors=["Grace Jones", "Ada King"])])

    assert found(papers, "jones king")
    assert papers.search("jone") == papers.search("author:kings") == []


@given(texts())
def test_words_are_found_where_they_stand(text: str) -> None:
    placed = located(text)

    assert [word.text for word in placed] == words(text)
    for word in placed:
        assert (
            word.text in "".join(words(text[word.start : word.end]))
            or word.text in text[word.start : word.end].casefold()
        )


# -- The language of queries ---------------------------------------------------------------------

RAG = Paper(
    title="Retrieval for long context",
    abstract="Language models read a context of long books.",
    listed_authors=["Ada Lovelace", "Émilie du Châtelet"],
)
AGENTS = Paper(
    title="Agents with a long memory", abstract="Agents retrieve what a language tells; models act."
)
SHELF = Papers([RAG, AGENTS, Paper(title="Alan Turing's paper", listed_authors=["A. Turing"])])


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


def test_a_phrase_does_not_go_from_one_text_to_the_next() -> None:
    paper = make_paper(title="long", arxiv=make_record(title="context"))

    assert Papers([paper]).search('"long context"') == []


def test_weights() -> None:
    papers = Papers(
        [Paper(title="cat"), Paper(title="a", abstract="cat"), Paper(title="b", abstract="cat")]
    )

    assert papers.search("cat")[0].paper == papers[0]
    assert papers.search("cat", weights={"abstract": 9})[0].paper == papers[1]
    assert found(papers.search("cat").papers, "cat") == list(papers)
    assert papers.search("cat", weights={"abstract": 0}).papers == papers[:1]
    assert papers.search("title:cat", weights={"title": 0}) == []
    for engine in get_args(Engine):
        some = SHELF.search("long -author:lovelace", weights={"authors": 0}, engine=engine)
        assert some.papers == Papers([AGENTS])


# -- Where the words stand -------------------------------------------------------------------------


def marked(paper: Paper, query: str) -> dict[str, list[str]]:
    """The parts of the texts that a search for the query marks, by field, where there are any."""
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
def test_matches_are_of_the_text_as_it_stands(title: str, query: str, expected: list[str]) -> None:
    assert marked(Paper(title=title), query) == {"title": expected}


def test_the_text_with_more_matches_is_shown() -> None:
    record = make_record(
        title="Mamba, corrected", abstract="Selective scans", authors=[Author(name="Ada")]
    )
    (hit,) = Papers([attrs.evolve(MAMBA, arxiv=record)]).search("mamba scans ada")

    assert dict(hit.texts) == {
        "title": "mamba",
        "abstract": "Selective scans",
        "authors": "Ada",
    }
    assert dict(hit.matches) == {"title": ((0, 5),), "abstract": ((10, 15),), "authors": ((0, 3),)}


# -- What is searched --------------------------------------------------------------------------

MAMBA = Paper(title="mamba", abstract="state spaces")


@pytest.mark.parametrize("query", ["mamba", "spaces", "corrected", "scans"])
def test_arxivs_words_count_as_well(query: str) -> None:
    record = make_record(title="Mamba, corrected", abstract="Selective scans")
    paper = attrs.evolve(MAMBA, arxiv=record)

    assert found(Papers([FISH, paper]), query) == [paper]


def test_a_text_told_twice_counts_once() -> None:
    record = make_record(title="Mamba.", abstract="State  Spaces!")
    told = attrs.evolve(MAMBA, arxiv=record)

    plain, enriched = (Papers([paper, FISH]).search("mamba spaces") for paper in (MAMBA, told))

    assert enriched[0].score == plain[0].score


def test_nothing_else_is_searched() -> None:
    paper = Paper(title="title", venue="ACL", comment="long", extra={"Note": "note"})

    assert Papers([paper]).search("acl long note") == []


def test_papers_without_a_word() -> None:
    assert Papers([Paper(title="?!")]).search("cat") == []
    assert found(Papers([Paper(title="?!"), FISH]), "fish") == [FISH]
    assert Papers().search("cat") == []


@settings(max_examples=30)
@given(paper_lists(), st.sampled_from(["a", "link a b c x y z", "0 1 9"]))
def test_scores_are_above_zero_and_fall(papers: Papers, query: str) -> None:
    hits = papers.search(query)

    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len(hits) <= len(papers)


# -- Arguments ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "count"), [(None, 2), (0, 0), (1, 1), (2, 2), (9, 2), (sys.maxsize, 2)]
)
@pytest.mark.parametrize("engine", get_args(Engine))
def test_limit(limit: int | None, count: int, engine: Any) -> None:
    hits = ZOO.search("cat", limit=limit, engine=engine)

    assert hits.papers == ZOO.search("cat", engine=engine).papers[:count]


@pytest.mark.parametrize("limit", [-1, 1.5, "1"])
def test_wrong_limits(limit: int) -> None:
    with pytest.raises(InvalidValueError, match=rf"^limit must be a number from 0 on.* {limit!r}$"):
        ZOO.search("cat", limit=limit)


@pytest.mark.parametrize("query", ["", "  ", "?!", "$^", '+"" -', 'title:"', None, ["cat"]])
def test_a_query_holds_a_word(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must be text with a word in it, got "):
        ZOO.search(query)


@pytest.mark.parametrize("query", ["-cat", '-"cat dog" -title:bird'])
def test_a_query_does_not_only_leave_out(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must have a word to look for, not only "):
        ZOO.search(query)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"titel": 1}, r"^a field of weights can't be 'titel'. Did you mean 'title'\?$"),
        ({"title": -1}, r"^the weight of 'title' must be 0 or from 0.000001 to 1,000,000, got -1$"),
        ({"title": float("nan")}, r"got nan$"),
        ({"title": "3"}, r"got '3'$"),
        ({"title": 1e40}, r"got 1e\+40$"),
        ({"title": 1e-40}, r"got 1e-40$"),
        ({"title": 10**400}, r"got 10000.*…$"),
        ({"title": 0, "abstract": 0, "authors": 0}, r"^weights must leave a field to search"),
        (["title"], r"^weights must be a mapping of field to number, got \['title'\]$"),
    ],
)
def test_wrong_weights(weights: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        ZOO.search("cat", weights=weights)


def test_an_engine_of_another_name() -> None:
    with pytest.raises(InvalidValueError, match=r"Did you mean 'tantivy'\?$"):
        ZOO.search("cat", engine="tantivi")  # type: ignore[arg-type]


# -- The other engine ------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(
    paper_lists(),
    st.sampled_from(
        [
            "a link",
            "b*",
            '+a -"a b" c',
            "title:a abstract:x",
            '"link a" 漢',
            "+c a",
            '"a b*" "link a l*"',
            "a -title:a-b*",
        ]
    ),
    st.sampled_from([None, {"title": 0.5, "authors": 0}, {"title": 1e6, "abstract": 1e-6}]),
)
def test_engines_give_the_same(papers: Papers, query: str, weights: Any) -> None:
    own = papers.search(query, weights=weights)
    other = papers.search(query, weights=weights, engine="tantivy")

    # Texts of up to 40 words: of longer ones tantivy only keeps about how long they are.
    assert [hit.score for hit in other] == pytest.approx([hit.score for hit in own], rel=1e-5)
    assert sorted(map(hash, other.papers)) == sorted(map(hash, own.papers))
    first = papers.search(query, limit=1, weights=weights, engine="tantivy")
    assert [hit.score for hit in first] == [hit.score for hit in other[:1]]


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "weeklypapers.searching.engine", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(
        MissingDependencyError, match=r'pip install "weeklypapers\[search\]"$'
    ) as caught:
        Papers([FISH]).search("fish", engine="tantivy")
    assert isinstance(caught.value.__cause__, ImportError)


# -- Related papers ------------------------------------------------------------------------------


def test_related_papers_are_told_once_each() -> None:
    asked, again = (make_paper(title=title) for title in ("Fish swim", "Fish"))
    long, short = (make_paper("2406.00002", title=f"Fish swim{more}") for more in (" a b", ""))
    other = make_paper("2406.00003", title="Fish walk a b")
    papers = Papers([long, asked, other, short, long, again, FISH, other])

    hits = papers.related(asked)

    assert hits.papers == Papers([short, other, FISH])
    assert [papers.related(asked, limit=limit) for limit in range(4)] == [
        hits[:limit] for limit in range(4)
    ]


# -- The real list -----------------------------------------------------------------------------


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the real lists")
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    hits = papers.search("retrieval augmented generation long context", limit=5)

    assert len(hits) == 5
    assert hits[0].paper.title.startswith("LongRAG: ")


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the real lists")
@pytest.mark.parametrize(
    "query",
    [
        "retrieval augmented generation",
        '"language model" -agent',
        "retriev* +long",
        "abs:attention",
    ],
)
def test_engines_find_the_same_in_the_weekly_table(query: str) -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    own, other = papers.search(query), papers.search(query, engine="tantivy")

    scores = {hit.paper: hit.score for hit in own}
    assert len(own) == len(other) > 3
    assert {hit.paper: hit.score for hit in other} == pytest.approx(scores, rel=0.06)
    assert scores[other[0].paper] == pytest.approx(own[0].score, rel=0.06)
