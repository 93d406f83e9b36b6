"""The progress of a fetch, and a bar that shows it. The only module that imports tqdm."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeAlias

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, needs_extra, show

__all__ = ["Progress", "Watcher", "watching"]


@public
@attrs.frozen(kw_only=True)
class Progress:
    """The progress of a fetch.

    Attributes:
        done: Number of identifiers whose outcome is known.
        total: Number of identifiers that were asked for.
        cached: Number of identifiers that were answered without a request.
        waiting: Seconds until the next request may be sent; 0 outside of such a wait.
    """

    done: int
    total: int
    cached: int = 0
    waiting: float = 0.0


Watcher: TypeAlias = Callable[[Progress], object]
"""A function that is called with each `Progress`."""


@contextmanager
def watching(progress: bool | Watcher | None) -> Generator[Watcher | None]:  # noqa: FBT001 - True or a function, as users write it
    """Provide the function to call with each `Progress`, or None.

    Args:
        progress: True for a bar, a function to use as it is, False or None for nothing.

    Raises:
        MissingDependencyError: A bar is wanted, and tqdm is not installed.
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
