"""Check that an installed extra works, and that features of missing extras name their extra.

``.ci/extras`` runs this script in an environment with only the package and one extra:
``python extras.py EXTRA``. An empty EXTRA is the core alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

import weeklypapers as wp
from weeklypapers.testing import ArxivServer, make_papers, make_records

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


def table(_: Path) -> None:
    arrow_table = PAPERS.to_arrow()
    assert arrow_table.num_rows == 100
    assert wp.from_arrow(arrow_table) == PAPERS


def parquet(folder: Path) -> None:
    PAPERS.write(folder / "papers.parquet")
    assert wp.read(folder / "papers.parquet") == PAPERS


def pandas(_: Path) -> None:
    assert len(PAPERS.to_pandas()) == 100


def polars(_: Path) -> None:
    frame = PAPERS.to_polars()
    assert type(frame)(PAPERS).equals(frame)


def chart(_: Path) -> None:
    assert "$schema" in PAPERS.plot.weeks().to_dict()


def picture(folder: Path) -> None:
    PAPERS.plot.weeks().save(folder / "weeks.png")
    assert (folder / "weeks.png").read_bytes().startswith(b"\x89PNG")


def engine(_: Path) -> None:
    hits = PAPERS.search("long context", limit=3, engine="tantivy")
    assert [hit.paper for hit in hits] == [
        hit.paper for hit in PAPERS.search("long context", limit=3)
    ]


def client(folder: Path) -> None:
    with (
        ArxivServer(make_records(3)) as server,
        wp.ArxivClient(folder / "arxiv.sqlite", url=server.url, min_interval=0) as source,
    ):
        assert all(paper.arxiv for paper in make_papers(3).enrich(source))


def progress_bar(_: Path) -> None:
    make_papers(3).enrich(wp.Snapshot(make_records(3)), progress=True)


# Features by extra. Each must work with its extra, and name the extra if it is missing.
FEATURES: dict[str, list[Callable[[Path], None]]] = {
    "arxiv": [client, progress_bar],
    "arrow": [table, parquet],
    "pandas": [pandas],
    "polars": [polars],
    "plot": [chart, picture],
    "search": [engine],
}


def packages_by_extra() -> dict[str, set[str]]:
    """Return the packages of each extra."""
    packages: dict[str, set[str]] = {extra: set() for extra in FEATURES}
    for requirement in metadata.requires("weeklypapers") or []:
        name = re.match(r"[\w-]+", requirement)
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        if name and extra and extra[1] in packages:
            packages[extra[1]].add(name[0])
    return packages


def check_names_extra(extra: str, feature: Callable[[Path], None], folder: Path) -> None:
    """Check that a feature without its extra explains how to install it."""
    message = "no error"
    try:
        feature(folder)
    except wp.MissingDependencyError as error:
        message = str(error)
    assert f'pip install "weeklypapers[{extra}]"' in message, f"{feature.__name__}: {message}"


def main(installed: str) -> None:
    """Check every feature in an environment with only this extra."""
    extras = metadata.metadata("weeklypapers").get_all("Provides-Extra") or []
    assert sorted(extras) == sorted([*FEATURES, "all"]), "FEATURES lacks an extra"
    assert installed in ("", *extras), installed
    packages = packages_by_extra()
    available = (
        set().union(*packages.values()) if installed == "all" else packages.get(installed, set())
    )
    working, missing = ["core"], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        core(folder)
        for extra, features in FEATURES.items():
            for feature in features:
                if packages[extra] <= available:
                    feature(folder)
                    working.append(feature.__name__)
                else:
                    check_names_extra(extra, feature, folder)
                    missing.append(feature.__name__)
    sys.stdout.write(
        f"with [{installed}]: working: {', '.join(working)}; "
        f"missing their extra: {', '.join(missing) or 'none'}\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
