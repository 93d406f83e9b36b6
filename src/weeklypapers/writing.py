"""The methods that write papers, which lists, weeks and search results share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from inspect import signature
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Generic, Literal, ParamSpec, TypeVar

from weeklypapers import formats
from weeklypapers.dialects.tables import weekly
from weeklypapers.model.errors import UnknownArgumentError, did_you_mean, show

if TYPE_CHECKING:
    from weeklypapers.model.paper import Paper

__all__ = ["WritingMethods"]

P = ParamSpec("P")
R = TypeVar("R")
# The functions that `write` calls. Their argument is a `Papers`, which is built on this module.
Writer = TypeVar("Writer", bound=Callable[..., str | bytes])

# The arguments of pandas, where methods of the same names write a file.
_PATHS = {"path", "path_or_buf", "path_or_buffer", "file", "filename", "buf"}


def _in_memory(method: Callable[P, R]) -> Callable[P, R]:
    """Return a method that explains `write` to callers who pass the path of a file."""
    name = method.__name__

    @wraps(method)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        values = args[1:]
        targets = [*values, *(kwargs[option] for option in kwargs.keys() & _PATHS)]
        if path := next((value for value in targets if isinstance(value, str | PathLike)), None):
            hint = f"papers.write({str(path)!r}) writes a file"
            raise UnknownArgumentError(f"{name} takes no path, got {show(path)}; {hint}")
        if values:
            raise UnknownArgumentError(f"{name} takes only named arguments, got {show(values[0])}")
        known = list(signature(method).parameters)[1:] if kwargs else []
        for option in kwargs.keys() - set(known):
            hint = did_you_mean(option, known) if known else "It has none."
            raise UnknownArgumentError(f"{name} has no argument {option!r}. {hint}")
        return method(*args, **kwargs)

    return checked


class WritingMethods(Generic[Writer]):
    """The methods that write the papers of an object, in memory or to a file."""

    __slots__ = ()

    def _listed(self) -> Sequence[Paper]:
        """Return the papers."""
        raise NotImplementedError

    def _text(self) -> str | None:
        """Return the text from which exactly these papers were read, or None."""
        return None

    def _table(self) -> formats.arrow.Table:
        """Return the papers as an Arrow table."""
        return formats.arrow.table(self._listed())

    def _flat_table(self) -> formats.arrow.Table:
        return formats.arrow.flat_table(self._listed())

    def write(
        self,
        path: str | PathLike[str] | IO[str] | IO[bytes],
        *,
        format: str | Writer | None = None,  # noqa: A002 - the usual name
        **options: Any,
    ) -> None:
        """Write the list to a file, in the format of its suffix. Text is encoded in UTF-8.

        An existing file is replaced atomically: an interrupted call leaves it unchanged.

        Args:
            path: The file, or a file open for writing text or bytes, which stays open. ``.md`` and
                ``.markdown`` are written by `to_markdown`, ``.json`` by `to_json`, ``.jsonl`` and
                ``.ndjson`` by `to_jsonl`, ``.bib`` by `to_bibtex`, ``.csl.json`` by `to_csl`,
                ``.ris`` by `to_ris`, ``.atom`` by `to_atom`, ``.html`` and ``.htm`` by `to_html`,
                and ``.csv`` by `to_csv`. ``.tsv`` is the same with tabs, and ``.parquet`` contains
                the table of `to_arrow`. Installed packages may write other suffixes.
            format: A suffix or a name such as ``"bibtex"``, or a function that is called with the
                papers and returns text or bytes; None for the format of the suffix.
            options: Arguments of that method or function, such as ``biblatex=True``.

        Raises:
            InvalidValueError: The suffix or the format is unknown; the message lists the known
                ones. Or the file is not open for writing, or not in binary mode for such a format.
            MissingDependencyError: The format requires an extra that is not installed.
            UnknownArgumentError: The method has no such argument; the message suggests the nearest
                one.
            OSError: The file can't be written.
        """
        formats.outputs.write(self, path, format, options)

    # In memory

    @_in_memory
    def to_markdown(self, *, pad: bool = False) -> str:
        """Return the list as Markdown: its document if there is one, else a weekly table.

        A list that was read has its document, character for character, and so has a list that was
        edited or enriched. A list that was built, selected or merged is written as a weekly table,
        without a line break at the end. The table contains listed values, and no records of arXiv.

        Args:
            pad: True to pad the cells of a new table, so that its pipes are in line as in the
                tables of pandas and tabulate. Every cell is then as long as the longest abstract.
                A document is never changed.
        """
        text = self._text()
        return weekly.render(self._listed(), pad=pad) if text is None else text

    @_in_memory
    def to_digest(self, *, title: str | None = None) -> str:
        """Return the papers as a digest in Markdown, for a message, a release or an issue.

        Each week has a heading, and each paper a single item, as after `merge`, with title,
        authors, venue, category and links. ``papers.filter(since="2024-06-24").to_digest()`` is a
        digest of recent papers.

        Args:
            title: The heading of the digest; None for none.
        """
        return formats.digest.dumps(self._listed(), title=title)

    @_in_memory
    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the list as a JSON document, without loss; `weeklypapers.from_json` reads it.

        Args:
            indent: The number of spaces per level; None for a single line.
        """
        return formats.json.dumps(self._listed(), indent=indent)

    @_in_memory
    def to_jsonl(self) -> str:
        """Return the list as JSON Lines: one paper per line, each ending with a line break."""
        return formats.json.dumps_lines(self._listed())

    @_in_memory
    def to_bibtex(self, *, biblatex: bool = False) -> str:
        """Return the papers as BibTeX or biblatex entries, each paper once.

        Values come from arXiv's record if there is one, else from the list. If the ``journal_ref``
        or the listed venue can be parsed with certainty, the entry is an article or in proceedings;
        otherwise the text becomes a note. A key such as ``jiang2024longrag`` consists of the family
        name of the first author, the year and the first significant word of the title. If papers
        would share a key, their arXiv identifiers are appended. LaTeX in titles and abstracts is
        kept, other special characters are escaped, and significant capitals are protected.

        Args:
            biblatex: True for entries for biblatex and biber, False for BibTeX.
        """
        return formats.bibtex.dumps(self._listed(), biblatex=biblatex)

    @_in_memory
    def to_csl(self) -> str:
        """Return the papers as CSL-JSON, for pandoc, Zotero and citation processors.

        Each paper occurs once. Its ``id`` is the key of `to_bibtex`. Accents in LaTeX become
        letters; formulas stay LaTeX.
        """
        return formats.csl.dumps(self._listed())

    @_in_memory
    def to_ris(self) -> str:
        """Return the papers as RIS records, for reference managers.

        Each paper occurs once. Its ``ID`` is the key of `to_bibtex`. Lines end with CR and LF.
        Accents in LaTeX become letters; formulas stay LaTeX.
        """
        return formats.ris.dumps(self._listed())

    @_in_memory
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
        """Return the papers as an Atom feed (RFC 4287), with one entry per paper, newest first.

        The feed doesn't depend on the time of writing: the same list gives the same text.

        The identifier of an entry is the same in every state of the list, and different in other
        feeds. It is a UUID of the feed's identifier and of the value that identifies the paper
        under the rule of `merge`, which is an arXiv identifier without its version, a link or a
        title.

        ``published`` is the first day on which the paper is listed, and ``updated`` the last, both
        at midnight UTC. Each day is that of a week, else the first possible day of a listed date.
        An undated paper has the time of its submission or, without a record, the first day of the
        month in its arXiv identifier.

        Titles are plain text and may contain LaTeX. The content of an entry is HTML: authors,
        venue, the abstract with its lines and lists, and links. Only web and mail addresses become
        links. Characters that are invalid in XML are replaced.

        Args:
            title: The title of the feed; None for ``"Weekly papers"``.
            author: The author of the feed and of papers without authors; None for the title.
            url: The address at which the feed will be published.
            page_url: The address of the page with the list.
            feed_id: The identifier of the feed, an IRI that must never change. None for `url` or,
                without a `url`, for an identifier derived from the title.
            updated: The time of the last change of the feed; None for the time of the newest entry,
                or 1970 if there are no entries.
            undated: The time of papers without any date. It should never change, because feed
                readers would show these papers as changed.

        Raises:
            InvalidValueError: An argument is invalid, or a paper has no date and `undated` is None.
        """
        return formats.atom.dumps(
            self._listed(),
            title=title,
            author=author,
            url=url,
            page_url=page_url,
            feed_id=feed_id,
            updated=updated,
            undated=undated,
        )

    @_in_memory
    def to_html(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        group_by: formats.html.PageGrouping | None = "auto",
        feed_url: str | None = None,
        lang: str = "en",
    ) -> str:
        """Return the papers as a web page: one file, without scripts and other files.

        The page has titles, authors, categories, venues, dates, links and folded abstracts, in
        light and dark mode. It suits a website, a narrow screen and an e-mail. The same list gives
        the same text. All texts are escaped, and only web and mail addresses become links.

        Args:
            title: The title of the page; None for ``"Weekly papers"``.
            description: A sentence below the title.
            group_by: ``"week"``, ``"month"``, ``"topic"`` or ``"category"``, or None for a list
                without headings. A paper is below each of its topics. ``"auto"`` chooses weeks if
                most papers have one of several, else topics if most papers have one or two, else
                the weeks of listed days.
            feed_url: The address of an Atom feed of the list: see `to_atom`.
            lang: The language of the page, as a BCP 47 tag.

        Raises:
            InvalidValueError: An argument is invalid.
        """
        return formats.html.dumps(
            self._listed(),
            title=title,
            description=description,
            group_by=group_by,
            feed_url=feed_url,
            lang=lang,
        )

    # Frames

    @_in_memory
    def to_csv(self, *, formulas: Literal["keep", "escape"] = "keep") -> str:
        """Return the papers as CSV (RFC 4180), one row per paper; `weeklypapers.read` reads it.

        Spreadsheets evaluate a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and
        titles come from strangers. Therefore, escape formulas in a file for a spreadsheet.

        Args:
            formulas: ``"keep"`` writes all cells unchanged, without loss. ``"escape"`` inserts an
                apostrophe before cells that a spreadsheet would evaluate, and quotes all cells
                (OWASP, "CSV Injection"). Reading the file doesn't remove the apostrophes.

        Raises:
            InvalidValueError: `formulas` is neither of these.
        """
        return formats.csv.dumps(self._listed(), formulas=formulas)

    def _to_tsv(self, *, formulas: Literal["keep", "escape"] = "keep") -> str:
        return formats.csv.dumps(self._listed(), formulas=formulas, separator="\t")

    @_in_memory
    def to_records(self) -> list[dict[str, str | int | bool | None]]:
        """Return a flat dictionary for each paper, whose values are text, numbers, flags or None.

        `json.dumps` and template engines accept them. They have the listed values and derived ones,
        such as the identifier without its version, the addresses of the abstract and the PDF, the
        kinds of the links, and arXiv's abstract if the list has none. Days and times are in ISO
        8601. Several authors, topics and the like are one text, separated by semicolons. All
        dictionaries have the same keys, and the extra columns of all papers.
        """
        return formats.records.records(self._listed())

    @_in_memory
    def to_arrow(self, *, flat: bool = False) -> formats.arrow.Table:
        """Return the papers as a pyarrow table, one row per paper, without loss.

        The schema is the same for every list. `weeklypapers.from_arrow` reads the table. A list
        keeps its table, so that queries of DuckDB and Polars use it without making it again.

        Args:
            flat: True for the columns of `to_records`, without those that are empty. Such a table
                has no lists or structs, and is not lossless.

        Raises:
            MissingDependencyError: pyarrow is not installed.
        """
        return self._flat_table() if flat else self._table()

    @_in_memory
    def to_pandas(self, *, flat: bool = False) -> formats.pandas.DataFrame:
        """Return the papers as a pandas DataFrame, with the columns of `to_arrow`.

        Days and times have the type ``datetime64``, categories are a Categorical, and nested
        columns have Arrow types. The index is the default one.

        Args:
            flat: True for the columns of `to_records`, without those that are empty. All operations
                of pandas work on them, such as ``drop_duplicates``, ``nunique`` and ``describe``.

        Raises:
            MissingDependencyError: pandas or pyarrow is not installed.
        """
        return formats.pandas.frame(self._flat_table() if flat else self._table())

    @_in_memory
    def to_polars(self, *, flat: bool = False) -> formats.polars.DataFrame:
        """Return the papers as a Polars DataFrame, with the columns of `to_arrow`.

        Args:
            flat: True for the columns of `to_records`, without those that are empty.

        Raises:
            MissingDependencyError: Polars or pyarrow is not installed.
        """
        return formats.polars.frame(self._flat_table() if flat else self._table())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table().__arrow_c_stream__(requested_schema)

    def _to_parquet(self) -> bytes:
        return formats.arrow.to_parquet(self._table())
