"""The places of values that a compiled template read."""

from __future__ import annotations

from weeklypapers.dialects.document import read_document
from weeklypapers.markdown.lines import NumberedLines

LINES = [
    f"- **Paper number {number} of {'many' * (number % 3)}**, ICML, 20{number % 20 + 5:02} "
    f"![s](https://i.b/s.svg) [[Paper](https://arxiv.org/abs/2401.{number:05})]"
    for number in range(1, 161)
]
DOCUMENT = NumberedLines("\n".join(LINES))


def test_papers_have_their_places_in_the_entry() -> None:
    batches = list(read_document(DOCUMENT, None, None, {}, keeps_entries=True))
    papers = [paper for batch in batches for paper in batch.papers]
    entries = [entry for batch in batches for entry in batch.entries]
    assert len(entries) == len(papers) == len(LINES)
    assert any(entry.paper for entry in entries)
    for paper, entry in zip(papers, entries, strict=True):
        reading = entry.reading
        assert reading.line.string(reading.title) == paper.title
        texts = {part.text.strip() for part in entry.parts}
        assert {paper.venue, str(paper.listed_date)} & texts or "ICML" in "".join(texts)


def test_papers_are_the_same_without_places() -> None:
    plain, placed = (
        [
            paper
            for batch in read_document(DOCUMENT, None, None, {}, keeps_entries=keeps_entries)
            for paper in batch.papers
        ]
        for keeps_entries in (False, True)
    )
    assert plain == placed
