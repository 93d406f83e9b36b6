"""Judging: the title of an entry, and whether the entry lists a paper, judged by itself."""

from __future__ import annotations

from collections.abc import Sequence

from weeklypapers.dialects.entries import Entry
from weeklypapers.dialects.evidence import Evidence, word_count
from weeklypapers.dialects.labels import is_before_link
from weeklypapers.dialects.readings import Reading, remembered
from weeklypapers.dialects.roles import Profile
from weeklypapers.dialects.segments import Segment

__all__ = ["is_listed", "is_prose", "lists_paper", "read_alone", "read_title"]

_PROSE = 40  # the longest text beside a link that is not prose
_TEXTS: tuple[Evidence, ...] = ("text", "prose")
_MOST_NAME_WORDS = 3
_ALONE = Profile(())


def read_title(entry: Entry, profile: Profile) -> Reading | None:
    """Return the title of an entry; the address or identifier if it is only a link to a paper."""
    reading = profile.title_of(entry)
    if reading is not None or len(entry.lines) != 1:
        return reading
    (line,) = entry.lines
    segments = [each for each in line.segments if each.evidence != "nothing"]
    if len(segments) != 1 or not segments[0].leads or line.label is not None:
        return None
    link = segments[0].link
    shown = line.string(segments[0])
    if link is None or not (shown == link.target or segments[0].is_identifier):
        return None
    return Reading(entry, line, segments[0], (), ())


def read_alone(entry: Entry) -> Reading | None:
    """Return the title of an entry, judged by itself."""
    if entry.alone is None:
        entry.alone = [read_title(entry, _ALONE)]
    (reading,) = entry.alone
    return reading if isinstance(reading, Reading) else None


def is_listed(entry: Entry) -> bool:
    """Return whether an entry lists a paper, judged by itself."""
    reading = read_alone(entry)
    return reading is not None and lists_paper(reading)


@remembered
def lists_paper(reading: Reading) -> bool:
    """Return whether an entry with a title lists a paper, judged by itself."""
    entry = reading.entry
    if not entry.leads:
        return False
    if entry.kind == "item":
        is_set_off = reading.is_marked and not _is_sentence_with_label(reading)
        return is_set_off or not is_prose(reading)
    if entry.kind == "heading":
        return reading.is_marked or not reading.line.leads or not is_prose(reading)
    if is_prose(reading):
        return False
    if reading.is_marked:
        return True
    below = [line for line in entry.lines if line is not reading.line and line.leads]
    if reading.line.leads and len(entry.lines) == 1:  # "Title: https://…"
        _, _, after = reading.line.string().partition(reading.line.string(reading.title))
        return after.lstrip().startswith((":", "："))
    is_above = bool(below) and not reading.line.leads
    return is_above and all(not line.candidates or line.label for line in below)


@remembered
def is_prose(reading: Reading) -> bool:
    """Return whether the text around the links of a line is sentences."""
    line, title = reading.line, reading.title
    text = line.text.content.inline.text
    before = [each for each in reading.before if each.evidence in _TEXTS and each.mark != "bracket"]
    limit = _PROSE if reading.entry.kind == "item" else 0
    if sum(each.end - each.begin for each in before) > limit and not _is_name(reading, before):
        return True
    first = next((each.begin for each in line.segments if each.leads), None)
    if first is not None:
        after = [each for each in reading.after if each.begin > first and each.evidence in _TEXTS]
        if after and after[-1].end - after[0].begin > _PROSE:
            return True
        if after and text[title.begin].islower() and text[after[0].begin].islower():
            return not reading.is_marked  # a sentence that goes on after the link
    if reading.is_marked or first is None:
        return False
    return is_before_link(text, title.begin, first)


def _is_name(reading: Reading, before: Sequence[Segment]) -> bool:
    """Return whether the text before a title is the name of a method."""
    return len(before) == 1 and word_count(reading.line.string(before[0])) <= _MOST_NAME_WORDS


def _is_sentence_with_label(reading: Reading) -> bool:
    """Return whether a bold word with a colon begins a sentence with a link in it."""
    line, title = reading.line, reading.title
    text = line.text.content.inline.text
    if word_count(line.string(title)) > 1 or not text[title.end :].lstrip("*: ：").strip():
        return False
    if text[title.end : title.end + 1] not in (":", "："):
        return False
    first = next((each.begin for each in line.segments if each.leads), len(text))
    texts = [each for each in reading.after if each.evidence in _TEXTS]
    return any(each.begin < first for each in texts) and any(each.begin > first for each in texts)
