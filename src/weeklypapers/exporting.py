"""What every collection of papers can be turned into, and the formats that a suffix names."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from weeklypapers.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model import Paper
from weeklypapers.sources import write_bytes

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from weeklypapers.plotting import Plots

__all__ = ["Exporting"]


class Exporting(Sequence[Paper]):
    """The methods of `Papers` that write it, and those that hand it to other libraries.

    Each imports what it needs when it is called, so that a list can be read and queried with the
    core alone.
    """

    __slots__ = ()

    # Text

    @abstractmethod
    def to_markdown(self) -> str:
        """The list as Markdown."""

    def to_json(self, *, indent: int | None = 2) -> str:
        """The list as a JSON document, with nothing lost; see `weeklypapers.from_json`.

        Args:
            indent: How many spaces to indent by; None for one line.
        """
        from weeklypapers import codec  # here, since it takes cattrs

        return codec.dumps(self, indent=indent)

    def to_jsonl(self) -> str:
        """The list as JSON Lines, one paper a line, each ended by a line break."""
        from weeklypapers import codec

        return codec.dumps_lines(self)

    # Citations

    def to_bibtex(self, *, biblatex: bool = False) -> str:
        """The papers as entries of a bibliography.

        Args:
            biblatex: Whether the entries are for biblatex and biber, else for BibTeX.
        """
        from weeklypapers.writers import bibtex

        return bibtex.dumps(self, biblatex=biblatex)

    def to_csl(self) -> str:
        """The papers as CSL-JSON, as pandoc, Zotero and citation processors take it."""
        from weeklypapers.writers import csl

        return csl.dumps(self)

    def to_ris(self) -> str:
        """The papers as RIS records, as reference managers import them."""
        from weeklypapers.writers import ris

        return ris.dumps(self)

    # Feeds

    def to_atom(
        self,
        *,
        title: str | None = None,
        feed_id: str | None = None,
        url: str | None = None,
        updated: datetime | None = None,
    ) -> str:
        """The papers as an Atom feed (RFC 4287), an entry a paper."""
        from weeklypapers.writers import atom

        return atom.dumps(self, title=title, feed_id=feed_id, url=url, updated=updated)

    # Tables

    def to_csv(self, *, formulas: Literal["keep", "escape"] = "keep") -> str:
        """The papers as CSV (RFC 4180), a row a paper, with nothing lost."""
        from weeklypapers.tabular import csv

        return csv.dumps(self, formulas=formulas)

    def to_arrow(self) -> pa.Table:
        """The papers as a table of pyarrow, a row a paper, with nothing lost."""
        from weeklypapers.tabular import arrow

        return arrow.table(self, "to_arrow()")

    def to_pandas(self) -> pd.DataFrame:
        """The papers as a DataFrame of pandas, a row a paper."""
        from weeklypapers.tabular import pandas

        return pandas.frame(self)

    def to_polars(self) -> pl.DataFrame:
        """The papers as a DataFrame of Polars, a row a paper."""
        from weeklypapers.tabular import polars

        return polars.frame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        from weeklypapers.tabular import arrow

        return arrow.stream(self, requested_schema)

    def _to_parquet(self) -> bytes:
        from weeklypapers.tabular import arrow

        return arrow.to_parquet(self)

    # Pictures

    @property
    def plot(self) -> Plots:
        """Charts of the list, such as ``papers.plot.weeks()``."""
        from weeklypapers.plotting import Plots

        return Plots(self)

    # Files

    def write(self, path: str | PathLike[str], **options: Any) -> None:
        """Writes the list to a file, in the format that its suffix names; text is in UTF-8.

        A file that is there is replaced at once: interrupted, it is as before.

        Args:
            path: The file. ``.md`` and ``.markdown`` are as `to_markdown`, ``.json`` as `to_json`,
                ``.jsonl`` and ``.ndjson`` as `to_jsonl`, ``.bib`` as `to_bibtex`, ``.csl.json`` as
                `to_csl`, ``.ris`` as `to_ris`, ``.atom`` as `to_atom`, ``.csv`` as `to_csv`, and
                ``.parquet`` is the table of `to_arrow`.
            options: Arguments of that method, such as ``biblatex=True``.

        Raises:
            InvalidValueError: The suffix names no format; the message names the known ones.
            MissingDependencyError: The format needs an extra that is not installed.
            TypeError: The method has no such argument.
        """
        name = PurePath(path).name.casefold()
        endings = [ending for ending in _FORMATS if name.endswith(ending)]
        if not endings:
            hint = did_you_mean(PurePath(name).suffix, _FORMATS)
            raise InvalidValueError(f"can't tell a format from {show(PurePath(path).name)}. {hint}")
        made = _FORMATS[max(endings, key=len)](self, **options)
        write_bytes(path, made.encode() if isinstance(made, str) else made)


_FORMATS: dict[str, Callable[..., str | bytes]] = {
    ".md": lambda papers: papers.to_markdown(),  # which `Papers` defines
    ".markdown": lambda papers: papers.to_markdown(),
    ".json": Exporting.to_json,
    ".jsonl": Exporting.to_jsonl,
    ".ndjson": Exporting.to_jsonl,
    ".bib": Exporting.to_bibtex,
    ".csl.json": Exporting.to_csl,
    ".ris": Exporting.to_ris,
    ".atom": Exporting.to_atom,
    ".csv": Exporting.to_csv,
    ".parquet": Exporting._to_parquet,
}
