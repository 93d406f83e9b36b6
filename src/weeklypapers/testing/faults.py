"""What can go wrong with an answer of arXiv's, for `ArxivServer.fail`.

All of it has been seen, or is to be feared, of the real one.
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
from weeklypapers.testing.server import Exchange, Fault

__all__ = [
    "BadDate",
    "Bomb",
    "Cut",
    "Doubled",
    "Drip",
    "Edited",
    "Empty",
    "Entities",
    "Fault",
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
    "Status",
]


class _Any:
    """A fault of whatever is asked for."""

    def concerns(self, ids: tuple[str, ...]) -> bool:
        """Whether it goes wrong with a request for these identifiers: always."""
        return True


@attrs.frozen
class Status(_Any):
    """A status other than 200.

    Attributes:
        code: The status.
        retry_after: The header ``Retry-After``: seconds, or a date; None for none.
    """

    code: int = 503
    retry_after: int | str | None = None

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        wait = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        exchange.send(b"<h1>Unavailable</h1>", status=self.code, headers=wait)


@attrs.frozen
class Reset(_Any):
    """The connection is reset before the answer."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.hang_up(reset=True)


@attrs.frozen
class Cut(_Any):
    """A feed that ends in the middle.

    Attributes:
        at: The part that is sent, from 0 to 1.
        is_announced: Whether the header says how long the whole feed is, so that a client can
            notice without reading it.
    """

    at: float = 0.5
    is_announced: bool = False

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        feed = exchange.feed()
        part = feed[: int(len(feed) * self.at)]
        length = len(feed) if self.is_announced else len(part)
        exchange.send(part, headers={"Content-Length": str(length)})
        if self.is_announced:
            exchange.hang_up()


@attrs.frozen
class Drip(_Any):
    """A good answer that comes byte by byte.

    Attributes:
        seconds: Between two bytes.
        from_start: Whether its headers drip too.
    """

    seconds: float = 0.02
    from_start: bool = False

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        feed = exchange.feed()
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(feed)
        if not self.from_start:
            exchange.write(head)
            head = b""
        for byte in head + feed:
            if exchange.server.is_closing():
                break
            exchange.write(bytes([byte]))
            exchange.server.sleep(self.seconds)


@attrs.frozen
class Hang(_Any):
    """No answer.

    Attributes:
        seconds: For how long; then the connection ends.
    """

    seconds: float = 60.0

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.server.sleep(self.seconds)
        exchange.hang_up()


@attrs.frozen
class Plain(_Any):
    """Plain text, with a status that says all is well.

    Attributes:
        text: The text.
        status: The status.
    """

    text: str = "Rate exceeded."
    status: int = 200

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        kind = {"Content-Type": "text/plain"}
        exchange.send(self.text.encode(), status=self.status, headers=kind)


@attrs.frozen
class Html(_Any):
    """An HTML page that would pass for XML.

    Attributes:
        status: The status.
    """

    status: int = 200

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        page = b"<html><head><title>arXiv</title></head><body>Down for maintenance</body></html>"
        exchange.send(page, status=self.status, headers={"Content-Type": "text/html"})


@attrs.frozen
class Empty(_Any):
    """A feed without entries that says there are none, although there are."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.send(exchange.feed([], total=0))


@attrs.frozen
class Lacking(_Any):
    """A feed that lacks some of the papers, and doesn't say so.

    Attributes:
        part: The part of them that it lacks, from 0 to 1.
        is_counted: Whether it says how many there are.
    """

    part: float = 0.5
    is_counted: bool = False

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        records = exchange.records()
        kept = records[: len(records) - int(len(records) * self.part)]
        exchange.send(exchange.feed(kept, len(records) if self.is_counted else None))


@attrs.frozen
class Paged(_Any):
    """A feed of the first paper alone, as if the rest were on further pages."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        records = exchange.records()
        exchange.send(exchange.feed(records[:1], len(records)))


@attrs.frozen
class Foreign(_Any):
    """A feed with a paper that nobody asked for.

    Attributes:
        arxiv_id: The paper.
        alone: Whether it is the only one in the feed.
    """

    arxiv_id: str = "1412.6980v9"
    alone: bool = False

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        asked = [] if self.alone else exchange.records()
        exchange.send(exchange.feed([*asked, make_record(self.arxiv_id)]))


@attrs.frozen
class Doubled(_Any):
    """A feed that has its first paper twice."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        records = exchange.records()
        exchange.send(exchange.feed([*records, *records[:1]]))


@attrs.frozen
class Bomb(_Any):
    """A small body that unpacks to a huge one.

    Attributes:
        size: Of the huge one, in bytes.
    """

    size: int = 64 * 2**20

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.send(_packed(self.size), headers={"Content-Encoding": "gzip"})
        exchange.hang_up()


@cache
def _packed(size: int) -> bytes:
    return gzip.compress(b"<!--" + bytes(size))


@attrs.frozen
class Entities(_Any):
    """A feed with a document type that declares entities, and uses them in the titles."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        declared = b'<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<feed '
        feed = exchange.feed().replace(b"<feed ", declared, 1)
        exchange.send(feed.replace(b"</title>", b"&b;&b;</title>"))


@attrs.frozen
class Redirect(_Any):
    """A redirect.

    Attributes:
        to: Where to.
        code: The status.
    """

    to: str
    code: int = 302

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.send(b"", status=self.code, headers={"Location": self.to})


@attrs.frozen
class Edited(_Any):
    """A feed that was changed on the way.

    Attributes:
        edit: Makes the body that is sent of the right one.
    """

    edit: Callable[[bytes], bytes]

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.send(self.edit(exchange.feed()))


@attrs.frozen
class _Of:
    """A fault of one paper, wherever it is asked for.

    Attributes:
        arxiv_id: The paper, as it is asked for.
    """

    arxiv_id: str

    def concerns(self, ids: tuple[str, ...]) -> bool:
        """Whether it goes wrong with a request for these identifiers."""
        return self.arxiv_id in ids


@attrs.frozen
class BadDate(_Of):
    """A feed in which one paper has a date that is none.

    Attributes:
        arxiv_id: The paper, as it is asked for.
        date: The date.
    """

    date: str = "yesterday"

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        entry = re.compile(
            rb"(abs/%s(?:v\d+)?</id>.*?<published>)[^<]*" % re.escape(self.arxiv_id).encode(),
            re.DOTALL,
        )
        exchange.send(entry.sub(rb"\g<1>" + self.date.encode(), exchange.feed()))


@attrs.frozen
class Poison(_Of):
    """A status other than 200, whenever one paper is among those asked for.

    Attributes:
        arxiv_id: The paper, as it is asked for.
        code: The status.
    """

    code: int = 503

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        Status(self.code).answer(exchange)


@attrs.frozen
class Refused(_Of):
    """Status 400, with the word that the identifier of one paper is malformed."""

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        exchange.send(refusal(str(ArxivId(self.arxiv_id))), status=400)
