"""The search engine tantivy, for large lists, with the terms, queries and formula of `Bm25`.

The only module that imports tantivy. Unlike `Bm25`, tantivy stores the length of a text in one byte
(exact up to 40 words, otherwise within an eighth), and computes scores in single precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from weeklypapers.model.errors import needs_extra
from weeklypapers.model.paper import Paper
from weeklypapers.searching.bm25 import rarity
from weeklypapers.searching.corpus import Corpus, Criterion, Pattern
from weeklypapers.searching.fields import FIELDS, Field, Weights

try:
    import tantivy
except ImportError as _error:
    raise needs_extra('search(engine="tantivy")', "tantivy", "search") from _error

__all__ = ["Tantivy"]

_POSITION = "position"
_MEMORY = 256_000_000  # bytes to buffer before a segment is written
_SCALE = 2.2  # k1 + 1: a factor of the original formula, which Lucene omits


class Tantivy:
    """An index of papers, in memory.

    Attributes:
        corpus: The words of the papers.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.corpus: Corpus = Corpus()
        builder = tantivy.SchemaBuilder().add_unsigned_field(_POSITION, fast=True)
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        with index.writer(_MEMORY, num_threads=1) as writer:  # a single thread preserves the order
            for position, paper in enumerate(papers):
                document = tantivy.Document()
                document.add_unsigned(_POSITION, position)
                for name, terms in self.corpus.add(paper).items():
                    document.add_text(name, " ".join(terms))
                writer.add_document(document)
        index.reload()
        self._searcher = index.searcher()

    def best(
        self, criteria: Iterable[Criterion], weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Return the positions and scores of the papers that meet the criteria, best first."""
        papers = self._searcher.num_docs
        count = papers if limit is None else min(limit, papers)
        if not count:
            return []
        hits = self._searcher.search(self._query(criteria, weights), count, count=False).hits
        positions = self._searcher.fast_field_values(_POSITION, [address for _, address in hits])
        entries = [
            (int(position or 0), float(f"{score / _SCALE:.6g}"))  # rounded, to find ties
            for position, (score, _) in zip(positions, hits, strict=True)
        ]
        return sorted(entries, key=lambda entry: (-entry[1], entry[0]))

    def _query(self, criteria: Iterable[Criterion], weights: Weights) -> tantivy.Query:
        occur = tantivy.Occur
        roles = {"any": occur.Should, "all": occur.Must, "none": occur.MustNot}
        return tantivy.Query.boolean_query(
            [
                (roles[criterion.role], _any_of(self._weighted(criterion, weights)))
                for criterion in criteria
            ]
        )

    def _weighted(self, criterion: Criterion, weights: Weights) -> Iterator[tantivy.Query]:
        for field, pattern in criterion.patterns.items():
            for query, boost in self._alternatives(field, pattern):
                yield tantivy.Query.boost_query(query, weights.get(field, 0) * boost)

    def _alternatives(
        self, field: Field, pattern: Pattern
    ) -> Iterator[tuple[tantivy.Query, float]]:
        """Yield a query for each alternative, with the factor to the rarity of the pattern."""
        papers, frequency = self._searcher.num_docs, partial(self._searcher.doc_freq, field)
        frequencies = {term: count for term in pattern.last if (count := frequency(term))}
        before = sum(rarity(papers, frequency(term)) for term in pattern.before)
        together = before + rarity(papers, self._count_any(field, frequencies))
        for term, count in frequencies.items():
            alone = before + rarity(papers, count)
            yield self._adjacent(field, [*pattern.before, term]), together / alone

    def _adjacent(self, field: Field, terms: Sequence[str]) -> tantivy.Query:
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, field, terms[0])
        return tantivy.Query.phrase_query(self._schema, field, [*terms])

    def _count_any(self, field: Field, frequencies: Mapping[str, int]) -> int:
        """Return the number of papers with any of the terms, whose frequencies are known."""
        if len(frequencies) < 2:
            return sum(frequencies.values())
        query = _any_of(self._adjacent(field, [term]) for term in frequencies)
        aggregation = {"papers": {"value_count": {"field": _POSITION}}}
        return int(self._searcher.aggregate(query, aggregation)["papers"]["value"])


def _any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    parts = [(tantivy.Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.empty_query()
