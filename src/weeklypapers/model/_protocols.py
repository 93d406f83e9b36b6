"""The values that templates write: protocols, because papers themselves hold a template."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Protocol, runtime_checkable

from weeklypapers.model.ids import ArxivId

__all__ = ["LINK_UNIT", "LinkLike", "PaperLike", "Slot"]


LINK_UNIT = re.compile(r"(?P<link>\[label\]\(url\)|<url>)")
"""One link in the format of ``{links:…}``."""


class LinkLike(Protocol):
    """A link of a paper."""

    @property
    def url(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def arxiv_id(self) -> ArxivId | None: ...


@runtime_checkable
class PaperLike(Protocol):
    """The values of a paper that a template has holes for; every `Paper` has them.

    Most types are `Any`, because type checkers compare the descriptors of attrs with a property.
    """

    @property
    def title(self) -> str: ...
    @property
    def week(self) -> Any: ...
    @property
    def category(self) -> Any: ...
    @property
    def abstract(self) -> Any: ...
    @property
    def links(self) -> Any: ...
    @property
    def listed_authors(self) -> Any: ...
    @property
    def more_authors(self) -> Any: ...
    @property
    def listed_date(self) -> Any: ...
    @property
    def topics(self) -> Any: ...
    @property
    def venue(self) -> Any: ...
    @property
    def affiliation(self) -> Any: ...
    @property
    def comment(self) -> Any: ...
    @property
    def extra(self) -> Any: ...


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
