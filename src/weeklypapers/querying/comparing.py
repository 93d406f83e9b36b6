"""Repeated entries merged, and the changes between two lists."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, final

import attrs

from weeklypapers.model._fields import check_texts, check_type, to_texts
from weeklypapers.model._public import public
from weeklypapers.model.bulk import build, copied
from weeklypapers.model.paper import Extra, Origin, Paper, keys

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
@final
@attrs.frozen(kw_only=True)
class Change:
    """A paper of two lists whose entries differ.

    Attributes:
        before: The entry of the first list.
        after: The entry of the second list.
        fields: The names of the fields of `Paper` that differ.
    """

    before: Paper = attrs.field(validator=check_type(Paper, "a Paper"))
    after: Paper = attrs.field(validator=check_type(Paper, "a Paper"))
    fields: tuple[str, ...] = attrs.field(converter=to_texts, validator=check_texts)


def merged(papers: Iterable[Paper]) -> list[Paper]:
    """Return each paper once, at the place of its first entry; see `Papers.merge`.

    Later entries fill the empty fields of the first. The links, topics, extra cells and origins of
    all entries are combined.
    """
    listed = list(papers)
    firsts: dict[str, Paper] = {}
    repeated: dict[str, list[Paper]] = {}
    for key, paper in zip(keys(listed), listed, strict=True):
        first = firsts.get(key)
        if first is None:
            firsts[key] = paper
        elif first.origin or paper.origin or paper != first:  # else it adds nothing
            repeated.setdefault(key, [first]).append(paper)
    for key, entries in repeated.items():
        firsts[key] = _joined(*entries)
    return list(firsts.values())


def _joined(first: Paper, *later: Paper) -> Paper:
    others = [paper for paper in later if paper != first]  # equal entries add nothing
    values = _combined(first, others) if others else {}
    for paper in others:
        for name in _FILLED:
            if not getattr(first, name) and getattr(paper, name):
                values.setdefault(name, getattr(paper, name))
                if name == "listed_authors":
                    values.setdefault("more_authors", paper.more_authors)
    origin = _joined_origin([first, *later])
    if origin != first.origin:
        values["origin"] = origin
    return copied(first, **values) if values else first


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
    extra: dict[str, str] = {}
    for header, text in chain.from_iterable(paper.extra.items() for paper in papers):
        extra.setdefault(header, text)
    if len(extra) > len(first.extra):
        values["extra"] = Extra(extra)
    return values


def _joined_origin(papers: Sequence[Paper]) -> Origin | None:
    """Return the first origin with those of the other entries, or None if there is none."""
    origins = [origin for paper in papers for origin in paper.origins]
    if not origins:
        return None
    first, *others = dict.fromkeys(origins)
    return copied(first, others=tuple(others))


def changes(
    before: Sequence[Paper], after: Sequence[Paper]
) -> tuple[list[Paper], list[Paper], list[Change]]:
    """Return the papers that were added, removed and changed between two lists.

    If a list has several entries of a paper, equal entries are paired first, and the others in
    listed order.
    """
    equal: dict[Paper, list[int]] = {}
    for position in range(len(after) - 1, -1, -1):  # from the last one, so that the first is on top
        equal.setdefault(after[position], []).append(position)
    unpaired: defaultdict[str, deque[int]] = defaultdict(deque)
    for position, paper in enumerate(before):
        if positions := equal.get(paper):
            positions.pop()
        else:
            unpaired[paper.key].append(position)
    added: list[Paper] = []
    earlier: list[Paper] = []
    later: list[Paper] = []
    for position in sorted(chain.from_iterable(equal.values())):
        paper = after[position]
        if positions_before := unpaired[paper.key]:
            earlier.append(before[positions_before.popleft()])
            later.append(paper)
        else:
            added.append(paper)
    removed = sorted(chain.from_iterable(unpaired.values()))
    fields = map(_different_fields, earlier, later)
    changed = build(Change, len(later), before=earlier, after=later, fields=fields)
    return added, [before[position] for position in removed], changed


def _different_fields(before: Paper, after: Paper) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(before, name) != getattr(after, name))
