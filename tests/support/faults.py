"""Wrong answers of arXiv, for `ArxivServer.fail`.

The real arXiv has sent some of them, and may send the others.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import cache

import attrs

from weeklypapers.model.ids import ArxivId
from weeklypapers.testing.factories import make_record
from weeklypapers.testing.feeds import refusal
from weeklypapers.testing.server import Exchange, Status

__all__ = [
    "BadDate",
    "Bomb",
    "Cut",
    "Doubled",
    "Drip",
    "Edited",
    "Empty",
    "Entities",
    "Foreign",
    "Hang",
    "Html",
    "Lacking",
    "Paged",
    "Plain",
    "Poison",
    "Redirect",
    "Refused",
    "Reset",
]


class _AnyRequest:
    """A fault that concerns every request."""

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return True


@attrs.frozen
class Reset(_AnyRequest):
    """The connection is reset before the answer."""

    def answer(self, exchange: Exchange) -> None:
        exchange.hang_up(reset=True)


@attrs.frozen
class Cut(_AnyRequest):
    """A feed that ends in the middle.

    Attributes:
        at: The part that is sent, from 0 to 1.
        is_announced: Whether ``Content-Length`` is that of the whole feed, so that a client can
            notice without parsing it.
    """

    at: float = 0.5
    is_announced: bool = False

    def answer(self, exchange: Exchange) -> None:
        feed = exchange.feed()
        part = feed[: int(len(feed) * self.at)]
        length = len(feed) if self.is_announced else len(part)
        exchange.send(part, headers={"Content-Length": str(length)})
        if self.is_announced:
            exchange.hang_up()


@attrs.frozen
class Drip(_AnyRequest):
    """The right answer, byte by byte.

    Attributes:
        seconds: The time between two bytes.
        from_start: Whether the headers are sent byte by byte, too.
    """

    seconds: float = 0.02
    from_start: bool = False

    def answer(self, exchange: Exchange) -> None:
        feed = exchange.feed()
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(feed)
        if not self.from_start:
            exchange.write(head)
            head = b""
        for byte in head + feed:
            if exchange.is_closing:
                break
            exchange.write(bytes([byte]))
            exchange.sleep(self.seconds)


@attrs.frozen
class Hang(_AnyRequest):
    """No answer.

    Attributes:
        seconds: The time until the connection ends.
    """

    seconds: float = 60.0

    def answer(self, exchange: Exchange) -> None:
        exchange.sleep(self.seconds)
        exchange.hang_up()


@attrs.frozen
class Plain(_AnyRequest):
    """Plain text, by default with status 200.

    Attributes:
        text: The text.
        status: The status.
    """

    text: str = "Rate exceeded."
    status: int = 200

    def answer(self, exchange: Exchange) -> None:
        kind = {"Content-Type": "text/plain"}
        exchange.send(self.text.encode(), status=self.status, headers=kind)


@attrs.frozen
class Html(_AnyRequest):
    """An HTML page that is well-formed XML.

    Attributes:
        status: The status.
    """

    status: int = 200

    def answer(self, exchange: Exchange) -> None:
        page = b"<html><head><title>arXiv</title></head><body>Down for maintenance</body></html>"
        exchange.send(page, status=self.status, headers={"Content-Type": "text/html"})


@attrs.frozen
class Empty(_AnyRequest):
    """A feed without entries and with a total of 0, although arXiv has the papers."""

    def answer(self, exchange: Exchange) -> None:
        exchange.send(exchange.feed([], total=0))


@attrs.frozen
class Lacking(_AnyRequest):
    """A feed that lacks some of the papers.

    Attributes:
        part: The part of them that it lacks, from 0 to 1.
        is_counted: Whether its total counts all papers.
    """

    part: float = 0.5
    is_counted: bool = False

    def answer(self, exchange: Exchange) -> None:
        records = exchange.records()
        kept = records[: len(records) - int(len(records) * self.part)]
        exchange.send(exchange.feed(kept, len(records) if self.is_counted else None))


@attrs.frozen
class Paged(_AnyRequest):
    """A feed of the first paper alone, with the total of all, as of the first page of several."""

    def answer(self, exchange: Exchange) -> None:
        records = exchange.records()
        exchange.send(exchange.feed(records[:1], len(records)))


@attrs.frozen
class Foreign(_AnyRequest):
    """A feed with a paper that was not requested.

    Attributes:
        arxiv_id: The paper.
        alone: Whether it is the only one in the feed.
    """

    arxiv_id: str = "1412.6980v9"
    alone: bool = False

    def answer(self, exchange: Exchange) -> None:
        records = [] if self.alone else exchange.records()
        exchange.send(exchange.feed([*records, make_record(self.arxiv_id)]))


@attrs.frozen
class Doubled(_AnyRequest):
    """A feed that has its first paper twice."""

    def answer(self, exchange: Exchange) -> None:
        records = exchange.records()
        exchange.send(exchange.feed([*records, *records[:1]]))


@attrs.frozen
class Bomb(_AnyRequest):
    """A small body that decompresses to a huge one.

    Attributes:
        size: The size of the huge one, in bytes.
    """

    size: int = 64 * 2**20

    def answer(self, exchange: Exchange) -> None:
        exchange.send(_compressed(self.size), headers={"Content-Encoding": "gzip"})
        exchange.hang_up()


@cache
def _compressed(size: int) -> bytes:
    return gzip.compress(b"<!--" + bytes(size))


@attrs.frozen
class Entities(_AnyRequest):
    """A feed with a document type that declares entities, and uses them in the titles."""

    def answer(self, exchange: Exchange) -> None:
        start = b'<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<feed '
        feed = exchange.feed().replace(b"<feed ", start, 1)
        exchange.send(feed.replace(b"</title>", b"&b;&b;</title>"))


@attrs.frozen
class Redirect(_AnyRequest):
    """A redirect.

    Attributes:
        to: The address to which it leads.
        code: The status.
    """

    to: str
    code: int = 302

    def answer(self, exchange: Exchange) -> None:
        exchange.send(b"", status=self.code, headers={"Location": self.to})


@attrs.frozen
class Edited(_AnyRequest):
    """A feed that was changed.

    Attributes:
        edit: Returns the body to send for the right one.
    """

    edit: Callable[[bytes], bytes]

    def answer(self, exchange: Exchange) -> None:
        exchange.send(self.edit(exchange.feed()))


@attrs.frozen
class _OnePaper:
    """A fault of requests for a certain paper.

    Attributes:
        arxiv_id: The paper, as it is requested.
    """

    arxiv_id: str

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return self.arxiv_id in ids


@attrs.frozen
class BadDate(_OnePaper):
    """A feed in which one paper has an invalid date.

    Attributes:
        arxiv_id: The paper, as it is requested.
        date: The date.
    """

    date: str = "yesterday"

    def answer(self, exchange: Exchange) -> None:
        entry = re.compile(
            rb"(abs/%s(?:v\d+)?</id>.*?<published>)[^<]*" % re.escape(self.arxiv_id).encode(),
            re.DOTALL,
        )
        exchange.send(entry.sub(rb"\g<1>" + self.date.encode(), exchange.feed()))


@attrs.frozen
class Poison(_OnePaper):
    """An error status if one paper is among the requested ones.

    Attributes:
        arxiv_id: The paper, as it is requested.
        code: The status.
    """

    code: int = 503

    def answer(self, exchange: Exchange) -> None:
        Status(self.code).answer(exchange)


@attrs.frozen
class Refused(_OnePaper):
    """Status 400, with a feed according to which the identifier of one paper is malformed."""

    def answer(self, exchange: Exchange) -> None:
        exchange.send(refusal(str(ArxivId(self.arxiv_id))), status=400)
