"""Inline content while it is read: pieces of text, emphasis and links (GFM, appendix)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bracket", "Found", "MarkKind", "Parser", "Tag"]

MarkKind: TypeAlias = Literal[
    "strong", "em", "code", "link", "image", "small", "underline", "strike"
]


class Found(NamedTuple):
    """A construct found; `first` and `last` are the pieces it begins at and ends before."""

    kind: MarkKind
    first: int
    last: int
    start: int
    stop: int
    target: str | None = None
    alt: str = ""


class Tag(NamedTuple):
    """An HTML tag that stands before a piece, after so many constructs found."""

    name: str
    closing: bool
    attributes: str
    piece: int
    found: int
    start: int
    stop: int


class Bracket(NamedTuple):
    """An opening bracket, its piece, and how much had been found before it."""

    piece: int
    is_image: bool
    start: int
    position: int
    found: int
    tags: int


@attrs.define(eq=False)
class _Delimiter:
    """A run of ``*``, ``_`` or ``~`` that may open or close emphasis (GFM 6.4)."""

    char: str
    length: int
    can_open: bool
    can_close: bool
    piece: int
    position: int
    previous: _Delimiter | None
    next: _Delimiter | None = None


class Parser:
    """A source while it is read (GFM, appendix, "Phase 2: inline structure").

    What was read so far is in pieces; from `pending` on, it is text that is in none yet.
    """

    __slots__ = (
        "absent",
        "brackets",
        "delimiter",
        "found",
        "links_barred",
        "pending",
        "references",
        "source",
        "starts",
        "stops",
        "tags",
        "texts",
        "ticks",
    )

    def __init__(self, source: str, references: Mapping[str, str]) -> None:
        self.source: str = source
        self.references: Mapping[str, str] = references
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.pending: int = 0
        self.found: list[Found] = []
        self.tags: list[Tag] = []
        self.brackets: list[Bracket] = []
        self.links_barred: bool = True
        self.delimiter: _Delimiter | None = None
        self.ticks: dict[int, list[int]] | None = None
        self.absent: set[str] = set()

    def flush(self, stop: int) -> None:
        """Make a piece of the text up to an offset."""
        start = self.pending
        if start < stop:
            self.texts.append(self.source[start:stop])
            self.starts.append(start)
            self.stops.append(stop)
            self.pending = stop

    def add(self, text: str, start: int, stop: int) -> int:
        """Add a piece that stood at these offsets, and go on behind it."""
        self.flush(start)
        self.texts.append(text)
        self.starts.append(start)
        self.stops.append(stop)
        self.pending = stop
        return stop

    def find(self, what: str, position: int) -> int:
        """Find a string; what once was not found is not looked for again."""
        if what in self.absent:
            return -1
        found = self.source.find(what, position)
        if found < 0:
            self.absent.add(what)
        return found

    # Emphasis

    def push_delimiter(self, start: int, stop: int, flanks: tuple[bool, bool]) -> None:
        """Put a run of delimiters on the stack (GFM, appendix, "delimiter stack")."""
        self.add(self.source[start:stop], start, stop)
        char, last, piece = self.source[start], self.delimiter, len(self.texts) - 1
        self.delimiter = _Delimiter(char, stop - start, *flanks, piece, stop, last)
        if last is not None:
            last.next = self.delimiter

    def emphasize(self, bottom: int) -> None:
        """Match the delimiters from an offset on (GFM, appendix, "process emphasis")."""
        closer = self.delimiter
        if closer is None or closer.position < bottom:
            return
        while closer.previous is not None and closer.previous.position >= bottom:
            closer = closer.previous
        below = closer.previous
        # Where there was no opener for one closer, there is none for the next of its kind.
        floors: dict[tuple[str, int], int] = {}
        current: _Delimiter | None = closer
        while current is not None:
            current = self.close(current, bottom, floors) if current.can_close else current.next
        self.delimiter = below
        if below is not None:
            below.next = None

    def close(
        self, closer: _Delimiter, bottom: int, floors: dict[tuple[str, int], int]
    ) -> _Delimiter | None:
        """Match one closing run, and give the one to go on with."""
        kind = closer.char, closer.length % 3
        opener = _opener(closer, max(bottom, floors.get(kind, 0)))
        if opener is not None:
            return self.strike(opener, closer) if closer.char == "~" else self.wrap(opener, closer)
        floors[kind] = closer.position
        following = closer.next
        if not closer.can_open:
            _unlink(closer)
        return following

    def wrap(self, opener: _Delimiter, closer: _Delimiter) -> _Delimiter | None:
        """Emphasis, strong if both runs have two left; it uses up their inner ends."""
        texts, first, last = self.texts, opener.piece, closer.piece
        used = 2 if len(texts[first]) > 1 and len(texts[last]) > 1 else 1
        texts[first] = texts[first][used:]
        texts[last] = texts[last][used:]
        self.stops[first] -= used
        self.starts[last] += used
        kind: MarkKind = "strong" if used > 1 else "em"
        span = self.stops[first], self.starts[last]
        self.found.append(Found(kind, first + 1, last, *span))
        opener.next, closer.previous = closer, opener
        if not texts[first]:
            _unlink(opener)
        if texts[last]:
            return closer
        _unlink(closer)
        return closer.next

    def strike(self, opener: _Delimiter, closer: _Delimiter) -> _Delimiter | None:
        """Strikethrough (GFM 6.5), if both runs have as many tildes."""
        first, last = opener.piece, closer.piece
        if opener.length == closer.length:
            self.texts[first] = self.texts[last] = ""
            span = self.starts[first], self.stops[last]
            self.found.append(Found("strike", first + 1, last, *span))
        opener.next, closer.previous = closer, opener
        _unlink(opener)
        _unlink(closer)
        return closer.next

    # Links and images

    def push_bracket(self, start: int, stop: int) -> None:
        """Remember an opening bracket, ``[`` or ``![``."""
        self.add(self.source[start:stop], start, stop)
        is_image = stop - start > 1
        self.brackets.append(
            Bracket(len(self.texts) - 1, is_image, start, stop, len(self.found), len(self.tags))
        )
        if not is_image:
            self.links_barred = False

    def link(self, bracket: Bracket, close: int, target: str, stop: int) -> None:
        """A link (GFM 6.6) or an image (GFM 6.7): between the brackets is its text."""
        self.flush(close)
        self.emphasize(bracket.position)
        piece = bracket.piece
        self.texts[piece] = ""
        if bracket.is_image:
            alt = self.alt_text(bracket)
            del self.texts[piece + 1 :], self.starts[piece + 1 :], self.stops[piece + 1 :]
            del self.found[bracket.found :], self.tags[bracket.tags :]
            self.found.append(Found("image", piece, piece, bracket.start, stop, target, alt))
        else:
            alt = self.link_alt(piece, len(self.texts), bracket.found, len(self.found))
            last = len(self.texts)
            self.found.append(Found("link", piece, last, bracket.start, stop, target, alt))
            self.links_barred = True
        self.pending = stop

    def alt_text(self, bracket: Bracket) -> str:
        """The text behind a bracket on one line, the images in it by theirs (GFM 6.7)."""
        texts = self.texts[bracket.piece :]
        for found in self.found[bracket.found :]:
            if found.kind == "image":
                texts[found.first - bracket.piece] = found.alt
        return "".join(texts).replace("\n", " ")

    def link_alt(self, first: int, last: int, found: int, until: int) -> str:
        """The alternative texts of the images in a link, if it has no text."""
        if found == until or any(text and not text.isspace() for text in self.texts[first:last]):
            return ""
        return " ".join(
            image.alt for image in self.found[found:until] if image.kind == "image" and image.alt
        )


def _unlink(delimiter: _Delimiter) -> None:
    """Take a delimiter out of the list; the last one's place in the parser is cleared later."""
    if delimiter.previous is not None:
        delimiter.previous.next = delimiter.next
    if delimiter.next is not None:
        delimiter.next.previous = delimiter.previous


def _opener(closer: _Delimiter, floor: int) -> _Delimiter | None:
    """The nearest run that a closer can match, not before an offset (GFM 6.4, rules 9, 10)."""
    opener = closer.previous
    while opener is not None and opener.position >= floor:
        if opener.char == closer.char and opener.can_open and _fit(opener, closer):
            return opener
        opener = opener.previous
    return None


def _fit(opener: _Delimiter, closer: _Delimiter) -> bool:
    if not (closer.can_open or opener.can_close):
        return True
    return closer.length % 3 == 0 or (opener.length + closer.length) % 3 != 0
