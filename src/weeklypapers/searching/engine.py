"""Papers ranked by tantivy: the same terms, query and formula as `Bm25`, for large collections.

The only module that imports tantivy. What differs: it keeps the length of a text in one byte, exact
up to 40 words and within an eighth above that, and scores in single precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weeklypapers.errors import needs_extra
from weeklypapers.searching.bm25 import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import tantivy

    from weeklypapers.searching.corpus import Corpus, Sought
    from weeklypapers.searching.fields import Field, Weights

__all__ = ["Tantivy"]

_POSITION = "position"
_MEMORY = 256_000_000  # bytes that are collected before they are written to a segment
_SCALE = 2.2  # k1 + 1, by which tantivy multiplies as the original formula does, and Lucene doesn't


class Tantivy:
    """An index of the papers of a corpus, in memory."""

    def __init__(self, corpus: Corpus, fields: Iterable[Field]) -> None:
        try:
            import tantivy
        except ImportError:
            raise needs_extra('search(engine="tantivy")', "tantivy", "search") from None
        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder().add_unsigned_field(_POSITION, fast=True)
        for field in fields:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        with index.writer(_MEMORY, num_threads=1) as writer:  # one thread keeps their order
            for position, terms in enumerate(corpus.documents()):
                writer.add_document(self._document(position, terms))
        index.reload()
        self._searcher = index.searcher()

    def best(
        self, sought: Iterable[Sought], weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Positions of the papers that meet a query with their scores, best first."""
        count = self._searcher.num_docs if limit is None else limit
        if not count:
            return []
        query = self._query(sought, weights)
        found = self._searcher.search(query, count, count=False).hits
        positions = self._searcher.fast_field_values(_POSITION, [address for _, address in found])
        scored = [
            (int(position or 0), float(f"{score / _SCALE:.6g}"))  # so that equal ones are equal
            for position, (score, _) in zip(positions, found, strict=True)
        ]
        return sorted(scored, key=lambda entry: (-entry[1], entry[0]))

    def _document(self, position: int, terms: Mapping[Field, list[str]]) -> tantivy.Document:
        document = self._tantivy.Document()
        document.add_unsigned(_POSITION, position)
        for field, some in terms.items():
            document.add_text(field, " ".join(some))
        return document

    def _query(self, sought: Iterable[Sought], weights: Weights) -> tantivy.Query:
        occur, query = self._tantivy.Occur, self._tantivy.Query
        roles = {"any": occur.Should, "all": occur.Must, "none": occur.MustNot}
        return query.boolean_query(
            [(roles[one.role], self._any_of(self._parts(one, weights))) for one in sought]
        )

    def _any_of(self, queries: Iterable[tantivy.Query]) -> tantivy.Query:
        should = self._tantivy.Occur.Should
        parts = [(should, query) for query in queries]
        query = self._tantivy.Query
        return query.boolean_query(parts) if parts else query.empty_query()

    def _parts(self, sought: Sought, weights: Weights) -> Iterator[tantivy.Query]:
        query = self._tantivy.Query
        for field, terms in sought.terms.items():
            if sought.kind == "phrase":
                phrase = query.phrase_query(self._schema, field, list(terms))
                yield query.boost_query(phrase, weights.get(field, 0))
            else:
                for part, boost in self._terms(field, terms):
                    yield query.boost_query(part, weights.get(field, 0) * boost)

    def _terms(self, field: Field, terms: Sequence[str]) -> Iterator[tuple[tantivy.Query, float]]:
        """Queries for terms that are as rare as all of them together, with their boosts."""
        frequencies = {term: self._searcher.doc_freq(field, term) for term in terms}
        known = {term: found for term, found in frequencies.items() if found}
        parts = {term: self._tantivy.Query.term_query(self._schema, field, term) for term in known}
        together = self._count(list(parts.values())) if len(known) > 1 else sum(known.values())
        papers = self._searcher.num_docs
        for term, found in known.items():
            yield parts[term], rarity(papers, together) / rarity(papers, found)

    def _count(self, queries: Sequence[tantivy.Query]) -> int:
        """How many papers meet one of some queries."""
        counting = {"found": {"value_count": {"field": _POSITION}}}
        counted = self._searcher.aggregate(self._any_of(queries), counting)
        return int(counted["found"]["value"])
