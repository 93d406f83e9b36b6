"""Repeated entries merged, and the changes between two lists."""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.paper import Origin, Paper

__all__ = ["Change", "changes", "merged"]

_FILLED = (
    "week",
    "category",
    "abstract",
    "listed_authors",
    "listed_date",
    "venue",
    "affiliation",
    "comment",
    "arxiv",
)
_COMPARED = [field.name for field in attrs.fields(Paper) if field.eq]


@public
@attrs.frozen(kw_only=True)
class Change:
    """A paper of two lists whose entries differ.

    Attributes:
        before: The entry of the first list.
        after: The entry of the second list.
        fields: The names of the fields of `Paper` that differ.
    """

    before: Paper
    after: Paper
    fields: tuple[str, ...]


def merged(papers: Iterable[Paper]) -> list[Paper]:
    """Return each paper once, at the place of its first entry; see `Papers.merge`.

    Later entries fill the empty fields of the first. The links, topics, extra cells and origins of
    all entries are combined.
    """
    entries: dict[str, list[Paper]] = {}
    for paper in papers:
        entries.setdefault(paper.key, []).append(paper)
    return [_joined(*same) if len(same) > 1 else same[0] for same in entries.values()]


def _joined(first: Paper, *later: Paper) -> Paper:
    values = _combined(first, later)
    for paper in later:
        for name in _FILLED:
            if not getattr(first, name) and getattr(paper, name):
                values.setdefault(name, getattr(paper, name))
                if name == "listed_authors":
                    values.setdefault("more_authors", paper.more_authors)
    return attrs.evolve(first, **values) if values else first


def _combined(first: Paper, later: Sequence[Paper]) -> dict[str, Any]:
    """Return the fields of the first entry to which the others add something."""
    papers = [first, *later]
    values: dict[str, Any] = {}
    topics = dict.fromkeys(topic for paper in papers for topic in paper.topics)
    if len(topics) > len(first.topics):
        values["topics"] = tuple(topics)
    links = {link.url: link for link in first.links}
    listed_links = len(links)
    for link in chain.from_iterable(paper.links for paper in later):
        links.setdefault(link.url, link)
    if new_links := list(links.values())[listed_links:]:
        values["links"] = (*first.links, *new_links)
    extra = ChainMap(*(dict(paper.extra) for paper in papers))
    if len(extra) > len(first.extra):
        values["extra"] = {header: extra[header] for paper in papers for header in paper.extra}
    origin = _joined_origin(papers)
    if origin != first.origin:
        values["origin"] = origin
    return values


def _joined_origin(papers: Sequence[Paper]) -> Origin | None:
    """Return the first origin with those of the other entries, or None if there is none."""
    origins = [origin for paper in papers for origin in paper.origins]
    if not origins:
        return None
    first, *others = dict.fromkeys(origins)
    return attrs.evolve(first, others=others)


def changes(
    before: Sequence[Paper], after: Sequence[Paper]
) -> tuple[list[Paper], list[Paper], list[Change]]:
    """Return the papers that were added, removed and changed between two lists.

    If a list has several entries of a paper, equal entries are paired first, and the others in
    listed order.
    """
    equal = Counter(before) & Counter(after)
    unpaired: defaultdict[str, deque[int]] = defaultdict(deque)
    for position in _remaining(before, equal):
        unpaired[before[position].key].append(position)
    added: list[Paper] = []
    changed: list[Change] = []
    for position in _remaining(after, equal):
        paper = after[position]
        if earlier := unpaired[paper.key]:
            changed.append(_change(before[earlier.popleft()], paper))
        else:
            added.append(paper)
    removed = sorted(position for positions in unpaired.values() for position in positions)
    return added, [before[position] for position in removed], changed


def _remaining(papers: Sequence[Paper], counts: Mapping[Paper, int]) -> Iterator[int]:
    """Yield the positions of the papers, except for the first `counts[paper]` entries of each."""
    to_skip = dict(counts)
    for position, paper in enumerate(papers):
        if to_skip.get(paper):
            to_skip[paper] -= 1
        else:
            yield position


def _change(before: Paper, after: Paper) -> Change:
    fields = (name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    return Change(before=before, after=after, fields=tuple(fields))
