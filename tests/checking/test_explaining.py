"""How a list was read, for curators."""

from __future__ import annotations

import json

from weeklypapers import Dialect
from weeklypapers.checking.explaining import (
    Explanation,
    TableColumns,
    explain,
    explanation_json,
    explanation_lines,
)

LINK = "(https://arxiv.org/abs/2406.00001)"
TABLE = f"""\
| Title | **Doors** | Links |
|-------|-----------|-------|
| [Halls by the sea]{LINK} | 4 | [Code](https://github.com/ana/halls) |
"""
ITEMS = f"""\
# Halls

- **One hall**
  - Ana Ruiz, Bo Li
  - Paper: {LINK[1:-1]}
- **Two halls**
  - Paper: {LINK[1:-1]}
"""
COLUMNS = TableColumns(1, ("Title", "Doors", "Links"), ("title", "extra", "links"), 1)


def test_templates_with_their_entries_and_columns_with_their_roles() -> None:
    assert explain(f"{TABLE}\n{ITEMS}", "list.md") == Explanation(
        "list.md",
        {
            "- **{title}**\n  - {authors}\n  - Paper: {paper}": 2,
            "| {title} | {extra:Doors} | {links} |": 1,
        },
        0,
        [COLUMNS],
    )


def test_tables_with_the_same_headers_are_one() -> None:
    (table,) = explain(f"{TABLE}\ntext\n\n{TABLE}", None).tables
    assert (table.line, table.papers) == (1, 2)


def test_other_formats_and_encodings_have_no_templates() -> None:
    text = '{"schema_version": 1, "papers": [{"title": "Halls"}]}'
    assert explain(text, "list.json") == Explanation("list.json", {}, 1, [])
    assert explain("caf\udce9", "list.md") == Explanation("list.md", {}, 0, [])


def test_the_dialect_is_that_of_the_reader() -> None:
    template = "- {venue} / **{title}** / {links}"
    text = f"- Halls / **Stairs** / [Paper]{LINK}\n"
    dialect = Dialect(name="mine", templates=template)
    assert explain(text, None, dialect=dialect).templates == {template: 1}


def test_explanations_as_text_show_each_line_of_a_template() -> None:
    explanation = Explanation("list.md", {"- {title}\n  - {links}": 1200}, 3, [COLUMNS])
    assert (
        explanation_lines([explanation])
        == """\
list.md: 1,203 papers, 1 template
  1,200  - {title}
           - {links}
      3  (no template)
  table in line 1, 1 paper:
    Title: title
    Doors: extra
    Links: links
"""
    )


def test_explanations_as_json() -> None:
    explanation = Explanation("list.md", {"- {title}": 2}, 1, [COLUMNS])
    (value,) = json.loads(json.dumps(explanation_json([explanation])))
    assert value["templates"] == [{"template": "- {title}", "papers": 2}]
    assert (value["file"], value["without_template"]) == ("list.md", 1)
    assert value["tables"][0]["columns"][1] == {"header": "Doors", "role": "extra"}
