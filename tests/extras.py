"""Use the features of one extra, and expect clear errors from the features of the others.

``.ci/extras`` runs ``python -P extras.py EXTRA`` in an environment that has only the package and
that extra. If EXTRA is empty, only the core is installed.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import weeklypapers as wp
from weeklypapers.testing import ArxivServer, make_papers, make_records

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS = wp.sample()
CORE = ["md", "json", "jsonl", "csv", "bib", "csl.json", "ris", "atom"]
READABLE = ["md", "json", "jsonl", "csv"]


def core(folder: Path) -> None:
    for suffix in CORE:
        PAPERS.write(folder / f"papers.{suffix}")
        assert PAPERS[99].title[:10] in (folder / f"papers.{suffix}").read_text("utf-8")
    for suffix in READABLE:
        assert wp.read(folder / f"papers.{suffix}") == PAPERS
    assert "<table" in PAPERS._repr_html_()
    assert len(PAPERS.search("context", limit=3)) == 3
    assert make_papers(3).enrich(wp.Snapshot(make_records(3)))[2].authors


def arrow_table(_: Path) -> None:
    table = PAPERS.to_arrow()
    assert table.num_rows == 100
    assert wp.from_arrow(table) == PAPERS


def parquet(folder: Path) -> None:
    PAPERS.write(folder / "papers.parquet")
    assert wp.read(folder / "papers.parquet") == PAPERS


def pandas(_: Path) -> None:
    assert len(PAPERS.to_pandas()) == 100


def dask(folder: Path) -> None:
    import weeklypapers.dask

    PAPERS.write(folder / "dask.md")
    papers = weeklypapers.dask.read(folder / "dask.md").papers
    assert wp.from_arrow(papers.compute()) == PAPERS
    weeklypapers.dask.write(papers, folder / "parts")
    assert wp.read(folder / "parts" / "*.parquet") == PAPERS


def polars(_: Path) -> None:
    frame = PAPERS.to_polars()
    assert type(frame)(PAPERS).equals(frame)


def chart(_: Path) -> None:
    assert "$schema" in PAPERS.plot.weeks().to_dict()


def picture(folder: Path) -> None:
    PAPERS.plot.weeks().save(folder / "weeks.png")
    assert (folder / "weeks.png").read_bytes().startswith(b"\x89PNG")


def client(folder: Path) -> None:
    with (
        ArxivServer(make_records(3)) as server,
        wp.ArxivClient(folder / "arxiv.sqlite", url=server.url, min_interval=0) as opened,
    ):
        assert all(paper.arxiv for paper in make_papers(3).enrich(opened))


def progress_bar(_: Path) -> None:
    make_papers(3).enrich(wp.Snapshot(make_records(3)), progress=True)


# The features that need an extra, by extra. Without it, their error says what to install.
FEATURES: dict[str, list[Callable[[Path], None]]] = {
    "arxiv": [client, progress_bar],
    "arrow": [arrow_table, parquet],
    "dask": [dask],
    "pandas": [pandas],
    "polars": [polars],
    "plot": [chart, picture],
}


def required_packages() -> dict[str, set[str]]:
    """Return the packages that each extra requires."""
    packages: dict[str, set[str]] = {extra: set() for extra in FEATURES}
    for requirement in metadata.requires("weeklypapers") or []:
        name = re.match(r"[\w-]+", requirement)
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        if name and extra and extra[1] in packages:
            packages[extra[1]].add(name[0])
    return packages


def expect_error(extra: str, feature: Callable[[Path], None], folder: Path) -> None:
    """Assert that a feature without its extra raises an error that says how to install it."""
    message = "no error"
    try:
        feature(folder)
    except wp.MissingDependencyError as error:
        message = str(error)
    assert f'pip install "weeklypapers[{extra}]"' in message, f"{feature.__name__}: {message}"


def main(installed: str) -> None:
    """Test all features in an environment that has only this extra."""
    extras = metadata.metadata("weeklypapers").get_all("Provides-Extra") or []
    assert sorted(extras) == sorted([*FEATURES, "all"]), "FEATURES lacks an extra"
    assert installed in ("", *extras), installed
    packages = required_packages()
    present = {
        package for extra in packages if installed in (extra, "all") for package in packages[extra]
    }
    used, missing = ["core"], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        core(folder)
        for extra, features in FEATURES.items():
            for feature in features:
                if packages[extra] <= present:
                    feature(folder)
                    used.append(feature.__name__)
                else:
                    expect_error(extra, feature, folder)
                    missing.append(feature.__name__)
    works, requires = ", ".join(used), ", ".join(missing) or "nothing"
    sys.stdout.write(f"with [{installed}]: works {works}; says what to install for {requires}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
