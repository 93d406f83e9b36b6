"""Converters and validators of the fields of values."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_day, iso_time, to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId

T = TypeVar("T")

# UTF-8 can't encode a lone surrogate, and Markdown replaces NUL (CommonMark section 2.3).
UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")
_CONTROL = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")
_ISO_WEEK = re.compile(r"\d{4}-W\d\d", re.ASCII | re.IGNORECASE)

Column: TypeAlias = Collection[Any]


@attrs.frozen(eq=False)
class Check:
    """A validator of a field, for a value and for the values of many rows.

    Attributes:
        accepts: The function that returns whether a value is accepted.
        expected: The accepted values, for messages.
        are_plain: The function that returns whether all values of a column are accepted, and are
            not changed by the converter of the field.
    """

    accepts: Callable[[object], bool]
    expected: str
    are_plain: Callable[[Column], bool]

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not self.accepts(value):
            name = f"{type(instance).__name__}.{attribute.name}"
            raise InvalidValueError(f"{name} must be {self.expected}, got {show(value)}")


def check_each(item: Check, expected: str) -> Check:
    """Return a validator of a tuple; `expected` describes its accepted items."""
    return Check(
        lambda value: isinstance(value, tuple) and all(map(item.accepts, value)),
        f"a sequence, each {expected}",
        lambda column: are(tuple, column) and item.are_plain(list(chain.from_iterable(column))),
    )


def check_type(kind: type, expected: str) -> Check:
    return Check(lambda value: isinstance(value, kind), expected, partial(are, kind))


def check_each_type(kind: type) -> Check:
    expected = f"of type {kind.__name__}"
    return check_each(check_type(kind, expected), expected)


def check_one_of(values: Collection[str]) -> Check:
    return Check(
        lambda value: isinstance(value, str) and value in values,
        f"one of {', '.join(map(repr, sorted(values)))}",
        lambda column: are(str, column) and set(column).issubset(values),
    )


def optional(check: Check) -> Check:
    """Return a validator that also accepts None."""
    return Check(
        lambda value: value is None or check.accepts(value),
        check.expected,
        lambda column: check.are_plain([value for value in column if value is not None]),
    )


def are(kind: type, column: Column) -> bool:
    """Return whether all values of a column have exactly this type."""
    return set(map(type, column)) <= {kind}


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not UNWRITABLE.search(value)


def _are_texts(column: Column) -> bool:
    return (
        are(str, column)
        and all(column)
        and not any(map(str.isspace, column))
        and not any(map(operator.contains, column, repeat("\0")))
        and (all(map(str.isascii, column)) or all(map(is_unicode, column)))
    )


def is_unicode(text: str) -> bool:
    """Return whether a text can be written in UTF-8."""
    if text.isascii():
        return True
    try:
        text.encode()  # faster than a search for surrogates
    except UnicodeEncodeError:
        return False
    return True


def _is_url(value: object) -> bool:
    return isinstance(value, str) and value.strip() == value != "" and not _CONTROL.search(value)


def _are_urls(column: Column) -> bool:
    return (
        are(str, column)
        and all(column)
        and (all(map(str.isprintable, column)) or not _CONTROL.search("".join(column)))
        and all(map(operator.eq, column, map(str.strip, column)))
    )


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_time(value: object) -> bool:
    return isinstance(value, datetime) and value.utcoffset() is not None


def _are_utc_times(column: Column) -> bool:
    return are(datetime, column) and set(map(attrgetter("tzinfo"), column)) <= {UTC}


check_text = Check(is_text, "text that is not blank, without NUL or surrogates", _are_texts)
check_texts = check_each(check_text, "text that is not blank")
check_url = Check(_is_url, "an address without line breaks or spaces around it", _are_urls)
check_day = Check(
    _is_day,
    "a datetime.date without a time, a day such as '2024-06-30', or an ISO week such as '2024-W26'",
    partial(are, date),
)
check_time = Check(
    _is_time,
    "an aware datetime.datetime, or a time such as '2024-06-21T17:23:18Z'",
    _are_utc_times,
)
check_integer = check_type(int, "a whole number")
check_number = Check(lambda value: isinstance(value, int | float), "a number", partial(are, float))
check_versioned = Check(
    lambda value: isinstance(value, ArxivId) and value.version is not None,
    "an ArxivId with a version",
    lambda column: are(ArxivId, column) and all(map(attrgetter("version"), column)),
)


NO_RECURSION = "; attrs.asdict and attrs.astuple need recurse=False"
"""The remedy if attrs calls the class of a collection with items that it made plain."""


def items_of(
    items: Iterable[T], kind: type[T], argument: str, owner: str, *, remedy: str = ""
) -> tuple[T, ...]:
    """Return the items of an argument, which must be of a type.

    Args:
        items: The argument.
        kind: The type.
        argument: The name of the argument, for messages.
        owner: The name of the list of the items, for messages.
        remedy: The end of the message for a dictionary or a tuple.

    Raises:
        InvalidValueError: It is not iterable, or an item is of another type.
    """
    if not isinstance(items, Iterable):
        expected = f"an iterable of {kind.__name__}"
        raise InvalidValueError(f"{argument} must be {expected}, got {show(items)}")
    values = tuple(items)
    if not are(kind, values):  # something else, perhaps a mock
        for index, value in enumerate(values):
            if not isinstance(value, kind):
                article = "an" if kind.__name__[0] in "AEIOU" else "a"
                end = remedy if isinstance(value, dict | tuple) else ""
                raise InvalidValueError(
                    f"{owner}[{index}] must be {article} {kind.__name__}, got {show(value)}{end}"
                )
    return values


def to_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """Convert a sequence to a tuple; a string or dictionary is not treated as a sequence."""
    if isinstance(value, str | dict) or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)  # the validator rejects it with the name of the field
    return tuple(value)


# One converter for each type: callers of the class would see the type variable of a generic one.
def to_texts(value: str | Iterable[str]) -> tuple[str, ...]:
    """Convert a sequence of texts to a tuple; a text is a sequence of one."""
    return to_items(value, to_text)


def to_text(value: str) -> str:
    """Convert text of a subclass, such as an identifier, to plain text."""
    if type(value) is str:
        return value
    return str.__str__(value) if isinstance(value, str) else value


# The validator of the field rejects what these converters return unchanged, with the field's name.


def to_day(value: date | str) -> date:
    """Convert the text of a day, or of an ISO week, which means its Sunday, and a midnight."""
    if not isinstance(value, str):
        return _without_midnight(value)
    try:
        is_week = _ISO_WEEK.fullmatch(value) is not None
        day = date.fromisoformat(f"{value.upper()}-7") if is_week else iso_day(value)
    except ValueError:  # there is no such day
        day = None
    return day or cast("date", value)


def _without_midnight(value: date) -> date:
    """Return the day of a time that stands for a day, as the values of a column in pandas do."""
    if not isinstance(value, datetime) or value.tzinfo is not None:
        return value
    is_midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
    return value.date() if is_midnight else value


def to_day_or_none(value: date | str | None) -> date | None:
    return value if value is None or type(value) is date else to_day(value)


def to_partial_date(value: PartialDate | date | str | None) -> PartialDate | None:
    """Convert a date, or the text that `PartialDate.parse` accepts."""
    if value is None:
        return None
    if isinstance(value, str):
        return PartialDate.parse(value)
    day = _without_midnight(value) if isinstance(value, date) else None
    return PartialDate.of(day) if day and _is_day(day) else cast("PartialDate | None", value)


def to_category(value: Category | str) -> Category:
    """Convert the text that `Category.parse` accepts."""
    is_text = isinstance(value, str) and not isinstance(value, Category)
    return Category.parse(value) if is_text else cast("Category", value)


def to_category_or_none(value: Category | str | None) -> Category | None:
    return value if value is None or type(value) is Category else to_category(value)


def to_categories(value: Category | str | Iterable[Category | str]) -> tuple[Category, ...]:
    """Convert categories, or texts that `Category.parse` accepts, to a tuple."""
    return to_items(value, to_category)


def to_arxiv_id(value: ArxivId | str) -> ArxivId:
    """Convert the text that `ArxivId.parse` accepts."""
    return ArxivId.parse(value) if isinstance(value, str) else value


def to_items(
    value: Any, convert: Callable[[Any], T], kinds: type | tuple[type, ...] = str
) -> tuple[T, ...]:
    """Convert each item of an iterable; a value of one of the kinds is the only item."""
    items = (value,) if isinstance(value, kinds) else to_tuple(value)
    return tuple(map(convert, items)) if isinstance(items, tuple) else items


def to_utc_time(value: datetime | str) -> datetime:
    """Convert a time to UTC; a text is in the form of RFC 3339."""
    try:
        time = iso_time(value) if isinstance(value, str) else value
    except ValueError:  # there is no such time
        time = None
    return to_utc(time) if time and _is_time(time) else cast("datetime", value)


def to_utc_or_none(value: datetime | str | None) -> datetime | None:
    return None if value is None else to_utc_time(value)


def blank_to_none(value: str | None) -> str | None:
    """Convert blank text to None: a table can't distinguish an empty cell from a missing value."""
    if value is None:
        return None
    return to_text(value) if not isinstance(value, str) or value.strip() else None
