"""A paper as it is put together from pieces of Markdown: cells of a row, or a bullet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from weeklypapers.dialects.dates import Span, partial_date
from weeklypapers.dialects.entry import Entry, tidy
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
    "Draft",
    "Piece",
    "beside_links",
    "entry_value",
    "has_words",
    "is_nothing",
    "label_of",
    "leads_to_paper",
    "links_in",
]

# What stands in a cell to say that there is nothing.
_NOTHING = frozenset(
    [
        *("", "-", "--", "---", "–", "—", "/", "\\", "n/a", "na", "null", "none", "nan", "x", "?"),
        *("❌", "✗", "✘", "无", "暂无"),
    ]
)
_BETWEEN_TOPICS = re.compile(r"\s*[,;，；、\n]\s*")


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.strip().casefold() in _NOTHING


def links_in(inline: Inline) -> Iterator[Mark]:
    """The links of some content, in order."""
    return (mark for mark in inline.marks if mark.kind == "link")


def label_of(inline: Inline, mark: Mark) -> str | None:
    """The text of a link, or what its pictures stand for; None for a bare address."""
    shown = " ".join(inline.text[mark.begin : mark.end].split()) or mark.alt.strip()
    return None if shown == mark.target else shown or None


def leads_to_paper(inline: Inline, mark: Mark) -> bool:
    """Whether a link leads to a paper."""
    return kind_of(mark.target or "", label_of(inline, mark)) == "paper"


@attrs.frozen
class Piece:
    """Some content of a list, and where it stands.

    Attributes:
        source: The content as it stands.
        inline: The content.
        place: Gives line and column of an offset in its source.
    """

    source: str
    inline: Inline
    place: Callable[[int], tuple[int, int]]


@attrs.define
class Draft:
    """A paper in the making.

    Attributes:
        raw: The row or the item as it stands.
        file: Name of the list.
        section: The part of the document in which it stands.
        values: The fields of `Paper` found so far.
        links: The links found so far.
        extra: What no field takes, by header.
        where: Of fields that stand in one place, the piece that has them, and the range of its
            plain text.
        problems: What was found on the way.
    """

    raw: str
    file: str | None
    section: Section
    values: dict[str, Any] = attrs.field(factory=dict)
    links: list[Link] = attrs.field(factory=list)
    extra: dict[str, str] = attrs.field(factory=dict)
    where: dict[str, tuple[Piece, tuple[int, int]]] = attrs.field(factory=dict)
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
        """Note a problem. What is to `insert` at its place mends it."""
        line, column = place
        fix = (Edit(line=line, column=column, length=0, text=insert),) if insert else ()
        self.problems.append(
            Problem(
                code=code,
                message=message,
                line=line,
                column=column,
                text=self.raw,
                severity=severity,
                file=self.file,
                fix=fix,
            )
        )

    def paper(self, origin: Origin) -> Paper | None:
        """The paper, once it has a title; what the list does not say of it, its section says."""
        if not self.values.get("title"):
            return None
        said = {
            "week": self.section.week,
            "listed_date": self.section.listed_date,
            "topics": self._topics(),
        }
        values = said | self.values | {"topics": said["topics"]}
        return Paper(**values, links=self.links, extra=self.extra, origin=origin)

    def _topics(self) -> tuple[str, ...]:
        """The topics, each with the path of the headings above it."""
        own = self.values.get("topics", ())
        return (
            tuple(" > ".join((*self.section.topics, topic)) for topic in own) or self.section.topic
        )

    # Pieces

    def take_text(self, field: str, piece: Piece) -> None:
        """Take a text, such as an abstract."""
        self.take_links(piece)
        self._stands(field, piece)
        text = piece.inline.text.strip()
        labels_only = any(links_in(piece.inline)) and not has_words(piece.inline)
        if not is_nothing(text) and not labels_only:
            self.values[field] = text

    def _stands(self, field: str, piece: Piece) -> None:
        text = piece.inline.text
        self.where.setdefault(field, (piece, tidy(text, 0, len(text))))

    def take_names(self, field: str, piece: Piece) -> None:
        """Take the names of authors. They may be linked to homepages, no links of the paper."""
        self._stands(field, piece)
        for mark in links_in(piece.inline):
            if leads_to_paper(piece.inline, mark):
                self._take_link(piece, mark, None)
        if not is_nothing(piece.inline.text) and (names := read_names(piece.inline.text)):
            self.values |= with_names({field: names})

    def take_entry(self, entry: Entry, piece: Piece) -> None:
        """Take what an entry says."""
        for field, ranges in ({"title": [entry.title]} | entry.fields).items():
            text = entry.value(field)
            if text is not None and (value := entry_value(field, text)):
                self.values = with_names({field: value}) | self.values
                if len(ranges) == 1:
                    self.where.setdefault(field, (piece, ranges[0]))

    def take_category(self, field: str, piece: Piece) -> None:
        """Take a category of arXiv's, or topics."""
        self.take_links(piece)
        self._stands(field, piece)
        text = " ".join(piece.inline.text.split())
        if is_nothing(text):
            return
        category = Category.parse(text)
        parts = [part for part in _BETWEEN_TOPICS.split(text) if part]
        if category.code is None and len(parts) > 1:
            category = Category.parse(parts[0])
            parts = parts if category.code is None and field == "topics" else parts[1:]
        elif category.code is not None or field == "category":
            parts = []
        if category.code is not None or field == "category":
            self.values["category"] = category
        if parts:
            self.values["topics"] = tuple(parts)

    def take_date(self, field: str, span: Span, piece: Piece) -> bool:
        """Take a date that a cell says; of a range or an ISO week, it is the week.

        Returns:
            Whether the year is known, its own or that of the section.
        """
        self._stands(field, piece)
        section_year = self.section.year
        if not span.has_year and section_year is not None:
            span = span.with_year(section_year)
        if span.kind in ("range", "week") or (field == "week" and span.kind == "day"):
            if span.ending:
                self.values["week"] = span.ending
        elif span.partial:
            self.values["listed_date"] = span.partial
        return span.has_year

    def take_links(self, piece: Piece, kind: LinkKind | None = None) -> list[Mark]:
        """Take the links of some content; those that lead to none are returned.

        Place-holders are reported.

        Args:
            piece: The content.
            kind: What its column says that they lead to.
        """
        dead = [mark for mark in links_in(piece.inline) if not self._take_link(piece, mark, kind)]
        for mark in dead:
            if is_anchor(mark.target or ""):
                continue
            shown = label_of(piece.inline, mark) or ""
            message = f"{show(shown)} leads nowhere: its target is {show(mark.target or '')}"
            self.report("dead-link", message, piece.place(mark.start))
        return dead

    def _take_link(self, piece: Piece, mark: Mark, kind: LinkKind | None) -> bool:
        target, label = mark.target or "", label_of(piece.inline, mark)
        if is_dead(target) or is_anchor(target):
            return False
        told = kind if kind and kind_of(target, label) is None else None
        try:
            self.links.append(Link(url=target, label=label, listed_kind=told))
        except InvalidValueError:
            return False
        if needs_scheme(target):
            self._report_scheme(piece, mark, target)
        return True

    def _report_scheme(self, piece: Piece, mark: Mark, target: str) -> None:
        message = (
            f"expected an address with https:// in front, got {show(target)}, a file to GitHub"
        )
        at = piece.source.find(target, mark.start, mark.stop)
        if at < 0:  # written with escapes or references
            self.report("no-scheme", message, piece.place(mark.start))
            return
        scheme = "https:" if target.startswith("//") else "https://"
        self.report("no-scheme", message, piece.place(at), insert=scheme)


def beside_links(inline: Inline, dead: Iterable[Mark] = ()) -> str:
    """The text of some content without its links, those that are dead left in."""
    pieces: list[str] = []
    at = 0
    kept = set(map(id, dead))
    for mark in links_in(inline):
        if id(mark) not in kept:
            pieces.append(inline.text[at : mark.begin])
            at = max(at, mark.end)
    return "".join([*pieces, inline.text[at:]]).strip(" \t\n,;/|·•&+()[]{}<>:-–—、，；")


def has_words(inline: Inline) -> bool:
    """Whether content has more than links with labels such as "Paper", or an address."""
    if any(map(str.isalpha, beside_links(inline))):
        return True
    labels = (label_of(inline, mark) for mark in links_in(inline))
    return any(label and not is_generic_label(label) for label in labels)


def entry_value(field: str, text: str) -> Any:
    """The value of a field that an entry says, of authors `Names`; false if it says none."""
    return _ENTRY_FIELDS[field](text)


_ENTRY_FIELDS: dict[str, Callable[[str], Any]] = {
    "title": str,
    "abstract": str,
    "venue": str,
    "affiliation": str,
    "comment": str,
    "listed_authors": read_names,
    "listed_date": partial_date,
}
