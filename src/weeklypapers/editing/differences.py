"""Differences between two states of a paper in the fields that lists hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import attrs

from weeklypapers.dialects.headings import Heading
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.paper import Link, Paper

__all__ = [
    "aligned_ranges",
    "changed_cells",
    "changed_fields",
    "differences",
    "fixed_by_heading",
]

_MOST_COMPARED = 200  # texts, since the time grows with the square of their number

_LISTED = [field.name for field in attrs.fields(Paper) if field.name not in ("arxiv", "origin")]


def changed_fields(before: Paper | None, after: Paper) -> list[str]:
    """Return the listed fields that differ; without a paper before, those with a value."""
    if before is None:
        return [name for name in _LISTED if getattr(after, name)]
    return [name for name in _LISTED if getattr(before, name) != getattr(after, name)]


def changed_cells(before: Paper | None, after: Paper) -> list[str]:
    """Return the changed fields, with "listed_authors" for both fields of the authors' cell."""
    fields = changed_fields(before, after)
    names = ("listed_authors" if field == "more_authors" else field for field in fields)
    return list(dict.fromkeys(names))


def differences(expected: Paper, actual: Paper) -> list[str]:
    """Return the fields in which a paper that was read differs from the expected one.

    Labels and listed kinds of links may differ where the table determines them.
    """
    fields = changed_fields(expected, actual)
    if "links" in fields and len(expected.links) == len(actual.links):
        pairs = zip(expected.links, actual.links, strict=True)
        if all(_is_same_link(link, other, actual) for link, other in pairs):
            fields.remove("links")
    return fields


def _is_same_link(expected: Link, actual: Link, paper: Paper) -> bool:
    if expected.url != actual.url or expected.listed_kind not in (None, actual.listed_kind):
        return False
    if expected.label == actual.label:
        return True
    # A linked title is the label of its link.
    is_title = actual.label is not None and actual.label == " ".join(paper.title.split())
    if is_title:
        return expected.label is None or is_generic_label(expected.label)
    # Where a list labels its links, it labels one without a label, too.
    label = actual.label or ""
    is_venue = paper.venue is not None and paper.venue in label
    return expected.label is None and (is_venue or is_generic_label(label))


def fixed_by_heading(heading: Heading, value: object) -> str:
    """Return the reason why a row can't change a date that comes from the heading above it."""
    verb = f"change it to {value}" if value else "omit it"
    return f"it comes from the heading on line {heading.line}, so a row below can't {verb}"


def aligned_ranges(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield the ranges of new texts that take the places of ranges of old ones, in order."""
    most = min(len(old), len(new))
    first = next((index for index in range(most) if old[index] != new[index]), most)
    most -= first
    last = next((index for index in range(most) if old[-1 - index] != new[-1 - index]), most)
    yield range(first), range(first)
    old_middle, new_middle = range(first, len(old) - last), range(first, len(new) - last)
    if max(len(old_middle), len(new_middle)) > _MOST_COMPARED:
        yield old_middle, new_middle
    else:
        texts = old[first : old_middle.stop], new[first : new_middle.stop]
        for _, *places in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            start, stop, new_start, new_stop = (first + place for place in places)
            yield range(start, stop), range(new_start, new_stop)
    yield range(old_middle.stop, len(old)), range(new_middle.stop, len(new))
