"""Texts that other programs interpret: terminals, runners of workflows, browsers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["assert_balanced", "assert_harmless_html", "assert_inert", "runner_commands"]

# Controls of terminals, and of the direction of text (Unicode, UAX #9).
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_VOID = {"br", "hr", "img", "link", "meta", "wbr"}
_FORBIDDEN = {
    *("script", "iframe", "object", "embed", "form", "input", "button", "base", "svg", "math"),
    *("frame", "img", "video", "audio", "template", "noscript", "textarea"),
}


def assert_inert(text: str) -> None:
    """Assert that a text has no character that controls a terminal or the direction of text."""
    control = _CONTROLS.search(text)
    assert control is None, repr(text[max(0, control.start() - 20) : control.end() + 20])


def runner_commands(text: str) -> list[str]:
    """Return what a runner of GitHub Actions would run."""
    return _COMMAND.findall(text)


def assert_balanced(text: str) -> None:
    """Assert that each brace has a partner; BibTeX counts escaped ones, too."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


class _Page(HTMLParser):
    """HTML whose elements all end, and which has no scripts or other addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in _FORBIDDEN, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("srcdoc", "src", "action", "formaction"), name
            if name == "href":
                assert _ADDRESS.match(value or ""), value
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def assert_harmless_html(html: str) -> None:
    """Assert that HTML is well-formed and has no scripts."""
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
