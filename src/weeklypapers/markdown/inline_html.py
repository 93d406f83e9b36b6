"""HTML in inline content: marks of its elements, and line breaks of its blocks (GFM 6.10)."""

from __future__ import annotations

import re
from itertools import repeat

from weeklypapers.markdown.characters import BLANK, decode_references
from weeklypapers.markdown.inline_state import Construct, HtmlTag, InlineState
from weeklypapers.markdown.nodes import MarkKind

__all__ = ["LOOSE_TAG", "STRICT_TAG", "add_elements", "html_only", "html_tag"]

_ATTRIBUTE = (
    rf"{BLANK}++[A-Za-z_:][A-Za-z0-9:._-]*+"
    rf"(?:{BLANK}*+={BLANK}*+(?:[^ \t\n\v\f\r\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
STRICT_TAG = re.compile(
    rf"<(?:([A-Za-z][A-Za-z0-9-]*+)((?:{_ATTRIBUTE})*+){BLANK}*+/?>"
    rf"|/([A-Za-z][A-Za-z0-9-]*+){BLANK}*+>)"
)
# A tag as browsers read it, except that a "<" in it starts another one.
LOOSE_TAG = re.compile(
    rf"<(?:([A-Za-z][^\s/<>]*+)((?:={BLANK}*+"
    rf"(?:'[^']*+'|\"[^\"]*+\"|[^\s\"'<>][^\s<>]*+)?+|[^<>=])*+)>|/([A-Za-z][^\s/<>]*+)[^<>]*+>)"
)
_DECLARATION = re.compile(rf"<![A-Z]+{BLANK}+[^>]*+>")
_ENCLOSED = {
    "<!--": re.compile(r"<!--(?:-?>|(?:[^-]++|-[^-]|--[^>])*+-->)"),
    "<?": re.compile(r"<\?(?:[^?>]++|\?[^>]|>)*+\?>"),
    "<![CDATA[": re.compile(r"<!\[CDATA\[(?:[^\]]++|\][^\]]|\]\][^>])*+\]\]>"),
}
_ATTRIBUTES = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>][^\s<>]*+)))?+"
)

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
_RAW_TEXT = frozenset({"script", "style"})
_MEANINGFUL = _KINDS.keys() | _BLOCKS | _RAW_TEXT


def html_tag(state: InlineState, position: int, pattern: re.Pattern[str] = STRICT_TAG) -> int:
    """Read a tag, or a comment or the like, none of which has text (GFM 6.10)."""
    tag = pattern.match(state.source, position)
    if tag is None:
        stop = _declaration_stop(state, position)
        return state.add("", position, stop) if stop >= 0 else position + 1
    opening, attributes, closing = tag.groups()
    name = (opening or closing).lower()
    stop = state.add("\n" if name == "br" else "", position, tag.end())
    piece = len(state.texts) - 1
    if name == "img" and opening:
        values = _attributes(attributes)
        target, alt = values.get("src", "").strip(), values.get("alt", "")
        state.constructs.append(Construct("image", piece, piece, position, stop, target, alt))
    elif name in _MEANINGFUL:
        count = len(state.constructs)
        state.tags.append(
            HtmlTag(name, opening is None, attributes or "", piece, count, position, stop)
        )
    return stop


def html_only(state: InlineState, position: int) -> int:
    """Read a tag in content that is only HTML, with the script or style sheet that it starts."""
    stop = html_tag(state, position, LOOSE_TAG)
    tag = state.tags[-1] if state.tags else None
    if tag is None or tag.start != position or tag.name not in _RAW_TEXT or tag.closing:
        return stop
    end = re.compile(f"</{tag.name}", re.IGNORECASE).search(state.source, stop)
    state.pending = end.start() if end else len(state.source)
    return state.pending


def _declaration_stop(state: InlineState, position: int) -> int:
    """Return the end of a comment, an instruction, a declaration or CDATA; -1 for others."""
    source = state.source
    for opening, pattern in _ENCLOSED.items():
        if source.startswith(opening, position) and opening not in state.absent:
            match = pattern.match(source, position)
            if match is None:
                state.absent.add(opening)
            return match.end() if match else -1
    if not source.startswith("<!", position) or state.find(">", position) < 0:
        return -1
    match = _DECLARATION.match(source, position)
    return match.end() if match else -1


def _attributes(tag: str) -> dict[str, str]:
    """Return the decoded attributes of a tag; of two with the same name, the first."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTES.findall(tag):
        values.setdefault(name.lower(), decode_references("".join(quoted)))
    return values


def add_elements(state: InlineState) -> None:
    """Add the elements that the tags make, and line breaks between blocks.

    An element that is not closed extends to the end.
    """
    open_tags: dict[str, list[HtmlTag]] = {}
    block_tags: set[int] = set()
    elements: list[tuple[HtmlTag, HtmlTag]] = []
    for tag in state.tags:
        stack = open_tags.setdefault(tag.name, [])
        # A link also closes the one before, as it can't be inside it.
        if stack and (tag.closing or tag.name == "a"):
            elements.append((stack.pop(), tag))
        if not tag.closing and tag.name in _KINDS:
            stack.append(tag)
        elif tag.name in _BLOCKS:
            block_tags.add(tag.piece)
    size = len(state.source)
    end = HtmlTag(
        name="",
        closing=True,
        attributes="",
        piece=len(state.texts),
        constructs=len(state.constructs),
        start=size,
        stop=size,
    )
    for stack in open_tags.values():
        elements.extend(zip(stack, repeat(end)))
    for tag, after in elements:
        target, alt = None, ""
        if tag.name == "a":  # a link only if it has an address
            target = _attributes(tag.attributes).get("href")
            if target is None:
                continue
            target = target.strip()
            alt = state.link_alt(tag.piece, after.piece, tag.constructs, after.constructs)
        stop = after.stop if after.closing else after.start
        kind = _KINDS[tag.name]
        state.constructs.append(
            Construct(kind, tag.piece, after.piece, tag.start, stop, target, alt)
        )
    if block_tags:
        _break_blocks(state.texts, block_tags)


def _break_blocks(texts: list[str], block_tags: set[int]) -> None:
    """Break the line between blocks that have text; blanks between two tags are not text."""
    boundary, has_text = -1, False
    blanks: list[int] = []
    for piece, text in enumerate(texts):
        if piece in block_tags:
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
