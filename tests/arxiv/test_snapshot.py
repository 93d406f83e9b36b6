"""Saved records as a source."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.pickles import pickled
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    FetchError,
    InvalidValueError,
    Papers,
    Progress,
    Snapshot,
)
from weeklypapers.testing import make_paper, make_papers, make_record, make_records
from weeklypapers.testing.hypothesis import records


def test_answers_as_arxiv_would() -> None:
    snapshot = Snapshot([make_record("2406.00001v2"), make_record("2406.00001v1")])
    report = snapshot.fetch(["2406.00001", "https://arxiv.org/abs/2406.00001v1", "2406.00001v3"])
    found = {str(asked): str(record.id) for asked, record in report.records.items()}
    assert found == {"2406.00001": "2406.00001v2", "2406.00001v1": "2406.00001v1"}
    assert report.failed == {
        ArxivId("2406.00001v3"): FetchError("unavailable", "the snapshot has no record of it")
    }
    assert (report.requests, report.cached, report.missing) == (0, 2, ())


def test_malformed_identifiers_fail_as_they_are() -> None:
    report = Snapshot().fetch(["2406.1", "2406.00001"])
    assert report.failed["2406.1"].reason == "malformed"
    with pytest.raises(InvalidValueError, match="ids must be a sequence"):
        Snapshot().fetch("2406.00001")


def test_saves_the_records_of_a_list(tmp_path: Path) -> None:
    papers = make_papers(3).enrich(Snapshot(make_records(3)))
    snapshot = Snapshot.of([*papers, make_paper("2406.00009")])
    assert len(snapshot) == 3
    snapshot.write(tmp_path / "arxiv.json")
    loaded = Snapshot(tmp_path / "arxiv.json")
    assert loaded == snapshot
    assert hash(loaded) == hash(snapshot)
    assert make_papers(3).enrich(loaded) == papers
    assert repr(loaded) == "<Snapshot: 3 records>"
    assert loaded != papers
    with (tmp_path / "arxiv.json").open("rb") as file:
        assert Snapshot(file) == snapshot


def test_snapshots_of_the_same_records_are_equal_whenever_they_were_retrieved() -> None:
    first, second = (
        Snapshot([make_record(retrieved=datetime(2024, 6, day, tzinfo=UTC))]) for day in (1, 2)
    )
    assert first == second
    assert hash(first) == hash(second)


def test_the_file_can_be_compared_line_by_line(tmp_path: Path) -> None:
    for name, these in (("a", make_records(3)), ("b", make_records(3)[::-1])):
        Snapshot(these).write(tmp_path / name)
    text = (tmp_path / "a").read_text(encoding="utf-8")
    assert text == (tmp_path / "b").read_text(encoding="utf-8")
    assert text.startswith('{\n  "schema_version": 1,\n  "records": [\n')
    assert "Émilie" in text
    assert text.endswith("}\n")


@given(these=st.lists(records(), max_size=3, unique_by=lambda record: record.id))
def test_nothing_is_lost(these: list[ArxivRecord], tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("snapshot") / "arxiv.json"
    Snapshot(these).write(path)
    found = list(Snapshot(path))
    saved = sorted(these, key=lambda record: record.id)
    assert found == saved
    assert [record.retrieved for record in found] == [record.retrieved for record in saved]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(schema_version=2), r"newer weeklypapers.*@ \$\.schema_version"),
        (lambda d: d.update(schema_version="1"), r"expected 1, got '1'"),
        (lambda d: d.update(papers=[]), r"unknown field 'papers'"),
        (lambda d: d.update(records={}), "expected an array of records"),
        (lambda d: d["records"].append(7), r"expected an object, got 7 @ \$\.records\[1\]"),
        (lambda d: d["records"][0].pop("title"), r"required field missing @ \$\.records\[0\]\.ti"),
        (lambda d: d["records"][0].update(title=None), r"expected text, got None @ \$\.records\[0"),
        (lambda d: d["records"][0].update(titel="x"), "Did you mean 'title'"),
        (lambda d: d["records"][0].update(authors="Ada"), "expected an array, got 'Ada'"),
        (lambda d: d["records"][0].update(id="2406.00001"), "an ArxivId with a version"),
        (lambda d: d["records"][0].update(updated="2024-06-01"), "expected a time such as"),
    ],
)
def test_wrong_values_are_rejected(change: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "arxiv.json"
    Snapshot(make_records(1)).write(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InvalidValueError, match=message) as error:
        Snapshot(path)
    assert str(path) in str(error.value)


def test_a_cut_off_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "arxiv.json"
    Snapshot(make_records(2)).write(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InvalidValueError, match=r"arxiv\.json: "):
        Snapshot(path)
    with pytest.raises(FileNotFoundError):
        Snapshot(tmp_path / "none.json")
    with pytest.raises(InvalidValueError, match="Snapshot requires records, got 7"):
        Snapshot([7])  # type: ignore[list-item]


def test_reports_progress() -> None:
    seen: list[Progress] = []
    Snapshot(make_records(1)).fetch(["2406.00001", "2406.00002", "x"], progress=seen.append)
    assert seen == [Progress(done=3, total=3, cached=1)]


WITHOUT_EXTRA = """
import sys
for name in ("arxiv", "requests", "requests_cache", "filelock", "platformdirs", "tqdm", "urllib3"):
    sys.modules[name] = None
import weeklypapers as wp
from weeklypapers.testing import make_papers, make_records
assert make_papers(2).enrich(wp.Snapshot(make_records(2)))[1].arxiv
try:
    make_papers(2).enrich()
except wp.MissingDependencyError as error:
    assert isinstance(error, ImportError), error
    print(error)
try:
    make_papers(2).enrich(wp.Snapshot(), progress=True)
except wp.MissingDependencyError as error:
    print(error)
"""


def test_requires_no_extra() -> None:
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", WITHOUT_EXTRA], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert 'pip install "weeklypapers[arxiv]"' in first
    assert "Snapshot" in first
    assert 'pip install "weeklypapers[arxiv]"' in second


def test_importing_the_package_imports_no_extra() -> None:
    code = "import sys, weeklypapers, weeklypapers.testing; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    optional = {"arxiv", "requests", "requests_cache", "filelock", "platformdirs", "tqdm", "cattrs"}
    assert not optional.intersection(done.stdout.split())
    assert not {"pytest", "hypothesis"}.intersection(done.stdout.split())


def test_papers_without_an_identifier_are_nothing_to_save() -> None:
    assert list(Snapshot.of(Papers())) == []


def test_an_interrupted_write_leaves_the_file_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "arxiv.json"
    Snapshot(make_records(1)).write(path)

    def write_a_part(file: int, mode: str) -> None:
        with open(file, mode) as part:
            part.write(b"[1, 2")
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fdopen", write_a_part)
    with pytest.raises(KeyboardInterrupt):
        Snapshot(make_records(3)).write(path)
    assert list(tmp_path.iterdir()) == [path]
    assert Snapshot(path) == Snapshot(make_records(1))


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX's")
def test_a_link_and_the_mode_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "arxiv.json", tmp_path / "link.json"
    path.touch()
    path.chmod(0o640)
    link.symlink_to(path)
    Snapshot(make_records(2)).write(link)
    assert link.is_symlink()
    assert len(Snapshot(path)) == 2
    assert path.stat().st_mode & 0o777 == 0o640
    Snapshot().write("/dev/null")
    assert not Path("/dev/null").is_file()


def test_a_pickle_has_the_records_only() -> None:
    snapshot = Snapshot(make_records(2))
    assert snapshot.__reduce__() == (Snapshot, (tuple(snapshot),))
    assert pickled(snapshot) == snapshot
