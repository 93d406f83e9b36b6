"""Hooks with which the cattrs converters of other projects read and write values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import GenericAlias
from typing import Any

import attrs
from cattrs import BaseConverter, Converter

from weeklypapers.arxiv.enriching import FetchReport
from weeklypapers.arxiv.snapshot import Snapshot
from weeklypapers.formats._scalars import read_arxiv_id, read_text
from weeklypapers.formats._strict import StrictConverter
from weeklypapers.model._public import public
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import FailureReason, FetchError, InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.model.problems import Edit, Problem, Problems
from weeklypapers.papers import (
    Diff,
    Hits,
    Lags,
    Overlap,
    Papers,
    Relisted,
    ReturningAuthor,
    Week,
    Weeks,
)
from weeklypapers.querying.comparing import Change
from weeklypapers.querying.listings import Lag
from weeklypapers.searching.criteria import Criterion, Pattern
from weeklypapers.searching.hits import Hit

__all__ = ["KINDS", "register_hooks", "values_converter"]


@attrs.frozen
class _Hits:
    hits: tuple[Hit, ...]
    suggestion: str | None = None


@attrs.frozen
class _FetchError:
    reason: FailureReason
    message: str


_ARRAYS: dict[type, type] = {
    Papers: Paper,
    Snapshot: ArxivRecord,
    Problems: Problem,
    Weeks: Week,
}
"""The class of the items of each sequence."""

# Each class follows those of its fields.
_OBJECTS = (Edit, Problem, Week, Change, Diff, Lag, Lags, Overlap, Relisted, ReturningAuthor)


KINDS: tuple[type, ...] = (
    *(ArxivId, Category, PartialDate, Author, Link, ArxivRecord, Paper),
    *_ARRAYS,
    *_OBJECTS,
    *(Hit, Hits, FetchError, FetchReport),
)
"""The classes with hooks."""


@public
def register_hooks(converter: Converter) -> None:
    """Register hooks for papers, lists, results and their parts with a cattrs converter.

    A `Papers`, `Weeks`, `Problems` or `Snapshot` becomes a list of its items. A `Week` and other
    results become objects with their attributes. All are read and written strictly, as in this
    package's JSON, regardless of the converter's settings. Other types are not affected.

    Args:
        converter: The converter, which is changed.

    Raises:
        InvalidValueError: It is no converter.
    """
    if not isinstance(converter, BaseConverter):
        raise InvalidValueError(f"converter must be a cattrs converter, got {show(converter)}")
    strict = values_converter()
    for kind in KINDS:
        converter.register_structure_hook(kind, strict.structure)
        converter.register_unstructure_hook(kind, strict.unstructure)


@cache
def values_converter(*, accept_values: bool = False) -> StrictConverter:
    """Return the strict converter for all classes in `KINDS`.

    Args:
        accept_values: True if data may contain values, which need no conversion.
    """
    converter = StrictConverter(accept_values=accept_values)
    for kind, item in _ARRAYS.items():
        _add_array(converter, kind, item)
    for kind in (*_OBJECTS, Pattern, Criterion, Hit, _Hits, _FetchError):
        converter.add_class(kind)
    converter.add(
        Hits,
        lambda value, _: _to_hits(converter.structure(value, _Hits)),
        lambda hits: converter.unstructure(_Hits(tuple(hits), hits.suggestion)),
    )
    converter.add(
        FetchError,
        lambda value, _: _to_error(converter.structure(value, _FetchError)),
        lambda error: converter.unstructure(_FetchError(error.reason, error.message)),
    )
    converter.add(ArxivId | str, lambda value, _: _read_key(value), str)
    converter.add_class(FetchReport)
    return converter


def _add_array(converter: StrictConverter, kind: type, item: type) -> None:
    items: Any = GenericAlias(tuple, (item, ...))

    def read(value: object, target: type) -> Any:
        return target(converter.structure(value, items))

    def write(values: Iterable[Any]) -> list[Any]:
        return list(map(converter.unstructure, values))

    converter.add(kind, read, write)


def _to_hits(parts: _Hits) -> Hits:
    return Hits(parts.hits, suggestion=parts.suggestion)


def _to_error(parts: _FetchError) -> FetchError:
    return FetchError(parts.reason, parts.message)


def _read_key(value: object) -> ArxivId | str:
    """Read a key of `FetchReport.failed`: an identifier, or a text that is none."""
    try:
        return read_arxiv_id(value)
    except InvalidValueError:
        return read_text(value)
