"""The lines of entries: the text of a block, divided where each line begins.

Lines end at line breaks, at labels such as ``**Authors:**``, at the summary of a folded part, and
where the next line of the source begins with markup or a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise

from weeklypapers.dialects.appearance import find_appearance_at_end
from weeklypapers.dialects.entries import BlockText, Line, Place
from weeklypapers.dialects.evidence import evidence_of
from weeklypapers.dialects.folds import fold_tags
from weeklypapers.dialects.labels import Label, label_at
from weeklypapers.dialects.people import are_people
from weeklypapers.markdown import Inline

__all__ = ["first_line", "lines_of", "opens_fold"]

_LETTER = re.compile(r"[^\W_]")
_LINE_FEED = re.compile("\n")
_MOST_LABELS = 100  # in one block
_MOST_LINES = 10  # above a line, which may be names or end with an appearance
_LOOK_BEHIND = 1000  # characters of these lines
_AROUND = " \t\n.,;:，。|·—–-"
_MOST_VENUE_WORDS = 6  # of an unknown one on a line of its own


def lines_of(text: BlockText, place: Place) -> Iterator[Line]:
    """Divide the text of a block into lines.

    Args:
        text: The text.
        place: The place of its first line.
    """
    if text.ranges is None:
        text.ranges = list(_ranges(text))
    for begin, end, label, is_fold in text.ranges:
        yield Line("fold" if is_fold else place, text, begin, end, label)
        place = "below" if place == "head" else place


def first_line(text: BlockText) -> Line | None:
    """Return the first line of a text, as that of a nested item; None if there is none."""
    return next(lines_of(text, "nested"), None)


def _ranges(text: BlockText) -> Iterator[tuple[int, int, Label | None, bool]]:
    inline = text.content.inline
    folds = list(_folds(text))
    cuts = sorted({0, len(inline.text), *_cuts(text), *(cut for fold in folds for cut in fold)})
    index = 0  # of the folded part that may hold the line
    for begin, end in pairwise(cuts):
        if not inline.text[begin:end].strip() and not text.nearby.has_empty_link(begin, end):
            continue
        while index < len(folds) and folds[index][2] <= begin:
            index += 1
        fold = folds[index] if index < len(folds) and folds[index][0] <= begin else None
        if fold is None:
            yield begin, end, label_at(inline, begin, end), False
        elif begin >= fold[1]:  # the summary is the label of the folded part
            summary = inline.text[fold[0] : fold[1]].strip(" \n[]()【】:：")
            yield begin, end, Label(summary, begin, begin, is_marked=True), True


def opens_fold(text: BlockText) -> bool:
    """Return whether a block ends with the summary of a folded part: "<summary>Title</summary>"."""
    if text.block.kind != "html":
        return False
    stop = max(
        (tag.stop for tag in fold_tags(text.content.source) if tag.kind == "summary"), default=0
    )
    return stop > 0 and not text.content.source[stop:].strip()


def _folds(text: BlockText) -> Iterator[tuple[int, int, int]]:
    """Yield where the summary of each folded part begins and ends, and where the part ends."""
    source = text.content.source
    if ("<summary" not in source and "<SUMMARY" not in source) or opens_fold(text):
        return
    tags = list(fold_tags(source))
    ends = [tag.start for tag in tags if tag.kind == "end"]
    for tag in tags:
        if tag.kind == "summary":
            after = bisect_left(ends, tag.stop)
            places = tag.inside[0], tag.stop, ends[after] if after < len(ends) else len(source)
            first, second, last = map(text.content.inline.offset_of, places)
            yield first, second, last


def _cuts(text: BlockText) -> Iterator[int]:
    """Yield the offsets where lines begin."""
    inline, source = text.content.inline, text.content.source
    place = inline.text.find("\n")
    while place >= 0:
        yield place + 1
        place = inline.text.find("\n", place + 1)
    breaks = [inline.offset_of(match.end()) for match in _LINE_FEED.finditer(source)]
    begin = 0
    for index, (offset, end) in enumerate(pairwise([*breaks, len(inline.text)])):
        if inline.text[offset - 1 : offset] == "\n":
            continue
        above = breaks[index - _MOST_LINES] if index >= _MOST_LINES else 0
        earliest = max(above, offset - _LOOK_BEHIND)
        if _begins_line(text, begin, offset, end, earliest):
            yield offset
            begin = offset
    yield from islice(_marked_labels(inline), _MOST_LABELS)


def _marked_labels(inline: Inline) -> Iterator[int]:
    """Yield the offsets of bold labels after the beginning of a text."""
    last = 0
    for mark in inline.marks:
        if mark.kind == "strong" and mark.begin > last:
            last = mark.begin
            label = label_at(inline, last)
            if label and label.is_marked:
                yield last


def _begins_line(block: BlockText, begin: int, offset: int, end: int, earliest: int) -> bool:
    """Return whether a line of the source is more than the continuation of the one before.

    Args:
        block: The text of the block.
        begin: The offset where the line before begins, which may be many lines of the source.
        offset: The offset where the line of the source begins.
        end: The offset after it.
        earliest: The offset of the first character to look at.
    """
    text, nearby = block.content.inline.text, block.nearby
    if nearby.is_inside_mark(offset):
        return False
    if nearby.begins_mark(offset) or label_at(block.content.inline, offset):
        return True
    ended = nearby.last_end(begin, offset)
    if ended is not None and not _LETTER.search(text, ended, offset):
        return True
    if _is_whole(text[offset:end].strip()):
        return True
    last = begin if ended is None else ended
    if last >= earliest and _is_whole(text[last:offset].strip(_AROUND)):
        return True
    return _ends_with_appearance(text[max(begin, earliest) : offset].rstrip())


def _is_whole(line: str) -> bool:
    """Return whether a line of the source is names or a known appearance."""
    if are_people(line):
        return True
    evidence, appearance = evidence_of(line)
    if evidence not in ("venue", "date") or appearance is None:
        return False
    is_short = len(line.split()) <= _MOST_VENUE_WORDS
    return appearance.is_known or appearance.venue is None or is_short


def _ends_with_appearance(line: str) -> bool:
    appearance = find_appearance_at_end(line)
    return appearance is not None and (appearance.date is not None or appearance.is_known)
