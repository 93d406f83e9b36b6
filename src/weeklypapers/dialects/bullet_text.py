"""What the text of an item, a paragraph or a heading says of one paper.

``- **Title**, *A. Name, B. Name*. NeurIPS 2023 [[Paper](https://…)]``: the title first, then what
stands around it, piece by piece: who wrote it, when and where it appeared, and the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

import attrs

from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import Piece, label_of, leads_to_paper, links_in
from weeklypapers.dialects.entry import (
    LABELLED,
    Entry,
    Range,
    behind_lead,
    field_of,
    is_link_label,
    is_names,
    label_at,
    label_marks,
    says_something,
    tidy,
    title_mark,
)
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Block, Inline, Mark, render_inline
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import lookup
from weeklypapers.model.links import is_anchor, is_dead, is_generic_label
from weeklypapers.model.names import ET_AL_PATTERN
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = ["Reading", "Text", "is_paper", "read_more", "read_text", "text_of"]

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# "[CVPR 2024] Title", "(ICLR'23) Title", "[arXiv 2025.01] Title": where it appeared, in front.
_VENUE_IN_FRONT = re.compile(
    r"[\[(（【]\s*(?P<venue>[A-Z][\w &/+-]{1,30}?|arXiv)[\s,-]*"
    rf"(?:(?P<year>{_YEAR})(?:[./-](?P<month>0[1-9]|1[0-2]))?|['’](?P<short>\d\d))"
    r"\s*[\])）】]\s*[:：]?\s*"
)
# "2024/05: Title", "[2024-05-31] Title", "(May 2024) Title": when.
_DATE_IN_FRONT = re.compile(
    r"[\[(（【]\s*(?P<inside>[^\[\]()\n]{4,20}?)\s*[\])）】]\s*[:：]?\s*"
    r"|(?P<before>[^\[\]()\n:：|]{4,20}?)(?:\s*[:：]|\s+[|·•])\s+"
)
# "NeurIPS 2023", "arXiv, 2024", "in ICLR'24 (Oral)": where and when it appeared, behind the title.
_VENUE = re.compile(
    rf"(?:(?:(?:published|presented|accepted|to appear)\s+)?(?:in|at|by)\s+)?"
    rf"(?:(?P<venue>[^\W\d_][^,;\n]{{0,60}}?(?:,\s*[^\W\d_][^,;\n]{{0,30}}?)?)[\s,(]*)??"
    rf"(?:['’]?(?P<year>{_YEAR})|['’](?P<short>\d\d))\b\)?(?P<more>[^\n]{{0,30}})",
)
_ACRONYM = re.compile(rf"[\[(]?(?P<venue>{'|'.join((*CONFERENCES, *JOURNALS))})[\])]?")
_ET_AL = re.compile(rf"[A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+)?\s+{ET_AL_PATTERN}")
# What a reference has between authors and venue: A. Name and B. Name, "Title," in …
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”\n]{8,}?)[,.]?[\"”]")
_NAMES_OF_REFERENCE = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|van|von|de|del|der|den|di|da|la|le|and|et|al\.?)[\s,;&]+){2,100}"
)
# A name that is followed by a colon and what it stands for: "FooNet: Networks for Foo".
_COINED = re.compile(r"[\w.+-]*(?:[A-Z][\w.+-]*[A-Z0-9]|\d[\w.+-]*[A-Z])[\w.+-]*")
# One person's name, as far as letters tell: "Ana Ruiz", "A. B. Ruiz".
_ONE_NAME = re.compile(r"[A-Z](?:[a-z]+|\.)(?:[ -][A-Z](?:[a-z]+|\.)){1,2}")
_CAPITALS = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*[A-Z]")
# The same at the end of a title that nothing parts from it.
_VENUE_AT_END = re.compile(
    rf"(?:,|\.(?=\s))\s*(?:(?P<venue>[^,.\n]{{2,60}}?)[\s,]+)?['’]?(?P<year>{_YEAR})"
    r"(?P<more>\s*\([^()\n]{1,30}\)?)?$"
)
_SENTENCE_END = re.compile(r"[.?!]\s+")
# Where names may end and a venue begin: best behind a sentence or at a bracket, else at a comma.
_BEHIND_NAMES = (re.compile(r"\.\s+|\s*[\[(（]"), re.compile(r"[,;]\s*"))
_BAR = re.compile(r"\s[|·•]\s")
# Behind such a word a link stands in a sentence: "our survey is on [arXiv](…)".
_FUNCTION_WORD = re.compile(
    r"\b(?:on|at|in|to|from|see|the|our|this|of|with|via|and|for|by|about|is|are|check out)\s*\Z"
)
_AROUND = ' \t\n,.;:：，。·•|–—-()[]{}<>/&+*"“”'
_SEPARATORS = " \t\n|:：·•,–—-])）】"
_LONGEST_VENUE = 60
_LONGEST_APPEARANCE = 160  # of venue, year and what stands behind them
# Fields that a labelled text gives.
_FIELDS = LABELLED | {"topics"}
_PROSE = 40
# What is shorter and nothing else is a remark, no summary.
_SHORTEST_SUMMARY = 20


@attrs.frozen
class Text:
    """A block's text, and what stands in it."""

    block: Block
    piece: Piece
    links: list[Mark]  # those that lead somewhere

    @property
    def inline(self) -> Inline:
        """Its content."""
        return self.piece.inline

    @cached_property
    def reading(self) -> Reading | None:
        """What it says; None if it has no title."""
        return read_text(self)

    @cached_property
    def leads_to_paper(self) -> bool:
        """Whether one of its links leads to a paper."""
        return any(leads_to_paper(self.inline, mark) for mark in self.links)


def text_of(block: Block) -> Text:
    """A block's text, and what stands in it."""
    source = block.text
    inline = render_inline(source, markdown=block.kind != "html", references=block.references)
    links = [
        mark
        for mark in links_in(inline)
        if not is_dead(mark.target or "") and not is_anchor(mark.target or "")
    ]
    return Text(block, Piece(source, inline, block.place), links)


@attrs.frozen
class Reading:
    """What a text says.

    Attributes:
        text: The text.
        entry: Its title, and what else it has.
        venue: Where the paper appeared.
        date: When.
        is_marked: Whether the title is bold or a link.
        is_labelled: Whether it begins with a label, such as "Paper: ", and has no title.
        prose: Whether text goes on behind its links, or around them.
    """

    text: Text
    entry: Entry
    venue: str | None
    date: PartialDate | None
    is_marked: bool
    is_labelled: bool
    prose: bool


def is_paper(reading: Reading, more: Sequence[Text], *, is_item: bool) -> bool:
    """Whether a text, with those that belong to it, is of a paper.

    Args:
        reading: What the text says.
        more: The paragraphs and items that belong to it.
        is_item: Whether it is an item of a list, no paragraph of its own.
    """
    text = reading.text
    if reading.is_labelled or (reading.prose and not reading.is_marked):
        return False
    linked = text.leads_to_paper or any(other.leads_to_paper for other in more)
    if not is_item:
        return linked and reading.is_marked and not reading.prose
    return linked or bool(text.links and (reading.date or reading.venue))


def read_text(text: Text) -> Reading | None:
    """What a text says; None if it has no title: nothing but links such as "Paper", say."""
    around = _Around(text.inline)
    begin = around.take_front()
    found = _title(text, begin)
    if found is None:
        return None
    title, at, is_marked = found
    if title[0] > begin:
        around.take(_tidy_around(text.inline.text, begin, title[0]), "comment")
    label = label_at(text.inline.text, begin, len(text.inline.text))
    is_labelled = not is_marked and label is not None and _is_label(text, label)
    around.entry = Entry(text.inline.text, title, around.entry.fields)
    if not is_marked:
        around.cut_title()
    prose = around.take_gaps(text, at)
    if not is_marked and _is_in_sentence(text, at):
        prose = True
    return around.reading(text, is_marked=is_marked, is_labelled=is_labelled, prose=prose)


def bare_link(text: Text) -> Reading | None:
    """What a text says that is no more than the address or the identifier of a paper on arXiv.

    That is its title, for want of a better one, as it is in a table.
    """
    if len(text.links) != 1 or not text.leads_to_paper:
        return None
    (mark,) = text.links
    shown = text.inline.text[mark.begin : mark.end]
    if not shown.strip() or not (shown == mark.target or lookup(shown.strip())):
        return None
    rest = text.inline.text[: mark.begin] + text.inline.text[mark.end :]
    if says_something(rest, (0, len(rest))):
        return None
    around = _Around(text.inline)
    around.entry = Entry(text.inline.text, (mark.begin, mark.end))
    return around.reading(text, is_marked=True)


def read_more(text: Text) -> Reading:
    """What a further paragraph or a nested item says of the paper above it."""
    around = _Around(text.inline)
    shown = text.inline.text
    begin = behind_lead(shown, 0, len(shown))
    labels = [mark.begin for mark in label_marks(text.inline) if mark.begin > begin]
    if labels:  # several of them in lines that Markdown makes one of
        for first, last in pairwise([begin, *labels, len(shown)]):
            around.take_labelled(first, last)
        return around.reading(text, is_labelled=True)
    label = label_at(shown, begin, len(shown))
    if label is not None:
        piece = tidy(shown, begin, len(shown))
        field, found = field_of(shown, piece, around.entry)
        if field != "abstract" or column_of(label[1]) == "abstract":
            around.take_field(field, found)
            return around.reading(text, is_labelled=True)
    around.take_gaps(text, begin)
    return around.reading(text, is_labelled=label is not None)


def _is_label(text: Text, label: re.Match[str]) -> bool:
    """Whether a text that begins with a word and a colon has nothing but what the word names.

    "Link: [arXiv](…)" and "Authors: A. Name" do; "Data: The New Oil [paper](…)" does not.
    """
    field = column_of(label[1])
    if field in _FIELDS:
        return True
    if field is None and not is_generic_label(label[1]):
        return False
    shown = text.inline.text
    gaps = [_tidy_around(shown, *gap) for gap in _gaps(text, label.end())]
    return all(is_generic_label(shown[begin:end]) for begin, end in gaps if end > begin)


def _is_in_sentence(text: Text, at: int) -> bool:
    """Whether a link stands in the sentence that was taken for a title."""
    begins = any(mark.begin == at for mark in text.links)
    return begins and _FUNCTION_WORD.search(text.inline.text[:at]) is not None


# Titles


def _title(text: Text, begin: int) -> tuple[Range, int, bool] | None:
    """Where the title stands, where the text goes on, and whether the title is marked."""
    inline = text.inline
    quoted = _QUOTED.search(inline.text, begin)
    if quoted and _NAMES_OF_REFERENCE.fullmatch(inline.text, begin, quoted.start()):
        return quoted.span("title"), quoted.end(), True
    mark = title_mark(inline, begin)
    if mark and says_something(inline.text, (mark.begin, mark.end)):
        end = _end_of_coined(text, mark)
        return _tidy_around(inline.text, mark.begin, end, ".:："), end, True
    for mark in text.links:
        if mark.begin >= begin and not is_link_label(label_of(inline, mark) or "x"):
            front = inline.text[begin : mark.begin]
            if len(front) < _PROSE and says_something(inline.text, (mark.begin, mark.end)):
                return (mark.begin, mark.end), mark.end, True
    for mark in inline.marks:
        if mark.begin - begin > _LONGEST_APPEARANCE:
            break
        if mark.kind == "strong" and mark.begin > begin and _is_front(text, begin, mark.begin):
            return _tidy_around(inline.text, mark.begin, mark.end, ".:："), mark.end, True
    stop = min(_stops(text, begin), default=len(inline.text))
    title = _tidy_around(inline.text, begin, stop)
    return (title, stop, False) if says_something(inline.text, title) else None


def _end_of_coined(text: Text, mark: Mark) -> int:
    """Where a title ends that begins with a marked word and a colon."""
    shown = text.inline.text
    word = shown[mark.begin : mark.end].rstrip(":： ")
    behind = shown[mark.begin + len(word) :]
    if not _COINED.fullmatch(word) or not re.match(r"\s*[:：]\s+[^\s\"“]", behind):
        return mark.end
    stops = [each.begin for each in text.inline.marks if each.begin > mark.end]
    stops += [stop.start() for stop in (_SENTENCE_END.search(shown, mark.end),) if stop]
    return min([*stops, len(shown)])


def _is_front(text: Text, begin: int, end: int) -> bool:
    """Whether what stands in front of a bold text is a date, a venue, names, or a link's label."""
    shown = text.inline.text[begin:end]
    for mark in text.links:
        if begin <= mark.begin and mark.end <= end:
            shown = shown.replace(text.inline.text[mark.begin : mark.end], " ", 1)
    shown = shown.strip(_AROUND)
    return not shown or bool(partial_date(shown) or _VENUE.fullmatch(shown) or is_names(shown))


def _stops(text: Text, begin: int) -> Iterator[int]:
    """Where a title that is not marked can't go on."""
    inline = text.inline
    for mark in inline.marks:
        if mark.begin < begin:
            continue
        if mark.kind in ("link", "underline"):
            yield mark.begin
        elif mark.kind in ("em", "strong", "code") and mark.begin > begin:
            # Emphasis in a title is a word of it; names and venues are not.
            piece = _tidy_around(inline.text, mark.begin, mark.end)
            shown = inline.text[piece[0] : piece[1]]
            if is_names(shown) or _VENUE.fullmatch(shown):
                yield mark.begin
    line, bar = inline.text.find("\n", begin), _BAR.search(inline.text, begin)
    if line > begin:
        yield line
    if bar:
        yield bar.start()


# What stands around a title


@attrs.define
class _Around:
    """What stands around a title: who wrote the paper, when and where it appeared, and the rest."""

    inline: Inline
    entry: Entry = attrs.field(init=False)
    venue: str | None = None
    date: PartialDate | None = None
    set_off: list[tuple[Range, str]] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.entry = Entry(self.inline.text, (0, 0))

    @cached_property
    def _emphasis(self) -> list[Mark]:
        kinds = ("underline", "em", "code")
        found = [mark for mark in self.inline.marks if mark.kind in kinds]
        return sorted(found, key=attrgetter("begin"))

    @cached_property
    def _edges(self) -> list[int]:
        """Where emphasis begins and ends."""
        kinds = ("underline", "em", "code", "strong")
        found = [mark for mark in self.inline.marks if mark.kind in kinds]
        return sorted({edge for mark in found for edge in (mark.begin, mark.end)})

    def reading(
        self, text: Text, *, is_marked: bool = False, is_labelled: bool = False, prose: bool = False
    ) -> Reading:
        """What the text says."""
        return Reading(
            text=text,
            entry=self.entry,
            venue=self.venue,
            date=self.date,
            is_marked=is_marked,
            is_labelled=is_labelled,
            prose=prose,
        )

    # In front of the title

    def take_front(self) -> int:
        """Take date and venue in front of the title; where that begins."""
        text = self.inline.text
        begin = behind_lead(text, 0, len(text))
        while (end := self._front_end(begin)) is not None and says_something(
            text, (end, len(text))
        ):
            begin = behind_lead(text, end, len(text))
        return begin

    def _front_end(self, begin: int) -> int | None:
        text = self.inline.text
        if not self.date and (match := _DATE_IN_FRONT.match(text, begin)):
            self.date = partial_date(match["inside"] or match["before"])
            if self.date:
                return match.end()
        if not self.venue and (match := _VENUE_IN_FRONT.match(text, begin)):
            self._appeared(match)
            return match.end()
        label = label_at(text, begin, len(text))
        if label and column_of(label[1]) == "title":
            return label.end()
        return self._marked_front_end(begin)

    def _marked_front_end(self, begin: int) -> int | None:
        """Where a mark ends that holds a date or a venue, such as ``**2024** |``."""
        text = self.inline.text
        for mark in self.inline.marks:
            if mark.begin > begin + 1:
                break
            if mark.end <= begin or mark.kind not in ("strong", "em", "code", "underline"):
                continue
            piece = text[slice(*_tidy_around(text, mark.begin, mark.end))]
            match = _VENUE.fullmatch(piece)
            if date := None if self.date else partial_date(piece):
                self.date = date
            elif not self.venue and (acronym := _ACRONYM.fullmatch(piece)):
                self.venue = acronym["venue"]
            elif match and not self.venue and not (match["more"] or "").strip(_AROUND):
                self._appeared(match)
            else:
                continue
            rest = text[mark.end :]
            return mark.end + len(rest) - len(rest.lstrip(_SEPARATORS))
        return None

    # Behind the title

    def take_labelled(self, begin: int, end: int) -> None:
        """Take what stands behind a label: its field, or nothing if it is of links."""
        field, found = field_of(self.inline.text, tidy(self.inline.text, begin, end), self.entry)
        label = label_at(self.inline.text, begin, end)
        if label is None or column_of(label[1]) in _FIELDS:
            self.take_field(field, found)

    def cut_title(self) -> None:
        """Take off what nothing parts from a title but its punctuation: names, venue and year."""
        text, (begin, end) = self.inline.text, self.entry.title
        if match := _VENUE_AT_END.search(text, begin, end):
            self.venue = self.venue or _said(match["venue"])
            self.date = _finer(self.date, PartialDate(int(match["year"])))
            self._take_rest(match)
            end = match.start()
        for stop in _SENTENCE_END.finditer(text, begin, end):
            if is_names(text[stop.end() : end]) and stop.start() > begin:
                self.take((stop.end(), end), "comment")
                end = stop.start() + (text[stop.start()] in "?!")
                break
        self.entry = Entry(text, (begin, end), self.entry.fields)

    def take_gaps(self, text: Text, at: int) -> bool:
        """Take what stands between the links; whether it is prose."""
        prose = False
        shown = self.inline.text
        for begin, end in _gaps(text, at):
            left: Range | None = None
            for piece in self._segments(begin, end):
                if not says_something(shown, piece) or self._take_known(piece):
                    continue
                left = (left[0] if left else piece[0], piece[1])
            if left:
                prose = prose or (begin > at and left[1] - left[0] > _PROSE)
                self.take_field(*self._rest(left))
        self.settle()
        return prose

    def _segments(self, begin: int, end: int) -> Iterator[Range]:
        """The parts of a gap, cut where emphasis begins and ends, and at bars."""
        text = self.inline.text
        edges = self._edges
        cuts = {begin, end, *edges[bisect_left(edges, begin) : bisect_left(edges, end)]}
        cuts |= {bar.start() + 1 for bar in _BAR.finditer(text, begin, end)}
        places = sorted(cuts)
        for first, last in pairwise(places):
            yield _tidy_around(text, first, last)

    def take(self, piece: Range, field: str) -> None:
        """Take a piece of text as what it is told to be, or else as a field."""
        text = self.inline.text
        known = not says_something(text, piece) or self._take_known(piece)
        if not known and not is_generic_label(text[piece[0] : piece[1]]):
            self.take_field(field, piece)

    def take_field(self, field: str, piece: Range) -> None:
        """Take a piece of text as a field."""
        self.entry.fields.setdefault(field, []).append(piece)

    def _rest(self, piece: Range) -> tuple[str, Range]:
        text = self.inline.text
        field, found = field_of(text, piece, self.entry)
        short = found[1] - found[0] < _SHORTEST_SUMMARY and "." not in text[found[0] : found[1]]
        if field == "abstract" and found == piece and short:
            return "comment", found
        ends_sentence = field == "abstract" and text.startswith((".", "。"), found[1])
        return field, (found[0], found[1] + ends_sentence)

    def _take_known(self, piece: Range) -> bool:
        """Take names, a date or a venue, and what says nothing; false if it is none of them."""
        text = self.inline.text
        shown = text[piece[0] : piece[1]]
        if date := partial_date(shown):
            self.date = _finer(self.date, date)
        elif "listed_authors" not in self.entry.fields and is_names(shown):
            self.take_field("listed_authors", piece)
        elif not self.venue and (match := self._venue(piece)):
            self._appeared(match)
            self._take_rest(match)
        else:
            kind = self._set_off(piece) if len(shown) <= _LONGEST_VENUE else None
            if kind == "underline" or not is_generic_label(shown):
                if kind:
                    self.set_off.append((piece, kind))
                return kind is not None
        return True

    def _venue(self, piece: Range) -> re.Match[str] | None:
        """Venue and year in a piece; names in front of them are taken."""
        text = self.inline.text
        if "listed_authors" not in self.entry.fields:
            tail = max(piece[0], piece[1] - _LONGEST_APPEARANCE)
            for pattern in _BEHIND_NAMES:
                for cut in reversed([*pattern.finditer(text, tail, piece[1])]):
                    found = _VENUE.fullmatch(text, cut.end(), piece[1])
                    if found and self._are_names((piece[0], cut.start()), found):
                        self.take_field("listed_authors", (piece[0], cut.start()))
                        return found
        found = _VENUE.fullmatch(text, *piece)
        return found or _ACRONYM.fullmatch(text, *piece)

    def _are_names(self, piece: Range, venue: re.Match[str]) -> bool:
        """Whether names stand in front of a venue; one name only in front of capitals: "VLDB"."""
        shown = self.inline.text[piece[0] : piece[1]]
        if is_names(shown) or is_names(shown + "."):
            return True
        return bool(_ONE_NAME.fullmatch(shown) and _CAPITALS.match(venue["venue"] or ""))

    def settle(self) -> None:
        """Tell what is set off by emphasis: a venue, or the one author where there is a venue."""
        shown = self.inline.text
        for piece, kind in self.set_off:
            is_name = kind != "underline" and _ONE_NAME.fullmatch(shown, *piece)
            if is_name and self.venue and "listed_authors" not in self.entry.fields:
                self.take_field("listed_authors", piece)
            elif (
                is_name
                or self.venue
                or not (kind == "underline" or _is_proper(shown[slice(*piece)]))
            ):
                self.take_field("comment", piece)
            else:
                self.venue = shown[piece[0] : piece[1]]

    def _appeared(self, match: re.Match[str]) -> None:
        """Take venue and year."""
        said = match.groupdict()
        if _ET_AL.fullmatch(said["venue"] or ""):  # "Ruiz et al., 2020"
            self.entry.fields.setdefault("listed_authors", [match.span("venue")])
        else:
            self.venue = self.venue or _said(said["venue"])
        if year := said.get("year") or (said.get("short") and f"20{said['short']}"):
            month = int(said["month"]) if said.get("month") else None
            self.date = _finer(self.date, PartialDate(int(year), month))

    def _take_rest(self, match: re.Match[str]) -> None:
        """Take what stands behind venue and year, such as "(Oral)"."""
        more = match.groupdict().get("more")
        broken_tag = match.string.startswith(">", match.end())  # as in "2024/ins>"
        if more and not broken_tag:
            piece = _tidy_around(self.inline.text, *match.span("more"))
            if says_something(self.inline.text, piece):
                self.take_field("comment", piece)

    def _set_off(self, piece: Range) -> str | None:
        at = bisect_right(self._emphasis, piece[0], key=attrgetter("begin")) - 1
        mark = self._emphasis[at] if at >= 0 else None
        return mark.kind if mark and piece[0] < mark.end else None


def _is_proper(text: str) -> bool:
    """Whether a text may be the name of a journal: its longer words begin with capitals."""
    return all(not word[0].islower() for word in text.split() if len(word) > 3)


def _said(venue: str | None) -> str | None:
    return re.sub(r"^(?:in|at)\s+", "", (venue or "").strip(_AROUND)) or None


def _finer(date: PartialDate | None, other: PartialDate) -> PartialDate:
    """The one of two dates that says more, if the one is in the other; else the first."""
    if date is None or (other.year == date.year and date.month is None):
        return other
    return (
        other if date.day is None and (other.year, other.month) == (date.year, date.month) else date
    )


def _gaps(text: Text, at: int) -> Iterator[Range]:
    """What stands between the links behind the title, line by line.

    Links that lead nowhere are text, unless they say no more than "Code".
    """
    shown = text.inline.text
    links = [
        mark
        for mark in links_in(text.inline)
        if mark in text.links or is_generic_label(label_of(text.inline, mark) or "")
    ]
    for mark in [*links, None]:
        end = mark.begin if mark else len(shown)
        if end > at:
            begin = at
            for line in shown[at:end].split("\n"):
                yield begin, begin + len(line)
                begin += len(line) + 1
        at = max(at, mark.end) if mark else at


def _tidy_around(text: str, begin: int, end: int, more: str = "") -> Range:
    """A range without the blanks, separators and brackets at its ends."""
    piece = text[begin:end]
    left = len(piece) - len(piece.lstrip(_AROUND))
    if any(quote in piece[:left] for quote in '"“'):
        more += '"”'
    right = len(piece) - len(piece.rstrip(_AROUND if not more else " \n" + more))
    piece = text[begin + left : max(begin + left, end - right)]
    # "A title (part 2)": a bracket that closes one of its own belongs to it.
    if piece.count("(") > piece.count(")") and text.startswith(")", end - right):
        right -= 1
    return begin + left, max(begin + left, end - right)
