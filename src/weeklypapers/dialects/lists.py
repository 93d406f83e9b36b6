"""Lists as they are found in text: documents in Markdown, and lists of bare identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from weeklypapers.dialects.comments import without_comments
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.dialects.document import Batch, read_document
from weeklypapers.markdown.lines import NumberedLines

__all__ = ["read_list"]

# The beginning of a list of identifiers: an identifier or an address, with blanks or a bullet
# before it. It is only a necessary sign, which few other documents have.
_LOOKED_AT = 64
_MAY_BE_IDENTIFIER = re.compile(
    r"[\ufeff \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?[<\[(\"']?"
    r"(?:https?://|\d{4}\.\d{4}|arxiv|doi|10\.\d{4}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)


def read_list(
    lines: NumberedLines | Iterable[str],
    file: str | None,
    dialect: str | Dialect | None,
    overrides: Mapping[str, str],
    *,
    keeps_entries: bool = False,
) -> Iterator[Batch]:
    """Read a list part by part; arguments and errors are those of `read_document`."""
    if dialect is None and not overrides:
        beginning, rest = _beginning(iter(lines))
        lines = lines if isinstance(lines, NumberedLines) else rest
        if beginning:
            from weeklypapers.dialects import identifiers  # here, since few lists need it

            if identifiers.are_listed(without_comments(beginning)):
                return identifiers.read_lines(without_comments(lines), file)
    return read_document(lines, file, dialect, overrides, keeps_entries=keeps_entries)


def _beginning(lines: Iterator[str]) -> tuple[list[str], Iterator[str]]:
    """Return the first lines if they may be a list of identifiers, and all lines."""
    first: list[str] = []
    for line in lines:
        first.append(line)
        if line.strip("\ufeff \t\r\n") and not line.startswith(("#", "\ufeff#", "<!--")):
            break
    if not first or not _MAY_BE_IDENTIFIER.match(first[-1]):
        return [], chain(first, lines)
    first += islice(lines, _LOOKED_AT)
    return first, chain(first, lines)
