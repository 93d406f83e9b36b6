"""The searched fields: their texts, terms and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar, get_args

from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.paper import Paper, abstracts, titles

__all__ = [
    "FIELDS",
    "GAP",
    "TEXTS",
    "WEIGHTS",
    "Field",
    "Weights",
    "field_terms",
    "to_weights",
    "versions",
]

T = TypeVar("T")

Field = Literal["title", "abstract", "authors"]
Weights = Mapping[Field, float]

FIELDS: tuple[Field, ...] = get_args(Field)
TEXTS: tuple[Field, ...] = ("title", "abstract")
WEIGHTS: Weights = {"title": 3.0, "abstract": 1.0, "authors": 2.0}
GAP = "|"  # not a word; separates texts and names, so that no phrase matches across them

_LEAST, _MOST = 1e-6, 1e6


def versions(paper: Paper, field: Field) -> list[Sequence[str]]:
    """Return the listed version of a field and arXiv's, each as a sequence of texts or names."""
    if field == "title":
        return [(title,) for title in titles(paper)]
    if field == "abstract":
        return [(abstract,) for abstract in abstracts(paper)]
    recorded = [author.name for author in paper.arxiv.authors] if paper.arxiv else []
    return [names for names in (paper.listed_authors, recorded) if names]


def field_terms(
    paper: Paper, field: Field, terms: Callable[[str], T], join: Callable[[Iterable[T]], T]
) -> T:
    """Return the terms of a field in order; versions with the same terms count once.

    Args:
        paper: The paper.
        field: The field.
        terms: A function that returns the terms of a text.
        join: A function that joins the terms of several texts, with a gap between them.
    """
    listed = versions(paper, field)
    if len(listed) == 1 and len(listed[0]) == 1:  # the most frequent case
        return terms(listed[0][0])
    found = [join(map(terms, texts)) for texts in listed]
    if len(found) == 2 and found[0] == found[1]:
        del found[1]
    return join(found)


def to_weights(weights: Mapping[str, float] | None) -> Weights:
    """Return the weight of each field, by default that of `WEIGHTS`, without fields of weight 0.

    Raises:
        InvalidValueError: A field is unknown, a weight is neither 0 nor a number from 0.000001 to
            1,000,000, or all are 0.
    """
    if weights is None:
        return WEIGHTS
    if not isinstance(weights, Mapping):
        raise InvalidValueError(
            f"weights must be a mapping of field to number, got {show(weights)}"
        )
    for name, weight in weights.items():
        check_choice("a field of weights", name, FIELDS)
        if not _is_weight(weight):
            raise InvalidValueError(
                f"the weight of {name!r} must be 0 or from {_LEAST:f} to {_MOST:,.0f}, "
                f"got {show(weight)}"
            )
    merged: Weights = {field: weights.get(field, weight) for field, weight in WEIGHTS.items()}
    if not any(merged.values()):
        raise InvalidValueError("weights must be positive for at least one field")
    return {field: weight for field, weight in merged.items() if weight}


def _is_weight(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return value == 0 or _LEAST <= value <= _MOST
