"""Segments: the parts of a line, each with its markup and the evidence of what it says.

``**FooNet**: "Networks for Foo", ICCV, 2023 (*Acme*). [[Paper](https://…)]`` has six: a bold text,
a quotation, a venue, a date, an emphasised text, and a link with a generic label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from weeklypapers.dialects.appearance import Appearance
from weeklypapers.dialects.draft import label_of, leads_to_paper
from weeklypapers.dialects.evidence import LONGEST_APPEARANCE, Evidence, evidence_of, word_count
from weeklypapers.dialects.labels import is_link_label
from weeklypapers.dialects.nearby import Nearby
from weeklypapers.dialects.separators import divided
from weeklypapers.dialects.trimming import bracketed, trim
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.links import is_anchor, is_dead

__all__ = ["Segment", "SegmentMark", "plain_segments", "segments_of"]

SegmentMark: TypeAlias = Literal[
    "", "strong", "em", "code", "underline", "strike", "small", "link", "quote", "bracket"
]
_QUOTATION = re.compile(
    r"[\"“「『《][^\"“”「」『』《》\n]{2,400}?[\"”」』》]|‘[^‘\"“”\n]{2,400}?’(?!\w)"
)
_BYLINE = re.compile(r"\s*by\s+[^\W\d_]")
_CONTINUES = re.compile(r"\s?[\w’']|-\w|\s*[:：]\s*\w")
_MOST_VENUE_WORDS = 7  # in the label of a link
_LONGEST_FRONT = 3  # words in brackets before a title


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
        (
            max(mark.begin, begin),
            min(mark.end, end),
            "bracket" if mark.kind == "image" else mark.kind,
            mark,
        )
        for mark in nearby.within(begin, end)
    ]
    if '"' in text or not text.isascii():
        marks += _quotations(nearby, begin, end)
        marks.sort(key=lambda mark: (mark[0], -mark[1]))
    place = begin
    for first, last, kind, mark in marks:
        if first < place:
            continue
        if kind == "bracket":  # an image
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


def plain_segments(text: str, begin: int, end: int) -> list[Segment]:
    """Divide plain text into segments: at brackets, and at separators next to known parts."""
    if not any(map(str.isalnum, text[begin:end])):
        return []
    result: list[Segment] = []
    place = begin
    brackets = list(bracketed(text, begin, end))
    whole = trim(text, begin, end)
    if brackets and whole[1] - whole[0] <= LONGEST_APPEARANCE:  # "ICLR 2024 (Oral)"
        evidence, appearance = evidence_of(text[slice(*whole)])
        if evidence in ("venue", "date"):
            return [Segment(*whole, "", evidence, appearance=appearance)]
    for first, last in brackets:
        inside = first + 1, last - 1
        before = _unmarked(text, place, first)
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
    return result + _unmarked(text, place, end)


def _unmarked(text: str, begin: int, end: int) -> list[Segment]:
    """Divide plain text without brackets around its parts into segments."""
    return [
        Segment(part.begin, part.end, "", part.evidence, appearance=part.appearance)
        for part in divided(text, begin, end)
    ]


def _continues(text: str, begin: int, end: int) -> bool:
    """Return whether words follow directly that are no value of their own."""
    if not (text.startswith(" ", begin) and text[begin + 1 : begin + 2].isalpha()):
        return False
    following = next(iter(divided(text, begin, end)), None)
    return following is not None and following.evidence in ("text", "prose", "person")


def _with_bracket(text: str, before: Segment, end: int) -> Segment | None:
    """Return a date or a venue with the bracket after it, as in "2024 (Oral)", or None."""
    if before.evidence not in ("date", "venue"):
        return None
    evidence, appearance = evidence_of(text[before.begin : end])
    if appearance is None or evidence != before.evidence:
        return None
    return Segment(before.begin, end, "", evidence, appearance=appearance)
