"""Markdown in inline content, one special character after the other (GFM 6).

Each reader starts at the offset of its special character, and returns the offset at which reading
continues.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from itertools import accumulate
from operator import attrgetter
from typing import TypeAlias

from weeklypapers.markdown.addresses import plain_label, read_target
from weeklypapers.markdown.autolinks import add_autolink, url_autolink, www_autolink
from weeklypapers.markdown.characters import (
    PUNCTUATION,
    REFERENCE,
    SPACES,
    decode_reference,
    decode_references,
    is_punctuation,
)
from weeklypapers.markdown.inline_html import add_elements, html_only, html_tag
from weeklypapers.markdown.inline_state import Bracket, Construct, Delimiter, InlineState
from weeklypapers.markdown.nodes import Inline, Mark

__all__ = ["parse_inline"]

_MarkupReader: TypeAlias = Callable[[InlineState, int], int]

_START, _STOP = attrgetter("start"), attrgetter("stop")


def parse_inline(
    source: str, special: re.Pattern[str], references: Mapping[str, str], *, markdown: bool
) -> Inline:
    """Read inline content from one special character to the next.

    Args:
        source: The content.
        special: A pattern for the special characters.
        references: The addresses of links by reference.
        markdown: True for Markdown, which may contain HTML; False for HTML only.
    """
    readers = _MARKDOWN_READERS if markdown else _HTML_READERS
    state, search = InlineState(source, references), special.search
    position = 0
    while (match := search(source, position)) is not None:
        position = match.start()
        position = readers[source[position]](state, position)
    state.flush(len(source))
    state.match_delimiters(0)
    if state.tags:
        add_elements(state)
    texts, constructs = state.texts, state.constructs
    if len(constructs) > 1:  # by their starts, outer before inner ones
        constructs.sort(key=_STOP, reverse=True)
        constructs.sort(key=_START)
    offsets = list(accumulate(map(len, texts), initial=0))
    marks = [
        Mark(kind, offsets[first], offsets[last], start, stop, target, alt)
        for kind, first, last, start, stop, target, alt in constructs
    ]
    return Inline("".join(texts), tuple(marks), (texts, state.starts, state.stops))


_SOFT_BLANKS = re.compile(r"[ \t]*")


def _escape(state: InlineState, position: int) -> int:
    """Read a backslash escape (GFM 6.1), or a hard line break (GFM 6.12)."""
    following = state.source[position + 1 : position + 2]
    if following in PUNCTUATION:
        return state.add(following, position, position + 2)
    if following == "\n":
        return state.add("\n", position, _after_blanks(state, position + 2))
    return position + 1


def _line_end(state: InlineState, position: int) -> int:
    """Read a line break, hard after two spaces (GFM 6.12, 6.13)."""
    is_hard = state.source.endswith("  ", 0, position)
    return _add_break(state, position, "\n" if is_hard else " ")


def _html_line_end(state: InlineState, position: int) -> int:
    return _add_break(state, position, " ")


def _add_break(state: InlineState, position: int, text: str) -> int:
    """Replace a line end and the blanks around it by a text."""
    start = position
    while start > state.pending and state.source[start - 1] in " \t\r":
        start -= 1
    return state.add(text, start, _after_blanks(state, position + 1))


def _after_blanks(state: InlineState, position: int) -> int:
    match = _SOFT_BLANKS.match(state.source, position)
    return match.end() if match else position


def _reference(state: InlineState, position: int) -> int:
    """Read a character reference (GFM 6.2)."""
    match = REFERENCE.match(state.source, position)
    if match is None or (character := decode_reference(match)) == match[0]:
        return position + 1
    return state.add(character, position, match.end())


_TICKS = re.compile("`+")
_MAX_TICKS = 80


def _code_span(state: InlineState, position: int) -> int:
    """Read a code span (GFM 6.3), or the backticks if nothing closes it."""
    source = state.source
    start = position + 1
    while source.startswith("`", start):
        start += 1
    length = start - position
    if state.ticks is None:  # counted only once for the whole source
        state.ticks = {}
        for run in _TICKS.finditer(source):
            state.ticks.setdefault(run.end() - run.start(), []).append(run.start())
    runs = state.ticks.get(length, [])
    index = bisect_left(runs, start)
    if index == len(runs) or length > _MAX_TICKS:
        return start
    state.flush(position)
    stop, after = runs[index], runs[index] + length
    content = source[start:stop].replace("\r\n", " ").replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content, start, stop = content[1:-1], start + 1, stop - 1
    piece = len(state.texts)
    state.constructs.append(Construct("code", piece, piece + 1, position, after))
    state.pending = start
    state.add(content, start, stop)
    state.pending = after
    return after


_MAX_TILDES = 2
_MAX_TILDE_RUN = 100


def _delimiters(state: InlineState, position: int) -> int:
    """Read a run of ``*`` or ``_`` (GFM 6.4), or of tildes (GFM 6.5)."""
    source = state.source
    char = source[position]
    limit = position + _MAX_TILDE_RUN if char == "~" else len(source)
    stop = position + 1
    while stop < limit and source.startswith(char, stop):
        stop += 1
    first, last = position, stop
    if char != "~":  # cmark-gfm ignores tildes next to the run, as they are delimiters themselves
        while first > 0 and source[first - 1] == "~":
            first -= 1
        while source.startswith("~", last):
            last += 1
    before = source[first - 1] if first else "\n"
    after = source[last] if last < len(source) else "\n"
    # Left-flanking and right-flanking runs.
    space_before, space_after = before in SPACES, after in SPACES
    punctuation_before, punctuation_after = is_punctuation(before), is_punctuation(after)
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    opens, closes = left, right
    if char == "_":
        opens = left and (not right or punctuation_before)
        closes = right and (not left or punctuation_after)
    length = stop - position
    if (opens or closes) and (char != "~" or length <= _MAX_TILDES):
        state.add(source[position:stop], position, stop)
        previous, piece = state.delimiter, len(state.texts) - 1
        delimiter = Delimiter(char, length, opens, closes, piece, stop, previous)
        if previous is not None:
            previous.next = delimiter
        state.delimiter = delimiter
    return stop


def _open_bracket(state: InlineState, position: int) -> int:
    """Read the start of a link or, after an exclamation mark, of an image."""
    source, stop = state.source, position + 1
    is_image = (
        position > state.pending
        and source[position - 1] == "!"
        and not source.startswith("^", stop)
    )
    start = position - 1 if is_image else position
    state.add(source[start:stop], start, stop)
    piece, constructs, tags = len(state.texts) - 1, len(state.constructs), len(state.tags)
    state.brackets.append(Bracket(piece, is_image, start, stop, constructs, tags))
    if not is_image:
        state.links_barred = False
    return stop


def _close_bracket(state: InlineState, position: int) -> int:
    """Read the end of a link's or an image's text (GFM, appendix, "look for link or image")."""
    if not state.brackets:
        return position + 1
    bracket = state.brackets.pop()
    # No links in links.
    if not bracket.is_image and state.links_barred:
        return position + 1
    target = read_target(state.source, position + 1)
    if target is None and state.references:
        target = _referenced_target(state, bracket, position)
    if target is None:
        return position + 1
    address, stop = target
    state.add_link(bracket, position, address, stop)
    return stop


_LONGEST_LABEL = 999  # characters (GFM 6.6)
_LABEL = re.compile(rf"\[((?:[^\[\]\\]|\\.){{0,{_LONGEST_LABEL}}}+)\]", re.DOTALL)


def _referenced_target(
    state: InlineState, bracket: Bracket, position: int
) -> tuple[str, int] | None:
    """Return the address of a link by reference, and the offset after it (GFM 6.6)."""
    following = _LABEL.match(state.source, position + 1)
    if following and following[1].strip():
        label = following[1]
    elif position - bracket.stop <= _LONGEST_LABEL:
        label = state.source[bracket.stop : position]
    else:
        return None
    address = state.references.get(plain_label(label))
    if address is None:
        return None
    return address, following.end() if following else position + 1


_FORMULA = re.compile(r"\$(?!\s)(?:[^\\$]++|\\.)++(?<!\s)\$(?!\d)", re.DOTALL)


def _formula(state: InlineState, position: int) -> int:
    """Read a formula, kept as it is (GitHub's "Writing mathematical expressions").

    A dollar opens none after a word character or before white space, and closes none after
    white space or before a digit. Prices are therefore not formulas.
    """
    source = state.source
    stop = _formula_stop(state, position)
    if stop < 0:
        return position + (2 if source.startswith("$$", position) else 1)
    if "\n" in source[position:stop]:
        return state.add(source[position:stop].replace("\n", " "), position, stop)
    return stop


def _formula_stop(state: InlineState, position: int) -> int:
    source = state.source
    if position and (source[position - 1].isalnum() or source[position - 1] == "_"):
        return -1
    for opening, closing in (("$$", "$$"), ("$`", "`$")):
        if source.startswith(opening, position):
            stop = state.find(closing, position + 2)
            return stop + 2 if stop > position + 2 else -1
    match = _FORMULA.match(source, position)
    return match.end() if match else -1


_URI = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\x00-\x20<>]*+)>")
_DOMAIN_PART = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"<([\w.!#$%&'*+/=?^`{{|}}~-]++@{_DOMAIN_PART}(?:\.{_DOMAIN_PART})*)>", re.ASCII
)


def _angle(state: InlineState, position: int) -> int:
    """Read an autolink in angle brackets (GFM 6.8), or HTML (GFM 6.10)."""
    if state.source[position + 1 : position + 2] in " =<":  # or nothing: most are relations
        return position + 1
    for pattern, prefix in ((_URI, ""), (_EMAIL, "mailto:")):
        if (match := pattern.match(state.source, position)) is not None:
            text = decode_references(match[1])
            return add_autolink(state, text, prefix, match.span(1), match.span())
    return html_tag(state, position)


_MARKDOWN_READERS: dict[str, _MarkupReader] = {
    "\\": _escape,
    "\n": _line_end,
    "&": _reference,
    "`": _code_span,
    "*": _delimiters,
    "_": _delimiters,
    "~": _delimiters,
    "[": _open_bracket,
    "]": _close_bracket,
    "$": _formula,
    "<": _angle,
    ":": url_autolink,
    "w": www_autolink,
}
_HTML_READERS: dict[str, _MarkupReader] = {"\n": _html_line_end, "&": _reference, "<": html_only}
