"""Fields of a paper from the parts of its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from weeklypapers.dialects.appearance import Appearance, find_appearance_at_end, read_appearance
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import BETWEEN_TOPICS, Draft, is_nothing
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.readings import Part, Reading, remembered
from weeklypapers.dialects.trimming import trim
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.links import LinkKind
from weeklypapers.model.names import read_names
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Problem
from weeklypapers.model.templates import EXTRA, Template

__all__ = ["has_full_stop", "more_precise", "paper_of", "title_range", "topics_in"]

# A name that is followed by a colon and its meaning: "FooNet: Networks for Foo".
_COINED = re.compile(r"[\w.+-]*(?:[A-Z][\w.+-]*[A-Z0-9]|\d[\w.+-]*[A-Z])[\w.+-]*")
_MEANING = re.compile(r"[*_\s]*[:：]\s+[^\s\"“]")
_SENTENCE_END = re.compile(r"[.?!]\s+")
_IDENTIFIER = re.compile(r"\[(?P<id>[^\[\]\s]+)\]\s*")
_INITIAL_AT_END = re.compile(r", ?(?:\w\.[\s-]?)*[^\W\d_]$")
_MOST_MEANING = 300  # characters


def paper_of(
    reading: Reading,
    parts: Sequence[Part],
    origins: Origins,
    template: Template | None = None,
    kinds: Mapping[str, LinkKind] | None = None,
) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of an entry, and the problems of its links.

    Args:
        reading: The entry with its title.
        parts: Its other parts.
        origins: The list, for the origin of the paper.
        template: The template that it follows.
        kinds: The kinds of its links according to the template, by address.
    """
    entry = reading.entry
    source = entry.source
    raw = "\n".join(line for _, line in source)
    draft = Draft(raw=raw, file=origins.file, section=entry.section)
    for line in entry.lines:
        draft.take_links(line.text.content, marks=line.own(line.text.nearby.links))
    if kinds:
        draft.links = [_of_kind(link, kinds.get(link.url)) for link in draft.links]
    begin, end, appearance = title_range(reading)
    text = reading.line.text.content.inline.text
    draft.values["title"] = " ".join(text[begin:end].split())
    values = _Values(appearance)
    for part in parts:
        if part.line is not reading.line or not begin <= part.begin < end:
            values.take(part)
    draft.values |= values.fields()
    if values.arxiv_id and all(link.arxiv_id != values.arxiv_id for link in draft.links):
        draft.links.append(Link(url=values.arxiv_id.abs_url))
    draft.extra |= values.extra
    number = source[0][0] if source else reading.line.text.block.line
    return draft.paper(origins.of_entry(number, raw, template)), draft.problems


def _of_kind(link: Link, kind: LinkKind | None) -> Link:
    return attrs.evolve(link, listed_kind=kind) if kind and link.kind is None else link


@remembered
def title_range(reading: Reading) -> tuple[int, int, Appearance | None]:
    """Return the range of the title, and the venue and date in brackets at its end."""
    line, title = reading.line, reading.title
    text = line.text.content.inline.text
    begin, end = title.begin, title.end
    identifier = _IDENTIFIER.match(text, begin, end)
    if identifier and lookup(identifier["id"]):
        begin = identifier.end()
    if title.mark in ("strong", "") and _COINED.fullmatch(text, begin, end):
        end = _end_of_meaning(reading, end)
    appearance = find_appearance_at_end(text[begin:end])
    if appearance and appearance.begin > 0:
        end = begin + appearance.begin
        begin, end = trim(text, begin, end) if title.mark == "" else (begin, end)
        return begin, begin + len(text[begin:end].rstrip(" ,;([")), appearance
    return begin, end, None


def _end_of_meaning(reading: Reading, end: int) -> int:
    """Return the end of the text that says what a coined name means, or of the name."""
    text = reading.line.text.content.inline.text
    following = next(iter(reading.after), None)
    if following is None or following.mark != "" or not _MEANING.match(text, end):
        return end
    if following.end - following.begin > _MOST_MEANING:
        return end
    stop = _SENTENCE_END.search(text, following.begin, following.end)
    return stop.start() if stop else following.end


class _Values:
    """The values of fields, collected from the parts of an entry."""

    def __init__(self, appearance: Appearance | None) -> None:
        self.extra: dict[str, str] = {}
        self.arxiv_id: ArxivId | None = None
        self._values: dict[str, Any] = {}
        self._comments: list[str] = []
        self._abstracts: list[tuple[bool, Part]] = []
        self._date: PartialDate | None = None
        if appearance:
            self._take_appearance(appearance)

    def take(self, part: Part) -> None:
        """Take the value of a part."""
        text = part.text.strip()
        if is_nothing(text) and part.is_labelled:
            return
        take = getattr(self, f"_take_{part.role}", None)
        if part.role == "appearance":
            if part.segment and part.segment.appearance:
                self._take_appearance(part.segment.appearance)
        elif part.role.startswith(EXTRA):
            self.extra.setdefault(part.role.removeprefix(EXTRA), text)
        elif part.role == "abstract":
            self._abstracts.append((part.is_labelled, part))
        elif take is not None:
            take(_with_period(part, text) if part.role == "listed_authors" else text)
        elif part.role == "comment":
            self._comments.append(text)
        else:
            self._values.setdefault(part.role, " ".join(text.split()))

    def fields(self) -> dict[str, Any]:
        """Return the values by field."""
        labelled = [part for is_labelled, part in self._abstracts if is_labelled]
        abstracts = labelled or [part for _, part in self._abstracts]
        values = dict(self._values)
        if abstracts:
            values["abstract"] = "\n".join(_with_full_stop(part) for part in _joined(abstracts))
        if labelled:
            others = [part for is_labelled, part in self._abstracts if not is_labelled]
            self._comments += [part.text.strip() for part in others]
        if self._comments:
            values["comment"] = "\n".join(self._comments)
        if self._date:
            values["listed_date"] = self._date
        return values

    def _take_appearance(self, appearance: Appearance) -> None:
        if appearance.venue:
            self._values.setdefault("venue", appearance.venue)
        if appearance.date:
            self._date = more_precise(self._date, appearance.date)
        if appearance.remark:
            self._comments.append(appearance.remark)

    def _take_venue(self, text: str) -> None:
        appearance = read_appearance(text)
        if appearance:
            self._take_appearance(appearance)
        else:
            self._values.setdefault("venue", " ".join(text.split()))

    def _take_listed_date(self, text: str) -> None:
        appearance = read_appearance(text)
        date = partial_date(text) or (appearance and appearance.date)
        if date:
            self._date = more_precise(self._date, date)
        else:
            self._comments.append(text)

    def _take_listed_authors(self, text: str) -> None:
        if names := read_names(text):
            self._values.setdefault("listed_authors", names)

    def _take_category(self, text: str) -> None:
        parts = [part for part in re.split(r"[\s,;/|`]+", text) if part]
        category = Category.parse(parts[0]) if parts else None
        if category and category.code:
            self._values.setdefault("category", category)
        else:
            self._values.setdefault("category", Category.parse(text))

    def _take_topics(self, text: str) -> None:
        self._values.setdefault("topics", topics_in(text))

    def _take_id(self, text: str) -> None:
        self.arxiv_id = lookup(text)
        if self.arxiv_id is None:
            self._comments.append(text)

    def _take_name(self, text: str) -> None:
        self.extra.setdefault("name", text)

    def _take_title(self, text: str) -> None:
        self._comments.append(text)

    def _take_week(self, text: str) -> None:
        self._take_listed_date(text)


def topics_in(text: str) -> tuple[str, ...]:
    """Return the topics in a text, without brackets and markup around them."""
    topics = (part.strip(" []()【】`*") for part in BETWEEN_TOPICS.split(text))
    return tuple(topic for topic in topics if topic)


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Join the parts of one line that links or emphasis divide."""
    previous: Part | None = None
    for part in parts:
        if previous and previous.line is part.line:
            previous = Part(previous.role, previous.line, previous.begin, part.end)
            continue
        if previous:
            yield previous
        previous = part
    if previous:
        yield previous


def _with_period(part: Part, text: str) -> str:
    """Return names with the period after their last initial, if the others have one: "Li, B."."""
    follows = part.line.text.content.inline.text.startswith(".", part.end)
    return f"{text}." if follows and _INITIAL_AT_END.search(text) else text


def _with_full_stop(part: Part) -> str:
    """Return the text of a part with the full stop after it."""
    text = part.line.text.content.inline.text
    return text[part.begin : part.end + has_full_stop(text, part.end)].strip()


def has_full_stop(text: str, end: int) -> bool:
    """Return whether a full stop ends the sentence before an offset."""
    return text.startswith((".", "。", "!", "?"), end)


def more_precise(date: PartialDate | None, other: PartialDate) -> PartialDate:
    """Return the other date if it is in the first and has more parts, else the first."""
    if date is None or (other.year == date.year and date.month is None):
        return other
    is_inside = (other.year, other.month) == (date.year, date.month)
    return other if date.day is None and is_inside else date
