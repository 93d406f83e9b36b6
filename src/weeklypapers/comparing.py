"""Two lists held against each other: which papers are the same, what came, went and changed."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

import attrs

from weeklypapers.model import Paper
from weeklypapers.queries import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Change", "changes", "identity", "merged"]

_COMPARED = [field.name for field in attrs.fields(Paper) if field.eq]


@attrs.frozen(kw_only=True)
class Change:
    """A paper that stands in both lists, with different entries.

    Attributes:
        before: The entry of the first list.
        after: The entry of the second.
        fields: Names of the fields of `Paper` in which they differ.
    """

    before: Paper
    after: Paper
    fields: tuple[str, ...]


def identity(paper: Paper) -> tuple[str, str]:
    """What makes two entries the same paper.

    The arXiv identifier without its version; for a paper that has none the target of its link;
    without a link the title, compared without case, accents and differences of white space.
    """
    if paper.arxiv_id:
        return "arxiv", paper.arxiv_id.id
    if paper.link:
        return "url", paper.link.url
    return "title", fold(paper.title)


def merged(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once, where it first stands; later entries fill what the first leaves open."""
    entries: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        key = identity(paper)
        entries[key] = _filled(entries[key], paper) if key in entries else paper
    return list(entries.values())


def _filled(first: Paper, later: Paper) -> Paper:
    gaps: dict[str, Any] = {
        name: getattr(later, name)
        for name in ("week", "category", "abstract", "listed_authors", "arxiv")
        if not getattr(first, name) and getattr(later, name)
    }
    links = tuple(dict.fromkeys((*first.links, *later.links)))
    if links != first.links:
        gaps["links"] = links
    extra = {**later.extra, **first.extra}
    if extra != first.extra:
        gaps["extra"] = extra
    return attrs.evolve(first, **gaps) if gaps else first


def changes(
    before: Sequence[Paper], after: Sequence[Paper]
) -> tuple[list[Paper], list[Paper], list[Change]]:
    """What was added, removed and changed between two lists.

    A paper that stands in a list several times is paired entry by entry, in order.
    """
    waiting: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for position, paper in enumerate(before):
        waiting[identity(paper)].append(position)
    added: list[Paper] = []
    changed: list[Change] = []
    for paper in after:
        same = waiting[identity(paper)]
        if not same:
            added.append(paper)
        elif (old := before[same.popleft()]) != paper:
            changed.append(_change(old, paper))
    left = sorted(position for positions in waiting.values() for position in positions)
    return added, [before[position] for position in left], changed


def _change(before: Paper, after: Paper) -> Change:
    fields = (name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    return Change(before=before, after=after, fields=tuple(fields))
