"""Feeds as arXiv's API writes them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.model.paper import ArxivRecord, Author

__all__ = ["feed", "refusal"]

_TIME = "%Y-%m-%dT%H:%M:%SZ"

_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D" rel="self" \
type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=&amp;start=0</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2024-06-30T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{total}\
</opensearch:totalResults>
  <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">0\
</opensearch:startIndex>
  <opensearch:itemsPerPage xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{count}\
</opensearch:itemsPerPage>
{entries}</feed>
"""
_ERROR = """  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_{id}</id>
    <title>Error</title>
    <summary>incorrect id format for {id}</summary>
    <updated>2024-06-30T00:00:00-04:00</updated>
    <link href="http://arxiv.org/api/errors#incorrect_id_format_for_{id}" rel="alternate" \
type="text/html"/>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""


def feed(records: Iterable[ArxivRecord], total: int | None = None) -> bytes:
    """The feed of some records.

    Args:
        records: The records, in the order of the feed.
        total: What it says of how many there are; None for as many as it has.
    """
    entries = [_written(record) for record in records]
    return _filled(entries, len(entries) if total is None else total)


def refusal(text: str) -> bytes:
    """The feed with which arXiv refuses an identifier."""
    return _filled([_ERROR.format(id=escape(text))], 1)


def _filled(entries: list[str], total: int) -> bytes:
    return _FEED.format(total=total, count=len(entries), entries="".join(entries)).encode()


def _written(record: ArxivRecord) -> str:
    arxiv_id = record.id
    lines = [
        f"<id>http://arxiv.org/abs/{arxiv_id}</id>",
        f"<updated>{record.updated.strftime(_TIME)}</updated>",
        f"<published>{record.published.strftime(_TIME)}</published>",
        f"<title>{_wrapped(record.title, 60)}</title>",
        f"<summary>  {_wrapped(record.abstract, 80)}\n</summary>",
        *map(_written_author, record.authors),
        *_arxivs("doi", record.doi),
        *_arxivs("comment", record.comment),
        *_arxivs("journal_ref", record.journal_ref),
        f'<link href="http://arxiv.org/abs/{arxiv_id}" rel="alternate" type="text/html"/>',
        f'<link title="pdf" href="http://arxiv.org/pdf/{arxiv_id}" rel="related"/>',
        _term("arxiv:primary_category", str(record.primary_category)),
        *(_term("category", str(category)) for category in record.categories),
    ]
    return "".join(["  <entry>\n", *(f"    {line}\n" for line in lines), "  </entry>\n"])


def _wrapped(text: str, width: int) -> str:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return escape("\n  ".join(lines))


def _written_author(author: Author) -> str:
    affiliations = "".join(
        line for text in author.affiliations for line in _arxivs("affiliation", text)
    )
    return f"<author>\n      <name>{escape(author.name)}</name>\n      {affiliations}</author>"


def _arxivs(name: str, text: str | None) -> list[str]:
    """An element of arXiv's own, if there is a text for it."""
    if text is None:
        return []
    opened = f'<arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">'
    return [f"{opened}{_wrapped(text, 80)}</arxiv:{name}>"]


def _term(name: str, term: str) -> str:
    scheme = "http://arxiv.org/schemas/atom"
    space = f' xmlns:arxiv="{scheme}"' if name.startswith("arxiv:") else ""
    return f'<{name}{space} term={quoteattr(term)} scheme="{scheme}"/>'
