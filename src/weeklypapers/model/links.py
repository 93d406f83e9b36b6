"""Kinds of links: a paper, its code, a talk about it, or a placeholder.

The address is more reliable than the label, so it decides first. Hosts are compared by whole labels
from the right, like DNS names (RFC 1034 section 3.1): ``www.arxiv.org`` belongs to ``arxiv.org``,
but ``arxiv.org.example.net`` and ``notarxiv.org`` don't. No function raises for a bad address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import quote, urlsplit

from weeklypapers.model._links import (
    BADGES,
    CLEAR_DOMAINS,
    DOMAINS,
    ENDINGS,
    FILES,
    FILLERS,
    KINDS,
    LABELS,
    LABELS_WITHOUT_KIND,
    NO_KINDS,
    OPEN_PLACES,
    PLACES,
    STEPS,
    LinkKind,
    TargetKinds,
)
from weeklypapers.model._publishers import ARTICLES
from weeklypapers.model.ids import lookup
from weeklypapers.model.text import remembering

__all__ = [
    "KINDS",
    "LinkKind",
    "describes_link",
    "iri",
    "is_anchor",
    "is_badge",
    "is_dead",
    "is_generic_label",
    "kind_of",
    "needs_scheme",
    "web_iri",
]

_HOSTS_WITH_PATHS = frozenset(place.partition("/")[0] for place in PLACES if "/" in place)
_KNOWN_HOSTS = frozenset(place.partition("/")[0] for place in PLACES) | BADGES

# --- Addresses ----------------------------------------------------------------------------------

# Scheme, host, port and path. Addresses with a user name, a backslash or a bracket before the path
# don't match: programs disagree about their host.
_ADDRESS = re.compile(
    r"(?:https?|ftp)://+(?P<host>[^/?#\\@:\[\]\s\0]+)(?::\d*)?(?P<path>/[^?#]*)?(?:[?#]|\Z)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,24}))\.?(?::\d+)?"
    r"(?P<rest>[/?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# Characters that are invalid in an IRI (RFC 3987 sections 2.2 and 4.1), including directional ones.
_NO_IRI = re.compile(
    '[\\s<>"{}|\\\\^`\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]'
)
_WRAPPED = " \t\r\n<>()[]{}\"'`"


@cache
def _dead() -> re.Pattern[str]:
    """Return the pattern of placeholders, compiled on first use because that is slow."""
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


@cache
def _article() -> re.Pattern[str]:
    """Return the pattern of paths that lead to articles on any host."""
    return re.compile(ARTICLES, re.VERBOSE | re.IGNORECASE | re.ASCII)


@remembering(16_384)  # each address is judged by several readers
def is_dead(url: str) -> bool:
    """Return whether the address is a placeholder, such as ``'#'``, ``'TBD'`` or ``'https://'``.

    >>> from weeklypapers.model.links import is_dead
    >>> [is_dead(url) for url in ("#", "todo", "https://arxiv.org/abs/xxxx.xxxxx", "docs/a.md")]
    [True, True, True, False]
    """
    return _dead().fullmatch(url.strip(_WRAPPED)) is not None


def is_anchor(url: str) -> bool:
    """Return whether the address is an anchor in the same document, such as ``'#section'``."""
    return url.lstrip().startswith("#") and not is_dead(url)


def is_badge(url: str) -> bool:
    """Return whether the address is the image of a badge or counter."""
    match = _ADDRESS.match(url.strip())
    if match is None:
        return False
    if not BADGES.isdisjoint(_domains(match["host"])):
        return True
    directory, _, name = (match["path"] or "").lower().rpartition("/")
    if not name.endswith((".svg", ".png")):
        return False
    return "badge" in name or not {"badge", "badges"}.isdisjoint(directory.split("/"))


def needs_scheme(url: str) -> bool:
    """Return whether the address of a site lacks its scheme.

    GitHub treats ``arxiv.org/abs/2406.15319`` as a file beside the document. A relative path such
    as ``docs/a.md`` doesn't begin with the name of a host, and needs no scheme.
    """
    url = url.strip()
    relative = url.startswith("//")
    match = _HOST.match(url.lstrip("/") if relative else url)
    if match is None:
        return False
    host, top = match["host"].lower(), match["top"].lower()
    if relative or host.startswith("www.") or not _KNOWN_HOSTS.isdisjoint(_domains(host)):
        return True
    if url.lower().endswith(FILES):  # a file in a folder with a dot in its name
        return False
    return top in (DOMAINS if match["rest"] else CLEAR_DOMAINS)


def _domains(host: str) -> list[str]:
    """Return the host and its parent domains."""
    labels = host.lower().rstrip(".").split(".")
    # A name has up to 127 labels (RFC 1035 section 2.3.4), but the known ones have few.
    labels = labels[-8:]
    return [".".join(labels[index:]) for index in range(len(labels))]


def iri(address: str) -> str:
    """Return an address as an IRI, with invalid characters percent-encoded."""
    return _NO_IRI.sub(lambda match: quote(match[0]), address)


def web_iri(url: str) -> str | None:
    """Return a web address as an IRI; None for other schemes and addresses without a host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an address with an open bracket in place of the host
        return None
    is_web = (
        parts.scheme in ("http", "https") and parts.hostname and not _NO_IRI.search(parts.netloc)
    )
    return iri(url) if is_web else None


# --- Kinds --------------------------------------------------------------------------------------

# arXiv addresses as nearly all lists write them, up to the first digits of the identifier.
_PLAIN_ARXIV = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/\d{4}", re.ASCII)


def kind_of(url: str, label: str | None = None) -> LinkKind | None:
    """Return the kind of a link from its target, or from its label if the target leaves it open.

    The label decides if the target is unknown, or if it may hold several kinds: the page of a
    project may be the demo, a PDF may contain slides, and a DOI may lead to data. A paper on arXiv
    or a repository on GitHub stays one. Placeholders, anchors and badges have no kind.

    >>> from weeklypapers.model.links import kind_of
    >>> kind_of("https://github.com/TIGER-AI-Lab/LongRAG", "Paper")
    'code'
    >>> kind_of("https://example.edu/long-rag", "Paper")
    'paper'

    Args:
        url: The target as listed, with or without a scheme.
        label: The text of the link, with or without markup.
    """
    if _PLAIN_ARXIV.match(url):
        return "paper"  # the most frequent case
    kind, others = _kinds_of_target(url)
    if label is None or not others:
        return kind
    labelled = _kind_of_label(label)
    return labelled if labelled in others else kind


@remembering(16_384)
def _kinds_of_target(url: str) -> TargetKinds:
    match = _ADDRESS.match(url)
    if match is None:
        return _kinds_without_scheme(url)
    host, path = match["host"].lower(), match["path"] or "/"
    place = _place_of(host, path)
    if place is None:
        return (None, NO_KINDS) if is_dead(url) or is_badge(url) else _kinds_of_words(host, path)
    kind = PLACES[place]
    if kind == "project":
        named, others = _kinds_of_words(host, path)
        return (kind, OPEN_PLACES[place]) if named is None or others is KINDS else (named, others)
    if kind == "code":
        in_repository = "/" in path.strip("/")  # after the name of its owner
        return _kinds_of_ending(path) or ((kind, NO_KINDS) if in_repository else (None, KINDS))
    if place.startswith("arxiv.org") and is_dead(url):  # as https://arxiv.org/abs/xxxx.xxxxx
        return None, NO_KINDS
    if path.endswith((".svg", ".png")) and is_badge(url):
        return None, NO_KINDS
    return kind, KINDS if kind is None else OPEN_PLACES.get(place, NO_KINDS)


def _kinds_without_scheme(url: str) -> TargetKinds:
    text = url.strip()
    if needs_scheme(text):
        return _kinds_of_target("https://" + text.lstrip("/"))
    if text != url:
        return _kinds_of_target(text)
    if lookup(text) is not None:
        return "paper", NO_KINDS
    if text.startswith("#") or is_dead(text):
        return None, NO_KINDS
    if _SCHEME.match(text):  # such as mailto:, or an ambiguous address
        return None, KINDS
    return _kinds_of_words("", re.split(r"[?#]", text)[0])


def _place_of(host: str, path: str) -> str | None:
    """Return the longest known place that contains the address, or None."""
    for name in _domains(host):
        if name in _HOSTS_WITH_PATHS:
            steps = path.lower().split("/", 4)[1:4]
            for count in range(len(steps), 0, -1):
                place = "/".join((name, *steps[:count]))
                if place in PLACES:
                    return place
        if name in PLACES:
            return name
    return None


def _kinds_of_ending(path: str) -> TargetKinds | None:
    _, dot, ending = path.rpartition(".")
    return ENDINGS.get(ending.lower()) if dot else None


def _kinds_of_words(host: str, path: str) -> TargetKinds:
    """Return the kinds that the ending of the path or words in the address show."""
    kinds = _kinds_of_ending(path)
    if kinds is not None:
        return kinds
    first, _, rest = host.partition(".")
    if first == "blog" or rest.endswith("blog"):
        return "blog", NO_KINDS
    if _article().search(path):
        return "paper", KINDS
    steps = (first, *path.lower().split("/"))
    return next((STEPS[step] for step in steps if step in STEPS), (None, KINDS))


# --- Labels -------------------------------------------------------------------------------------

_MOST_BLANKS = 8  # a label with more is a title
_MOST_WORDS = 4  # so is a part with more words, even if each is the word of a label
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*\))?")
_REMARK = re.compile(r"\([^()]*\)")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")  # as GitHub writes them, such as `:octocat:`
_TARGET = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_JOINT = re.compile(r"[&/|+,;·、]|\band\b|\bor\b|与|和|及")
_VERSION = re.compile(r"v?\d{1,4}", re.ASCII)
_BEFORE_REMARK = re.compile(r"[(:]")  # or before an emoji
_WORD = re.compile(r"[^\W_]+(?:\+\+)?")


def is_generic_label(label: str) -> bool:
    """Return whether a label is a word for a link, a number or an address, and not a title.

    >>> from weeklypapers.model.links import is_generic_label
    >>> [is_generic_label(label) for label in ("[PDF]", "here", "2406.15319", "Code Llama")]
    [True, True, True, False]
    """
    text = _visible(label).strip(_WRAPPED)
    if text.count(" ") > _MOST_BLANKS:
        return False
    if lookup(text) is not None or _ADDRESS.match(text) or (" " not in text and needs_scheme(text)):
        return True
    return _read_parts(text)[0]


@remembering(4096)
def _kind_of_label(label: str) -> LinkKind | None:
    """Return the kind of the first part of a label that has one."""
    text = _visible(label)
    kind = LABELS.get(text.lower())  # the most frequent case
    if kind is not None:
        return kind
    return "paper" if lookup(text.strip(_WRAPPED)) is not None else _read_parts(text)[1]


def describes_link(label: str) -> bool:
    """Return whether a label names a kind of link, or only fills the text around one.

    >>> from weeklypapers.model.links import describes_link
    >>> [describes_link(label) for label in ("Code", "online", "Google", "12")]
    [True, True, False, False]
    """
    return _kind_of_label(label) is not None or FILLERS.issuperset(label.lower().split())


def _visible(label: str) -> str:
    """Return the visible text of a label; for an image, its alternative text."""
    return _TARGET.sub(r"\1", _IMAGE.sub(r"\1", label)) if "[" in label else label


def _read_parts(text: str) -> tuple[bool, LinkKind | None]:
    """Return whether all parts of a joined label are generic, and the first kind of a part."""
    if _has_other_words(text):
        return False, None
    folded = unicodedata.normalize("NFKC", text[:200]).casefold()
    if ":" in folded:
        folded = _EMOJI.sub(" ", folded)
    if "(" in folded:  # such as `Paper (ICLR 2024)`
        without = _REMARK.sub(" ", folded)
        folded = without if _WORD.search(without) else folded
    whole = " ".join(_WORD.findall(folded))
    if whole in LABELS:
        return True, LABELS[whole]
    first: LinkKind | None = None
    for part in _JOINT.split(folded):
        is_generic, kind = _read_part(" ".join(_WORD.findall(part)))
        if not is_generic:
            return False, None
        first = first or kind
    return True, first


def _has_other_words(text: str) -> bool:
    """Return whether a text begins with words of which one is in no label, as titles do."""
    if not text.isascii():
        return False
    known = _label_words()
    for match in _WORD.finditer(_BEFORE_REMARK.split(text)[0].lower()):
        word = match[0]  # of a title, mostly the first one is in no label
        if word not in known and not (word.isdecimal() or _VERSION.fullmatch(word)):
            return True
    return False


@cache
def _label_words() -> frozenset[str]:
    """Return all words of generic labels, and those that join them."""
    known = (*LABELS, *LABELS_WITHOUT_KIND, *FILLERS, "and", "or")
    return frozenset(word for label in known for word in _WORD.findall(label))


def _read_part(part: str) -> tuple[bool, LinkKind | None]:
    """Return whether a part of a label is generic, and the kind of its longest ending with one.

    `arXiv paper` is a paper and `paper code` is code: the noun comes last in English and Chinese.
    """
    if part in LABELS:
        return True, LABELS[part]
    words = [word.removesuffix("链接").removesuffix("地址") for word in part.split()]
    words = [word for word in words if word and word not in FILLERS and not word.isdecimal()]
    is_generic = " ".join(words) in LABELS or (
        len(words) <= _MOST_WORDS
        and all(
            word in LABELS or word in LABELS_WITHOUT_KIND or _VERSION.fullmatch(word)
            for word in words
        )
    )
    if not is_generic:
        return False, None
    endings = (" ".join(words[begin:]) for begin in range(len(words)))
    return True, next((LABELS[ending] for ending in endings if ending in LABELS), None)
