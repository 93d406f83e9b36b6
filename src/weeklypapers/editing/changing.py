"""Changed papers in the document that they were read from.

Rows are rewritten in the style of the list. The result is read again and must contain exactly the
requested papers; otherwise nothing changes and an `EditError` names the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from weeklypapers.editing.differences import (
    changed_fields,
    differences,
    fixed_by_heading,
)
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.layout import Layout, layout_of
from weeklypapers.editing.places import Contents, LineEdits, PaperPlace, RowPlace, read_contents
from weeklypapers.editing.rows import row_writer
from weeklypapers.markdown import Chunk
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Paper

__all__ = ["change_papers", "verified", "with_new_labels"]

_LABEL_TEXTS = ("title", "venue", "affiliation", "comment")


def change_papers(
    document: Document, papers: Sequence[Paper], changed: Sequence[Paper | None]
) -> EditedDocument:
    """Return the document with changed papers.

    Args:
        document: The document.
        papers: Its papers with their records.
        changed: For each paper its new state; None to delete it.

    Raises:
        EditError: A paper can't be written in its place.
    """
    new = [
        after and with_new_labels(before, after)
        for before, after in zip(papers, changed, strict=True)
    ]
    contents = read_contents(document)
    text = _changed_text(document, contents, new)
    return verified(document, contents, text, [paper for paper in new if paper is not None])


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


def _changed_text(document: Document, contents: Contents, papers: Sequence[Paper | None]) -> str:
    edits = LineEdits(document.text)
    layouts: dict[Chunk, Layout] = {}
    shared = Counter(place.line for place in contents.rows)
    for place, paper in zip(contents.places, papers, strict=True):
        fields = [] if paper is None else changed_fields(place.paper, paper)
        if paper is not None and not fields:
            continue
        if not isinstance(place, RowPlace):
            verb = "deleted" if paper is None else "rewritten"
            reason = f"{place.form} can't be {verb}, only rows of Markdown tables can"
            raise EditError(reason, ", ".join(fields) or None, place.line, document.file)
        if (count := shared[place.line]) > 1:
            reason = f"{count} papers share its row; write each in a row of its own first"
            raise EditError(reason, ", ".join(fields) or None, place.line, document.file)
        if place.is_continued and (paper is None or "title" in fields):
            reason = "its title continues in the next row; join the rows first"
            raise EditError(reason, ", ".join(fields) or None, place.line, document.file)
        if paper is None:
            edits.replace(place.line, None)
            continue
        if place.chunk not in layouts:
            layouts[place.chunk] = layout_of(place.chunk)
        writer = row_writer(place.reader, layouts[place.chunk])
        try:
            edits.replace(place.line, writer.rewrite(place.row, place.paper, paper))
        except EditError as error:
            raise EditError(error.reason, error.field, place.line, document.file) from None
    return edits.text()


def verified(
    document: Document, old: Contents, text: str, expected: Sequence[Paper]
) -> EditedDocument:
    """Return the document with a new text, after reading the expected papers from it.

    Args:
        document: The document before the change.
        old: Its contents.
        text: The new text.
        expected: The papers that must be read from the text. Their records are kept.

    Raises:
        EditError: Other papers are read from the text.
    """
    new = read_contents(document._replace(text=text))
    if len(new.places) != len(expected):
        raise _wrong_count(document, old, new, len(expected))
    papers: list[Paper] = []
    for place, paper in zip(new.places, expected, strict=True):
        if fields := differences(paper, place.paper):
            raise _wrong_paper(document, place, paper, fields[0])
        papers.append(attrs.evolve(place.paper, arxiv=paper.arxiv) if paper.arxiv else place.paper)
    edited = document._replace(text=text, papers=tuple(papers))
    return EditedDocument(edited, tuple(old.problems), tuple(new.problems))


def _wrong_count(document: Document, old: Contents, new: Contents, expected: int) -> EditError:
    reason = f"{len(new.places)} papers would be read from the document instead of {expected}"
    known = {(problem.code, problem.text) for problem in old.problems}
    messages = [
        problem.message for problem in new.problems if (problem.code, problem.text) not in known
    ]
    return EditError(": ".join([reason, *messages[:1]]), None, None, document.file)


def _wrong_paper(document: Document, place: PaperPlace, expected: Paper, field: str) -> EditError:
    value, actual = getattr(expected, field), getattr(place.paper, field)
    line = expected.origin.line if expected.origin else None
    reason = f"it would be read as {show(actual)} instead of {show(value)}"
    heading = place.section.dating if place.section else None
    if field in ("week", "listed_date") and heading and field not in place.columns:
        reason = fixed_by_heading(heading, value)
    elif field == "topics" and field not in place.columns:
        reason = f"it comes from the headings above: {reason}"
    return EditError(reason, field, line, document.file)
