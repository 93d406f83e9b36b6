"""Caches hold no long texts, so that the memory of a list can be freed."""

from __future__ import annotations

import ast
import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

import weeklypapers as wp

PACKAGE = Path(wp.__file__).parent
WITH_SHORT_KEYS = {
    "cattrs_hooks.values_converter": "a flag",
    "model.text.decorated": "a part of `remembering`",
    "model.text.remembering": "bounds the length of keys",
    "model.ids._pages_of": "the hosts of arXiv",
    "model.bulk._names_of": "classes",
    "model.bulk._fields_of": "classes",
    "dialects.date_patterns.date_pattern": "five words",
    "dialects.matching._pattern": "templates of dialects, which users define",
    "dialects.tables.recognising.column": "ends with the call that defines it",
    "formats.extensions._declared": "the path of imports",
    "markdown.characters.is_punctuation": "single characters",
    "pydantic_hooks._parts": "names of classes",
    "searching.corpus.__init__": "belongs to the index of a list",
    "searching.index.__init__": "belongs to the index of a list",
    "searching.patterns.__init__": "belongs to the index of a list",
}
"""Functions with a cache of `functools` for arguments, and why no long text is one."""

LENGTH = 20_000  # characters of a text
COUNT = 40  # papers
MOST = LENGTH * COUNT // 4  # bytes


def _is_cache(node: ast.expr) -> bool:
    """Return whether an expression is a cache of `functools`, with or without arguments."""
    name = ast.unparse(node.func if isinstance(node, ast.Call) else node)
    return name.removeprefix("functools.") in ("cache", "lru_cache")


def _functions_with_caches(path: Path) -> Iterator[str]:
    """Yield the functions with parameters that have a cache, and those that make one."""
    module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            has_cache = bool(ast.unparse(node.args)) and any(map(_is_cache, node.decorator_list))
            called = (each for part in node.body for each in ast.walk(part))
            if has_cache or any(isinstance(each, ast.Call) and _is_cache(each) for each in called):
                yield f"{module}.{node.name}"


def test_caches_of_functools_have_short_keys() -> None:
    """All others use `remembering`."""
    found = {name for path in PACKAGE.rglob("*.py") for name in _functions_with_caches(path)}
    assert found == WITH_SHORT_KEYS.keys()


def _words(number: int) -> str:
    return f"Walks {number}-" + "x" * LENGTH


Form: TypeAlias = Callable[[str, str], str]

FORMS: dict[str, Form] = {
    "items": lambda word, url: f"- [{word}]({url}), {word} 2024 [[{word}](https://a.org)]\n",
    "venues": lambda word, url: f"- **Walks in {word[:9]}**, {word}, 2024-{word} [PDF]({url})\n",
    "sections": lambda word, url: f"## {word} 2024\n\n- [Walks in halls]({url})\n\n",
    "labels": lambda word, url: f"- **Walks in halls** [PDF]({url})\n  - {word}: {word}\n",
    "names": lambda word, url: f"- [Walks in halls]({url}), Ada {word}, Bo {word.title()}\n",
}
TABLES: dict[str, tuple[str, Form]] = {
    "weekly": (
        "| Week | title | category | abstract | Paper-Link |\n|-|-|-|-|-|\n",
        lambda word, url: f"| 2024-06-30 | {word} | {word} | {word} | [{word}]({url}) |\n",
    ),
    "free": (
        "| Title | Date | Venue | Authors | Code |\n|-|-|-|-|-|\n",
        lambda word, url: f"| [{word}]({url}) | 2024 {word} | {word} | {word} | {word} |\n",
    ),
}
DOCUMENTS: dict[str, tuple[str, Form]] = {name: ("", form) for name, form in FORMS.items()} | TABLES


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_long_is_held_after_a_list_is_gone(name: str) -> None:
    head, form = DOCUMENTS[name]

    def use(numbers: range) -> None:
        lines = [
            form(_words(each), f"https://arxiv.org/abs/2406.{each + 1:05}") for each in numbers
        ]
        papers = wp.parse(head + "".join(lines), on_error="collect")
        assert len(papers) == COUNT
        papers.to_bibtex()

    use(range(COUNT))  # imports and patterns stay
    gc.collect()
    tracemalloc.start()
    try:
        use(range(COUNT, 2 * COUNT))
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < MOST
