from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.html import Page
from weeklypapers.display.elements import tag
from weeklypapers.display.formulas import formulas
from weeklypapers.display.text import visible


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$\\alpha$",
            "$n$",
            "$5$",
            "$2^n$",
            "$O(n \\log n)$",
            "$n log n$",
            "$$x + y$$",
            "$k = 5$",
        ),
        *("$\\text{two words}$", "$5 \\times 5$", "$\\$5$", "$100k$"),
    ],
)
def test_formulas(text: str) -> None:
    for before, after in (("", ""), ("costs $5 for ", "-means"), ("The ", " of $3 million")):
        whole = f"{before}{text}{after}"
        assert [whole[start:end] for start, end in formulas(whole)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$5 and $10",
            "US$5/US$10",
            "$5-$10",
            "$100M in A$",
            "$3.5 million vs US$",
            "$0.99/1M ($",
        ),
        *("a $ b $ c", "\\$5 and \\$6", "$", "$$", "$$$", "$ x$", "$x $", "A$", "$AAPL and $TSLA"),
        *("from $10k–$20k", "$x$1"),
    ],
)
def test_money(text: str) -> None:
    assert list(formulas(text)) == []


def test_two_formulas() -> None:
    text = "From $a$ to $b$ for $5"
    assert [text[start:end] for start, end in formulas(text)] == ["$a$", "$b$"]


texts = st.text(st.sampled_from("$$$5a \\^_{}<&"), max_size=30)


@given(texts)
def test_the_text_stays_the_same(text: str) -> None:
    assert Page(tag("p", text)).text == visible(text)


@given(texts)
def test_dollar_signs_outside_of_formulas_are_ignored(text: str) -> None:
    text = visible(text)
    html = tag("p", text)
    spans = list(formulas(text))
    kept = "".join(text[start:end] for start, end in spans)
    assert all(end - start > 2 for start, end in spans)
    ignored = html.count("<span class=")
    assert ignored == text.count("$") - kept.count("$")
    assert len(re.findall(r"\$(?!</span>)", html)) == kept.count("$")
