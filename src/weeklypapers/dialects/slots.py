"""Slots: the texts at the same place of many entries.

The place of a segment is its markup and its order in the line. The texts of a slot show what a
single text can't: titles differ and have several words, a venue repeats, and where nine texts of
ten are names, so is the tenth.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

import attrs

from weeklypapers.dialects.evidence import Evidence, word_count
from weeklypapers.dialects.people import people_share

__all__ = ["FEWEST_ENTRIES", "MOSTLY", "Slot", "SlotTexts"]

Slot: TypeAlias = tuple[object, ...]
FEWEST_ENTRIES = 3
"""The number of entries from which on they are evidence of what another one says."""

MOSTLY = 0.6
"""The share of most of the texts of a slot."""


@attrs.define
class SlotTexts:
    """The texts of one slot.

    Attributes:
        texts: The different texts.
        count: The number of texts.
        words: The number of their words.
        people: The sum of their shares of names of persons.
        evidence: The sum of the weights of each kind of evidence.
    """

    texts: set[str] = attrs.field(factory=set)
    count: int = 0
    words: int = 0
    people: float = 0.0
    evidence: defaultdict[Evidence, float] = attrs.field(factory=lambda: defaultdict(float))

    def add(self, text: str, evidence: Evidence, weight: float = 1) -> None:
        """Add a text, whose evidence has a weight."""
        self.texts.add(text)
        self.count += 1
        self.words += word_count(text)
        self.evidence[evidence] += weight

    def add_value(self, text: str, evidence: Evidence) -> None:
        """Add a text that may be names of persons, with the share of these."""
        self.add(text, evidence)
        if evidence in ("text", "person", "prose"):
            self.people += people_share(text)
        self.people += evidence == "names"

    def share(self, evidence: Evidence) -> float:
        """Return the share of the texts with some evidence."""
        return self.evidence.get(evidence, 0) / self.count if self.count else 0.0

    @property
    def distinct(self) -> float:
        """The share of different texts."""
        return len(self.texts) / self.count if self.count else 1.0

    @property
    def are_names(self) -> bool:
        """True if there are several texts, and most words are names of persons."""
        return self.count >= FEWEST_ENTRIES and self.people / self.count >= MOSTLY

    @property
    def are_venues(self) -> bool:
        """True if there are several texts, and half of them are venues."""
        return self.count >= FEWEST_ENTRIES and self.share("venue") >= 0.5
