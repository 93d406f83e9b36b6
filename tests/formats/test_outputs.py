"""Lists that are written to paths and to open files, in any format."""

from __future__ import annotations

import gzip
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from support.extensions import AsyncFile
from weeklypapers import InvalidValueError, Papers, UnknownArgumentError
from weeklypapers.formats.outputs import dumps
from weeklypapers.testing import make_papers

LISTED = make_papers(3)


def test_content() -> None:
    assert dumps(LISTED, "list.json", {"indent": None}) == LISTED.to_json(indent=None).encode()
    assert dumps(LISTED, "list.parquet", {}).startswith(b"PAR1")


def test_text_files(tmp_path: Path) -> None:
    memory = io.StringIO()
    LISTED.write(memory, format="json", indent=None)
    assert memory.getvalue() == LISTED.to_json(indent=None)
    with (tmp_path / "list.bib").open("w", encoding="utf-8") as file:
        LISTED.write(file)  # by the suffix of its name
        LISTED.write(file)
    assert (tmp_path / "list.bib").read_text(encoding="utf-8") == LISTED.to_bibtex() * 2


def test_the_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    LISTED.write(sys.stdout, format="bibtex")
    assert capsys.readouterr().out == LISTED.to_bibtex()


def test_binary_files(tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        memory = io.BytesIO()
        LISTED.write(memory, format=name)
        memory.seek(0)
        assert wp.read(memory, format=name) == LISTED
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        LISTED.write(file)
        file.seek(0)
        assert file.read() == LISTED.to_jsonl().encode()


@pytest.mark.parametrize("mode", ["t", "b"])
@pytest.mark.parametrize("suffix", [".json", ".csv", ".tsv"])
def test_compressed_files(tmp_path: Path, mode: str, suffix: str) -> None:
    path, options = tmp_path / f"list{suffix}.gz", {"newline": ""} if mode == "t" else {}
    with gzip.open(path, f"w{mode}", **options) as file:  # type: ignore[call-overload]
        LISTED.write(file, format=suffix)
    for read in (wp.read, wp.iter_papers):
        with gzip.open(path, f"r{mode}", **options) as file:  # type: ignore[call-overload]
            assert list(read(file, format=suffix)) == list(LISTED)


class SmallPipe(io.RawIOBase):
    """An unbuffered file that takes only some bytes at once."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        if isinstance(content, str):
            raise TypeError("expected bytes")
        self.content += bytes(content[:7])
        return min(len(content), 7)


def test_unbuffered_files() -> None:
    file: Any = SmallPipe()
    LISTED.write(file, format="csv")
    assert file.content == LISTED.to_csv().encode()
    assert not file.closed
    LISTED.write(file, format="json")  # it is not detached
    assert file.content.endswith(LISTED.to_json().encode())


def test_an_open_file_is_not_closed() -> None:
    for file in (io.StringIO(), io.BytesIO()):
        LISTED.write(file, format="md")
        assert not file.closed


@pytest.mark.parametrize("papers", [LISTED, LISTED.weeks[0], LISTED.search("2406")])
def test_a_function_is_called_with_the_papers(papers: Any, tmp_path: Path) -> None:
    def titles(papers: Papers, *, end: str = "") -> str:
        assert type(papers) is Papers
        return "\n".join(paper.title for paper in papers) + end

    papers.write(tmp_path / "list.other", format=titles, end="é")

    expected = "\n".join(paper.title for paper in getattr(papers, "papers", papers))
    assert (tmp_path / "list.other").read_bytes() == f"{expected}é".encode()


def test_a_method_is_a_format(tmp_path: Path) -> None:
    LISTED.write(tmp_path / "digest.md", format=Papers.to_digest, title="New")
    assert (tmp_path / "digest.md").read_text(encoding="utf-8") == LISTED.to_digest(title="New")


def test_functions_that_take_any_option_or_have_no_signature() -> None:
    file = io.StringIO()
    LISTED.write(file, format=lambda papers, **options: str(options), width=5)
    LISTED.write(file, format=str)  # a class without a signature
    assert file.getvalue() == "{'width': 5}" + str(LISTED)


@pytest.mark.parametrize(
    ("file", "options", "message"),
    [
        (5, {}, "write requires a path or an open file, got 5"),
        (None, {"format": "json"}, "write requires a path or an open file, got None"),
        (io.StringIO(), {}, "the file has no suffix; pass format='json' or another. Known: '.md'"),
        (io.StringIO(), {"format": "parquet"}, "open for text; open it in binary mode"),
        (AsyncFile(), {"format": "json"}, "is asynchronous; write to an io.StringIO"),
        ("list.bib", {"format": 5}, "format must be a name, a suffix or a function"),
        ("list.bib", {"format": lambda papers: None}, "writer must return text or bytes, got None"),
        (
            "list.bib",
            {"format": lambda papers: "a\ud83d"},
            "<lambda>: UTF-8 can't encode '\\ud83d'",
        ),
    ],
)
def test_wrong_targets_and_formats(file: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        LISTED.write(file, **options)
    assert not Path("list.bib").exists()


def test_files_that_can_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    LISTED.write(path)
    with path.open(encoding="utf-8") as file, pytest.raises(InvalidValueError, match="not writ"):
        LISTED.write(file)
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(InvalidValueError, match="can't be written: the file is closed"):
        LISTED.write(closed, format="json")
    papers = Papers([wp.Paper(title="Größe")])
    error = pytest.raises(
        InvalidValueError, match="can't encode 'öß'; open it with encoding='utf-8'"
    )
    with path.open("w", encoding="ascii") as file, error:
        papers.write(file, format="markdown")
    assert path.read_bytes() == b""


def no_option(papers: Papers) -> str:
    return papers.to_ris()


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("bibtex", "write has no option 'titel' for BibTeX. Known: 'biblatex'."),
        ("atom", "write has no option 'titel' for an Atom feed. Did you mean 'title'?"),
        (no_option, "write has no option 'titel' for the format of no_option. It has none."),
    ],
)
def test_wrong_options(form: str | Callable[[Papers], str], message: str) -> None:
    with pytest.raises(UnknownArgumentError, match=re.escape(message)):
        LISTED.write(io.StringIO(), format=form, titel="New")
