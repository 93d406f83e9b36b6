"""The subjects of arXiv's category taxonomy, https://arxiv.org/category_taxonomy.

The codes and names are in `_taxonomy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias, final

import attrs

from weeklypapers.model import _taxonomy as data
from weeklypapers.model._public import public
from weeklypapers.model._text_values import TextValue
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import remembering

__all__ = [
    "AREA_NAMES",
    "CATEGORIES",
    "OLD_ARCHIVES",
    "Area",
    "Category",
    "categories_in",
    "suggest",
]


_Values: TypeAlias = dict[str, str | None]
"""The arguments of a category by name."""


class _Facts(NamedTuple):
    """The entry of one code in the taxonomy."""

    name: str
    group: str
    archive: str


# Labels omit this archive, as the weekly lists do.
_UNPREFIXED = "Computer Science"

_ARCHIVES = {code: (group, archive) for code, archive, group, _ in data.ARCHIVES}
_FACTS = {code: _Facts(name, *_ARCHIVES[code.partition(".")[0]]) for code, name in data.CATEGORIES}
_RANKS = {code: rank for rank, code in enumerate(_FACTS)}


def _facts(code: object) -> _Facts:
    if not isinstance(code, str):
        raise InvalidValueError(
            f"expected a code of an arXiv category, such as 'cs.CL', or None, got {show(code)}"
        )
    facts = _FACTS.get(code)
    if facts is None:
        near = suggest(code)
        hint = f"; did you mean {str(Category.parse(near))!r}?" if near else ""
        raise InvalidValueError(f"arXiv has no category with the code {show(code)}{hint}")
    return facts


@final
@attrs.frozen(init=False, eq=False, repr=False, kw_only=True, match_args=False)
class Category(TextValue):
    """A subject of arXiv's taxonomy, or a subject of a list that is not in the taxonomy.

    It is made from any text that `parse` accepts, or from its code: name, group and archive follow
    from it, and other values are rejected. If several codes denote the same subject, the category
    has the code that arXiv prefers.

    A category is the text that it prints as, its code: it equals, hashes, formats and is encoded in
    JSON like ``"cs.CL"``. A subject outside the taxonomy is its name.

    Categories are ordered as on https://arxiv.org/category_taxonomy. Subjects outside the taxonomy
    come last, by name.

    All attributes follow from the text, so `attrs.evolve` can't replace the code of a category: it
    would keep the name of the old one. ``Category("cs.LG")`` is the other category.

    >>> from weeklypapers import Category
    >>> Category("cs.CL")
    Category('cs.CL')
    >>> Category("cs.CL") == "cs.CL"
    True
    >>> Category("Audio and Speech Processing").label
    'Electrical Engineering and Systems Science > Audio and Speech Processing'
    >>> Category("Prompt Engineering")
    Category('Prompt Engineering')

    Args:
        text: A code, a name or a label, as for `parse`. It is the only argument; without it, each
            attribute is an argument with its own name.

    Attributes:
        code: arXiv's code, such as ``'cs.CL'``; None for a subject outside the taxonomy.
        name: arXiv's name, without the name of the archive; the name as listed if there is no code.
        group: The group of archives, such as ``'Physics'``; None without a code.
        archive: The name of the archive as on an abstract page, such as ``'Astrophysics'``; None
            without a code.

    Raises:
        InvalidValueError: arXiv has no such code; the name, group or archive is not that of the
            code; or a name without a code is blank, padded, or known to `parse`.
    """

    code: str | None = None
    name: str
    group: str | None = None
    archive: str | None = None

    def __new__(
        cls,
        text: str | None = None,
        *,
        code: str | None = None,
        name: str | None = None,
        group: str | None = None,
        archive: str | None = None,
    ) -> Category:
        """Return the category for a text or for its parts; see the class."""
        facts = {"code": code, "name": name, "group": group, "archive": archive}
        if text is not None:
            return _named(text, facts)
        return cls._of(_unlisted(name, group, archive) if code is None else _listed(code, facts))

    if TYPE_CHECKING:  # for attrs.evolve

        def __init__(
            self,
            text: str | None = None,
            *,
            code: str | None = None,
            name: str | None = None,
            group: str | None = None,
            archive: str | None = None,
        ) -> None: ...

    @classmethod
    def _of(cls, values: _Values) -> Self:
        """Return the value for valid parts."""
        self = str.__new__(cls, values["code"] or values["name"])
        for field, value in values.items():
            object.__setattr__(self, field, value)
        return self

    @property
    def label(self) -> str:
        """The subject as printed on arXiv's abstract pages and in weekly tables.

        The form is ``archive > name``. It is the name alone if the archive has no subdivisions,
        and for the subjects of computer science.
        """
        if self.archive in {None, self.name, _UNPREFIXED}:
            return self.name
        return f"{self.archive} > {self.name}"

    @property
    def is_active(self) -> bool:
        """True if arXiv accepts new papers for the subject; False outside the taxonomy."""
        return self.code is not None and self.code not in data.RETIRED

    @classmethod
    def parse(cls, text: str) -> Category:
        """Return the category that a text names.

        Case and the width of white space are ignored. Accepted are codes, names and labels; a name
        after its archive or group; a name with its code in parentheses, as in arXiv's listings; and
        codes that arXiv has replaced: ``'cs.SY'`` gives ``eess.SY``, ``'cmp-lg'`` gives ``cs.CL``.

        A name shared by several subjects means the one with that label: ``'Machine Learning'`` is
        ``cs.LG``, because ``stat.ML`` is labelled ``'Statistics > Machine Learning'``. The name of
        a whole archive, such as ``'Economics'``, does not name a subject.

        Args:
            text: A code, a name or a label.

        Returns:
            The category, the same object each time. If the text names no subject or several, the
            result has no code, and its name is the stripped text.

        Raises:
            InvalidValueError: The text is blank or not a string.
        """
        return _parse(str(_require_text(text)))

    def _place(self) -> tuple[int, str]:
        return (len(_RANKS) if self.code is None else _RANKS[self.code]), self.name

    def __repr__(self) -> str:
        return f"Category({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Copies and unpickled values are the shared objects, and a pickle still loads after arXiv
        # replaces the code.
        return Category.parse, (str(self),)


public(Category)  # not a decorator, since an annotation refers to the class itself


def _named(text: str, others: _Values) -> Category:
    """Return the category for a text, which must be the only argument of the constructor."""
    if any(value is not None for value in others.values()):
        raise InvalidValueError(
            f"expected either a text or code, name, group and archive, got {show(text)} and others"
        )
    return Category.parse(text)


def _listed(code: str, values: _Values) -> _Values:
    """Return the values of a category of the taxonomy, which must not contradict its code."""
    expected: _Values = {"code": str(code), **_facts(code)._asdict()}
    for field, value in values.items():
        if value is not None and value != expected[field]:
            raise InvalidValueError(
                f"expected {field}={expected[field]!r} with code={code!r}, got {show(value)}; "
                f"Category({code!r}) needs no {field}"
            )
    return expected


def _unlisted(name: str | None, group: str | None, archive: str | None) -> _Values:
    """Return the values of a category outside the taxonomy, which has a name only."""
    if name is None:
        raise InvalidValueError("expected the code or the name of a category, got neither")
    name = _require_text(name)
    if name != name.strip():
        raise InvalidValueError(f"expected a name without white space around it, got {show(name)}")
    if known := _find(name):
        raise InvalidValueError(f"{show(name)} is an arXiv category: pass code={known.code!r}")
    if group is not None or archive is not None:
        raise InvalidValueError(
            f"expected no group or archive without a code, got {show(group)} and {show(archive)}"
        )
    return {"code": None, "name": str(name), "group": None, "archive": None}


def _require_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            "expected the code, name or label of a category, such as 'cs.CL' or"
            f" 'Computation and Language', got {show(value)}"
        )
    return value


def _rows() -> Iterator[tuple[str, str, str]]:
    """Return every present and past code with its name and the code that arXiv now prefers."""
    current = ((code, name, code) for code, name in data.CATEGORIES)
    return chain(current, data.ALIASES, data.SUBSUMED)


def _spellings(code: str, name: str) -> Iterator[str]:
    """Return the spellings of one entry of the taxonomy."""
    yield code
    prefixes = _ARCHIVES.get(code.partition(".")[0], ())
    for words in (name, *(f"{prefix} > {name}" for prefix in prefixes)):
        yield words
        yield f"{words} ({code})"


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def _index() -> dict[str, Category]:
    """Map each folded spelling to its category, if it names exactly one."""
    meanings: dict[str, set[Category]] = {}
    for code, name, preferred in _rows():
        for spelling in _spellings(code, name):
            meanings.setdefault(_fold(spelling), set()).add(_BY_CODE[preferred])
    index = {
        spelling: categories.pop()
        for spelling, categories in meanings.items()
        if len(categories) == 1
    }
    # An archive is not a subject, although a subject may share its name, as q-fin.EC does.
    for _, archive in _ARCHIVES.values():
        index.pop(_fold(archive), None)
    return index | {_fold(category.label): category for category in CATEGORIES}


def _find(text: str) -> Category | None:
    return _index().get(_fold(text))


@remembering(1024)
def _parse(text: str) -> Category:
    return _find(text) or Category(name=text.strip())


@cache
def _corrections() -> dict[str, str]:
    """Map each folded code to a code, and each folded name to a label."""
    codes = {_fold(code) for code, _, _ in _rows()}
    return {
        spelling: str(category) if spelling in codes else category.label
        for spelling, category in _index().items()
    }


def suggest(text: str) -> str | None:
    """Return the code or label nearest to a misspelt or shortened one.

    >>> from weeklypapers.model.categories import suggest
    >>> suggest("Computation and Langauge")
    'Computation and Language'
    >>> suggest("Computer Vision")
    'Computer Vision and Pattern Recognition'

    Args:
        text: The misspelt category.

    Returns:
        A code if the text looks like a code, else a label; None if nothing is similar.
    """
    import difflib  # here, since only misspelt categories need it

    folded, corrections = _fold(text), _corrections()
    # Codes are short: with a lower cutoff, all codes of an archive would be similar.
    near = difflib.get_close_matches(folded, corrections, cutoff=0.85)
    if near:
        return corrections[near[0]]
    starting = {
        category for spelling, category in corrections.items() if spelling.startswith(folded)
    }
    return starting.pop() if len(starting) == 1 else None


class Area(NamedTuple):
    """A group or an archive of arXiv.

    Attributes:
        names: Its names, and the code of an archive.
        categories: Its categories, including retired ones.
    """

    names: tuple[str, ...]
    categories: tuple[Category, ...]


def categories_in(text: str) -> Area | None:
    """Return the group or archive with a name or code, or None.

    Case and the width of white space are ignored, except that ``"physics"`` is an archive of the
    group ``"Physics"``. ``"cs.*"`` is the same as ``"cs"``.
    """
    name = " ".join(text.split()).removesuffix(".*")
    return _area([name]) if name in _ARCHIVES else _areas().get(_fold(name))


def _area(archives: Sequence[str], *names: str) -> Area:
    """Return the area with the codes of some archives."""
    listed = chain.from_iterable((_ARCHIVES[code][1], code) for code in archives)
    categories = (category for category in CATEGORIES if _archive_code(category) in archives)
    return Area((*names, *listed), tuple(categories))


def _archive_code(category: Category) -> str:
    return str(category).partition(".")[0]


@cache
def _areas() -> dict[str, Area]:
    """Map the folded codes and names to archives, and the folded names to groups."""
    groups: dict[str, list[str]] = {}
    areas: dict[str, Area] = {}
    for code, (group, archive) in _ARCHIVES.items():
        groups.setdefault(group, []).append(code)
        areas |= dict.fromkeys((_fold(code), _fold(archive)), _area([code]))
    return areas | {_fold(group): _area(codes, group) for group, codes in groups.items()}


CATEGORIES: tuple[Category, ...] = tuple(
    Category._of({"code": code, **facts._asdict()}) for code, facts in _FACTS.items()
)
"""All arXiv categories, in the order of https://arxiv.org/category_taxonomy.

Retired categories are included (see `Category.is_active`). A subject with several codes appears
once.
"""

AREA_NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        name for code, archive, group, _ in data.ARCHIVES for name in (group, archive, code)
    )
)
"""The names of arXiv's groups and archives, and the codes of archives."""

_BY_CODE = {str(category): category for category in CATEGORIES}

# The first month of identifiers without an archive: https://info.arxiv.org/help/arxiv_identifier.html
_NEW_IDENTIFIERS = "2007-04"

OLD_ARCHIVES: frozenset[str] = frozenset(
    code for code, _, _, since in data.ARCHIVES if since < _NEW_IDENTIFIERS
) | {code for code, _, _ in data.SUBSUMED}
"""The present and past archives that can begin an identifier from before April 2007."""
