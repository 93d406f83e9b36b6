"""Uses what an environment's extra brings, and asks for what the others would bring.

Run by ``.ci/extras`` in an environment with nothing but the package and one extra:
``python extras.py EXTRA``, where an empty EXTRA is the core alone.
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


def table(_: Path) -> None:
    found = PAPERS.to_arrow()
    assert found.num_rows == 100
    assert wp.from_arrow(found) == PAPERS


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
        wp.ArxivClient(folder / "arxiv.sqlite", url=server.url, min_interval=0) as opened,
    ):
        assert all(paper.arxiv for paper in make_papers(3).enrich(opened))


def progress_bar(_: Path) -> None:
    make_papers(3).enrich(wp.Snapshot(make_records(3)), progress=True)


# What takes an extra, by its name. Each must work with it, and without it say what to install.
FEATURES: dict[str, list[Callable[[Path], None]]] = {
    "arxiv": [client, progress_bar],
    "arrow": [table, parquet],
    "pandas": [pandas],
    "polars": [polars],
    "plot": [chart, picture],
    "search": [engine],
}


def brought() -> dict[str, set[str]]:
    """By extra, the packages that it brings."""
    found: dict[str, set[str]] = {extra: set() for extra in FEATURES}
    for requirement in metadata.requires("weeklypapers") or []:
        name = re.match(r"[\w-]+", requirement)
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        if name and extra and extra[1] in found:
            found[extra[1]].add(name[0])
    return found


def wants(extra: str, feature: Callable[[Path], None], folder: Path) -> None:
    """Fails unless a feature without its extra says how to install it."""
    message = "no error"
    try:
        feature(folder)
    except wp.MissingDependencyError as error:
        message = str(error)
    assert f'pip install "weeklypapers[{extra}]"' in message, f"{feature.__name__}: {message}"


def main(installed: str) -> None:
    """Fails if a feature does not do as it should where only this extra is installed."""
    extras = metadata.metadata("weeklypapers").get_all("Provides-Extra") or []
    assert sorted(extras) == sorted([*FEATURES, "all"]), "FEATURES lacks an extra"
    assert installed in ("", *extras), installed
    packages = brought()
    has = set().union(*packages.values()) if installed == "all" else packages.get(installed, set())
    used, wanted = ["core"], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        core(folder)
        for extra, features in FEATURES.items():
            for feature in features:
                if packages[extra] <= has:
                    feature(folder)
                    used.append(feature.__name__)
                else:
                    wants(extra, feature, folder)
                    wanted.append(feature.__name__)
    sys.stdout.write(
        f"with [{installed}]: works {', '.join(used)}; "
        f"asks for its extra {', '.join(wanted) or 'none'}\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
