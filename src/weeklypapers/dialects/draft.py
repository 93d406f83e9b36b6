"""Drafts: papers that are composed from parts of a document, such as the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from weeklypapers.dialects.headings import Section
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.categories import Category
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import (
    LinkKind,
    is_anchor,
    is_dead,
    is_generic_label,
    kind_of,
    needs_scheme,
)
from weeklypapers.model.names import read_names, with_names
from weeklypapers.model.paper import Link, Origin, Paper
from weeklypapers.model.problems import Edit, Problem, Severity

__all__ = [
    "BETWEEN_TOPICS",
    "Content",
    "Draft",
    "has_words",
    "is_missing",
    "is_nothing",
    "label_of",
    "leads_to_paper",
    "links_in",
    "text_beside_links",
]

# Texts that programs and people write for a missing value.
_MISSING = frozenset(
    ["", "-", "--", "---", "–", "—", "n/a", "na", "null", "none", "nan", "nat", "<na>"]
)
# Those, and texts that mean the same in cells of links, dates or names.
_NOTHING = _MISSING | {*("/", "\\", "x", "?"), *("❌", "✗", "✘", "无", "暂无")}
BETWEEN_TOPICS = re.compile(r"\s*[,;，；、\n]\s*")


def is_missing(text: str) -> bool:
    """Return whether a text stands for a missing value in a cell of any kind, such as "nan"."""
    return text.strip().casefold() in _MISSING


def is_nothing(text: str) -> bool:
    """Return whether a text means that there is no value, such as "n/a"."""
    return text.strip().casefold() in _NOTHING


def links_in(inline: Inline) -> Iterator[Mark]:
    """Return the links of some content, in order."""
    return (mark for mark in inline.marks if mark.kind == "link")


def label_of(inline: Inline, mark: Mark) -> str | None:
    """Return the text of a link or the alternative text of its pictures; None for an address."""
    shown = " ".join(inline.text[mark.begin : mark.end].split()) or mark.alt.strip()
    return None if shown == mark.target else shown or None


def leads_to_paper(inline: Inline, mark: Mark) -> bool:
    """Return whether a link leads to a paper."""
    return kind_of(mark.target or "", label_of(inline, mark)) == "paper"


def text_beside_links(inline: Inline, dead: Iterable[Mark] = ()) -> str:
    """Return the text of some content without its links, but with those that are dead."""
    parts: list[str] = []
    end = 0
    kept = set(map(id, dead))
    for mark in links_in(inline):
        if id(mark) not in kept:
            parts.append(inline.text[end : mark.begin])
            end = max(end, mark.end)
    return "".join([*parts, inline.text[end:]]).strip(" \t\n,;/|·•&+()[]{}<>:-–—、，；")


def has_words(inline: Inline) -> bool:
    """Return whether content has more than addresses and links with labels such as "Paper"."""
    if any(map(str.isalpha, text_beside_links(inline))):
        return True
    labels = (label_of(inline, mark) for mark in links_in(inline))
    return any(label and not is_generic_label(label) for label in labels)


@attrs.frozen
class Content:
    """The rendered content of a cell or a block, and its place.

    Attributes:
        source: Its source.
        inline: Its text and marks.
        place: A function that returns line and column of an offset in the source.
        is_copy: True if it is a cell of a row above, where the problems of its links are reported.
    """

    source: str
    inline: Inline
    place: Callable[[int], tuple[int, int]]
    is_copy: bool = False


@attrs.define
class Draft:
    """A paper that is being read.

    Attributes:
        raw: The source of the row or the item.
        file: Name of the list.
        section: The part of the document that holds it.
        values: The values of fields of `Paper`, the authors as `Names`.
        links: The links.
        extra: Texts without a field, by header.
        problems: The problems.
    """

    raw: str
    file: str | None
    section: Section
    values: dict[str, Any] = attrs.field(factory=dict)
    links: list[Link] = attrs.field(factory=list)
    extra: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def report(
        self,
        code: str,
        message: str,
        place: tuple[int, int],
        *,
        severity: Severity = "warning",
        insert: str = "",
    ) -> None:
        """Add a problem. Inserting `insert` at its place fixes it."""
        line, column = place
        problem = Problem(
            code=code,
            message=message,
            line=line,
            column=column,
            text=self.raw,
            severity=severity,
            file=self.file,
            fix=(Edit(line=line, column=column, length=0, text=insert),) if insert else (),
        )
        self.problems.append(problem)

    def paper(self, origin: Origin) -> Paper | None:
        """Return the paper, with missing values from its section; None if it has no title."""
        if not self.values.get("title"):
            return None
        values = self.section.defaults | with_names(self.values)
        if topics := self.values.get("topics"):
            values["topics"] = [" > ".join((*self.section.topics, topic)) for topic in topics]
        return Paper(**values, links=self.links, extra=self.extra, origin=origin)

    def take_names(self, content: Content) -> None:
        """Take the names of authors, and of their links those to papers, not to homepages."""
        inline = content.inline
        papers = [mark for mark in links_in(inline) if leads_to_paper(inline, mark)]
        self.take_links(content, marks=papers)
        if not is_nothing(inline.text) and (names := read_names(inline.text)):
            self.values["listed_authors"] = names

    def take_category(self, field: str, content: Content) -> None:
        """Take a category of arXiv, or topics."""
        text = " ".join(content.inline.text.split())
        if is_nothing(text):
            return
        category = Category.parse(text)
        parts = [part for part in BETWEEN_TOPICS.split(text) if part]
        if category.code is None and len(parts) > 1:
            category = Category.parse(parts[0])
            parts = parts if category.code is None and field == "topics" else parts[1:]
        elif category.code is not None or field == "category":
            parts = []
        if category.code is not None or field == "category":
            self.values["category"] = category
        if parts:
            self.values["topics"] = tuple(parts)

    def take_links(
        self, content: Content, kind: LinkKind | None = None, marks: Iterable[Mark] | None = None
    ) -> list[Mark]:
        """Take the links of some content.

        Args:
            content: The content.
            kind: The kind of link that its column holds.
            marks: The links to take; all by default.

        Returns:
            The links that lead nowhere. All but anchors are reported.
        """
        dead: list[Mark] = []
        for mark in links_in(content.inline) if marks is None else marks:
            target, label = mark.target or "", label_of(content.inline, mark)
            if is_dead(target) or is_anchor(target):
                dead.append(mark)
                continue
            listed_kind = kind if kind and kind_of(target, label) is None else None
            try:
                self.links.append(Link(url=target, label=label, listed_kind=listed_kind))
            except InvalidValueError:
                dead.append(mark)
                continue
            if needs_scheme(target) and not content.is_copy:
                self._report_missing_scheme(content, mark, target)
        for mark in dead:
            target = mark.target or ""
            if not is_anchor(target) and not content.is_copy:
                label = label_of(content.inline, mark) or ""
                message = f"the link {show(label)} leads nowhere: its target is {show(target)}"
                self.report("dead-link", message, content.place(mark.start))
        return dead

    def _report_missing_scheme(self, content: Content, mark: Mark, target: str) -> None:
        start = content.source.find(target, mark.start, mark.stop)
        scheme = "https:" if target.startswith("//") else "https://"
        self.report(
            "no-scheme",
            f"expected an address that starts with https://, got {show(target)}, "
            "which GitHub reads as the path of a file",
            content.place(mark.start if start < 0 else start),
            # A target written with escapes or references has no place for the scheme.
            insert="" if start < 0 else scheme,
        )
