"""What the tests of projects that build on this package need.

`ArxivServer` is an arXiv on this machine, with faults on demand (`faults`); the functions here
make papers and records of which only what matters has to be said. `weeklypapers.testing.pytest`
has a fixture, and `weeklypapers.testing.hypothesis` has strategies; nothing is loaded by itself.
"""

from __future__ import annotations

from weeklypapers.testing import faults
from weeklypapers.testing.factories import make_paper, make_papers, make_record, make_records
from weeklypapers.testing.server import ArxivServer, Request

__all__ = [
    "ArxivServer",
    "Request",
    "faults",
    "make_paper",
    "make_papers",
    "make_record",
    "make_records",
]
