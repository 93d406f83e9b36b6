"""Hooks with which the cattrs converters of other projects read and write papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from cattrs import BaseConverter, Converter

from weeklypapers.formats import json
from weeklypapers.model._public import public
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.papers import Papers, Week

__all__ = ["register_hooks"]


@public
def register_hooks(converter: Converter) -> None:
    """Register hooks for papers, lists and their parts with a cattrs converter.

    A `Papers` becomes a list of papers and a `Week` an object with ``ending`` and ``papers``. All
    are read and written strictly, as in this package's JSON, regardless of the converter's
    settings. Other types are not affected.

    Args:
        converter: The converter, which is changed.

    Raises:
        InvalidValueError: It is no converter.
    """
    if not isinstance(converter, BaseConverter):
        raise InvalidValueError(f"converter must be a cattrs converter, got {show(converter)}")
    strict = json.strict_converter()
    for kind in (Paper, ArxivRecord, Author, Link, Category, ArxivId, PartialDate):
        converter.register_structure_hook(kind, strict.structure)
        converter.register_unstructure_hook(kind, strict.unstructure)
    read_parts = json.class_hook(_WeekParts, strict)

    def read_papers(value: Any, _: object) -> Papers:
        return Papers(strict.structure(value, tuple[Paper, ...]))

    def read_week(value: Any, _: object) -> Week:
        parts = read_parts(value, _WeekParts)
        return Week(ending=parts.ending, papers=Papers(parts.papers))

    def write_papers(papers: Papers) -> list[Any]:
        return [strict.unstructure(paper) for paper in papers]

    def write_week(week: Week) -> dict[str, Any]:
        return {"ending": strict.unstructure(week.ending), "papers": write_papers(week.papers)}

    converter.register_structure_hook(Papers, read_papers)
    converter.register_structure_hook(Week, read_week)
    converter.register_unstructure_hook(Papers, write_papers)
    converter.register_unstructure_hook(Week, write_week)


@attrs.frozen
class _WeekParts:
    ending: date
    papers: tuple[Paper, ...]
