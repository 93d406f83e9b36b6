"""The first rows of each table, from which its columns are recognised."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import attrs

from weeklypapers.markdown import Block, Chunk, Table

__all__ = ["Ahead"]

# The first rows of a table that are read together. A few more than recognition looks at, because
# rows that are empty or headings show nothing.
_ROWS = 32


@attrs.define
class Ahead:
    """The blocks of a document, with a look at the blocks after each part of a table.

    Rows that differ in form, such as a short first row, are in different chunks.

    Attributes:
        blocks: The blocks.
        head: The first rows of a table, if its first chunk was returned last; otherwise None.
        continues: True if the next block is of the same table as the one that was returned last.
    """

    blocks: Iterator[Block | Chunk]
    head: Chunk | None = attrs.field(default=None, init=False)
    continues: bool = attrs.field(default=False, init=False)
    _ahead: deque[Block | Chunk] = attrs.field(factory=deque, init=False)

    def __iter__(self) -> Iterator[Block | Chunk]:
        """Yield the blocks."""
        table: Table | None = None
        while block := self._next():
            if isinstance(block, Chunk):
                is_first = block.table is not table
                table = block.table
                chunks = self._chunks(block, _ROWS if is_first else 1)
                self.head = _joined(chunks) if is_first else None
                following = self._ahead[0] if self._ahead else None
                self.continues = isinstance(following, Chunk) and following.table is table
            yield block

    def _next(self) -> Block | Chunk | None:
        return self._ahead.popleft() if self._ahead else next(self.blocks, None)

    def _chunks(self, first: Chunk, count: int) -> list[Chunk]:
        """Return chunks of one table with at least some rows, if it has as many.

        One block at least is read ahead.
        """
        chunks = [first]
        rows = len(first.lines)
        while not self._ahead or rows < count:
            block = next(self.blocks, None)
            if block is None:
                break
            self._ahead.append(block)
            if not isinstance(block, Chunk) or block.table is not first.table:
                break
            if rows < count:
                chunks.append(block)
                rows += len(block.lines)
        return chunks


def _joined(chunks: Sequence[Chunk]) -> Chunk:
    """Return consecutive chunks of one table as one."""
    first = chunks[0]
    if len(chunks) == 1:
        return first
    return attrs.evolve(
        first,
        lines=[line for chunk in chunks for line in chunk.lines],
        columns=None,
        starts=[start for chunk in chunks for start in chunk.starts or [0] * len(chunk.lines)],
        html=None if first.html is None else [row for chunk in chunks for row in chunk.rows()],
    )
