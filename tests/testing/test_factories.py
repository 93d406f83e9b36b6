from __future__ import annotations

from weeklypapers import testing
from weeklypapers.testing import make_paper, make_papers, make_record, make_records


def test_defaults_fill_the_other_fields() -> None:
    assert make_paper(title="Mine").title == "Mine"
    assert str(make_paper("2406.00007v2").arxiv_id) == "2406.00007v2"
    assert str(make_record("quant-ph/0201082").id) == "quant-ph/0201082v1"
    assert [str(paper.arxiv_id) for paper in make_papers(2, start=9)] == [
        "2406.00009",
        "2406.00010",
    ]
    assert [record.id.unversioned for record in make_records(3)] == [
        paper.arxiv_id for paper in make_papers(3)
    ]


def test_every_public_name_exists() -> None:
    assert set(testing.__all__) <= set(dir(testing))
