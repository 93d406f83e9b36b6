"""How a list was read: the templates of its entries, and the columns of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from weeklypapers.checking.reports import inert
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.dialects.document import Batch
from weeklypapers.display.text import counted, printable
from weeklypapers.formats.encodings import NotUtf8Error
from weeklypapers.formats.inputs import source_of
from weeklypapers.markdown import Chunk, render_inline

__all__ = ["Explanation", "TableColumns", "explain", "explanation_json", "explanation_lines"]


@attrs.frozen
class TableColumns:
    """The columns of the tables with the same headers.

    Attributes:
        line: The line of the first one.
        headers: The headers, as plain text.
        roles: The role of each column: a field of `Paper`, a kind of link, or ``"extra"``.
        papers: The number of papers in these tables.
    """

    line: int
    headers: tuple[str, ...]
    roles: tuple[str, ...]
    papers: int = 0


@attrs.frozen
class Explanation:
    """The account of how a list was read.

    Attributes:
        file: The name of its file.
        templates: The number of entries that follow each template, the most frequent first.
        others: The number of entries that follow none.
        tables: The columns of its tables.
    """

    file: str | None
    templates: Mapping[str, int]
    others: int
    tables: Sequence[TableColumns]


def explain(
    text: str,
    name: str | None,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Explanation:
    """Return how a text was read; nothing for one that is not UTF-8.

    Args:
        text: The text of the list.
        name: The name of its file; the suffix decides the format.
        dialect: As in `read`.
        columns: As in `read`.

    Raises:
        InvalidValueError: An argument has a value that is not allowed.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    try:
        source, _ = source_of([text], name).whole()
        batches = list(source.batches(dialect, columns, is_complete=True))
    except NotUtf8Error:
        batches = []
    origins = [paper.origin for batch in batches for paper in batch.papers]
    counts = Counter(origin and origin.template for origin in origins)
    others = counts.pop(None, 0)
    templates = {str(template): count for template, count in counts.most_common()}
    return Explanation(name, templates, others, list(_tables(batches)))


def _tables(batches: Iterable[Batch]) -> Iterator[TableColumns]:
    """Yield the columns of the tables, once for those with the same headers."""
    tables: dict[tuple[str, ...], TableColumns] = {}
    for batch in batches:
        if batch.chunk is None or batch.reader is None:
            continue
        headers = _headers(batch.chunk)
        line = batch.chunk.table.header.line
        found = tables.get(headers) or TableColumns(line, headers, batch.reader.columns.roles)
        tables[headers] = attrs.evolve(found, papers=found.papers + len(batch.papers))
    yield from tables.values()


def _headers(chunk: Chunk) -> tuple[str, ...]:
    """Return the headers of a table, as plain text on one line."""
    cells = chunk.table.header.cells
    return tuple(" ".join(render_inline(cell.text).text.split()) for cell in cells)


def explanation_lines(explanations: Iterable[Explanation]) -> str:
    """Return explanations as lines of text."""
    lines = "".join(f"{line}\n" for each in explanations for line in _lines(each))
    return inert(printable(lines, keep="\n"))


def _lines(explanation: Explanation) -> Iterator[str]:
    entries = sum(explanation.templates.values()) + explanation.others
    kinds = counted(len(explanation.templates), "template")
    yield f"{explanation.file}: {counted(entries, 'paper')}, {kinds}"
    for template, count in explanation.templates.items():
        first, *others = template.split("\n")
        yield f"{count:>7,}  {first}"
        yield from (f"{'':9}{line}" for line in others)
    if explanation.others:
        yield f"{explanation.others:>7,}  (no template)"
    for table in explanation.tables:
        yield f"  table in line {table.line}, {counted(table.papers, 'paper')}:"
        for header, role in zip(table.headers, table.roles, strict=False):
            yield f"    {header or '(no header)'}: {role}"


def explanation_json(explanations: Iterable[Explanation]) -> list[dict[str, object]]:
    """Return explanations as values for JSON."""
    return [
        {
            "file": each.file,
            "templates": [
                {"template": template, "papers": count}
                for template, count in each.templates.items()
            ],
            "without_template": each.others,
            "tables": [
                {
                    "line": table.line,
                    "columns": [
                        {"header": header, "role": role}
                        for header, role in zip(table.headers, table.roles, strict=False)
                    ],
                    "papers": table.papers,
                }
                for table in each.tables
            ],
        }
        for each in explanations
    ]
