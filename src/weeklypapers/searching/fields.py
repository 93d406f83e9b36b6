"""The fields that are searched, their texts and terms, and how much each of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.paper import abstracts, titles
from weeklypapers.searching.words import Stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weeklypapers.model.paper import Paper

__all__ = ["FIELDS", "GAP", "WEIGHTS", "Field", "Weights", "stream", "to_weights", "versions"]

Field = Literal["title", "abstract", "authors"]
Weights = Mapping[Field, float]

FIELDS: tuple[Field, ...] = get_args(Field)
WEIGHTS: Weights = {"title": 3.0, "abstract": 1.0, "authors": 2.0}
GAP = "|"  # is no word, so that no phrase goes from one text or name to the next

# So that both engines tell them apart: tantivy computes with the 24 bits of single precision.
_LEAST, _MOST = 1e-6, 1e6


def versions(paper: Paper, field: Field) -> list[Sequence[str]]:
    """What the list says and what arXiv says, as far as there are any: a text, or several names."""
    if field == "title":
        return [(title,) for title in titles(paper)]
    if field == "abstract":
        return [(abstract,) for abstract in abstracts(paper)]
    recorded = [author.name for author in paper.arxiv.authors] if paper.arxiv else []
    return [names for names in (paper.listed_authors, recorded) if names]


def stream(paper: Paper, field: Field, stems: Stems) -> list[str]:
    """The terms of a field in their order; of texts with the same words one counts.

    Names are compared whole, and all else by its stem.
    """
    found = [_joined(map(words, texts)) for texts in versions(paper, field)]
    if len(found) == 2 and found[0] == found[1]:
        del found[1]
    if field != "authors":
        found = [[stems[word] for word in version] for version in found]
    return _joined(found)


def _joined(texts: Iterable[list[str]]) -> list[str]:
    joined: list[str] = []
    for text in texts:
        joined += [GAP, *text] if joined else text
    return joined


def to_weights(given: Mapping[str, float] | None) -> Weights:
    """The weight of each field, that of `WEIGHTS` where none is given, without those of 0.

    Raises:
        InvalidValueError: There is no such field, a weight is neither 0 nor a number from 0.000001
            to 1,000,000, or all are 0.
    """
    if given is not None and not isinstance(given, Mapping):
        raise InvalidValueError(f"weights must be a mapping of field to number, got {show(given)}")
    for field, weight in (given or {}).items():
        check_choice("a field of weights", field, FIELDS)
        if not _is_weight(weight):
            raise InvalidValueError(
                f"the weight of {field!r} must be 0 or from {_LEAST:f} to {_MOST:,.0f}, "
                f"got {show(weight)}"
            )
    weights: dict[Field, float] = {}
    for field, default in WEIGHTS.items():
        if weight := (given or {}).get(field, default):
            weights[field] = weight
    if not weights:
        raise InvalidValueError("weights must leave a field to search, got 0 for each")
    return weights


def _is_weight(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return value == 0 or _LEAST <= value <= _MOST
