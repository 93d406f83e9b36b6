"""The command line."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.cli import write_snapshot
from support.missing import remove
from weeklypapers import Fixed, Problem
from weeklypapers.checking.fixing import fix_text
from weeklypapers.cli import main

ROOT = Path(__file__).parents[2]

HEAD = """\
| Week       | title | category | abstract | Paper-Link                       |
|------------|-------|----------|----------|----------------------------------|
"""
CLEAN = "| 2024-06-30 | First | cs.CL    | Short.   | https://arxiv.org/abs/2406.00001 |\n"
PIPE = "| 2024-06-30 | B | cs.CL | a|b | https://arxiv.org/abs/2406.00009 |\n"
FIXED = PIPE.replace("a|b", r"a\|b")
BAD = "| 30 June | D | cs.CL | a | https://arxiv.org/abs/2406.00008 |\n"
TWICE = "| 2024-06-30 | D | cs.CL | a | https://arxiv.org/abs/2406.00001 |\n"
OTHER = "\n| Name | Place |\n|------|-------|\n"

SHOULD_BE_ESCAPED = r"expected 5 cells, got 6: a pipe in abstract should be written as \|"
UNESCAPED = f"unescaped-pipe {SHOULD_BE_ESCAPED}"

BOM = b"\xef\xbb\xbf"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("clean.md", HEAD + CLEAN)
    write("bad.md", HEAD + CLEAN + BAD + PIPE + TWICE + OTHER)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_bytes(text.encode())


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def run(
    *arguments: str, content: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "weeklypapers", *arguments],
        input=content,
        capture_output=True,
        check=False,
        env=os.environ | variables,
    )


# The report


def test_a_clean_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clean.md"]) == 0
    assert capsys.readouterr() == ("", "no problems in 1 file\n")


def test_problems_of_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    write("pipe.md", HEAD + PIPE)

    assert main(["check", "pipe.md", "clean.md", "bad.md"]) == 1

    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"pipe.md:3:28: {UNESCAPED}",
        "bad.md:4:3: bad-week expected a day such as 2024-06-30, got '30 June'",
        f"bad.md:5:28: {UNESCAPED}",
        "bad.md:6:16: duplicate 2406.00001 is listed twice, first in line 3, as 'First'",
    ]
    assert err == "1 error, 2 repaired rows, 1 warning in 2 files (2 can be fixed with --fix)\n"


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("error", ["bad-week"]),
        ("repaired", ["bad-week", "unescaped-pipe"]),
        ("warning", ["bad-week", "unescaped-pipe", "duplicate"]),
        ("info", ["bad-week", "unescaped-pipe", "duplicate", "other-table"]),
    ],
)
def test_severities(capsys: pytest.CaptureFixture[str], severity: str, expected: list[str]) -> None:
    assert main(["check", "bad.md", "--severity", severity]) == 1
    assert re.findall(r"^bad.md:\d+:\d+: (\S+) ", capsys.readouterr().out, re.MULTILINE) == expected


@pytest.mark.parametrize(
    ("arguments", "expected", "status"),
    [
        (["--select", "duplicate"], ["duplicate"], 1),
        (["--select", "duplicate, bad-week"], ["bad-week", "duplicate"], 1),
        (["--select", "duplicate", "--select", "bad-week"], ["bad-week", "duplicate"], 1),
        (["--ignore", "duplicate,bad-week"], ["unescaped-pipe"], 1),
        (["--select", "duplicate", "--ignore", "duplicate"], [], 0),
        (["--ignore", "duplicate", "--ignore", "bad-week,unescaped-pipe"], [], 0),
        (["--severity", "error", "--ignore", "bad-week"], [], 0),
    ],
)
def test_codes(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str], status: int
) -> None:
    assert main(["check", *arguments, "bad.md"]) == status
    assert re.findall(r"^bad.md:\d+:\d+: (\S+) ", capsys.readouterr().out, re.MULTILINE) == expected


def test_explain_prints_templates_and_columns_before_the_problems(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--explain", "clean.md", "bad.md"]) == 1
    out, err = capsys.readouterr()
    template = "| {week} | {title} | {category} | {abstract} | {links} |"
    assert out.startswith(f"clean.md: 1 paper, 1 template\n      1  {template}\n  table in line 1")
    assert "    Week: week\n    title: title\n" in out
    assert out.index("bad.md: 3 papers") < out.index("bad.md:4:3: bad-week")
    assert err == "1 error, 1 repaired row, 1 warning in 1 file (1 can be fixed with --fix)\n"


def test_explain_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "--format", "json", "bad.md"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [file["file"] for file in report["files"]] == ["bad.md"]
    assert report["problems"][0]["code"] == "bad-week"


def test_explain_has_the_exit_status_of_the_problems() -> None:
    assert main(["check", "--explain", "clean.md"]) == 0


@pytest.mark.parametrize("other", [["--diff"], ["--format", "github"]])
def test_explain_has_no_place_in_a_diff_and_in_commands(
    capsys: pytest.CaptureFixture[str], other: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--explain", *other, "clean.md"])
    assert "--explain prints text or JSON" in capsys.readouterr().err


def test_a_problem_without_a_position_is_reported_on_the_first_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "clean.md", "--columns", "Paper=title"]) == 1
    assert capsys.readouterr().out.startswith("clean.md:1:1: no-such-column expected")


def test_headers_and_dialect(capsys: pytest.CaptureFixture[str]) -> None:
    write("other.md", HEAD.replace("title", "A=B").replace("Week", "Day") + CLEAN)
    columns = ["--columns", "A=B=title", "--columns", "Day=week"]
    assert main(["check", "other.md", *columns, "--dialect", "weekly"]) == 0
    assert main(["check", "other.md"]) == 1
    assert "no-papers" in capsys.readouterr().out


# Formats


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    write("straße.md", HEAD + PIPE)
    assert main(["check", "--format", "json", "bad.md", "straße.md"]) == 1

    out, err = capsys.readouterr()
    problems = json.loads(out)
    assert [(each["file"], each["line"], each["code"]) for each in problems] == [
        ("bad.md", 4, "bad-week"),
        ("bad.md", 5, "unescaped-pipe"),
        ("bad.md", 6, "duplicate"),
        ("straße.md", 3, "unescaped-pipe"),
    ]
    assert problems[3] == {
        "file": "straße.md",
        "line": 3,
        "column": 28,
        "code": "unescaped-pipe",
        "severity": "repaired",
        "message": SHOULD_BE_ESCAPED,
        "text": PIPE.strip(),
        "fix": [{"line": 3, "column": 29, "length": 0, "text": "\\"}],
    }
    assert set(problems[0]) == {field.name for field in attrs.fields(Problem)}
    assert out.isascii()
    assert err == "1 error, 2 repaired rows, 1 warning in 2 files (2 can be fixed with --fix)\n"


def test_json_without_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "clean.md"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github", "--severity", "info", "bad.md"]) == 1
    assert re.findall(r"^::(\w+) .*,title=(\S+)::", capsys.readouterr().out, re.MULTILINE) == [
        ("error", "bad-week"),
        ("warning", "unescaped-pipe"),
        ("warning", "duplicate"),
        ("notice", "other-table"),
    ]


# Fixing


def state(name: str) -> tuple[bytes, int, int]:
    stat = Path(name).stat()
    return Path(name).read_bytes(), stat.st_mtime_ns, stat.st_ino


def test_fix(capsys: pytest.CaptureFixture[str]) -> None:
    before = state("clean.md")

    assert main(["check", "--fix", "clean.md", "bad.md"]) == 1

    assert Path("bad.md").read_text("utf-8") == HEAD + CLEAN + BAD + FIXED + TWICE + OTHER
    assert state("clean.md") == before
    out, err = capsys.readouterr()
    assert [line.split()[1] for line in out.splitlines()] == ["bad-week", "duplicate"]
    assert err == "fixed 1 repaired row in 1 file\n1 error, 1 warning in 1 file left\n"


def test_fix_of_every_problem(capsys: pytest.CaptureFixture[str]) -> None:
    write("pipe.md", HEAD + PIPE)
    assert main(["check", "--fix", "pipe.md"]) == 0
    assert capsys.readouterr() == ("", "fixed 1 repaired row in 1 file\nno problems in 1 file\n")


def test_fix_keeps_every_other_byte() -> None:
    content = BOM + (HEAD + CLEAN).replace("\n", "\r\n").encode() + PIPE.strip().encode()
    Path("list.md").write_bytes(content)

    assert main(["check", "--fix", "list.md"]) == 0

    expected = content.replace(b"a|b", b"a\\|b")
    assert Path("list.md").read_bytes() == expected
    before = state("list.md")
    assert main(["check", "--fix", "list.md"]) == 0
    assert state("list.md") == before
    assert [path.name for path in Path().glob("list*")] == ["list.md"]


def test_fix_of_selected_problems() -> None:
    text = f"{HEAD}{PIPE}| 2024-06-30 | C | cs.CL\n"
    write("list.md", text)
    assert main(["check", "--fix", "--select", "unescaped-pipe", "list.md"]) == 0
    assert Path("list.md").read_text("utf-8") == text.replace(PIPE, FIXED)
    assert main(["check", "--fix", "--ignore", "missing-cells,no-link", "list.md"]) == 0
    assert Path("list.md").read_text("utf-8") == text.replace(PIPE, FIXED)


def test_fix_includes_problems_that_are_not_reported() -> None:
    write("list.md", HEAD + PIPE)
    assert main(["check", "--fix", "--severity", "error", "list.md"]) == 0
    assert Path("list.md").read_text("utf-8") == HEAD + FIXED


def test_fix_of_json() -> None:
    wp.sample().write("list.json")
    before = state("list.json")
    main(["check", "--fix", "list.json"])
    assert state("list.json") == before


def test_fix_of_a_file_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("weeklypapers.cli.output.write_bytes", refuse)
    assert main(["check", "--fix", "bad.md", "clean.md"]) == 2
    assert capsys.readouterr().err == "error: bad.md: Permission denied\nno problems in 1 file\n"


def test_a_file_that_an_editor_saved_meanwhile_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = Path("bad.md").read_text(encoding="utf-8") + "\nsaved meanwhile\n"

    def fix_and_save(*args: Any, **options: Any) -> Fixed:
        result = fix_text(*args, **options)
        Path("bad.md").write_text(saved, encoding="utf-8")
        return result

    monkeypatch.setattr("weeklypapers.cli.check.fix_text", fix_and_save)
    assert main(["check", "--fix", "bad.md"]) == 2
    message = "error: bad.md: the file was changed meanwhile; run the command again\n"
    assert capsys.readouterr().err == message
    assert Path("bad.md").read_text(encoding="utf-8") == saved


def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    before = state("bad.md")

    assert main(["check", "--diff", "clean.md", "bad.md"]) == 1

    out, err = capsys.readouterr()
    assert out.startswith("--- bad.md\n+++ bad.md\n@@ -2,7 +2,7 @@\n")
    assert [line for line in out.splitlines()[2:] if line[0] in "-+"] == [
        f"-{PIPE.strip()}",
        f"+{FIXED.strip()}",
    ]
    assert err == "would fix 1 repaired row in 1 file\n1 error, 1 warning in 1 file left\n"
    assert state("bad.md") == before


def test_the_status_of_a_diff(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("pipe.md", HEAD + PIPE)
    assert main(["check", "--diff", "clean.md"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--diff", "pipe.md"]) == 1


def test_diff_of_other_line_endings(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write("list.md", (HEAD + PIPE).replace("\n", "\r\n"))
    assert main(["check", "--diff", "list.md"]) == 1
    assert capfdbinary.readouterr().out.splitlines(keepends=True)[-2:] == [
        f"-{PIPE.strip()}\r\n".encode(),
        f"+{FIXED.strip()}\r\n".encode(),
    ]


# Standard input


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, f"{HEAD}{BAD}".replace("D", "é").encode())
    assert main(["check", "-", "clean.md"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:3:3: bad-week ")


def test_standard_input_that_is_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(HEAD + BAD))
    assert main(["check", "-"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:3:3: bad-week ")


@pytest.mark.parametrize("content", [HEAD + PIPE, HEAD + CLEAN, HEAD + BAD + PIPE.strip()])
def test_fixed_standard_input_goes_to_standard_output(content: str) -> None:
    source = BOM + content.replace("\n", "\r\n").replace("B", "é").encode()

    result = run("check", "--fix", "-", content=source, PYTHONIOENCODING="ascii")

    assert result.stdout == source.replace(b"a|b", b"a\\|b")
    assert result.returncode == (1 if BAD in content else 0)
    assert (b"<stdin>:3:3: bad-week" in result.stderr) == (BAD in content)


def test_the_report_of_fixed_standard_input_can_be_parsed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, (HEAD + BAD + PIPE).encode())
    assert main(["check", "--fix", "--format", "json", "-", "bad.md"]) == 1
    out, err = capsys.readouterr()
    assert out == HEAD + BAD + FIXED
    assert [each["file"] for each in json.loads(err)] == ["<stdin>", "bad.md", "bad.md"]


def test_standard_input_that_is_not_utf_8_is_written_unchanged() -> None:
    result = run("check", "--fix", "-", content=b"caf\xe9\r\n")
    assert (result.returncode, result.stdout) == (1, b"caf\xe9\r\n")
    assert result.stderr.startswith(b"<stdin>:1:4: not-utf-8 expected text in UTF-8, got the byte")


def test_a_diff_of_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, (HEAD + PIPE).encode())
    assert main(["check", "--diff", "-"]) == 1
    assert capsys.readouterr().out.startswith("--- <stdin>\n+++ <stdin>\n")


def test_standard_output_without_a_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, (HEAD + PIPE).encode())
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["check", "--fix", "-"]) == 0
    assert out.getvalue() == HEAD + FIXED


# Errors


def test_files_that_cannot_be_opened(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "none.md", "bad.md", str(Path())]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 3
    assert err.splitlines() == [
        "error: none.md: No such file or directory",
        "error: .: it is a directory; its lists are '*.md'",
        "1 error, 1 repaired row, 1 warning in 1 file (1 can be fixed with --fix)",
    ]
    assert main(["check", "none.md"]) == 2
    assert capsys.readouterr() == ("", "error: none.md: No such file or directory\n")


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="root may read all")
def test_a_file_without_permission_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("clean.md").chmod(0)
    assert main(["check", "clean.md"]) == 2
    assert capsys.readouterr().err == "error: clean.md: Permission denied\n"


def test_a_file_that_is_not_utf_8(capsys: pytest.CaptureFixture[str]) -> None:
    content = HEAD.encode() + PIPE.encode() + b"| caf\xe9 |"
    Path("latin.md").write_bytes(content)
    for arguments in ([], ["--fix"], ["--diff"]):
        assert main(["check", "latin.md", "clean.md", *arguments]) == 1
    assert capsys.readouterr().out.count("latin.md:4:6: not-utf-8 ") == 2
    assert Path("latin.md").read_bytes() == content


def test_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    address = "http://127.0.0.1:9/list.md"  # where nobody answers
    assert main(["check", address, "clean.md"]) == 2
    assert capsys.readouterr().err.startswith(f"error: {address}: can't fetch {address}: ")
    assert main(["check", "--fix", address]) == 2
    assert "an address can't be rewritten" in capsys.readouterr().err


def test_a_missing_dependency(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("list.parquet").write_bytes(b"PAR1")
    remove(monkeypatch, "pyarrow")
    assert main(["check", "list.parquet", "clean.md"]) == 2
    assert capsys.readouterr().err.startswith("error: list.parquet: ")


def test_arguments_for_another_format_of_list(capsys: pytest.CaptureFixture[str]) -> None:
    wp.sample().write("list.json")
    assert main(["check", "list.json", "clean.md", "--dialect", "weekly"]) == 2
    assert "error: list.json: dialect and columns are for Markdown" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "the following arguments are required: FILE"),
        (["chekc"], "invalid choice"),
        (["check", "a.md", "--format", "xml"], "invalid choice"),
        (["check", "a.md", "--severity", "fatal"], "invalid choice"),
        (["check", "a.md", "--select", ","], "expected codes such as"),
        (["check", "a.md", "--select", "bad-wek"], "Did you mean 'bad-week'?"),
        (["check", "a.md", "--ignore", "duplicate,no-such"], "there is no problem 'no-such'."),
        (["check", "a.md", "--dialect", "weekyl"], "Did you mean 'weekly'?"),
        (["check", "a.md", "--columns", "Paper"], "expected HEADER=FIELD, got 'Paper'"),
        (["check", "a.md", "--columns", "Paper=titel"], "Did you mean 'title'?"),
        (["check", "a.md", "--fix", "--diff"], "not allowed with"),
        (["check", "a.md", "--diff", "--format", "json"], "can't print json"),
        (["check", "-", "-"], "can be read only once"),
    ],
)
def test_wrong_arguments(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_no_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: weeklypapers [-h] [--version] COMMAND")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--version"], f"weeklypapers {wp.__version__}\n"),
        (["--help"], "usage: weeklypapers "),
        (["check", "--help"], "usage: weeklypapers check "),
    ],
)
def test_help(capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 0
    assert capsys.readouterr().out.startswith(expected)


# The process


def test_the_process() -> None:
    result = run("check", "bad.md", "clean.md")
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 3
    assert (
        result.stderr.strip()
        == b"1 error, 1 repaired row, 1 warning in 1 file (1 can be fixed with --fix)"
    )
    assert run().returncode == 2
    assert run("check", "clean.md").returncode == 0
    assert run("check", "none.md").returncode == 2


def test_a_check_imports_no_more_than_it_needs() -> None:
    code = (
        "import sys; from weeklypapers.cli import main; main(['check', 'clean.md']);"
        "print(*sys.modules)"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, text=True
    )
    modules = set(result.stdout.split())
    unneeded = {"cattrs", "difflib", "http.client", "json", "statistics", "tomllib"}
    package = ("arxiv", "editing", "papers", "plotting", "reading", "searching", "views")
    unneeded |= {f"weeklypapers.{name}" for name in package}
    assert not modules & unneeded


def test_a_narrow_encoding() -> None:
    write("list.md", HEAD + BAD.replace("30 June", "30 día"))
    result = run("check", "list.md", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert rb"got '30 d\xeda'" in result.stdout
    annotated = run("check", "--format", "github", "list.md", PYTHONIOENCODING="ascii")
    assert "got '30 día'" in annotated.stdout.decode()


@pytest.mark.parametrize("format_", ["text", "json", "github"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.skipif(sys.platform == "win32", reason="there it is another error")
def test_a_closed_pipe(format_: str, unbuffered: str) -> None:
    write("long.md", HEAD + BAD * 2_000)  # its problems are more than a pipe holds
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "weeklypapers", "check", "long.md", "--format", format_],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("weeklypapers.cli.inputs.opened", interrupt)
    assert main(["check", "clean.md"]) == 130


# Documentation


def console_examples(page: str) -> list[tuple[str, str]]:
    """Return the commands of a page, without those that add papers, with their output."""
    text = (ROOT / "docs" / "howto" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [
        example
        for block in blocks
        for example in re.findall(r"^\$ (.*)\n((?:[^$].*\n|\n)*)", block, re.MULTILINE)
    ]


def check_example(command: str, expected: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "weeklypapers"
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert result.stdout.decode().replace("\r\n", "\n") == expected, command


def write_list_of_page() -> None:
    page = (ROOT / "docs" / "howto" / "command-line.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^```markdown\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    write("papers.md", listed)


def test_the_console_examples_of_the_documentation() -> None:
    write_list_of_page()
    examples = console_examples("command-line.md")
    assert len(examples) > 3
    for command, expected in examples:
        if " add " not in command:
            check_example(command, expected)


def test_the_console_example_of_adding_papers() -> None:
    write_list_of_page()
    write_snapshot("2406.16048v1")
    (example,) = [each for each in console_examples("command-line.md") if " add " in each[0]]
    check_example(*example)


def test_the_console_examples_of_accepted_problems() -> None:
    page = (ROOT / "docs" / "howto" / "check.md").read_text(encoding="utf-8")
    (text,) = re.findall(r'>>> text = """\\\n(.*?)\.\.\. """', page, re.DOTALL)
    write("list.md", text.replace("... ", ""))
    for command, expected in console_examples("check.md"):
        check_example(command, expected)


def test_the_documentation_names_this_version() -> None:
    page = (ROOT / "docs" / "howto" / "command-line.md").read_text(encoding="utf-8")
    assert f"rev: v{wp.__version__}\n" in page


def test_the_hooks_run_existing_commands() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^  entry: python -m weeklypapers (.*)$", hooks, re.MULTILINE)
    assert entries == ["check", "check --fix"]
    for entry in entries:
        assert main([*entry.split(), "clean.md"]) == 0


def test_utf_16_is_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("clean.md").read_text(encoding="utf-8")
    Path("wide.md").write_bytes(text.encode("utf-16"))
    assert main(["check", "wide.md"]) == 1
    assert "wide.md:1:1: not-utf-8 " in capsys.readouterr().out
    assert main(["check", "--diff", "wide.md"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["check", "--fix", "wide.md"]) == 0
    assert Path("wide.md").read_text(encoding="utf-8") == text
