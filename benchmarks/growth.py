"""Check that time grows in proportion to the size of the input, at every entry point.

Usage: python benchmarks/growth.py [PART...] [--brief] [--from 8000] [--to 64000] [--verbose]

Inputs are patterns, repeated up to a number of characters, in different places of a list, and
documents that grow in several ways at once, such as rows and columns. The time is that of this
process, so other load hardly matters. A case fails if the exponent of its time is above 1.3: twice
the size may take 2.5 times as long. A case above the limit is measured again, and the shortest time
for the larger text counts. If it is still above, texts of four times the sizes decide: a rule that
applies from some size on is a step, which counts less there. Times below 50 ms are too short to
tell, and pass. A measurement ends after a time that no linear case needs, so a case that is far
from linear takes no hours.

With PART, only entry points and patterns whose names contain one of the texts are measured.
`--brief` measures the cases that CI repeats: one entry point for each reader and writer, the places
in which text is read in different ways, and the patterns that took quadratic time once, from 4,000
to 32,000 characters. The exit status is 1 if a case fails.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import math
import operator
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import weeklypapers as wp
from weeklypapers.testing import make_record

LIMIT = 1.3
LEAST_SECONDS = 0.05
MOST_SECONDS = 60.0
REPEATS = 3
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
    *("**Link:** a ", "**a**: b ", "x **b** ", "*a* [b](c) ", "Aa Bb and ", "a | ", "Aa. Bb. "),
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
        " ",
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


def weeks(count: int) -> str:
    """Return a weekly table whose weeks fall and then rise."""
    day = date(2024, 6, 30)
    days = [day - timedelta(7 * abs(number - count // 2)) for number in range(count)]
    rows = (
        f"| {each} | Paper {number} | cs.CL | b | https://arxiv.org/abs/2406.{number + 1:05} |\n"
        for number, each in enumerate(days)
    )
    return f"{HEAD}{''.join(rows)}"


HEAD = "| Week | title | category | abstract | Paper-Link |\n|--|--|--|--|--|\n"
# Documents by their number of parts, and the number of characters of a part.
DOCUMENTS: dict[str, tuple[Callable[[int], str], int]] = {
    "columns and short rows": (
        lambda n: f"| title | Paper |{'a|' * n}\n|{'-|' * (n + 2)}\n" + "| x |\n" * n,
        10,
    ),
    "weekly columns and short rows": (
        lambda n: f"| title | Week |{'a|' * n}\n|{'-|' * (n + 2)}\n" + "| x |\n" * n,
        10,
    ),
    "blanks in a tag": (
        lambda n: PLACES["HTML cell"](f"t <a {' ' * n}x"),
        1,
    ),
    "nested items": (lambda n: f"- **A title** {LINK}\n" + "  - a\n" * n, 6),
    "deeply nested items": (
        lambda n: "".join(f"{'  ' * depth}- a {LINK}\n" for depth in range(n)),
        250,
    ),
    "brackets beside a definition": (
        lambda n: f"[x]: http://a.b\n\n- {'[' * n}{']' * n} {LINK}\n",
        2,
    ),
    "rows with too many cells": (
        lambda n: HEAD + f"| 2024-06-30 | A | b | c | d | e | {LINK} |\n" * n,
        70,
    ),
    "weeks out of order": (weeks, 75),
    "rows without bars at their ends": (
        lambda n: HEAD + "| a | b |\n| a | b\n| a |\na | b |\n|\n" * n,
        32,
    ),
    "tables": (lambda n: f"## A\n\n{PLACES['cell']('a')}\n" * n, 110),
    "sections": (lambda n: f"## June 2024\n\n- **A title** {LINK}\n\n" * n, 75),
    "summaries": (lambda n: "<details>\n" + "<summary>" * n + "\n", 9),
    "definitions": (
        lambda n: (
            "".join(f"[{i}]: https://a.b/{i}\n" for i in range(n))
            + "".join(f"- [a][{i}]\n" for i in range(n))
        ),
        35,
    ),
}


def _units(*units: str) -> tuple[tuple[str, str], ...]:
    return tuple(("", unit) for unit in units)


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


def cell(place: str) -> Callable[[str], object]:
    """Return a function that reads tables with a text in the cells of links."""
    return lambda text: wp.parse(place.format(text=text, link=LINK), on_error="collect")


DIALECT = wp.Dialect(
    name="own", templates=["- {title}, {venue} / {comment}, {date:%Y} {links:[label](url)}"]
)
# Entry points with patterns of their own, each with a text before it.
OWN: dict[str, tuple[Callable[[str], object], tuple[tuple[str, str], ...]]] = {
    "headings": (
        lambda text: wp.parse(f"## {text}\n\n- **A title** {LINK}\n"),
        _units("-", "2024-", "1 - ", ".1", "12:", "2024 | ", "May 5, ", "6月"),
    ),
    "names in items": (
        lambda text: wp.parse(f"- **A title**, {text} {LINK}\n"),
        (*_units("Aa Bb, ", "a b ", "'a "), ("Ada Lovelace, ", "A")),
    ),
    "plain text": (
        lambda text: wp.parse(f"- **A title** {text} {LINK}\n"),
        tuple(("x ", unit) for unit in ("[a](", "**a", "<ins>", "_a")),
    ),
    "templates": (lambda text: wp.parse(f"- {text}\n", dialect=DIALECT), _units("a, b / ")),
    "links of weekly tables": (
        cell(f"{HEAD}| 2024-06-30 | A | cs.CL | b | {{text}} |\n"),
        (*_units("[", "[a](", "&"), ("[a](b", "x")),
    ),
    "links of tables": (
        cell("| Title | Code | Paper |\n|--|--|--|\n| A title | {text} | {link} |\n"),
        (*_units("[", "A "), ("[a](https://", "a")),
    ),
    "bold titles": (
        cell("| Title | Paper |\n|--|--|\n| {text} | {link} |\n"),
        (("**A", "a "),),
    ),
    "authors": (
        TEXTS["authors"],
        _units("A, ", "Ben ", "van ", "Dr. ", "María del ", "PhD, ", "(a ", "$^", "A and ", "X: "),
    ),
    "titles": (TEXTS["titles"], _units('"{A', "A-", "$\\{", "?'\"", "é\u0301", "α²")),
    "formulas": (
        lambda text: cited(title=f"A ${text}$").to_bibtex(),
        _units("{", "x^", r"\sqrt{", r"\left(", r"\frac1", r"\rm ", r"\text{"),
    ),
    "references": (
        TEXTS["references"],
        _units("A-", "1:", "Proc. ", "ICML 2020, A-", '"x', "A. B, ", "May 1 ", "a, "),
    ),
    "references with a DOI": (
        lambda text: cited(journal_ref=text, doi="10.1103/PhysRevD.98.030001").to_bibtex(),
        _units("accepted ", "(", ", ", "doi:10.", "(2007", "A erratum ", "Phys. Rev. "),
    ),
    "DOIs": (
        lambda text: cited(doi=text).to_bibtex(),
        (("10.1109/A-", "A-"), ("10.4230/LIPIcs./-", "/-"), ("10.1000/97-8", "-8")),
    ),
    "abstracts": (
        TEXTS["abstracts"],
        _units("[a](", "https://", "https://(", "https://a.", "● ", "- [x", "[a](https://a("),
    ),
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


# The cases of CI: entry points with their places, and patterns.
BRIEF_PLACES = ("parse, item", "parse, cell", "parse, HTML cell", "edit, item", "fix, title cell")
BRIEF_TEXTS = ("from_csv", "ArxivId.find", "PartialDate.parse", "titles", "authors", "references")
BRIEF_UNITS = frozenset(
    [
        *(
            "[",
            "[a](b) ",
            "[x]: y\n",
            "<",
            "<a ",
            "<summary>",
            "<details ",
            "*",
            "**a** ",
            "`",
            "|",
        ),
        *("\n|a|", "&", "{A", "- a\n", "\t", " ", "www.a.b ", "Ab Cd, ", "Ab ", ": ", "2024 ", "'"),
        *("a\r\n", "\x85"),
    ]
)


class TooLongError(BaseException):
    """The end of a measurement; no reader catches it."""


def cases() -> Iterator[tuple[str, Callable[[str], object], Callable[[int], str]]]:
    """Yield the name of each case, the entry point, and the input of a size."""
    for entry, call in READERS.items():
        for name, (document, size) in DOCUMENTS.items():
            yield f"{entry}, {name}", call, partial(sized, document, size)
        for place, put in PLACES.items():
            for unit in UNITS:
                yield f"{entry}, {place}, {unit!r}", call, partial(repeated, unit, put)
    for entry, call in TEXTS.items():
        for unit in UNITS:
            yield f"{entry}, {unit!r}", call, partial(repeated, unit, str)
    for entry, (call, patterns) in OWN.items():
        for before, unit in patterns:
            put = partial(operator.add, before)
            yield f"own {entry}, {before + unit!r}", call, partial(repeated, unit, put)
    yield "add of papers of many topics", add_topics, partial(sized, topics, 90)
    yield "add of many papers", add_many, partial(sized, weeks, 75)


def is_brief(name: str) -> bool:
    """Return whether CI measures a case."""
    if name.startswith("own "):
        return True
    where, _, unit = name.rpartition(", ")
    if name.partition(", ")[2] in DOCUMENTS:
        return name.startswith(("parse", "check"))
    is_place = where in BRIEF_PLACES or where in BRIEF_TEXTS
    return not where or (is_place and unit in set(map(repr, BRIEF_UNITS)))


def repeated(unit: str, put: Callable[[str], str], size: int) -> str:
    # Whole units only: half a unit at the end may be read in another way than the others.
    return put(unit * (size // len(unit)))


def sized(document: Callable[[int], str], part: int, size: int) -> str:
    return document(size // part)


def add_many(text: str) -> object:
    """Add as many papers as a list has, in its weeks and after them."""
    papers = wp.parse(text)
    return papers.add(
        *(
            wp.Paper(title=f"New {number}", week=each.week, links=f"https://a.b/{number}")
            for number, each in enumerate(papers)
        )
    )


def topics(count: int) -> str:
    """Return a list with a heading for each paper."""
    return "\n".join(
        f"## Topic {n}\n\n- **A title of {n}** {LINK}, ICLR 2024\n" for n in range(count)
    )


def add_topics(text: str) -> object:
    """Add as many papers as a list has, each with another topic."""
    papers = wp.parse(text)
    return papers.add(
        *(
            wp.Paper(title=f"New {number}", topics=each.topics, links=f"https://a.b/{number}")
            for number, each in enumerate(papers)
        )
    )


def seconds(call: Callable[[str], object], text: str) -> float:
    """Return the processor time of a call, or infinity if it is far too long."""
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    start = time.process_time()
    try:
        with contextlib.suppress(wp.WeeklyPapersError):
            call(text)
    except TooLongError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def too_long(*_: object) -> None:
    raise TooLongError


def exponent(
    call: Callable[[str], object], text_of: Callable[[int], str], least: int, most: int
) -> tuple[float, float]:
    """Return the exponent of the time, and the time for the larger text."""
    texts = text_of(least), text_of(most)
    growth = math.log(len(texts[1]) / len(texts[0]))
    small, large, rate = 0.0, math.inf, math.inf
    for _ in range(REPEATS):
        large = min(large, seconds(call, texts[1]))
        if large < LEAST_SECONDS:
            return 0.0, large
        small = max(small, seconds(call, texts[0]))
        rate = math.log(large / max(small, 1e-4)) / growth
        if rate <= LIMIT or math.isinf(large):
            break
    return rate, large


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--brief", action="store_true", help="measure the cases of CI")
    parser.add_argument("--from", type=int, dest="least")
    parser.add_argument("--to", type=int, dest="most")
    parser.add_argument("--verbose", action="store_true", help="print every case")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, too_long)
    least, most = (4000, 32_000) if arguments.brief else (8000, 64_000)
    sizes = arguments.least or least, arguments.most or most
    parts: list[str] = arguments.parts
    chosen = [case for case in cases() if not parts or any(part in case[0] for part in parts)]
    if arguments.brief:
        chosen = [case for case in chosen if is_brief(case[0])]
    if not chosen:
        parser.error("no case has such a name")
    gc.freeze()  # so that the collector doesn't visit what was there before
    rates: list[float] = []
    for name, call, text_of in chosen:
        rate, large = exponent(call, text_of, *sizes)
        if LIMIT < rate < math.inf:
            rate, large = exponent(call, text_of, *(4 * size for size in sizes))
        rates.append(rate)
        if rate > LIMIT or arguments.verbose:
            print(f"{rate:5.2f} {large * 1e3:9.1f} ms  {name}", flush=True)
    failed = sum(rate > LIMIT for rate in rates)
    print(f"{len(chosen):,} cases, {failed:,} above {LIMIT}; the largest is {max(rates):.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
