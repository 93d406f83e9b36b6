"""Files of each release are read for ever, with all of their values.

``python .ci/store_release.py`` stores those of the present version before it is released.
"""

from __future__ import annotations

import csv
import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
import pytest

import weeklypapers as wp
from support import releases
from support.releases import FOLDER, known, plain
from weeklypapers.formats import arrow

CHANGELOG = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=[*releases.stored(), "this code"])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the files of a release, or with those that this code writes."""
    if request.param in releases.stored():
        return FOLDER / str(request.param)
    folder = tmp_path_factory.mktemp("files")
    releases.store(folder)
    return folder


def unpickled(path: Path) -> wp.Papers:
    papers: wp.Papers = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    return papers


def has_values(folder: Path, name: str, value: object) -> bool:
    """Return whether values are those that a release stored under a name."""
    expected = json.loads((folder / "values.json").read_text(encoding="utf-8"))[name]
    assert expected
    return bool(known(plain(value), expected) == expected)


# -- Each file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "tsv", "parquet", "pickle"])
def test_papers_have_the_values_of_their_release(release: Path, suffix: str) -> None:
    path = release / f"papers.{suffix}"
    papers = unpickled(path) if suffix == "pickle" else wp.read(path)
    assert papers.problems == ()
    assert has_values(release, "papers", papers)


def test_snapshots_have_the_values_of_their_release(release: Path) -> None:
    assert has_values(release, "records", wp.Snapshot(release / "snapshot.json"))


def test_caches_have_the_values_of_their_release(release: Path, tmp_path: Path) -> None:
    path = shutil.copy(release / "cache.sqlite", tmp_path)
    with wp.ArxivClient(path, offline=True) as client:
        report = client.fetch(record.id for record in wp.Snapshot(release / "snapshot.json"))
    assert has_values(release, "cache", report.records)


def test_pickled_lists_have_the_values_of_their_release(release: Path) -> None:
    listed = unpickled(release / "list.pickle")
    assert has_values(release, "list", listed)
    assert has_values(release, "origins", [paper.origin for paper in listed])
    assert has_values(release, "problems", listed.problems)
    assert listed.to_markdown() == (release / "list.md").read_text(encoding="utf-8")


def test_baselines_accept_the_problems_of_their_release(release: Path) -> None:
    name = str(release / "list.md")
    problems = [
        attrs.evolve(problem, file=name) for problem in unpickled(release / "list.pickle").problems
    ]
    baseline = wp.Baseline(release / "baseline.json")
    assert len(baseline) == len(problems)
    assert baseline.new(problems) == ()
    assert baseline.outdated(problems, [name]) == 0


# -- What other programs remember ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "remembered"),
    [
        ("atom ids", releases.atom_ids),
        ("citation keys", releases.citation_keys),
        ("paper keys", releases.paper_keys),
    ],
)
def test_identifiers_stay_the_same(
    release: Path, name: str, remembered: Callable[[wp.Papers], list[str]]
) -> None:
    names = remembered(wp.read(release / "papers.json"))
    assert len(names) >= len(wp.read(release / "papers.json"))
    assert has_values(release, name, names)


def test_columns_keep_their_names_and_types(release: Path) -> None:
    schema = arrow.schema()
    stored = pq.read_schema(release / "papers.parquet")
    assert [name for name in stored.names if name not in schema.names] == []
    version = b"weeklypapers.schema_version"
    if stored.metadata[version] == schema.metadata[version]:
        assert [field for field in stored if schema.field(field.name) != field] == []
    with (release / "papers.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    extra = {"Rank", "Notes"}
    assert sorted({*header} - {*schema.names} - extra) == []


# -- The comparison --------------------------------------------------------------------------------


def test_each_value_is_compared(tmp_path: Path) -> None:
    """A change of any value in the files of a release is noticed."""
    releases.store(tmp_path)
    first, *others = wp.read(tmp_path / "papers.json")
    assert has_values(tmp_path, "papers", [first, *others])
    assert not has_values(tmp_path, "papers", others)
    assert not has_values(tmp_path, "papers", [attrs.evolve(first, title="B"), *others])
    for field in attrs.fields(wp.Paper):
        if field.name not in ("title", "origin"):
            default: Any = field.default
            changed = attrs.evolve(first, **{field.name: default})
            assert not has_values(tmp_path, "papers", [changed, *others])


def values_of(value: object) -> Iterator[object]:
    """Yield a value of the model and all values in it."""
    yield value
    if isinstance(value, wp.Papers | tuple):
        for member in value:
            yield from values_of(member)
    elif not isinstance(value, str):
        fields: tuple[Any, ...] = getattr(value, "__attrs_attrs__", ())
        for field in fields:
            yield from values_of(getattr(value, field.name))


@pytest.mark.parametrize("kind", [wp.Paper, wp.Link, wp.Author, wp.ArxivRecord])
def test_the_sample_fills_each_field(kind: Any) -> None:
    """A new field needs a value in the files of the next release."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    samples = [value for value in values_of(releases.sample_papers()) if isinstance(value, kind)]
    empty = [
        field.name
        for field in fields
        if field.name != "origin"
        and all(getattr(sample, field.name) == field.default for sample in samples)
    ]
    assert empty == []


def test_members_of_later_releases_are_not_compared() -> None:
    values = {"title": "A", "links": [{"url": "u", "later": 1}], "later": None}
    assert known(values, {"title": "B", "links": [{"url": "v"}]}) == {
        "title": "A",
        "links": [{"url": "u"}],
    }
    assert known({"title": "A"}, {"title": "A", "week": None}) == {"title": "A"}
    assert known([1, 2], [1]) == [1, 2]


# -- The folders -----------------------------------------------------------------------------------


def test_each_released_version_has_files() -> None:
    remedy = "run python .ci/store_release.py before a release"
    assert releases.missing(CHANGELOG) == [], remedy


def test_a_section_of_the_changelog_requires_files(tmp_path: Path) -> None:
    text = "# Changelog\n\n## [Unreleased]\n\n## [0.10.0] - 2030-01-01\n\n## [0.9.0] - 2029-01-01\n"
    assert releases.released(text) == ["0.10.0", "0.9.0"]
    (tmp_path / "0.9.0").mkdir()
    for name in ("values.json", "api.txt"):
        (tmp_path / "0.9.0" / name).touch()
    assert releases.missing(text, tmp_path) == ["0.10.0/values.json", "0.10.0/api.txt"]
