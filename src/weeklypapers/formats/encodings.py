"""The encoding of a text: UTF-8, or UTF-16 or UTF-32 that was read as UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from weeklypapers.markdown import split_lines
from weeklypapers.model._fields import is_unicode
from weeklypapers.model.problems import Problem

__all__ = [
    "NotUtf8Error",
    "check_unicode",
    "decoded",
    "encoding_of",
    "is_unicode",
    "not_utf_8",
    "to_bytes",
]

# Files are decoded as UTF-8 with "surrogateescape", which is reversible.
_ESCAPE = "surrogateescape"

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32-LE",
    codecs.BOM_UTF32_BE: "UTF-32-BE",
    codecs.BOM_UTF16_LE: "UTF-16-LE",
    codecs.BOM_UTF16_BE: "UTF-16-BE",
}
# Which of the first bytes are zero, if a text begins with two ASCII characters.
_ZEROS = {
    (False, True, True, True, False, True, True, True): "UTF-32-LE",
    (True, True, True, False, True, True, True, False): "UTF-32-BE",
    (False, True, False, True): "UTF-16-LE",
    (True, False, True, False): "UTF-16-BE",
}


class NotUtf8Error(Exception):
    """A text contains a byte or a character that is not possible in UTF-8.

    Attributes:
        problem: The problem, with its position.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def encoding_of(beginning: str) -> str | None:
    """Return the encoding of a text that was decoded as UTF-8; None for UTF-8 and all others.

    It is recognised from a byte order mark, or from the zeros in two ASCII characters.

    Args:
        beginning: The beginning of the text.
    """
    first = beginning[:8]
    if first.isascii() and "\0" not in first:
        return None
    try:
        head = first.encode("utf-8", _ESCAPE)
    except UnicodeEncodeError:  # not from a file
        return None
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    zeros = tuple(byte == 0 for byte in head)
    return next((name for begin, name in _ZEROS.items() if zeros[: len(begin)] == begin), None)


def decoded(pieces: Iterable[str], encoding: str, file: str | None) -> Iterator[str]:
    """Yield a text that was decoded as UTF-8 in its own encoding, without a byte order mark.

    Args:
        pieces: The text, whole or line by line.
        encoding: The encoding, from `encoding_of`.
        file: The name of the list, for problems.

    Yields:
        The text, whole or line by line.

    Raises:
        NotUtf8Error: The text is not in that encoding, either.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    parts: list[str] = []  # of an incomplete line
    lines, is_first = 0, True
    try:
        for piece in pieces:
            text = decoder.decode(piece.encode("utf-8", _ESCAPE))
            if is_first and text:
                text, is_first = text.removeprefix("\ufeff"), False
            cut = text.rfind("\n") + 1
            if cut:
                yield "".join([*parts, text[:cut]])
                lines += text.count("\n")
                parts.clear()
            parts.append(text[cut:])
        parts.append(decoder.decode(b"", final=True))
    except UnicodeError as error:
        message = f"expected text in UTF-8, got {encoding} with an error: {error}"
        problem = Problem(code="not-utf-8", message=message, line=lines + 1, column=1, file=file)
        raise NotUtf8Error(problem) from None
    yield "".join(parts)


def not_utf_8(encoding: str, file: str | None) -> Problem:
    """Return the problem of a text that was read in another encoding."""
    return Problem(
        code="not-utf-8",
        message=f"expected text in UTF-8, got {encoding}, and read it as such",
        line=1,
        column=1,
        severity="repaired",
        file=file,
    )


def check_unicode(lines: list[str], lines_before: int, file: str | None) -> None:
    """Check that each line can be written in UTF-8.

    Raises:
        NotUtf8Error: A line can't; the error has the position of the first byte or character.
    """
    for number, line in enumerate(lines, lines_before + 1):
        try:
            line.encode()
        except UnicodeEncodeError as error:
            raise NotUtf8Error(_impossible(line, number, error.start, file)) from None


def to_bytes(text: str, file: str | None) -> bytes:
    """Return the bytes from which a text was decoded.

    Raises:
        NotUtf8Error: The text was never decoded, and has a character that UTF-8 can't have.
    """
    try:
        return text.encode("utf-8", _ESCAPE)
    except UnicodeEncodeError as error:
        *above, before = split_lines(text[: error.start + 1])
        line = split_lines(text)[len(above)]
        problem = _impossible(line, len(above) + 1, len(before) - 1, file)
        raise NotUtf8Error(problem) from None


def _impossible(line: str, number: int, start: int, file: str | None) -> Problem:
    code = ord(line[start])
    # U+DC80 to U+DCFF represent bytes.
    shown = f"the byte 0x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}"
    return Problem(
        code="not-utf-8",
        message=f"expected text in UTF-8, got {shown}",
        line=number,
        column=start + 1,
        text=line.encode(errors="backslashreplace").decode(),
        file=file,
    )
