"""arXiv identifiers, and links that contain them.

The two schemes are described in https://info.arxiv.org/help/arxiv_identifier.html: ``YYMM.number``
since April 2007 (four digits until December 2014, five from January 2015 on) and
``archive/YYMMNNN`` before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Self, SupportsIndex, final, overload
from urllib.parse import unquote, urlsplit

import attrs

from weeklypapers.model._public import public
from weeklypapers.model._text_values import TextValue
from weeklypapers.model.categories import OLD_ARCHIVES
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import remembering

__all__ = ["ArxivId", "bare_id", "claimed", "lookup", "page_url", "plain_names"]

_IDENTIFIER = re.compile(
    r"""
    (?: (?P<yymm>\d{4}) \. (?P<number>\d{4,5})
      | (?P<archive>[a-z]+(?:-[a-z]+)?) (?:\.[a-z]{2})? / (?P<old_yymm>\d{4}) (?P<old_number>\d{3})
    )
    (?: v (?P<version>[1-9]\d{0,2}) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# A bare identifier with its surroundings: the prefix of a citation, the suffix of a file, or the
# subject and day of the stamp on the first page.
_CITATION = re.compile(
    r"""
    (?:arxiv (?:\s*:\s* | \s+))?
    (?P<id>[^\s\[]+?) (?:\.pdf)?
    (?:\s* \[[\w.-]+\] (?:\s+ \d{1,2} \s [a-z]{3} \s \d{4})?)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

# Characters of a link that can hold the identifier. `urlsplit` keeps the texts that it divides.
_LONGEST_LINK = 1000
_DOI = re.compile(r"(?:doi\s*:\s*)?10\.48550/arxiv\.(?P<id>.+?)/*", re.IGNORECASE)
# For each host, the pages whose path ends with the identifier of a paper.
_ARXIV_PATH = r"(?:abs|pdf|html|ps|format|src|e-print|tb)|ftp/arxiv/papers/\d{4}"
_PATHS = {
    "arxiv.org": _ARXIV_PATH,
    "xxx.lanl.gov": _ARXIV_PATH,
    "ar5iv.org": r"abs|html|pdf",
    "alphaxiv.org": r"abs|pdf|html|overview",
    "huggingface.co": r"papers",
    "hf.co": r"papers",
}
_DOI_HOSTS = ("doi.org", "dx.doi.org")
# Nearly all links to papers, with identifiers that arXiv can have assigned. They are recognised
# without taking the address apart, which takes ten times as long.
_PLAIN_LINK = r"""
    https?://arxiv\.org/(?:abs|pdf)/
    (
        (?:0[89]|1[0-4]) (?:0[1-9]|1[0-2]) \. \d{4}
      | (?:1[5-9]|[2-8]\d) (?:0[1-9]|1[0-2]) \. \d{5}
    )
    (?:v (?P<version>[1-9]\d{0,2}) )? (?:\.pdf)?
"""
_LINK = re.compile(_PLAIN_LINK, re.VERBOSE | re.ASCII)
_LINKS = re.compile(
    rf"^ (?: {_PLAIN_LINK.replace('?P<version>', '?:')} | .* ) $",
    re.VERBOSE | re.ASCII | re.MULTILINE,
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
# ASCII words of running text or Markdown. A link is one word, so that no part of a foreign address
# is read as an identifier. It ends where the next link begins. Control characters divide words.
_WORD = r"""
    (?i:https?):// (?: (?!(?i:https?)://) [^\x00-\x20<>"`|)\]}\x80-\U0010ffff] )+
    | [^\x00-\x20<>"`|()\[\]{}'*,;\x80-\U0010ffff]+
"""


def _time_of(identifier: str) -> tuple[int, int, str, str]:
    """Return the sort key of an identifier: year and month of submission, archive, number."""
    archive, _, number = identifier.rpartition("/")
    year = int(number[:2])
    return year + (1900 if year > 90 else 2000), int(number[2:4]), archive, number


@public
@final
@attrs.frozen(init=False, eq=False, repr=False)
class ArxivId(TextValue):
    """The identifier of a paper on arXiv, with or without a version.

    It is the text that it prints as: it equals, hashes, formats and is encoded in JSON like
    ``"2406.15319"``, or ``"2406.15319v2"`` with a version. Identifiers are ordered by month of
    submission, archive, number and version.

    >>> from weeklypapers import ArxivId
    >>> ArxivId("https://arxiv.org/abs/2406.15319v2") == "2406.15319v2"
    True

    Args:
        id: The identifier, such as ``"2406.15319"``, ``"2406.15319v2"`` or ``"quant-ph/0201082"``,
            or another text that `parse` accepts, such as a link.
        version: The version, if `id` does not contain it.

    Attributes:
        id: The identifier without its version.
        version: The version, counted from 1; None if it is not specified.

    Raises:
        InvalidValueError: The text denotes no identifier that arXiv can have assigned.
    """

    id: str
    version: int | None = None

    def __new__(
        cls,
        id: str,  # noqa: A002 - arXiv's word
        *,
        version: int | None = None,
    ) -> Self:
        """Return the identifier in a text; see the class."""
        if not isinstance(id, str):
            raise InvalidValueError(_expected(id, "not a string"))
        is_bare = _IDENTIFIER.fullmatch(id) is not None  # the most frequent case
        name, own_version = _split_identifier(id if is_bare else _identifier_in(id.strip()))
        if version is not None and (type(version) is not int or not 1 <= version <= 999):
            raise InvalidValueError(
                f"ArxivId.version must be a number from 1 to 999, got {show(version)}"
            )
        if version is not None and own_version not in (None, version):
            raise InvalidValueError(f"ArxivId.id: {show(id)} is not version {version}")
        return cls._of(name, version or own_version)

    if TYPE_CHECKING:  # for attrs.evolve

        def __init__(self, id: str, *, version: int | None = None) -> None: ...  # noqa: A002

    @classmethod
    def _of(cls, name: str, version: int | None) -> Self:
        """Return the value for a valid identifier without version, and its version."""
        self = str.__new__(cls, f"{name}v{version}" if version else name)
        _set_id(self, name)  # faster than object.__setattr__, for long lists
        _set_version(self, version)
        return self

    @classmethod
    def parse(cls, text: str | ArxivId) -> ArxivId:
        """Return the identifier that the whole `text` denotes.

        Accepted are a bare identifier, one with the prefix ``arXiv:``, arXiv's DOI, and links to
        the paper on arxiv.org, its mirrors, ar5iv, alphaXiv and Hugging Face. Case, query and
        fragment are ignored.

        Raises:
            InvalidValueError: `text` denotes no identifier; the message gives the reason.
        """
        return text if isinstance(text, ArxivId) else cls(text)

    # Text has a method of this name, too. A call on the class passes the searched text as `self`.
    @overload
    def find(self: str, /) -> ArxivId | None: ...
    @overload
    def find(
        self: str,
        sub: str,
        start: SupportsIndex | None = None,
        end: SupportsIndex | None = None,
        /,
    ) -> int: ...
    def find(
        self: str,
        sub: str | None = None,
        start: SupportsIndex | None = None,
        end: SupportsIndex | None = None,
        /,
    ) -> ArxivId | int | None:
        """Return the first identifier among the words and links of a text, or None.

        It is called on the class: ``ArxivId.find("see arXiv:2406.15319")``. On an identifier, it is
        `str.find`.

        Raises:
            InvalidValueError: The argument is not a text.
        """
        if sub is not None:
            return str.find(self, sub, start, end)
        if not isinstance(self, str):
            raise InvalidValueError(f"ArxivId.find requires a text, got {show(self)}")
        return next(ArxivId.find_all(self), None)

    @classmethod
    def find_all(cls, text: str) -> Iterator[ArxivId]:
        """Yield every identifier among the words and links of `text`, with repetitions.

        Raises:
            InvalidValueError: `text` is not a text.
        """
        if not isinstance(text, str):
            raise InvalidValueError(f"ArxivId.find_all requires a text, got {show(text)}")
        for word in re.findall(_WORD, text, re.VERBOSE | re.ASCII):
            if arxiv_id := lookup(word.rstrip(".,:;!?_*~'").lstrip("_~")):
                yield arxiv_id

    @property
    def unversioned(self) -> Self:
        """The identifier without its version."""
        return self._of(self.id, None) if self.version else self

    @property
    def abs_url(self) -> str:
        """The address of the abstract page, for this version if there is one."""
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        """The address of the PDF, for this version if there is one."""
        return f"https://arxiv.org/pdf/{self}"

    @property
    def doi(self) -> str:
        """The DOI that arXiv registers for the paper, without a version."""
        return f"10.48550/arXiv.{self.id}"

    @property
    def year(self) -> int:
        """The year of submission."""
        return _time_of(self.id)[0]

    @property
    def month(self) -> int:
        """The month of submission, 1 to 12."""
        return _time_of(self.id)[1]

    def _place(self) -> tuple[tuple[int, int, str, str], int]:
        return _time_of(self.id), self.version or 0

    def __repr__(self) -> str:
        return f"ArxivId({str(self)!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self),)


_set_id, _set_version = (vars(ArxivId)[name].__set__ for name in ("id", "version"))


@remembering(16_384)
def lookup(text: str) -> ArxivId | None:
    """Return the identifier that the whole `text` denotes, or None."""
    if link := _LINK.fullmatch(text):
        return ArxivId._of(link[1], int(link[2]) if link[2] else None)
    try:
        return bare_id(_identifier_in(text))
    except InvalidValueError:
        return None


def plain_names(urls: Sequence[str]) -> list[str]:
    """Return the identifiers in links of the most frequent form, without versions; "" for others.

    Args:
        urls: Addresses without line breaks.
    """
    names: list[str] = _LINKS.findall("\n".join(urls)) if urls else []
    return names


def bare_id(text: str) -> ArxivId:
    """Return the identifier for its own form, without blanks, prefix or link.

    Raises:
        InvalidValueError: The text has another form, or arXiv can't have assigned the identifier.
    """
    return ArxivId._of(*_split_identifier(text))


def page_url(text: str) -> str | None:
    """Return the address of the paper that a text denotes, or None if it has no identifier.

    A web address is returned unchanged. Otherwise, the result is that of the abstract page.
    """
    if arxiv_id := lookup(text):
        return text if _SCHEME.match(text) else arxiv_id.abs_url
    return None


def claimed(url: str) -> str | None:
    """Return the text in the place of the identifier in a link to a paper's page, or None."""
    return _identifier_in_link(url.strip())


def _identifier_in(text: str) -> str:
    """Return the text in the place of the identifier, whether or not it is valid."""
    if "/" in text:
        doi = _DOI.fullmatch(text)
        linked = doi["id"] if doi else _identifier_in_link(text)
        if linked is not None:
            return linked
    citation = _CITATION.fullmatch(text)
    return citation["id"] if citation else text


def _identifier_in_link(text: str) -> str | None:
    try:
        text = text[:_LONGEST_LINK]
        url = urlsplit(text if _SCHEME.match(text) else f"https://{text.lstrip('/')}")
        host = (url.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:  # not an address, such as one with an open bracket in place of the host
        return None
    # Programs disagree about the host of an address with one of these.
    if "@" in url.netloc or "\\" in url.netloc:
        return None
    path = unquote(url.path).strip()
    if host in _DOI_HOSTS:
        doi = _DOI.fullmatch(path.lstrip("/"))
        return doi["id"] if doi else None
    host = "arxiv.org" if host.endswith(".arxiv.org") else host
    match = _pages_of(host).fullmatch(path) if host in _PATHS else None
    return match["id"] if match else None


@cache
def _pages_of(host: str) -> re.Pattern[str]:
    """Return the pattern of the paths of papers, compiled for the hosts of a list only."""
    return re.compile(
        rf"/+(?:{_PATHS[host]})/+\s*(?:arxiv:)?(?P<id>[^/]+?(?:/\d{{7}}[^/]*?)?)(?:\.pdf)?/*",
        re.IGNORECASE,
    )


def _split_identifier(text: str) -> tuple[str, int | None]:
    match = _IDENTIFIER.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise InvalidValueError(_expected(text))
    reason = _reason_against(match)
    if reason:
        raise InvalidValueError(_expected(text, reason))
    version = int(match["version"]) if match["version"] else None
    if match["archive"]:
        return f"{match['archive'].lower()}/{match['old_yymm']}{match['old_number']}", version
    return f"{match['yymm']}.{match['number']}", version


def _reason_against(match: re.Match[str]) -> str | None:
    """Return the reason why arXiv can't have assigned the identifier, or None."""
    yymm = match["yymm"] or match["old_yymm"]
    if not 1 <= int(yymm[2:]) <= 12:
        return f"there is no month {yymm[2:]}"
    if match["archive"]:
        if match["archive"].lower() not in OLD_ARCHIVES:
            return f"arXiv had no archive {match['archive']!r}"
        if not (yymm >= "9101" or yymm <= "0703"):
            return "identifiers with an archive ended in March 2007"
        return None
    if not "0704" <= yymm < "9101":
        return "identifiers without an archive began in April 2007"
    digits = 4 if yymm <= "1412" else 5
    if len(match["number"]) != digits:
        return f"numbers of that month have {digits} digits"
    return None


def _expected(got: object, reason: str | None = None) -> str:
    return (
        "expected an arXiv identifier or a link to one, such as '2406.15319v2', "
        f"'quant-ph/0201082' or 'https://arxiv.org/abs/2406.15319'; got {show(got)}"
        + (f": {reason}" if reason else "")
    )
