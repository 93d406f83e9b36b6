"""Hints for wrong names of arguments and keys, by meaning and by spelling."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from weeklypapers.model.errors import UnknownArgumentError

__all__ = ["meant", "suggesting", "suggestion"]

P = ParamSpec("P")
R = TypeVar("R")

# Other words for arguments and keys, without underscores. A word may stand for several names.
_WORDS = {
    "since": "after from start begin first earliest newer newerthan startdate fromdate datefrom"
    " mindate min gte",
    "until": "before to end stop till through latest last older olderthan enddate todate dateto"
    " maxdate max lte upto",
    "week": "weekending weekof isoweek",
    "month": "yearmonth",
    "year": "yr",
    "listed_date": "date day dates days listed added posted when datelisted dateadded",
    "category": "subject subjects field area archive class classification primary primarycategory"
    " cat",
    "topic": "tag tags label labels keyword keywords section heading theme subtopic",
    "venue": "conference conf journal booktitle proceedings",
    "author": "name names by creator writer person people listedauthors",
    "title": "name headline paper",
    "abstract": "summary description tldr abs",
    "text": "query q contains containing search word words term terms match keyword content",
    "arxiv_id": "id ids arxiv identifier identifiers eprint url link doi",
    "published": "submitted created submission",
    "updated": "revised modified changed",
    "predicate": "function func where condition test callable",
    "query": "q text words term terms keyword keywords search string",
    "limit": "n k top topk topn max maximum maxresults count number num size head rows first",
    "weights": "boost boosts fields field",
    "keys": "by key on column columns sortby",
    "key": "by on keys column columns groupby",
    "reverse": "desc descending asc ascending order",
}
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL)


def meant(wrong: str, known: Iterable[str]) -> list[str]:
    """Return the known names that have the meaning of a wrong one."""
    word = wrong.casefold().replace("_", "").replace("-", "").replace(" ", "")
    return [name for name in known if word in _WORDS.get(name, "").split()]


def suggestion(wrong: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return a hint with the known names that a wrong one means or resembles.

    Args:
        wrong: The wrong name.
        known: The known names.
        otherwise: The hint if there is no such name; None for all known names.
    """
    names = list(known)
    if likely := meant(wrong, names) or _similar(wrong, names):
        return f"Did you mean {' or '.join(map(repr, likely))}?"
    return otherwise or f"Known: {', '.join(map(repr, names))}."


def _similar(wrong: str, names: list[str]) -> list[str]:
    """Return the name that a wrong one misspells, or the names with a meaning that it misspells."""
    import difflib  # here, since only errors use it

    words = [word for name in names for word in _WORDS.get(name, "").split()]
    near = difflib.get_close_matches(wrong.casefold(), [*names, *words], n=1, cutoff=0.75)
    near = near or difflib.get_close_matches(wrong.casefold(), names, n=1)
    return meant(near[0], names) or near if near else []


def suggesting(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function with an error that suggests the intended argument for an unknown one."""

    @functools.cache  # on first use, because signatures are slow
    def parameters() -> dict[str, inspect.Parameter]:
        return dict(list(inspect.signature(function).parameters.items())[1:])

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            parameter = parameters().get(name)
            if parameter is None or parameter.kind in _POSITIONAL:
                raise UnknownArgumentError(_unknown(function, name, parameters()))
        return function(*args, **kwargs)

    return checked


def _unknown(
    function: Callable[..., object], wrong: str, parameters: dict[str, inspect.Parameter]
) -> str:
    names = [wrong] if wrong in parameters else meant(wrong, parameters)
    if names and parameters[names[0]].kind in _POSITIONAL:
        example = "'week'" if names[0] == "keys" else names[0]
        hint = f"Pass it without a name: {function.__name__}({example}, …)."
    elif names and parameters[names[0]].default is False:
        hint = f"Did you mean {names[0]}=True?"
    else:
        hint = suggestion(wrong, parameters)
    # The wording of Python, which suggests only names that are spelt alike.
    return f"{function.__qualname__}() got an unexpected keyword argument {wrong!r}. {hint}"
