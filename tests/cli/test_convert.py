"""``weeklypapers convert``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import weeklypapers as wp
from support.cli import HEAD, SNAPSHOT, row, write, write_snapshot
from weeklypapers.cli import main


@pytest.fixture(autouse=True)
def papers(folder: object) -> None:
    write("list.md", HEAD + row(1) + row(2))


def content(name: str) -> str:
    return Path(name).read_bytes().decode()


def test_several_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "list.md", "a.bib", "b.json", "c.MD"]) == 0
    papers = wp.read("list.md")
    assert content("a.bib") == papers.to_bibtex()
    assert content("b.json") == papers.to_json()
    assert content("c.MD") == content("list.md")
    assert capsys.readouterr() == ("", "2 papers: a.bib, b.json, c.MD\n")


@pytest.mark.parametrize("arguments", [["--to", "ris"], ["--to", ".ris", "-"], ["-", "--to=ris"]])
def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str]) -> None:
    assert main(["convert", "list.md", *arguments]) == 0
    assert capfdbinary.readouterr().out == wp.read("list.md").to_ris().encode()


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(wp.read("list.md").to_json()))
    assert main(["convert", "-", "--to", "csl.json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_options_go_to_the_formats_that_have_them(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--option", "title=A & B", "--option", "biblatex=true", "--option", "indent=1"]
    options += ["--option", "page-url=https://a.example/", "--option"]
    options += ["updated=2024-07-01T00:00:00+00:00"]
    assert main(["convert", "list.md", "a.atom", "a.bib", "a.json", *options]) == 0
    assert "<title>A &amp; B</title>" in content("a.atom")
    assert 'href="https://a.example/"' in content("a.atom")
    assert "<updated>2024-07-01T00:00:00Z</updated>" in content("a.atom")
    assert content("a.bib") == wp.read("list.md").to_bibtex(biblatex=True)
    assert content("a.json") == wp.read("list.md").to_json(indent=1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.tex"], "no format has the suffix of 'a.tex'. Known: '.md'"),
        (["a.bib", "b.tex"], "no format has the suffix of 'b.tex'"),
        (["a.bib", "--option", "biblatx=true"], "Did you mean 'biblatex'?"),
        (["a.bib", "--option", "biblatex=yes"], "expected true or false, got 'yes'"),
        (["a.json", "--option", "indent=x"], "option indent: expected a number, got 'x'"),
        (["a.atom", "--option", "updated=x"], "expected a day or time such as"),
        (["a.ris", "--option", "title=x"], "They have none."),
    ],
)
def test_nothing_is_written_after_an_error(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["convert", "list.md", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: list.md: ")
    assert message in err
    assert [path.name for path in Path().iterdir()] == ["list.md"]


def test_an_error_names_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "list.md", "a.bib", "--source", "none.json"]) == 2
    assert capsys.readouterr() == ("", "error: none.json: No such file or directory\n")
    assert main(["convert", "list.md", "no/a.bib", "a.ris"]) == 2
    message = "error: no/a.bib: No such file or directory\n2 papers: a.ris\n"
    assert capsys.readouterr() == ("", message)
    assert main(["convert", "list.md", "no/a.bib"]) == 2
    assert capsys.readouterr() == ("", "error: no/a.bib: No such file or directory\n")


def test_papers_without_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    write("undated.md", "- [One](https://openreview.net/forum?id=1)\n")
    assert main(["convert", "undated.md", "a.atom"]) == 2
    assert capsys.readouterr().err.endswith("has none: pass --option undated=\n")
    assert main(["convert", "undated.md", "a.atom", "--option", "undated=2024-01-31"]) == 0
    assert "2024-01-31T00:00:00Z" in content("a.atom")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "standard output has no suffix: expected --to"),
        ([], "standard output has no suffix: expected --to"),
        (["a.bib", "--to", "ris"], "expected - among the outputs"),
        (["-", "-", "--to", "bib"], "can be written only once"),
        (["a.bib", "--option", "title"], "expected NAME=VALUE, got 'title'"),
        (["a.bib", "--enrich", "--source", "x"], "use one of them"),
    ],
)
def test_wrong_arguments(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["convert", "list.md", *arguments])
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_records(capsys: pytest.CaptureFixture[str]) -> None:
    write_snapshot(1, 2)
    assert main(["convert", "list.md", "a.bib", "--source", SNAPSHOT]) == 0
    assert "Lovelace" in content("a.bib")
    write_snapshot(1)
    assert main(["convert", "list.md", "a.bib", "--source", SNAPSHOT]) == 1
    assert "arxiv-failed" in capsys.readouterr().err


def test_rows_that_cannot_be_read_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write("bad.md", HEAD + row(1) + row(2, week="June"))
    assert main(["convert", "bad.md", "a.json"]) == 1
    assert len(wp.read("a.json")) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("bad.md:4:3: bad-week ")
    assert lines[1:] == ["1 paper: a.json"]


def test_a_file_without_papers_is_not_converted(capsys: pytest.CaptureFixture[str]) -> None:
    write("prose.md", "There are no papers.\n")
    assert main(["convert", "prose.md", "a.bib"]) == 2
    assert "no-papers" in capsys.readouterr().err
    assert not Path("a.bib").exists()
    write("empty.md", HEAD)
    assert main(["convert", "empty.md", "a.json"]) == 0


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "--format", "json", "list.md", "a.bib"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema_version": 1,
        "list": "list.md",
        "papers": 2,
        "written": [{"path": "a.bib", "bytes": Path("a.bib").stat().st_size}],
        "problems": [],
    }
    assert main(["convert", "--format", "json", "list.md", "--to", "md"]) == 0
    out, err = capsys.readouterr()
    assert out == content("list.md")
    assert json.loads(err)["papers"] == 2


def test_a_file_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "list.md", "no/a.bib", "b.bib"]) == 2
    assert capsys.readouterr().err.startswith("error: no/a.bib: No such file or directory\n")
    assert Path("b.bib").exists()


def test_binary_output_needs_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["convert", "list.md", "--to", "parquet"]) == 2
    assert "Parquet can't be shown in a terminal" in capsys.readouterr().err
