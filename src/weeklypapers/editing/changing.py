"""Changed papers in the document that they were read from.

Rows are rewritten in the style of the list. The result is read again and must contain exactly the
requested papers; otherwise nothing changes and an `EditError` names the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from weeklypapers.editing.differences import changed_fields
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.edits import Replacement, TextEdits
from weeklypapers.editing.item_links import with_linked_values
from weeklypapers.editing.numbering import numbers_without
from weeklypapers.editing.obstacles import Obstacles
from weeklypapers.editing.places import Contents, IdentifierPlace, ItemPlace, Place, read_contents
from weeklypapers.editing.verifying import verified
from weeklypapers.editing.writers import Writers
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["change_papers", "with_new_labels"]

_LABEL_TEXTS = ("title", "venue", "affiliation", "comment")


def change_papers(
    document: Document,
    papers: Sequence[Paper],
    changed: Sequence[Paper | None],
    *,
    strict: bool = False,
) -> EditedDocument:
    """Return the document with changed papers, and without removed ones.

    Args:
        document: The document.
        papers: Its papers with their records.
        changed: For each paper its new state; None to remove it.
        strict: Whether a value without a place in the list is an error; else it is left out.

    Raises:
        EditError: A paper can't be written in its place.
    """
    contents = read_contents(document)
    obstacles = Obstacles(document.file, strict=strict)
    changes = _Changes(contents, obstacles)
    expected: dict[int, Paper] = {}
    for index, (place, before, after) in enumerate(
        zip(contents.places, papers, changed, strict=True)
    ):
        if after is None:
            changes.remove(index, place)
        else:
            expected[index] = changes.change(index, place, before, after)
    obstacles.check()
    changes.renumber([place for i, place in enumerate(contents.places) if i not in expected])
    edits = TextEdits(document.text)
    edits.add(changes.edits)
    return verified(document, contents, edits.text(), expected, obstacles)


class _Changes:
    """The edits of changed and removed papers.

    Attributes:
        edits: The edits.
    """

    def __init__(self, contents: Contents, obstacles: Obstacles) -> None:
        self.edits: list[Replacement] = []
        self._places = contents.places
        self._writers = Writers(contents)
        self._obstacles = obstacles
        self._shared = _shared_lines(contents.places)

    def change(self, index: int, place: Place, before: Paper, after: Paper) -> Paper:
        """Add the edits of a changed paper, and return the paper that will be read."""
        if before == after:
            return after
        after = with_new_labels(before, after)
        if isinstance(place, ItemPlace):
            after = with_linked_values(place, after)
        fields = changed_fields(place.paper, after)
        if not fields:
            return after
        if obstacle := self._obstacle(place):
            error = EditError(obstacle, ", ".join(fields))
            self._obstacles.note(error, index, after, place.line)
            return after
        writer = self._writers[place]
        paper, edits = self._obstacles.write(
            index, place.paper, after, lambda paper: writer.rewrite(place, paper)
        )
        self.edits += edits or []
        return paper

    def remove(self, index: int, place: Place) -> None:
        """Add the edits that remove a paper."""
        if obstacle := self._obstacle(place):
            self._obstacles.note(EditError(obstacle), index, place.paper, place.line)
            return
        try:
            self.edits += self._writers[place].remove(place)
        except EditError as error:
            self._obstacles.note(error, index, place.paper, place.line)

    def renumber(self, removed: Sequence[Place]) -> None:
        """Add the edits of the numbers of items after removed ones, in lists that count."""
        kinds = ItemPlace, IdentifierPlace
        if not any(isinstance(place, kinds) for place in removed):
            return
        items = [place for place in self._places if isinstance(place, kinds)]
        numbers: dict[Place, int | None] = {
            place: self._writers[place].number(place) for place in items
        }
        for place, number in numbers_without(numbers, removed).items():
            self.edits += self._writers[place].renumber(place, number)

    def _obstacle(self, place: Place) -> str | None:
        """Return the reason why no paper of a place can be changed, if there is one."""
        try:
            self._writers[place]
        except EditError as error:
            return error.reason
        if not self._shared.isdisjoint(place.lines):
            return "the line lists several papers, so none of them can be changed"
        return None


def _shared_lines(places: Iterable[Place]) -> set[int]:
    """Return the lines that belong to several papers."""
    counts = Counter(line for place in places for line in place.lines)
    return {line for line, count in counts.items() if count > 1}


def with_new_labels(before: Paper, after: Paper) -> Paper:
    """Return the paper with new labels for links that are labelled with a text that changed.

    In ``[Title](https://…)``, a new title is a new label.
    """
    old_labels = {link.label for link in before.links}
    labels: dict[str, str | None] = {}
    for field in _LABEL_TEXTS:
        old, new = getattr(before, field), getattr(after, field)
        label = " ".join((old or "").split())
        if old and old != new and label in old_labels:
            labels[label] = new
    if not labels:
        return after
    links = [
        attrs.evolve(link, label=labels[link.label]) if link.label in labels else link
        for link in after.links
    ]
    return attrs.evolve(after, links=links)
