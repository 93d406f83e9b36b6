"""The formats of files: one table of suffixes, with the reader and the writer of each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from weeklypapers.dialects.document import Batch
from weeklypapers.files import is_web_address
from weeklypapers.formats.extensions import Extension, extension_of, installed
from weeklypapers.formats.readers import (
    ListText,
    read_csv,
    read_extension,
    read_json,
    read_json_lines,
    read_markdown,
    read_parquet,
    read_tsv,
)
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show

__all__ = [
    "FORMATS",
    "HTML",
    "JSON_LINES",
    "MARKDOWN",
    "Format",
    "format_named",
    "format_of",
    "known_format",
    "suffix_of",
]


class Format(NamedTuple):
    """A format of lists.

    Attributes:
        name: The name, for messages.
        method: The name of the method of `Papers` that writes it; None without one.
        read: The function that reads it; None for a format that is only written.
        options: The arguments of `read` that apply to it: ``dialect`` and ``columns``.
        readers: The programs that read a format that is only written.
        is_binary: True if it is not text.
        is_raw: True if it is read from bytes, in whatever encoding.
        writer: The function of another package or program that writes it, if there is no method.
    """

    name: str
    method: str | None = None
    read: Callable[[ListText], Iterator[Batch]] | None = None
    options: Sequence[str] = ()
    readers: str = ""
    is_binary: bool = False
    is_raw: bool = False
    writer: Extension | None = None


def format_of(name: str | None) -> Format:
    """Return the format of a list according to its path or address; Markdown if it is unknown.

    Raises:
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    return known_format(name or "") or MARKDOWN


def known_format(path: str) -> Format | None:
    """Return the format of the suffix of a path or address; None if it is unknown.

    An installed package may add a format, and a reader to one that is only written. It can't
    replace anything.

    Raises:
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    if is_web_address(path):
        path = urlsplit(path).path.rstrip("/")
    suffix = suffix_of(path)
    form = FORMATS[suffix] if suffix else None
    if form and form.read:
        return form
    reader = installed("readers", path)
    writer = None if form else installed("writers", path)
    if reader:
        return _read_by(reader, form or Format(reader.name, writer=writer))
    return Format(writer.name, writer=writer) if writer else form


def suffix_of(name: str) -> str | None:
    """Return the suffix of a name in the table, or None."""
    suffixes = [suffix for suffix in FORMATS if name.casefold().endswith(suffix)]
    return max(suffixes, key=len, default=None)


def format_named(name: str | Callable[..., Any], *, is_written: bool = False) -> Format:
    """Return the format that the argument `format` of `read` or `Papers.write` names.

    Args:
        name: A name such as ``"bibtex"``, a suffix such as ``".bib"`` or ``"bib"``, or a function
            that reads or writes a format of its own.
        is_written: True for a format to write.

    Raises:
        InvalidValueError: There is no such format; the message names the nearest one.
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    if callable(name):
        function = extension_of(name)
        form = Format(function.name)
        return form._replace(writer=function) if is_written else _read_by(function, form)
    if not isinstance(name, str):
        raise InvalidValueError(
            f"format must be a name, a suffix or a function, such as 'json', got {show(name)}"
        )
    word = name.casefold().removeprefix(".")
    suffixes = {suffix.removeprefix("."): suffix for suffix in FORMATS}
    for suffix, form in FORMATS.items():
        suffixes.setdefault(str(form.method).rpartition("to_")[2], suffix)
    named = known_format(f"list{suffixes.get(word, f'.{word}')}")
    if named is None:
        usable = [each for each in suffixes if is_written or FORMATS[suffixes[each]].read]
        raise InvalidValueError(f"there is no format {show(name)}. {did_you_mean(word, usable)}")
    return named


def _read_by(reader: Extension, form: Format) -> Format:
    """Return a format with the reader of another package or program."""
    return form._replace(read=partial(read_extension, reader), is_raw=True)


# The table

MARKDOWN = Format("Markdown", "to_markdown", read_markdown, options=("dialect", "columns"))
HTML = Format("a web page", "to_html", read_markdown, options=MARKDOWN.options)
JSON_LINES = Format("JSON Lines", "to_jsonl", read_json_lines)

FORMATS: Mapping[str, Format] = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".json": Format("JSON", "to_json", read_json),
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".bib": Format("BibTeX", "to_bibtex", readers="BibTeX, biber or bibtexparser"),
    ".csl.json": Format("CSL-JSON", "to_csl", readers="pandoc or a reference manager"),
    ".ris": Format("RIS", "to_ris", readers="a reference manager or rispy"),
    ".atom": Format("an Atom feed", "to_atom", readers="a feed reader or feedparser"),
    ".html": HTML,
    ".htm": HTML,
    ".csv": Format("CSV", "to_csv", read_csv, options=("columns",)),
    ".tsv": Format("TSV", "_to_tsv", read_tsv, options=("columns",)),
    ".parquet": Format("Parquet", "_to_parquet", read_parquet, is_binary=True, is_raw=True),
}
"""The format of each suffix, in lower case. A list with any other suffix is read as Markdown."""
