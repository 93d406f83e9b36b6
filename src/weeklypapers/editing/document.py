"""A document and the papers that were read from it.

Reading imports only this module of the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from weeklypapers.dialects.dialect import Dialect
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = ["Document", "EditedDocument"]


class Document(NamedTuple):
    """A text and all papers that were read from it.

    Attributes:
        text: The text.
        papers: The papers.
        file: Name of the file or URL; None for text without one.
        dialect: The dialect that was requested; None if it was recognised.
        columns: The requested roles of columns, by header.
        obstacle: The reason why the text can't be edited; None if it can.
    """

    text: str
    papers: tuple[Paper, ...] = ()
    file: str | None = None
    dialect: str | Dialect | None = None
    columns: Mapping[str, str] = {}
    obstacle: str | None = None


class EditedDocument(NamedTuple):
    """A document after a change.

    Attributes:
        document: The new document with its papers.
        old_problems: The problems of the document before the change.
        problems: The problems of the new document.
    """

    document: Document
    old_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
