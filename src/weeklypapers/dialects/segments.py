"""Segments: the parts of a line, each with its markup and the evidence of what it says.

``**FooNet**: "Networks for Foo", ICCV, 2023 (*Acme*). [[Paper](https://…)]`` has six: a bold text,
a quotation, a venue, a date, an emphasised text, and a link with a generic label. A segment is
judged by itself here. The entries of a list are compared in `roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Literal, NamedTuple, TypeAlias

from weeklypapers.dialects.appearance import Appearance, read_appearance
from weeklypapers.dialects.draft import label_of, leads_to_paper
from weeklypapers.dialects.labels import is_link_label, is_word
from weeklypapers.dialects.nearby import Nearby
from weeklypapers.dialects.people import are_people, is_person
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.categories import Category
from weeklypapers.model.ids import lookup
from weeklypapers.model.links import is_anchor, is_dead
from weeklypapers.model.text import remembering

__all__ = [
    "SYMBOLS",
    "Evidence",
    "Segment",
    "SegmentMark",
    "evidence_of",
    "plain_segments",
    "segments_of",
    "trim",
    "word_count",
]

Evidence: TypeAlias = Literal[
    "nothing",
    "link",
    "label",
    "date",
    "venue",
    "names",
    "person",
    "category",
    "id",
    "text",
    "prose",
]
"""The evidence of what a text says.

``"link"`` is a link with a label such as "Paper" and ``"label"`` such a label without a link,
``"names"`` are several persons and ``"person"`` may be one, ``"prose"`` is longer than a title.
"""

SegmentMark: TypeAlias = Literal[
    "", "strong", "em", "code", "underline", "strike", "small", "link", "quote", "bracket"
]


class Segment(NamedTuple):
    """A part of a line.

    Attributes:
        begin: The offset of its first character in the text of its block.
        end: The offset after the last character.
        mark: Its markup; ``""`` for plain text.
        evidence: The evidence of what it says.
        link: The link that it is, or that covers it.
        leads: True if that link leads to a paper.
        appearance: Where and when a paper appeared, if it says so.
        is_identifier: True if it is an identifier of arXiv's.
    """

    begin: int
    end: int
    mark: SegmentMark
    evidence: Evidence
    link: Mark | None = None
    leads: bool = False
    appearance: Appearance | None = None
    is_identifier: bool = False


# -- Evidence ------------------------------------------------------------------------------------

_LONGEST_APPEARANCE = 160
_MOST_VENUE_WORDS = 7  # in the label of a link
_MOST_TITLE_WORDS = 30
_FEWEST_PROSE_WORDS = 6
_FEWEST_TITLE_WORDS = 3
_CATEGORY = re.compile(
    r"(?:[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z]{2}(?:[a-z-]{2,12})?|[a-z]{2,6}-[a-z]{2,4})"
)
_AFTER_NAME = re.compile(r"(?:,|(?<!\b[A-Z])\.)\s+")
_MOST_NAMES = 8  # before a venue
_CATEGORY_PART = re.compile(r"[^\s,;/|`]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def word_count(text: str) -> int:
    """Return the number of words; two ideographs or syllables of Korean count as one."""
    ideographs = 0 if text.isascii() else len(_IDEOGRAPH.findall(text))
    return len(text.split()) + ideographs // 2


@remembering(8192)
def evidence_of(text: str) -> tuple[Evidence, Appearance | None]:
    """Return the evidence of what a text says, judged by itself, and the appearance in it."""
    if not any(map(str.isalnum, text)):
        return "nothing", None
    if lookup(text.strip()) is not None:
        return "id", None
    if _are_categories(text):
        return "category", None
    appearance = _appearance_of(text)
    if appearance and (appearance.venue is None or appearance.is_known):
        return ("venue" if appearance.venue else "date"), appearance
    if is_word(text):
        return ("venue", appearance) if appearance else ("label", None)  # "Blog, 2023"
    if are_people(text):
        return "names", None
    if appearance and appearance.date:
        return "venue", appearance
    if is_person(text):
        return "person", None
    return ("prose" if _is_prose(text) else "text"), None


@remembering(8192)
def _appearance_of(text: str) -> Appearance | None:
    """Return the appearance in a text that says nothing else; None if it names persons."""
    appearance = read_appearance(text) if len(text) <= _LONGEST_APPEARANCE else None
    if appearance is None or appearance.venue is None:
        return appearance
    *parts, _ = _AFTER_NAME.split(appearance.venue, maxsplit=_MOST_NAMES)
    return None if any(is_person(part) or are_people(part) for part in parts) else appearance


def _is_prose(text: str) -> bool:
    """Return whether a text is a sentence, or longer than titles are."""
    words = word_count(text)
    is_sentence = text.rstrip().endswith((".", "。")) and words >= _FEWEST_PROSE_WORDS
    return words > _MOST_TITLE_WORDS or is_sentence


def _are_categories(text: str) -> bool:
    count = 0
    for part in _CATEGORY_PART.finditer(text):  # nearly always only the first one
        if not _CATEGORY.fullmatch(part[0]) or Category.parse(part[0]).code is None:
            return False
        count += 1
    return count > 0


# -- Lines to segments ---------------------------------------------------------------------------

_QUOTATION = re.compile(
    r"[\"“「『《][^\"“”「」『』《》\n]{2,400}?[\"”」』》]|‘[^‘\"“”\n]{2,400}?’(?!\w)"
)
_BYLINE = re.compile(r"\s*by\s+[^\W\d_]")
# Braces are not brackets: they protect capitals in LaTeX.
_OPEN = {")": "(", "]": "[", "）": "（", "】": "【", "”": "“", "」": "「", "』": "『"}
_CLOSE = {opening: closing for closing, opening in _OPEN.items()}
_BRACKETS = re.compile(r"[()\[\]（）【】“”「」『』]")
_CONTINUES = re.compile(r"\s?[\w’']|-\w|\s*[:：]\s*\w")


def segments_of(nearby: Nearby, begin: int, end: int) -> list[Segment]:
    """Divide a range of the text of a block into segments.

    Args:
        nearby: The text, with its marks by their places.
        begin: The offset of the first character of the range.
        end: The offset after it.
    """
    result: list[Segment] = []
    place, text = begin, nearby.inline.text
    for unit in _units(nearby, begin, end):
        result += plain_segments(text, place, max(place, unit.begin))
        result.append(unit)
        place = max(place, unit.end)
    return result + plain_segments(text, place, end)


def _units(nearby: Nearby, begin: int, end: int) -> Iterator[Segment]:
    """Yield the marked segments of a range, without those inside others."""
    text = nearby.inline.text
    marks: list[tuple[int, int, SegmentMark, Mark | None]] = [
        (max(mark.begin, begin), min(mark.end, end), _mark_of(mark), mark)
        for mark in nearby.within(begin, end)
    ]
    if '"' in text or not text.isascii():
        marks += _quotations(nearby, begin, end)
        marks.sort(key=lambda mark: (mark[0], -mark[1]))
    place = begin
    for first, last, kind, mark in marks:
        if first < place:
            continue
        if kind == "bracket":  # an image: `_mark_of`
            if mark is not None and mark.alt:
                yield _image_segment(mark)
            continue
        link = mark if kind == "link" else nearby.covering_link(first, last)
        if kind != "link" and link is None and nearby.has_links(first, last):
            continue
        if kind != "link" and _is_inside_text(nearby, begin, first, last, end, kind):
            continue
        if first < last or kind == "link":
            yield _marked_segment(nearby.inline, first, last, kind, link)
            place = last


def _mark_of(mark: Mark) -> SegmentMark:
    return "bracket" if mark.kind == "image" else mark.kind


def _quotations(
    nearby: Nearby, begin: int, end: int
) -> Iterator[tuple[int, int, SegmentMark, Mark | None]]:
    """Yield the quotations of a range that are outside of links, code and emphasis."""
    text = nearby.inline.text
    for match in _QUOTATION.finditer(text, begin, end):
        first, last = match.span()
        if text[first - 1 : first].isalnum() or text[last : last + 1].isalnum():
            continue
        if not nearby.is_part_of_mark(first, last):
            yield first, last, "quote", None


def _is_inside_text(
    nearby: Nearby, begin: int, first: int, last: int, end: int, kind: SegmentMark
) -> bool:
    """Return whether an emphasised or quoted text is a part of the text around it.

    Args:
        nearby: The text of the block, with its marks.
        begin: The offset of the first character of the line.
        first: The offset of the first character of the emphasised or quoted text.
        last: The offset after it.
        end: The offset after the line.
        kind: The markup.
    """
    text = nearby.inline.text
    before, after = _without_blanks(text, begin, first), _after_blanks(text, last, end)
    if nearby.is_next_to_mark(before, after):
        return False
    if kind == "quote":
        if _BYLINE.match(text, last, end) and not any(map(str.isalnum, text[begin:before])):
            return False
        is_ended = text.endswith((".", ",", ":"), begin, before)
        if not is_ended and _CONTINUES.match(text, last, end):
            return True
    following = text[last : min(last + 2, end)]
    if following[:1].isalnum() or (following[:1] in ("-", "’", "'") and following[1:2].isalnum()):
        return True
    follows = begin < before and (text[before - 1].isalnum() or text[before - 1] in "-/'’")
    return follows and text[after : min(after + 1, end)].isalnum() and kind != "strong"


def _without_blanks(text: str, begin: int, end: int) -> int:
    """Return the end of a range without the spaces at its end."""
    while begin < end and text[end - 1] == " ":
        end -= 1
    return end


def _after_blanks(text: str, begin: int, end: int) -> int:
    """Return the beginning of a range without the spaces at its beginning."""
    while begin < end and text[begin] == " ":
        begin += 1
    return begin


def _image_segment(mark: Mark) -> Segment:
    evidence, appearance = evidence_of(mark.alt.replace("_", " "))
    is_venue = evidence == "venue" and appearance is not None and appearance.is_known
    return Segment(
        mark.begin, mark.end, "bracket", "link", appearance=appearance if is_venue else None
    )


def _marked_segment(
    inline: Inline, begin: int, end: int, kind: SegmentMark, link: Mark | None
) -> Segment:
    text = inline.text
    if link is not None:
        label = label_of(inline, link) or ""
        target = link.target or ""
        evidence, appearance = evidence_of(label) if label else ("label", None)
        is_live = not is_dead(target) and not is_anchor(target)
        leads = is_live and leads_to_paper(inline, link)
        if not label or evidence in ("label", "id") or is_link_label(label):
            return Segment(begin, end, kind, "link", link, leads, is_identifier=evidence == "id")
        if evidence in ("venue", "date") and word_count(label) <= _MOST_VENUE_WORDS:
            return Segment(begin, end, kind, "link", link, leads, appearance)
        return Segment(*_inside(text, begin, end), kind, evidence, link, leads, appearance)
    first, last = _inside(text, begin, end)
    evidence, appearance = evidence_of(text[first:last])
    return Segment(first, last, kind, evidence, appearance=appearance)


def _inside(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a marked range without blanks, punctuation and quotes around it."""
    part = text[begin:end]
    begin += len(part) - len(part.lstrip())
    end = begin + len(text[begin:end].rstrip(" \t\n.,:：，。"))
    if _QUOTATION.fullmatch(text, begin, end):
        return _inside(text, begin + 1, end - 1)
    return begin, max(begin, end)


# -- Plain text ----------------------------------------------------------------------------------

# The first character is in one class and the rest is behind it, because a search for a class is
# several times as fast as one for alternatives.
_PLAIN_SEPARATOR = (
    r"[,;，；、.。\s—|·•:：](?:(?<=[,;，；、。—|·•])\s*|(?<=[:：])\s+"
    r"|(?<=\.)(?<!\b[^\W\d_]\.)(?<!\bal\.)(?<!\bno\.)(?<!\bvol\.)\s+"
    r"|(?<=[?!]\s)\s*|(?<=\s)(?:\s*[-–—|·•/]+\s+|\s+))"
)
_SEPARATOR = re.compile(_PLAIN_SEPARATOR)
_SEPARATOR_OR_TAG = re.compile(rf"{_PLAIN_SEPARATOR}|<?/?[a-z]{{1,10}}>")
_BAR = re.compile(r"[-–—|·•/]")
SYMBOLS = "\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\U0001f000-\U0001faff"
"""Emoji and similar symbols, as a part of a class of characters in patterns."""

_EMOJI_AROUND = (
    "".join(
        chr(code)
        for first, last in (
            (0x2300, 0x23FF),
            (0x2600, 0x27BF),
            (0x2B00, 0x2BFF),
            (0x1F000, 0x1FAFF),
        )
        for code in range(first, last + 1)
    )
    + "\u200d\ufe0f"
)
_AROUND = " \t\n\xa0\u3000,.;:，。：；、·•|–—-/&+*"
_MOST_PARTS = 60
_PROSE = 40  # words
_SEVERAL = 3  # unknown parts, after which sentences begin
_LONGEST_FRONT = 3  # words in brackets before a title


def trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a range without blanks, separators and brackets that have no partner in it."""
    while begin < end and (text[begin] in _AROUND or text[begin] in _OPEN):
        begin += 1
    while begin < end and (text[end - 1] in _AROUND or text[end - 1] in _CLOSE):
        end -= 1
    part = text[begin:end]
    if not part.isascii() and (bare := part.strip(_EMOJI_AROUND)) != part:
        begin += part.index(bare) if bare else 0
        return trim(text, begin, begin + len(bare))
    if part.count('"') == 1 and '"' in (part[0], part[-1]):
        return trim(text, begin + (part[0] == '"'), end - (part[0] != '"'))
    opening, closing = _OPEN.get(part[-1:]), _CLOSE.get(part[:1])
    if opening and part.count(part[-1]) > part.count(opening):
        return trim(text, begin, end - 1)
    if closing and (part.count(part[0]) > part.count(closing) or _partner(part) == len(part) - 1):
        return trim(text, begin + 1, end)
    return begin, max(begin, end)


def _partner(part: str) -> int:
    """Return the index of the bracket that closes the first one, or -1."""
    opened = 0
    for match in _BRACKETS.finditer(part):
        opened += -1 if match[0] in _OPEN else 1
        if opened == 0:
            return match.start()
    return -1


def plain_segments(text: str, begin: int, end: int) -> list[Segment]:
    """Divide plain text into segments: at brackets, and at separators next to known parts."""
    if not any(map(str.isalnum, text[begin:end])):
        return []
    result: list[Segment] = []
    place = begin
    brackets = list(_bracketed(text, begin, end))
    whole = trim(text, begin, end)
    if brackets and whole[1] - whole[0] <= _LONGEST_APPEARANCE:  # "ICLR 2024 (Oral)"
        evidence, appearance = evidence_of(text[slice(*whole)])
        if evidence in ("venue", "date"):
            return [Segment(*whole, "", evidence, appearance=appearance)]
    for first, last in brackets:
        inside = first + 1, last - 1
        before = _divided(text, place, first)
        if before and (joined := _with_bracket(text, before[-1], last)):
            result += [*before[:-1], joined]
            place = last
            continue
        evidence, appearance = evidence_of(text[slice(*inside)])
        if evidence == "label" and before and _continues(text, last, end):
            continue  # a word in a title: "Learning (to) Walk"
        if evidence in ("nothing", "text", "prose", "person"):
            is_front = not any(map(str.isalnum, text[begin:first])) and text[last : last + 1] == " "
            is_front = is_front and word_count(text[slice(*inside)]) <= _LONGEST_FRONT
            if not is_front and (not before or before[-1].evidence not in ("date", "venue")):
                continue
        result += before
        result.append(Segment(*inside, "bracket", evidence, appearance=appearance))
        place = last
    return result + _divided(text, place, end)


def _continues(text: str, begin: int, end: int) -> bool:
    """Return whether words follow directly that are no value of their own."""
    if not (text.startswith(" ", begin) and text[begin + 1 : begin + 2].isalpha()):
        return False
    following = next(iter(_divided(text, begin, end)), None)
    return following is not None and following.evidence in ("text", "prose", "person")


def _with_bracket(text: str, before: Segment, end: int) -> Segment | None:
    """Return a date or a venue with the bracket after it, as in "2024 (Oral)", or None."""
    if before.evidence not in ("date", "venue"):
        return None
    evidence, appearance = evidence_of(text[before.begin : end])
    if appearance is None or evidence != before.evidence:
        return None
    return Segment(before.begin, end, "", evidence, appearance=appearance)


def _bracketed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the outermost brackets."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(text, begin, end):
        if match[0] not in _OPEN:
            opened.append(match.start())
        elif opened and text[opened[-1]] == _OPEN[match[0]]:
            first = opened.pop()
            if not opened:
                yield first, match.end()


class _Part(NamedTuple):
    begin: int
    end: int
    evidence: Evidence
    appearance: Appearance | None = None
    outer: tuple[int, int] = (0, 0)  # the range with blanks and brackets around it


def _separator_of(text: str) -> re.Pattern[str]:
    """Return the pattern of separators; that of tags is slow, and few texts have any."""
    return _SEPARATOR_OR_TAG if ">" in text else _SEPARATOR


_UNKNOWN: frozenset[Evidence] = frozenset({"text", "prose", "person", "label", "nothing"})


def _divided(text: str, begin: int, end: int) -> list[Segment]:
    """Divide plain text at separators where a part is a date, a venue, names or a category."""
    begin, end = trim(text, begin, end)
    if begin == end:
        return []
    evidence, appearance = evidence_of(text[begin:end])
    if evidence not in ("text", "prose", "label") and not (
        (evidence == "venue" and _says_more(text[begin:end]))
        or (evidence in ("names", "person") and _ends_with_venue(text[begin:end]))
    ):
        return [Segment(begin, end, "", evidence, appearance=appearance)]
    cuts = [match.span() for match in _separator_of(text).finditer(text, begin, end)]
    if not cuts or len(cuts) >= _MOST_PARTS:
        return [Segment(begin, end, "", evidence, appearance=appearance)]
    edges = [(0, begin), *cuts, (end, 0)]
    ranges = [(left[1], right[0]) for left, right in pairwise(edges)]
    is_long = word_count(text[begin:end]) > _PROSE
    ranges = [each for each in ranges if each[0] < each[1]]
    parts = _joined(text, _without_middle(text, ranges) if is_long else ranges)
    known = [index for index, part in enumerate(parts) if _is_known(text, parts, index)]
    if is_long and len(known) < len(parts):
        # Names and dates inside of sentences are parts of these.
        unknown = [index for index in range(len(parts)) if index not in known]
        known = [index for index in known if index < unknown[0] or index > unknown[-1]]
    return list(_merged(text, parts, set(known)))


def _without_middle(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges of a long text with those joined that are between unknown ones."""
    first = _number_until_unknown(text, ranges)
    last = len(ranges) - _number_until_unknown(text, ranges[::-1])
    if last <= first + 1:
        return list(ranges)
    return [*ranges[:first], (ranges[first][0], ranges[last - 1][1]), *ranges[last:]]


def _number_until_unknown(text: str, ranges: Sequence[tuple[int, int]]) -> int:
    """Return the number of ranges up to several unknown ones, one after the other."""
    unknown = 0
    for count, each in enumerate(ranges, 1):
        begin, end = trim(text, *each)
        unknown = unknown + 1 if evidence_of(text[begin:end])[0] in ("text", "prose") else 0
        if unknown == _SEVERAL:
            return count
    return len(ranges)


def _says_more(text: str) -> bool:
    """Return whether a text says more than a venue: "A. Ruiz, B. Li — ICLR 2024"."""
    separator = _separator_of(text)
    parts = separator.split(text)
    if len(parts) > 1 and any(is_person(part) or are_people(part) for part in parts):
        return True
    for match in islice(separator.finditer(text), _MOST_PARTS):
        rest = text[match.end() :]
        following = rest if _BAR.search(match[0]) else separator.split(rest, maxsplit=1)[0]
        if evidence_of(following)[0] == "venue":
            return _may_be_title(text[: match.start()])
    return False


def _may_be_title(text: str) -> bool:
    """Return whether a text before a venue is no part of the venue's name."""
    return word_count(text) >= _FEWEST_TITLE_WORDS and evidence_of(text)[0] == "text"


def _is_known(text: str, parts: Sequence[_Part], index: int) -> bool:
    """Return whether it is known what a part says.

    A name is known if it is between a title and a venue, or a sentence before a title.
    """
    part = parts[index]
    if part.evidence not in _UNKNOWN:
        return True
    if part.evidence != "person" or index + 1 == len(parts):
        return False
    following = parts[index + 1]
    if index > 0:
        return following.evidence in ("venue", "date")
    *_, last = takewhile(lambda each: each.evidence in _UNKNOWN, parts[index:])
    return text.startswith(". ", part.end) and _may_be_title(text[following.begin : last.end])


def _ends_with_venue(text: str) -> bool:
    """Return whether the last part of a list of names is a venue: "A. Ruiz, B. Li. ICLR"."""
    *_, last = _separator_of(text).split(text)
    return evidence_of(last)[0] in ("venue", "date")


def _merged(text: str, parts: Sequence[_Part], known: set[int]) -> Iterator[Segment]:
    """Yield the known parts, and the texts between them."""
    first: int | None = None
    for index, part in enumerate(parts):
        if index in known:
            yield Segment(part.begin, part.end, "", part.evidence, appearance=part.appearance)
            continue
        first = part.outer[0] if first is None else first
        if index + 1 == len(parts) or index + 1 in known:
            begin, end = trim(text, first, part.outer[1])
            evidence, appearance = evidence_of(text[begin:end])
            if begin < end:
                yield Segment(begin, end, "", evidence, appearance=appearance)
            first = None


def _joined(text: str, ranges: Sequence[tuple[int, int]]) -> list[_Part]:
    """Return the parts of a text, with those joined that say one thing."""
    judged = []
    for outer in ranges:
        begin, end = trim(text, *outer)
        judged.append(_Part(begin, end, *evidence_of(text[begin:end]), outer))
    parts: list[_Part] = []
    index = 0
    while index < len(judged):
        count, part = _longest(text, judged, index)
        outer = judged[index].outer[0], judged[index + count - 1].outer[1]
        parts.append(part._replace(outer=outer))
        index += count
    return parts


def _is_several(appearance: Appearance, parts: Sequence[_Part]) -> bool:
    """Return whether parts that could be read as one appearance name people and a venue."""
    if not appearance.venue:
        return False
    is_certain = appearance.is_known and not any(part.evidence == "venue" for part in parts[1:])
    return not is_certain and any(part.evidence in ("venue", "names", "person") for part in parts)


def _is_after_colon(text: str, parts: Sequence[_Part], index: int) -> bool:
    """Return whether a part explains a word before it, as in "FooNet: Networks for Foo, 2023"."""
    if index == 0 or parts[index - 1].evidence == "label":
        return False
    return text[parts[index - 1].end : parts[index].begin].strip() in (":", "：")


def _list_of_names(text: str, parts: Sequence[_Part], index: int) -> list[_Part]:
    """Return the names from a part on that are one list.

    A bar or dash divides what commas separate. It is in a list of names only if no comma is, and
    if the list isn't what follows a comma or colon: "FooNet: Low-Rank Molecules | Ada Lovelace".
    """
    names = list(takewhile(lambda part: part.evidence in ("names", "person"), parts[index:]))
    bars = [bool(_BAR.search(text, left.end, right.begin)) for left, right in pairwise(names)]
    if True not in bars:
        return names
    is_after_bar = index == 0 or bool(_BAR.search(text, parts[index - 1].end, names[0].begin))
    return names if is_after_bar and all(bars) else names[: bars.index(True) + 1]


def _longest(text: str, judged: Sequence[_Part], index: int) -> tuple[int, _Part]:
    """Return the number of parts from one on that say one thing, and the joined part."""
    first = judged[index]
    names = _list_of_names(text, judged, index)
    if len(names) > 1 and are_people(text[first.begin : names[-1].end]):
        return len(names), _Part(first.begin, names[-1].end, "names")
    for last in range(min(len(judged), index + 4) - 1, index, -1):
        joined = text[first.begin : judged[last].end]
        if len(joined) > _LONGEST_APPEARANCE or not any(map(str.isdigit, joined)):
            continue
        if first.evidence in ("names", "person") and (
            are_people(text[first.begin : first.end])
            or evidence_of(text[judged[index + 1].begin : judged[last].end])[0] == "venue"
        ):
            continue
        if first.evidence == "text" and _says_more(joined):
            continue
        appearance = _appearance_of(joined)
        if appearance and _is_several(appearance, judged[index : last + 1]):
            continue
        if appearance and not appearance.is_known and _is_after_colon(text, judged, index):
            continue
        if appearance and appearance.date:
            evidence: Evidence = "venue" if appearance.venue else "date"
            return last - index + 1, _Part(first.begin, judged[last].end, evidence, appearance)
    return 1, first
