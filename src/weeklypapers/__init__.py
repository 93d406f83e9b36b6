"""Curated weekly paper lists as typed data.

`read` makes `Papers` of a list, which can be queried, searched, joined and compared, and which
`Papers.write` writes back: the same document byte for byte, or another format.
"""

from __future__ import annotations

from weeklypapers._version import __version__
from weeklypapers.arxiv import ArxivClient
from weeklypapers.checking import check
from weeklypapers.dates import PartialDate
from weeklypapers.dialects import Dialect
from weeklypapers.enrich import FetchReport, Progress
from weeklypapers.errors import (
    CacheError,
    CacheWarning,
    Edit,
    EditError,
    EnrichmentError,
    FetchError,
    InvalidValueError,
    MissingDependencyError,
    NotFoundError,
    PaperListWarning,
    Problem,
    Problems,
    ReadError,
    SourceError,
    UnknownArgumentError,
    WeeklyPapersError,
)
from weeklypapers.fixing import Fixed, fix
from weeklypapers.hooks import register_hooks
from weeklypapers.ids import ArxivId
from weeklypapers.model import ArxivRecord, Author, Link, Origin, Paper
from weeklypapers.papers import Hits, Papers, Week
from weeklypapers.plotting.plots import Plots
from weeklypapers.problems import PROBLEMS, ProblemKind
from weeklypapers.querying.comparing import Change
from weeklypapers.querying.listings import Lag
from weeklypapers.reading import from_arrow, from_csv, from_json, iter_papers, parse, read, sample
from weeklypapers.results import Diff, Lags, Overlap, Relisted, ReturningAuthor
from weeklypapers.searching.hits import Hit
from weeklypapers.snapshot import Snapshot
from weeklypapers.taxonomy import CATEGORIES, Category

__all__ = [
    "CATEGORIES",
    "PROBLEMS",
    "ArxivClient",
    "ArxivId",
    "ArxivRecord",
    "Author",
    "CacheError",
    "CacheWarning",
    "Category",
    "Change",
    "Dialect",
    "Diff",
    "Edit",
    "EditError",
    "EnrichmentError",
    "FetchError",
    "FetchReport",
    "Fixed",
    "Hit",
    "Hits",
    "InvalidValueError",
    "Lag",
    "Lags",
    "Link",
    "MissingDependencyError",
    "NotFoundError",
    "Origin",
    "Overlap",
    "Paper",
    "PaperListWarning",
    "Papers",
    "PartialDate",
    "Plots",
    "Problem",
    "ProblemKind",
    "Problems",
    "Progress",
    "ReadError",
    "Relisted",
    "ReturningAuthor",
    "Snapshot",
    "SourceError",
    "UnknownArgumentError",
    "Week",
    "WeeklyPapersError",
    "__version__",
    "check",
    "fix",
    "from_arrow",
    "from_csv",
    "from_json",
    "iter_papers",
    "parse",
    "read",
    "register_hooks",
    "sample",
]


def __dir__() -> list[str]:
    return __all__
