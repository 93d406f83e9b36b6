r"""Inline content as plain text, with what stood where (GFM section 6).

What is emphasis, code or a link is what cmark-gfm makes of it, with its extensions
"strikethrough" and "autolink". These things differ. Formulas between dollars are GitHub's, and
cmark-gfm knows none. HTML tags have a meaning: ``<b>`` is strong, ``<br>`` a line break. Link
reference definitions and e-mail addresses without angle brackets are left as text. Images'
alternative texts have no tags. A code span is found behind backticks that nothing closes, too,
where cmark-gfm may miss it. And blanks around the content are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

import attrs

from weeklypapers.markdown.addresses import read_target, url_span, www_span
from weeklypapers.markdown.characters import (
    PUNCTUATION,
    REFERENCE,
    SPACES,
    decode_references,
    is_punctuation,
    referred,
)
from weeklypapers.markdown.html_tags import break_blocks, elements, html_only, html_tag
from weeklypapers.markdown.pieces import Bracket, Found, MarkKind, Parser
from weeklypapers.markdown.references import NO_REFERENCES, plain_label

__all__ = ["Inline", "Mark", "MarkKind", "render"]


@attrs.frozen
class Mark:
    """One construct: emphasis, code, a link, an image.

    Attributes:
        kind: What it is.
        begin: Offset in the plain text of the first character it covers.
        end: Offset behind the last one; equal to `begin` for images, which give no text.
        start: Offset in the source where it starts, its markers included.
        stop: Offset in the source behind it. An HTML element that is not closed stops at
            the end.
        target: The address of a link or an image, with escapes and character references
            decoded but not the percent signs. `None` for all others.
        alt: An image's alternative text. For a link without text, those of the images in it.
    """

    kind: MarkKind
    begin: int
    end: int
    start: int
    stop: int
    target: str | None = None
    alt: str = ""


@attrs.frozen
class Inline:
    r"""Inline content, read.

    Attributes:
        text: The plain text: without markup, references decoded, line breaks as ``"\n"`` and
            soft ones as a space. All other blanks are as they were.
        marks: The constructs in the order of their starts, outer before inner ones.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    # Texts of the pieces, and from where to where each stood. None: the source is the text.
    _pieces: tuple[Sequence[str], Sequence[int], Sequence[int]] | None = attrs.field(
        default=None, eq=False, repr=False
    )

    def source_of(self, begin: int, end: int) -> tuple[int, int] | None:
        """Where a slice of the text stood in the source.

        Args:
            begin: Offset of the slice in the text.
            end: Offset behind the slice.

        Returns:
            Offset in the source of the first character, and behind the last one, or `None`
            if the slice is empty. Markup between the two is within, markup around them not.
        """
        begin, end, _ = slice(begin, end).indices(len(self.text))
        if begin >= end:
            return None
        if self._pieces is None:
            return begin, end
        texts, starts, stops = self._pieces
        ends = list(accumulate(map(len, texts)))
        first, last = bisect_right(ends, begin), bisect_left(ends, end)
        start, stop = starts[first], stops[last]
        # What was decoded has another length; it can't be told which part gave what.
        if stops[first] - start == len(texts[first]):
            start += begin - ends[first] + len(texts[first])
        if stop - starts[last] == len(texts[last]):
            stop -= ends[last] - end
        return start, stop


def render(
    source: str, *, markdown: bool = True, references: Mapping[str, str] = NO_REFERENCES
) -> Inline:
    """Read inline content (GFM 6).

    Args:
        source: A cell, a heading, a paragraph, without the blanks around it. Lines end
            with line feeds.
        markdown: Whether Markdown is in it. Inside of an HTML block, there is only HTML.
        references: The addresses of links by reference, by `plain_label` of their label.

    Returns:
        Its plain text, and what stood where.
    """
    if "\0" in source:
        source = source.replace("\0", "\ufffd")
    if not markdown:
        if _HTML_SPECIAL.search(source) is None:
            return Inline(source)
        return _parse(source, _HTML_SPECIAL, _HTML_HANDLERS)
    special = _SPECIAL.search(source)
    has_url = "://" in source or "www." in source
    if special is None and not has_url:
        return Inline(source)
    if (
        special is not None
        and special.start() == 0
        and (simple := _simple(source, has_url=has_url))
    ):
        return simple
    return _parse(source, _SPECIAL_OR_URL if has_url else _SPECIAL, _HANDLERS, references)


# Cells that are all one: most of them in most lists. Both may stand at the beginning of a text
# and at its end, so all that keeps them from being emphasis are blanks within.

_PLAIN = r"(?!\s)([^\\`*_~\[\]<&$\n]+)(?<!\s)"
_PLAIN_STRONG = re.compile(rf"\*\*{_PLAIN}\*\*")
_PLAIN_LINK = re.compile(rf"\[(\*\*)?{_PLAIN}(?(1)\*\*)\]\(([^\s()<>\\&]*)\)")


def _simple(source: str, *, has_url: bool) -> Inline | None:
    """``**text**``, ``[text](address)`` or ``[**text**](address)``, and nothing else."""
    size = len(source)
    if (link := _PLAIN_LINK.fullmatch(source)) is not None:
        strong, text, target = link.groups()
        start, stop = link.span(2)
        marks: tuple[Mark, ...] = (Mark("link", 0, len(text), 0, size, target),)
        if strong:
            marks += (Mark("strong", 0, len(text), start - 2, stop + 2),)
        return Inline(text, marks, ((text,), (start,), (stop,)))
    # A bare address would be a link, but not in brackets.
    if not has_url and _PLAIN_STRONG.fullmatch(source):
        text = source[2:-2]
        mark = Mark("strong", 0, len(text), 0, size)
        return Inline(text, (mark,), ((text,), (2,), (size - 2,)))
    return None


_Handler: TypeAlias = Callable[[Parser, int], int]


def _parse(
    source: str,
    special: re.Pattern[str],
    handlers: dict[str, _Handler],
    references: Mapping[str, str] = NO_REFERENCES,
) -> Inline:
    """Read it all, from one special character to the next."""
    parser, search = Parser(source, references), special.search
    position = 0
    while (match := search(source, position)) is not None:
        position = match.start()
        position = handlers[source[position]](parser, position)
    parser.flush(len(source))
    parser.emphasize(0)
    if parser.tags:
        parser.found += elements(parser)
        break_blocks(parser)
    return _finish(parser)


def _finish(parser: Parser) -> Inline:
    texts, found = parser.texts, parser.found
    if len(found) > 1:
        found.sort(key=_nesting)
    offsets = list(accumulate(map(len, texts), initial=0))
    marks = [
        Mark(kind, offsets[first], offsets[last], start, stop, target, alt)
        for kind, first, last, start, stop, target, alt in found
    ]
    return Inline("".join(texts), tuple(marks), (texts, parser.starts, parser.stops))


def _nesting(found: Found) -> tuple[int, int]:
    return found.start, -found.stop


# --- what to do at a special character: each gives the offset to go on at ----------------------

_SOFT_BLANKS = re.compile(r"[ \t]*")


def _escape(parser: Parser, position: int) -> int:
    """A backslash escape (GFM 6.1), or a hard line break (GFM 6.12)."""
    following = parser.source[position + 1 : position + 2]
    if following in PUNCTUATION:
        return parser.add(following, position, position + 2)
    if following == "\n":
        stop = _skip_blanks(parser, position + 2)
        return parser.add("\n", position, stop)
    return position + 1


def _skip_blanks(parser: Parser, position: int) -> int:
    match = _SOFT_BLANKS.match(parser.source, position)
    return match.end() if match else position


def _line_end(parser: Parser, position: int) -> int:
    """A line break, hard behind two spaces (GFM 6.12, 6.13)."""
    is_hard = parser.source.endswith("  ", 0, position)
    return _break(parser, position, "\n" if is_hard else " ")


def _html_line_end(parser: Parser, position: int) -> int:
    return _break(parser, position, " ")


def _break(parser: Parser, position: int, text: str) -> int:
    """Put a text in the place of a line end and the blanks around it."""
    start = position
    while start > parser.pending and parser.source[start - 1] in " \t\r":
        start -= 1
    return parser.add(text, start, _skip_blanks(parser, position + 1))


def _reference(parser: Parser, position: int) -> int:
    """A character reference (GFM 6.2)."""
    match = REFERENCE.match(parser.source, position)
    if match is None or (character := referred(match)) == match[0]:
        return position + 1
    return parser.add(character, position, match.end())


_TICKS = re.compile("`+")
_MAX_TICKS = 80


def _code_span(parser: Parser, position: int) -> int:
    """A code span (GFM 6.3), or the backticks if nothing closes it."""
    source = parser.source
    start = _run_end(source, position)
    length = start - position
    stop = _closing_ticks(parser, length, start)
    if stop < 0:
        return start
    parser.flush(position)
    behind = stop + length
    content = source[start:stop].replace("\r\n", " ").replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content, start, stop = content[1:-1], start + 1, stop - 1
    piece = len(parser.texts)
    parser.found.append(Found("code", piece, piece + 1, position, behind))
    parser.pending = start
    parser.add(content, start, stop)
    parser.pending = behind
    return behind


def _run_end(source: str, position: int) -> int:
    """The end of the run of a character."""
    character = source[position]
    while source.startswith(character, position):
        position += 1
    return position


def _closing_ticks(parser: Parser, length: int, position: int) -> int:
    """The next run of as many backticks; they are counted only once for the whole source."""
    if parser.ticks is None:
        parser.ticks = {}
        for run in _TICKS.finditer(parser.source):
            parser.ticks.setdefault(run.end() - run.start(), []).append(run.start())
    runs = parser.ticks.get(length, [])
    index = bisect_left(runs, position)
    return runs[index] if index < len(runs) and length <= _MAX_TICKS else -1


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between two characters is left-flanking and right-flanking (GFM 6.4)."""
    space_before, space_after = before in SPACES, after in SPACES
    punctuation_before, punctuation_after = is_punctuation(before), is_punctuation(after)
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    return left, right


def _emphasis(parser: Parser, position: int) -> int:
    """A run of ``*`` or ``_`` (GFM 6.4)."""
    source = parser.source
    stop = _run_end(source, position)
    before, after = _before(source, position), _after(source, stop)
    opens, closes = left, right = _flanks(before, after)
    if source[position] == "_":
        opens = left and (not right or is_punctuation(before))
        closes = right and (not left or is_punctuation(after))
    if opens or closes:
        parser.push_delimiter(position, stop, (opens, closes))
    return stop


# cmark-gfm looks through the tildes next to a run, for they are delimiters themselves.


def _before(source: str, position: int) -> str:
    while position > 0 and source[position - 1] == "~":
        position -= 1
    return source[position - 1] if position else "\n"


def _after(source: str, position: int) -> str:
    while source.startswith("~", position):
        position += 1
    return source[position] if position < len(source) else "\n"


_TILDES = re.compile("~{1,100}")
_MAX_TILDES = 2


def _strikethrough(parser: Parser, position: int) -> int:
    """A run of tildes (GFM 6.5)."""
    source = parser.source
    match = _TILDES.match(source, position)
    stop = match.end() if match else position + 1
    before = source[position - 1] if position else "\n"
    after = source[stop] if stop < len(source) else "\n"
    opens, closes = _flanks(before, after)
    if stop - position <= _MAX_TILDES and (opens or closes):
        parser.push_delimiter(position, stop, (opens, closes))
    return stop


def _open_bracket(parser: Parser, position: int) -> int:
    """The beginning of a link or, behind an exclamation mark, of an image."""
    source, stop = parser.source, position + 1
    is_image = position > parser.pending and source[position - 1] == "!"
    start = position - 1 if is_image and not source.startswith("^", stop) else position
    parser.push_bracket(start, stop)
    return stop


def _close_bracket(parser: Parser, position: int) -> int:
    """The end of a link's or an image's text (GFM, appendix, "look for link or image")."""
    if not parser.brackets:
        return position + 1
    bracket = parser.brackets.pop()
    # No links in links.
    if not bracket.is_image and parser.links_barred:
        return position + 1
    found = read_target(parser.source, position + 1) or _referred(parser, bracket, position)
    if found is None:
        return position + 1
    target, stop = found
    parser.link(bracket, position, target, stop)
    return stop


_LABEL_BEHIND = re.compile(r"\[((?:[^\[\]\\]|\\.)*+)\]", re.DOTALL)


def _referred(parser: Parser, bracket: Bracket, position: int) -> tuple[str, int] | None:
    """The address of a link by reference, and the offset behind it (GFM 6.6)."""
    if not parser.references:
        return None
    text = parser.source[bracket.start + 1 + bracket.is_image : position]
    behind = _LABEL_BEHIND.match(parser.source, position + 1)
    label = behind[1] if behind and behind[1].strip() else text
    target = parser.references.get(plain_label(label))
    return None if target is None else (target, behind.end() if behind else position + 1)


_FORMULA = re.compile(r"\$(?!\s)(?:[^\\$]++|\\.)++(?<!\s)\$(?!\d)", re.DOTALL)


def _formula(parser: Parser, position: int) -> int:
    """A formula, kept as it is, with its dollars (GitHub's "Writing mathematical expressions").

    A dollar opens none behind a word character or before white space, and closes none behind
    white space or before a digit. So prices are none.
    """
    source = parser.source
    stop = _formula_stop(parser, position)
    if stop < 0:
        return position + (2 if source.startswith("$$", position) else 1)
    if "\n" in source[position:stop]:
        return parser.add(source[position:stop].replace("\n", " "), position, stop)
    return stop


def _formula_stop(parser: Parser, position: int) -> int:
    source = parser.source
    if position and (source[position - 1].isalnum() or source[position - 1] == "_"):
        return -1
    for left, right in (("$$", "$$"), ("$`", "`$")):
        if source.startswith(left, position):
            stop = parser.find(right, position + 2)
            return stop + 2 if stop > position + 2 else -1
    match = _FORMULA.match(source, position)
    return match.end() if match else -1


def _url(parser: Parser, colon: int) -> int:
    """An address that begins with its scheme, seen at the colon (GFM 6.9)."""
    span = None if parser.brackets else url_span(parser.source, colon)
    if span is None or span[0] < parser.pending:
        return colon + 1
    return _add_autolink(parser, span, span, "")


def _www(parser: Parser, position: int) -> int:
    """An address that begins with ``www.`` (GFM 6.9)."""
    span = None if parser.brackets else www_span(parser.source, position)
    return _add_autolink(parser, span, span, "http://") if span else position + 1


_URI = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\x00-\x20<>]*+)>")
_DOMAIN_PART = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"<([\w.!#$%&'*+/=?^`{{|}}~-]++@{_DOMAIN_PART}(?:\.{_DOMAIN_PART})*)>", re.ASCII
)


def _angle(parser: Parser, position: int) -> int:
    """An autolink in angle brackets (GFM 6.8), or HTML."""
    if parser.source[position + 1 : position + 2] in " =<":  # or nothing: most are relations
        return position + 1
    for pattern, prefix in ((_URI, ""), (_EMAIL, "mailto:")):
        if (match := pattern.match(parser.source, position)) is not None:
            return _add_autolink(parser, match.span(), match.span(1), prefix)
    return html_tag(parser, position)


def _add_autolink(
    parser: Parser, span: tuple[int, int], content: tuple[int, int], prefix: str
) -> int:
    """Add a link whose text is its address; references count only between angle brackets."""
    text = parser.source[slice(*content)]
    text = text if span == content else decode_references(text)
    parser.flush(span[0])
    piece = len(parser.texts)
    parser.found.append(Found("link", piece, piece + 1, *span, prefix + text))
    parser.pending = content[0]
    parser.add(text, *content)
    parser.pending = span[1]
    return span[1]


_HANDLERS: dict[str, _Handler] = {
    "\\": _escape,
    "\n": _line_end,
    "&": _reference,
    "`": _code_span,
    "*": _emphasis,
    "_": _emphasis,
    "~": _strikethrough,
    "[": _open_bracket,
    "]": _close_bracket,
    "$": _formula,
    "<": _angle,
    ":": _url,
    "w": _www,
}
_HTML_HANDLERS: dict[str, _Handler] = {"\n": _html_line_end, "&": _reference, "<": html_only}

# A search for a set of characters is much faster than one for alternatives.
_SPECIAL = re.compile(r"[\\\n&`*_~\[\]$<]")
_SPECIAL_OR_URL = re.compile(r"[\\\n&`*_~\[\]$<:w](?:(?<=:)//|(?<=w)ww\.|(?<![:w]))")
_HTML_SPECIAL = re.compile("[\n&<]")
