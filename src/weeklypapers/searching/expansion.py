"""From a query to criteria: the terms of a list that the clauses of a query mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise

from weeklypapers.searching.acronyms import LEAST, initials
from weeklypapers.searching.corpus import Vocabulary
from weeklypapers.searching.corrections import nearest
from weeklypapers.searching.criteria import Criteria, Criterion, Pattern, Phrase
from weeklypapers.searching.fields import FIELDS, Field
from weeklypapers.searching.patterns import Patterns
from weeklypapers.searching.query import Clause, Group
from weeklypapers.searching.stems import family
from weeklypapers.searching.words import STOP_WORDS

__all__ = ["Expansion"]

_PAIR = 0.5  # the weight of two adjacent words, beside that of each word
_ENDING = 3  # letters at the end of a word that distinguish related words
_LONGEST = 8  # words that an acronym stands for

Others = Mapping[Vocabulary, Sequence[Phrase]]


class Expansion:
    """The meaning of a query in a corpus."""

    def __init__(self, words: Patterns, fields: Mapping[Field, float]) -> None:
        """Prepare the expansion of a query.

        Args:
            words: The patterns of words in the list.
            fields: The fields to search. Excluded words are searched in all fields.
        """
        self._words = words
        self._engine = words.engine
        self._corpus = words.engine.corpus
        self._fields = fields

    def corrections(self, group: Group) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield, for each word that no paper has, its span and the most similar word, if any."""
        for is_plain, run in groupby(group.members, _is_plain):
            members = [*run]
            clauses = [member for member in members if isinstance(member, Clause)]
            for index, member in enumerate(members):
                if isinstance(member, Group):
                    yield from self.corrections(member)
                    continue
                joined = self._joined(clauses, index) if is_plain else {}
                if word := self._correction(member, joined):
                    yield member.span, word

    def criteria(self, group: Group) -> Criteria:
        """Return the criteria that a group of clauses sets.

        Plain words that become the same pattern count once. A clause without patterns matches no
        paper.
        """
        keeps_all = not _has_meaning(group)
        runs = [(is_plain, [*run]) for is_plain, run in groupby(group.members, _is_plain)]
        members = [
            self._marked(member)
            for is_plain, run in runs
            for member in run
            if not is_plain and (keeps_all or not _is_stop_word(member))
        ]
        known = {
            entry
            for member in members
            if isinstance(member, Criterion) and member.role == "all"
            for entry in member.patterns.items()
        }
        for is_plain, run in runs:
            if is_plain:
                clauses = [clause for clause in run if isinstance(clause, Clause)]
                members += self._plain(clauses, known, keeps_all=keeps_all)
        return Criteria(role=group.role, members=tuple(members))

    def _marked(self, member: Clause | Group) -> Criterion | Criteria:
        """Return the criteria of a group, or of a clause that stands for itself."""
        if isinstance(member, Group):
            return self.criteria(member)
        synonyms = [] if member.is_exact else sorted(self._synonyms_of(member.words))
        patterns = self._patterns(member, {self._corpus.texts: synonyms})
        return Criterion(role=member.role, patterns=patterns)

    def _plain(
        self, clauses: Sequence[Clause], known: set[tuple[Field, Pattern]], *, keeps_all: bool
    ) -> Iterator[Criterion]:
        """Yield the criteria of consecutive plain words, and then those of adjacent ones.

        Args:
            clauses: The words.
            known: The patterns that are criteria already.
            keeps_all: False to leave out stop words.
        """
        synonyms = self._synonyms(clauses)
        kept: list[int] = []
        for index, clause in enumerate(clauses):
            if clause.is_stop_word and not keeps_all:
                continue
            kept.append(index)
            others = self._joined(clauses, index)
            others[self._corpus.texts] += sorted(synonyms.get(index, ()))
            patterns = self._patterns(clause, others)
            fresh: dict[Field, Pattern] = {
                field: pattern
                for field, pattern in patterns.items()
                if (field, pattern) not in known
            }
            known.update(fresh.items())
            yield Criterion(patterns=fresh)
        for first, last in pairwise(kept):
            if patterns := self._pair(clauses[first : last + 1]):
                yield Criterion(patterns=patterns, weight=_PAIR, is_bonus=True)

    def _joined(self, clauses: Sequence[Clause], index: int) -> dict[Vocabulary, list[Phrase]]:
        """Return the terms of a word that is written as one with its neighbour."""
        return {
            vocabulary: [*_joined(clauses, index, vocabulary)]
            for vocabulary in (self._corpus.texts, self._corpus.names)
        }

    # Corrections

    def _correction(self, clause: Clause, joined: Others) -> str | None:
        """Return the word that replaces the word of a clause, or None if a paper has it.

        Args:
            clause: The clause.
            joined: For each vocabulary, its terms for the word and a neighbour, written as one.
        """
        if clause.is_exact or clause.is_stop_word or len(clause.words) > 1:
            return None
        asked = [
            (self._corpus.vocabulary(field), pattern.phrases, pattern.related)
            for field, pattern in self._patterns(clause, joined).items()
        ]
        if any(self._occur(phrases, vocabulary) for vocabulary, phrases, _ in asked):
            return None
        has_related = any(self._occur(related, vocabulary) for vocabulary, _, related in asked)
        return self._nearest(clause, is_related=has_related)

    def _nearest(self, clause: Clause, *, is_related: bool) -> str | None:
        """Return the most similar word.

        Args:
            clause: A clause with one word.
            is_related: True for a related word with the same ending, such as "reinforcement" for
                "reinforcment". With another ending, as in "quantizer" and "quantized", neither is
                an error.
        """
        (wrong,) = clause.words
        vocabularies = {self._corpus.vocabulary(field) for field in self._searched(clause)}
        known = {word for vocabulary in vocabularies for word in vocabulary.terms} - STOP_WORDS
        if is_related:
            ending = wrong[-_ENDING:]
            alike = (word for word in known if word.endswith(ending))
            known = {word for word in alike if family(word) == family(wrong)}
        return nearest(wrong, known, self._frequency)

    def _frequency(self, word: str) -> int:
        return sum(
            self._engine.count((self._corpus.vocabulary(field).term(word),), field)
            for field in FIELDS
        )

    def _occur(self, phrases: Iterable[Phrase], vocabulary: Vocabulary) -> bool:
        """Return whether any paper has one of the phrases, in fields of any weight."""
        return any(self._words.is_anywhere(phrase, vocabulary) for phrase in phrases)

    def _searched(self, clause: Clause) -> list[Field]:
        return [field for field in clause.fields if field in self._fields or clause.is_excluded]

    def _patterns(self, clause: Clause, others: Others) -> dict[Field, Pattern]:
        fields: dict[Field, Vocabulary] = {
            field: self._corpus.vocabulary(field) for field in self._searched(clause)
        }
        patterns = {
            vocabulary: self._words.pattern(clause, vocabulary, tuple(others.get(vocabulary, ())))
            for vocabulary in fields.values()
        }
        return {field: patterns[vocabulary] for field, vocabulary in fields.items()}

    # Words and their neighbours

    def _synonyms(self, clauses: Sequence[Clause]) -> dict[int, set[Phrase]]:
        """Return, for the index of each word, the acronyms and what they stand for."""
        result: defaultdict[int, set[Phrase]] = defaultdict(set)
        for first in range(len(clauses)):
            for last in range(first + 1, min(first + _LONGEST, len(clauses)) + 1):
                words = [word for clause in clauses[first:last] for word in clause.words]
                if found := self._synonyms_of(words):
                    for index in range(first, last):
                        result[index] |= found
        return result

    def _synonyms_of(self, words: Sequence[str]) -> set[Phrase]:
        texts, synonyms = self._corpus.texts, self._corpus.synonyms
        phrase = texts.phrase(words)
        found = set(synonyms.get(phrase, ()))
        if len(words) == 1:
            if phrase[0] in texts.acronyms:
                found.update(self._engine.long_forms(phrase[0]))
        elif words[0] not in STOP_WORDS and words[-1] not in STOP_WORDS:
            known = texts.acronyms.intersection(initials(words))
            found.update((term,) for term in known if len(term) >= LEAST)
        return found

    def _pair(self, clauses: Sequence[Clause]) -> dict[Field, Pattern]:
        """Return the patterns of two words, with the stop words between them or without."""
        patterns: dict[Field, Pattern] = {}
        for field in filter(self._fields.__contains__, FIELDS):
            vocabulary = self._corpus.vocabulary(field)
            parts = [
                vocabulary.phrase(clause.words if vocabulary.is_text else clause.names)
                for clause in clauses
            ]
            if parts[0] != parts[-1]:
                phrases = tuple(chain.from_iterable(parts)), (*parts[0], *parts[-1])
                patterns[field] = Pattern(phrases=tuple(dict.fromkeys(phrases)))
        return patterns


def _joined(clauses: Sequence[Clause], index: int, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Yield the terms of a word that is written as one with its neighbour: "multi lingual"."""
    for first in range(max(index - 1, 0), min(index + 1, len(clauses) - 1)):
        joined = "".join([word for clause in clauses[first : first + 2] for word in clause.words])
        if term := vocabulary.known_term(joined):
            yield (term,)


def _is_plain(member: Clause | Group) -> bool:
    return isinstance(member, Clause) and member.is_plain


def _is_stop_word(member: Clause | Group) -> bool:
    return isinstance(member, Clause) and member.is_stop_word


def _has_meaning(group: Group) -> bool:
    """Return whether a group asks for anything but stop words."""
    return any(member.role != "none" and not _is_stop_word(member) for member in group.members)
