"""The values that templates write: protocols, because papers themselves hold a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId

__all__ = ["LinkLike", "PaperLike", "Slot"]


class LinkLike(Protocol):
    """A link of a paper."""

    @property
    def url(self) -> str: ...
    @property
    def label(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def arxiv_id(self) -> ArxivId | None: ...


class PaperLike(Protocol):
    """The values of a paper that a template has holes for; every `Paper` has them."""

    @property
    def title(self) -> str: ...
    @property
    def week(self) -> date | None: ...
    @property
    def category(self) -> Category | None: ...
    @property
    def abstract(self) -> str | None: ...
    @property
    def links(self) -> Sequence[LinkLike]: ...
    @property
    def listed_authors(self) -> Sequence[str]: ...
    @property
    def more_authors(self) -> bool: ...
    @property
    def listed_date(self) -> PartialDate | None: ...
    @property
    def topics(self) -> Sequence[str]: ...
    @property
    def venue(self) -> str | None: ...
    @property
    def affiliation(self) -> str | None: ...
    @property
    def comment(self) -> str | None: ...
    @property
    def extra(self) -> Mapping[str, str]: ...


class Slot(NamedTuple):
    """A hole, for its value.

    Attributes:
        role: The role of the hole.
        format: Its format.
        before: The text of the line directly before it, with the markup that opens there.
        after: The markup that closes directly after it.
        is_target: True if it is the address of a link.
    """

    role: str
    format: str | None = None
    before: str = ""
    after: str = ""
    is_target: bool = False
