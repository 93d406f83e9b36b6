"""Entries of lists, for the tests of the modules that read them."""

from __future__ import annotations

import weeklypapers as wp
from weeklypapers import Paper, Papers
from weeklypapers.dialects.collecting import ListedEntry
from weeklypapers.dialects.entries import Entry, Node, tree_of
from weeklypapers.dialects.items import ItemsReader
from weeklypapers.dialects.levels import Level, level_of
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.outline import Outline, Passage
from weeklypapers.markdown import Block, blocks

__all__ = [
    "LINK",
    "Messages",
    "entry_of",
    "level",
    "listed",
    "node",
    "paper",
    "passages",
    "problems_of",
    "read",
    "texts",
    "titles",
]

LINK = "(https://arxiv.org/abs/2406.00001)"
"""The target of a link to a paper, in Markdown."""

Messages = list[tuple[int | None, str, str]]
"""Line, severity and message of problems."""


def read(text: str) -> Papers:
    """Read a list, and collect its problems."""
    return wp.parse(text, on_error="collect")


def titles(text: str) -> list[str]:
    """Return the titles of a list."""
    return [each.title for each in read(text)]


def paper(text: str) -> Paper:
    """Return the only paper of a list."""
    (only,) = read(text)
    return only


def problems_of(text: str) -> Messages:
    """Return the problems of a list, without the one that says that it has no papers."""
    return [
        (each.line, each.severity, each.message)
        for each in read(text).problems
        if each.code != "no-papers"
    ]


def passages(text: str) -> list[Passage]:
    """Return the passages of a list without tables."""
    return [each for each in Outline(None).passages(blocks(text.splitlines())) if not each.chunk]


def node(text: str) -> Node:
    """Return the only item of a list, or its only other block."""
    (only,) = tree_of(block for block in blocks(text.splitlines()) if isinstance(block, Block))
    return only


def level(text: str) -> Level:
    """Return the entries of the last passage of a list."""
    passage = passages(text)[-1]
    return level_of(passage, tree_of(passage.blocks))


def entry_of(text: str) -> Entry:
    """Return the first entry of a list."""
    return next(found.entry for found in level(text).walk() if found.entry)


def listed(text: str) -> list[ListedEntry]:
    """Return the entries of a list that are papers."""
    return [
        each
        for result in ItemsReader(Origins(None), keeps_entries=True).read(passages(text))
        for each in result.entries
    ]


def texts(entry: Entry) -> list[str]:
    """Return the texts of the lines of an entry."""
    return [line.string() for line in entry.lines]
