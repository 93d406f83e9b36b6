"""The title of an entry with the segments around it, and parts of entries."""

from __future__ import annotations

from collections.abc import Callable

from support.entries import LINK, entry_of
from weeklypapers.dialects.readings import Part, Reading, remembered
from weeklypapers.dialects.titles import Titles


def test_the_reading_of_a_title_that_a_template_finds() -> None:
    entry = entry_of(f"- See [A title]{LINK} here\n")
    (line,) = entry.lines
    begin = line.text.content.inline.text.index("A title")
    reading = Reading.of_title(entry, Part("title", line, begin, begin + len("A title")))
    assert line.string(reading.title) == "A title"
    assert (reading.title.mark, reading.title.leads, reading.is_marked) == ("link", True, True)
    reading = Reading.of_title(entry, Part("title", line, 0, 3))
    assert (reading.title.mark, reading.title.link, reading.title.leads) == ("strong", None, False)


def test_the_text_of_a_part() -> None:
    (line,) = entry_of("- A title, Acme\n").lines
    assert Part("affiliation", line, 9, 13).text == "Acme"


def test_functions_of_the_same_name_are_remembered_apart() -> None:
    def function_of(result: int) -> Callable[[Reading], int]:
        @remembered
        def function(reading: Reading) -> int:
            calls.append(result)
            return result

        return function

    calls: list[int] = []
    first, second = function_of(1), function_of(2)
    reading = Titles(()).title_of(entry_of(f"- [A title]{LINK}\n"))
    assert reading is not None
    assert [first(reading), second(reading), first(reading)] == [1, 2, 1]
    assert calls == [1, 2]
