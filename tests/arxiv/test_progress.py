"""The progress of a fetch, as numbers and as a bar."""

from __future__ import annotations

import pytest

from support.arxiv import opened
from weeklypapers import (
    InvalidValueError,
    Progress,
    Snapshot,
)
from weeklypapers.arxiv.progress import watching
from weeklypapers.testing import ArxivServer, make_papers, make_records


@pytest.mark.parametrize("progress", [None, False])
def test_progress_is_off_by_default(*, progress: bool | None) -> None:
    with watching(progress) as watcher:
        assert watcher is None


def test_a_function_is_called_directly() -> None:
    seen: list[Progress] = []
    with watching(seen.append) as watcher:
        assert watcher
        watcher(Progress(done=1, total=2))
    assert seen == [Progress(done=1, total=2, cached=0, waiting=0.0)]


class TestBar:
    def test_a_bar(self, server: ArxivServer, capsys: pytest.CaptureFixture[str]) -> None:
        with opened(server) as client:
            client.fetch(["2406.00001"])
            make_papers(3).enrich(client, progress=True)
            out, bar = capsys.readouterr()
            assert out == ""
            assert "3/3" in bar
            assert "1 cached" in bar
            client.fetch(["2406.00001"], progress=True)
            assert "1/1" in capsys.readouterr().err


def test_shows_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert Snapshot(make_records(1)).fetch(["2406.00001"], progress=True).cached == 1
    assert "1/1" in capsys.readouterr().err
    with pytest.raises(InvalidValueError, match="progress must be True or a function, got 'yes'"):
        Snapshot().fetch([], progress="yes")  # type: ignore[arg-type]
