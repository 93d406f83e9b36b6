"""Formats that are not lists of papers, recognised from the first bytes of a file."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["ARCHIVES", "ENOUGH", "MESSAGES", "OtherFormat", "other_format"]

ENOUGH = 65_536
"""The number of characters from which a format is recognised, if there are as many."""

_LONGEST = 16  # bytes of a signature, and of its offset


class OtherFormat(NamedTuple):
    """A format that is not read.

    Attributes:
        name: The name, with an article.
        advice: The way to a format that is read.
    """

    name: str
    advice: str


_SHEET = "export the sheet as CSV"
_TABLE = "export the table as CSV or Parquet"
_TEXT = "save the text of the list as Markdown, or export it as CSV"
_UNPACK = "unpack it, and read the file in it"
_IMAGE = "a picture has no text; find the list that it shows"
_PAGE = "save the page as HTML, or save the list itself"

# The magic numbers, from the specifications of the formats and the database of file(1).
_SIGNATURES: tuple[tuple[bytes, OtherFormat], ...] = (
    (b"%PDF-", OtherFormat("a PDF document", _TEXT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherFormat("an old Office file (.xls, .doc)", _SHEET)),
    (b"{\\rtf", OtherFormat("an RTF document", _TEXT)),
    (b"%!PS", OtherFormat("a PostScript document", _TEXT)),
    (b"\x89PNG", OtherFormat("a PNG image", _IMAGE)),
    (b"\xff\xd8\xff", OtherFormat("a JPEG image", _IMAGE)),
    (b"GIF87a", OtherFormat("a GIF image", _IMAGE)),
    (b"GIF89a", OtherFormat("a GIF image", _IMAGE)),
    (b"II*\0", OtherFormat("a TIFF image", _IMAGE)),
    (b"MM\0*", OtherFormat("a TIFF image", _IMAGE)),
    (b"\x1f\x8b", OtherFormat("a gzip archive", _UNPACK)),
    (b"BZh91AY&SY", OtherFormat("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\0", OtherFormat("an xz archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", OtherFormat("a 7z archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", OtherFormat("a Zstandard archive", _UNPACK)),
    (b"Rar!\x1a\x07", OtherFormat("a RAR archive", _UNPACK)),
    (b"SQLite format 3\0", OtherFormat("an SQLite database", _TABLE)),
    (b"ARROW1\0\0", OtherFormat("an Arrow IPC file", "write it as Parquet, or use `from_arrow`")),
    (b"\xff\xff\xff\xff", OtherFormat("an Arrow IPC stream", "use `from_arrow`")),
    (b"Obj\x01", OtherFormat("an Avro file", _TABLE)),
    (b"\x89HDF", OtherFormat("an HDF5 file", _TABLE)),
    (b"\x93NUMPY", OtherFormat("a NumPy array", _TABLE)),
    (b"bplist00", OtherFormat("a binary property list (.webarchive)", _PAGE)),
)
# A pickle of protocol 2 or later: the opcode PROTO and its argument, then an opcode.
_PICKLE = re.compile(rb"\x80[\x02-\x05][\x95(\]}cX\x8c]")
_PICKLE_FORMAT = OtherFormat("a Python pickle", "load it with pickle, and write the list as JSON")
_RIFF = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
# A web page that a browser saved as a message with parts (RFC 2557).
_ARCHIVED_PAGE = re.compile(
    rb"From: <Saved by |(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*+){0,20}?"
    rb"Content-Type:\s*multipart/related",
    re.IGNORECASE,
)

ARCHIVES = ("PK\x03\x04", "PK\x05\x06", "PK\x07\x08")
"""The signatures of ZIP archives, whose contents tell their format."""

MESSAGES = ("From: ", "MIME-Version:", "Content-Type:", "Snapshot-Content", "Subject: ", "Date: ")
"""The first header of messages, which may be archived web pages."""

# The formats of archives, by the type in their file "mimetype", or by the name of a file in them.
_ZIPPED: tuple[tuple[bytes, OtherFormat], ...] = (
    (rb"opendocument\.spreadsheet", OtherFormat("an OpenDocument spreadsheet (.ods)", _SHEET)),
    (rb"opendocument\.text", OtherFormat("an OpenDocument text (.odt)", _TEXT)),
    (rb"application/epub\+zip", OtherFormat("an EPUB book", _TEXT)),
    (rb"PK\x03\x04.{26}xl/", OtherFormat("an Excel workbook (.xlsx)", _SHEET)),
    (rb"PK\x03\x04.{26}word/", OtherFormat("a Word document (.docx)", _TEXT)),
    (rb"PK\x03\x04.{26}ppt/", OtherFormat("a PowerPoint presentation (.pptx)", _TEXT)),
    (
        rb"PK\x03\x04.{26}Index/Document.iwa",
        OtherFormat("a file of Apple's Numbers or Pages", _SHEET),
    ),
)
_ZIP_FORMAT = OtherFormat("a ZIP archive", _UNPACK)


def other_format(beginning: str) -> OtherFormat | None:
    """Return the format of a file that is no list of papers, or None.

    Args:
        beginning: The beginning of the file, decoded as UTF-8 with "surrogateescape".
    """
    try:
        head = beginning[:_LONGEST].encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # not from a file
        return None
    for signature, listed in _SIGNATURES:
        if head.startswith(signature):
            return listed
    if _PICKLE.match(head):
        return _PICKLE_FORMAT
    if beginning.startswith(ARCHIVES):
        content = beginning[:ENOUGH].encode("utf-8", "surrogateescape")
        matches = (each for name, each in _ZIPPED if re.search(name, content, re.DOTALL))
        return next(matches, _ZIP_FORMAT)
    if head.startswith(b"RIFF") and _RIFF.match(head):
        return OtherFormat("a WebP image", _IMAGE)
    if beginning.startswith(MESSAGES):
        content = beginning[:2_048].encode("utf-8", "surrogateescape")
        if _ARCHIVED_PAGE.match(content):
            return OtherFormat("an archived web page (MHTML)", _PAGE)
    return None
