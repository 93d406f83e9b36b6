"""The papers of a changed text, which must be exactly those that were requested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from weeklypapers.display.text import counted
from weeklypapers.editing.differences import differences, fixed_by_heading
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.obstacles import NoPlaceError, Obstacles
from weeklypapers.editing.places import Contents, Place, read_contents
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Link, Paper

__all__ = ["verified"]


def verified(
    document: Document,
    old: Contents,
    text: str,
    expected: Mapping[int, Paper],
    obstacles: Obstacles,
) -> EditedDocument:
    """Return the document with a new text, after reading the expected papers from it.

    Args:
        document: The document before the change.
        old: Its contents.
        text: The new text.
        expected: The papers that must be read from the text, in the order of their lines, by the
            index with which `obstacles` knows them. Their records are kept.
        obstacles: The obstacles until now.

    Raises:
        EditError: Other papers are read from the text.
    """
    new = read_contents(document._replace(text=text), for_edit=False)
    if len(new.places) != len(expected):
        raise _wrong_count(document, old, new, len(expected))
    papers: list[Paper] = []
    for place, (index, paper) in zip(new.places, expected.items(), strict=True):
        for field in differences(paper, place.paper):
            error = _wrong_value(place, paper, field)
            line = paper.origin.line if paper.origin else None
            obstacles.note(error, index, paper, line)
        papers.append(attrs.evolve(place.paper, arxiv=paper.arxiv) if paper.arxiv else place.paper)
    obstacles.check()
    edited = document._replace(text=text, papers=tuple(papers))
    written = dict(zip(expected, papers, strict=True))
    problems = (*obstacles.problems(written), *new.problems)
    return EditedDocument(edited, tuple(old.problems), problems)


def _wrong_count(document: Document, old: Contents, new: Contents, expected: int) -> EditError:
    count = counted(len(new.places), "paper")
    reason = f"{count} would be read from the document instead of {expected:,}"
    known = {(problem.code, problem.text) for problem in old.problems}
    messages = [
        problem.message for problem in new.problems if (problem.code, problem.text) not in known
    ]
    return EditError(": ".join([reason, *messages[:1]]), None, None, document.file)


def _wrong_value(place: Place, expected: Paper, field: str) -> EditError:
    if field == "links" and (error := _wrong_label(expected.links, place.paper.links)):
        return error
    value, actual = getattr(expected, field), getattr(place.paper, field)
    reason = f"it would be read as {show(actual)} instead of {show(value)}"
    heading = place.section.dating if place.section else None
    if field in ("week", "listed_date") and heading and field not in place.columns:
        reason = fixed_by_heading(heading, value)
    elif field == "topics" and field not in place.columns:
        reason = f"it comes from the headings above: {reason}"
    return EditError(reason, field)


def _wrong_label(expected: Sequence[Link], actual: Sequence[Link]) -> EditError | None:
    """Return the error for a label that the list doesn't write; None if addresses differ."""
    if [link.url for link in expected] != [link.url for link in actual]:
        return None
    for link, other in zip(expected, actual, strict=True):
        if link != other:
            reason = f"the label of {show(link.url)} can only be {show(other.label)}"
            return NoPlaceError(reason, "links", None, link.label or link.listed_kind or "")
    return None
