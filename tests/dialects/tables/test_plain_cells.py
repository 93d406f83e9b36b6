"""Plain forms of cells."""

from __future__ import annotations

from datetime import date

import pytest

from weeklypapers.dialects.dates import read_date
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
QUERY = "https://ada.org/page?a=b&c=d"
LINK = PlainLink(PAGE, "A b", "paper")
SUMMARY = "Some words of a summary"
BADGE = "https://img.shields.io/a?b&c"


@pytest.mark.parametrize(
    ("role", "cell", "value"),
    [
        ("title", "**A title**", PlainTitle("A title")),
        ("title", f"[A b]({PAPER})", PlainTitle("A b", {}, (PlainLink(PAPER, "A b", None),))),
        ("title", f"[A b]({PAGE})", PlainTitle("A b", {}, (PlainLink(PAGE, "A b", "paper"),))),
        ("title", "A title （上）", PlainTitle("A title （上）")),
        ("title", f"![S]({BADGE}) <br> **A title** <br>", PlainTitle("A title")),
        ("title", "A title (twice)", PlainTitle("A title (twice)")),
        ("title", "A title in {x}", PlainTitle("A title in {x}")),
        ("title", "A titlé", PlainTitle("A titlé")),
        ("title", f"Halls of [A b]({PAGE})", PlainTitle("Halls of A b", {}, (LINK,))),
        ("title", f"[A b]({PAGE}), line by line", PlainTitle("A b, line by line", {}, (LINK,))),
        ("title", "", NOTHING),
        ("title", "x", SLOW),
        ("title", "A *title*", SLOW),
        ("title", "A  title", SLOW),
        ("title", "At last✅", SLOW),
        ("title", "No. 5: A title", SLOW),
        ("title", "A title - of halls", SLOW),
        ("title", "A title at www.ada.org", SLOW),
        ("title", "**A title at www.ada.org**", SLOW),
        ("title", "A title  Some words of a summary", SLOW),
        ("title", f"[Paper]({PAGE})", SLOW),
        ("title", f"[A title]({PAPER}) (ICLR 2024)", SLOW),
        ("title", f"[A title]({PAPER}) - of halls", SLOW),
        ("title", f"Halls - [A title]({PAPER})", SLOW),
        ("title", f"Halls of [A title ]({PAPER})", SLOW),
        ("title", f"Halls of [the paper]({PAPER})", SLOW),
        ("title", f"No. 5 [A title]({PAPER})", SLOW),
        ("title", "Halls of [A title](https://xxx.com)", SLOW),
        ("entry", f"A title  {SUMMARY}", PlainTitle("A title", {"abstract": SUMMARY})),
        ("entry", f"A title - {SUMMARY}", PlainTitle("A title", {"abstract": SUMMARY})),
        ("entry", f"{'A' * 298}  {SUMMARY}", SLOW),
        ("entry", f"[A b]({PAGE}), line by line", SLOW),
        ("code", "null", NOTHING),
        ("code", "Coming soon", PlainLinks((), "Coming soon")),
        ("code", f"[it]({PAGE})", PlainLinks((PlainLink(PAGE, "it", "code"),))),
        ("code", f"[the code]({PAGE})", PlainLinks((PlainLink(PAGE, "the code", None),))),
        ("code", f"**[it]({PAGE})**", PlainLinks((PlainLink(PAGE, "it", "code"),))),
        ("code", "[it](http://ada.org)", PlainLinks((PlainLink("http://ada.org", "it", "code"),))),
        ("code", f"[it]({QUERY})", PlainLinks((PlainLink(QUERY, "it", "code"),))),
        ("code", "[it](a/b.pdf)", PlainLinks((PlainLink("a/b.pdf", "it", None),))),
        ("links", f"[one]({PAGE})", PlainLinks((PlainLink(PAGE, "one", None),))),
        ("code", f"[![]({BADGE})]({PAGE})<br />", PlainLinks((PlainLink(PAGE, None, "code"),))),
        ("code", "[code]()", PlainLinks((), "code")),
        ("code", "[None]()", SLOW),
        ("code", "[code](https://xxx.com)", SLOW),
        ("code", f"[code]({PAGE}) and words", SLOW),
        ("code", f"words and [code]({PAGE})", SLOW),
        ("code", f"[code](https://xxx.com), [code]({PAGE})", SLOW),
        ("code", f"*[code]({PAGE})", SLOW),
        ("code", "[it](arxiv.org/abs/2406.00001)", SLOW),
        ("extra", "words", "words"),
        ("extra", "**words**", "words"),
        ("extra", "nan", NOTHING),
        ("extra", f"[![by]({BADGE})]({PAGE})", PlainLinks((PlainLink(PAGE, "by", None),), "by")),
        ("extra", f"[nan]({PAGE})", PlainLinks((PlainLink(PAGE, "nan", None),))),
        ("extra", "**words at www.ada.org**", SLOW),
        ("extra", f"a [b]({PAGE})", SLOW),
        ("extra", "[a](https://ada.org/?a&lt;)", SLOW),
        ("extra", f"[the\u200b]({PAGE})", SLOW),
        ("extra", f"[the ]({PAGE})", SLOW),
        ("venue", "ICLR", "ICLR"),
        ("venue", "-", NOTHING),
        ("venue", "*ICLR*", SLOW),
        ("listed_authors", "Ada Lovelace et al.", Names(("Ada Lovelace",), more=True)),
        ("listed_authors", "Ada Lovelace, Alan Turing", Names(("Ada Lovelace", "Alan Turing"))),
        ("listed_authors", "n/a", NOTHING),
    ],
)  # fmt: skip
def test_values_of_cells(role: str, cell: str, value: object) -> None:
    assert READERS[role](cell) == value


@pytest.mark.parametrize(
    ("role", "cell", "heading", "value"),
    [
        ("listed_date", "2024-06-30", None, PartialDate.parse("2024-06-30")),
        ("listed_date", "2024-06-30", "2023", PartialDate.parse("2024-06-30")),
        ("listed_date", "June 30", "2023", PartialDate.parse("2023-06-30")),
        ("listed_date", "nan", None, NOTHING),
        ("listed_date", "June 30", None, SLOW),
        ("listed_date", "Feb 29", "2023", SLOW),
        ("listed_date", "2024-W26", None, SLOW),
        ("listed_date", "soon", None, SLOW),
        ("listed_date", "[2024-06-30](a.md)", None, SLOW),
        ("listed_date", PAGE, None, SLOW),
        ("listed_date", "<a href=a.md>2024-06-30</a>", None, SLOW),
        ("week", "2024-06-30", None, date(2024, 6, 30)),
        ("week", "2024-06", None, SLOW),
    ],
)
def test_values_of_dates(role: str, cell: str, heading: str | None, value: object) -> None:
    dates = DateCells()
    dates.read([cell])
    section = Section(span=read_date(heading) if heading else None)
    assert read_date_cell(role, dates.spans, section, cell) == value
