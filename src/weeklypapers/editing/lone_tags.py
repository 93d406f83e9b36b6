"""HTML tags without a partner, which remain where a copied row lacks a value of its model."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["without_lone_tags"]

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*(?<!/)>", re.IGNORECASE)


def without_lone_tags(text: str, model: str) -> str:
    """Return a copy without tags that have lost the partner that they have in the model.

    Args:
        text: The copy.
        model: The text from which it was made. Tags such as ``<br>`` are alone there, too.
    """
    alone = {_name(tag) for tag in _lone_tags(model)}
    for tag in reversed(list(_lone_tags(text))):
        if _name(tag) not in alone:
            text = text[: tag.start()] + text[tag.end() :]
    return text


def _lone_tags(text: str) -> Iterator[re.Match[str]]:
    """Return the tags without a partner, in order."""
    lone: dict[int, re.Match[str]] = {}
    open_tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag["closing"]:
            open_tags.append(tag)
            lone[tag.start()] = tag
            continue
        partner = next((each for each in reversed(open_tags) if _name(each) == _name(tag)), None)
        if partner:
            open_tags.remove(partner)
            del lone[partner.start()]
        else:
            lone[tag.start()] = tag
    return (lone[start] for start in sorted(lone))


def _name(tag: re.Match[str]) -> str:
    return tag["name"].lower()
