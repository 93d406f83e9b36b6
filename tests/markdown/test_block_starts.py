from __future__ import annotations

import pytest

from support.markdown import (
    HEAD,
    FoundTable,
    assert_line_is_read_as_by_cmark,
    cmark_tables,
    our_tables,
    paragraphs,
)
from weeklypapers.markdown import Alignment


@pytest.mark.parametrize(
    ("delimiters", "alignments"),
    [
        ("|---|---|", [None, None]),
        ("| :-- | --: |", ["left", "right"]),
        (":-:|-", ["center", None]),
        ("-|-", [None, None]),
        ("  |:-|-:|  ", ["left", "right"]),
        ("|\t:-\t|\v-:\t|\f", ["left", "right"]),
        # A form feed is blank to cmark-gfm in a delimiter row, but not at the end of a cell.
        ("|:-:|-:\f|", ["center", None]),
    ],
)
def test_delimiter_rows(delimiters: str, alignments: list[Alignment | None]) -> None:
    document = f"| a | b |\n{delimiters}\n| c | d |\n"
    assert our_tables(document) == [FoundTable(alignments, ["a", "b"], [(3, ["c", "d"])])]
    assert our_tables(document) == cmark_tables(document)


@pytest.mark.parametrize(
    "document",
    [
        "| a | b |\n|---|\n",
        "| a |\n|---|---|\n",
        "| a | b |\n| - | = |\n",
        "| a | b |\n| - - | - |\n",
        "| a | b |\n| :: | - |\n",
        "| a | b |\n|| --- |\n",
        "| a | b |\n    |---|---|\n",
        "| a | b |\n\n|---|---|\n",
        "|---|---|\n",
        "a\n---\n",
        "|\n|-|\n",
        "||\n|\n|\n",
        "|\n|\n|\n",
        "| a | b | c |\n|---|---|\n| d | e |\n",
        "| a | b |\n|---|:-:-|\n",
        "| a | b |\n|---|-a-|\n",
        "| a | b |\n| --- | |\n",
        "| a | b |\n: - | - :\n",
        "> | a |\n|---|\n",
        "- | a |\n|---|\n",
        "| a |\n- |\n",
        "    | a | b |\n    |---|---|\n",
        "\t| a | b |\n|---|---|\n",
        # cmark-gfm looks for a table only once in a paragraph.
        "| a | b |\n|-|\n| c | d |\n|-|-|\n",
    ],
)
def test_no_table(document: str) -> None:
    assert our_tables(document) == cmark_tables(document) == []


@pytest.mark.parametrize(
    "line",
    [
        "# a | b",
        "#",
        "``` a | b",
        "~~~ ` | b",
        "> a | b",
        ">",
        "- a | b",
        "+",
        "* | b",
        "1. a | b",
        "7) a | b",
        "---",
        "* * *",
        "_ _ _",
        "    a | b",
        "\ta | b",
        "  \t| a | b |",
        # Some only look like another block.
        "#a | b",
        "####### a | b",
        "#\va | b",
        "``` a ` | b",
        "-a | b",
        "-\fa | b",
        "1.a | b",
        "1234567890. a | b",
        "--",
        "= = =",
        "===",
        "[a]: b | c",
        "   | a | b |",
    ],
)
def test_a_row_or_another_block(line: str) -> None:
    assert_line_is_read_as_by_cmark(line)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(f"```\n{HEAD}```\n{HEAD}", id="fence"),
        pytest.param(f"~~~~ a\n{HEAD}~~~\n```\n{HEAD}~~~~~ \n{HEAD}", id="longer fence"),
        pytest.param(f"  ```\n{HEAD}    ```\n{HEAD}   ```\n{HEAD}", id="indented fence"),
        pytest.param(f"```\n{HEAD}``` a\n{HEAD}", id="open fence"),
        pytest.param(f"    a\n\n    {HEAD}{HEAD}", id="indented code"),
        pytest.param(f"# a\n{HEAD}***\n{HEAD}", id="after a heading and a break"),
        pytest.param(f"a\n===\n{HEAD}", id="after a setext heading"),
    ],
)
def test_code_is_no_table(document: str) -> None:
    assert our_tables(document) == cmark_tables(document)


def test_a_heading_is_without_its_markers() -> None:
    first, second = paragraphs("  ## a # b ##  \nc\nd \n--\n")
    assert (first.text, first.level, first.starts, first.ends) == ("a # b", 2, (5,), (10,))
    assert (second.text, second.level, second.line) == ("c\nd", 2, 2)
