"""Papers, their links and authors, and arXiv's records of them.

All values are immutable, compared by value, and checked when they are created. A `Paper` holds the
listed values. The values that arXiv gives are kept apart, in its `ArxivRecord`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self, final

import attrs

from weeklypapers import display
from weeklypapers.display.text import completions, quoted
from weeklypapers.model._fields import (
    UNWRITABLE,
    blank_to_none,
    check_day,
    check_each_type,
    check_integer,
    check_one_of,
    check_text,
    check_texts,
    check_time,
    check_type,
    check_url,
    check_versioned,
    items_of,
    optional,
    to_arxiv_id,
    to_categories,
    to_category,
    to_category_or_none,
    to_day_or_none,
    to_items,
    to_partial_date,
    to_text,
    to_texts,
    to_utc_or_none,
    to_utc_time,
)
from weeklypapers.model._public import public
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, end_of_week
from weeklypapers.model.errors import InvalidValueError, check_kind, show
from weeklypapers.model.ids import ArxivId, lookup, page_url, plain_names
from weeklypapers.model.links import KINDS, LinkKind, kind_of
from weeklypapers.model.mappings import FrozenMapping, dict_of
from weeklypapers.model.templates import Template
from weeklypapers.model.text import fold

if TYPE_CHECKING:
    from weeklypapers.markdown.lines import Excerpts

__all__ = [
    "NO_EXTRA",
    "ArxivRecord",
    "Author",
    "Extra",
    "Link",
    "Origin",
    "Paper",
    "abstract_of",
    "abstracts",
    "author_names",
    "keys",
    "listed_days",
    "names",
    "stored_text",
    "titles",
]


def _to_links(value: Link | str | Iterable[Link | str]) -> tuple[Link, ...]:
    return to_items(value, _to_link, (str, Link))


def _to_link(value: Any) -> Any:
    return Link(value) if isinstance(value, str) else value


def _to_authors(value: Author | str | Iterable[Author | str]) -> tuple[Author, ...]:
    return to_items(value, _to_author, (str, Author))


def _to_author(value: Any) -> Any:
    return Author(value) if isinstance(value, str) else value


def _to_names(value: Author | str | Iterable[Author | str]) -> tuple[str, ...]:
    if isinstance(value, str) and _SEVERAL_NAMES.search(value):
        raise InvalidValueError(
            f"Paper.listed_authors must be a sequence, one text for each author, got {show(value)}"
        )
    return to_items(value, _to_name, (str, Author))


def _to_name(value: Any) -> Any:
    return value.name if isinstance(value, Author) else to_text(value)


# The text between the names of several authors, or between a family name and a given name.
_SEVERAL_NAMES = re.compile(r"[,;&\n]|\b(?:and|et al)\b", re.IGNORECASE)


@public
@final
@attrs.frozen
class Author:
    """An author of a paper.

    Attributes:
        name: The name as printed, given name first.
        affiliations: The affiliations in the author's arXiv entry; most entries have none.
    """

    name: str = attrs.field(validator=check_text)
    affiliations: tuple[str, ...] = attrs.field(
        default=(), converter=to_texts, validator=check_texts, kw_only=True
    )

    def __str__(self) -> str:
        return self.name


@public
@final
@attrs.frozen
class Link:
    """A link of a listed paper.

    Attributes:
        url: The target, exactly as listed.
        label: The visible text; None for a bare address.
        listed_kind: The kind according to the column of a table, or to the template of a dialect,
            if neither target nor label determine it; else None.
    """

    url: str = attrs.field(validator=check_url)
    label: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text), kw_only=True
    )
    listed_kind: LinkKind | None = attrs.field(
        default=None, validator=optional(check_one_of(KINDS)), kw_only=True
    )

    @property
    def kind(self) -> LinkKind | None:
        """The kind of the target, according to the target, the label, or the list."""
        return kind_of(self.url, self.label) or self.listed_kind

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The arXiv identifier in the target, with the version if there is one; else None."""
        return lookup(self.url)


@final
class Extra(FrozenMapping[str, str]):
    """The cells of columns without a field of their own: an immutable, hashable mapping by header.

    Empty cells are omitted: a table can't distinguish them from missing cells.
    """

    __slots__ = ()

    def __init__(self, cells: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        mapping = dict_of(cells, "Paper.extra")
        for part in (*mapping, *mapping.values()):
            if not isinstance(part, str) or UNWRITABLE.search(part):
                raise InvalidValueError(
                    f"Paper.extra must map text to text without NUL or surrogates, got {show(part)}"
                )
        nonblank = {header: text for header, text in mapping.items() if text.strip()}
        if not all(map(str.strip, nonblank)):
            raise InvalidValueError("Paper.extra must have no blank header")
        super().__init__(nonblank)


public(Extra, "weeklypapers.typing")

NO_EXTRA = Extra()


def _to_extra(value: Mapping[str, str]) -> Extra:
    if isinstance(value, Extra):
        return value
    if not isinstance(value, Mapping):
        raise InvalidValueError(f"Paper.extra must be a mapping of text to text, got {show(value)}")
    return Extra(value)


@public
@final
@attrs.frozen(kw_only=True, repr=False)
class ArxivRecord:
    """The metadata of a paper on arXiv.

    Text is converted: an identifier, category or name of an author, and a time such as
    ``"2024-06-21T17:23:18Z"``.

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

    id: ArxivId = attrs.field(converter=to_arxiv_id, validator=check_versioned)
    title: str = attrs.field(validator=check_text)
    authors: tuple[Author, ...] = attrs.field(
        converter=_to_authors, validator=check_each_type(Author)
    )
    abstract: str = attrs.field(validator=check_text)
    published: datetime = attrs.field(converter=to_utc_time, validator=check_time)
    updated: datetime = attrs.field(converter=to_utc_time, validator=check_time)
    primary_category: Category = attrs.field(
        converter=to_category, validator=check_type(Category, "a Category, or its code or name")
    )
    categories: tuple[Category, ...] = attrs.field(
        converter=to_categories, validator=check_each_type(Category)
    )
    comment: str | None = attrs.field(default=None, validator=optional(check_text))
    journal_ref: str | None = attrs.field(default=None, validator=optional(check_text))
    doi: str | None = attrs.field(default=None, validator=optional(check_text))
    retrieved: datetime | None = attrs.field(
        default=None, eq=False, converter=to_utc_or_none, validator=optional(check_time)
    )

    def __repr__(self) -> str:
        return f"<ArxivRecord {self.id}: {quoted(self.title)}>"


def _to_row(text: str) -> str:
    # Not a validator, which would look up a text that is stored as a reference.
    check_kind("Origin.text", text, str, "text")
    return text


def _to_origins(value: Iterable[Origin]) -> tuple[Origin, ...]:
    return items_of(value, Origin, "Origin.others", "Origin.others")


@final
@attrs.frozen(kw_only=True, repr=False)
class Origin:
    """The place in a list from which a paper was read.

    As text, it is the file and the line, such as ``"list.md:12"``.

    Attributes:
        line: The line in the file, counted from 1.
        text: The raw row, without its line ending. An origin from a document holds a reference to
            it instead of a copy. It is empty if the list was read with ``keep_document=False``.
        columns: For each cell of the row, the field of `Paper` that it was read into, or its header
            in `Paper.extra`.
        file: The name of the file or URL; None for text without a name.
        template: The template that the entry follows; None if it is unknown.
        others: The places of the other entries, if `Papers.merge` joined several.
    """

    line: int = attrs.field(validator=check_integer)
    text: str = attrs.field(converter=_to_row)
    columns: tuple[str, ...] = attrs.field(converter=to_texts, validator=check_each_type(str))
    file: str | None = attrs.field(default=None, validator=optional(check_type(str, "text")))
    template: Template | None = attrs.field(
        default=None, validator=optional(check_type(Template, "a Template"))
    )
    others: tuple[Origin, ...] = attrs.field(default=(), converter=_to_origins)

    def __str__(self) -> str:
        return f"{self.file or '<text>'}:{self.line}"

    def __repr__(self) -> str:
        return f"<Origin {self}>"


public(Origin)  # not a decorator, since an annotation refers to the class itself


_text_slot: Any = vars(Origin)["text"]  # the descriptor of the stored value
stored_text: Callable[[Origin], str | Excerpts] = _text_slot.__get__


def _text_of(origin: Origin) -> str:
    """Return the text of an origin, which may be stored as a reference to the text of the list.

    A reference is the `Excerpts` of the list; the line is that of the origin. Copies, pickles and
    comparisons see only the text, so that they don't contain the list.
    """
    stored = stored_text(origin)
    return stored if isinstance(stored, str) else stored.at(origin.line)


type.__setattr__(Origin, "text", property(_text_of, _text_slot.__set__))


@public
@final
@attrs.frozen(kw_only=True, repr=False)
class Paper:
    """One listed paper.

    Text is converted: ``Paper(title="LongRAG", week="2024-06-30", category="cs.CL",
    links="https://arxiv.org/abs/2406.15319")``. Where a field has several values, a single one is
    enough.

    Attributes:
        title: The title as listed, on as many lines as it has there.
        week: The day that the list prints for the week. In a weekly table, it is the last Sunday.
            `week_ending` also covers papers that are listed with a day. The text of an ISO week,
            such as ``"2024-W26"``, means its Sunday.
        category: The subject as listed; a text that `Category.parse` accepts is converted.
        abstract: The abstract or summary as listed; blank text becomes None.
        links: The links of the row, in listed order; the text of an address is converted.
        listed_authors: The authors named by the list.
        more_authors: True if the list indicates further authors, such as by "et al.".
        listed_date: The day, month or year that the list gives for the paper itself: when it
            appeared, was read or was added. The week is the part of the list that contains it. A
            date, or text such as ``"2024-06"``, is converted.
        topics: The topics under which the paper is listed. A nested topic is written with its path,
            such as ``"Pre-training > Scaling"``.
        venue: The venue as listed.
        affiliation: The affiliation of the authors as listed.
        comment: Other remarks of the list.
        arxiv: arXiv's record; None for a paper that is not enriched.
        extra: The cells of columns without a field of their own, by header.
        origin: The row from which the paper was read; after `Papers.merge`, that of its first
            entry. It is ignored in comparisons and left out of JSON.

    Raises:
        InvalidValueError: A value has the wrong type or form; the message names the field.
    """

    title: str = attrs.field(validator=check_text)
    week: date | None = attrs.field(
        default=None, converter=to_day_or_none, validator=optional(check_day)
    )
    category: Category | None = attrs.field(
        default=None,
        converter=to_category_or_none,
        validator=optional(check_type(Category, "a Category, or its code or name")),
    )
    abstract: str | None = attrs.field(
        default=None, converter=blank_to_none, validator=optional(check_text)
    )
    links: tuple[Link, ...] = attrs.field(
        default=(), converter=_to_links, validator=check_each_type(Link)
    )
    listed_authors: tuple[str, ...] = attrs.field(
        default=(), converter=_to_names, validator=check_texts
    )
    more_authors: bool = attrs.field(default=False, validator=check_type(bool, "True or False"))
    listed_date: PartialDate | None = attrs.field(
        default=None,
        converter=to_partial_date,
        validator=optional(
            check_type(
                PartialDate, "a PartialDate, a date without a time, or text such as '2024-06'"
            )
        ),
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
    extra: Mapping[str, str] = attrs.field(
        default=NO_EXTRA, converter=_to_extra, validator=check_type(Extra, "a mapping of texts")
    )
    origin: Origin | None = attrs.field(
        default=None, eq=False, validator=optional(check_type(Origin, "an Origin"))
    )

    @classmethod
    def from_arxiv(cls, source: ArxivId | str | ArxivRecord, **fields: Any) -> Self:
        """Return the paper for an arXiv identifier, a link or a record; no request is made.

        An identifier gives the paper that `read` makes of it in a list of bare identifiers: the
        text is the title until the paper is enriched and made canonical. A record gives title,
        abstract, category and link, and becomes the record of the paper.

        >>> from weeklypapers import Paper
        >>> Paper.from_arxiv("2406.15319", week="2024-06-30").link
        Link(url='https://arxiv.org/abs/2406.15319', label=None, listed_kind=None)

        Args:
            source: An identifier, a text that `ArxivId.parse` accepts, or a record.
            fields: Other fields of the paper. They take precedence.

        Raises:
            InvalidValueError: `source` denotes no identifier, or a field is invalid.
        """
        if isinstance(source, ArxivRecord):
            values: dict[str, Any] = {
                "title": source.title,
                "abstract": source.abstract,
                "category": source.primary_category,
                "links": source.id.unversioned.abs_url,
                "arxiv": source,
            }
        else:
            arxiv_id = ArxivId.parse(source)  # or an error
            text = str(source).strip()
            values = {"title": text, "links": page_url(text) or arxiv_id.abs_url}
        return cls(**values | fields)

    @property
    def key(self) -> str:
        """The identity of the paper, which is equal for all its entries in all lists.

        It is ``"arxiv:2406.15319"``, the identifier without its version; else ``"url:"`` and the
        target of the link; else ``"title:"`` and the title without case, accents and repeated
        blanks. Links to code, videos and the like don't count, because papers may share them.
        `Papers.merge`, `Papers.diff` and `Papers.to_atom` compare papers by this key.

        >>> from weeklypapers import Paper
        >>> Paper(title="LongRAG", links="https://arxiv.org/pdf/2406.15319v2").key
        'arxiv:2406.15319'
        """
        if arxiv_id := self.arxiv_id:
            return f"arxiv:{arxiv_id.id}"
        if (link := self.link) and link.kind in ("paper", None):
            return f"url:{link.url}"
        return f"title:{fold(self.title)}"

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
        for link in self.links:
            if (arxiv_id := link.arxiv_id) is not None:
                return arxiv_id
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
    def origins(self) -> tuple[Origin, ...]:
        """The rows from which the paper was read, several if `Papers.merge` joined entries."""
        if self.origin is None or not self.origin.others:
            return (self.origin,) if self.origin else ()
        return (attrs.evolve(self.origin, others=()), *self.origin.others)

    @property
    def published(self) -> datetime | None:
        """The time of submission of the first version, according to arXiv's record."""
        return self.arxiv.published if self.arxiv else None

    @property
    def updated(self) -> datetime | None:
        """The time of submission of the record's version, according to arXiv's record."""
        return self.arxiv.updated if self.arxiv else None

    if TYPE_CHECKING:  # attrs writes it; without it, mypy rejects `"2406.15319" in papers`

        def __eq__(self, other: object) -> bool: ...

    def __hash__(self) -> int:
        # Equal papers have equal hashes, and few others do: more fields would only take time.
        return hash((self.title, self.week, self.links))

    def __repr__(self) -> str:
        named = f" {self.arxiv_id}" if self.arxiv_id else ""
        return f"<Paper{named}: {quoted(self.title)}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_markdown_(self) -> str:
        return display.markdown(self)


def keys(papers: Sequence[Paper]) -> list[str]:
    """Return the key of each paper; of a long list, in less time than `Paper.key`."""
    names = plain_names([paper.links[0].url if paper.links else "" for paper in papers])
    return [
        f"arxiv:{name}" if name else paper.key for name, paper in zip(names, papers, strict=True)
    ]


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


def abstract_of(paper: Paper) -> str | None:
    """Return the listed abstract, else arXiv's."""
    return next(iter(abstracts(paper)), None)


def author_names(paper: Paper) -> Sequence[str]:
    """Return the names of `Paper.authors`."""
    if paper.arxiv:
        return [author.name for author in paper.arxiv.authors]
    return paper.listed_authors


def names(paper: Paper) -> list[str]:
    """Return the names of the authors in the list, and in arXiv's record if there is one."""
    return [*paper.listed_authors, *author_names(paper)]
