"""Curated weekly paper lists as typed data.

`read` turns a list into `Papers`. They can be queried, searched, merged, compared and enriched, and
`Papers.write` writes them again: as the same document byte for byte, or in another format.

Each name is imported when it is first used (PEP 562), so that ``import weeklypapers`` loads nothing
else.
"""

TYPE_CHECKING = False  # type checkers know the name; importing `typing` would double the time
if TYPE_CHECKING:
    from weeklypapers._version import __version__
    from weeklypapers.arxiv.client import ArxivClient
    from weeklypapers.arxiv.enriching import FetchReport
    from weeklypapers.arxiv.progress import Progress
    from weeklypapers.arxiv.snapshot import Snapshot
    from weeklypapers.cattrs_hooks import register_hooks
    from weeklypapers.checking.baselines import Baseline
    from weeklypapers.checking.checker import check
    from weeklypapers.checking.fixing import Fixed, fix
    from weeklypapers.dialects.dialect import Dialect
    from weeklypapers.formats.schemas import schema
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
    from weeklypapers.model.templates import Template
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
        Weeks,
    )
    from weeklypapers.plotting.plots import Plots
    from weeklypapers.querying.comparing import Change
    from weeklypapers.querying.counting import Counts
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

__all__ = [
    "CATEGORIES",
    "PROBLEMS",
    "ArxivClient",
    "ArxivId",
    "ArxivRecord",
    "Author",
    "Baseline",
    "CacheError",
    "CacheWarning",
    "Category",
    "Change",
    "Counts",
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
    "Template",
    "UnknownArgumentError",
    "Week",
    "WeeklyPapersError",
    "Weeks",
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
    "schema",
]

# The module of each name, in the order of the imports above.
_MODULES = {
    "__version__": "_version",
    "ArxivClient": "arxiv.client",
    "FetchReport": "arxiv.enriching",
    "Progress": "arxiv.progress",
    "Snapshot": "arxiv.snapshot",
    "register_hooks": "cattrs_hooks",
    "Baseline": "checking.baselines",
    "check": "checking.checker",
    "Fixed": "checking.fixing",
    "fix": "checking.fixing",
    "Dialect": "dialects.dialect",
    "CATEGORIES": "model.categories",
    "Category": "model.categories",
    "PartialDate": "model.dates",
    "CacheError": "model.errors",
    "CacheWarning": "model.errors",
    "EditError": "model.errors",
    "FetchError": "model.errors",
    "InvalidValueError": "model.errors",
    "MissingDependencyError": "model.errors",
    "NotFoundError": "model.errors",
    "PaperListWarning": "model.errors",
    "SourceError": "model.errors",
    "UnknownArgumentError": "model.errors",
    "WeeklyPapersError": "model.errors",
    "ArxivId": "model.ids",
    "ArxivRecord": "model.paper",
    "Author": "model.paper",
    "Link": "model.paper",
    "Origin": "model.paper",
    "Paper": "model.paper",
    "PROBLEMS": "model.problem_kinds",
    "ProblemKind": "model.problem_kinds",
    "Edit": "model.problems",
    "Problem": "model.problems",
    "Problems": "model.problems",
    "Template": "model.templates",
    "Diff": "papers",
    "EnrichmentError": "papers",
    "Hits": "papers",
    "Lags": "papers",
    "Overlap": "papers",
    "Papers": "papers",
    "Relisted": "papers",
    "ReturningAuthor": "papers",
    "Week": "papers",
    "Weeks": "papers",
    "Plots": "plotting.plots",
    "Change": "querying.comparing",
    "Counts": "querying.counting",
    "Lag": "querying.listings",
    "ReadError": "reading",
    "from_arrow": "reading",
    "from_csv": "reading",
    "from_json": "reading",
    "iter_papers": "reading",
    "parse": "reading",
    "read": "reading",
    "sample": "reading",
    "schema": "formats.schemas",
    "Hit": "searching.hits",
}
_PACKAGES = ("dask", "markdown", "testing", "typing")  # used as modules


if not TYPE_CHECKING:  # or checkers would accept any name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _PACKAGES:
            return import_module(f"{__name__}.{name}")
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
