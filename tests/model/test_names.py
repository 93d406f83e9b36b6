"""Authors that a list names, and further ones that it indicates."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.real_lists import DATA, needs_data
from weeklypapers import EditError, InvalidValueError, Paper, Papers
from weeklypapers.model.names import (
    Names,
    bare_name,
    is_byline,
    is_inverted,
    names_of,
    read_names,
    split_names,
    with_names,
)
from weeklypapers.testing import make_paper, make_record

DAILY = """
| Date | Title | Authors | PDF |
|:---|:---|:---|:---|
| 2024-06-21 | **A first paper** | Ada Lovelace et.al. | <http://arxiv.org/abs/2406.15319> |
| 2024-06-20 | **Second** | [Ada](//a), Alan *Turing*, et al. | <http://arxiv.org/abs/2406.15320> |
| 2024-06-19 | **A third** | Alan Turing | <http://arxiv.org/abs/2406.15321> |
"""


@pytest.mark.parametrize(
    ("text", "names", "more"),
    [
        ("," * 50_000 + "et al", (), True),  # in no time
        ("A" + " " * 50_000 + "B" + "\t" * 50_000 + ".", ("A B .",), False),
        ("Ada Lovelace et al.", ("Ada Lovelace",), True),
        ("Ada Lovelace, Alan Turing and others", ("Ada Lovelace", "Alan Turing"), True),
        ("Ada Lovelace and 3 others", ("Ada Lovelace",), True),
        ("Ada Lovelace & others", ("Ada Lovelace",), True),
        ("Ada Lovelace, Alan Turing, ...", ("Ada Lovelace", "Alan Turing"), True),
        ("Ada Lovelace, …", ("Ada Lovelace",), True),
        ("Lovelace, Ada; Turing, Alan; et al", ("Lovelace, Ada", "Turing, Alan"), True),
        ("Lovelace, Ada; and Turing, Alan", ("Lovelace, Ada", "Turing, Alan"), False),
        ("张三等", ("张三",), True),
        ("Ruiz, A., & Li, B.", ("Ruiz, A.", "Li, B."), False),
        ("Ruiz, A., Li, B., et al.", ("Ruiz, A.", "Li, B."), True),
        ("Ruiz, A., Li", ("Ruiz", "A.", "Li"), False),
        ("Ruiz, A.", ("Ruiz, A.",), False),
        ("García Márquez, G., Li, B.", ("García Márquez, G.", "Li, B."), False),
        ("Prince & M.", ("Prince", "M."), False),
        ("Ana Ruiz, B.", ("Ana Ruiz", "B."), False),
        ("by Ada Lovelace and Alan Turing", ("Ada Lovelace", "Alan Turing"), False),
        ("Petal Almond", ("Petal Almond",), False),
        ("et al.", (), True),
        ("['Ada Lovelace', \"Simon d'Oelsnitz\"]", ("Ada Lovelace", "Simon d'Oelsnitz"), False),
        ('["Ada", "Grace"]', ("Ada", "Grace"), False),
        ("  ['Ada\nLovelace', 'Bo']  ", ("Ada Lovelace", "Bo"), False),
        ("Ruiz, Ana；Li, Bo", ("Ruiz, Ana", "Li, Bo"), False),
        ("Ada Lovelace et al。", ("Ada Lovelace",), True),
        ("  Ada Lovelace et al. . ", ("Ada Lovelace",), True),
        ("by Ada Lovelace et al.", ("Ada Lovelace",), True),
        (
            r"""['d\'Oelsnitz', "\u00dcst\u00fcn", "Erd\H{o}s"]""",
            ("d'Oelsnitz", "Üstün", r"Erd\H{o}s"),
            False,
        ),
        ("['Ada', 1]", ("['Ada'", "1]"), False),
        ("['" * 50_000 + "']", ("['" * 50_000 + "']",), False),
        (
            "Ada Lovelace\u2217, Alan Turing\xb9, Bo Li†",
            ("Ada Lovelace", "Alan Turing", "Bo Li"),
            False,
        ),
        ("Ada Lovelace1,2, Alan Turing^2*", ("Ada Lovelace", "Alan Turing"), False),
        ("AI2, GPT-4, Jennifer 8. Lee", ("AI2", "GPT-4", "Jennifer 8. Lee"), False),
        ("Ada Lovelace, 2024", ("Ada Lovelace", "2024"), False),
        ("Ada Lovelace und Alan Turing", ("Ada Lovelace", "Alan Turing"), False),
        ("Ada Lovelace · Alan Turing | Bo Li", ("Ada Lovelace", "Alan Turing", "Bo Li"), False),
        ("张三・李四、王五", ("张三", "李四", "王五"), False),
        ("ジョン・スミス", ("ジョン・スミス",), False),
        ("Ada Lovelace, Alan Turing.", ("Ada Lovelace", "Alan Turing"), False),
        ("Robert Downey Jr., A. B.", ("Robert Downey Jr.", "A. B."), False),
        ("Anders Sundberg, B&B", ("Anders Sundberg", "B&B"), False),
        ("作者：张三", ("张三",), False),
    ],
)
def test_names(text: str, names: tuple[str, ...], more: bool) -> None:  # noqa: FBT001 - a case
    assert read_names(text) == Names(names, more=more)


@pytest.mark.parametrize("text", ["by Ada", "Authors: Ada", "author : Ada", "作者：张三"])
def test_bylines(text: str) -> None:
    assert is_byline(text)
    assert not is_byline(text[1:])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Ada \n Lovelace*† ", "Ada Lovelace"),
        ("Ada Lovelace12", "Ada Lovelace"),
        ("Ada Lovelace†^1", "Ada Lovelace"),
        ("Ada Lovelace2024", "Ada Lovelace2024"),
        ("12", ""),
        ("†", ""),
    ],
)
def test_bare_names(text: str, name: str) -> None:
    assert bare_name(text) == name


def test_names_and_the_two_fields_of_a_paper() -> None:
    names = Names(("Ada Lovelace",), more=True)
    paper = Paper(**with_names({"title": "A", "listed_authors": names}))
    assert (paper.listed_authors, paper.more_authors) == (("Ada Lovelace",), True)
    assert names_of(paper) == names
    assert names_of(Paper(**with_names({"title": "A"}))) == Names(())
    assert split_names([names, Names(("B",))]) == {
        "listed_authors": [("Ada Lovelace",), ("B",)],
        "more_authors": [True, False],
    }


@pytest.mark.parametrize(
    "cell", ["A. B., et al.", "A. B. et  al", "A. B.; et.al.", "A. B. and others"]
)
def test_spellings_in_the_weekly_table(cell: str) -> None:
    (paper,) = wp.parse(f"| title | category | authors |\n|--|--|--|\n| A | cs.CL | {cell} |\n")
    assert paper.more_authors
    assert wp.parse(Papers([paper]).to_markdown())[0] == paper


def test_tables_and_bullets_indicate_further_authors() -> None:
    first, second, third = wp.parse(DAILY)
    assert (first.listed_authors, first.more_authors) == (("Ada Lovelace",), True)
    assert (second.listed_authors, second.more_authors) == (("Ada", "Alan Turing"), True)
    assert (third.listed_authors, third.more_authors) == (("Alan Turing",), False)
    entry = (
        "| Title & Authors | Venue |\n|--|--|\n"
        "| [**A first paper**](https://arxiv.org/abs/2406.15319)<br>{} | ICLR |\n"
    )
    bullet = "- [A paper](https://arxiv.org/abs/2406.15319), {}, ICLR 2024\n"
    for text in (entry, bullet):
        (paper,) = wp.parse(text.format("Ada Lovelace et al."))
        assert (paper.listed_authors, paper.more_authors) == (("Ada Lovelace",), True)
        (paper,) = wp.parse(text.format("Ada Lovelace, Alan Turing"))
        assert not paper.more_authors


def test_a_column_of_authors_comes_before_those_of_the_entry() -> None:
    text = (
        "| Title & Authors | Authors |\n|--|--|\n"
        "| [**A first paper**](https://arxiv.org/abs/2406.15319)<br>Ada Lovelace et al. | {} |\n"
    )
    for cell in ("Alan Turing", "Alan *Turing*"):  # a plain cell, and one with markup
        (paper,) = wp.parse(text.format(cell))
        assert (paper.listed_authors, paper.more_authors) == (("Alan Turing",), False)


@pytest.mark.parametrize(
    ("names", "more", "cell"),
    [
        (("A. B.", "C. D."), True, "A. B., C. D., et al."),
        (("A. B. et al.",), False, "A. B. et al&#46;"),
        (("A. B. et al.",), True, "A. B. et al., et al."),
        (("A. B. et  al.",), False, "A. B. et  al&#46;"),
        (("et al.",), False, "et al&#46;"),
        (("Band others",), False, "Band others"),
        (("A,",), True, "A&#44;, et al."),
        ((), True, "et al."),
    ],
)
def test_the_weekly_table(names: tuple[str, ...], more: bool, cell: str) -> None:  # noqa: FBT001
    listed = Papers([Paper(title="A", listed_authors=names, more_authors=more)])
    text = listed.to_markdown()
    assert f" {cell} " in text.splitlines()[-1]
    assert wp.parse(text) == listed
    # A faulty row is read by itself.
    assert wp.parse(f"{text.rstrip()}\n| June | B | | | | |\n", on_error="collect") == listed


def edited(at: int, **values: Any) -> str:
    """Return the cell of the authors of an edited paper."""
    listed = wp.parse(DAILY)
    papers = [
        attrs.evolve(paper, **values) if at == place else paper
        for place, paper in enumerate(listed)
    ]
    new = listed.edit(lambda paper: papers[[p.title for p in listed].index(paper.title)])
    assert list(new) == papers
    return new.to_markdown().splitlines()[3 + at].split("|")[3].strip()


def test_editing() -> None:
    assert edited(0, listed_authors=("Grace Hopper",)) == "Grace Hopper et.al."
    assert edited(0, more_authors=False) == "Ada Lovelace"
    assert edited(2, more_authors=True) == "Alan Turing et al."
    assert edited(2, listed_authors=("A. B.", "C. D."), more_authors=True) == "A. B., C. D., et al."
    assert edited(1, more_authors=False).replace("*", "") == "Ada, Alan Turing"
    inverted = ("Lovelace, Ada",)
    assert edited(2, listed_authors=inverted, more_authors=True) == "Lovelace, Ada; et al."
    with pytest.raises(EditError, match="more_authors: it would be read as False instead of True"):
        edited(0, listed_authors=())
    weekly = wp.parse("| title | category | authors |\n|--|--|--|\n| A | cs.CL | B, et al. |\n")
    (paper,) = weekly
    assert paper.more_authors
    new = weekly.edit(lambda paper: attrs.evolve(paper, more_authors=False))
    assert new.to_markdown().splitlines()[-1] == "| A | cs.CL | B |"


def test_formats_and_views_indicate_further_authors() -> None:
    more = make_paper(listed_authors=("Ada Lovelace",), more_authors=True)
    bare = make_paper()
    listed = Papers([more, bare])
    assert wp.from_json(listed.to_json()) == listed
    assert listed.to_json().count('"more_authors": true') == 1
    assert "more_authors" not in Papers([bare]).to_json()
    # The paper that fills in the authors also decides if there are further ones.
    assert Papers([bare, more]).merge()[0].more_authors
    known = make_paper(listed_authors=("Ada Lovelace", "Alan Turing"))
    assert not Papers([known, more]).merge()[0].more_authors
    assert "Ada Lovelace</bdi> and others" in more._repr_html_()
    assert "and others" not in make_paper(more_authors=True, arxiv=make_record())._repr_html_()
    with pytest.raises(InvalidValueError, match="more_authors must be True or False, got 1"):
        Paper(title="A", more_authors=1)  # type: ignore[arg-type]
    with pytest.raises(wp.ReadError, match=r"expected true or false, got 'yes' @ .*more_authors"):
        wp.from_json('{"schema_version": 1, "papers": [{"title": "A", "more_authors": "yes"}]}')


@needs_data
def test_every_row_of_a_real_list_indicates_further_authors() -> None:
    listed = wp.read(DATA / "lists" / "arxiv-daily.md", on_error="collect")
    assert all(paper.more_authors for paper in listed)
    some = Papers(list(listed[::20]))
    assert wp.parse(some.to_markdown()) == wp.from_json(some.to_json()) == some


@pytest.mark.parametrize("text", ["Ruiz, A.", "Ruiz, A. B.", "van der Berg, A.", "de Vries, A."])
def test_inverted_names(text: str) -> None:
    assert is_inverted(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ruiz", "Ruiz, Ana", "Ana Ruiz, B.", ", A.", "A.", "Ruiz,A.", ""),
        *("Ruiz, A., Li, B.", "van der Berg, A., Li, B."),
    ],
)
def test_other_names_are_not_inverted(text: str) -> None:
    assert not is_inverted(text)
