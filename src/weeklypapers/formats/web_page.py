"""Saved web pages, such as GitHub's page of a list: their articles as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from weeklypapers.formats.articles import ArticleReader
from weeklypapers.formats.conversion import Conversion

__all__ = ["to_markdown"]

# GitHub, and many programs that render Markdown, mark the rendered document with this class.
_RENDERED = re.compile(
    r"<([a-z][a-z0-9-]*)\b[^<>]*?\bclass\s*=\s*(?:\"[^\"<>]*|'[^'<>]*|)\bmarkdown-body\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"<(article)\b", re.IGNORECASE)
# GitHub also sends the document as JSON, which a script inserts into the page.
_DATA = re.compile(
    r"<script\b[^<>]*\bapplication/json\b[^<>]*>(.*?)</script", re.IGNORECASE | re.DOTALL
)


def to_markdown(page: str) -> Conversion | None:
    """Return the articles of a web page as Markdown; None if it has none.

    An article is an element of the class ``markdown-body``, or else an ``<article>``. Headings,
    lists, tables, quotes and folded parts become those of Markdown. Tables keep their source, and
    inline elements keep their tags.
    """
    reader = ArticleReader()
    for pattern in (_RENDERED, _ARTICLE):
        position = 0
        while match := pattern.search(page, position):
            position = max(reader.read(page, match.start()), match.end())
        if reader.lines:
            return reader.conversion()
    for data in _DATA.finditer(page):
        line = page.count("\n", 0, data.start(1)) + 1
        for html in _articles_in(data[1]):
            reader.read(html, 0, fixed_line=line)
    return reader.conversion() if reader.lines else None


def _articles_in(text: str) -> Iterator[str]:
    """Yield the rendered documents in the JSON of a page."""
    if "markdown-body" not in text:
        return
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while values:
        value = values.pop()
        if isinstance(value, str) and (match := _RENDERED.search(value)):
            yield value[match.start() :]
        elif isinstance(value, dict):
            values += value.values()
        elif isinstance(value, list):
            values += value
