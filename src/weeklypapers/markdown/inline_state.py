"""State of the inline parser: pieces of text, emphasis and links (GFM, appendix, phase 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import attrs

from weeklypapers.markdown.nodes import MarkKind

__all__ = ["Bracket", "Construct", "Delimiter", "HtmlTag", "InlineState"]


class Construct(NamedTuple):
    """A future `Mark`, which covers the pieces from `first` up to but not including `last`."""

    kind: MarkKind
    first: int
    last: int
    start: int
    stop: int
    target: str | None = None
    alt: str = ""


class HtmlTag(NamedTuple):
    """An HTML tag, the piece in its place, and the number of constructs before it."""

    name: str
    closing: bool
    attributes: str
    piece: int
    constructs: int
    start: int
    stop: int


class Bracket(NamedTuple):
    """An opening bracket, ``[`` or ``![``, with its piece and the counts before it."""

    piece: int
    is_image: bool
    start: int
    stop: int
    constructs: int
    tags: int


@attrs.define(eq=False)
class Delimiter:
    """A run of ``*``, ``_`` or ``~`` that may open or close emphasis (GFM 6.4).

    Attributes:
        char: The character.
        length: The number of characters when it was read.
        can_open: True if it may open emphasis.
        can_close: True if it may close emphasis.
        piece: The piece that holds the characters that are still unused.
        stop: The offset in the source after it.
        previous: The run before it on the delimiter stack.
        next: The run after it on the delimiter stack.
    """

    char: str
    length: int
    can_open: bool
    can_close: bool
    piece: int
    stop: int
    previous: Delimiter | None
    next: Delimiter | None = None


class InlineState:
    """The pieces and constructs of a source, as they are read.

    Attributes:
        source: The source.
        references: The addresses of links by reference.
        texts: The texts of the pieces read so far.
        starts: The offsets in the source at which they start.
        stops: The offsets in the source at which they stop.
        pending: The offset after which the source is in no piece yet.
        constructs: The constructs read so far.
        tags: The HTML tags read so far.
        brackets: The opening brackets that may start a link or an image.
        links_barred: True if no open bracket may start a link, since links contain no links.
        delimiter: The last run on the delimiter stack.
        ticks: The offsets of all runs of backticks by length, once they are needed.
        absent: Strings that do not occur in the rest of the source.
    """

    __slots__ = (
        "absent",
        "brackets",
        "constructs",
        "delimiter",
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
        self.constructs: list[Construct] = []
        self.tags: list[HtmlTag] = []
        self.brackets: list[Bracket] = []
        self.links_barred: bool = True
        self.delimiter: Delimiter | None = None
        self.ticks: dict[int, list[int]] | None = None
        self.absent: set[str] = set()

    def flush(self, stop: int) -> None:
        """Make a piece of the pending text up to an offset."""
        start = self.pending
        if start < stop:
            self.texts.append(self.source[start:stop])
            self.starts.append(start)
            self.stops.append(stop)
            self.pending = stop

    def add(self, text: str, start: int, stop: int) -> int:
        """Add a piece in the place of a slice of the source, and return the offset after it."""
        if self.pending < start:
            self.flush(start)
        self.texts.append(text)
        self.starts.append(start)
        self.stops.append(stop)
        self.pending = stop
        return stop

    def find(self, text: str, position: int) -> int:
        """Return the offset of a string, or -1; an absent string is searched for only once."""
        if text in self.absent:
            return -1
        offset = self.source.find(text, position)
        if offset < 0:
            self.absent.add(text)
        return offset

    # --- emphasis ---

    def match_delimiters(self, bottom: int) -> None:
        """Match the delimiters after an offset (GFM, appendix, "process emphasis")."""
        current = self.delimiter
        if current is None or current.stop < bottom:
            return
        while current.previous is not None and current.previous.stop >= bottom:
            current = current.previous
        below = current.previous
        # If there is no opener for a closer, there is none before it for others of its kind.
        floors: dict[tuple[str, int], int] = {}
        before: Delimiter | None
        after: Delimiter | None
        while current is not None:
            before, after = current, current.next
            if current.can_close:
                kind = current.char, current.length % 3
                opener = _opener(current, max(bottom, floors.get(kind, 0)))
                if opener is not None:
                    before, after = self._emphasize(opener, current)
                else:
                    floors[kind] = current.stop
                    if not current.can_open:
                        before = current.previous
            # Remove the delimiters between the two from the stack.
            if before is not None:
                before.next = after
            if after is not None:
                after.previous = before
            current = after
        self.delimiter = below
        if below is not None:
            below.next = None

    def _emphasize(
        self, opener: Delimiter, closer: Delimiter
    ) -> tuple[Delimiter | None, Delimiter | None]:
        """Use up the inner ends of two runs, and return the remaining delimiters next to them."""
        texts, first, last = self.texts, opener.piece, closer.piece
        kind: MarkKind
        if closer.char == "~":
            if opener.length != closer.length:  # no strikethrough (GFM 6.5)
                return opener.previous, closer.next
            kind, used = "strike", opener.length
            start, stop = self.starts[first], self.stops[last]
        else:
            used = 2 if len(texts[first]) > 1 and len(texts[last]) > 1 else 1
            kind = "strong" if used > 1 else "em"
            self.stops[first] = start = self.stops[first] - used
            self.starts[last] = stop = self.starts[last] + used
        texts[first] = texts[first][used:]
        texts[last] = texts[last][used:]
        self.constructs.append(Construct(kind, first + 1, last, start, stop))
        return opener if texts[first] else opener.previous, closer if texts[last] else closer.next

    # --- links and images ---

    def add_link(self, bracket: Bracket, close: int, target: str, stop: int) -> None:
        """Add a link (GFM 6.6) or an image (GFM 6.7) whose text is between two brackets."""
        self.flush(close)
        self.match_delimiters(bracket.stop)
        piece, constructs = bracket.piece, self.constructs
        self.texts[piece] = ""
        if bracket.is_image:
            alt = self._image_alt(bracket)
            del self.texts[piece + 1 :], self.starts[piece + 1 :], self.stops[piece + 1 :]
            del constructs[bracket.constructs :], self.tags[bracket.tags :]
            constructs.append(Construct("image", piece, piece, bracket.start, stop, target, alt))
        else:
            last, alt = len(self.texts), ""
            if len(constructs) > bracket.constructs:
                alt = self.link_alt(piece, last, bracket.constructs, len(constructs))
            constructs.append(Construct("link", piece, last, bracket.start, stop, target, alt))
            self.links_barred = True
        self.pending = stop

    def _image_alt(self, bracket: Bracket) -> str:
        """Return the text after a bracket on one line, with that of images in it (GFM 6.7)."""
        texts = self.texts[bracket.piece :]
        for construct in self.constructs[bracket.constructs :]:
            if construct.kind == "image":
                texts[construct.first - bracket.piece] = construct.alt
        return "".join(texts).replace("\n", " ")

    def link_alt(self, first: int, last: int, start: int, stop: int) -> str:
        """Return the alternative texts of the images in a link, if it has no text itself.

        Args:
            first: The link's first piece.
            last: The piece after it.
            start: The index of the first construct in it.
            stop: The index of the construct after it.
        """
        if any(text and not text.isspace() for text in self.texts[first:last]):
            return ""
        images = (image for image in self.constructs[start:stop] if image.kind == "image")
        return " ".join(image.alt for image in images if image.alt)


def _opener(closer: Delimiter, floor: int) -> Delimiter | None:
    """Return the nearest run that a closer matches, not before an offset (GFM 6.4)."""
    opener = closer.previous
    while opener is not None and opener.stop >= floor:
        # Rules 9 and 10: if one of the two can both open and close, the sum of their lengths
        # must not be a multiple of 3, unless both lengths are.
        if (
            opener.char == closer.char
            and opener.can_open
            and (
                not (closer.can_open or opener.can_close)
                or closer.length % 3 == 0
                or (opener.length + closer.length) % 3 != 0
            )
        ):
            return opener
        opener = opener.previous
    return None
