"""The progress of a fetch, and a progress bar. The only module that imports tqdm."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeAlias, final

import attrs

from weeklypapers.model._fields import check_integer, check_number
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, needs_extra, show

__all__ = ["Progress", "Watcher", "watching"]


@public
@final
@attrs.frozen(kw_only=True)
class Progress:
    """The progress of a fetch.

    Attributes:
        done: The number of identifiers whose outcome is known.
        total: The number of requested identifiers.
        cached: The number of records from the cache.
        waiting: The seconds until the next request; 0 if the fetch isn't waiting.
    """

    done: int = attrs.field(validator=check_integer)
    total: int = attrs.field(validator=check_integer)
    cached: int = attrs.field(default=0, validator=check_integer)
    waiting: float = attrs.field(default=0.0, validator=check_number)


Watcher: TypeAlias = Callable[[Progress], object]
"""A function that is called with each `Progress`."""


@contextmanager
def watching(progress: bool | Watcher | None) -> Generator[Watcher | None]:  # noqa: FBT001 - the argument of `Papers.enrich`
    """Provide the function to call with each `Progress`, or None.

    Args:
        progress: True for a bar, or a function to call; False or None for neither.

    Raises:
        MissingDependencyError: `progress` is True, and tqdm is not installed.
        InvalidValueError: `progress` is something else.
    """
    if progress is None or progress is False:
        yield None
    elif progress is True:
        with _bar() as watcher:
            yield watcher
    elif callable(progress):
        yield progress
    else:
        raise InvalidValueError(f"progress must be True or a function, got {show(progress)}")


@contextmanager
def _bar() -> Generator[Watcher]:
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise needs_extra("progress=True", "tqdm", "arxiv") from error
    with tqdm(desc="arXiv", unit=" papers", total=0) as bar:

        def update(progress: Progress) -> None:
            bar.total = progress.total
            bar.n = progress.done
            waiting = f", next request in {progress.waiting:.1f} s" if progress.waiting else ""
            bar.set_postfix_str(f"{progress.cached} cached{waiting}", refresh=False)
            bar.refresh()

        yield update
