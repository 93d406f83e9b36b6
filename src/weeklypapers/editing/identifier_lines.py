"""The writer of lines with bare identifiers and addresses; see `writers.Writer`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from weeklypapers.dialects.identifiers import identifiers_in
from weeklypapers.editing.differences import changed_fields
from weeklypapers.editing.edits import Replacement, deletion
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.editing.places import Contents, IdentifierPlace, without_headings
from weeklypapers.model.paper import Link, Paper

__all__ = ["IdentifierLineWriter"]

_MARKER = re.compile(r"\s*(?:[-*+][ \t]+|(?P<number>\d{1,9})[.)][ \t]+)?(?:\[[ xX]\][ \t]+)?")
_REASON = "the list has only identifiers or addresses"


class IdentifierLineWriter:
    """Writes the lines of a list of bare identifiers and addresses."""

    def __init__(self, contents: Contents) -> None:
        self._lines: Sequence[str] = contents.lines
        places = [place for place in contents.places if isinstance(place, IdentifierPlace)]
        numbers = [self._written_number(place) for place in places]
        self._counts = len(set(numbers)) == len(numbers) > 1

    def rewrite(self, place: IdentifierPlace, after: Paper) -> list[Replacement]:
        """Return no edits: an identifier has no place for anything else."""
        for field in changed_fields(place.paper, after):
            raise NoPlaceError(_REASON, field)
        return []

    def remove(self, place: IdentifierPlace) -> list[Replacement]:
        """Return the edits that remove a line."""
        return [deletion(place.lines)]

    def new(self, paper: Paper, neighbour: IdentifierPlace, number: int | None) -> list[str]:
        """Return a line with the identifier of a paper, written as that of its neighbour."""
        line = self._lines[neighbour.line - 1]
        marker = _MARKER.match(line)
        before = re.sub(r"\[[xX]\]", "[ ]", marker[0]) if marker else ""
        if number is not None:
            before = re.sub(r"\d+", str(number), before, count=1)
        text = before + _word_of(neighbour.paper, line[len(before) :], paper)
        _check_is_all(without_headings(paper, neighbour), text)
        return [text]

    def gap(self, neighbour: IdentifierPlace) -> list[str]:
        """Return no lines."""
        return []

    def head(self, place: IdentifierPlace) -> range:
        """Return no lines, because lists have no header."""
        return range(place.line, place.line)

    def number(self, place: IdentifierPlace) -> int | None:
        """Return the number of a line of a list that counts; None if it has none."""
        return self._written_number(place) if self._counts else None

    def renumber(self, place: IdentifierPlace, number: int) -> list[Replacement]:
        """Return the edits that change the number of a line."""
        line = re.sub(r"\d+", str(number), self._lines[place.line - 1], count=1)
        return [Replacement(place.lines, (line,))]

    def numbered(self, paper: Paper, place: IdentifierPlace, number: int) -> Paper:
        """Return the same paper, because the number of a line is no value."""
        return paper

    def _written_number(self, place: IdentifierPlace) -> int | None:
        marker = _MARKER.match(self._lines[place.line - 1])
        return int(marker["number"]) if marker and marker["number"] else None


def _word_of(model: Paper, text: str, paper: Paper) -> str:
    """Return the identifier of a paper in the form of that of another one.

    Args:
        model: The other paper.
        text: Its line, without the marker.
        paper: The paper.
    """
    start, _, rest = text.partition(model.title)
    closing = rest[:1] if rest[:1] in (">", ")", '"') else ""
    old, new = model.arxiv_id, paper.arxiv_id
    is_address = model.title.lower().startswith("http")  # as the paper is linked
    if is_address or old is None or new is None or old.id not in model.title:
        return f"{start}{paper.link.url if paper.link else paper.title}{closing}"
    versioned = f"{old.id}v{old.version}"
    replaced, by = (versioned, str(new)) if versioned in model.title else (old.id, new.id)
    word = model.title.replace(replaced, by)
    code = paper.category.code if paper.category and model.category else None
    return f"{start}{word}{closing}{f' [{code}]' if code else ''}"


def _check_is_all(paper: Paper, line: str) -> None:
    """Check that a line says all of a paper.

    Raises:
        NoPlaceError: It doesn't.
    """
    listed = next(iter(identifiers_in(line)), None)
    written = {"title", "links", *(["category"] if listed and listed.category else [])}
    for field in changed_fields(None, paper):
        if field not in written:
            raise NoPlaceError(_REASON, field)
    for link in paper.links[1:]:
        raise NoPlaceError(_REASON, "links", link)
    if listed and (paper.title, *paper.links) != (listed.text, Link(url=listed.url)):
        instead = attrs.evolve(paper, title=listed.text, links=[Link(url=listed.url)])
        raise NoPlaceError(_REASON, "title", instead=instead)
