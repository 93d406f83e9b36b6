"""The writer of items, headed papers, paragraphs and folded parts; see `writers.Writer`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import attrs

from weeklypapers.editing.differences import changed_cells
from weeklypapers.editing.edits import Replacement, deletion
from weeklypapers.editing.entry_models import Models, incomplete
from weeklypapers.editing.entry_text import PICTURE, EntryText, entry_text
from weeklypapers.editing.extents import form_of
from weeklypapers.editing.item_edits import ROLES, Donor, FieldEditor
from weeklypapers.editing.item_links import Pairs, pairs_by_kind, pairs_by_url, write_links
from weeklypapers.editing.nearest import ItemIndex
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.editing.places import Contents, ItemPlace
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Link, Paper

__all__ = ["ItemWriter"]

_NUMBER = re.compile(r"(\s*(?:>\s*)?)(\d{1,9})(?=[.)](?:\s|$))")
_MAY = re.compile(r"\bMay\b")  # both a full name and a short one
_MODELS = 40  # entries from which the copied one is chosen
_DONORS = 400  # entries that may have a value that another one lacks


class ItemWriter:
    """Writes the entries of a document outside of tables, in the style of their neighbours."""

    def __init__(self, contents: Contents) -> None:
        self._lines = contents.lines
        self._places = [place for place in contents.places if isinstance(place, ItemPlace)]
        self._index = ItemIndex(self._places)
        self._texts: dict[ItemPlace, EntryText] = {}
        self._starts = {place.line for place in contents.places}
        self._counts: dict[object, bool] = {}
        self._formats: list[str] | None = None
        by_container: defaultdict[object, list[int]] = defaultdict(list)
        for place in self._places:
            if (number := self._written_number(place)) is not None:
                by_container[place.container].append(number)
        for container, numbers in by_container.items():
            self._counts[container] = len(numbers) == 1 or len(set(numbers)) > 1

    # The interface of writers

    def rewrite(self, place: ItemPlace, after: Paper) -> list[Replacement]:
        """Return the edits that turn the entry of a paper into that of another."""
        text = self._copy(place)
        pairs = pairs_by_url(place.paper.links, after.links)
        self._write(place, text, place.paper, after, pairs)
        return _replacements(place.lines, self._source(place), text.text().split("\n"))

    def remove(self, place: ItemPlace) -> list[Replacement]:
        """Return the edits that remove an entry, and blank lines around it."""
        if not self._starts.isdisjoint(range(place.lines.stop, place.end)):
            raise EditError("other papers are nested below it")
        above, below = self._blanks(place.lines)
        start, stop = place.lines.start, place.lines.stop
        if stop + below > len(self._lines):
            return [deletion(range(start - above, stop))]
        if below and (above or start == 1):
            if start > 1 and above < below:
                return [deletion(range(start - above, stop))]
            return [deletion(range(start, stop + below))]
        return [deletion(place.lines)]

    def new(self, paper: Paper, neighbour: ItemPlace, number: int | None) -> list[str]:
        """Return the lines of a new entry, a copy of an entry nearby with other values."""
        paper = attrs.evolve(paper, links=list(map(self._with_label, paper.links)))
        models = self._models(neighbour)
        needed = self._needed(_without_headings(paper, neighbour))
        # Without its address, nothing in such an entry denotes the paper.
        papers = models.papers or [neighbour.paper]
        are_addresses = not _is_bare(paper) and all(map(_is_bare, papers))
        failure: EditError | None = None
        for model in [*models.ranked(needed)] or [neighbour]:
            try:
                text = self._entry(paper, neighbour, model, models)
            except NoPlaceError as error:
                if are_addresses and error.item in paper.links[:1]:
                    break
                raise
            except EditError as error:
                failure = failure or error
                continue
            if are_addresses and not any(link.url in (text or "") for link in paper.links):
                break
            if text is not None:
                lines = text.split("\n")
                if number is not None:
                    lines[0] = _NUMBER.sub(rf"\g<1>{number}", lines[0], count=1)
                return lines
        if are_addresses:
            reason = "the entries are addresses without titles"
            raise NoPlaceError(reason, "title", instead=_named_by_address(paper))
        raise failure or EditError("no entry nearby can be copied with other values")

    def _entry(
        self, paper: Paper, neighbour: ItemPlace, model: ItemPlace, models: Models
    ) -> str | None:
        """Return a copy of an entry with the values of a paper; None if markup would be lost."""
        text = self._copy(model)
        has_date = bool(text.keys("date"))
        after = _without_headings(paper, neighbour, keeps_date=has_date)
        before = _without_headings(model.paper, model, keeps_date=has_date)
        # Pictures and all categories but the first are those of the model.
        for key in [*text.keys(PICTURE), *text.keys("category")[1:]]:
            text.values[key].source = ""
        models.without_own_text(text)
        unpaired, unlabelled = incomplete(text)
        self._write(model, text, before, after, pairs_by_kind(text, before, after))
        now_unpaired, now_unlabelled = incomplete(text)
        is_whole = now_unpaired <= unpaired and now_unlabelled <= unlabelled
        return text.text() if is_whole else None

    def gap(self, neighbour: ItemPlace) -> list[str]:
        """Return the blank lines between an entry and the next or the previous one."""
        for place in self._index.siblings(neighbour):
            first, last = sorted((neighbour, place), key=lambda each: each.line)
            between = self._lines[first.stop - 1 : last.line - 1]
            if not any(line.strip() for line in between):
                return list(between)
        return [] if neighbour.entry.reading.entry.kind == "item" else [""]

    def head(self, place: ItemPlace) -> range:
        """Return no lines, because lists have no header."""
        return range(place.line, place.line)

    def number(self, place: ItemPlace) -> int | None:
        """Return the number of an item of a list that counts; None if it has none."""
        return self._written_number(place) if self._counts.get(place.container) else None

    def renumber(self, place: ItemPlace, number: int) -> list[Replacement]:
        """Return the edits that change the number of an item."""
        line = _NUMBER.sub(rf"\g<1>{number}", self._lines[place.line - 1], count=1)
        return [Replacement(range(place.line, place.line + 1), (line,))]

    def numbered(self, paper: Paper, place: ItemPlace, number: int) -> Paper:
        """Return the same paper, because the number of an item is no value."""
        return paper

    # Entries

    def _written_number(self, place: ItemPlace) -> int | None:
        match = _NUMBER.match(self._lines[place.line - 1])
        return int(match[2]) if match else None

    def _source(self, place: ItemPlace) -> list[str]:
        return [self._lines[number - 1] for number in place.lines]

    def _blanks(self, lines: range) -> tuple[int, int]:
        """Return the numbers of blank lines above and below some lines."""
        above = below = 0
        while lines.start - 2 - above >= 0 and not self._lines[lines.start - 2 - above].strip():
            above += 1
        while (
            lines.stop - 1 + below < len(self._lines)
            and not self._lines[lines.stop - 1 + below].strip()
        ):
            below += 1
        return above, below

    def _text(self, place: ItemPlace) -> EntryText:
        if place not in self._texts:
            self._texts[place] = entry_text(place, self._lines)
        return self._texts[place]

    def _copy(self, place: ItemPlace) -> EntryText:
        text = self._text(place)
        values = {
            key: attrs.evolve(value, links=list(value.links)) for key, value in text.values.items()
        }
        return EntryText(list(text.lines), values)

    def _models(self, neighbour: ItemPlace) -> Models:
        """Return the entries nearby that a new one can be a copy of."""
        form = form_of(neighbour.entry.reading.entry)
        alike = self._index.near(neighbour)
        same_form = (place for place in alike if form_of(place.entry.reading.entry) == form)
        return Models({place: self._text(place) for place in islice(same_form, _MODELS)})

    def _needed(self, paper: Paper) -> set[str]:
        """Return the roles of the values of a new paper."""
        needed = {ROLES.get(field, field) for field in changed_cells(None, paper)}
        return needed | ({"name"} if "name" in paper.extra else set())

    def _donors_with(self, place: ItemPlace, role: str) -> Iterator[Donor]:
        """Yield the entries nearby that have a value with a role."""
        for other in islice(self._index.with_role(place, role), _DONORS):
            if other is not place:
                text = self._text(other)
                if any(value.role == role for value in text.values.values()):
                    yield Donor(other.paper, text)

    def _with_label(self, link: Link) -> Link:
        """Return a link without a label with that of most links of its kind in the list."""
        if link.label is not None:
            return link
        labels = Counter(
            other.label
            for place in self._places[:_DONORS]
            for other in place.paper.links
            if other.kind == link.kind and other.label != " ".join(place.paper.title.split())
        )
        label, count = next(iter(labels.most_common(1)), (None, 0))
        return attrs.evolve(link, label=label) if count > 1 else link

    @property
    def _date_formats(self) -> list[str]:
        """The formats of the dates of the document, the most frequent first."""
        if self._formats is None:
            counts = Counter(
                value.format
                for place in self._places[:_DONORS]
                for value in self._text(place).values.values()
                if value.role in ("date", "week") and value.format and not _MAY.search(value.source)
            )
            self._formats = [form for form, _ in counts.most_common()]
        return self._formats

    def _write(
        self, place: ItemPlace, text: EntryText, before: Paper, after: Paper, pairs: Pairs
    ) -> None:
        """Write the changed fields of a paper."""
        editor = FieldEditor(
            text, place.section, lambda role: self._donors_with(place, role), self._date_formats
        )
        fields = changed_cells(before, after)
        for field in fields:
            if field == "extra":
                for name in {**before.extra, **after.extra}:
                    if before.extra.get(name) != after.extra.get(name):
                        editor.write_extra(name, after.extra.get(name, ""))
            elif field != "links":
                editor.write(field, after)
        if "links" in fields:
            write_links(editor, before.links, after.links, pairs)


def _named_by_address(paper: Paper) -> Paper:
    """Return a paper whose title is the address of its first link, as that of a bare address."""
    if not paper.links:
        return paper
    first, *others = paper.links
    return attrs.evolve(paper, title=first.url, links=[attrs.evolve(first, label=None), *others])


def _is_bare(paper: Paper) -> bool:
    """Return whether the entry of a paper is an address, which is its title, too."""
    return any(link.url == paper.title for link in paper.links)


def _without_headings(paper: Paper, neighbour: ItemPlace, *, keeps_date: bool = False) -> Paper:
    """Return a paper without the values that the headings above an entry give it.

    Args:
        paper: The paper.
        neighbour: The entry.
        keeps_date: Whether the listed date stays, because entries have it, too.
    """
    defaults = neighbour.section.defaults if neighbour.section else {}
    empty: dict[str, Any] = {"week": None, "listed_date": None, "topics": ()}
    from_headings = {
        field: value
        for field, value in empty.items()
        if getattr(paper, field)
        and not (keeps_date and field == "listed_date")
        and (
            getattr(paper, field) == defaults.get(field)
            or (field == "week" and neighbour.is_from_heading(field))
        )
    }
    return attrs.evolve(paper, **from_headings)


def _replacements(lines: range, before: Sequence[str], after: Sequence[str]) -> list[Replacement]:
    """Return the replacement of the lines that differ."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start == len(before) == len(after):
        return []
    old = range(lines.start + start, lines.stop - end)
    return [Replacement(old, tuple(after[start : len(after) - end]))]
