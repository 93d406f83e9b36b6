"""Tables of any shape: columns told by their headers, cells of Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, islice, repeat
from operator import add, itemgetter
from typing import Any, TypeAlias, get_args

import attrs

from weeklypapers.dialects.dates import Order, Span, day_order, read_date
from weeklypapers.dialects.draft import (
    Draft,
    Piece,
    beside_links,
    has_words,
    is_nothing,
    leads_to_paper,
    links_in,
)
from weeklypapers.dialects.entry import read_entry
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.columns import (
    DATES,
    EXTRA,
    LINKS,
    TITLES,
    Columns,
    is_paper_table,
    named_columns,
)
from weeklypapers.dialects.tables.plain import NOTHING, SLOW, PlainEntry, plain_cells
from weeklypapers.dialects.tables.ragged import CellError, fit
from weeklypapers.dialects.vocabulary import column_of, plain_header
from weeklypapers.markdown import NO_REFERENCES, Cell, Chunk, Inline, Row, render_inline
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import KINDS
from weeklypapers.model.names import NO_NAMES, Names
from weeklypapers.model.paper import (
    NO_EXTRA,
    Extra,
    Link,
    Origin,
    Paper,
    build_links,
    build_origins,
    build_papers,
)
from weeklypapers.model.problems import Problem

__all__ = ["FIELDS", "Reader", "recognise"]

FIELDS: dict[str, str] = {"entry": "title", "name": "title"} | dict.fromkeys(KINDS, "links")
"""The field of `Paper` that takes what a column says, where the column's role is no field."""

# How many rows of a table are looked at to tell what an ambiguous column is.
_SAMPLE = 20
_PLAIN_DATE = re.compile(r"[0-9][0-9/.-]*[0-9]")
_DEFAULTS: dict[str, object] = {"listed_authors": NO_NAMES}

_Column: TypeAlias = "Sequence[Inline]"


# What the columns are


def recognise(
    chunk: Chunk,
    aliases: Mapping[str, Sequence[str]],
    given: Mapping[str, str],
) -> Columns | None:
    """What the columns of a table are read as; None if it lists no papers.

    Args:
        chunk: Its first rows, which decide where a header doesn't.
        aliases: Headers of a dialect of one's own, by role; they come before the known ones.
        given: Roles by header, which come first of all.
    """
    headers = [_rendered(cell, chunk.references).text for cell in chunk.table.header.cells]
    own = {plain_header(name): role for role, names in aliases.items() for name in names}
    own |= {plain_header(header): role for header, role in given.items()}
    cells = _sample(chunk, len(headers))
    roles = [own.get(plain_header(header)) or column_of(header) for header in headers]
    roles = _with_one_title(roles, cells)
    linked = frozenset(at for at, column in enumerate(cells) if _mostly(_has_paper, column))
    if not any(role in TITLES for role in roles):
        return None
    is_given = any(plain_header(header) in own for header in headers)
    if not is_given and not is_paper_table(roles, linked):
        return None
    return named_columns(headers, _each_field_once(roles), FIELDS)


def _rendered(cell: Cell, references: Mapping[str, str]) -> Inline:
    return render_inline(cell.text, markdown=cell.markdown, references=references)


def _sample(chunk: Chunk, count: int) -> list[_Column]:
    """The cells of the first rows, column by column."""
    rows = [row.cells[:count] for row in islice(chunk.rows(), _SAMPLE)]
    return [
        [_rendered(cells[at], chunk.references) for cells in rows if at < len(cells)]
        for at in range(count)
    ]


def _with_one_title(roles: list[str | None], cells: Sequence[_Column]) -> list[str | None]:
    """The roles with the one column that has the titles, as far as the cells tell which."""
    at = {role: roles.index(role) for role in (*TITLES, "paper", "links") if role in roles}
    titled = [role for role in at if _mostly(has_words, cells[at[role]])]
    if "title" in at:
        title = "title"
    else:
        linked = [role for role in ("entry", "paper", "links") if role in titled]
        title = linked[0] if linked else "name" if "name" in at else "entry"
    others = {"entry": "paper", "name": None}
    made = [role if role == title else others.get(role or "", role) for role in roles]
    if title in ("paper", "links"):
        made[at[title]] = "entry"
    return made


def _each_field_once(roles: Iterable[str | None]) -> list[str]:
    """The roles without those that a column before has; links may be in several columns."""
    seen: set[str] = set()
    made: list[str] = []
    for role in roles:
        field = FIELDS.get(role or "", role)
        again = field in seen and field != "links"
        made.append(EXTRA if role is None or role == "number" or again else role)
        seen.add(field or "")
    return made


def _mostly(test: Callable[[Inline], bool], cells: _Column) -> bool:
    """Whether at least half of the cells that say something pass a test."""
    said = [cell for cell in cells if cell.marks or not is_nothing(cell.text)]
    return bool(said) and sum(map(test, said)) * 2 >= len(said)


def _has_paper(cell: Inline) -> bool:
    return any(leads_to_paper(cell, mark) for mark in links_in(cell))


# Rows


@attrs.define
class Reader:
    """Reads the rows of one table.

    Attributes:
        columns: What its columns are read as.
        section: The part of the document in which it stands.
        file: Name of the list.
        references: The addresses that the document defines for links.
        html: Whether its cells are HTML.
    """

    columns: Columns
    section: Section
    file: str | None
    references: Mapping[str, str] = attrs.field(default=NO_REFERENCES, kw_only=True)
    html: bool = attrs.field(default=False, kw_only=True)
    _topics: tuple[str, ...] = attrs.field(init=False)
    _order: Order | None = attrs.field(default=None, init=False)  # as far as rows have told it
    # What cells of dates say; None for those that say that there is none.
    _spans: dict[str, Span | InvalidValueError | None] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._topics = self.section.topics

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """The papers of some rows, and what is wrong with the others."""
        self._learn_dates(chunk)
        plain = self._plain_papers(chunk)
        if len(plain) == len(chunk.lines):
            return list(plain.values()), []
        papers: list[Paper] = []
        problems: list[Problem] = []
        section = self.section
        for at in range(len(chunk.lines)):
            paper = plain.get(at)
            if paper is None:
                paper, found = self._read_row(chunk.row(at))
                problems += found
            elif self.section is not section:  # below a heading inside the table
                paper = attrs.evolve(paper, topics=self.section.topic)
            papers += [paper] if paper else []
        return papers, problems

    def _learn_dates(self, chunk: Chunk) -> None:
        """Read the dates of some rows at once, since one tells how another is meant: 9/30/24."""
        for role in DATES:
            if role in self.columns.places:
                self._learn_column(_column_of(chunk, self.columns.places[role]))

    def _learn_column(self, cells: Iterable[str]) -> None:
        new = set(cells) - self._spans.keys()
        texts = {cell: _shown(cell) for cell in new}
        self._order = day_order(texts.values()) or self._order
        self._spans |= {cell: _span(text, self._order) for cell, text in texts.items()}

    def _plain_papers(self, chunk: Chunk) -> dict[int, Paper]:
        """The papers of the rows that have plain cells only, by the position of the row."""
        if chunk.columns is None:
            return {}
        columns = [
            self._plain_dates(role, cells) if role in DATES else plain_cells(role, cells)
            for role, cells in zip(self.columns.roles, chunk.columns, strict=True)
        ]
        rows = self._plain_rows(columns)
        if len(rows) < len(chunk.lines):
            columns = [[column[at] for at in rows] for column in columns]
        return dict(zip(rows, self._built(chunk, rows, columns), strict=True))

    def _plain_rows(self, columns: Sequence[Sequence[object]]) -> list[int]:
        """The positions of the rows that have plain cells only, a title and something else."""
        title = columns[self.columns.title]
        slow = {at for column in columns for at, cell in enumerate(column) if cell is SLOW}
        slow |= {at for at, cell in enumerate(title) if cell is NOTHING}
        others = [column for at, column in enumerate(columns) if at != self.columns.title]
        # A title alone may be a heading inside the table.
        said = {at for column in others for at, cell in enumerate(column) if cell is not NOTHING}
        return [at for at in range(len(title)) if at in said and at not in slow]

    def _plain_dates(self, role: str, cells: Sequence[str]) -> list[object]:
        known = {cell: self._plain_date(role, cell) for cell in set(cells)}
        return list(map(known.__getitem__, cells))

    def _plain_date(self, role: str, cell: str) -> object:
        span = self._spans[cell]
        if "](" in cell or "://" in cell or "href" in cell:
            return SLOW
        if span is None:
            return NOTHING
        if isinstance(span, InvalidValueError) or span.kind in ("range", "week"):
            return SLOW
        if not span.has_year and self.section.year:
            span = span.with_year(self.section.year)
        if role == "week":
            return span.ending if span.kind == "day" and span.ending else SLOW
        return span.partial or SLOW

    def _built(
        self, chunk: Chunk, rows: Sequence[int], columns: Sequence[Sequence[Any]]
    ) -> list[Paper]:
        """The papers of some rows, built of plain values column by column."""
        section, names = self.section, self.columns.names
        fields: dict[str, Iterable[Any]] = {
            "week": repeat(section.week),
            "listed_date": repeat(section.listed_date),
            "topics": repeat(section.topic),
            "origin": build_origins(
                [chunk.line + at for at in rows], [chunk.lines[at] for at in rows], names, self.file
            ),
        }
        links: list[Sequence[Any]] = []
        for role, name, column in zip(self.columns.roles, names, columns, strict=True):
            if role in TITLES:
                links.append([entry.links for entry in column])
            elif name == "links":
                links.append([() if pairs is NOTHING else pairs for pairs in column])
            elif role != EXTRA:
                default = getattr(section, name, _DEFAULTS.get(name))
                fields[name] = [default if value is NOTHING else value for value in column]
        fields |= self._built_entries(columns[self.columns.title], fields)
        fields["links"] = _built_links(links)
        if "listed_authors" in fields:
            fields |= _split_names(list(fields["listed_authors"]))
        if self.columns.extra:
            fields["extra"] = list(map(self._extra, zip(*columns, strict=True)))
        return build_papers(len(rows), **fields)

    def _built_entries(
        self, entries: Sequence[PlainEntry], fields: Mapping[str, Iterable[object]]
    ) -> dict[str, list[object]]:
        """The titles, and what else their column says that no other column does."""
        built: dict[str, list[object]] = {"title": [entry.title for entry in entries]}
        for name in {name for entry in entries for name in entry.fields}:
            default = getattr(self.section, name, _DEFAULTS.get(name))
            own = fields.get(name) if name in self.columns.places else repeat(default)
            built[name] = [
                entry.fields.get(name, default) if value == default else value
                for entry, value in zip(entries, own or (), strict=False)
            ]
        return built

    def _extra(self, row: Sequence[Any]) -> Extra:
        places = self.columns.extra.items()
        cells = {name: row[at] for name, at in places if row[at] is not NOTHING}
        return Extra(cells) if cells else NO_EXTRA

    def _read_row(self, row: Row) -> tuple[Paper | None, list[Problem]]:
        draft = Draft(raw=row.text, file=self.file, section=self.section)
        cells, excess = self._fitted(row, draft)
        pieces = [
            Piece(
                cell.text,
                _rendered(cell, self.references),
                partial(_place, row, cell.start),
            )
            for cell in cells
        ]
        if self._is_group(pieces, draft) or self._is_empty(pieces, row, draft):
            return None, draft.problems
        for piece, role, name in zip(pieces, self.columns.roles, self.columns.names, strict=True):
            self._take(draft, role, name, piece)
        for number, cell in enumerate(excess, len(cells) + 1):
            draft.extra[f"column {number}"] = cell.text
            inline = _rendered(cell, self.references)
            draft.take_links(Piece(cell.text, inline, partial(_place, row, cell.start)))
        origin = Origin(line=row.line, text=row.text, columns=self.columns.names, file=self.file)
        paper = draft.paper(origin)
        if paper is None:
            place = row.place(cells[self.columns.title].start)
            draft.report("no-title", "expected a title, and there is none", place, severity="error")
        return paper, draft.problems

    def _fitted(self, row: Row, draft: Draft) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """The cells of a row, one for each column, and those beyond that can't be joined."""
        excess: Sequence[Cell] = ()
        cells: Sequence[Cell]
        try:
            cells, repair = fit(row, self.columns, self, html=self.html)
        except CellError as fault:
            cells, excess = row.cells[: len(self.columns)], row.cells[len(self.columns) :]
            left_out = "what stands behind them" if self.html else "what GitHub leaves out"
            message = f"{fault.message}; {left_out} is kept as extra"
            repair = CellError("excess-cells", message, column=fault.column, repaired=True)
        if repair:
            line, column = row.place((repair.column or 1) - 1)
            problem = repair.problem(line=line, column=column, text=row.text, file=self.file)
            draft.problems.append(problem)
        return cells, excess

    def cells(self, row: Row) -> dict[str, Cell]:
        """The cells of a row, by the first field or kind of link that each is read as."""
        cells, _ = self._fitted(row, Draft(raw=row.text, file=self.file, section=self.section))
        found: dict[str, Cell] = {}
        for cell, role, name in zip(cells, self.columns.roles, self.columns.names, strict=True):
            if role != EXTRA:
                found.setdefault(name, cell)
        return found

    def says(self, role: str, text: str, *, joined: bool) -> bool:
        """Whether a text is what stands in a column: a date, links, or a title."""
        inline = render_inline(text, references=self.references)
        if joined and not set().union(*map(_targets, _cells_of(text))) <= _targets(inline):
            return False  # behind an open bracket an address is no link
        if role in DATES:
            return is_nothing(inline.text) or (not joined and _is_date(inline.text))
        if role in LINKS:
            return _holds_links(text, inline) if joined else _is_links(inline)
        if role in TITLES and joined and any(map(_is_only_links, _parts(text, inline)[1:])):
            return False
        return role not in TITLES or has_words(inline) or any(links_in(inline))

    def is_readable(self, cells: Sequence[Cell], columns: Columns) -> bool:
        """Any row can be read that has a cell for each column."""
        return len(cells) >= len(columns)

    def _is_group(self, pieces: Sequence[Piece], draft: Draft) -> bool:
        """Whether a row is a heading inside the table: one bold cell, and nothing else."""
        first, *others = pieces
        bold = [mark for mark in first.inline.marks if mark.kind == "strong"]
        whole = bold and bold[0].begin == 0 and bold[0].end >= len(first.inline.text.rstrip())
        if _is_spanned(pieces):
            others, whole = [], True
        if len(pieces) < 3 or not whole or any(links_in(first.inline)):
            return False
        if any(piece.inline.text.strip() or piece.inline.marks for piece in others):
            return False
        topic = first.inline.text.strip()
        self.section = attrs.evolve(self.section, topics=(*self._topics, topic))
        message = f"read as a heading of the rows below: {show(topic)}"
        draft.report("group-row", message, first.place(0), severity="info")
        return True

    def _is_empty(self, pieces: Sequence[Piece], row: Row, draft: Draft) -> bool:
        """Whether a row says nothing: an anchor, say, that GitHub reads as a row."""
        if any(piece.inline.text.strip() or any(links_in(piece.inline)) for piece in pieces):
            return False
        message = "left alone: a row that says nothing"
        draft.report("empty-row", message, row.place(0), severity="info")
        return True

    def _take(self, draft: Draft, role: str, name: str, piece: Piece) -> None:
        if role in TITLES:
            draft.take_links(piece, "paper")
            draft.take_entry(read_entry(piece.inline, summary=role == "entry"), piece)
        elif role == EXTRA:
            self._take_extra(draft, name, piece)
        elif role in LINKS:
            self._take_links(draft, role, piece)
        elif role in DATES:
            self._take_date(draft, role, piece)
        elif role in ("category", "topics"):
            draft.take_category(role, piece)
        elif role == "listed_authors":
            draft.take_names(role, piece)
        else:
            draft.take_text(role, piece)

    def _take_extra(self, draft: Draft, name: str, piece: Piece) -> None:
        draft.take_links(piece)
        pictures = (mark.alt for mark in piece.inline.marks if mark.kind == "image")
        text = piece.inline.text.strip() or " ".join(filter(None, pictures))
        if text:
            draft.extra[name] = text

    def _take_links(self, draft: Draft, role: str, piece: Piece) -> None:
        """Take a cell of links; what it says beside them is kept as an extra cell."""
        dead = draft.take_links(piece, role if role in KINDS else None)
        rest = beside_links(piece.inline, dead)
        if rest and not is_nothing(rest):
            draft.extra.setdefault(role, rest)

    def _take_date(self, draft: Draft, role: str, piece: Piece) -> None:
        draft.take_links(piece)
        if piece.source not in self._spans:  # a cell of a row that had to be repaired
            self._learn_column([piece.source])
        span = self._spans[piece.source]
        if isinstance(span, InvalidValueError):
            draft.extra.setdefault(role, piece.inline.text.strip())
            draft.report("bad-date", str(span), piece.place(0))
        elif span is not None and not draft.take_date(role, span, piece):
            draft.extra.setdefault(role, piece.inline.text.strip())
            message = f"the year of {show(piece.inline.text)} is not written, nor is it above"
            draft.report("no-year", message, piece.place(0))


def _is_links(inline: Inline) -> bool:
    return any(links_in(inline)) or is_nothing(inline.text)


def _holds_links(text: str, inline: Inline) -> bool:
    """Whether a text with pipes is what stands in one cell of links: between links, or in one."""
    return all(map(_is_links, _parts(text, inline)))


def _is_only_links(inline: Inline) -> bool:
    return any(links_in(inline)) and not beside_links(inline)


def _parts(text: str, inline: Inline) -> list[Inline]:
    """What stands between the pipes of a text, but for those in its links."""
    for mark in links_in(inline):
        link = text[mark.start : mark.stop].replace("|", " ")
        text = text[: mark.start] + link + text[mark.stop :]
    return _cells_of(text)


def _cells_of(text: str) -> list[Inline]:
    return [render_inline(part) for part in text.split("|")]


def _targets(inline: Inline) -> set[str | None]:
    return {mark.target for mark in links_in(inline)}


def _column_of(chunk: Chunk, at: int) -> Iterable[str]:
    if chunk.columns is not None:
        return chunk.columns[at]
    return (row.cells[at].text for row in chunk.rows() if at < len(row.cells))


def _shown(cell: str) -> str:
    """The text of a cell of a date; Markdown takes nothing off one that is written in HTML."""
    bare = cell[2:-2] if cell.startswith("**") and cell.endswith("**") else cell
    return bare if _PLAIN_DATE.fullmatch(bare) else render_inline(cell).text


def _built_links(columns: Sequence[Sequence[tuple[Any, ...]]]) -> list[tuple[Link, ...]]:
    """The links of plain cells, row by row."""
    first, *others = columns
    found = list(first)
    for column in others:
        found = list(map(add, found, column))
    pairs = list(chain.from_iterable(found))
    made = iter(build_links(map(itemgetter(0), pairs), map(itemgetter(1), pairs), len(pairs)))
    return [tuple(islice(made, len(row))) for row in found]


def _split_names(named: Sequence[Names]) -> dict[str, Iterable[object]]:
    return {
        "listed_authors": [names for names, _ in named],
        "more_authors": [more for _, more in named],
    }


def _place(row: Row, start: int, offset: int) -> tuple[int, int]:
    return row.place(start + offset)


def _is_spanned(pieces: Sequence[Piece]) -> bool:
    """Whether one cell of an HTML table takes a whole row."""
    first = pieces[0]
    if not first.inline.text.strip():
        return False
    return all(
        piece.source == first.source and piece.place(0) == first.place(0) for piece in pieces
    )


def _span(text: str, order: Order | None) -> Span | InvalidValueError | None:
    """What a cell of a date says; None if it says that there is none."""
    try:
        return None if is_nothing(text) else read_date(text, order)
    except InvalidValueError as error:
        return error


def _is_date(text: str) -> bool:
    return any(isinstance(_span(text, order), Span) for order in get_args(Order))
