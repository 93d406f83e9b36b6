"""Compiled templates leave the items to the general path that it may read differently."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest

import weeklypapers as wp
from weeklypapers.dialects import items
from weeklypapers.dialects.plain_papers import plain_papers

COUNT = 150


def _with_label(number: int) -> str:
    label = "A - B" if number % 7 == 6 else "Paper"
    return f"[Networks for {number} Halls]({{url}}), Ada Lovelace, Bo Li [[{label}]({{url}})]"


def _with_venue_like_a_person(number: int) -> str:
    return f"({'Acta Foo' if number % 7 == 6 else 'ICLR'}) [Networks for {number} Halls]({{url}})"


def _with_placeholder(number: int) -> str:
    affiliation = "N/A" if number % 7 == 6 else ("Acme", "MIT", "Acme")[number % 3]
    return f"[Networks for {number} Halls]({{url}}) `{affiliation}` `2024`"


def _with_bracket(number: int) -> str:
    venue = "[ICLR" if number % 7 == 6 else "ICLR"
    return f"[Networks for {number} Halls]({{url}}), <ins>{venue}, 2024</ins> [PDF]({{url}})"


def _with_number(number: int) -> str:
    venue = "ACL (Findings)" if number % 7 == 6 else "ICLR"
    return f"[Networks for {number} Halls]({{url}}): {venue} 24"


def _with_rare_label(number: int) -> str:
    more = "" if number % 3 else f"\n  - {'Acme' if number % 7 else 'MIT'}: Foo (bar)"
    return f"**Networks for {number} Halls** [[Paper]({{url}})]{more}"


def _text(form: Callable[[int], str]) -> str:
    urls = (f"https://arxiv.org/abs/2406.{number:05}" for number in range(COUNT))
    return "\n".join(f"- {form(number).format(url=url)}" for number, url in enumerate(urls))


@pytest.mark.parametrize(
    "form",
    [
        _with_label,
        _with_venue_like_a_person,
        _with_placeholder,
        _with_bracket,
        _with_number,
        _with_rare_label,
    ],
)
def test_odd_values_are_read_as_without_compiled_templates(form: Callable[[int], str]) -> None:
    text = _text(form)
    papers = wp.parse(text)
    with patch.object(items, "compile_templates", lambda _: None):
        assert list(wp.parse(text)) == list(papers)
    assert len(papers) == COUNT


def test_short_lists_have_no_sample() -> None:
    text = "\n".join(_text(_with_label).splitlines()[:99])
    with patch.object(items, "compile_templates", side_effect=AssertionError):
        assert len(wp.parse(text)) == 99


def test_most_items_are_compiled() -> None:
    text = _text(lambda number: f"**Networks for {number} Halls**, ICLR, 2024 [[Paper]({{url}})]")
    with patch("weeklypapers.dialects.items.plain_papers", wraps=plain_papers) as called:
        wp.parse(text)
    ((papers, _), _) = called.call_args
    assert len(papers) == COUNT
