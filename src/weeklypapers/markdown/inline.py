"""Inline content to plain text and marks (GFM 6).

Emphasis, code and links are those of cmark-gfm with its extensions "strikethrough" and
"autolink", with these differences. Formulas between dollars are GitHub's; cmark-gfm doesn't know
them. HTML tags have a meaning: ``<b>`` is strong, ``<br>`` a line break. Link reference
definitions and e-mail addresses without angle brackets remain text. Images' alternative texts have
no tags. A code span is recognised after backticks that nothing closes, where cmark-gfm may
miss it. Blanks around the content are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from weeklypapers.markdown.addresses import NO_REFERENCES
from weeklypapers.markdown.nodes import Inline, Mark

__all__ = ["render_inline"]

# Characters that may start or end markup. A search for a set of characters is much faster than
# one for alternatives.
_SPECIAL = re.compile(r"[\\\n&`*_~\[\]$<]")
_SPECIAL_OR_URL = re.compile(r"[\\\n&`*_~\[\]$<:w](?:(?<=:)//|(?<=w)ww\.|(?<![:w]))")
_HTML_SPECIAL = re.compile("[\n&<]")

# Sources that are a single construct, as most cells are in most lists. Nothing is before or after
# their markers, so only a blank next to these prevents emphasis.
_PLAIN = r"(?!\s)([^\\`*_~\[\]<&$\n]+)(?<!\s)"
_PLAIN_STRONG = re.compile(rf"\*\*{_PLAIN}\*\*")
_PLAIN_LINK = re.compile(rf"\[(\*\*)?{_PLAIN}(?(1)\*\*)\]\(([^\s()<>\\&]*)\)")


def render_inline(
    source: str, *, markdown: bool = True, references: Mapping[str, str] = NO_REFERENCES
) -> Inline:
    """Read inline content (GFM 6).

    Args:
        source: A cell, a heading or a paragraph, without the blanks around it. Lines end
            with line feeds.
        markdown: True for Markdown, which may contain HTML; False for HTML only.
        references: The addresses that links by reference point to, as `defined_references`
            returns them.

    Returns:
        Its plain text and marks.
    """
    if "\0" in source:
        source = source.replace("\0", "\ufffd")
    if not markdown:
        if _HTML_SPECIAL.search(source) is None:
            return Inline(source)
        return _parser()(source, _HTML_SPECIAL, references, markdown=False)
    has_url = "://" in source or "www." in source
    special = _SPECIAL_OR_URL if has_url else _SPECIAL
    first = special.search(source)
    if first is None:
        return Inline(source)
    if first.start() == 0:
        size = len(source)
        if (link := _PLAIN_LINK.fullmatch(source)) is not None:
            strong, text, target = link.groups()
            start, stop = link.span(2)
            marks: tuple[Mark, ...] = (Mark("link", 0, len(text), 0, size, target),)
            if strong:
                marks += (Mark("strong", 0, len(text), start - 2, stop + 2),)
            return Inline(text, marks, ((text,), (start,), (stop,)))
        # A bare address would be a link, but not in brackets.
        if not has_url and _PLAIN_STRONG.fullmatch(source) is not None:
            text = source[2:-2]
            mark = Mark("strong", 0, len(text), 0, size)
            return Inline(text, (mark,), ((text,), (2,), (size - 2,)))
    if not references and (inline := _plain_parser()(source)) is not None:
        return inline
    return _parser()(source, special, references, markdown=True)


@cache
def _plain_parser() -> Callable[[str], Inline | None]:
    from weeklypapers.markdown.inline_plain import parse_plain

    return parse_plain


@cache
def _parser() -> Callable[..., Inline]:
    """Import the parser on first use: many lists, such as the sample, don't need it."""
    from weeklypapers.markdown.inline_markup import parse_inline

    return parse_inline
