"""Changes of the values of an entry outside of tables.

A changed value replaces the old one in its hole. A value that the entry lacks goes where another
entry of the list has it, with the text that belongs to its hole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from weeklypapers.dialects.headings import Section
from weeklypapers.editing.entry_text import LINK, EntryText, Value
from weeklypapers.editing.item_values import (
    category_text,
    date_text,
    names_text,
    plain_text,
    text_source,
    topics_text,
)
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.names import names_of
from weeklypapers.model.paper import Paper
from weeklypapers.model.templates import EXTRA, FIELDS, Hole, TemplateLine, unlinked

__all__ = ["Donor", "FieldEditor"]

ROLES = {field: role for role, field in FIELDS.items()}
_ADDRESS = re.compile(r"https?://\S+\Z")
_STOPS = (".", "。")
_BLANK = TemplateLine("", ())


@attrs.frozen
class Donor:
    """An entry of the list with a value that another one lacks.

    Attributes:
        paper: Its paper.
        text: Its text.
    """

    paper: Paper
    text: EntryText


@attrs.define
class FieldEditor:
    """Writes the fields of a paper into the text of an entry.

    Attributes:
        text: The text.
        section: The part of the document that holds the entry.
        donors: A function that returns entries with a role, the nearest first.
        formats: The formats of the dates of the list, the most frequent first.
    """

    text: EntryText
    section: Section | None
    donors: Callable[[str], Iterator[Donor]]
    formats: Sequence[str]

    def write(self, field: str, after: Paper) -> None:
        """Write a field of a paper, but not its links and not "extra".

        Args:
            field: The field; "listed_authors" for `Paper.more_authors` too.
            after: The paper.

        Raises:
            EditError: The entry has no place for the value.
        """
        value: Any = names_of(after) if field == "listed_authors" else getattr(after, field)
        role = ROLES.get(field, field)
        keys = self.text.keys(role)
        if not value:
            self._remove(keys)
        elif not keys:
            self.insert(role, field, lambda hole, old: self._source(field, value, hole, old))
        elif field in ("abstract", "comment"):
            self._write_lines(field, keys, value.split("\n"))
        else:
            for key in keys if field in ("listed_date", "week") else keys[:1]:
                self.set(field, key, value)

    def write_extra(self, name: str, value: str) -> None:
        """Write the value of `Paper.extra` with a name; remove it if it is empty."""
        role = "name" if name == "name" else f"{EXTRA}{name}"
        keys = self.text.keys(role)
        if not value:
            self._remove(keys)
        elif keys:
            self.set("extra", keys[0], value)
        else:
            try:
                self.insert(
                    role, "extra", lambda hole, old: self._source("extra", value, hole, old)
                )
            except NoPlaceError as error:
                raise NoPlaceError(error.reason, "extra", name) from None

    def set(self, field: str, key: str, value: Any) -> None:
        """Replace the source of a value."""
        hole = self.text.hole(key)
        old = self.text.values[key]
        if old.links and old.links[0].target == (0, len(old.source)) and _ADDRESS.match(str(value)):
            old.source = value  # the title is the address of the link
            old.links = [attrs.evolve(old.links[0], target=(0, len(value)))]
            return
        old.source = self._source(field, value, hole, old)
        old.links = []

    def _remove(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.text.values[key].source = ""
            self.text.values[key].links = []

    def _write_lines(self, field: str, keys: Sequence[str], lines: Sequence[str]) -> None:
        """Write the lines of a text into its values, each line into one if there are as many."""
        if len(lines) == len(keys):
            for key, line in zip(keys, lines, strict=True):
                value = self.text.values[key]
                if plain_text(value.source, is_html=value.is_html).strip() != line:
                    self.set(field, key, line)
            return
        self.set(field, keys[0], "\n".join(lines))
        self._remove(keys[1:])

    # Sources

    def _source(self, field: str, value: Any, hole: Hole, old: Value) -> str:
        """Return the source of a new value.

        Args:
            field: The field.
            value: The value.
            hole: Its hole.
            old: The old value of the hole, or that of another entry.
        """
        text = self._text(field, value, old)
        follows = self._following(hole)
        if text.endswith(_STOPS) and follows.startswith(_STOPS) and field != "title":
            text = text[:-1]
        source = text_source(
            text,
            is_html=old.is_html,
            is_code="`" in hole.opening,
            is_label=hole.target is not None,
            is_first=self._is_first(hole),
        )
        if source is None:
            raise EditError(f"{show(text)} can't be written between backticks", field)
        return source

    def _text(self, field: str, value: Any, old: Value) -> str:
        before = plain_text(old.source, is_html=old.is_html)
        if field == "listed_authors":
            return names_text(value, [before, *self._samples("authors", old)])
        if field in ("listed_date", "week"):
            date = value if isinstance(value, PartialDate) else PartialDate.of(value)
            year = self.section.year if self.section else None
            return date_text(date, before, old.format, self.formats, year)
        if field == "category":
            return category_text(value, before)
        if field == "topics":
            topics = topics_text(value, self.section.topics if self.section else (), before)
            if topics is None:
                raise EditError("each must be below the headings above the entry", "topics")
            return topics
        return str(value)

    def _samples(self, role: str, old: Value) -> Iterator[str]:
        for donor in self.donors(role):
            for key in donor.text.keys(role)[:1]:
                value = donor.text.values[key]
                if value is not old:
                    yield plain_text(value.source, is_html=value.is_html)

    def _is_first(self, hole: Hole) -> bool:
        is_plain = not hole.opening and not hole.separator
        return is_plain and any(line.holes[:1] == (hole,) for line in self.text.lines)

    def _following(self, hole: Hole) -> str:
        """Return the text after a hole that stays with it."""
        for line in self.text.lines:
            if hole in line.holes:
                index = line.holes.index(hole)
                is_last = index + 1 == len(line.holes)
                return hole.closing + (line.tail if is_last else line.holes[index + 1].separator)
        return hole.closing

    # New values

    def insert(self, role: str, field: str, source: Callable[[Hole, Value], str]) -> str:
        """Insert a value that the entry lacks where another entry has it, and return its key.

        Args:
            role: The role of the value.
            field: The field, for the message.
            source: A function that returns its source from the hole and the value of the other.

        Raises:
            NoPlaceError: No entry of the list has such a value.
        """
        for donor in self.donors(role):
            for number, index, key in donor.text.places(role):
                if donor.text.lines[number].holes[index].role == key:
                    return self.insert_from(donor.text, number, index, source)
        raise NoPlaceError(f"no entry of the list has a place for {field}", field)

    def insert_from(
        self,
        other: EntryText,
        number: int,
        index: int,
        source: Callable[[Hole, Value], str],
        after: str | None = None,
    ) -> str:
        """Insert a value where another entry has it, and return its key.

        Args:
            other: The text of the other entry.
            number: The line of the value there.
            index: The index of its hole in that line.
            source: A function that returns its source from the hole and the value of the other.
            after: The key of a value after whose line a new line goes; None for the line where the
                other entry has it.
        """
        model = other.lines[number].holes[index]
        old = other.values[model.role]
        key = self.text.new_key()
        hole = attrs.evolve(unlinked(model) if model.target else model, role=key)
        value = Value(old.role, old.format, "", old.is_html)
        if not self._insert_into_line(other, number, index, hole, value):
            self._insert_line(other, number, index, hole, value, after)
        value.source = source(hole, old)
        return key

    def _insert_into_line(
        self, other: EntryText, number: int, index: int, hole: Hole, value: Value
    ) -> bool:
        """Insert a value next to those beside which another entry has it, if they are there."""
        line = other.lines[number]
        for place in range(index - 1, -1, -1):
            found = self._counterpart(other.values[line.holes[place].role].role, last=True)
            if found:
                row, column = found
                is_grouped = any(
                    group.first <= place and index <= group.last for group in line.groups
                )
                self.text.add(row, column + 1, hole, value)
                if is_grouped:
                    self.text.widen(row, column + 1)
                if column + 2 == len(self.text.lines[row].holes) and index + 1 == len(line.holes):
                    self._take_tail(row, line.tail)
                return True
        for place in range(index + 1, len(line.holes)):
            found = self._counterpart(other.values[line.holes[place].role].role, last=False)
            if found:
                row, column = found
                following = self.text.lines[row].holes[column]
                if column == 0:
                    hole = attrs.evolve(hole, separator=following.separator)
                    separator = line.holes[index + 1].separator
                    self.text.put(row, 0, attrs.evolve(following, separator=separator))
                self.text.add(row, column, hole, value)
                return True
        return False

    def _take_tail(self, row: int, tail: str) -> None:
        line = self.text.lines[row]
        if not line.tail.strip() and "<" in tail:
            self.text.lines[row] = attrs.evolve(line, tail=tail)

    def _counterpart(self, role: str, *, last: bool) -> tuple[int, int] | None:
        """Return the line and the index of the first or last value with a role."""
        places = [
            (number, index)
            for number, index, key in self.text.places(role)
            if self.text.values[key].source and self.text.lines[number].holes[index].role == key
        ]
        return (places[-1] if last else places[0]) if places else None

    def _insert_line(
        self,
        other: EntryText,
        number: int,
        index: int,
        hole: Hole,
        value: Value,
        after: str | None,
    ) -> None:
        """Insert a line for a value, after the lines that precede it in another entry."""
        line = other.lines[number]
        lead = line.lead
        if index > 0:
            hole = attrs.evolve(hole, separator="")
        tail = line.tail if index + 1 == len(line.holes) or "<" in line.tail else ""
        indent, base = _indent(other.lines[0].lead), _indent(self.text.lines[0].lead)
        if lead.startswith(indent):
            lead = base + lead.removeprefix(indent)
        new = attrs.evolve(line, lead=lead, holes=(hole,), groups=(), tail=tail)
        is_apart = number > 0 and _is_blank(other.lines[number - 1])
        place = self._line_after(other, number)
        for row, _, key in self.text.places(LINK):
            if key == after:
                place = row + 1
        self.text.lines[place:place] = [_BLANK, new] if is_apart else [new]
        self.text.values[hole.role] = value

    def _line_after(self, other: EntryText, number: int) -> int:
        """Return the index for a line that is a copy of another entry's line."""
        for line in reversed(other.lines[:number]):
            for hole in line.holes:
                role = other.values[hole.role].role
                if role != LINK and (found := self._counterpart(role, last=True)):
                    return found[0] + 1
        return len(self.text.lines)


def _indent(lead: str) -> str:
    return lead[: len(lead) - len(lead.lstrip())]


def _is_blank(line: TemplateLine) -> bool:
    return not line.holes and not (line.lead + line.tail).strip()
