"""Two lists held against each other: which papers are the same, what came, went and changed."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    without a link the title, compared without case, accents and differences of white space. A link
    to code, a video and the like is none to the paper: several papers may have it.
    """
    if paper.arxiv_id:
        return "arxiv", paper.arxiv_id.id
    if paper.link and paper.link.kind in ("paper", None):
        return "url", paper.link.url
    return "title", fold(paper.title)


def merged(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once, where it first stands; later entries fill what the first leaves open.

    Links, topics and extra cells of all entries come together.
    """
    entries: dict[tuple[str, str], list[Paper]] = {}
    for paper in papers:
        entries.setdefault(identity(paper), []).append(paper)
    return [_joined(*same) for same in entries.values()]


def _joined(first: Paper, *later: Paper) -> Paper:
    gaps: dict[str, Any] = {}
    links = {link.url: link for link in first.links}
    known = len(links)
    topics = dict.fromkeys(topic for paper in (first, *later) for topic in paper.topics)
    extra = dict(first.extra)
    for paper in later:
        for name in _FILLED:
            if not getattr(first, name) and getattr(paper, name):
                gaps.setdefault(name, getattr(paper, name))
                if name == "listed_authors":
                    gaps.setdefault("more_authors", paper.more_authors)
        for link in paper.links:
            links.setdefault(link.url, link)
        for header, text in paper.extra.items():
            extra.setdefault(header, text)
    if more := list(links.values())[known:]:
        gaps["links"] = (*first.links, *more)
    if len(topics) > len(first.topics):
        gaps["topics"] = tuple(topics)
    if len(extra) > len(first.extra):
        gaps["extra"] = extra
    return attrs.evolve(first, **gaps) if gaps else first


def changes(
    before: Sequence[Paper], after: Sequence[Paper]
) -> tuple[list[Paper], list[Paper], list[Change]]:
    """What was added, removed and changed between two lists.

    Where a list names a paper several times, equal entries are paired first, and what is left of
    them entry by entry, in order.
    """
    same = Counter(before) & Counter(after)
    waiting: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for position in _left(before, same):
        waiting[identity(before[position])].append(position)
    added: list[Paper] = []
    changed: list[Change] = []
    for position in _left(after, same):
        paper = after[position]
        if earlier := waiting[identity(paper)]:
            changed.append(_change(before[earlier.popleft()], paper))
        else:
            added.append(paper)
    gone = sorted(position for positions in waiting.values() for position in positions)
    return added, [before[position] for position in gone], changed


def _left(papers: Sequence[Paper], taken: Mapping[Paper, int]) -> Iterator[int]:
    """Positions of the papers, less the first ones of those that are taken."""
    remaining = dict(taken)
    for position, paper in enumerate(papers):
        if remaining.get(paper):
            remaining[paper] -= 1
        else:
            yield position


def _change(before: Paper, after: Paper) -> Change:
    fields = (name for name in _COMPARED if getattr(before, name) != getattr(after, name))
    return Change(before=before, after=after, fields=tuple(fields))
