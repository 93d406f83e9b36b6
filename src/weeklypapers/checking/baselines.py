"""Accepted problems of old lists, in a file beside them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, NamedTuple, cast, final

from weeklypapers.display.text import counted
from weeklypapers.files import SourceLike, is_web_address, opened, write_text
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.problems import Problem, Problems
from weeklypapers.model.versions import version_error

__all__ = ["Baseline"]

_VERSION = 1


class _Accepted(NamedTuple):
    """The identity of an accepted problem: no line number, since lines move."""

    file: str  # an absolute path, an address, or a name such as <stdin>
    code: str
    text: str


@public
@final
class Baseline:
    """Accepted problems, such as those of an old list that nobody will correct.

    A problem is accepted if it has the code, the file and the text of an accepted one. Its line may
    be another, and white space in its text is not compared. Two problems need two accepted ones.

    Args:
        source: A JSON file written by `write` (a path, an address or an open file), or problems.

    Raises:
        InvalidValueError: The file is not a baseline; the message says what was expected.
        OSError: The file can't be opened.
    """

    def __init__(self, source: SourceLike | Iterable[Problem] = ()) -> None:
        if isinstance(source, str | PathLike) or hasattr(source, "read"):
            self._counts = _read(cast("SourceLike", source))
        elif isinstance(source, Iterable):
            problems = _checked(cast("Iterable[Any]", source))
            self._counts = Counter(key for _, key in _accepted(problems))
        else:
            expected = "a path, an address, an open file or problems"
            raise InvalidValueError(f"Baseline requires {expected}, got {show(source)}")

    # A pickle names public classes only.

    def __getstate__(self) -> dict[str, Any]:
        return {"accepted": [(tuple(key), count) for key, count in self._counts.items()]}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self._counts = Counter({_Accepted(*key): count for key, count in state["accepted"]})

    def new(self, problems: Iterable[Problem]) -> Problems:
        """Return the problems that are not accepted."""
        left = self._counts.copy()
        new: list[Problem] = []
        for problem, key in _accepted(problems):
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(problem)
        return Problems(new)

    def outdated(self, problems: Iterable[Problem], files: Iterable[str]) -> int:
        """Return the number of accepted problems of some files that no longer occur.

        Args:
            problems: The problems of these files.
            files: The files that were checked.
        """
        left = self._counts - Counter(key for _, key in _accepted(problems))
        checked = set(map(_file_key, files))
        return sum(count for key, count in left.items() if key.file in checked)

    def replaced(self, problems: Iterable[Problem], files: Iterable[str]) -> Baseline:
        """Return a baseline with other problems for some files, and the same for all others.

        Args:
            problems: The accepted problems of these files.
            files: The files that were checked.
        """
        checked = set(map(_file_key, files))
        baseline = Baseline(problems)
        kept = {key: count for key, count in self._counts.items() if key.file not in checked}
        baseline._counts.update(kept)
        return baseline

    def write(self, path: str | PathLike[str]) -> None:
        """Write the accepted problems to a JSON file, in an order that keeps diffs small.

        Paths are written relative to the folder of the file.

        Raises:
            OSError: The file can't be written.
        """
        import json

        folder = Path(path).absolute().parent
        files: dict[str, list[dict[str, object]]] = {}
        for key, count in sorted(self._counts.items()):
            entry = {"code": key.code, "text": key.text, "count": count}
            files.setdefault(_relative(key.file, folder), []).append(entry)
        document = {"schema_version": _VERSION, "files": files}
        write_text(path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")

    def __len__(self) -> int:
        return self._counts.total()

    def __eq__(self, other: object) -> bool:
        return self._counts == other._counts if isinstance(other, Baseline) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._counts.items()))

    def __repr__(self) -> str:
        return f"<Baseline: {counted(len(self), 'accepted problem')}>"


def _checked(problems: Iterable[Any]) -> Iterator[Problem]:
    for problem in problems:
        if not isinstance(problem, Problem):
            raise InvalidValueError(f"Baseline requires problems, got {show(problem)}")
        yield problem


def _accepted(problems: Iterable[Problem]) -> Iterator[tuple[Problem, _Accepted]]:
    """Yield each problem with what a baseline contains of it."""
    texts: dict[str, str] = {}  # a long line may have thousands of problems
    for problem in problems:
        if (text := texts.get(problem.text)) is None:
            text = " ".join(problem.text.encode(errors="replace").decode().split())
            texts[problem.text] = text
        yield problem, _Accepted(_file_key(problem.file), problem.code, text)


def _file_key(file: str | None) -> str:
    if file is None or file.startswith("<") or is_web_address(file):
        return file or ""
    return Path(os.path.abspath(file)).as_posix()  # noqa: PTH100 - resolves ".." but no links


def _relative(file: str, folder: Path) -> str:
    if not file or file.startswith("<") or is_web_address(file):
        return file
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return file


# Reading


def _read(source: SourceLike) -> Counter[_Accepted]:
    import json

    with opened(source) as file:
        text, name = file.file.read(), file.name
    place = name or "baseline"
    folder = Path(fspath(name)).absolute().parent if name and not is_web_address(name) else Path()
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidValueError(f"{place}: expected a baseline in JSON: {error}") from None
    version = document.get("schema_version") if isinstance(document, dict) else None
    if reason := version_error(version, _VERSION):
        raise InvalidValueError(
            f"{place}: not a baseline that can be read: {reason} @ $.schema_version"
        )
    files = document.get("files")
    if not isinstance(files, dict):
        raise InvalidValueError(f"{place}: files must be an object, got {show(files)}")
    counts: Counter[_Accepted] = Counter()
    for file, entries in files.items():
        for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            key, count = _entry(entry, f"{place}: files[{file!r}][{index}]")
            counts[key._replace(file=_file_in(folder, file))] += count
    return counts


def _file_in(folder: Path, file: str) -> str:
    if not file or file.startswith("<") or is_web_address(file):
        return file
    return _file_key(str(folder / file))


def _entry(entry: Any, place: str) -> tuple[_Accepted, int]:
    if not isinstance(entry, Mapping):
        raise InvalidValueError(f"{place}: expected an object, got {show(entry)}")
    code, text, count = entry.get("code"), entry.get("text"), entry.get("count", 1)
    if not isinstance(code, str) or not isinstance(text, str):
        raise InvalidValueError(f"{place}: expected code and text, got {show(entry)}")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise InvalidValueError(f"{place}: count must be a positive number, got {show(count)}")
    return _Accepted("", code, text), count
