"""Lists to files: the content in a format, and the paths and open files that receive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BufferedWriter, RawIOBase
from os import PathLike, fspath
from pathlib import PurePath
from typing import IO, Any, Protocol

from weeklypapers.files import is_text_file, name_of, write_bytes
from weeklypapers.formats.suffixes import FORMATS, Format, format_named, known_format, suffix_of
from weeklypapers.model.errors import InvalidValueError, UnknownArgumentError, did_you_mean, show
from weeklypapers.model.paper import Paper

__all__ = ["Written", "dumps", "write", "writer_of"]


class Written(Protocol):
    """An object with papers: a list, a week or the hits of a search."""

    def _listed(self) -> Sequence[Paper]: ...


def write(
    papers: Written,
    target: str | PathLike[str] | IO[str] | IO[bytes],
    form: str | Callable[..., Any] | None,
    options: Mapping[str, Any],
) -> None:
    """Write papers to a path or an open file; arguments and errors are those of `Papers.write`."""
    if isinstance(target, str | PathLike):
        content = dumps(papers, PurePath(fspath(target)).name, options, form)
        write_bytes(target, content)
        return
    file: IO[Any] = target
    is_text = is_text_file(file)  # before the work of making the content
    content = dumps(papers, name_of(file) or "", options, form)
    if is_text:
        _write_text(file, content)
    elif isinstance(file, RawIOBase):
        _write_raw(file, content)
    else:
        file.write(content)


def _write_raw(file: RawIOBase, content: bytes) -> None:
    """Write bytes to an unbuffered file, which may take only a part of them at once."""
    buffer = BufferedWriter(file)
    try:
        buffer.write(content)
    finally:
        buffer.detach()  # it writes the rest, and leaves the file open


def _write_text(file: IO[str], content: bytes) -> None:
    try:
        file.write(content.decode())
    except UnicodeDecodeError:
        raise InvalidValueError(
            f"the format is binary, and {show(file)} is open for text; open it in binary mode"
        ) from None
    except UnicodeEncodeError as error:  # nothing was written
        character = show(error.object[error.start : error.end])
        raise InvalidValueError(
            f"{show(file)} can't encode {character}; open it with encoding='utf-8'"
        ) from None


def dumps(
    papers: Written,
    name: str,
    options: Mapping[str, Any],
    form: str | Callable[..., Any] | None = None,
) -> bytes:
    """Return the content of a file with a list.

    Args:
        papers: The list.
        name: The name of the file.
        options: The arguments of the function that writes the format.
        form: The format, as in `format_named`; None for that of the suffix.

    Raises:
        InvalidValueError: There is no format for the suffix; the message names the known ones. Or a
            writer of another package returns neither text that UTF-8 can have nor bytes.
        UnknownArgumentError: The function has no such argument; the message names the nearest.
    """
    written = _format_of(name, form)
    function = writer_of(papers, written)
    _check_options(function, options, (form is None and suffix_of(name)) or written.name)
    content: object = function(**options)
    if isinstance(content, str):
        return _encoded(content, written.name)
    if not isinstance(content, bytes):
        expected = "the writer must return text or bytes"
        raise InvalidValueError(f"{written.name}: {expected}, got {show(content)}")
    return content


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        character = show(text[error.start])
        raise InvalidValueError(f"{name}: UTF-8 can't encode {character}") from None


def _format_of(name: str, form: str | Callable[..., Any] | None) -> Format:
    if form is not None:
        return format_named(form, is_written=True)
    if (written := known_format(name)) is None:
        known = f"Known: {', '.join(map(repr, FORMATS))}."
        if not PurePath(name).suffix:
            target = show(name) if name else "the file"
            raise InvalidValueError(
                f"{target} has no suffix; pass format='json' or another. {known}"
            )
        raise InvalidValueError(f"no format has the suffix of {show(name)}. {known}")
    return written


def writer_of(papers: Written, form: Format) -> Callable[..., str | bytes]:
    """Return the function that writes papers in a format.

    Raises:
        InvalidValueError: The format is only read.
    """
    if form.method is not None:
        method: Callable[..., str | bytes] = getattr(papers, form.method)
        return method
    if form.writer is None:
        raise InvalidValueError(f"{form.name} is only read")
    return partial(form.writer.load(), papers._listed())


def _check_options(function: Callable[..., object], options: Mapping[str, Any], form: str) -> None:
    from inspect import Parameter, signature  # here, since its import is slow

    try:
        parameters = signature(function).parameters
    except ValueError:  # a function in C without a signature
        return
    if any(each.kind is Parameter.VAR_KEYWORD for each in parameters.values()):
        return
    for option in options:
        if option not in parameters:
            hint = did_you_mean(option, parameters) if parameters else "It has none."
            raise UnknownArgumentError(f"write has no option {option!r} for {form}. {hint}")
