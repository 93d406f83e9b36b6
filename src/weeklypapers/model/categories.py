"""The subjects that arXiv files papers under.

The source throughout is arXiv's category taxonomy, https://arxiv.org/category_taxonomy;
its codes and names are in `_taxonomy_data`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

import attrs

from weeklypapers.model import _taxonomy as data
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show

__all__ = ["CATEGORIES", "OLD_ARCHIVES", "Category", "suggest"]


class _Facts(NamedTuple):
    """What the taxonomy says of one code."""

    name: str
    group: str
    archive: str


# The archive that labels leave off, as the weekly lists do.
_UNPREFIXED = "Computer Science"

_ARCHIVES = {code: (group, archive) for code, archive, group, _ in data.ARCHIVES}
_FACTS = {code: _Facts(name, *_ARCHIVES[code.partition(".")[0]]) for code, name in data.CATEGORIES}
_RANKS = {code: rank for rank, code in enumerate(_FACTS)}


def _facts(code: object) -> _Facts:
    if not isinstance(code, str):
        raise InvalidValueError(
            f"expected a category code of arXiv's, such as 'cs.CL', or None, got {show(code)}"
        )
    facts = _FACTS.get(code)
    if facts is None:
        near = suggest(code)
        hint = f"; did you mean {str(Category.parse(near))!r}?" if near else ""
        raise InvalidValueError(f"arXiv has no category with the code {show(code)}{hint}")
    return facts


def _arxivs_name(category: Category) -> str:
    if category.code is None:
        raise InvalidValueError("expected a category's code, its name as listed, or both; got none")
    return _facts(category.code).name


def _arxivs_group(category: Category) -> str | None:
    return None if category.code is None else _facts(category.code).group


def _arxivs_archive(category: Category) -> str | None:
    return None if category.code is None else _facts(category.code).archive


def _rank(code: str | None) -> int:
    return len(_RANKS) if code is None else _RANKS[code]


@public
@attrs.frozen(kw_only=True, order=True)
class Category:
    """A subject of arXiv's taxonomy, or one that a list names and arXiv doesn't have.

    A code is enough: name, group and archive are arXiv's for it, and no others are accepted. Where
    several codes mean the same subject, it is the one that arXiv prefers; `parse` takes them all.

    Categories are ordered as on https://arxiv.org/category_taxonomy; those that arXiv doesn't
    have come last, by name.

    >>> from weeklypapers.model.categories import Category
    >>> Category(code="cs.CL")
    Category(code='cs.CL', name='Computation and Language', group='Computer Science')
    >>> Category.parse("Audio and Speech Processing").label
    'Electrical Engineering and Systems Science > Audio and Speech Processing'
    >>> Category.parse("Prompt Engineering")
    Category(code=None, name='Prompt Engineering', group=None)

    Attributes:
        code: arXiv's code, such as ``'cs.CL'``; None for a subject that arXiv doesn't have.
        name: arXiv's name of it, without its archive's; without a code, the name as listed.
        group: The group of archives that it belongs to, such as ``'Physics'``; None without a code.
        archive: The archive, by the name that heads an abstract page, such as ``'Astrophysics'``;
            None without a code.

    Raises:
        InvalidValueError: The code isn't arXiv's, name, group or archive aren't those of the
            code, or a name without a code is blank, padded, or one that `parse` knows.
    """

    code: str | None = attrs.field(default=None, order=_rank)
    name: str = attrs.field(default=attrs.Factory(_arxivs_name, takes_self=True))
    # Both follow from the code, so comparing them would tell nothing more.
    group: str | None = attrs.field(default=attrs.Factory(_arxivs_group, takes_self=True), eq=False)
    archive: str | None = attrs.field(
        default=attrs.Factory(_arxivs_archive, takes_self=True), eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        if self.code is None:
            _check_unlisted(self)
        else:
            _check_listed(self)

    @property
    def label(self) -> str:
        """The subject as arXiv's abstract pages head it, and as weekly tables print it.

        That is ``archive > name``, or the name alone where an archive has no subjects of its own.
        Of computer science's subjects the archive is left off.
        """
        if self.archive in {None, self.name, _UNPREFIXED}:
            return self.name
        return f"{self.archive} > {self.name}"

    @property
    def is_active(self) -> bool:
        """Whether arXiv takes new papers for it; False for a subject that arXiv doesn't have."""
        return self.code is not None and self.code not in data.RETIRED

    @classmethod
    def parse(cls, text: str) -> Category:
        """Find the category that a text names.

        Case and the width of white space don't matter. Besides codes, names and labels, it takes
        a name after its archive or group, a code in parentheses after its name, as arXiv's
        listings print it, and the codes that arXiv has since replaced: ``'cs.SY'`` gives
        ``eess.SY``, ``'cmp-lg'`` gives ``cs.CL``.

        A name that several subjects share is the one whose label it is: ``'Machine Learning'``
        is ``cs.LG``, as ``stat.ML`` is labelled ``'Statistics > Machine Learning'``. The name of
        a whole archive, such as ``'Economics'``, is none of its subjects.

        Args:
            text: A code, a name or a label.

        Returns:
            arXiv's category, the same object each time; for a text that names none, or more than
            one, a category without a code, whose name is the text, stripped.

        Raises:
            InvalidValueError: The text is blank, or no text.
        """
        return _parse(_require_text(text))

    def __str__(self) -> str:
        return self.name if self.code is None else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        # By code or name: copies and unpickled values are the shared ones, and a code that arXiv
        # replaces one day still loads.
        return Category.parse, (str(self),)


def _check_listed(category: Category) -> None:
    for field, expected in _facts(category.code)._asdict().items():
        given = getattr(category, field)
        if given != expected:
            raise InvalidValueError(
                f"expected {field}={expected!r} with code={category.code!r}, got {show(given)}"
            )


def _check_unlisted(category: Category) -> None:
    name = _require_text(category.name)
    if name != name.strip():
        raise InvalidValueError(f"expected a name without white space around it, got {show(name)}")
    if known := _find(name):
        raise InvalidValueError(f"{show(name)} is a category of arXiv's: give code={known.code!r}")
    if category.group is not None or category.archive is not None:
        raise InvalidValueError(
            f"expected no group and archive without a code, got {show(category.group)}"
            f" and {show(category.archive)}"
        )


def _require_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            "expected a category's code, name or label, such as 'cs.CL' or"
            f" 'Computation and Language', got {show(value)}"
        )
    return value


def _rows() -> Iterator[tuple[str, str, str]]:
    """Every code of arXiv's, past ones too, with its name and the code that is now preferred."""
    current = ((code, name, code) for code, name in data.CATEGORIES)
    return chain(current, data.ALIASES, data.SUBSUMED)


def _spellings(code: str, name: str) -> Iterator[str]:
    """The ways to write one row of the taxonomy."""
    yield code
    prefixes = _ARCHIVES.get(code.partition(".")[0], ())
    for words in (name, *(f"{prefix} > {name}" for prefix in prefixes)):
        yield words
        yield f"{words} ({code})"


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def _index() -> dict[str, Category]:
    """The category that each folded spelling names, if it names just one."""
    meanings: dict[str, set[Category]] = {}
    for code, name, preferred in _rows():
        for spelling in _spellings(code, name):
            meanings.setdefault(_fold(spelling), set()).add(_BY_CODE[preferred])
    index = {spelling: named.pop() for spelling, named in meanings.items() if len(named) == 1}
    # A whole archive is no subject, though one may share its name: "Economics" is q-fin.EC's too.
    for _, archive in _ARCHIVES.values():
        index.pop(_fold(archive), None)
    return index | {_fold(category.label): category for category in CATEGORIES}


def _find(text: str) -> Category | None:
    return _index().get(_fold(text))


@lru_cache(maxsize=1024)
def _parse(text: str) -> Category:
    return _find(text) or Category(name=text.strip())


@cache
def _corrections() -> dict[str, str]:
    """What `suggest` answers for each folded spelling: codes for codes, labels for names."""
    codes = {_fold(code) for code, _, _ in _rows()}
    return {
        spelling: str(category) if spelling in codes else category.label
        for spelling, category in _index().items()
    }


def suggest(text: str) -> str | None:
    """The code or label of arXiv's that a misspelt or shortened one comes nearest to.

    >>> from weeklypapers.model.categories import suggest
    >>> suggest("Computation and Langauge")
    'Computation and Language'
    >>> suggest("Computer Vision")
    'Computer Vision and Pattern Recognition'

    Args:
        text: What was written where a category was expected.

    Returns:
        A code for what looks like one, else a label; None if nothing comes near.
    """
    folded, corrections = _fold(text), _corrections()
    # Codes are so short that at a lower cutoff any is near to any other of its archive.
    near = difflib.get_close_matches(folded, corrections, n=1, cutoff=0.85)
    if near:
        return corrections[near[0]]
    begun = {answer for spelling, answer in corrections.items() if spelling.startswith(folded)}
    return begun.pop() if len(begun) == 1 else None


CATEGORIES: tuple[Category, ...] = tuple(Category(code=code) for code in _FACTS)
"""Every category of arXiv's, in the order of https://arxiv.org/category_taxonomy.

Those that old papers carry and new ones can't (`Category.is_active`) are among them; a subject
that goes by several codes is there once.
"""

_BY_CODE = {str(category): category for category in CATEGORIES}

# The first month of identifiers without an archive: https://info.arxiv.org/help/arxiv_identifier.html
_NEW_IDENTIFIERS = "2007-04"

OLD_ARCHIVES: frozenset[str] = frozenset(
    code for code, _, _, since in data.ARCHIVES if since < _NEW_IDENTIFIERS
) | {code for code, _, _ in data.SUBSUMED}
"""The archives that an identifier from before April 2007 can begin with, past ones too."""
