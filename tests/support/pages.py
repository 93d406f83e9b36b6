"""Pages of papers, parsed strictly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

__all__ = ["parsed", "text_of"]

FORBIDDEN = {"script", "img", "iframe", "object", "embed", "form", "base", "svg"}


def parsed(page: str) -> Element:
    """Return the root of a page, and check that it is valid, safe and self-contained."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert FORBIDDEN.isdisjoint(element.tag for element in root.iter())
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    ids = list(_attributes(root, "id"))
    assert len(set(ids)) == len(ids)
    references = {href[1:] for href in _attributes(root, "href") if href.startswith("#")}
    assert references | set(_attributes(root, "aria-labelledby")) <= set(ids)
    for href in _attributes(root, "href"):
        assert href.startswith(("http://", "https://", "mailto:", "#"))
    assert "url(" not in "".join(map(text_of, root.iter("style")))
    return root


def _attributes(root: Element, name: str) -> Iterator[str]:
    return (element.attrib[name] for element in root.iter() if name in element.attrib)


def text_of(element: Element | Any) -> str:
    """Return the text of an element and all elements in it."""
    return "".join(element.itertext())
