"""What the columns of a table hold, told by their headers, and which tables list papers.

Headers are compared in the form that `plain_header` gives. The words are data, in English and in
Chinese; one that none of them knows is no field's, and its cells are kept as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from weeklypapers.dialects._vocabulary import COLUMNS, LINK_COLUMNS

__all__ = ["column_of", "plain_header"]


_TAG = re.compile(r"<[^<>]*>")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")  # as GitHub writes them, such as `:page_facing_up:`
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_MARKUP = re.compile("[*`~'\u2019]")
_JOINT = re.compile("[&/|+,、·]")
_OTHER = re.compile(r"(?:[^\w\s&#]|_)+")
# Texts, not patterns: to compile a class of ideographs takes longer than all the others together,
# so it is left until a header in Chinese comes.
_BETWEEN = r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
_CHINESE_AND = r"(?<=[\u3400-\u9fff])[与和及或](?=[\u3400-\u9fff])"
_AND = re.compile(" & | and | or ")
_SAYS = re.compile(r"[^\W_]")
# What turns a word into the header of a column of links: `Code Link`, `视频地址`.
_LINK_ENDINGS = ("link", "url", "address", "链接", "地址", "网址")


@lru_cache(maxsize=1024)
def plain_header(header: str) -> str:
    """The form in which headers are compared.

    Without case, markup, emoji, punctuation and needless space; compatible characters are one
    (NFKC). Remarks in parentheses go, unless nothing else is there. What joins two headers, such as
    ``/``, ``+`` or a comma, becomes ``&``; a ``#`` stays in front of a word, since ``# Papers``
    counts them.

    >>> from weeklypapers.dialects.vocabulary import plain_header
    >>> [plain_header(header) for header in ("**Paper-Link**", "Date (UTC)", "Code/Data", "No.")]
    ['paper link', 'date', 'code & data', 'no']
    """
    text = unicodedata.normalize("NFKC", header.replace("&nbsp;", " ")).casefold()
    text = _LINKED.sub(r"\1", _EMOJI.sub(" ", _TAG.sub(" ", text)))
    without = _REMARK.sub(" ", text)
    text = _MARKUP.sub("", without if _SAYS.search(without) else text)
    words = _OTHER.sub(" ", _JOINT.sub(" & ", text)).split()
    plain = " ".join(words).strip("& ")
    if not plain.isascii():
        plain = re.sub(_BETWEEN, "", plain)
    if plain.startswith("#") and len(plain) > 1:
        return "# " + plain.lstrip("# ")
    return plain.rstrip("# ") or plain or header.strip().casefold()


def _by_key() -> dict[str, str]:
    return {_key(alias): column for column, aliases in COLUMNS.items() for alias in aliases}


def _key(plain: str) -> str:
    """What headers are looked up by: `PaperLink` is `Paper Link`."""
    return plain.replace(" ", "")


_COLUMN_OF_KEY = _by_key()


@lru_cache(maxsize=1024)
def column_of(header: str) -> str | None:
    """The class in `COLUMNS` of a column with that header; None if it is of none.

    Of joined headers the first that says a class decides: ``Title & Authors`` is a title,
    ``Date/Venue`` a date, ``Stars / Code`` code. What is joined stands in one cell, the more
    telling first, and who reads the cell can look for the rest.

    >>> from weeklypapers.dialects.vocabulary import column_of
    >>> [column_of(header) for header in ("Publish Date", "Title & Authors", "论文链接", "Stars")]
    ['listed_date', 'title', 'paper', None]
    """
    plain = plain_header(header)
    if plain.startswith("# "):
        return None
    return _column_of_part(plain) or next(filter(None, map(_column_of_part, _parts(plain))), None)


def _parts(plain: str) -> list[str]:
    """The headers that are joined in one; none if it is one alone."""
    parts = _AND.split(plain)
    if not plain.isascii():
        parts = [each for part in parts for each in re.split(_CHINESE_AND, part)]
    return parts if len(parts) > 1 else []


def _column_of_part(plain: str) -> str | None:
    key = _key(plain)
    column = _COLUMN_OF_KEY.get(key) or _COLUMN_OF_KEY.get(key.removesuffix("s"))
    return column or _column_of_links(key.removesuffix("s"))


def _column_of_links(key: str) -> str | None:
    for ending in _LINK_ENDINGS:
        if key.endswith(ending):
            base = key.removesuffix(ending)
            column = _COLUMN_OF_KEY.get(base)
            if column == "entry":
                return "paper"
            return column if column in LINK_COLUMNS else None
    return None


# -- Tables ------------------------------------------------------------------------------------
