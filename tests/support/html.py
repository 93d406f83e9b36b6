"""HTML of views, parsed and checked."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}


ALLOWED = TABLE | {"a", "bdi", "code", "del", "div", "ins", "mark", "p", "span", "strong", "wbr"}


ATTRIBUTES = {
    "a": {"href", "rel", "target", "style"},
    "bdi": {"style", "title"},
    "span": {"style", "class"},
    "th": {"scope", "colspan", "style"},
}


STYLES = {
    "caption-side: top; text-align: left; padding: 0.5em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em; font-weight: normal",
    "opacity: 0.75",
    "overflow-wrap: anywhere",
    "white-space: nowrap",
    "color: var(--jp-content-link-color, var(--vscode-textLink-foreground, inherit))",
}
BAR = re.compile(
    r"display: inline-block; width: \d\.\d\dem; height: 0.7em; "
    r"background-color: currentColor; opacity: 0.5"
)


class Page(HTMLParser):
    """The parts of a view. Elements and attributes that views must not have fail an assertion."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.parts: dict[str, list[str]] = {tag: [] for tag in ALLOWED}
        self.links: list[str] = []
        self.titles: list[str] = []
        self.scopes: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert tag in ALLOWED
        assert values.keys() <= ATTRIBUTES.get(tag, {"style", "colspan"})
        style = values.get("style", "opacity: 0.75")
        assert style in STYLES or BAR.fullmatch(style)
        assert values.get("class", "tex2jax_ignore mathjax_ignore") == (
            "tex2jax_ignore mathjax_ignore"
        )
        if tag == "a":
            assert values["rel"] == "noopener noreferrer"
            assert re.match(r"https?://[^\s\"<>`\\]+\Z", values["href"], re.IGNORECASE)
            self.links.append(values["href"])
        if "title" in values:
            self.titles.append(values["title"])
        if tag == "th":
            self.scopes.append(values["scope"])
        if tag != "wbr":  # which has no end
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
