"""What an address leads to: a paper, its code, a talk about it, a place-holder.

The address tells more reliably than the label that a list gives it, so it is asked first. Hosts are
compared by whole labels from the right, as DNS names are read (RFC 1034 section 3.1):
``www.arxiv.org`` is a host of ``arxiv.org``, ``arxiv.org.example.net`` and ``notarxiv.org`` aren't.
Nothing here raises, whatever the address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from weeklypapers.model._links import (
    _BADGES,
    _EMPTY_LABELS,
    _ENDINGS,
    _FILL,
    _HOSTS,
    _LABELS,
    _NO_KIND,
    _NO_KINDS,
    _OPEN,
    _SEGMENTS,
    KINDS,
    LinkKind,
    _Told,
    _words,
)
from weeklypapers.model.ids import lookup

__all__ = [
    "KINDS",
    "LinkKind",
    "iri",
    "is_anchor",
    "is_badge",
    "is_dead",
    "is_generic_label",
    "kind_of",
    "needs_scheme",
    "web_iri",
]


# What an IRI can't hold (RFC 3987 sections 2.2 and 4.1), formatting of direction included.
_NO_IRI = re.compile(
    '[\\s<>"{}|\\\\^`\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]'
)


# -- Data: hosts -------------------------------------------------------------------------------


# -- Data: labels ------------------------------------------------------------------------------


def _by_host() -> dict[str, LinkKind | None]:
    told: dict[str, LinkKind | None] = {
        place: kind for kind, places in _HOSTS.items() for place in places.split()
    }
    return told | dict.fromkeys(_NO_KIND.split())


def _by_label() -> dict[str, LinkKind]:
    return {label.strip(): kind for kind, labels in _LABELS.items() for label in labels.split("|")}


# Both a host alone and a host with the beginning of its paths, as `nature.com/articles`.
_PLACES = _by_host()
_WITH_PATHS = frozenset(place.partition("/")[0] for place in _PLACES if "/" in place)
_KNOWN_HOSTS = frozenset(place.partition("/")[0] for place in _PLACES) | _BADGES
_KIND_OF_LABEL = _by_label()

# -- Addresses ---------------------------------------------------------------------------------

# Scheme, host, port and path. What has a user's name, a backslash or a bracket before its path is
# told nothing of: programs don't agree what its host is.
_ADDRESS = re.compile(
    r"(?:https?|ftp)://+(?P<host>[^/?#\\@:\[\]\s\0]+)(?::\d*)?(?P<path>/[^?#]*)?(?:[?#]|\Z)",
    re.IGNORECASE,
)
_MOST_WORDS = 8  # a label of more is a title
# Addresses of arXiv's as nearly all lists write them, up to the identifier's first digits.
_PLAIN_ARXIV = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/\d{4}", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,24}))\.?(?::\d+)?"
    r"(?P<rest>[/?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# Top-level domains that such addresses have, but for those that are endings of files, too:
# md, py, sh, rs, pl, ps, cc, ml, zip, mov.
_TOPS = _words(
    """
    com org net edu gov io ai co cn uk de fr jp kr tw hk sg in eu ca au ch nl se at be it es ru br
    us dev app info me xyz tech page site online blog press science pub google live space studio
    cloud host chat top art world social news
    """
)
# Endings of files that lists keep beside themselves.
_FILES = (".md", ".markdown", ".txt", ".ipynb", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".bib")
_CLEAR_TOPS = _TOPS & _words("com org net edu gov io cn")

_WRAPPED = " \t\r\n<>()[]{}\"'`"


@cache
def _dead() -> re.Pattern[str]:
    """What place-holders look like; compiled when it is first asked for, since that takes time."""
    return re.compile(
        r"""
        [\W_]* | (?:https?|ftp):?/* (?:www\.?)? | (?:javascript|about) : .* | void\(.* | data:,?
        | tb[adc] | todo | to[ _-]?do | href | n/?a | none | null | nil | nan | undefined | unknown
        | (?:coming[\W_]*)? soon | placeholder
        | (?:your|insert)[\W_](?:link|url|paper|code|repo|project|here)\b.*
        | (?:https?://)? (?:links?|urls?|tbd|todo|placeholder) (?:[\W_](?:here|to[\W_].*))? /*
        | (?:https?://)? (?:paper|code|pdf|arxiv|github|project|demo|website|video)
          (?:[\W_](?:link|url))?
        | (?:https?://)? (?:www\.)? x{2,} (?:\.com|\.xxx)?
          (?:[/?\#].*)?
        | (?:https?://)? (?:www\.)? arxiv\.org /(?:abs|pdf) (?:/[x.?]*)?
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def is_dead(url: str) -> bool:
    """Whether it is a place-holder that leads nowhere: ``''``, ``'#'``, ``'TBD'``, ``'https://'``.

    >>> from weeklypapers.model.links import is_dead
    >>> [is_dead(url) for url in ("#", "todo", "https://arxiv.org/abs/xxxx.xxxxx", "docs/a.md")]
    [True, True, True, False]
    """
    return _dead().fullmatch(url.strip(_WRAPPED)) is not None


def is_anchor(url: str) -> bool:
    """Whether it leads to another place in the same document, as ``'#section'`` does."""
    return url.lstrip().startswith("#") and not is_dead(url)


def is_badge(url: str) -> bool:
    """Whether it is the image of a badge or of a counter, not a page to read."""
    match = _ADDRESS.match(url.strip())
    if match is None:
        return False
    if any(host in _BADGES for host in _hosts(match["host"])):
        return True
    directory, _, name = (match["path"] or "").lower().rpartition("/")
    if not name.endswith((".svg", ".png")):
        return False
    return "badge" in name or not {"badge", "badges"}.isdisjoint(directory.split("/"))


def needs_scheme(url: str) -> bool:
    """Whether it is the address of a site, but for its scheme.

    GitHub takes ``arxiv.org/abs/2406.15319`` for a file beside the document. A relative path such
    as ``docs/a.md`` begins with no name that could be a host's, and needs none.
    """
    url = url.strip()
    relative = url.startswith("//")
    match = _HOST.match(url.lstrip("/") if relative else url)
    if match is None:
        return False
    host, top = match["host"].lower(), match["top"].lower()
    if relative or host.startswith("www.") or any(name in _KNOWN_HOSTS for name in _hosts(host)):
        return True
    if url.lower().endswith(_FILES):  # in a folder whose name has a dot
        return False
    return top in (_TOPS if match["rest"] else _CLEAR_TOPS)


def _hosts(host: str) -> list[str]:
    """The host and the domains that it is in, but for the last one."""
    labels = host.lower().rstrip(".").split(".")
    # A name has at most 127 labels (RFC 1035 section 2.3.4), and known ones have few.
    labels = labels[-8:]
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


# -- Kinds -------------------------------------------------------------------------------------


def kind_of(url: str, label: str | None = None) -> LinkKind | None:
    """What a link leads to, told by its target first and by its label second.

    A label decides where the target tells nothing, and where the target holds several things: a
    page of a project may be the demo, a PDF may be of slides. Place-holders, anchors and badges
    are of no kind, whatever their label.

    >>> from weeklypapers.model.links import kind_of
    >>> kind_of("https://github.com/TIGER-AI-Lab/LongRAG", "Paper")
    'code'
    >>> kind_of("https://example.edu/long-rag", "Paper")
    'paper'

    Args:
        url: The target as listed; its scheme may be missing.
        label: The text of the link, with its markup or without.
    """
    if _PLAIN_ARXIV.match(url):
        return "paper"  # as most are
    return _kind_of(url, label)


@lru_cache(maxsize=16_384)
def _kind_of(url: str, label: str | None) -> LinkKind | None:
    kind, others = _told_by(url)
    if label is None or not others:
        return kind
    said = _said_by(label)
    return said if said in others else kind


def is_generic_label(label: str) -> bool:
    """Whether a label is only a word for a link, a number or an address, so no title of a paper.

    >>> from weeklypapers.model.links import is_generic_label
    >>> [is_generic_label(label) for label in ("[PDF]", "here", "2406.15319", "Code Llama")]
    [True, True, True, False]
    """
    text = _shown(label).strip(_WRAPPED)
    if text.count(" ") > _MOST_WORDS:
        return False
    if lookup(text) is not None or _ADDRESS.match(text) or (" " not in text and needs_scheme(text)):
        return True
    return all(map(_is_generic, _parts(text)))


def _told_by(url: str) -> _Told:
    match = _ADDRESS.match(url)
    if match is None:
        return _told_without_scheme(url)
    host, path = match["host"].lower(), match["path"] or "/"
    place = _place_of(host, path)
    if place is None:
        return (None, _NO_KINDS) if is_dead(url) or is_badge(url) else _told_by_words(host, path)
    kind = _PLACES[place]
    if kind == "project":
        told, others = _told_by_words(host, path)
        return (kind, _OPEN[place]) if told is None or others is KINDS else (told, others)
    if kind == "code" and not _is_repository(path):
        return _told_by_ending(path) or (None, KINDS)
    if kind == "code":
        return _told_by_ending(path) or (kind, _NO_KINDS)
    if place.startswith("arxiv.org") and is_dead(url):  # as https://arxiv.org/abs/xxxx.xxxxx
        return None, _NO_KINDS
    if path.endswith((".svg", ".png")) and is_badge(url):
        return None, _NO_KINDS
    return kind, KINDS if kind is None else _OPEN.get(place, _NO_KINDS)


def _told_without_scheme(url: str) -> _Told:
    text = url.strip()
    if needs_scheme(text):
        return _told_by("https://" + text.lstrip("/"))
    if text != url:
        return _told_by(text)
    if lookup(text) is not None:
        return "paper", _NO_KINDS
    if text.startswith("#") or is_dead(text):
        return None, _NO_KINDS
    if _SCHEME.match(text):  # such as mailto:, or an address that can't be told apart
        return None, KINDS
    return _told_by_words("", re.split(r"[?#]", text, maxsplit=1)[0])


def _place_of(host: str, path: str) -> str | None:
    """The longest known name of where it is."""
    for name in _hosts(host):
        if name in _WITH_PATHS:
            steps = path.lower().split("/", 4)[1:4]
            for count in range(len(steps), 0, -1):
                place = "/".join((name, *steps[:count]))
                if place in _PLACES:
                    return place
        if name in _PLACES:
            return name
    return None


def _is_repository(path: str) -> bool:
    """Whether a path on a host of code has more than the name of its owner."""
    return "/" in path.strip("/")


def _told_by_ending(path: str) -> _Told | None:
    return _ENDINGS.get(path[-6:].rpartition(".")[2].lower()) if "." in path[-6:] else None


def _told_by_words(host: str, path: str) -> _Told:
    told = _told_by_ending(path)
    if told is not None:
        return told
    first, _, rest = host.partition(".")
    if first == "blog" or rest.endswith("blog"):
        return "blog", _NO_KINDS
    steps = path.lower().split("/")
    named = [_SEGMENTS[step] for step in (first, *steps) if step in _SEGMENTS]
    return named[0] if named else (None, KINDS)


# -- Labels ------------------------------------------------------------------------------------

_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*\))?")
_REMARK = re.compile(r"\([^()]*\)")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")  # as GitHub writes them, such as `:octocat:`
_TARGET = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_JOINT = re.compile(r"[&/|+,;·、]|\band\b|\bor\b|与|和|及")
_VERSION = re.compile(r"v?\d{1,4}", re.ASCII)
_WORD = re.compile(r"[^\W_]+(?:\+\+)?")


def _shown(label: str) -> str:
    """The text that a label shows: of an image what stands for it."""
    return _TARGET.sub(r"\1", _IMAGE.sub(r"\1", label)) if "](" in label else label


@lru_cache(maxsize=4096)
def _said_by(label: str) -> LinkKind | None:
    """The kind of the first part of a label that says one."""
    text = _shown(label)
    kind = _KIND_OF_LABEL.get(text.lower())  # as nearly all are
    if kind is not None:
        return kind
    if lookup(text.strip(_WRAPPED)) is not None:
        return "paper"
    parts = _parts(text)
    if not all(map(_is_generic, parts)):
        return None
    for part in parts:
        kind = _kind_of_part(part)
        if kind is not None:
            return kind
    return None


def _parts(text: str) -> list[str]:
    """What is joined in a label, each part without case, emoji and punctuation."""
    folded = unicodedata.normalize("NFKC", text[:200]).casefold()
    if ":" in folded:
        folded = _EMOJI.sub(" ", folded)
    if "(" in folded:  # as in `Paper (ICLR 2024)`
        without = _REMARK.sub(" ", folded)
        folded = without if _WORD.search(without) else folded
    whole = " ".join(_WORD.findall(folded))
    if whole in _KIND_OF_LABEL:
        return [whole]
    return [" ".join(_WORD.findall(part)) for part in _JOINT.split(folded)]


def _kind_of_part(part: str) -> LinkKind | None:
    """The kind that a part names: whole, or in its last words that name one.

    `arXiv paper` is a paper, `paper code` code: what is named stands last, in English as in
    Chinese.
    """
    kind = _KIND_OF_LABEL.get(part)
    if kind is not None:
        return kind
    words = _content(part)
    for begin in range(len(words)):
        kind = _KIND_OF_LABEL.get(" ".join(words[begin:]))
        if kind is not None:
            return kind
    return None


def _content(part: str) -> list[str]:
    """The words of a part that aren't fillers or numbers."""
    words = [word.removesuffix("链接").removesuffix("地址") for word in part.split()]
    return [word for word in words if word and word not in _FILL and not word.isdecimal()]


def _is_generic(part: str) -> bool:
    words = _content(part)
    if not words or part in _KIND_OF_LABEL or " ".join(words) in _KIND_OF_LABEL:
        return True
    # More words than that are a title, though each were such a word.
    return len(words) <= 4 and all(
        word in _KIND_OF_LABEL or word in _EMPTY_LABELS or _VERSION.fullmatch(word)
        for word in words
    )


def iri(address: str) -> str:
    """An address as an IRI, what can't stand in one percent-encoded."""
    return _NO_IRI.sub(lambda match: quote(match[0]), address)


def web_iri(url: str) -> str | None:
    """The address as an IRI, if it is one of the web that names a host; else None."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an open bracket in place of the host
        return None
    is_web = (
        parts.scheme in ("http", "https") and parts.hostname and not _NO_IRI.search(parts.netloc)
    )
    return iri(url) if is_web else None
