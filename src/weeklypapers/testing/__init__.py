"""Support for the tests of projects that use this package.

`ArxivServer` is a local arXiv server. The functions create papers and records with default values.
`weeklypapers.testing.pytest` has a fixture, and `weeklypapers.testing.hypothesis` has strategies;
import them explicitly.
"""

from __future__ import annotations

from weeklypapers.testing.factories import make_paper, make_papers, make_record, make_records
from weeklypapers.testing.server import ArxivServer, Request, Status

__all__ = [
    "ArxivServer",
    "Request",
    "Status",
    "make_paper",
    "make_papers",
    "make_record",
    "make_records",
]
