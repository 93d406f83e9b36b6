"""Formats that installed packages add, which they declare by entry points.

The name of an entry point is a suffix without its first dot, such as ``opml``, in the group
``weeklypapers.readers`` or ``weeklypapers.writers``. It refers to a function. Nothing is registered
while a program runs: the same packages always add the same formats.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

import attrs

from weeklypapers.model.bulk import chunks
from weeklypapers.model.errors import InvalidValueError, WeeklyPapersError, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Problems

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Extension", "Reader", "extension_of", "installed", "papers_from"]

Kind: TypeAlias = Literal["readers", "writers"]

_MOST_DOTS = 3  # of a suffix
_LONGEST_MESSAGE = 500  # characters of the error of a reader


class Reader(Protocol):
    """A function that reads papers from the content of a file in a format of its own.

    It may return a `Papers` with `Papers.problems`, so that nothing of the file is dropped in
    silence. It raises a `ValueError` if the file isn't in its format.
    """

    def __call__(self, content: bytes, /) -> Iterable[Paper]:
        """Return the papers of a file."""
        ...


@attrs.frozen
class Extension:
    """A function of another package or program.

    Attributes:
        name: Its name, or its suffix, for messages.
        load: A function that imports and returns it.
    """

    name: str
    load: Callable[[], Callable[..., Any]]


def extension_of(function: Callable[..., Any]) -> Extension:
    """Return the extension with a function that a program passed."""
    name = getattr(function, "__name__", type(function).__name__)
    return Extension(f"the format of {name}", lambda: function)


def installed(kind: Kind, path: str) -> Extension | None:
    """Return the function of an installed package for the suffix of a path; None without one.

    Raises:
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    parts = PurePath(path).name.casefold().split(".")[1:]
    suffixes = [".".join(parts[-count:]) for count in range(min(len(parts), _MOST_DOTS), 0, -1)]
    if not any(suffixes):
        return None
    functions = _declared(kind, tuple(sys.path))
    points = next((functions[suffix] for suffix in suffixes if suffix in functions), ())
    if len(points) > 1:
        packages = " and ".join(sorted(map(_package_of, points)))
        raise WeeklyPapersError(
            f"{packages} both have {kind} of {_suffix_of(points[0])}; pass one of the functions: "
            "format=…"
        )
    return next((Extension(_suffix_of(point), _loader(kind, point)) for point in points), None)


@cache
def _declared(kind: Kind, path: tuple[str, ...]) -> Mapping[str, tuple[EntryPoint, ...]]:
    """Return the entry points by suffix.

    Args:
        kind: The kind of function.
        path: The path of imports, on which the result depends.
    """
    from importlib.metadata import entry_points  # here, since its import is slow

    functions: dict[str, tuple[EntryPoint, ...]] = {}
    for point in entry_points(group=f"weeklypapers.{kind}"):
        suffix = _suffix_of(point).removeprefix(".")
        functions[suffix] = (*functions.get(suffix, ()), point)
    return functions


def _loader(kind: Kind, point: EntryPoint) -> Callable[[], Callable[..., Any]]:
    def load() -> Callable[..., Any]:
        suffix = _suffix_of(point)
        name = f"{point.value}, by which {_package_of(point)} declares {kind} of {suffix},"
        try:
            function: object = point.load()
        except (ImportError, AttributeError) as error:
            raise WeeklyPapersError(f"{name} can't be imported: {error}") from error
        if not callable(function):
            raise WeeklyPapersError(f"{name} is no function, but {show(function)}")
        return function

    return load


def _suffix_of(point: EntryPoint) -> str:
    return f".{point.name.casefold().removeprefix('.')}"


def _package_of(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def papers_from(
    reader: Extension, content: bytes, file: str | None
) -> Iterator[tuple[list[Paper], list[Problem]]]:
    """Yield the papers and the problems of a file that an extension reads.

    Args:
        reader: The extension.
        content: The content of the file.
        file: The name of the file, for problems.

    Raises:
        InvalidValueError: The function returns something else than papers and problems.
    """
    read = reader.load()
    try:
        papers = read(content)
    except ValueError as error:
        yield [], [_unreadable(reader, error, file)]
        return
    if isinstance(papers, str | bytes) or not isinstance(papers, Iterable):
        raise InvalidValueError(f"{reader.name}: the reader must return papers, got {show(papers)}")
    errors: list[ValueError] = []
    for chunk in chunks(_until_error(papers, errors)):
        for paper in chunk:
            if not isinstance(paper, Paper):
                raise InvalidValueError(
                    f"{reader.name}: the reader must return papers, got {show(paper)}"
                )
        yield chunk, []
    problems = [
        each if each.file else attrs.evolve(each, file=file)
        for each in Problems(getattr(papers, "problems", ()))
    ]
    yield [], problems + [_unreadable(reader, error, file) for error in errors]


def _until_error(papers: Iterable[Paper], errors: list[ValueError]) -> Iterator[Paper]:
    """Yield the papers before the first error, which is added to `errors`."""
    try:
        yield from papers
    except ValueError as error:
        errors.append(error)


def _unreadable(reader: Extension, error: ValueError, file: str | None) -> Problem:
    reason = str(error) or type(error).__name__
    return Problem(
        code="other-format",
        message=f"{reader.name}: the reader can't read the file: {reason[:_LONGEST_MESSAGE]}",
        file=file,
    )
