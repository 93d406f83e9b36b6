"""HTML in inline content: what its tags mark, and where they break lines (GFM 6.10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weeklypapers.markdown.characters import BLANK, decode_references
from weeklypapers.markdown.pieces import Found, MarkKind, Parser, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["break_blocks", "elements", "html_only", "html_tag"]

_ATTRIBUTE = (
    rf"{BLANK}++[A-Za-z_:][A-Za-z0-9:._-]*+"
    rf"(?:{BLANK}*+={BLANK}*+(?:[^ \t\n\v\f\r\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
_TAG = re.compile(
    rf"<(?:([A-Za-z][A-Za-z0-9-]*+)((?:{_ATTRIBUTE})*+){BLANK}*+/?>"
    rf"|/([A-Za-z][A-Za-z0-9-]*+){BLANK}*+>)"
)
# As browsers read tags, but for a "<" that begins another one.
_LOOSE_TAG = re.compile(
    rf"<(?:([A-Za-z][^\s/<>]*+)((?:{BLANK}*+={BLANK}*+"
    rf"(?:'[^']*+'|\"[^\"]*+\"|[^\s\"'<>][^\s<>]*+)?+|[^<>=])*+)>|/([A-Za-z][^\s/<>]*+)[^<>]*+>)"
)
_DECLARATION = re.compile(rf"<![A-Z]+{BLANK}+[^>]*+>")
_ENCLOSED = {
    "<!--": re.compile(r"<!--(?:-?>|(?:[^-]++|-[^-]|--[^>])*+-->)"),
    "<?": re.compile(r"<\?(?:[^?>]++|\?[^>]|>)*+\?>"),
    "<![CDATA[": re.compile(r"<!\[CDATA\[(?:[^\]]++|\][^\]]|\]\][^>])*+\]\]>"),
}


def html_tag(parser: Parser, position: int) -> int:
    """A tag among Markdown, or a comment or the like."""
    return _html(parser, position, _TAG)


def html_only(parser: Parser, position: int) -> int:
    """A tag where there is only HTML, with a script or a style sheet that it begins."""
    stop = _html(parser, position, _LOOSE_TAG)
    if parser.tags and parser.tags[-1].start == position:
        return _skip_raw_text(parser, parser.tags[-1], stop)
    return stop


def _html(parser: Parser, position: int, pattern: re.Pattern[str]) -> int:
    """A tag, or a comment or the like, none of which gives text (GFM 6.10)."""
    tag = pattern.match(parser.source, position)
    stop = tag.end() if tag else _declaration_end(parser, position)
    if stop < 0:
        return position + 1
    name = (tag[1] or tag[3]).lower() if tag else ""
    parser.add("\n" if name == "br" else "", position, stop)
    if tag and name == "img" and tag[1]:
        _add_image(parser, tag)
    elif tag and name in _MEANINGFUL:
        _add_tag(parser, name, tag)
    return stop


def _add_tag(parser: Parser, name: str, tag: re.Match[str]) -> None:
    here = len(parser.texts) - 1, len(parser.found)
    parser.tags.append(Tag(name, tag[1] is None, tag[2] or "", *here, *tag.span()))


def _declaration_end(parser: Parser, position: int) -> int:
    """The end of a comment, an instruction, a declaration or CDATA; -1 if there is none."""
    source = parser.source
    for beginning, pattern in _ENCLOSED.items():
        if source.startswith(beginning, position) and beginning not in parser.absent:
            match = pattern.match(source, position)
            if match is None:
                parser.absent.add(beginning)
            return match.end() if match else -1
    if not source.startswith("<!", position) or parser.find(">", position) < 0:
        return -1
    match = _DECLARATION.match(source, position)
    return match.end() if match else -1


_RAW_TEXT = frozenset({"script", "style"})


def _skip_raw_text(parser: Parser, tag: Tag, stop: int) -> int:
    """Skip what a script or a style sheet holds."""
    if tag.name not in _RAW_TEXT or tag.closing:
        return stop
    end = re.compile(f"</{tag.name}", re.IGNORECASE).search(parser.source, stop)
    parser.pending = end.start() if end else len(parser.source)
    return parser.pending


_ATTRIBUTES = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>][^\s<>]*+)))?+"
)


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, decoded; of two by one name, the first."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTES.findall(tag):
        values.setdefault(name.lower(), decode_references("".join(quoted)))
    return values


def _add_image(parser: Parser, tag: re.Match[str]) -> None:
    values = _attributes(tag[2])
    piece = len(parser.texts) - 1
    target, alt = values.get("src", "").strip(), values.get("alt", "")
    parser.found.append(Found("image", piece, piece, *tag.span(), target, alt))


_KINDS: dict[str, MarkKind] = {
    "a": "link",
    "b": "strong",
    "code": "code",
    "del": "strike",
    "em": "em",
    "i": "em",
    "ins": "underline",
    "s": "strike",
    "small": "small",
    "strike": "strike",
    "strong": "strong",
    "sub": "small",
    "sup": "small",
    "u": "underline",
}
_BLOCKS = frozenset({"div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "tr", "ul"})
_MEANINGFUL = _KINDS.keys() | _BLOCKS | _RAW_TEXT


def elements(parser: Parser) -> list[Found]:
    """The elements that the tags make; one not closed reaches to the end."""
    open_tags: dict[str, list[Tag]] = {}
    made: list[Found] = []
    for tag in parser.tags:
        stack = open_tags.setdefault(tag.name, [])
        # A link also closes the one before, for it can't stand within.
        if stack and (tag.closing or tag.name == "a"):
            made += _element(parser, stack.pop(), tag)
        if not tag.closing and tag.name in _KINDS:
            stack.append(tag)
    size = len(parser.source)
    here = {"piece": len(parser.texts), "found": len(parser.found)}
    end = Tag(name="", closing=True, attributes="", start=size, stop=size, **here)
    for stack in open_tags.values():
        for tag in stack:
            made += _element(parser, tag, end)
    return made


def _element(parser: Parser, tag: Tag, end: Tag) -> Iterator[Found]:
    """The construct that an element is; a link only if it has an address."""
    stop = end.stop if end.closing else end.start
    span = tag.piece, end.piece, tag.start, stop
    if tag.name != "a":
        yield Found(_KINDS[tag.name], *span)
    elif (target := _attributes(tag.attributes).get("href")) is not None:
        alt = parser.link_alt(tag.piece, end.piece, tag.found, end.found)
        yield Found("link", *span, target.strip(), alt)


def break_blocks(parser: Parser) -> None:
    """Break the line between blocks that have text; blanks between two tags are no text."""
    texts = parser.texts
    tags = {tag.piece for tag in parser.tags if tag.name in _BLOCKS}
    if not tags:
        return
    boundary, has_text = -1, False
    blanks: list[int] = []
    for piece, text in enumerate(texts):
        if piece in tags:
            boundary = piece if has_text and boundary < 0 else boundary
        elif "\n" in text:
            boundary, has_text = -1, False
        elif text and not text.isspace():
            if boundary >= 0:
                texts[boundary] = "\n"
                for blank in blanks:
                    texts[blank] = ""
            boundary, has_text = -1, True
            blanks.clear()
        elif boundary >= 0:
            blanks.append(piece)
