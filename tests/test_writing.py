from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import weeklypapers as wp
from support.papers import FULL, SUNDAY
from weeklypapers import Hits, Papers, UnknownArgumentError, Week
from weeklypapers.testing import make_records
from weeklypapers.writing import WritingMethods

LISTED = Papers(
    [FULL, attrs.evolve(FULL, title="A hall", links="https://arxiv.org/abs/2406.00001")]
)
HITS = LISTED.search("hall")
WEEK = Week(ending=SUNDAY, papers=LISTED)
METHODS = [name for name in dir(WritingMethods) if name.startswith("to_")]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("papers", [LISTED, HITS, WEEK], ids=["Papers", "Hits", "Week"])
def test_a_method_that_is_given_a_path_explains_write(papers: object, name: str) -> None:
    method = getattr(papers, name)
    for arguments, options in (
        (("out/list.csv",), {}),
        ((Path("out/list.csv"),), {}),
        ((), {"path": "out/list.csv"}),
        ((), {"path_or_buf": "out/list.csv"}),
    ):
        with pytest.raises(UnknownArgumentError) as caught:
            method(*arguments, **options)
        assert f"{name} takes no path" in str(caught.value)
        assert "papers.write('out/list.csv') writes a file" in str(caught.value)


@pytest.mark.parametrize("papers", [HITS, WEEK], ids=["Hits", "Week"])
def test_hits_and_weeks_are_written_like_their_papers(papers: Hits | Week, tmp_path: Path) -> None:
    for name in METHODS:
        if name not in ("to_arrow", "to_pandas", "to_polars"):
            assert getattr(papers, name)() == getattr(papers.papers, name)()
    assert papers.to_bibtex(biblatex=True) == papers.papers.to_bibtex(biblatex=True)
    assert papers.to_pandas(flat=True).equals(papers.papers.to_pandas(flat=True))
    papers.write(tmp_path / "papers.json")
    assert wp.read(tmp_path / "papers.json") == papers.papers


def test_hits_are_enriched() -> None:
    papers = Papers([*LISTED, *LISTED]).search("hall")
    source = wp.Snapshot(make_records(1))

    enriched = papers.enrich(source, on_error="collect")

    assert enriched == papers.papers.enrich(source, on_error="collect")
    assert any(each.arxiv for each in enriched)


def test_a_selection_of_the_papers_of_a_list_has_no_text() -> None:
    text = LISTED.to_markdown() + "\n\nThe end.\n"
    papers = wp.parse(text)

    assert papers.to_markdown() == text
    assert papers.weeks[0].to_markdown() == papers[:].to_markdown() != text


def test_unknown_arguments_of_a_method_are_named() -> None:
    to_csv, to_json, to_ris = (getattr(LISTED, name) for name in ("to_csv", "to_json", "to_ris"))
    with pytest.raises(UnknownArgumentError, match=r"'formula'. Did you mean 'formulas'\?"):
        to_csv(formula="escape")
    with pytest.raises(UnknownArgumentError, match=r"no argument 'index'. Known: 'formulas'"):
        to_csv(index=False)
    with pytest.raises(UnknownArgumentError, match="takes only named arguments, got 4"):
        to_json(4)
    with pytest.raises(UnknownArgumentError, match=r"no argument 'indent'. It has none"):
        to_ris(indent=4)
