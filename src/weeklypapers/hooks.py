"""The collection for the cattrs converters of others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper
from weeklypapers.papers import Papers, Week

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["register_hooks"]


@public
def register_hooks(converter: Converter) -> None:
    """Teaches a cattrs converter the whole model.

    A `Papers` becomes a list of papers and a `Week` an object with ``ending`` and ``papers``. All
    is written and read strictly, as in this package's own JSON, whatever the converter's settings;
    other types are treated as before.

    Args:
        converter: The converter; it is changed.
    """
    from weeklypapers import codec  # here, since it takes cattrs

    codec.register_values(converter)
    own = codec.strict_converter()

    to_parts = codec.class_hook(_WeekParts, own)

    def to_papers(value: Any, _: object) -> Papers:
        return Papers(own.structure(value, tuple[Paper, ...]))

    def to_week(value: Any, _: object) -> Week:
        parts = to_parts(value, _WeekParts)
        return Week(ending=parts.ending, papers=Papers(parts.papers))

    def from_papers(papers: Papers) -> list[Any]:
        return [own.unstructure(paper) for paper in papers]

    def from_week(week: Week) -> dict[str, Any]:
        return {"ending": own.unstructure(week.ending), "papers": from_papers(week.papers)}

    converter.register_structure_hook(Papers, to_papers)
    converter.register_structure_hook(Week, to_week)
    converter.register_unstructure_hook(Papers, from_papers)
    converter.register_unstructure_hook(Week, from_week)


@attrs.frozen
class _WeekParts:
    ending: date
    papers: tuple[Paper, ...]
