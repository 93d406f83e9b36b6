"""The papers of items that follow compiled templates equal those that are built one by one."""

from __future__ import annotations

from weeklypapers import Link, Paper, PartialDate
from weeklypapers.dialects.compiled import compile_templates
from weeklypapers.dialects.entries import tree_of
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.plain_papers import plain_papers
from weeklypapers.markdown import Block, blocks
from weeklypapers.model.templates import Template

TEMPLATE = Template(
    "- **{name}**: {title}, {venue}, {date:%Y} {links:[[label](url)]}\n"
    "  - {authors}\n"
    "  - Topics: {topics}"
)
TEXT = """\
- **FooNet**: Networks for Foo, ICCV, 2023 [[Paper](https://arxiv.org/abs/2406.00001)][[Code](https://a.org)]
  - Ada Lovelace, Bob Li et al.
  - Topics: graphs, trees
- Networks for Bar [[Paper](https://arxiv.org/abs/2406.00002)]
"""


def test_papers() -> None:
    compiled = compile_templates([(TEMPLATE, 10)])
    assert compiled is not None
    nodes = tree_of(block for block in blocks(TEXT.splitlines()) if isinstance(block, Block))
    section = Section(topics=("Vision",))
    items = [(item, section) for node in nodes if (item := compiled.read(node))]
    first, second = plain_papers(items, Origins("list.md"))
    assert first == Paper(
        title="Networks for Foo",
        venue="ICCV",
        listed_date=PartialDate(2023),
        listed_authors=("Ada Lovelace", "Bob Li"),
        more_authors=True,
        topics=("Vision > graphs", "Vision > trees"),
        links=(
            Link(url="https://arxiv.org/abs/2406.00001", label="Paper"),
            Link(url="https://a.org", label="Code"),
        ),
        extra={"name": "FooNet"},
    )
    assert second == Paper(
        title="Networks for Bar",
        topics=("Vision",),
        links=(Link(url="https://arxiv.org/abs/2406.00002", label="Paper"),),
    )
    origin = first.origin
    assert origin is not None
    assert (origin.line, origin.file, origin.template) == (1, "list.md", TEMPLATE)
    assert origin.text == "\n".join(TEXT.splitlines()[:3])


def test_no_items() -> None:
    assert plain_papers([], Origins(None)) == []
