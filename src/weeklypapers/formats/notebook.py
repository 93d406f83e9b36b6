"""Jupyter notebooks: the Markdown of their cells.

The format is described at https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from weeklypapers.formats.conversion import Conversion, SourceLine

__all__ = ["is_notebook", "to_markdown"]

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def is_notebook(document: object) -> bool:
    """Return whether a JSON document is a notebook."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("cells"), list)
        and "nbformat" in document
    )


def to_markdown(text: str) -> Conversion:
    """Return the Markdown cells of a notebook as one document.

    Args:
        text: The JSON of the notebook, which `is_notebook` accepts.
    """
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    lines: list[str] = []
    sources: list[SourceLine] = []
    for number, parts in _markdown_cells(text):
        is_open = False  # the last line continues in the next part
        for start, part in parts:
            source = SourceLine(bisect_right(line_starts, start), part=f"cell {number}")
            for line in _LINE.findall(part):
                if is_open:
                    lines[-1] += line
                else:
                    lines.append(line)
                    sources.append(source)
                is_open = not line.endswith("\n")
        if parts:
            lines.append("\n\n" if is_open else "\n")  # the end of the last line is not a line
            sources.append(sources[-1])
    return Conversion("".join(lines), sources, "a Jupyter notebook")


def _markdown_cells(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield the number of each Markdown cell, and the strings in it with their offsets."""
    # The strings of a JSON text have the same order as those of its value, except for names that
    # are repeated in one object, which a notebook doesn't have.
    offsets = (match.start() for match in _STRING.finditer(text))
    for name, value in json.loads(text).items():
        _skip(name, offsets)
        if name != "cells":
            _skip(value, offsets)
            continue
        for number, cell in enumerate(value, 1):
            parts = _source(cell, offsets)
            if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
                yield number, parts


def _source(cell: object, offsets: Iterator[int]) -> list[tuple[int, str]]:
    """Return the strings in the source of a cell, with their offsets, and skip its others."""
    if not isinstance(cell, dict):
        _skip(cell, offsets)
        return []
    parts: list[tuple[int, str]] = []
    for name, value in cell.items():
        _skip(name, offsets)
        if name == "source":
            parts += [(next(offsets, 0), part) for part in _strings(value)]
        else:
            _skip(value, offsets)
    return parts


def _skip(value: object, offsets: Iterator[int]) -> None:
    """Skip the offsets of the strings in a value."""
    for _ in _strings(value):
        next(offsets, None)


def _strings(value: object) -> Iterator[str]:
    """Yield the strings in a JSON value, with the names in its objects, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
