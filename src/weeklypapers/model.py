"""The values that a list is made of: immutable, compared by value, checked when they are made.

What the list says and what arXiv says stay apart: a `Paper` holds the listed row, and its
`ArxivRecord`, once there is one, stands beside it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any, TypeVar, cast

import attrs

from weeklypapers import views
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.links import KINDS, LinkKind, kind_of

__all__ = [
    "NO_EXTRA",
    "ArxivRecord",
    "Author",
    "Extra",
    "Link",
    "Origin",
    "Paper",
    "build_links",
    "build_origins",
    "build_papers",
    "check_day",
]

T = TypeVar("T")

# No file in UTF-8 holds a lone surrogate, and Markdown replaces NUL (CommonMark section 2.3).
_UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")
_CONTROL = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def _fail(instance: object, attribute: attrs.Attribute[Any], expected: str, got: object) -> None:
    name = f"{type(instance).__name__}.{attribute.name}"
    raise InvalidValueError(f"{name} must be {expected}, got {show(got)}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _UNWRITABLE.search(value)


def _text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not _is_text(value):
        _fail(instance, attribute, "text that is not blank, without NUL or surrogates", value)


def _a(kind: type, expected: str) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            _fail(instance, attribute, expected, value)

    return validate


def _each(check: Callable[[object], bool], expected: str) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, tuple) or not all(map(check, value)):
            _fail(instance, attribute, f"a sequence, each {expected}", value)

    return validate


def _each_a(kind: type) -> Validator:
    return _each(lambda item: isinstance(item, kind), f"of type {kind.__name__}")


def check_day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Validates a field that takes a day."""
    if not isinstance(value, date) or isinstance(value, datetime):
        _fail(instance, attribute, "a datetime.date without a time", value)


def _utc_time(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        _fail(instance, attribute, "an aware datetime.datetime", value)


def _url(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not _is_text(value) or value != str(value).strip() or _CONTROL.search(str(value)):
        _fail(instance, attribute, "an address without line breaks or spaces around it", value)


def _versioned(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, ArxivId) or value.version is None:
        _fail(instance, attribute, "an ArxivId with a version", value)


def _to_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """A tuple of a sequence; a string is one value, not a sequence of letters."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)  # left for the validator, which knows the field's name
    return tuple(value)


# One converter a type, since mypy shows the type variable of a generic one to whoever calls the
# class.
def _to_texts(value: Iterable[str]) -> tuple[str, ...]:
    return _to_tuple(value)


def _to_links(value: Iterable[Link]) -> tuple[Link, ...]:
    return _to_tuple(value)


def _to_authors(value: Iterable[Author]) -> tuple[Author, ...]:
    return _to_tuple(value)


def _to_categories(value: Iterable[Category]) -> tuple[Category, ...]:
    return _to_tuple(value)


def _to_utc(value: datetime) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return value  # left for the validator
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(
            f"a time must be in the years from 1 to 9999 in UTC, got {show(value)}"
        ) from None


def _to_utc_or_none(value: datetime | None) -> datetime | None:
    return None if value is None else _to_utc(value)


def _blank_to_none(value: str | None) -> str | None:
    """A table can't tell an empty cell from none, so no value does."""
    return None if isinstance(value, str) and not value.strip() else value


_optional = attrs.validators.optional


@attrs.frozen(kw_only=True)
class Author:
    """An author of a paper.

    Attributes:
        name: The name as printed, given name first.
        affiliations: What the author's entry says of affiliations; most say nothing.
    """

    name: str = attrs.field(validator=_text)
    affiliations: tuple[str, ...] = attrs.field(
        default=(), converter=_to_texts, validator=_each(_is_text, "text that is not blank")
    )

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True)
class Link:
    """A link of a listed row.

    Attributes:
        url: The target, exactly as listed.
        label: The text that is shown; None for a bare address.
        listed_kind: What the list's column says that the link leads to, where neither target nor
            label tell; None where they do.
    """

    url: str = attrs.field(validator=_url)
    label: str | None = attrs.field(
        default=None, converter=_blank_to_none, validator=_optional(_text)
    )
    listed_kind: LinkKind | None = attrs.field(
        default=None, validator=_optional(attrs.validators.in_(KINDS))
    )

    @property
    def kind(self) -> LinkKind | None:
        """What it leads to, told by the target, else by the label, else by the list's column."""
        return kind_of(self.url, self.label) or self.listed_kind

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The identifier of the arXiv paper that the target is, with the version it names."""
        return lookup(self.url)


class Extra(Mapping[str, str]):
    """The cells of columns that no field takes: an immutable, hashable mapping by header.

    Empty cells are left out, since a table can't tell them from no cell.
    """

    __slots__ = ("_cells",)
    _cells: dict[str, str]

    def __init__(self, cells: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        given = dict(cells)
        for part in (*given, *given.values()):
            if not isinstance(part, str) or _UNWRITABLE.search(part):
                raise InvalidValueError(
                    f"Paper.extra must map text to text without NUL or surrogates, got {show(part)}"
                )
        kept = {header: text for header, text in given.items() if text.strip()}
        if not all(map(str.strip, kept)):
            raise InvalidValueError("Paper.extra must have no blank header")
        object.__setattr__(self, "_cells", kept)

    def __getitem__(self, header: str) -> str:
        return self._cells[header]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Extra can't be changed")

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


@attrs.frozen(kw_only=True, repr=False)
class ArxivRecord:
    """What arXiv says of a paper.

    Attributes:
        id: The identifier, with the version that the record is of.
        title: The title, on one line.
        authors: The authors, in arXiv's order.
        abstract: The abstract, on one line.
        published: When the first version was submitted, in UTC.
        updated: When this version was submitted, in UTC.
        primary_category: The subject under which arXiv announces the paper.
        categories: All its subjects, the primary one included.
        comment: The authors' comment, such as the number of pages.
        journal_ref: Where the paper has appeared, as the authors put it.
        doi: The DOI of what has appeared; arXiv's own is `ArxivId.doi`.
        retrieved: When the record was retrieved, in UTC; None if that is not known. It takes no
            part in equality.
    """

    id: ArxivId = attrs.field(validator=_versioned)
    title: str = attrs.field(validator=_text)
    authors: tuple[Author, ...] = attrs.field(converter=_to_authors, validator=_each_a(Author))
    abstract: str = attrs.field(validator=_text)
    published: datetime = attrs.field(converter=_to_utc, validator=_utc_time)
    updated: datetime = attrs.field(converter=_to_utc, validator=_utc_time)
    primary_category: Category = attrs.field(validator=_a(Category, "a Category"))
    categories: tuple[Category, ...] = attrs.field(
        converter=_to_categories, validator=_each_a(Category)
    )
    comment: str | None = attrs.field(default=None, validator=_optional(_text))
    journal_ref: str | None = attrs.field(default=None, validator=_optional(_text))
    doi: str | None = attrs.field(default=None, validator=_optional(_text))
    retrieved: datetime | None = attrs.field(
        default=None, eq=False, converter=_to_utc_or_none, validator=_optional(_utc_time)
    )

    def __repr__(self) -> str:
        return f"<ArxivRecord {self.id}: {views.quoted(self.title)}>"


@attrs.frozen(kw_only=True)
class Origin:
    """Where a list says it: the row from which a paper was read.

    Attributes:
        line: Line in the file, counted from 1.
        text: The raw row, without its line ending.
        columns: What each cell of the table was read as: the name of a field of `Paper`, or the
            header under which it stands in `Paper.extra`.
        file: Name of the file or URL; None for text that has none.
    """

    line: int
    text: str
    columns: tuple[str, ...]
    file: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Paper:
    """One listed paper.

    Attributes:
        title: The title as listed, on as many lines as it has there.
        week: The day that the list prints for the week, in the weekly table the Sunday it ends on.
        category: The subject as listed.
        abstract: The abstract or summary as listed; blank text becomes None.
        links: The links of the row, in listed order.
        listed_authors: The authors, as far as the list itself names them.
        more_authors: Whether the list says that there are authors whom it doesn't name, by "et al."
            or the like.
        listed_date: The day, month or year that the list gives the paper itself: when it appeared,
            was read or was added. The week is another thing: the part of the list that it is in.
        topics: The topics under which the list has it. One inside another is written with its
            path, such as ``"Pre-training > Scaling"``.
        venue: Where it appeared, as listed.
        affiliation: Where its authors work, as listed.
        comment: What else the list remarks on it.
        arxiv: What arXiv says of the paper; None as long as nobody asked.
        extra: The cells of columns that no field takes, by header.
        origin: The row that it was read from. It has no part in equality, and JSON leaves it out.

    Raises:
        InvalidValueError: A value is not what its field takes; the message names the field.
    """

    title: str = attrs.field(validator=_text)
    week: date | None = attrs.field(default=None, validator=_optional(check_day))
    category: Category | None = attrs.field(
        default=None, validator=_optional(_a(Category, "a Category; see Category.parse"))
    )
    abstract: str | None = attrs.field(
        default=None, converter=_blank_to_none, validator=_optional(_text)
    )
    links: tuple[Link, ...] = attrs.field(default=(), converter=_to_links, validator=_each_a(Link))
    listed_authors: tuple[str, ...] = attrs.field(
        default=(), converter=_to_texts, validator=_each(_is_text, "text that is not blank")
    )
    more_authors: bool = attrs.field(default=False, validator=_a(bool, "True or False"))
    listed_date: PartialDate | None = attrs.field(
        default=None, validator=_optional(_a(PartialDate, "a PartialDate; see PartialDate.parse"))
    )
    topics: tuple[str, ...] = attrs.field(
        default=(), converter=_to_texts, validator=_each(_is_text, "text that is not blank")
    )
    venue: str | None = attrs.field(
        default=None, converter=_blank_to_none, validator=_optional(_text)
    )
    affiliation: str | None = attrs.field(
        default=None, converter=_blank_to_none, validator=_optional(_text)
    )
    comment: str | None = attrs.field(
        default=None, converter=_blank_to_none, validator=_optional(_text)
    )
    arxiv: ArxivRecord | None = attrs.field(
        default=None, validator=_optional(_a(ArxivRecord, "an ArxivRecord"))
    )
    extra: Mapping[str, str] = attrs.field(default=NO_EXTRA, converter=_to_extra)
    origin: Origin | None = attrs.field(
        default=None, eq=False, validator=_optional(_a(Origin, "an Origin"))
    )

    @property
    def link(self) -> Link | None:
        """The paper's own link, the first that leads to arXiv, else to a paper, else of all."""
        for link in self.links:
            if link.arxiv_id is not None:
                return link
        papers = (link for link in self.links if link.kind == "paper")
        return next(papers, self.links[0] if self.links else None)

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The identifier that the links name, with its version if listed; else the record's."""
        if self.link and self.link.arxiv_id:
            return self.link.arxiv_id
        return self.arxiv.id if self.arxiv else None

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors by arXiv's record if there is one, else those that the list names."""
        if self.arxiv:
            return self.arxiv.authors
        return tuple(Author(name=name) for name in self.listed_authors)

    @property
    def has_more_authors(self) -> bool:
        """Whether there are others than `authors`: the list says so, and no record names them."""
        return self.more_authors and self.arxiv is None

    @property
    def published(self) -> datetime | None:
        """When the first version was submitted, by arXiv's record."""
        return self.arxiv.published if self.arxiv else None

    @property
    def updated(self) -> datetime | None:
        """When the record's version was submitted, by arXiv's record."""
        return self.arxiv.updated if self.arxiv else None

    def __repr__(self) -> str:
        named = f" {self.arxiv_id}" if self.arxiv_id else ""
        return f"<Paper{named}: {views.quoted(self.title)}>"

    def __dir__(self) -> list[str]:
        return views.completions(self)

    def _repr_html_(self) -> str:
        return views.paper(self)

    def _repr_markdown_(self) -> str:
        return views.paper_markdown(self)


_DEFAULTS: dict[str, object] = {
    field.name: field.default for field in attrs.fields(Paper) if field.default is not attrs.NOTHING
}


def _column(kind: type[T], count: int, columns: Mapping[str, Iterable[object]]) -> list[T]:
    """`count` values of a slotted class, filled attribute by attribute.

    Three times as fast as calling the class for each, since the loops run inside `map`.
    """
    made = list(map(object.__new__, repeat(kind, count)))
    for name, values in columns.items():
        deque(map(vars(kind)[name].__set__, made, values), maxlen=0)
    return made


def build_links(urls: Iterable[str], labels: Iterable[str | None], count: int) -> list[Link]:
    """The links of `count` rows at once; what `Link` checks must have been checked before."""
    columns = {"url": urls, "label": labels, "listed_kind": repeat(None)}
    return _column(Link, count, columns)


def build_papers(count: int, **columns: Iterable[object]) -> list[Paper]:
    """The papers of `count` rows at once, column by column.

    For readers of long lists. It checks nothing: each value must be what `Paper` would have made
    of it. Fields that are not given have their defaults.
    """
    defaults = {name: repeat(value) for name, value in _DEFAULTS.items()}
    return _column(Paper, count, defaults | columns)


def build_origins(
    lines: Iterable[int], texts: Iterable[str], columns: tuple[str, ...], file: str | None
) -> list[Origin]:
    """The origins of consecutive rows of one table."""
    rows = list(texts)
    values = {"line": lines, "text": rows, "columns": repeat(columns), "file": repeat(file)}
    return _column(Origin, len(rows), values)
