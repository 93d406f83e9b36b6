"""The fields that are searched, their texts and terms, and how much each of them counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

from weeklypapers.errors import InvalidValueError, check_choice, show
from weeklypapers.queries import abstracts, titles
from weeklypapers.searching.words import Stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.model import Paper

__all__ = ["FIELDS", "GAP", "WEIGHTS", "Field", "Weights", "stream", "texts", "to_weights"]

Field = Literal["title", "abstract", "authors"]
Weights = Mapping[Field, float]

FIELDS: tuple[Field, ...] = get_args(Field)
WEIGHTS: Weights = {"title": 3.0, "abstract": 1.0, "authors": 2.0}
GAP = "|"  # is no word, so that no phrase goes from one text to the next


def texts(paper: Paper, field: Field) -> list[str]:
    """What the list says and what arXiv says, as far as there are any; names with commas."""
    if field == "title":
        return titles(paper)
    if field == "abstract":
        return abstracts(paper)
    recorded = [author.name for author in paper.arxiv.authors] if paper.arxiv else []
    return [", ".join(names) for names in (paper.listed_authors, recorded) if names]


def stream(paper: Paper, field: Field, stems: Stems) -> list[str]:
    """The terms of a field in their order; of texts with the same words one counts.

    Names are compared whole, and all else by its stem.
    """
    found = [words(text) for text in texts(paper, field)]
    if len(found) == 2 and found[0] == found[1]:
        del found[1]
    if field != "authors":
        found = [[stems[word] for word in version] for version in found]
    return _joined(found)


def _joined(versions: Iterable[list[str]]) -> list[str]:
    joined: list[str] = []
    for version in versions:
        joined += [GAP, *version] if joined else version
    return joined


def to_weights(given: Mapping[str, float] | None) -> Weights:
    """The weight of each field, that of `WEIGHTS` where none is given, without those of 0.

    Raises:
        InvalidValueError: There is no such field, a weight is no number from 0 on, or all are 0.
    """
    if given is not None and not isinstance(given, Mapping):
        raise InvalidValueError(f"weights must be a mapping of field to number, got {show(given)}")
    for field, weight in (given or {}).items():
        check_choice("a field of weights", field, FIELDS)
        if not _is_weight(weight):
            raise InvalidValueError(
                f"the weight of {field!r} must be a number from 0 on, got {show(weight)}"
            )
    weights: dict[Field, float] = {}
    for field, default in WEIGHTS.items():
        if weight := (given or {}).get(field, default):
            weights[field] = weight
    if not weights:
        raise InvalidValueError("weights must leave a field to search, got 0 for each")
    return weights


def _is_weight(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
