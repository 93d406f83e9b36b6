"""Repeated entries merged, and the changes between two lists."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper

__all__ = ["Change", "changes", "identity", "merged"]

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


def identity(paper: Paper) -> str:
    """Return the same text for all entries of a paper: its `key`."""
    return paper.key


def merged(papers: Iterable[Paper]) -> list[Paper]:
    """Return each paper once, at the place of its first entry; see `Papers.merge`.

    Later entries fill the empty fields of the first. The links, topics and extra cells of all
    entries are combined.
    """
    entries: dict[str, list[Paper]] = {}
    for paper in papers:
        entries.setdefault(identity(paper), []).append(paper)
    return [_joined(*same) for same in entries.values()]


def _joined(first: Paper, *later: Paper) -> Paper:
    values: dict[str, Any] = {}
    topics = dict.fromkeys(topic for paper in (first, *later) for topic in paper.topics)
    links = {link.url: link for link in first.links}
    listed_links = len(links)
    extra = dict(first.extra)
    for paper in later:
        for name in _FILLED:
            if not getattr(first, name) and getattr(paper, name):
                values.setdefault(name, getattr(paper, name))
                if name == "listed_authors":
                    values.setdefault("more_authors", paper.more_authors)
        for link in paper.links:
            links.setdefault(link.url, link)
        for header, text in paper.extra.items():
            extra.setdefault(header, text)
    if new_links := list(links.values())[listed_links:]:
        values["links"] = (*first.links, *new_links)
    if len(topics) > len(first.topics):
        values["topics"] = tuple(topics)
    if len(extra) > len(first.extra):
        values["extra"] = extra
    return attrs.evolve(first, **values) if values else first


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
        unpaired[identity(before[position])].append(position)
    added: list[Paper] = []
    changed: list[Change] = []
    for position in _remaining(after, equal):
        paper = after[position]
        if earlier := unpaired[identity(paper)]:
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
