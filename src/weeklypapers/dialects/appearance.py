"""Where and when a paper appeared, read from a short text.

``ICCV'23``, ``In Nature Communications 15, 1234 (2024)``, ``CVPR 2024 (Oral)``: a text is a venue,
a date or both, with a remark and with the volume and pages.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from weeklypapers.dialects.appearance_dates import find_dates
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.venue_names import (
    is_acronym,
    is_clear,
    is_event,
    is_known_alone,
    is_known_dated,
    is_like_venue,
    is_remark,
    server_in,
    split_volume,
)
from weeklypapers.model.dates import PartialDate

__all__ = [
    "Appearance",
    "find_appearance_at_end",
    "find_appearance_at_start",
    "read_appearance",
]

LONGEST = 200
"""The longest text that is read as an appearance, in characters."""

_AROUND = ' \t\n,.;:：，。、·•|–—-<>/&+*_`"“”「」@'
_OPEN, _CLOSE = "([（【{", ")]）】}"
# The last words of the pattern "status".
_LAST_WORDS = (
    *("oral", "orals", "spotlight", "spotlights", "poster", "posters", "highlight", "highlights"),
    *("paper", "award", "candidate", "finalist"),
)


@attrs.frozen
class Appearance:
    """The place and the date of a publication.

    Attributes:
        venue: The conference, journal or preprint server, as written.
        date: The date.
        remark: What is said of it, such as ``Oral``, as written.
        is_known: True if the vocabulary has the venue or a word of it. A word such as ``Science``
            or ``FAST`` without a date is not enough.
        begin: The offset where it begins, with the punctuation before it.
        end: The offset where it ends, with the punctuation after it.
        volume: The volume, the issue and the pages, as written.
    """

    venue: str | None
    date: PartialDate | None
    remark: str | None
    is_known: bool
    begin: int
    end: int
    volume: str | None = None


# -- The whole text ----------------------------------------------------------------------------


def read_appearance(text: str) -> Appearance | None:
    """Read a text that is a venue, a date or both; return None if it is anything else."""
    if not 1 < len(text) <= LONGEST:
        return None
    begin, end = _trim(text, 0, len(text))
    lead = _patterns()["lead"].match(text, begin, end)
    status = lead and lead["status"]
    inside = text[_trim(text, lead.end(), end)[0] if lead else begin : end]
    parts = _read_parts(inside)
    if parts is None:
        return None
    if status:
        parts = attrs.evolve(parts, remark=_join(status.strip(), parts.remark))
    return attrs.evolve(parts, begin=0, end=len(text))


def _read_parts(text: str) -> Appearance | None:
    """Read a text without punctuation around it."""
    if date := partial_date(text):
        return _appearance(None, date)
    has_digit = bool(_patterns()["digit"].search(text))  # most texts have none
    masked = text
    if has_digit:
        masked = _patterns()["identifier"].sub(lambda match: " " * len(match[0]), text)
    dates = list(find_dates(masked)) if has_digit else []
    for begin, end, date in dates:
        before, after = masked[:begin], masked[end:]
        if _patterns()["incomplete"].search(before) and is_known_dated(whole := _clean(text)):
            return _appearance(whole, date, is_known=True)  # Proceedings of the 2020 Conference
        if parts := _read_around(before, after, date):
            return parts
    name, remark = _split_remark(_clean(masked))
    name, volume = split_volume(name) if has_digit else (name, "")
    if dates or not name or not is_known_alone(name):
        return None
    is_known = is_clear(name) or bool(volume)
    return _appearance(server_in(name) or name, None, remark, volume, is_known=is_known)


def _read_around(before: str, after: str, date: PartialDate) -> Appearance | None:
    """Read the texts before and after a date."""
    if _patterns()["open"].search(before):
        return None  # A title (ICLR 2020)
    before, remark = _split_remark(_clean(before))
    venue, volume = split_volume(before)
    if not venue and before:
        return None
    rest, more = split_volume(_clean(after))
    volume = ", ".join(filter(None, (volume, more)))
    if not venue and rest:
        rest, other = _split_remark(rest)
        if is_known_dated(rest):  # 2023 ICCV
            return _appearance(server_in(rest) or rest, date, other, volume, is_known=True)
        return _appearance(None, date, _join(rest, other)) if is_remark(rest) else None
    if not venue:
        return None if volume else _appearance(None, date, remark)
    is_known = is_known_dated(venue)
    if not is_known and not is_like_venue(venue):
        return None
    if rest and not (is_remark(rest) or (is_known and (is_event(rest) or _is_another(rest)))):
        return None
    rest = _strip_brackets(rest)
    return _appearance(
        server_in(venue) or venue, date, _join(remark, rest), volume, is_known=is_known
    )


def _is_another(text: str) -> bool:
    """Return whether a text after a venue and its year is a second appearance."""
    other = read_appearance(text)
    return other is not None and other.venue is not None and other.is_known


def _appearance(
    venue: str | None,
    date: PartialDate | None,
    remark: str | None = None,
    volume: str | None = None,
    *,
    is_known: bool = False,
) -> Appearance:
    return Appearance(venue, date, remark or None, is_known, 0, 0, volume or None)


def _split_remark(text: str) -> tuple[str, str | None]:
    """Split a remark off the text before a date: ``ACL (Findings)``, ``CVPR Oral``."""
    if match := _patterns()["bracketed"].search(text):
        inside = match["inside"]
        if is_remark(inside) and not is_acronym(inside):
            before = text[: match.start()].rstrip()
            return _clean(f"{before} {text[match.end() :]}"), inside.strip()
    if not text.casefold().endswith(_LAST_WORDS):
        return text, None
    if (match := _patterns()["status"].search(text)) and match.start():
        return _clean(text[: match.start()]), match[0].strip()
    return text, None


def _join(one: str | None, other: str | None) -> str | None:
    return ", ".join(filter(None, (one, other))) or None


# -- Patterns ---------------------------------------------------------------------------------


@cache  # compiled on first use, because weekly tables need none
def _patterns() -> dict[str, re.Pattern[str]]:
    lead = r"""
        (?: (?: (?:has\ been|was|will\ be|is)\s+ )?
            (?: (?P<status>submitted|under\s(?:peer\s)?review)
              | published | presented | accepted | appear(?:ed|s|ing)? | to\sappear
              | to\sbe\s(?:published|presented) )
            (?:\s+ as\s (?:an?\s)? [\w-]{1,20} (?:\s(?:paper|presentation))? )?
            \s+ (?:(?:in|at|by|to|for|on)\s+)? | (?:in|at)[:\s]\s* )
        (?: the\s+(?=[A-Z\d]) )?
        | (?:已?被|已?发表于|已?发表在|收录于|录用于|入选|接收于|中稿|投稿至|發表於)\s*
    """
    identifier = r"""
        https?://\S+ | \b10\.\d{4,9}/\S+
        | (?:(?<=arxiv):\s?|(?<=corr)\s)?(?:\babs/)?(?<![\d.])\d{4}\.\d{4,5}(?:v\d+)?(?!\d)
        | \b[a-z-]+(?:\.[A-Z]{2})?/\d{7}\b | (?<=\d{4}\.\d\d\.\d\d)\.\d{5,7}(?:v\d+)?
    """
    separator = (
        r"[\s,，;；。|·•.](?:(?<=[,，;；。|·•])\s*|(?<=\s)\s*[,，;；。|·•]\s*|(?<=\.)\s+"
        r"|(?<=[?!？！]\s)\s*|(?<=\s)\s*(?:(?:[-–—]+|//?)\s+|(?=[*_`]+\w)))"
    )
    flags = re.VERBOSE | re.IGNORECASE
    return {
        "lead": re.compile(lead, flags),
        "identifier": re.compile(identifier, flags),
        "bracketed": re.compile(r"[(\[（【](?P<inside>[^()\[\]（）【】]{2,60})[)\]）】]"),
        "status": re.compile(
            r"[\s,:-]+(?:orals?|spotlights?|posters?|highlights?"
            r"|(?:best|outstanding)(?:\s+\w+)?\s+paper(?:\s+(?:award|candidate|finalist))?)$",
            re.IGNORECASE,
        ),
        "digit": re.compile(r"\d"),
        "open": re.compile(r"\w\s*[(\[（【][^()\[\]（）【】]*\w[^()\[\]（）【】]*$"),
        "incomplete": re.compile(
            r"\b(?:proc\w*|conf\w*|workshop|symposium)\b[^,]{0,60}?\b(?:of|the|in|on|for|at)\s*$",
            re.IGNORECASE,
        ),
        # Its first character is in one class, for a fast search. After "?" or "!" it may be empty.
        "separator": re.compile(separator),
        "separator_or_mark": re.compile(rf"{separator}|(?<=[?!？！])"),
        "after_date": re.compile(r"[*_`]*\s*(?:[:：|·•]|[-–—]+(?=\s))[\s*_`]*|[*_`]+\s*"),
    }


# -- At the ends of a title --------------------------------------------------------------------


def find_appearance_at_end(text: str) -> Appearance | None:
    """Find the appearance after a title: ``A title (ICLR 2020)``, ``A title, NeurIPS 2023``.

    `Appearance.begin` is where the title ends.
    """
    end = len(text.rstrip(" \t\n,.;*_`"))
    opening = _opening(text, end)
    if opening is None:
        return _find_after_separator(text, end)
    inside = text[opening + 1 : end - 1]
    title_end = _end_of_title(text, opening)
    if not title_end:
        return None
    parts = read_appearance(inside)
    if parts is None or parts.venue is None:  # Nature Communications 15, 1234 (2024)
        longer = _find_after_separator(text, end)
        if longer and (parts is None or longer.is_known):
            return longer
    if parts and not _is_abbreviation(text[:title_end], parts, inside):
        return attrs.evolve(parts, begin=title_end, end=len(text))
    if parts or not is_remark(inside):
        return None
    earlier = find_appearance_at_end(text[:title_end])  # (CVPR 2024) (Oral)
    if earlier is None:
        return None
    remark = _join(earlier.remark, inside.strip())
    return attrs.evolve(earlier, remark=remark, end=len(text))


def _find_after_separator(text: str, end: int) -> Appearance | None:
    """Find the shortest appearance after a separator; a longer one if the shortest has no venue."""
    first: Appearance | None = None
    tail = max(0, end - LONGEST)
    has_mark = any(mark in text for mark in "?!？！")
    separator = _patterns()["separator_or_mark" if has_mark else "separator"]
    cuts = [match.span() for match in separator.finditer(text, tail, end)]
    for begin, stop in reversed(cuts[-6:]):
        title_end = _end_of_title(text, begin)
        parts = read_appearance(text[stop:end]) if title_end and stop < end else None
        if parts is None or (first and not parts.is_known):
            continue
        parts = attrs.evolve(parts, begin=title_end, end=len(text))
        name = parts.venue or ""
        if parts.date is None and not (is_acronym(name) or server_in(name)):
            continue
        if parts.venue:
            return parts
        first = first or parts
    return first


def _opening(text: str, end: int) -> int | None:
    """Return the offset of the bracket that the last character closes, or None."""
    if end == 0 or text[end - 1] not in _CLOSE:
        return None
    depth = 0
    for offset in range(end - 1, max(-1, end - LONGEST - 2), -1):
        depth += (text[offset] in _CLOSE) - (text[offset] in _OPEN)
        if depth == 0:
            return offset
    return None


def _end_of_title(text: str, end: int) -> int:
    """Return the end of a title before an offset, without punctuation; 0 if there is none."""
    title = text[:end].rstrip(" \t\n,.;:，。|·•-–—*_`")
    return len(title) if any(map(str.isalnum, title)) else 0


def _is_abbreviation(title: str, parts: Appearance, inside: str) -> bool:
    """Return whether a name without a date abbreviates the words before it, as WWW may."""
    if parts.date or not parts.venue:
        return False
    if not is_acronym(inside.strip()) and not server_in(inside):
        return True  # a word such as "(Brain)" belongs to the title
    initials = "".join(word[0] for word in re.split(r"[\s-]+", title) if word)
    return initials.casefold().endswith(parts.venue.casefold())


def find_appearance_at_start(text: str) -> Appearance | None:
    """Find the appearance before a title: ``[CVPR 2024] A title``, ``2024-05-31: A title``.

    `Appearance.end` is where the title begins.
    """
    begin = len(text) - len(text.lstrip(" \t\n*_`"))
    if text[begin : begin + 1] and text[begin] in _OPEN:
        stop = _closing(text, begin)
        parts = read_appearance(text[begin + 1 : stop]) if stop else None
        end = stop + 1 if stop else 0
        if parts and parts.date is None and _is_abbreviation("", parts, text[begin + 1 : end - 1]):
            return None
        more = _patterns()["after_date"].match(text, end)
        end = more.end() if more else end
    else:
        parts, end = _find_before_separator(text, begin)
    end += len(text[end:]) - len(text[end:].lstrip())
    if parts is None or not any(map(str.isalnum, text[end:])):
        return None
    return attrs.evolve(parts, begin=0, end=end)


def _closing(text: str, begin: int) -> int | None:
    depth = 0
    for offset in range(begin, min(len(text), begin + LONGEST)):
        depth += (text[offset] in _OPEN) - (text[offset] in _CLOSE)
        if depth == 0:
            return offset
    return None


def _find_before_separator(text: str, begin: int) -> tuple[Appearance | None, int]:
    """Find a dated appearance before a colon, a bar, a dash or the end of emphasis."""
    for match in _patterns()["after_date"].finditer(text, begin, begin + 80):
        if match.start() == begin:
            continue
        parts = read_appearance(text[begin : match.start()])
        if parts and parts.date and (parts.is_known or parts.venue is None):
            return parts, match.end()
    return None, 0


# -- Punctuation -------------------------------------------------------------------------------


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a range without the punctuation and the pairs of brackets around it."""
    while True:
        while begin < end and text[begin] in _AROUND:
            begin += 1
        while begin < end and text[end - 1] in _AROUND:
            end -= 1
        if begin >= end or text[begin] not in _OPEN or _closing(text[:end], begin) != end - 1:
            return begin, end
        begin, end = begin + 1, end - 1


def _clean(text: str) -> str:
    """Return a text without punctuation around it, unpaired brackets and empty pairs."""
    has_bracket = any(bracket in text for bracket in "([（【")
    if has_bracket:
        text = re.sub(r"[(\[（【]\s*[)\]）】]", " ", text)
    begin, end = _trim(text, 0, len(text))
    text = text[begin:end]
    if has_bracket and text.count("(") + text.count("[") > text.count(")") + text.count("]"):
        text = text.rstrip(" ,.;:([（【")
    if text[:1] and text[0] in _CLOSE:
        text = text.lstrip(" ,.;:)]）】")
    return " ".join(text.split())


def _strip_brackets(text: str) -> str:
    begin, end = _trim(text, 0, len(text))
    return text[begin:end]
