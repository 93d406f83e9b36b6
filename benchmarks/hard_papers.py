"""Papers with records whose titles, names and references are hard for some format."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import weeklypapers as wp
from weeklypapers.testing import ArxivServer, make_record

__all__ = ["LATIN_NAMES", "NAMES", "enrich"]

# Names in Latin letters: particles, suffixes, initials, groups. pdfLaTeX prints these with its own
# fonts; the others require fonts and packages that few installations have.
LATIN_NAMES = (
    "Ada Lovelace",
    "Ludwig van Beethoven",
    "Émilie du Châtelet",
    "Martin Luther King Jr.",
    "The ATLAS Collaboration",
    "J. R. R. Tolkien",
    "Jean-Pierre Serre",
    "Søren Kierkegaard",
    "Plato",
    "Juan de la Cruz",
    "Mary-Ann O'Neill",
    "Łukasz Żak",
    "Gemini Team, Google",
    "Ada Lovelace et al.",
)
NAMES = (*LATIN_NAMES, "王小明", "Đức Thành", "Иван Петров")
TITLES = (
    "{}",
    r"{}: an $O(n^2)$ bound & 50% less",
    r"{} for Schr\"odinger's \textit{{cat}}",
    "{} of x < y and {{braces}}_1 #2",
    r"P({}|B) matters: \url{{https://github.com/a_b/~c}} and \cite{{Vaswani}}",
    r"$\begin{{bmatrix}}a & b\end{{bmatrix}}$ and {{\it in vivo}} \(x^2\) for {}",
)
# References and DOIs: of preprints, of journals, proceedings and books, and of papers that have
# appeared elsewhere.
PUBLICATIONS = (
    (None, None),
    ("Phys. Rev. D 76, 013009 (2007)", "10.1103/PhysRevD.76.013009"),
    (None, "10.1145/3571730"),
    ("In Proceedings of Examples 2024, pp. 1-9", "10.5555/example.1"),
    ("Examples & Lists, from our archives (2007)", "10.1000/a_b(c)<d>#1"),
    (None, "10.5281/zenodo.1234567"),
    ("A. Doe, ed., Theory of Lists, pp. 1-9, 2008", "10.1007/978-3-030-58452-8_24"),
    (None, "10.1109/CVPR52688.2022.01042"),
    ("Submitted to Examples", None),
)


def enrich(papers: wp.Papers, *, names: Sequence[str] = NAMES) -> wp.Papers:
    """Return the papers with generated records, fetched from a local arXiv server."""
    ids = [paper.arxiv_id for paper in papers if paper.arxiv_id]
    titles = [paper.title for paper in papers if paper.arxiv_id]
    next_name, templates, publications = cycle(names), cycle(TITLES), cycle(PUBLICATIONS)
    records = []
    for position, (arxiv_id, title) in enumerate(zip(ids, titles, strict=True)):
        reference, doi = next(publications)
        record = make_record(
            arxiv_id,
            title=next(templates).format(title),
            authors=[wp.Author(name=next(next_name)) for _ in range(1 + position % 5)],
            journal_ref=reference,
            doi=doi,
        )
        records.append(record)
    with (
        ArxivServer(records) as server,
        wp.ArxivClient(":memory:", url=server.url, min_interval=0) as client,
    ):
        return papers.enrich(client)
