"""A client with the session and the contact address of the lab."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import requests

from weeklypapers import ArxivClient

__all__ = ["lab_client"]

CONTACT = "library@lab.example.org"
API = "https://export.arxiv.org/api/query"


@contextmanager
def lab_client(cache: Path, *, url: str = API, min_interval: float = 3.0) -> Generator[ArxivClient]:
    """Yield a client that sends the headers of the lab.

    Args:
        cache: The file of the cache.
        url: The address of the API.
        min_interval: The seconds between two requests.
    """
    with requests.Session() as session:
        session.headers["X-Lab"] = "lab.example.org"
        with ArxivClient(
            cache, url=url, min_interval=min_interval, session=session, contact=CONTACT
        ) as client:
            yield client
