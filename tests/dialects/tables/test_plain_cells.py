"""Plain forms of cells."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.dialects.tables.plain_cells import (
    NOTHING,
    READERS,
    SLOW,
    PlainLink,
    PlainLinks,
    PlainTitle,
    read_date_cell,
)
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.names import Names

PAPER = "https://arxiv.org/abs/2406.00001"
PAGE = "https://ada.org/page"
BADGE = "https://img.shields.io/a?b&c"


@pytest.mark.parametrize(
    ("role", "cell", "value"),
    [
        ("title", "**A title**", PlainTitle("A title")),
        ("title", f"[A b]({PAPER})", PlainTitle("A b", {}, (PlainLink(PAPER, "A b", None),))),
        ("title", f"[A b]({PAGE})", PlainTitle("A b", {}, (PlainLink(PAGE, "A b", "paper"),))),
        ("title", "A title （上）", PlainTitle("A title （上）")),
        ("title", f"![S]({BADGE}) <br> **A title** <br>", PlainTitle("A title")),
        ("title", "", NOTHING),
        ("title", "A *title*", SLOW),
        ("title", f"[A title]({PAPER}) (ICLR 2024)", SLOW),
        ("title", f"[A title]({PAPER}) - of halls", SLOW),
        ("title", f"Halls - [A title]({PAPER})", SLOW),
        ("code", "null", NOTHING),
        ("code", "Coming soon", PlainLinks((), "Coming soon")),
        ("code", f"[it]({PAGE})", PlainLinks((PlainLink(PAGE, "it", "code"),))),
        ("links", f"[one]({PAGE})", PlainLinks((PlainLink(PAGE, "one", None),))),
        ("code", f"[![]({BADGE})]({PAGE})<br />", PlainLinks((PlainLink(PAGE, None, "code"),))),
        ("code", "[code]()", PlainLinks((), "code")),
        ("code", "[None]()", SLOW),
        ("code", "[code](https://xxx.com)", SLOW),
        ("code", f"[code]({PAGE}) and words", SLOW),
        ("extra", "words", "words"),
        ("extra", "**words**", "words"),
        ("extra", "nan", NOTHING),
        ("extra", f"[![by]({BADGE})]({PAGE})", PlainLinks((PlainLink(PAGE, "by", None),), "by")),
        ("extra", f"a [b]({PAGE})", SLOW),
        ("extra", "[a](https://ada.org/?a&lt;)", SLOW),
        ("extra", f"[a\u200b]({PAGE})", SLOW),
        ("extra", f"[a ]({PAGE})", SLOW),
        ("venue", "ICLR", "ICLR"),
        ("venue", "-", NOTHING),
        ("venue", "*ICLR*", SLOW),
        ("listed_authors", "Ada Lovelace et al.", Names(("Ada Lovelace",), more=True)),
    ],
)  # fmt: skip
def test_values_of_cells(role: str, cell: str, value: object) -> None:
    assert READERS[role](cell) == value


def test_values_of_dates() -> None:
    dates = DateCells()
    dates.read(["2024-06-30", "nan", "2024-W26", "soon"])
    values = [
        read_date_cell("listed_date", dates.spans, Section(), cell)
        for cell in ("2024-06-30", "nan", "2024-W26", "soon")
    ]
    assert values == [PartialDate.parse("2024-06-30"), NOTHING, SLOW, SLOW]
