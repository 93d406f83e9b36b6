"""Enriching papers from the cache of records."""

from __future__ import annotations

from functools import partial

from enrich_cache import BATCH, generate_records, parse

import weeklypapers as wp
from speed_rows.measuring import Pair, Row
from weeklypapers.testing import ArxivServer, make_papers
from weeklypapers.testing.feeds import feed

__all__ = ["ROWS"]

_MOST = 1500  # papers


def cached(papers: int) -> Pair:
    listed = make_papers(min(papers, _MOST))
    records = generate_records(listed)
    bodies = [feed(records[start : start + BATCH]) for start in range(0, len(records), BATCH)]
    with ArxivServer(records) as server:
        client = wp.ArxivClient(":memory:", url=server.url, min_interval=0)
        listed.enrich(client)
    return Pair(partial(listed.enrich, client), partial(parse, bodies))


ROWS = (Row("enrich from the cache", "arxiv.py on the same feeds", 0.5, cached, grows=False),)
