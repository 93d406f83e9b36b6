"""The meanings of the headers of tables.

Headers are compared in the form that `plain_header` returns. The words are data, in English and in
Chinese. A column with an unknown header has no field, and its cells are kept unchanged.
"""

from __future__ import annotations

import re
import unicodedata

from weeklypapers.dialects._vocabulary import COLUMNS, LINK_COLUMNS
from weeklypapers.model.text import remembering

__all__ = ["column_of", "plain_header"]


_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")  # in GitHub's notation, such as `:page_facing_up:`
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_MARKUP = re.compile("[*`~'\u2019]")
_JOINT = re.compile("[&/|+,、·]")
_OTHER = re.compile(r"(?:[^\w\s&#]|_)+")
# Texts, not patterns: compiling a class of ideographs takes longer than compiling all the others
# together, so it is delayed until there is a header in Chinese.
_BETWEEN = r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
_CHINESE_AND = r"(?<=[\u3400-\u9fff])[与和及或](?=[\u3400-\u9fff])"
_AND = re.compile(" & | and | or ")
_LETTER = re.compile(r"[^\W_]")
# The ends of headers of columns of links: `Code Link`, `视频地址`.
_LINK_ENDINGS = ("link", "links", "url", "urls", "address", "链接", "地址", "网址")
# Without blanks, so that `PaperLink` is `Paper Link`.
_COLUMN_OF_KEY = {
    alias.replace(" ", ""): column for column, aliases in COLUMNS.items() for alias in aliases
}


@remembering(1024)
def plain_header(header: str) -> str:
    """Return the form in which headers are compared.

    Case, markup, emoji, punctuation and needless blanks are removed, and compatible characters are
    unified (NFKC). Remarks in parentheses are removed unless there is nothing else. Characters that
    join two headers, such as ``/``, ``+`` or a comma, become ``&``; a ``#`` before a word is kept,
    because ``# Papers`` is a number of papers.

    >>> from weeklypapers.dialects.vocabulary import plain_header
    >>> [plain_header(header) for header in ("**Paper-Link**", "Date (UTC)", "Code/Data", "No.")]
    ['paper link', 'date', 'code & data', 'no']
    """
    text = unicodedata.normalize("NFKC", header.replace("&nbsp;", " ")).casefold()
    text = _LINK.sub(r"\1", _EMOJI.sub(" ", _TAG.sub(" ", text)))
    without_remarks = _REMARK.sub(" ", text)
    text = _MARKUP.sub("", without_remarks if _LETTER.search(without_remarks) else text)
    plain = " ".join(_OTHER.sub(" ", _JOINT.sub(" & ", text)).split()).strip("& ")
    if not plain.isascii():
        plain = re.sub(_BETWEEN, "", plain)
    if plain.startswith("#") and len(plain) > 1:
        return "# " + plain.lstrip("# ")
    return plain.rstrip("# ") or plain or header.strip().casefold()


@remembering(1024)
def column_of(header: str) -> str | None:
    """Return the class in `COLUMNS` of a column with a header, or None.

    If several headers are joined, the first one with a class decides: ``Title & Authors`` is a
    title, ``Date/Venue`` a date, ``Stars / Code`` code.

    >>> from weeklypapers.dialects.vocabulary import column_of
    >>> [column_of(header) for header in ("Publish Date", "Title & Authors", "论文链接", "Stars")]
    ['listed_date', 'title', 'paper', None]
    """
    plain = plain_header(header)
    if plain.startswith("# "):
        return None
    parts = _AND.split(plain)
    if not plain.isascii():
        parts = [chinese for part in parts for chinese in re.split(_CHINESE_AND, part)]
    return next(filter(None, map(_column_of_part, [plain, *parts])), None)


def _column_of_part(plain: str) -> str | None:
    key = plain.replace(" ", "")
    if column := _COLUMN_OF_KEY.get(key) or _COLUMN_OF_KEY.get(key.removesuffix("s")):
        return column
    for ending in _LINK_ENDINGS:
        if key.endswith(ending):
            column = _COLUMN_OF_KEY.get(key.removesuffix(ending))
            return "paper" if column == "entry" else column if column in LINK_COLUMNS else None
    return None
