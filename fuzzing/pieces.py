"""Short texts with a meaning in some format, which both engines insert."""

from __future__ import annotations

__all__ = ["ARGUMENTS", "DATA", "MARKDOWN", "PIECES"]

# One piece per line would fill ten screens.
# fmt: off
MARKDOWN = (
    "|", "||", "\\|", "\\", "\\\\", "`", "``", "`a|b`", "|-|-|", "| --- |", ":-:", "---\n", "\n",
    "\n\n", "\r", "\r\n", "\t", "\x0b", "\x0c", "  ", "\x85", "\xa0", "\u2028", "\ufeff", "\x00",
    "- ", "* ", "1. ", "2) ", "  - ", "    ", "> ", "# ", "## ", "```\n", "~~~\n", "***\n", "=\n",
    "[", "]", "](", ")", "(", "[a](b)", "[a][b]", "[b]: c\n", "![", "[x] ", "[ ] ", "[^1]", "<!--",
    "-->", "<br>", "<BR/>", "<b>", "</b>", "<sub>", "</sub>", "<details>", "</details>",
    "<summary>", "</summary>", "<table>", "<tr>", "<td>", "<th>", "<td rowspan=2>",
    "<td colspan=3>", "</table>", "<a href='https://arxiv.org/abs/2406.00001'>a</a>",
    "<img src=a>", "<a name=x></a>", "<!-->", "*", "**", "***", "_", "__", "~~", "**A title**",
    "*b*", "&amp;", "&#124;", "&lt;", "&nbsp;", "https://arxiv.org/abs/2406.00001",
    "https://arxiv.org/pdf/2406.00002v3.pdf", "arXiv:2406.00003", "http://",
    "htps://arxiv.org/abs/2413.1", "www.a.org", "a@b.org", "(https://a.b/c_(d))", "<http://a>",
    "[Paper](https://arxiv.org/abs/2406.00004)", "[[Code](https://github.com/a/b)]", "[PDF]()",
    "(#)", "10.1145/3292500", "hep-th/9901001", "2406.99999v2", "https://doi.org/10.1000/182",
    "TBD", "N/A", "Title", "Paper", "Date", "Week", "Authors", "Code", "Links", "Venue",
    "Abstract", "Topic", "Notes", "| Title | Paper |\n|-|-|\n",
    "| Week | title | category | abstract | Paper-Link |\n|-|-|-|-|-|\n", "2024", "2024-06-30",
    "2024-13-01", "June 2024", "Jun 3 - Jun 9", "June 24 - 30, 2024", "2024.04", "2024-W26",
    "Week 27, 2024", "第27周", "2024年6月", "30/06/2024", "'24", "24-06", "(2024)", "nan",
    "ICLR 2024",
    "arXiv", "NeurIPS'23", "Proc. of", "(Oral)", "cs.CL", "Machine Learning", "math",
    "Ada Lovelace", "A. Turing", "Ruiz, A., & Li, B.", "et al.", " and ", ", ", "; ", ": ", " - ",
    " — ", "等", "标题", "，", "（上）", "é", "é", "ﬁ", "ß", "😀", "\u202e", "\u200b", "\x1b[31m",
    "$x$",
    "$", "{", "}", "\\textbf{a}", "\\'e", "^2", "_i", "“", "”", '"', "'", "…", "<", ">", "&",
    "<!-- weeklypapers: ignore dead-link -->", "<!-- weeklypapers: ignore-file -->", "##[error]",
    "::add-mask::a", "\udc80", "Abstract: ", "TL;DR", "Authors: ", "**Paper:** ", "None", "1", "0",
    "-",
)
"""Markup, words, dates, names and links of lists."""

DATA = (
    '{"schema_version": 1, "papers": [', '"title": "a"', '"week": "2024-06-30"', "null", "true",
    "[]", '"links": [{"url": "a"}]', '"listed_kind": "code"', '"extra": {"a": "b"}', "{}", "-1",
    "1e999", '"listed_authors": ["a"]', '"arxiv": {', '"published": "2024-06-21T12:00:00Z"', "NaN",
    "\\ud800", "title,", "title;week\n", '"', '""', ",", ";", "\t", "\r\n", "=1+1", "[5]", '["a"]',
    "['a']", "\\u0000", "arxiv_id", "arxiv_version", "abstract_from", "listed_date_first",
    "week_ending", "more_authors", '"records": [', '"id": "2406.00001v1"', '"files": {',
    '"code": "dead-link"', '"count": 1', "[[[[[[", "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>", "</entry>", "<id>", "<!DOCTYPE a>", "]]>",
)
"""Parts of JSON, CSV and XML."""

ARGUMENTS = (
    "list.md", "other.md", "missing.md", "list.json", "records.json", "base.json", "-", "--",
    "--fix", "--diff", "--dry-run", "--statistics", "--format", "json", "github", "text", "--help",
    "--select", "--ignore", "dead-link", "empty-row,bad-week", "--severity", "error", "info",
    "--baseline", "--write-baseline", "--config", "--no-config", "--explain", "--dialect",
    "weekly", "bullets", "table", "--columns", "Paper=title", "a=b", "=", "--color", "always",
    "never", "--week", "2024-06-30", "2024-W26", "2024", "2024-06", "--topic", "Vision",
    "--source", "--strict", "2406.00001", "2406.00002v2", "hep-th/9901001", "--since", "--until",
    "--title", "--to", "--output", "out.bib", "out.json", "out.csv", "out.ris", "out.atom",
    "out.html", "out.md", "out.parquet", "out.csl.json", "out.x", "--option", "biblatex=true",
    "pad=true", "--category", "cs.CL", "--version", "a b", "", "é", "\x1b[31m", "\u202e",
    "##[error]",
)
"""Arguments of the command line. None of them is an address, or a path outside of its folder."""
# fmt: on

PIECES = MARKDOWN + DATA
