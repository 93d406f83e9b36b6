"""The kinds of inputs: how Hypothesis draws one, and how one is stored in the corpus."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

import attrs
from hypothesis import strategies as st

from fuzzing import seeds
from fuzzing.pieces import ARGUMENTS, DATA, MARKDOWN, PIECES
from fuzzing.regular import regular_documents
from fuzzing.strategies import documents, joined, mutated
from weeklypapers import InvalidValueError, Paper, Papers, from_json
from weeklypapers.testing import hypothesis as models

__all__ = [
    "CASES",
    "COMMANDS",
    "DOCUMENTS",
    "PAPERS",
    "REGULAR",
    "Case",
    "Kind",
    "contents",
    "files",
    "lines",
]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Kind(Generic[T]):
    """A kind of inputs.

    Attributes:
        suffix: The suffix of its files in the corpus.
        strategy: The function that returns the strategy of Hypothesis.
        load: The function that reads an input from the content of a file.
        dump: The function that returns the content of a file for an input.
        smaller: The function that yields simpler inputs, for shrinking.
        seeds: The function that returns inputs from which mutations of bytes start. None if such
            bytes are choices from which Hypothesis draws an input, and not the content of a file.
    """

    suffix: str
    strategy: Callable[[], st.SearchStrategy[T]]
    load: Callable[[bytes], T]
    dump: Callable[[T], bytes]
    smaller: Callable[[T], Iterator[T]]
    seeds: Callable[[], Sequence[T]] | None = None


# Texts


def _shorter(text: Any) -> Iterator[Any]:
    """Yield the text, or the bytes, without each of its halves, quarters and so on."""
    size = (len(text) + 1) // 2
    while size:
        for start in range(0, len(text), size):
            yield text[:start] + text[start + size :]
        size //= 2


def _simpler(text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        yield from ("".join(lines[:i] + lines[i + 1 :]) for i in range(len(lines)))
    yield from _shorter(text)


def _texts(
    suffix: str,
    strategy: Callable[[], st.SearchStrategy[str]],
    examples: Callable[[], Sequence[str]],
) -> Kind[str]:
    return Kind(
        suffix=suffix,
        strategy=strategy,
        load=lambda content: content.decode(errors="surrogateescape"),
        dump=lambda text: text.encode(errors="surrogateescape"),
        smaller=_simpler,
        seeds=examples,
    )


DOCUMENTS = _texts(".md", documents, seeds.documents)
"""Lists in Markdown."""

REGULAR: Kind[str] = attrs.evolve(DOCUMENTS, strategy=lambda: regular_documents() | documents())
"""Lists in Markdown, many of which are regular."""


def lines(*examples: str) -> Kind[str]:
    """Return the kind of short texts, such as dates or queries, some of which are given."""

    def strategy() -> st.SearchStrategy[str]:
        return mutated(examples, PIECES) | joined(PIECES) | st.text(max_size=12)

    return _texts(".txt", strategy, lambda: examples)


def contents(suffix: str) -> Kind[str]:
    """Return the kind of documents with a suffix, such as ``.json``."""

    def strategy() -> st.SearchStrategy[str]:
        return mutated(seeds.examples(suffix), PIECES) | joined(DATA)

    return _texts(suffix, strategy, lambda: seeds.examples(suffix))


# Bytes


def files(suffix: str, examples: Callable[[], Sequence[bytes]]) -> Kind[bytes]:
    """Return the kind of the bytes of files with a suffix."""

    @st.composite
    def strategy(draw: st.DrawFn) -> bytes:
        content = draw(st.sampled_from(examples()))
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(content)))
            end = start + draw(st.integers(0, 8))
            content = content[:start] + draw(st.binary(max_size=8)) + content[end:]
        return content

    return Kind(
        suffix=suffix,
        strategy=lambda: strategy() | st.binary(max_size=64),
        load=bytes,
        dump=bytes,
        smaller=_shorter,
        seeds=examples,
    )


# Papers


def _with_less(papers: Papers) -> Iterator[Papers]:
    """Yield the papers without one of them, and with less in one of its fields."""
    for index, paper in enumerate(papers):
        before, after = papers[:index], papers[index + 1 :]
        yield before + after
        for changed in _with_less_values(paper):
            yield before + Papers([changed]) + after


def _with_less_values(paper: Paper) -> Iterator[Paper]:
    """Yield the paper with the default value, or a shorter text, in one field."""
    bare = Paper(title=paper.title)
    for field in attrs.fields_dict(Paper):
        value = getattr(paper, field)
        shorter = _shorter(value) if isinstance(value, str | tuple) else iter(())
        for each in (getattr(bare, field), *shorter):
            if each != value:
                with suppress(InvalidValueError):
                    yield attrs.evolve(paper, **{field: each})


PAPERS: Kind[Papers] = Kind(
    suffix=".json",
    strategy=lambda: models.paper_lists(max_size=3),
    load=lambda content: from_json(content.decode()),
    dump=lambda papers: papers.to_json().encode(),
    smaller=_with_less,
)
"""Papers with any values, and with records."""


# Documents with something to do


@attrs.frozen(kw_only=True)
class Case:
    """A document, and values of a change or of a command.

    Attributes:
        text: The document.
        papers: Papers to add, or with values for a change.
        number: A number that chooses the place and the fields of a change.
        arguments: The arguments of the command line.
    """

    text: str
    papers: Papers = attrs.field(factory=Papers)
    number: int = 0
    arguments: tuple[str, ...] = ()


def _load(content: bytes) -> Case:
    values = json.loads(content)
    papers = from_json(json.dumps(values["papers"]))
    arguments = tuple(values["arguments"])
    return Case(text=values["text"], papers=papers, number=values["number"], arguments=arguments)


def _dump(case: Case) -> bytes:
    values = {
        "text": case.text,
        "papers": json.loads(case.papers.to_json()),
        "number": case.number,
        "arguments": case.arguments,
    }
    return (json.dumps(values, indent=2) + "\n").encode()


def _smaller(case: Case) -> Iterator[Case]:
    for text in _simpler(case.text):
        yield attrs.evolve(case, text=text)
    for papers in _with_less(case.papers):
        yield attrs.evolve(case, papers=papers)
    for arguments in _shorter(case.arguments):
        yield attrs.evolve(case, arguments=arguments)


def _cases() -> st.SearchStrategy[Case]:
    texts = mutated(seeds.documents(), MARKDOWN)
    papers = models.paper_lists(arxiv=False, max_size=2)
    return st.builds(Case, text=texts, papers=papers, number=st.integers(0, 9999))


def _commands() -> st.SearchStrategy[Case]:
    commands = st.sampled_from(("check", "add", "convert", "diff", "new"))
    arguments = st.lists(st.sampled_from(ARGUMENTS), max_size=5)
    lines = st.builds(lambda command, rest: (command, "list.md", *rest), commands, arguments)
    others = arguments.map(tuple)
    return st.builds(Case, text=documents(), arguments=lines | others)


CASES = Kind(suffix=".json", strategy=_cases, load=_load, dump=_dump, smaller=_smaller)
"""Documents, and changes of them."""

COMMANDS = Kind(suffix=".json", strategy=_commands, load=_load, dump=_dump, smaller=_smaller)
"""Documents, and arguments of the command line."""
