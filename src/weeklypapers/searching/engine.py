"""Papers ranked by tantivy: the same terms, query and formula as `Bm25`, for large collections.

The only module that imports tantivy. What differs: it keeps the length of a text in one byte, exact
up to 40 words and within an eighth above that, and scores in single precision.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weeklypapers.model.errors import needs_extra
from weeklypapers.searching.bm25 import rarity

try:
    import tantivy
except ImportError as _error:
    raise needs_extra('search(engine="tantivy")', "tantivy", "search") from _error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from weeklypapers.searching.corpus import Corpus, Pattern, Sought
    from weeklypapers.searching.fields import Field, Weights

__all__ = ["Tantivy"]

_POSITION = "position"
_MEMORY = 256_000_000  # bytes that are collected before they are written to a segment
_SCALE = 2.2  # k1 + 1, by which tantivy multiplies as the original formula does, and Lucene doesn't


class Tantivy:
    """An index of the papers of a corpus, in memory."""

    def __init__(self, corpus: Corpus, fields: Iterable[Field]) -> None:
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
        papers = self._searcher.num_docs
        count = papers if limit is None else min(limit, papers)
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
        document = tantivy.Document()
        document.add_unsigned(_POSITION, position)
        for field, some in terms.items():
            document.add_text(field, " ".join(some))
        return document

    def _query(self, sought: Iterable[Sought], weights: Weights) -> tantivy.Query:
        occur = tantivy.Occur
        roles = {"any": occur.Should, "all": occur.Must, "none": occur.MustNot}
        return tantivy.Query.boolean_query(
            [(roles[one.role], _any_of(self._parts(one, weights))) for one in sought]
        )

    def _parts(self, sought: Sought, weights: Weights) -> Iterator[tantivy.Query]:
        for field, pattern in sought.patterns.items():
            for part, boost in self._alternatives(field, pattern):
                yield tantivy.Query.boost_query(part, weights.get(field, 0) * boost)

    def _alternatives(
        self, field: Field, pattern: Pattern
    ) -> Iterator[tuple[tantivy.Query, float]]:
        """Queries for the alternatives of a pattern, with what makes them as rare as it is."""
        papers, frequency = self._searcher.num_docs, partial(self._searcher.doc_freq, field)
        terms = {term: found for term in pattern.last if (found := frequency(term))}
        before = sum(rarity(papers, frequency(term)) for term in pattern.before)
        together = before + rarity(papers, self._holders(field, terms))
        for term, found in terms.items():
            alone = before + rarity(papers, found)
            yield self._side_by_side(field, [*pattern.before, term]), together / alone

    def _side_by_side(self, field: Field, terms: list[str]) -> tantivy.Query:
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, field, terms[0])
        return tantivy.Query.phrase_query(self._schema, field, [*terms])

    def _holders(self, field: Field, terms: Mapping[str, int]) -> int:
        """How many papers have one of some terms, of which it is known how many have each."""
        if len(terms) < 2:
            return sum(terms.values())
        query = _any_of(self._side_by_side(field, [term]) for term in terms)
        counting = {"found": {"value_count": {"field": _POSITION}}}
        return int(self._searcher.aggregate(query, counting)["found"]["value"])


def _any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    parts = [(tantivy.Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.empty_query()
