"""Papers to and from other programs' formats, one module per format."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = [
    "arrow",
    "atom",
    "bibtex",
    "csl",
    "csv",
    "digest",
    "html",
    "json",
    "outputs",
    "pandas",
    "pickle",
    "polars",
    "records",
    "ris",
    "suffixes",
]

if TYPE_CHECKING:
    from weeklypapers.formats import (
        arrow,
        atom,
        bibtex,
        csl,
        csv,
        digest,
        html,
        json,
        outputs,
        pandas,
        pickle,
        polars,
        records,
        ris,
        suffixes,
    )
else:
    __getattr__ = lazy_submodules(__name__, __all__)
