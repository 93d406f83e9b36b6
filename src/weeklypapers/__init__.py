"""Curated weekly paper lists as typed data.

`read` makes `Papers` of a list, which can be queried, searched, joined and compared, and which
`Papers.write` writes back: the same document byte for byte, or another format.
"""

from __future__ import annotations

from weeklypapers._version import __version__
from weeklypapers.arxiv import ArxivClient
from weeklypapers.checking import check
from weeklypapers.checking.fixing import Fixed, fix
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.enrich import FetchReport, Progress
from weeklypapers.hooks import register_hooks
from weeklypapers.model.categories import CATEGORIES, Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import (
    CacheError,
    CacheWarning,
    EditError,
    FetchError,
    InvalidValueError,
    MissingDependencyError,
    NotFoundError,
    PaperListWarning,
    SourceError,
    UnknownArgumentError,
    WeeklyPapersError,
)
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Origin, Paper
from weeklypapers.model.problem_kinds import PROBLEMS, ProblemKind
from weeklypapers.model.problems import Edit, Problem, Problems
from weeklypapers.papers import (
    Diff,
    EnrichmentError,
    Hits,
    Lags,
    Overlap,
    Papers,
    Relisted,
    ReturningAuthor,
    Week,
)
from weeklypapers.plotting.plots import Plots
from weeklypapers.querying.comparing import Change
from weeklypapers.querying.listings import Lag
from weeklypapers.reading import (
    ReadError,
    from_arrow,
    from_csv,
    from_json,
    iter_papers,
    parse,
    read,
    sample,
)
from weeklypapers.searching.hits import Hit
from weeklypapers.snapshot import Snapshot

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
