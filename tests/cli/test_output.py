"""Reports and contents on terminals and in pipes."""

from __future__ import annotations

import io
import re

import pytest

from weeklypapers.cli.output import fail, painter, print_content, print_diff, print_report

DIFF = "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-old\x1b[2J\r\n+new\n same\n"


class Stream(io.TextIOWrapper):
    """A stream that is a terminal or not."""

    def __init__(self, *, is_terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    @property
    def content(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def terminal(monkeypatch: pytest.MonkeyPatch) -> Stream:
    """Make standard output a terminal; in a fixture, pytest would replace it again."""
    stream = Stream(is_terminal=True)
    monkeypatch.setattr("sys.stdout", stream)
    return stream


def pipe(monkeypatch: pytest.MonkeyPatch) -> Stream:
    """Make standard output a pipe."""
    stream = Stream(is_terminal=False, encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    return stream


@pytest.mark.parametrize(
    ("colour", "is_terminal", "variables", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch,
    colour: str,
    is_terminal: bool,  # noqa: FBT001
    variables: dict[str, str],
    expected: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    paint = painter(colour, Stream(is_terminal=is_terminal))
    assert (paint("x", "error") == "\x1b[31mx\x1b[0m") == expected
    assert (paint("x", "error") == "x") != expected


def test_content_in_a_pipe_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = pipe(monkeypatch)
    print_content("é\x1b[2J\r\nb\udce9\n")
    assert stream.content == "é\x1b[2J\r\nb".encode() + b"\xe9\n"


def test_content_on_a_terminal_controls_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    print_content("a\tb\x1b[2J\x9b\u202e\r\nb\rc\n")
    assert stream.content.decode() == "a\tb[U+001B][2J[U+009B][U+202E]\nb[U+000D]c\n"


def test_a_diff_in_a_pipe_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = pipe(monkeypatch)
    print_diff(DIFF, "auto")
    assert stream.content == DIFF.encode()


def test_a_diff_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    print_diff(DIFF, "always")
    assert stream.content.decode() == (
        "\x1b[1m--- a.md\x1b[0m\n\x1b[1m+++ a.md\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n"
        "\x1b[31m-old[U+001B][2J\x1b[0m\n\x1b[32m+new\x1b[0m\n same\n"
    )


def test_a_report_in_a_narrow_encoding() -> None:
    stream = Stream(is_terminal=False, encoding="ascii")
    print_report(stream, "é\n")
    assert stream.content == b"\\xe9\n"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("no\x1b"), "error: a.md: no[U+001B]\n"),
        (ValueError("a.md: once"), "error: a.md: once\n"),
        (FileNotFoundError(2, "No such file"), "error: a.md: No such file\n"),
        (OSError("other"), "error: a.md: other\n"),
    ],
)
def test_errors(error: Exception, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    fail("a.md", error)
    assert capsys.readouterr().err == expected


def test_a_diff_in_a_workflow_runs_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    diff = "--- a\n+++ a\n@@ -1 +1 @@\n ::add-mask::x\n+ b\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    stream = pipe(monkeypatch)
    print_diff(diff, "never")
    before, _, after = stream.content.decode().partition(diff)
    assert re.fullmatch(r"::stop-commands::([0-9a-f]{32})\n::\1::\n", before + after)
    stream = pipe(monkeypatch)
    print_diff("", "never")
    assert stream.content == b""
