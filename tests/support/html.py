"""HTML of views, parsed and checked."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}


ALLOWED = TABLE | {"a", "bdi", "code", "del", "div", "ins", "mark", "p", "span", "strong"}


ATTRIBUTES = {"a": {"href", "rel", "target"}, "th": {"scope", "colspan", "style"}}


STYLES = {
    "caption-side: top; text-align: left; padding: 0.5em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em; font-weight: normal",
    "opacity: 0.75",
    "overflow-wrap: anywhere",
    "white-space: nowrap",
}


class Page(HTMLParser):
    """The parts of a view. Elements and attributes that views must not have fail an assertion."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.parts: dict[str, list[str]] = {tag: [] for tag in ALLOWED}
        self.links: list[str] = []
        self.scopes: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert tag in ALLOWED
        assert values.keys() <= ATTRIBUTES.get(tag, {"style", "colspan"})
        assert values.get("style", "opacity: 0.75") in STYLES
        if tag == "a":
            assert values["rel"] == "noopener noreferrer"
            assert re.match(r"https?://[^\s\"<>`\\]+\Z", values["href"], re.IGNORECASE)
            self.links.append(values["href"])
        if tag == "th":
            self.scopes.append(values["scope"])
        self.open.append(tag)
        self.parts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.open):
            self.parts[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def page(value: Any) -> Page:
    return Page(value._repr_html_())
