"""Lists from files: the format of a content, and its papers in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from weeklypapers.dialects.dialect import ROLES, Dialect, check_role, dialects_of
from weeklypapers.dialects.document import Batch
from weeklypapers.formats.contents import Content, content_of
from weeklypapers.formats.encodings import NotUtf8Error, decoded, encoding_of, not_utf_8
from weeklypapers.formats.readers import ListText
from weeklypapers.formats.suffixes import FORMATS, HTML, JSON_LINES, MARKDOWN, Format, format_of
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.problems import Problem

__all__ = ["ListSource", "check_columns", "columns_of_csv", "in_unicode", "source_of"]


class ListSource(NamedTuple):
    """The text of a list, and its format.

    Attributes:
        content: The content of its source.
        form: The format.
        file: The name of the list.
    """

    content: Content
    form: Format
    file: str | None

    @property
    def is_markdown(self) -> bool:
        """True if the source itself is Markdown, and not a format that was converted to it."""
        return self.form is MARKDOWN and self.content.conversion is None

    @property
    def obstacle(self) -> str | None:
        """The reason why its text can't be edited, or None."""
        conversion = self.content.conversion
        if conversion is None:
            return None
        return f"the list was read from {conversion.name}, which can't be edited"

    def batches(
        self,
        dialect: str | Dialect | None,
        columns: Mapping[str, str] | None,
        *,
        is_complete: bool,
    ) -> Iterator[Batch]:
        """Yield the papers and the problems of each part of the list.

        Args:
            dialect: As in `read`.
            columns: As in `read`.
            is_complete: Whether the whole text may be read at once; see `ListText`.

        Raises:
            InvalidValueError: An argument is invalid, or doesn't apply to the format.
            NotUtf8Error: The text is not UTF-8.
        """
        content, read = self.content, self.form.read
        _check_arguments(self.form, dialect, columns)
        if content.problems:
            yield Batch([], list(content.problems))
        if content.is_readable and read:
            columns = columns or {}
            yield from read(ListText(content.pieces, self.file, is_complete, dialect, columns))

    def whole(self) -> tuple[ListSource, str]:
        """Return the list with its whole text, and the text."""
        text = "".join(self.content.pieces)
        return self._replace(content=attrs.evolve(self.content, pieces=[text])), text

    def in_source(self, batch: Batch) -> Batch:
        """Return a batch with the lines of the source, if its text was converted."""
        if (conversion := self.content.conversion) is None:
            return batch
        return attrs.evolve(
            batch,
            papers=list(map(conversion.paper, batch.papers)),
            problems=list(map(self.problem_in_source, batch.problems)),
        )

    def problem_in_source(self, problem: Problem) -> Problem:
        """Return a problem with its place in the source, if the text was converted."""
        conversion = self.content.conversion
        if conversion is None or problem in self.content.problems:
            return problem
        return conversion.problem(problem)


def source_of(pieces: Iterable[str], file: str | None, form: Format | None = None) -> ListSource:
    """Recognise the format of a list.

    Args:
        pieces: The text, whole or line by line.
        file: The name of the list, for problems.
        form: The format; None to recognise it from the name and the text.

    Raises:
        InvalidValueError: The format is only written.
        NotUtf8Error: The text is not in the encoding of its beginning.
    """
    named = form or format_of(file)
    if named.read is None:
        readable = dict.fromkeys(each.name for each in FORMATS.values() if each.read)
        others = f"; {named.readers} reads it" if named.readers else ""
        raise InvalidValueError(
            f"{show(file)} is {named.name}, which is only written{others}. "
            f"The formats of lists that are read: {', '.join(readable)}"
        )
    if named is HTML:  # its articles become Markdown
        named = MARKDOWN
    if named.is_raw:
        return ListSource(Content(pieces), named, file)
    content = content_of(
        pieces,
        file,
        is_markdown=named is MARKDOWN,
        may_be_data=form is None,
        may_be_empty=named is JSON_LINES,
    )
    return ListSource(content, FORMATS[content.suffix] if content.suffix else named, file)


def in_unicode(text: str, file: str | None) -> tuple[str, Problem | None]:
    """Return a text in its own encoding, and the problem that it was not UTF-8.

    Args:
        text: The text, decoded as UTF-8 with "surrogateescape".
        file: The name of the list.
    """
    encoding = encoding_of(text)
    if encoding is None or format_of(file).is_raw:
        return text, None
    try:
        return "".join(decoded([text], encoding, file)), not_utf_8(encoding, file)
    except NotUtf8Error:
        return text, None


def _check_arguments(
    form: Format, dialect: str | Dialect | None, columns: Mapping[str, str] | None
) -> None:
    arguments = {"dialect": dialect, "columns": columns}
    refused = [name for name in arguments if name not in form.options]
    if any(arguments[name] is not None for name in refused):
        verb = "is" if len(refused) == 1 else "are"
        raise InvalidValueError(
            f"{' and '.join(refused)} {verb} for Markdown, and the source is {form.name}"
        )
    dialects_of(dialect)
    check_columns(columns, ROLES if form is MARKDOWN else columns_of_csv())


def check_columns(columns: Mapping[str, str] | None, known: Sequence[str]) -> None:
    """Check the argument `columns` of `read`.

    Raises:
        InvalidValueError: It is not a mapping of headers to known columns.
    """
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        raise InvalidValueError(f"columns must map headers to fields, got {show(columns)}")
    for header, field in columns.items():
        if not isinstance(header, str):
            raise InvalidValueError(f"columns: a header must be text, got {show(header)}")
        check_role(field, known)


def columns_of_csv() -> tuple[str, ...]:
    """Return the names of the columns of CSV."""
    from weeklypapers.formats._columns import COLUMNS

    return tuple(COLUMNS)
