"""Origins refer to the text of a list, and behave as if each had its own."""

from __future__ import annotations

import copy
import io
import pickle
from collections.abc import Iterable

import attrs
import pytest

import weeklypapers as wp
from support.real_lists import LISTS, needs_data
from weeklypapers import Origin, Paper
from weeklypapers.dialects.origins import Origins
from weeklypapers.markdown.lines import NumberedLines

ROWS = [f"| 2024-06-30 | Paper {number} | {'word ' * 20}|" for number in range(300)]
TABLE = "\n".join(["| Week | title | abstract |", "|---|---|---|", *ROWS])
OTHERS = """\
| Title | Venue |
|---|---|
| **One** | ACL |
| **Two** <!-- weeklypapers: ignore no-link --> | `ACL` |

<table><tr><td>Title</td><td>Link</td></tr>
<tr><td>Three</td>
<td><a href="https://arxiv.org/abs/2406.00003">PDF</a></td></tr></table>

- [Four](https://arxiv.org/abs/2406.00004)
  - Authors: A. Lovelace

  - Venue: ACL
- [Five](https://arxiv.org/abs/2406.00005)
"""


def texts(papers: Iterable[Paper]) -> list[str | None]:
    return [paper.origin.text if paper.origin else None for paper in papers]


def held(text: str) -> list[Paper]:
    """Return papers whose origins have copies of their texts, as those of a stream do."""
    return list(wp.iter_papers(io.StringIO(text, newline="")))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [TABLE, OTHERS, "- a\n\n" + TABLE], ids=["weekly", "others", "b"])
def test_texts_are_those_of_a_stream(text: str, ending: str) -> None:
    read = wp.parse(text.replace("\n", ending), on_error="collect")
    assert texts(read) == texts(held(text))


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_texts_of_real_lists_are_those_of_a_stream(path: object) -> None:
    read = wp.read(str(path), on_error="collect")
    assert texts(read) == texts(wp.iter_papers(str(path), on_error=lambda _: None))


def test_an_origin_with_a_reference_equals_one_with_a_text() -> None:
    origin = wp.parse(TABLE)[1].origin
    assert origin is not None
    same = Origin(
        line=4, text=ROWS[1], columns=("week", "title", "abstract"), template=origin.template
    )
    assert (origin, hash(origin)) == (same, hash(same))
    assert attrs.asdict(origin) == attrs.asdict(same)
    assert attrs.evolve(origin, line=9).text == ROWS[1]
    assert attrs.evolve(origin, text="x").text == "x"


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301
    ids=["copy", "deepcopy", "pickle"],
)
def test_a_copy_of_a_paper_holds_only_its_row(copied: object) -> None:
    assert callable(copied)
    origin = copied(wp.parse(TABLE)[2].origin)
    assert origin.text == ROWS[2]
    assert len(pickle.dumps(origin)) < len(TABLE) / 10


def test_an_entry_with_lines_between_its_own_has_its_text() -> None:
    text = "- [One](https://arxiv.org/abs/2406.00001)\n\n  - Venue: ACL\n"
    (paper,) = wp.parse(text)
    assert texts([paper]) == ["- [One](https://arxiv.org/abs/2406.00001)\n  - Venue: ACL"]


def test_texts_are_excerpts_of_the_list_or_held() -> None:
    lines = NumberedLines("a\nb\nc")
    origins = Origins("list.md", lines)
    listed = origins.of_entries([1, 2, 2], ["a", "b\nc", "x"], [None] * 3)
    assert [origin.text for origin in listed] == ["a", "b\nc", "x"]
    assert [(origin.line, origin.file) for origin in listed] == [
        (1, "list.md"),
        (2, "list.md"),
        (2, "list.md"),
    ]
    lines.text = "A\nB\nC"
    del lines.__dict__["_starts"]
    assert [origin.text for origin in listed] == ["A", "B\nC", "x"]
