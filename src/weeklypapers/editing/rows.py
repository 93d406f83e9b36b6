"""Rows of Markdown tables with some of their fields changed, and all else as it was.

What says a field is replaced where it stands, so that the markup around it stays. Text is written
so that it shows itself: as it is where that does, else with escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Any

import attrs

from weeklypapers.dialects.dates import Span, Written, day_order, read_date
from weeklypapers.dialects.draft import Draft, Piece, is_nothing, links_in
from weeklypapers.dialects.entry import Entry, Range, read_entry, tidy
from weeklypapers.dialects.tables.columns import DATES
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.dialects.tables.ragged import CellError, fit
from weeklypapers.editing.dates import iso_date, redated, written
from weeklypapers.editing.escaping import ways, written_link, written_target
from weeklypapers.editing.layout import Layout
from weeklypapers.markdown import Cell, Inline, Mark, Row, render_inline
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import EditError, InvalidValueError
from weeklypapers.model.links import KINDS
from weeklypapers.model.names import ET_AL, Names, names_of
from weeklypapers.model.paper import Link, Paper

__all__ = ["changed_cells", "changed_fields", "mended", "number_of", "renumbered", "rewritten"]

_LABELS = {"venue": "Venue", "affiliation": "Institution", "comment": "Comment"}
# The code of a category, such as cs.CL, whatever stands around it.
_CODE = re.compile(r"\W*[a-z-]+(?:\.[A-Za-z-]{2,})?\W*")
_TARGET = re.compile(r"\]\(\s*(<[^<>]*>|[^\s<>]*?)(?:\s+[\"'(].*)?\s*\)$", re.DOTALL)
# What may stand between the end of a title and that of the markup around it.
_AT_END = " :：.-–—"


# The fields of a paper that a list writes down.
_LISTED = [field.name for field in attrs.fields(Paper) if field.name not in ("arxiv", "origin")]


def changed_fields(before: Paper | None, after: Paper) -> list[str]:
    """The fields that a list writes down and that are others; all, where there was no paper."""
    if before is None:
        return [name for name in _LISTED if getattr(after, name)]
    return [name for name in _LISTED if getattr(before, name) != getattr(after, name)]


def changed_cells(before: Paper | None, after: Paper) -> list[str]:
    """The same, of two fields that one cell says, the first."""
    changed = changed_fields(before, after)
    return list(
        dict.fromkeys("listed_authors" if name == "more_authors" else name for name in changed)
    )


def mended(row: Row, start: int, fix: Sequence[tuple[int, int, str]]) -> Row:
    """A row with one cell a column."""
    text = row.text
    for offset, length, put in sorted(fix, reverse=True):
        text = f"{text[:offset]}{put}{text[offset + length :]}"
    return row_at(row.line, text, start)


def rewritten(
    reader: FreeTableReader,
    row: Row,
    start: int,
    before: Paper | None,
    after: Paper,
    layout: Layout,
) -> str:
    """A row that says what a paper does.

    Args:
        reader: What read it.
        row: The row.
        start: Offset of its first character that is no blank.
        before: What it says; None if nothing.
        after: What it is to say.
        layout: How its table is laid out.

    Raises:
        EditError: The list has no place for something that the paper says.
    """
    writing = _begun(reader, row, start, before, after, layout)
    for field in changed_cells(before, after):
        if field == "links":
            writing.write_links()
        elif field == "extra":
            writing.write_extra()
        elif field == "listed_authors":
            writing.write(field, names_of(after))
        else:
            writing.write(field, getattr(after, field))
    return writing.text()


def number_of(reader: FreeTableReader, row: Row, start: int, layout: Layout) -> int | None:
    """The running number in front of the title of a row; None if it has none."""
    found = _begun(reader, row, start, None, None, layout).number()
    return int(found[0]) if found else None


def renumbered(reader: FreeTableReader, row: Row, start: int, number: int, layout: Layout) -> str:
    """A row with another running number in front of its title; as it is if it has none."""
    writing = _begun(reader, row, start, None, None, layout)
    if (found := writing.number()) is None:
        return row.text
    writing.put(writing.title_at, found.span(), str(number))
    return writing.text()


def _begun(
    reader: FreeTableReader,
    row: Row,
    start: int,
    before: Paper | None,
    after: Paper | None,
    layout: Layout,
) -> _Writing:
    try:
        _, repair = fit(row, reader)
    except CellError:
        repair = None
    if repair is not None:
        row = mended(row, start, repair.fix)
    cells = row.cells[: len(reader.columns.roles)]
    inlines = [render_inline(cell.text) for cell in cells]
    return _Writing(reader, row, start, before, after, layout, cells, inlines)


@attrs.define
class _Writing:
    """A row while it is written anew."""

    reader: FreeTableReader
    row: Row
    start: int
    before: Paper | None
    after: Paper | None
    layout: Layout
    cells: Sequence[Cell]
    inlines: Sequence[Inline]
    title_at: int = attrs.field(init=False)
    entry: Entry = attrs.field(init=False)
    edits: dict[int, dict[Range, str]] = attrs.field(factory=dict)
    whole: dict[int, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.title_at = self.reader.columns.title
        self.entry = read_entry(self.inlines[self.title_at], summary=self._has_entries)

    def text(self) -> str:
        """The row as it is now."""
        cells = {at: self._edited(at, edits) for at, edits in self.edits.items()} | self.whole
        return self.layout.replace(self.row.text, self.start, cells)

    def _edited(self, at: int, edits: Mapping[Range, str]) -> str:
        source = self.cells[at].text
        parts: list[str] = []
        done = 0
        for (start, stop), put in sorted(edits.items()):
            if start < done:
                raise self.error(None, "what says two fields can't be told apart in its cell")
            parts += [source[done:start], put]
            done = stop
        return "".join([*parts, source[done:]]).strip(" \t")

    def number(self) -> re.Match[str] | None:
        """The running number in front of the title."""
        return re.search(r"\d+", self.entry.text[: self.entry.title[0]])

    def error(self, field: str | None, reason: str) -> EditError:
        return EditError(reason, field, self.row.line, self.reader.file)

    def put(self, at: int, found: Range, text: str) -> None:
        """Replace a range of a cell's plain text."""
        span = self._span(at, found)
        if span is None:
            self.whole[at] = self._shown(at, found, (0, len(self.cells[at].text)), text)
        else:
            self.edits.setdefault(at, {})[span] = self._shown(at, found, span, text)

    def _span(self, at: int, found: Range) -> Range | None:
        """Where a range stands, with markup of parts of it, and without markup of all of it."""
        inline = self.inlines[at]
        span = inline.source_of(*found)
        if span is None:
            return None
        begin, end = found
        inner = [mark for mark in inline.marks if begin <= mark.begin < mark.end <= end]
        inner = [mark for mark in inner if (mark.begin, mark.end) != found]
        starts = [mark.start for mark in inner]
        stops = [mark.stop for mark in inner]
        return min([span[0], *starts]), max([span[1], *stops])

    def _shown(self, at: int, found: Range, span: Range, text: str) -> str:
        """A text, written so that it shows itself where it is put."""
        source, inline = self.cells[at].text, self.inlines[at]
        wanted = f"{inline.text[: found[0]]}{text}{inline.text[found[1] :]}"
        kinds = [
            mark.kind for mark in inline.marks if not found[0] <= mark.begin < mark.end < found[1]
        ]
        shown = text
        for shown in ways(text):
            made = render_inline(f"{source[: span[0]]}{shown}{source[span[1] :]}")
            if made.text == wanted and [mark.kind for mark in made.marks] == kinds:
                break
        return shown

    # Fields

    def write(self, field: str, value: Any) -> None:
        """Write what the paper says in a field."""
        at = self.reader.columns.places.get(field)
        if field == "title":
            self._write_title(value)
        elif field in DATES:
            self._write_date(field, value)
        elif at is not None:
            self._write_column(field, at, value)
        elif field not in ("category", "topics") and self._holds(field):
            self._write_in_entry(field, _plain(value))
        else:
            raise self.error(field, self._no_column(field))

    @property
    def _has_entries(self) -> bool:
        """Whether the title's column holds more than titles."""
        return self.reader.columns.roles[self.title_at] == "entry"

    def _holds(self, field: str) -> bool:
        """Whether the title's cell can say a field."""
        return self._has_entries or field in self.entry.fields

    def _no_column(self, field: str) -> str:
        headings = self.reader.section.headings
        if field == "topics" and headings:
            return f"the headings above line {self.row.line} tell it, so the row can't say another"
        return f"the list has no column for {field}"

    def _write_title(self, value: str) -> None:
        at, found = self.title_at, self.entry.title
        if found[0] < found[1]:
            self.put(at, found, value)
        elif self._marks_titles():
            self.whole[at] = f"**{self._shown(at, (0, 0), (0, 0), value)}**"
            self._begin_entry(at)
        else:
            self.whole[at] = self._shown(at, (0, 0), (0, len(self.cells[at].text)), value)

    def _marks_titles(self) -> bool:
        """Whether the title of an empty row must be marked, since a summary follows it."""
        return self.after is not None and bool(self.after.abstract) and self._holds("abstract")

    def _begin_entry(self, at: int) -> None:
        """Go on with a cell that only now has a title."""
        cell = attrs.evolve(self.cells[at], text=self.whole.pop(at), start=0, end=0)
        text = self.layout.replace(self.row.text, self.start, {at: cell.text})
        self.row = row_at(self.row.line, text, self.start)
        self.cells = self.row.cells
        self.inlines = [render_inline(cell.text) for cell in self.cells]
        self.entry = read_entry(self.inlines[at], summary=True)

    def _write_column(self, field: str, at: int, value: Any) -> None:
        inline = self.inlines[at]
        text = self._column_text(field, value, inline.text)
        found = tidy(inline.text, 0, len(inline.text))
        if text and isinstance(value, Names) and value.more:
            more = ET_AL.search(inline.text)
            found = (found[0], more.start()) if more else found
            text = text if more else _with_more(text, value)
        if text:
            self.put(at, found, text)
        else:
            self.whole[at] = self.layout.nothing[at]

    def _column_text(self, field: str, value: Any, old: str) -> str:
        if field == "topics":
            return ", ".join(self._own_topics(value))
        if field == "category":
            codes = [cell for cell in (old, *self.layout.cells[self._place(field)]) if cell.strip()]
            as_code = bool(codes) and _CODE.fullmatch(codes[0]) is not None
            return "" if value is None else value.code if as_code and value.code else value.label
        if isinstance(value, Names):
            inverted = ";" in old or any("," in name for name in value.names)
            return ("; " if inverted else ", ").join(value.names)
        return _plain(value)

    def _place(self, field: str) -> int:
        return self.reader.columns.places[field]

    def _own_topics(self, topics: Sequence[str]) -> list[str]:
        """The topics without the headings above them, which each has in its path."""
        prefix = self._topic_prefix()
        if not all(topic.startswith(prefix) for topic in topics):
            raise self.error("topics", f"the headings say that each begins with {prefix!r}")
        return [topic.removeprefix(prefix) for topic in topics]

    def _topic_prefix(self) -> str:
        if self.before is None or not self.before.topics:
            return "".join(f"{topic} > " for topic in self.reader.section.topics)
        at = self._place("topics")
        draft = Draft(raw="", file=None, section=self.reader.section)
        draft.take_category("topics", Piece(self.cells[at].text, self.inlines[at], _nowhere))
        own = draft.values.get("topics")
        first = self.before.topics[0]
        return first.removesuffix(own[0]) if own else f"{first} > "

    def write_extra(self) -> None:
        """Write the cells that no field takes."""
        before = self.before.extra if self.before else {}
        after = self.after.extra if self.after else {}
        places = self.reader.columns.extra
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) == after.get(name):
                continue
            if name not in places:
                raise self.error("extra", f"the list has no column for {name!r}")
            self._write_column("extra", places[name], after.get(name))

    # Dates

    def _write_date(self, field: str, value: Any) -> None:
        at = self._date_column(field)
        if at is None:
            if (
                field == "listed_date"
                and self._holds(field)
                and not self.reader.section.listed_date
            ):
                self._write_in_entry(field, str(value or ""))
                return
            raise self.error(field, self._no_date(field))
        if value is None:
            self.whole[at] = self.layout.nothing[at]
            return
        self._put_date(at, field, written(value))

    def _date_column(self, field: str) -> int | None:
        """The column that says a date: a day in it may be the paper's, a range is its week."""
        places = self.reader.columns.places
        other = "listed_date" if field == "week" else "week"
        if (
            other in places
            and self.before is not None
            and getattr(self.before, field)
            and not getattr(self.before, other)
        ):
            return places[other]
        return places.get(field)

    def _no_date(self, field: str) -> str:
        dating = self.reader.section.dating
        if dating is None:
            return f"the list has no column for {field}"
        value = getattr(self.after, field)
        says = f"say {value}" if value else "be without"
        return f"the heading on line {dating.line} tells it, so a row below can't {says}"

    def _put_date(self, at: int, field: str, date: Written) -> None:
        text = self.inlines[at].text
        samples = [render_inline(cell).text for cell in self.layout.cells[at]]
        order = day_order([text, *samples])
        span = _span(text, order)
        found = (span.start, span.end) if span else tidy(text, 0, len(text))
        like, old = (span, text[found[0] : found[1]]) if span else _sample_span(samples, order)
        others = [sample for sample in samples if sample != text]
        for shown in _dates_like(old, like, field, date, samples):
            made = _span(shown, day_order([shown, *others]))
            year = None if made is None or made.has_year else self.reader.section.year
            if made is not None and _says_date(made, year, date):
                self.put(at, found, shown)
                return
        self.put(at, found, iso_date(date))

    # Entries

    def _write_in_entry(self, field: str, text: str) -> None:
        at, entry = self.title_at, self.entry
        ranges = entry.fields.get(field, [])
        if not ranges:
            self._insert(at, f"{_lead(field)}{text}", field)
            return
        hull = (ranges[0][0], ranges[-1][1])
        others = [found for name, all_ in entry.fields.items() if name != field for found in all_]
        if any(hull[0] < begin < hull[1] for begin, _ in others):
            raise self.error(field, "other fields stand between the lines that say it")
        if text:
            self.put(at, hull, text)
        else:
            self._take_out(at, hull)

    def _insert(self, at: int, text: str, field: str) -> None:
        """Put a text behind the title and the markup around it; an abstract before all others."""
        inline = self.inlines[at]
        stop = self._behind(at, self.entry.title)
        if field != "abstract" and self.entry.fields:
            stop = len(self.cells[at].text)
        source = self.cells[at].text
        shown = text
        for shown in ways(text):
            made = render_inline(f"{source[:stop]}{shown}{source[stop:]}")
            if text in made.text and len(made.marks) == len(inline.marks):
                break
        key = (stop, stop)
        edits = self.edits.setdefault(at, {})
        edits[key] = edits.get(key, "") + shown

    def _take_out(self, at: int, hull: Range) -> None:
        """Take a text out with what parts it from the one before."""
        before = [
            self.entry.title,
            *(found for all_ in self.entry.fields.values() for found in all_),
        ]
        end = max((found for found in before if found[1] <= hull[0]), key=lambda found: found[1])
        span = self._span(at, hull) or (0, 0)
        own = [mark.stop for mark in self.inlines[at].marks if (mark.begin, mark.end) == hull]
        self.edits.setdefault(at, {})[self._behind(at, end), max([span[1], *own])] = ""

    def _behind(self, at: int, found: Range) -> int:
        """The offset in the source behind a range and the markup that ends with it."""
        inline = self.inlines[at]
        span = inline.source_of(*found)
        covering = [
            mark.stop
            for mark in inline.marks
            if mark.begin <= found[0] < found[1] <= mark.end
            and not inline.text[found[1] : mark.end].strip(_AT_END)
        ]
        return max([span[1] if span else 0, *covering])

    # Links

    def write_links(self) -> None:
        """Write the links, each in the cell in which it stood, or in its kind's column."""
        slots = self._slots()
        before = self.before.links if self.before else ()
        if sum(map(len, slots.values())) != len(before):
            raise self.error("links", "the links of the row can't be told apart")
        owners = [at for at, marks in slots.items() for _ in marks]
        after = self.after.links if self.after else ()
        made: dict[int, list[Link]] = {at: [] for at in slots}
        for link, at in zip(after, self._new_owners(before, after, owners), strict=True):
            made.setdefault(at, []).append(link)
        given = iter(before)
        for at, marks in slots.items():
            old = [next(given) for _ in marks]
            if old != made[at]:
                self._write_cell_links(at, marks, old, made[at])
        for at in made.keys() - slots.keys():
            self._write_cell_links(at, [], [], made[at])

    def _slots(self) -> dict[int, list[Mark]]:
        """The links that are read from each column."""
        slots: dict[int, list[Mark]] = {}
        for at, inline in enumerate(self.inlines):
            if self.reader.columns.roles[at] in (*DATES, "listed_authors"):
                continue
            draft = Draft(raw="", file=None, section=self.reader.section)
            dead = draft.take_links(Piece(self.cells[at].text, inline, _nowhere))
            slots[at] = [mark for mark in links_in(inline) if not any(mark is one for one in dead)]
        return slots

    def _new_owners(
        self, before: Sequence[Link], after: Sequence[Link], owners: Sequence[int]
    ) -> list[int]:
        pairs: dict[int, int] = {}
        same: set[int] = set()
        matcher = SequenceMatcher(
            None, [link.url for link in before], [link.url for link in after], autojunk=False
        )
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            pairs |= dict(zip(range(j, j_end), range(i, i_end), strict=False))
            same |= set(range(j, j_end)) if tag == "equal" else set()
        return [
            self._owner(
                link,
                before[pairs[j]] if j in pairs else None,
                owners[pairs[j]] if j in pairs else None,
                kept=j in same,
            )
            for j, link in enumerate(after)
        ]

    def _owner(self, link: Link, old: Link | None, at: int | None, *, kept: bool) -> int:
        """The column for a link: that of the one in whose place it is, or that of its kind."""
        places = self.reader.columns.places
        kind = link.listed_kind or link.kind
        if at is not None and old is not None and (kept or old.kind == link.kind):
            return at
        if kind in places:
            return places[kind]
        if at is not None and self.reader.columns.roles[at] not in KINDS:
            return at
        if "links" in places:
            return places["links"]
        if kind in ("paper", None) or self._has_entries:
            return self.title_at
        raise self.error("links", f"the list has no column for links such as {link.url!r}")

    def _write_cell_links(
        self, at: int, marks: Sequence[Mark], old: Sequence[Link], new: Sequence[Link]
    ) -> None:
        if len(marks) == len(new):
            for mark, link, other in zip(marks, old, new, strict=True):
                if link != other:
                    self._write_link(at, mark, link, other)
        elif at == self.title_at:
            self._write_title_link(marks, new)
        elif not new:
            self.whole[at] = self.layout.nothing[at]
        else:
            source = self.cells[at].text
            begin, end = (marks[0].start, marks[-1].stop) if marks else (len(source), len(source))
            between = (
                source[marks[0].stop : marks[1].start] if len(marks) > 1 else self._between(at)
            )
            before, after = (source[:begin], source[end:]) if marks else ("", "")
            self.whole[at] = f"{before}{between.join(map(written_link, new))}{after}"

    def _between(self, at: int) -> str:
        """What stands between two links in the cells of a column."""
        for cell in self.layout.cells[at]:
            marks = list(links_in(render_inline(cell)))
            if len(marks) > 1:
                return cell[marks[0].stop : marks[1].start]
        return ", "

    def _write_title_link(self, marks: Sequence[Mark], new: Sequence[Link]) -> None:
        at, inline = self.title_at, self.inlines[self.title_at]
        edits = self.edits.setdefault(at, {})
        if len(new) == 1 and not marks:
            start, stop = inline.source_of(*self.entry.title) or (0, 0)
            edits[start, start] = "["
            edits[stop, stop] = f"]({written_target(new[0].url)})" + edits.get((stop, stop), "")
            return
        if new:
            raise self.error("links", "the cell of the title has no place for that many")
        for mark in marks:
            start, stop = inline.source_of(mark.begin, mark.end) or (mark.stop, mark.stop)
            edits[mark.start, start] = ""
            edits[stop, mark.stop] = ""

    def _write_link(self, at: int, mark: Mark, before: Link, after: Link) -> None:
        """Write another link in the place of one."""
        source, inline = self.cells[at].text, self.inlines[at]
        shown = inline.source_of(mark.begin, mark.end)
        is_title = at == self.title_at and mark.begin <= self.entry.title[0] < mark.end
        found = _TARGET.match(source[: mark.stop], max(0, source.rfind("](", 0, mark.stop)))
        edits = self.edits.setdefault(at, {})
        if found is None or after.label is None or shown is None:
            if is_title or (found is not None and before.label == after.label):
                self._write_target(edits, source, mark, found, after.url)
            else:
                edits[mark.start, mark.stop] = written_link(after)
            return
        if before.url != after.url:
            edits[found.span(1)] = written_target(after.url)
        if before.label != after.label and not is_title:
            self.put(at, (mark.begin, mark.end), after.label)

    def _write_target(
        self,
        edits: dict[Range, str],
        source: str,
        mark: Mark,
        found: re.Match[str] | None,
        url: str,
    ) -> None:
        if found is not None:
            edits[found.span(1)] = written_target(url)
            return
        at = source.find(mark.target or "", mark.start, mark.stop)
        if at < 0:
            raise self.error("links", f"the address {mark.target!r} can't be found in the row")
        edits[at, at + len(mark.target or "")] = url.replace('"', "&quot;")


def _nowhere(_: int) -> tuple[int, int]:
    return 1, 1


def _plain(value: Any) -> str:
    if isinstance(value, Names):
        text = ", ".join(value.names)
        return _with_more(text, value) if value.more else text
    return str(value) if value is not None else ""


def _with_more(text: str, authors: Names) -> str:
    """The text of some authors, and that there are others."""
    if ";" in text or any("," in name for name in authors.names):
        return f"{text}; et al."
    return f"{text}, et al." if len(authors.names) > 1 else f"{text} et al."


def _lead(field: str) -> str:
    """What stands in front of a field in a cell that had none of it."""
    if field == "abstract":
        return " - "
    label = {"listed_authors": "Authors", "listed_date": "Date"} | _LABELS
    return f"\n{label[field]}: "


# Dates


def _span(text: str, order: Any) -> Span | None:
    if is_nothing(text):
        return None
    try:
        return read_date(text, order)
    except InvalidValueError:
        return None


def _sample_span(samples: Sequence[str], order: Any) -> tuple[Span | None, str]:
    """How a date is written in a column, where a cell has none."""
    for sample in samples:
        if span := _span(sample, order):
            return span, sample[span.start : span.end]
    return None, ""


def _dates_like(
    old: str, like: Span | None, field: str, date: Written, samples: Sequence[str]
) -> Iterator[str]:
    if like is not None:
        ranged = like.kind == "range" and field == "week"
        yield from redated(old, like, _week_before(date) if ranged else date, date, samples)
    yield iso_date(date)


def _week_before(date: Written) -> Written:
    last = PartialDate(date.year or 1, date.month, date.day).last
    return written(last - timedelta(days=6))


def _says_date(span: Span, year: int | None, date: Written) -> bool:
    try:
        return (span.with_year(year) if year else span).last == date
    except InvalidValueError:
        return False
