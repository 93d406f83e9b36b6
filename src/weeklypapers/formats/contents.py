"""The content of a source: text to read, or the reason why there is none.

It is recognised from what it is, and not only from the suffix of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

from weeklypapers.formats.conversion import Conversion
from weeklypapers.formats.encodings import decoded, encoding_of, not_utf_8
from weeklypapers.formats.signatures import ARCHIVES, ENOUGH, MESSAGES, OtherFormat, other_format
from weeklypapers.model.problems import Problem

__all__ = ["Content", "content_of"]

_BLANKS = "\ufeff \t\r\n\v\f"
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*+<(?:!doctype html|html|head)\b", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(r'\{\s*"|\[\s*\{\s*"')  # a list in Markdown has no such beginning
# The magic number, https://parquet.apache.org/docs/file-format/, and the first byte after it, of a
# page header or the footer: field 1 of type i32, in Thrift's compact protocol.
_PARQUET = "PAR1\x15"

_PREAMBLE = 4_096  # characters in which the first tag or the first name is

_PAGE_FORMAT = OtherFormat(
    "a web page without an article",
    "save the file that it shows; on GitHub, the button 'Raw' leads to it",
)
_DATA = {
    ".parquet": OtherFormat("Parquet", "`read` reads it from a file"),
    ".json": OtherFormat("JSON", "`from_json` reads it"),
    ".jsonl": OtherFormat("JSON Lines", "`read` reads it from a file"),
}
_EXPECTED = "expected a list in Markdown, CSV, TSV, JSON, JSON Lines or Parquet"


@attrs.frozen
class Content:
    """The content of a source.

    Attributes:
        pieces: The text, whole or line by line.
        suffix: The suffix of its format, if it is not that of the name.
        problems: The problems of the source as a whole.
        is_readable: False if it is in a format that is not read, or empty.
        conversion: The Markdown that was made from it, if it is in another format.
    """

    pieces: Iterable[str]
    suffix: str | None = None
    problems: Sequence[Problem] = ()
    is_readable: bool = True
    conversion: Conversion | None = None


def content_of(
    pieces: Iterable[str],
    file: str | None,
    *,
    is_markdown: bool,
    may_be_data: bool = False,
    may_be_empty: bool = False,
) -> Content:
    """Recognise the content of a source.

    Only the beginning is looked at, unless it is the beginning of another format.

    Args:
        pieces: The text, whole or line by line, decoded as UTF-8 with "surrogateescape".
        file: The name of the list, for problems.
        is_markdown: True if it is Markdown according to its name or the caller.
        may_be_data: True if it may be JSON or Parquet in spite of that.
        may_be_empty: True if an empty text is a list without papers.
    """
    beginning = _Beginning(iter(pieces))
    problems: list[Problem] = []
    if encoding := encoding_of(beginning.raw):
        problems.append(not_utf_8(encoding, file))
        beginning = _Beginning(decoded(beginning.pieces(), encoding, file))
    if not beginning.text:
        if not may_be_empty:
            problems.append(_empty(file))
        return Content(beginning.pieces(), problems=problems, is_readable=may_be_empty)
    content = _other_content(beginning, file) or (
        _page(beginning, file, is_markdown=is_markdown)
        or (is_markdown and _data(beginning, file, may_be_data=may_be_data))
        or Content(beginning.pieces())
    )
    return attrs.evolve(content, problems=[*problems, *content.problems])


class _Beginning:
    """The beginning of a text, which may be extended.

    Attributes:
        raw: The first piece.
        text: The beginning from the first character that is not blank; "" if there is none.
    """

    def __init__(self, rest: Iterator[str]) -> None:
        self.raw = next(rest, "")
        self.text = self.raw.lstrip(_BLANKS)
        self._read = [self.raw]
        self._rest = rest
        while not self.text and (piece := next(rest, None)) is not None:
            self._read.append(piece)
            self.text = piece.lstrip(_BLANKS)

    def extend(self, size: int) -> str:
        """Return the beginning with at least `size` characters, if there are as many."""
        parts, length = [self.text], len(self.text)
        while length < size and (piece := next(self._rest, None)) is not None:
            self._read.append(piece)
            parts.append(piece)
            length += len(piece)
        self.text = "".join(parts)
        return self.text

    def pieces(self) -> Iterator[str]:
        """Return all pieces."""
        return chain(self._read, self._rest)

    def whole(self) -> str:
        """Return the whole text."""
        return "".join(self.pieces())


def _other_content(beginning: _Beginning, file: str | None) -> Content | None:
    text = beginning.text
    if text.startswith(ARCHIVES):
        text = beginning.extend(ENOUGH)
    elif text.startswith(MESSAGES):
        text = beginning.extend(_PREAMBLE)
    other = other_format(text)
    return other and _refusal(other, file)


def _page(beginning: _Beginning, file: str | None, *, is_markdown: bool) -> Content | None:
    """Return the content of a web page, or None."""
    text = beginning.text
    if text.startswith(("<!--", "<?xml")):
        text = beginning.extend(_PREAMBLE)
    if not text.startswith("<") or not _PAGE.match(text):
        return None
    if is_markdown:
        from weeklypapers.formats import web_page

        text = beginning.whole()
        if conversion := web_page.to_markdown(text):
            return Content([conversion.text], conversion=conversion)
    return _refusal(_PAGE_FORMAT, file)


def _data(beginning: _Beginning, file: str | None, *, may_be_data: bool) -> Content | None:
    """Return the content of a notebook, JSON, JSON Lines or Parquet, or None."""
    text = beginning.text
    if text.startswith(_PARQUET):
        return _of_format(".parquet", beginning.pieces(), file, allowed=may_be_data)
    if not text.startswith(("{", "[")) or not _OBJECT.match(beginning.extend(_PREAMBLE)):
        return None
    import json

    first, _, others = beginning.text.partition("\n")
    try:
        if others.strip() and isinstance(json.loads(first), dict):
            return _of_format(".jsonl", beginning.pieces(), file, allowed=may_be_data)
    except (ValueError, RecursionError):  # the first line is not JSON
        pass
    from weeklypapers.formats import notebook

    text = beginning.whole()
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return Content([text])
    if notebook.is_notebook(document):
        conversion = notebook.to_markdown(text.removeprefix("\ufeff"))
        return Content([conversion.text], conversion=conversion)
    return _of_format(".json", [text], file, allowed=may_be_data)


def _of_format(suffix: str, pieces: Iterable[str], file: str | None, *, allowed: bool) -> Content:
    return Content(pieces, suffix) if allowed else _refusal(_DATA[suffix], file)


# Problems


def _refusal(other: OtherFormat, file: str | None) -> Content:
    problem = Problem(
        code="other-format",
        message=f"{_EXPECTED}, got {other.name}: {other.advice}",
        line=1,
        column=1,
        file=file,
    )
    return Content((), problems=[problem], is_readable=False)


def _empty(file: str | None) -> Problem:
    message = f"{_EXPECTED}, and the text is empty"
    return Problem(code="empty", message=message, line=1, column=1, file=file)
