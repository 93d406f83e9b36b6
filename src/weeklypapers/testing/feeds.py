"""Feeds in the format of arXiv's API."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from weeklypapers.model.categories import Category
from weeklypapers.model.paper import ArxivRecord, Author

__all__ = ["feed", "refusal"]

_NAMESPACE = "http://arxiv.org/schemas/atom"
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
    """Return the feed of some records.

    Args:
        records: The records, in the order of the feed.
        total: The value of ``totalResults``; None for the number of records.
    """
    entries = [_entry(record) for record in records]
    return _with_entries(entries, len(entries) if total is None else total)


def refusal(arxiv_id: str) -> bytes:
    """Return the feed with which arXiv refuses an identifier."""
    return _with_entries([_ERROR.format(id=escape(arxiv_id))], 1)


def _with_entries(entries: list[str], total: int) -> bytes:
    return _FEED.format(total=total, count=len(entries), entries="".join(entries)).encode()


def _entry(record: ArxivRecord) -> str:
    arxiv_id = record.id
    lines = [
        f"<id>http://arxiv.org/abs/{arxiv_id}</id>",
        f"<updated>{record.updated.strftime(_TIME)}</updated>",
        f"<published>{record.published.strftime(_TIME)}</published>",
        f"<title>{_wrapped(record.title, 60)}</title>",
        f"<summary>  {_wrapped(record.abstract, 80)}\n</summary>",
        *map(_author, record.authors),
        _optional("doi", record.doi),
        _optional("comment", record.comment),
        _optional("journal_ref", record.journal_ref),
        f'<link href="http://arxiv.org/abs/{arxiv_id}" rel="alternate" type="text/html"/>',
        f'<link title="pdf" href="http://arxiv.org/pdf/{arxiv_id}" rel="related"/>',
        _category(f'arxiv:primary_category xmlns:arxiv="{_NAMESPACE}"', record.primary_category),
        *(_category("category", category) for category in record.categories),
    ]
    return "".join(["  <entry>\n", *(f"    {line}\n" for line in lines if line), "  </entry>\n"])


def _wrapped(text: str, width: int) -> str:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return escape("\n  ".join(lines))


def _author(author: Author) -> str:
    affiliations = "".join(_optional("affiliation", text) for text in author.affiliations)
    return f"<author>\n      <name>{escape(author.name)}</name>\n      {affiliations}</author>"


def _optional(name: str, text: str | None) -> str:
    """Return an element in arXiv's namespace, or an empty string without a text."""
    if text is None:
        return ""
    return f'<arxiv:{name} xmlns:arxiv="{_NAMESPACE}">{_wrapped(text, 80)}</arxiv:{name}>'


def _category(tag: str, category: Category) -> str:
    return f'<{tag} term={quoteattr(str(category))} scheme="{_NAMESPACE}"/>'
