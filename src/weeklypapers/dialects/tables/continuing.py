"""Titles that continue in the next row of a table."""

from __future__ import annotations

import re

from weeklypapers.dialects.draft import is_nothing
from weeklypapers.markdown import Chunk, render_inline

__all__ = ["continues_repeatedly", "continues_title", "joined_title", "with_open_end"]

# The end of an incomplete title. "On" and "In" with a capital also end complete ones: "Lights On".
_OPEN = re.compile(
    r"(?:[-–:,(&/+]"
    r"|\s(?:an?|in|on|to|by|as|at|into|between|under|without"
    r"|(?i:the|of|for|and|or|with|from|via|using|towards?)))\s*\Z"
)
_OPEN_ENDS = ("-", "–", ":", "：")
_BOLD = ("**", "__", "<b>", "<strong>")
_MARKUP = "*_`~ \t\n"
_SMALL_WORD = re.compile(r"[^\W\d_]+(?=[\s,;:.)-]|\Z)")


def continues_title(title: str, text: str) -> bool:
    """Return whether a text evidently continues a title, and is no title of its own.

    The title ends with a preposition, a hyphen or the like, or the text starts in lower case while
    the title doesn't. Words such as ``iBOT`` and ``word2vec`` begin titles.
    """
    text, title = text.strip(_MARKUP), title.strip(_MARKUP)
    if not text or not title:
        return False
    word = _SMALL_WORD.match(text)
    is_small = (word is not None and word[0].islower()) or text[0] in "),;:&-–"
    return (is_small and not title[0].islower()) or _OPEN.search(title) is not None


def with_open_end(title: str, text: str) -> str:
    """Return a title with the hyphen or colon after it in the text of its cell."""
    _, found, rest = text.partition(title)
    return title + rest.strip() if found and rest.strip() in _OPEN_ENDS else title


def joined_title(title: str, text: str) -> str:
    """Return a title with its continuation. A hyphen joins two parts of one word."""
    blank = "" if re.search(r"\w[-/]\Z", title) else " "
    return f"{title}{blank}{text.strip()}"


def continues_repeatedly(chunk: Chunk, place: int) -> bool:
    """Return whether most rows with a title alone continue the row before them, and several do.

    Args:
        chunk: Some rows of a table.
        place: The position of the column of titles.
    """
    evident = alone = 0
    previous = ""  # the title of the row before, if it has other cells
    for row in chunk.rows():
        cells = [cell.text for cell in row.cells]
        title = cells[place] if len(cells) > place else ""
        others = any(not is_nothing(cell) for at, cell in enumerate(cells) if at != place)
        if previous and not others and title and not title.startswith(_BOLD) and "](" not in title:
            alone += 1
            evident += continues_title(*(render_inline(each).text for each in (previous, title)))
        else:
            previous = title if others else ""
    return evident > 1 and evident * 2 >= alone
