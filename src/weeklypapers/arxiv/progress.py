"""How far a fetch has come, as a bar of tqdm's. The only module that imports tqdm."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from weeklypapers.errors import InvalidValueError, needs_extra, show

if TYPE_CHECKING:
    from collections.abc import Generator

    from weeklypapers.arxiv.enriching import Progress, Watcher

__all__ = ["watching"]


@contextmanager
def watching(progress: bool | Watcher | None) -> Generator[Watcher | None]:  # noqa: FBT001 - True or a function, as users write it
    """What is to be told of progress: a function as it is, for True a bar, else nothing.

    Raises:
        MissingDependencyError: It is True, and tqdm is not installed.
        InvalidValueError: It is none of these.
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

        def show_on_bar(progress: Progress) -> None:
            bar.total = progress.total
            bar.n = progress.done
            waiting = f", next request in {progress.waiting:.1f} s" if progress.waiting else ""
            bar.set_postfix_str(f"{progress.cached} cached{waiting}", refresh=False)
            bar.refresh()

        yield show_on_bar
