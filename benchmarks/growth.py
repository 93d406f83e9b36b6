"""Check that time grows in proportion to the size of the input, at every entry point.

Usage: python benchmarks/growth.py [PART...] [--from 8000] [--to 64000] [--sample 1] [--verbose]

Inputs are patterns, repeated up to a number of characters, in different places of a list. The time
is that of this process, so other load doesn't matter. A pattern fails if the exponent of its time
is above 1.3: twice the size may take 2.5 times as long. Times below 20 ms are too short to tell,
and pass. With PART, only entry points and patterns whose names contain one of the texts are
measured; `--sample 10` measures every tenth pattern. The exit status is 1 if a pattern fails.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import weeklypapers as wp
from weeklypapers.testing import make_record

LIMIT = 1.3
LEAST_SECONDS = 0.02
LINK = "[pdf](https://arxiv.org/abs/2406.15319)"

UNITS = (
    *("[", "]", "![", "](", "[]", "[a](b) ", "[a][x] ", "[x]: y\n", "[^1] ", "(", ")", "(["),
    *("<", ">", "<a ", "<a href='", "</a>", "<b>", "<!--", "-->", "<?", "<br>", "<summary>"),
    *("<details>", "<details ", "<table>", "<tr>", "<td ", "<td>", "<img ", "<sub>a</sub>"),
    *("*", "**a ", "**a** ", "_a_ ", "__", "~~", "`", "``a` ", "```\n", "\\", "\\\\", "\\*"),
    *("|", "a|", "\\|", "| a ", "|-", "\n|a|", "&", "&amp;", "&#", "&#x41;", "&a"),
    *(
        "$",
        "$ ",
        "$a$",
        "{",
        "{A",
        "}",
        "{}",
        "\\'",
        "\\'e",
        "\\textbf{",
        "{\\it ",
        "\\(",
        "^",
        "_",
    ),
    *("- ", "- a\n", "\n  - a", "1. a\n", "> ", ">", "# ", "# a\n", "---\n", "===\n", "\n\n", "\t"),
    *("http://", "https://a.b/", "www.", "www.a.b ", "a@b.c ", "arXiv:2406.15319 ", "2406.15319 "),
    *("2024 ", "2024-06-30 ", "June ", "Week 1 ", "June 3 - June 9, ", "2024年", "第1周"),
    *("Ab ", "A. ", "A. B., ", "Ab Cd, ", " and ", "et al. ", ", ", "; ", ": ", " - ", "–", " | "),
    *("中", "，", "。", "é", "e\u0301", "\u202e", "\u200b", "\U0001f525", "\x85", "\r", "a\r\n"),
    *(
        "a",
        "A",
        "a ",
        "a-",
        "a.",
        "1",
        "1 ",
        "1.",
        "'",
        '"',
        '"a" ',
        "“",
        "/",
        "=",
        "%",
        ".",
        "...",
    ),
)

PLACES: dict[str, Callable[[str], str]] = {
    "alone": str,
    "item": lambda text: f"- **A title** {text} {LINK}\n- **Another** {LINK}\n",
    "weekly cell": lambda text: (
        "| Week | title | category | abstract | Paper-Link |\n|--|--|--|--|--|\n"
        f"| 2024-06-30 | A title | cs.CL | {text} | {LINK} |\n"
    ),
    "cell": lambda text: f"| Title | Notes | Paper |\n|--|--|--|\n| A title | {text} | {LINK} |\n",
    "title cell": lambda text: f"| Title | Paper |\n|--|--|\n| {text} | {LINK} |\n| B | {LINK} |\n",
    "HTML cell": lambda text: (
        "<table><tr><th>Title</th><th>Paper</th></tr>\n"
        f"<tr><td>{text}</td><td><a href='https://arxiv.org/abs/2406.15319'>pdf</a></td></tr></table>\n"
    ),
}


def paper(**fields: Any) -> wp.Papers:
    """Return a list of one paper; its week, for the formats that require a date."""
    return wp.Papers([wp.Paper(**{"title": "A title", "week": "2024-06-30"} | fields)])


def cited(**fields: Any) -> wp.Papers:
    record = make_record("2406.15319", **fields)
    return paper(links=record.id.abs_url, arxiv=record)


def source(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


READERS: dict[str, Callable[[str], object]] = {
    "parse": partial(wp.parse, on_error="collect"),
    "iter_papers": lambda text: list(wp.iter_papers(source(text), on_error=lambda problem: None)),
    "check": lambda text: wp.check(source(text)),
    "fix": lambda text: wp.fix(source(text)),
    "edit": lambda text: edited(wp.parse(text, on_error="collect")),
    "add": lambda text: wp.parse(text, on_error="collect").add(
        wp.Paper(title="New", week="2024-06-30", links="https://arxiv.org/abs/2406.00001")
    ),
}
TEXTS: dict[str, Callable[[str], object]] = {
    "from_json": partial(wp.from_json, on_error="collect"),
    "from_csv": lambda text: wp.from_csv(f"title,abstract\n{text}", on_error="collect"),
    "ArxivId.find": wp.ArxivId.find,
    "ArxivId.parse": wp.ArxivId.parse,
    "Category.parse": wp.Category.parse,
    "PartialDate.parse": wp.PartialDate.parse,
    "Template": wp.Template,
    "Template of a hole": lambda text: wp.Template("- {title} " + text),
    "search": lambda text: wp.sample().search(text),
    "filter": lambda text: wp.sample().filter(title=text),
    "titles": lambda text: written(paper(title=text)),
    "abstracts": lambda text: written(paper(abstract=text)),
    "authors": lambda text: written(paper(listed_authors=[text])),
    "venues": lambda text: written(paper(venue=text, listed_date="2024")),
    "addresses": lambda text: written(paper(links=f"https://a.b/{text}".strip())),
    "records": lambda text: cited(title=text, abstract=text).to_bibtex(),
    "references": lambda text: cited(journal_ref=text).to_bibtex(),
    "views": lambda text: paper(title=text, abstract=text)._repr_html_(),
}


def edited(papers: wp.Papers) -> wp.Papers:
    import attrs

    return papers.edit(lambda each: attrs.evolve(each, venue="ICLR"))


def written(papers: wp.Papers) -> None:
    """Write a list in each format."""
    for write in (
        papers.to_markdown,
        papers.to_json,
        papers.to_csv,
        papers.to_bibtex,
        partial(papers.to_bibtex, biblatex=True),
        papers.to_csl,
        papers.to_ris,
        papers.to_atom,
        papers.to_html,
        papers.to_digest,
    ):
        write()


def cases() -> Iterator[tuple[str, Callable[[str], object], Callable[[int], str]]]:
    """Yield the name of each case, the entry point, and the input of a size."""
    for entry, call in READERS.items():
        for place, put in PLACES.items():
            for unit in UNITS:
                yield f"{entry}, {place}, {unit!r}", call, partial(repeated, unit, put)
    for entry, call in TEXTS.items():
        for unit in UNITS:
            yield f"{entry}, {unit!r}", call, partial(repeated, unit, str)


def repeated(unit: str, put: Callable[[str], str], size: int) -> str:
    return put((unit * (size // len(unit) + 1))[:size])


def seconds(call: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with contextlib.suppress(wp.WeeklyPapersError):
        call(text)
    return time.process_time() - start


def exponent(
    call: Callable[[str], object], text_of: Callable[[int], str], least: int, most: int
) -> tuple[float, float]:
    """Return the exponent of the time, and the time for the larger text."""
    large = seconds(call, text_of(most))
    if large < LEAST_SECONDS:
        return 0.0, large
    small = seconds(call, text_of(least))
    rate = math.log(large / max(small, 1e-4)) / math.log(most / least)
    if rate > LIMIT:  # a second look, since a pause of the garbage collector may be in the first
        large = min(large, seconds(call, text_of(most)))
        small = max(small, seconds(call, text_of(least)))
        rate = math.log(large / max(small, 1e-4)) / math.log(most / least)
    return rate, large


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--from", type=int, default=8000, dest="least")
    parser.add_argument("--to", type=int, default=64000, dest="most")
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print every case")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    parts: list[str] = arguments.parts
    chosen = [case for case in cases() if not parts or any(part in case[0] for part in parts)][
        :: arguments.sample
    ]
    failed = 0
    for name, call, text_of in chosen:
        rate, large = exponent(call, text_of, arguments.least, arguments.most)
        failed += rate > LIMIT
        if rate > LIMIT or arguments.verbose:
            print(f"{rate:5.2f} {large * 1e3:9.1f} ms  {name}", flush=True)
    print(f"{len(chosen):,} cases, {failed:,} above an exponent of {LIMIT}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
