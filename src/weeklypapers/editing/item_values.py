"""Values of entries outside of tables as Markdown, in the style of the entry and of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from weeklypapers.dialects.date_formats import parsed_date
from weeklypapers.editing.dates import date_in_style, written
from weeklypapers.markdown import render_inline
from weeklypapers.markdown.escaping import at_line_start, escaped, text_html
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.names import ET_AL, Names, read_names
from weeklypapers.model.rendering import formatted_date

__all__ = ["category_text", "date_text", "names_text", "plain_text", "text_source", "topics_text"]

_CODE = re.compile(r"\W*[a-z-]+(?:\.[A-Za-z-]{2,})?\W*")
_BETWEEN_TOPICS = re.compile(r"\s*[,;，；、]\s*")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WORD = re.compile(r"[^\W\d_]|&")


def text_source(
    text: str,
    *,
    is_html: bool,
    is_code: bool = False,
    is_label: bool = False,
    is_first: bool = False,
) -> str | None:
    """Return a text as Markdown or HTML; None if its place can't hold it.

    Args:
        text: The text.
        is_html: Whether it is written in HTML.
        is_code: Whether it is written between backticks.
        is_label: Whether it is the label of a link.
        is_first: Whether it begins its line, where it may look like another block.
    """
    if is_html:
        return text_html(text)
    if is_code:
        return None if "`" in text or "\n" in text else text

    def is_right(markdown: str) -> bool:
        inline = render_inline(f"[{markdown}](https://a.b/)" if is_label else f"a{markdown}a")
        if is_label:
            return inline.text == text and [mark.kind for mark in inline.marks] == ["link"]
        return inline.text == f"a{text}a" and not inline.marks

    source = escaped(text, is_right)
    return at_line_start(source) if is_first else source


def plain_text(source: str, *, is_html: bool) -> str:
    """Return the plain text of the source of a value."""
    return render_inline(source, markdown=not is_html).text


def names_text(names: Names, samples: Sequence[str]) -> str:
    """Return the text of names, separated as in the first sample that has several.

    Args:
        names: The names.
        samples: The texts of names in the entry and in others.
    """
    separator, last, et_al = ", ", None, None
    for sample in samples:
        listed = read_names(sample)
        if listed.more and et_al is None and (match := ET_AL.search(sample)):
            et_al = match[0]
        separators = _separators(sample, listed.names)
        if separators and (len(separators) > 1 or not _WORD.search(separators[0])):
            separator = Counter(separators[:-1] or separators).most_common(1)[0][0]
            if _WORD.search(separators[-1]):
                last = separators[-1]
            break
    if any("," in name for name in names.names):
        separator = last = "; "
    texts = list(names.names)
    if names.more:
        default = f"{separator if len(texts) > 1 else ' '}et al."
        return separator.join(texts) + (et_al or default)
    if last and len(texts) > 1:
        return last.join([separator.join(texts[:-1]), texts[-1]])
    return separator.join(texts)


def _separators(text: str, names: Sequence[str]) -> list[str]:
    """Return the texts between names."""
    spans: list[tuple[int, int]] = []
    place = 0
    for name in names:
        start = text.find(name, place)
        if start < 0:
            return []
        place = start + len(name)
        spans.append((start, place))
    return [text[end:start].lstrip("*†‡\u2217") for (_, end), (start, _) in pairwise(spans)]


def date_text(
    date: PartialDate, old: str, form: str | None, formats: Sequence[str], year: int | None
) -> str:
    """Return the text of a date in the style of an old one.

    Args:
        date: The date.
        old: The old text; empty if there was none.
        form: The format of the old text.
        formats: The formats of other dates of the list, the most frequent first.
        year: The year of the headings above.
    """
    if old and not form:
        (begin, end), text = date_in_style(old, (), written(date), year, as_range=False)
        if text != str(date) or _ISO.fullmatch(old):
            return f"{old[:begin]}{text}{old[end:]}"
    if form and "May" in old and (full := form.replace("%b", "%B")) in formats:
        form = full
    for each in filter(None, (form, *formats)):
        text = formatted_date(date, each) or ""
        if parsed_date(text, each) == date:
            return text
    return str(date)


def category_text(category: Category, old: str) -> str:
    """Return the code of a category if the list writes codes, else its label."""
    is_code = category.code and (not old or _CODE.fullmatch(old))
    return category.code if is_code and category.code else category.label


def topics_text(topics: Sequence[str], outer: Sequence[str], old: str) -> str | None:
    """Return the text of topics without the headings above; None if one isn't below them.

    Args:
        topics: The topics.
        outer: The headings above.
        old: A text of topics, whose separator is used.
    """
    prefix = "".join(f"{topic} > " for topic in outer)
    if not all(topic.startswith(prefix) for topic in topics):
        return None
    match = _BETWEEN_TOPICS.search(old)
    return (match[0] if match else ", ").join(topic.removeprefix(prefix) for topic in topics)
