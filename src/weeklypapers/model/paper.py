"""Papers, their links and authors, and arXiv's records of them.

All values are immutable, compared by value, and checked when they are created. A `Paper` holds the
listed values. The values that arXiv gives are kept apart, in its `ArxivRecord`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import attrs

from weeklypapers import display
from weeklypapers.display.text import completions, quoted
from weeklypapers.model._fields import (
    UNWRITABLE,
    blank_to_none,
    check_day,
    check_each_type,
    check_text,
    check_texts,
    check_time,
    check_type,
    check_url,
    check_versioned,
    optional,
    to_texts,
    to_tuple,
    to_utc_or_none,
    to_utc_time,
)
from weeklypapers.model._public import public
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, end_of_week
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.links import KINDS, LinkKind, kind_of
from weeklypapers.model.templates import Template

__all__ = [
    "NO_EXTRA",
    "ArxivRecord",
    "Author",
    "Extra",
    "Link",
    "Origin",
    "Paper",
    "abstracts",
    "listed_days",
    "names",
    "titles",
]


def _to_links(value: Iterable[Link]) -> tuple[Link, ...]:
    return to_tuple(value)


def _to_authors(value: Iterable[Author]) -> tuple[Author, ...]:
    return to_tuple(value)


def _to_categories(value: Iterable[Category]) -> tuple[Category, ...]:
    return to_tuple(value)


@public
@attrs.frozen(kw_only=True)
class Author:
    """An author of a paper.

    Attributes:
        name: The name as printed, given name first.
        affiliations: The affiliations in the author's arXiv entry; most entries have none.
    """

    name: str = attrs.field(validator=check_text)
    affiliations: tuple[str, ...] = attrs.field(
        default=(), converter=to_texts, validator=check_texts
    )

    def __str__(self) -> str:
        return self.name


@public
@attrs.frozen(kw_only=True)
class Link:
    """A link of a listed paper.

    Attributes:
        url: The target, exactly as listed.
        label: The visible text; None for a bare address.
        listed_kind: The kind according to the column of the list, if neither target nor label
            determine it; else None.
    """

    url: str = attrs.field(validator=check_url)
    label: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    listed_kind: LinkKind | None = attrs.field(
        default=None, validator=optional(attrs.validators.in_(KINDS))
    )

    @property
    def kind(self) -> LinkKind | None:
        """The kind of the target, according to the target, the label, or the column of the list."""
        return kind_of(self.url, self.label) or self.listed_kind

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The arXiv identifier in the target, with the version if there is one; else None."""
        return lookup(self.url)


class Extra(Mapping[str, str]):
    """The cells of columns without a field of their own: an immutable, hashable mapping by header.

    Empty cells are omitted: a table can't distinguish them from missing cells.
    """

    __slots__ = ("_cells",)
    _cells: dict[str, str]

    def __init__(self, cells: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        mapping = dict(cells)
        for part in (*mapping, *mapping.values()):
            if not isinstance(part, str) or UNWRITABLE.search(part):
                raise InvalidValueError(
                    f"Paper.extra must map text to text without NUL or surrogates, got {show(part)}"
                )
        nonblank = {header: text for header, text in mapping.items() if text.strip()}
        if not all(map(str.strip, nonblank)):
            raise InvalidValueError("Paper.extra must have no blank header")
        object.__setattr__(self, "_cells", nonblank)

    def __getitem__(self, header: str) -> str:
        return self._cells[header]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Extra is immutable")

    def __hash__(self) -> int:
        return hash(frozenset(self._cells.items()))

    def __repr__(self) -> str:
        return repr(self._cells)

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, str]]]:
        return type(self), (self._cells,)


NO_EXTRA = Extra()


def _to_extra(value: Mapping[str, str]) -> Extra:
    if isinstance(value, Extra):
        return value
    if not isinstance(value, Mapping):
        raise InvalidValueError(f"Paper.extra must be a mapping of text to text, got {show(value)}")
    return Extra(value)


@public
@attrs.frozen(kw_only=True, repr=False)
class ArxivRecord:
    """The metadata of a paper on arXiv.

    Attributes:
        id: The identifier, with the version that the record describes.
        title: The title, on one line.
        authors: The authors, in arXiv's order.
        abstract: The abstract, on one line.
        published: The time of submission of the first version, in UTC.
        updated: The time of submission of this version, in UTC.
        primary_category: The subject under which arXiv announces the paper.
        categories: All subjects, including the primary one.
        comment: The authors' comment, such as the number of pages.
        journal_ref: The journal reference, as entered by the authors.
        doi: The DOI of the published version; arXiv's own DOI is `ArxivId.doi`.
        retrieved: The time of the request for the record, in UTC; None if it is not known. It is
            ignored in comparisons.
    """

    id: ArxivId = attrs.field(validator=check_versioned)
    title: str = attrs.field(validator=check_text)
    authors: tuple[Author, ...] = attrs.field(
        converter=_to_authors, validator=check_each_type(Author)
    )
    abstract: str = attrs.field(validator=check_text)
    published: datetime = attrs.field(converter=to_utc_time, validator=check_time)
    updated: datetime = attrs.field(converter=to_utc_time, validator=check_time)
    primary_category: Category = attrs.field(validator=check_type(Category, "a Category"))
    categories: tuple[Category, ...] = attrs.field(
        converter=_to_categories, validator=check_each_type(Category)
    )
    comment: str | None = attrs.field(default=None, validator=optional(check_text))
    journal_ref: str | None = attrs.field(default=None, validator=optional(check_text))
    doi: str | None = attrs.field(default=None, validator=optional(check_text))
    retrieved: datetime | None = attrs.field(
        default=None, eq=False, converter=to_utc_or_none, validator=optional(check_time)
    )

    def __repr__(self) -> str:
        return f"<ArxivRecord {self.id}: {quoted(self.title)}>"


@public
@attrs.frozen(kw_only=True)
class Origin:
    """The place in a list from which a paper was read.

    Attributes:
        line: The line in the file, counted from 1.
        text: The raw row, without its line ending.
        columns: For each cell of the row, the field of `Paper` that it was read into, or its header
            in `Paper.extra`.
        file: The name of the file or URL; None for text without a name.
        template: The template that the entry follows; None if it is unknown.
    """

    line: int
    text: str
    columns: tuple[str, ...]
    file: str | None = None
    template: Template | None = None


@public
@attrs.frozen(kw_only=True, repr=False)
class Paper:
    """One listed paper.

    Attributes:
        title: The title as listed, on as many lines as it has there.
        week: The day that the list prints for the week. In a weekly table, it is the last Sunday.
            `week_ending` also covers papers that are listed with a day.
        category: The subject as listed.
        abstract: The abstract or summary as listed; blank text becomes None.
        links: The links of the row, in listed order.
        listed_authors: The authors named by the list.
        more_authors: True if the list indicates further authors, such as by "et al.".
        listed_date: The day, month or year that the list gives for the paper itself: when it
            appeared, was read or was added. The week is the part of the list that contains it.
        topics: The topics under which the paper is listed. A nested topic is written with its path,
            such as ``"Pre-training > Scaling"``.
        venue: The venue as listed.
        affiliation: The affiliation of the authors as listed.
        comment: Other remarks of the list.
        arxiv: arXiv's record; None for a paper that is not enriched.
        extra: The cells of columns without a field of their own, by header.
        origin: The row from which the paper was read. It is ignored in comparisons and left out of
            JSON.

    Raises:
        InvalidValueError: A value has the wrong type or form; the message names the field.
    """

    title: str = attrs.field(validator=check_text)
    week: date | None = attrs.field(default=None, validator=optional(check_day))
    category: Category | None = attrs.field(
        default=None, validator=optional(check_type(Category, "a Category; see Category.parse"))
    )
    abstract: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    links: tuple[Link, ...] = attrs.field(
        default=(), converter=_to_links, validator=check_each_type(Link)
    )
    listed_authors: tuple[str, ...] = attrs.field(
        default=(), converter=to_texts, validator=check_texts
    )
    more_authors: bool = attrs.field(default=False, validator=check_type(bool, "True or False"))
    listed_date: PartialDate | None = attrs.field(
        default=None,
        validator=optional(check_type(PartialDate, "a PartialDate; see PartialDate.parse")),
    )
    topics: tuple[str, ...] = attrs.field(default=(), converter=to_texts, validator=check_texts)
    venue: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    affiliation: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    comment: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    arxiv: ArxivRecord | None = attrs.field(
        default=None, validator=optional(check_type(ArxivRecord, "an ArxivRecord"))
    )
    extra: Mapping[str, str] = attrs.field(default=NO_EXTRA, converter=_to_extra)
    origin: Origin | None = attrs.field(
        default=None, eq=False, validator=optional(check_type(Origin, "an Origin"))
    )

    @property
    def link(self) -> Link | None:
        """The first link to arXiv, else the first link to a paper, else the first link."""
        for link in self.links:
            if link.arxiv_id is not None:
                return link
        papers = (link for link in self.links if link.kind == "paper")
        return next(papers, self.links[0] if self.links else None)

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The identifier in the links, with its version if listed; else that of the record."""
        if self.link and self.link.arxiv_id:
            return self.link.arxiv_id
        return self.arxiv.id if self.arxiv else None

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors according to arXiv's record, else according to the list."""
        if self.arxiv:
            return self.arxiv.authors
        return tuple(Author(name=name) for name in self.listed_authors)

    @property
    def has_more_authors(self) -> bool:
        """True if the list indicates more than `authors`, and there is no record."""
        return self.more_authors and self.arxiv is None

    @property
    def week_ending(self) -> date | None:
        """The listed week, else the Sunday that ends the week of the listed day.

        It is None for a paper with only a month or a year, or without a date. All methods of
        `Papers` that concern weeks use this day.
        """
        if self.week is not None:
            return self.week
        return end_of_week(day) if self.listed_date and (day := self.listed_date.date) else None

    @property
    def published(self) -> datetime | None:
        """The time of submission of the first version, according to arXiv's record."""
        return self.arxiv.published if self.arxiv else None

    @property
    def updated(self) -> datetime | None:
        """The time of submission of the record's version, according to arXiv's record."""
        return self.arxiv.updated if self.arxiv else None

    def __repr__(self) -> str:
        named = f" {self.arxiv_id}" if self.arxiv_id else ""
        return f"<Paper{named}: {quoted(self.title)}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_markdown_(self) -> str:
        return display.markdown(self)


def listed_days(paper: Paper) -> tuple[date, date] | None:
    """Return the first and last day on which the paper may have been listed, or None if unknown.

    Both are the day of its week, if it has one. Otherwise they delimit its listed date, such as 1
    and 30 June for ``2024-06``.
    """
    if paper.week is not None:
        return paper.week, paper.week
    return (listed.first, listed.last) if (listed := paper.listed_date) else None


def titles(paper: Paper) -> list[str]:
    """Return the listed title, and arXiv's title if there is a record."""
    return [paper.title, *([paper.arxiv.title] if paper.arxiv else [])]


def abstracts(paper: Paper) -> list[str]:
    """Return the abstracts of the list and of arXiv, if there are any."""
    listed = [paper.abstract] if paper.abstract else []
    return listed + ([paper.arxiv.abstract] if paper.arxiv else [])


def names(paper: Paper) -> list[str]:
    """Return the names of the authors in the list, and in arXiv's record if there is one."""
    return [*paper.listed_authors, *(author.name for author in paper.authors)]
