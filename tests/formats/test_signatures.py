"""Formats that are no lists of papers."""

from __future__ import annotations

import gzip
import io
import pickle
import sqlite3
import zipfile
from pathlib import Path

import pytest

import weeklypapers as wp
from weeklypapers.formats.signatures import other_format


def archive(*names: str, first: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        if first:
            zipped.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            zipped.writestr(zipfile.ZipInfo(name), "<xml>a</xml>", zipfile.ZIP_DEFLATED)
    return file.getvalue()


OFFICE = "[Content_Types].xml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (archive(OFFICE, "xl/workbook.xml"), "an Excel workbook (.xlsx)"),
        (archive(OFFICE, "word/document.xml"), "a Word document (.docx)"),
        (archive("content.xml", first=ODS), "an OpenDocument spreadsheet (.ods)"),
        (archive("a.xml", first="application/epub+zip"), "an EPUB book"),
        (archive("list.md"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "an old Office file (.xls, .doc)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(8), "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
        (gzip.compress(b"a", mtime=0), "a gzip archive"),
        (b"SQLite format 3\0\x10\0", "an SQLite database"),
        (b"ARROW1\0\0", "an Arrow IPC file"),
        *((pickle.dumps(["a"], protocol), "a Python pickle") for protocol in (2, 3, 4, 5)),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "an archived web page (MHTML)"),
        (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="a"\r\n',
            "an archived web page (MHTML)",
        ),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".md", ".csv", ".xlsx"])
def test_a_format_is_named(tmp_path: Path, content: bytes, name: str, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(content)
    problems = wp.read(path, on_error="collect").problems
    (problem,) = problems
    assert (problem.code, problem.file) == ("other-format", str(path))
    assert problem.message.startswith("expected a list in Markdown, CSV, ")
    assert f", got {name}: " in problem.message
    assert wp.check(path) == problems
    assert wp.fix(path).problems == problems
    assert wp.fix(path).text.encode("utf-8", "surrogateescape") == content
    with pytest.raises(wp.ReadError, match="other-format"):
        list(wp.iter_papers(path))


def test_a_database(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "list.db")
    connection.execute("CREATE TABLE papers (title TEXT)")
    connection.close()
    with pytest.raises(wp.ReadError, match="got an SQLite database: export the table"):
        wp.read(tmp_path / "list.db")


@pytest.mark.parametrize(
    "text", ["", "PDF", "BZhang", "Title: a\nAuthor: b\n", "PKK\n", "\ud800", "GIF"]
)
def test_text_is_not_another_format(text: str) -> None:
    assert other_format(text) is None
