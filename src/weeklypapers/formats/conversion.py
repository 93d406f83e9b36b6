"""Markdown that was made from a document in another format, and the way back to its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = ["Conversion", "SourceLine"]


class SourceLine(NamedTuple):
    """The place in the original document from which a line of Markdown was made.

    Attributes:
        line: The line, counted from 1.
        shift: The number of characters that precede the text in the original line; None if the
            characters differ.
        part: The part of the document, such as "cell 3", for messages.
    """

    line: int
    shift: int | None = None
    part: str = ""


@attrs.frozen
class Conversion:
    """Markdown that was made from a document in another format.

    Attributes:
        text: The Markdown.
        sources: The place from which each of its lines was made.
        name: The name of the original format, with an article.
    """

    text: str
    sources: Sequence[SourceLine]
    name: str

    def problem(self, problem: Problem) -> Problem:
        """Return a problem of the Markdown with its place in the original, and without a fix."""
        source = self._source(problem.line)
        if source is None:
            return problem
        column = None
        if problem.column is not None and source.shift is not None:
            column = problem.column + source.shift
        part = f" @ {source.part}" if source.part else ""
        return attrs.evolve(
            problem,
            message=f"{problem.message}{part}",
            line=source.line,
            column=column,
            fix=(),
        )

    def paper(self, paper: Paper) -> Paper:
        """Return a paper with the line of its origin in the original."""
        source = self._source(paper.origin.line) if paper.origin else None
        if source is None or paper.origin is None:
            return paper
        return attrs.evolve(paper, origin=attrs.evolve(paper.origin, line=source.line))

    def _source(self, line: int | None) -> SourceLine | None:
        if line is None or not self.sources:
            return None
        return self.sources[min(line, len(self.sources)) - 1]
