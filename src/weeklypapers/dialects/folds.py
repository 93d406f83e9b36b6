"""The tags of folded parts in HTML: ``<details><summary>Title</summary> … </details>``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["FoldTag", "fold_tags"]

# A "<" in a tag starts another one, so that tags without an end are not read again and again.
_TAG = re.compile(r"<(?:(?P<name>details|summary)\b[^<>]*|/(?P<closed>details)\s*)>", re.IGNORECASE)
_END_OF_SUMMARY = re.compile(r"</summary\s*>", re.IGNORECASE)


class FoldTag(NamedTuple):
    """A tag of a folded part, or its summary with both tags.

    Attributes:
        kind: The kind of tag: the start and the end of a part, or its summary.
        start: The offset of its first character.
        stop: The offset after it.
        inside: The offsets of the text of a summary and of its end; two zeros for others.
    """

    kind: Literal["start", "end", "summary"]
    start: int
    stop: int
    inside: tuple[int, int] = (0, 0)


def fold_tags(source: str) -> Iterator[FoldTag]:
    """Yield the tags of folded parts and their summaries; one without an end is skipped."""
    place, has_end = 0, True
    while (tag := _TAG.search(source, place)) is not None:
        place = tag.end()
        if (tag["name"] or "").lower() != "summary":
            yield FoldTag("end" if tag["closed"] else "start", *tag.span())
            continue
        end = _END_OF_SUMMARY.search(source, place) if has_end else None
        if end is None:
            has_end = False
        else:
            yield FoldTag("summary", tag.start(), end.end(), (place, end.start()))
            place = end.end()
