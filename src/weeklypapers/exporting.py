"""What a `Papers` can be turned into, and the formats that a suffix names."""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from weeklypapers.files import write_bytes
from weeklypapers.formats import suffixes
from weeklypapers.plotting.plots import Plots

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from weeklypapers.model.paper import Paper

__all__ = ["Exporting"]

if TYPE_CHECKING:
    _Sequence = Sequence[Paper]
else:

    class _Sequence(metaclass=ABCMeta):  # noqa: B024 - for __abc_tpflags__ alone
        """All that a Sequence does, without being one for `isinstance`.

        Polars and narwhals take a Sequence apart, element by element, before they look whether it
        offers an Arrow stream.
        """

        __slots__ = ()
        __abc_tpflags__ = 1 << 5  # Py_TPFLAGS_SEQUENCE: `match` takes it for one, as PEP 634 says
        __contains__ = Sequence.__contains__
        __reversed__ = Sequence.__reversed__
        index = Sequence.index
        count = Sequence.count


class Exporting(_Sequence):
    """The methods of `Papers` that write it, and those that hand it to other libraries.

    Each imports what it needs when it is called, so that a list can be read and queried with the
    core alone.
    """

    __slots__ = ()

    # Text

    def to_json(self, *, indent: int | None = 2) -> str:
        """The list as a JSON document, with nothing lost; see `weeklypapers.from_json`.

        Args:
            indent: How many spaces to indent by; None for one line.
        """
        from weeklypapers.formats import json  # here, since it takes cattrs

        return json.dumps(self, indent=indent)

    def to_jsonl(self) -> str:
        """The list as JSON Lines, one paper a line, each ended by a line break."""
        from weeklypapers.formats import json

        return json.dumps_lines(self)

    # Citations

    def to_bibtex(self, *, biblatex: bool = False) -> str:
        """The papers as entries of a bibliography, each paper once.

        By arXiv's record where there is one, else by what is listed. A paper whose ``journal_ref``
        or listed venue can be read for certain is an article or in proceedings; others keep that
        text as a note. Keys are as ``jiang2024longrag``: the first author's family name, the year,
        and the first telling word of the title; where papers would share a key, their arXiv
        identifiers stand behind it. LaTeX in titles and abstracts stays, other special characters
        are escaped, and capitals that matter are protected.

        Args:
            biblatex: Whether the entries are for biblatex and biber, else for BibTeX.
        """
        from weeklypapers.formats import bibtex

        return bibtex.dumps(self, biblatex=biblatex)

    def to_csl(self) -> str:
        """The papers as CSL-JSON, as pandoc, Zotero and citation processors take it.

        Each paper once, with the keys of `to_bibtex` as ``id``. Accents in LaTeX become letters;
        formulas stay LaTeX.
        """
        from weeklypapers.formats import csl

        return csl.dumps(self)

    def to_ris(self) -> str:
        """The papers as RIS records, as reference managers import them.

        Each paper once, with the keys of `to_bibtex` as ``ID``; lines end with CR and LF. Accents
        in LaTeX become letters; formulas stay LaTeX.
        """
        from weeklypapers.formats import ris

        return ris.dumps(self)

    # Feeds

    def to_atom(
        self,
        *,
        title: str | None = None,
        author: str | None = None,
        url: str | None = None,
        page_url: str | None = None,
        feed_id: str | None = None,
        updated: datetime | None = None,
        undated: datetime | None = None,
    ) -> str:
        """The papers as an Atom feed (RFC 4287), an entry a paper, newest first.

        The feed doesn't depend on the time at which it is made: the same list gives the same text.

        The identifier of an entry is the same in every feed and every state of the list: for a
        paper on arXiv the address of its abstract page without a version, for others a UUID of what
        makes two entries the same paper in `merge`. A paper that is listed several times is one
        entry: ``published`` is the first day at which it is listed, ``updated`` the last, both at
        midnight in UTC. A day is that of the week, else the first that the listed date can mean. A
        paper that has neither goes by the time of submission, and without a record by the first
        day of the month that its identifier names.

        Titles and abstracts are plain text, LaTeX included. Characters that XML doesn't have become
        U+FFFD. Only addresses of http and https become links.

        Args:
            title: The title of the feed; None for ``"Weekly papers"``.
            author: Who makes the feed, which is also the author of papers whose authors are not
                known; None for the title.
            url: Where the feed will be published.
            page_url: The page that shows the list.
            feed_id: The identifier of the feed, an IRI that must never change; None for `url`. If
                that is None as well, it is made of the title and of the oldest entry.
            updated: When the feed changed; None for the time of the newest entry (1970 if there is
                none).
            undated: When the papers of which nothing tells a date were listed. Keep it the same:
                with another one, readers show them as changed.

        Raises:
            InvalidValueError: An argument is not what it must be, or nothing tells the date of a
                paper and `undated` is None.
        """
        from weeklypapers.formats import atom

        return atom.dumps(
            self,
            title=title,
            author=author,
            url=url,
            page_url=page_url,
            feed_id=feed_id,
            updated=updated,
            undated=undated,
        )

    # Tables

    def to_csv(self, *, formulas: Literal["keep", "escape"] = "keep") -> str:
        """The papers as CSV (RFC 4180), a row a paper; `weeklypapers.read` takes it back.

        Spreadsheets run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and
        titles are written by strangers: escape them in a file that somebody opens with one.

        Args:
            formulas: ``"keep"`` writes every cell as it is, so that nothing is lost. ``"escape"``
                puts an apostrophe before those that a spreadsheet would run, and all cells between
                quotes (OWASP, "CSV Injection"); read back, they have the apostrophe.

        Raises:
            InvalidValueError: `formulas` is neither.
        """
        from weeklypapers.formats import csv

        return csv.dumps(self, formulas=formulas)

    def to_arrow(self) -> pa.Table:
        """The papers as a table of pyarrow, a row a paper, with nothing lost.

        `weeklypapers.from_arrow` takes it back. The schema is the same for every list.

        Raises:
            MissingDependencyError: pyarrow is not installed.
        """
        from weeklypapers.formats import arrow

        return arrow.table(self)

    def to_pandas(self) -> pd.DataFrame:
        """The papers as a DataFrame of pandas, with the columns of `to_arrow`.

        Days and times are ``datetime64``, categories a Categorical, and nested columns have the
        types of Arrow. The index is the default one.

        Raises:
            MissingDependencyError: pandas or pyarrow is not installed.
        """
        from weeklypapers.formats import pandas

        return pandas.frame(self)

    def to_polars(self) -> pl.DataFrame:
        """The papers as a DataFrame of Polars, with the columns of `to_arrow`.

        Raises:
            MissingDependencyError: Polars or pyarrow is not installed.
        """
        from weeklypapers.formats import polars

        return polars.frame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        from weeklypapers.formats import arrow

        return arrow.stream(self, requested_schema)

    def _to_parquet(self) -> bytes:
        from weeklypapers.formats import arrow

        return arrow.to_parquet(self)

    # Pictures

    @property
    def plot(self) -> Plots:
        """Charts of the list, such as ``papers.plot.weeks()``.

        Each is a chart of Altair, which the extra ``weeklypapers[plot]`` brings.
        """
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
            UnknownArgumentError: The method has no such argument; the message names the nearest.
        """
        write_bytes(path, suffixes.dumps(self, PurePath(path).name, options))
