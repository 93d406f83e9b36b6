"""Small lists for tests of the search."""

from __future__ import annotations

from weeklypapers import Paper, Papers

CAT_DOG = Paper(title="cat dog")


DOG = Paper(title="dog", abstract="cat bird bird")


FISH = Paper(title="fish")


ZOO = Papers([CAT_DOG, DOG, FISH])


RAG = Paper(
    title="Retrieval for long context",
    abstract="Language models read a context of long books.",
    listed_authors=["Ada Lovelace", "Émilie du Châtelet"],
)


AGENTS = Paper(
    title="Agents with a long memory", abstract="Agents retrieve what a language tells; models act."
)


SHELF = Papers([RAG, AGENTS, Paper(title="Alan Turing's paper", listed_authors=["A. Turing"])])


def matching(papers: Papers, query: str) -> list[Paper]:
    return [hit.paper for hit in papers.search(query)]
