"""Documents that mutations start from: those of the tests, and real lists if there are any."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["documents", "examples"]

_ROOT = Path(__file__).parents[1]
_SHARED = _ROOT.parent / "shared"  # lists of other projects, which are not in the repository
_FOLDERS = (
    _ROOT / "tests" / "golden",
    _ROOT / "docs" / "lists",
    _SHARED / "data",
    _SHARED / "shapes",
)
_LINES = 30  # of an excerpt; longer documents only make each execution slower
_CHARACTERS = 4000
_EXCERPTS = 4  # of a document


@cache
def documents() -> tuple[str, ...]:
    """Return excerpts of all lists."""
    files = (path for folder in _FOLDERS for path in sorted(folder.rglob("*.md")))
    texts = (excerpt for path in files for excerpt in _excerpts(path.read_text("utf-8")))
    return tuple(dict.fromkeys(texts))


def _excerpts(text: str) -> Iterator[str]:
    """Yield the beginning of a document, and parts in the middle of a long one."""
    lines = text.splitlines(keepends=True)
    step = max(_LINES, len(lines) // _EXCERPTS)
    for start in range(0, len(lines), step):
        excerpt = "".join(lines[start : start + _LINES])
        if excerpt.strip() and len(excerpt) <= _CHARACTERS:
            yield excerpt


@cache
def examples(suffix: str) -> tuple[str, ...]:
    """Return the papers that the tests expect, in the format of a suffix such as ``.json``."""
    from weeklypapers import from_json

    files = sorted((_ROOT / "tests" / "golden").rglob("*.json"))
    lists = [from_json(path.read_text("utf-8"), on_error="collect")[:2] for path in files]
    lists = [papers for papers in lists if papers]
    if suffix == ".json":
        return tuple(papers.to_json(indent=None) for papers in lists)
    return tuple(papers.to_jsonl() if suffix == ".jsonl" else papers.to_csv() for papers in lists)
