"""Warnings at the line of the caller, and deprecated names and arguments."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, singledispatch
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import attrs
import pytest

from weeklypapers._warning import deprecated, renamed_arguments, renamed_names, warn

# A module of the package: its code is inside for `warn`, and that of this file is outside.
SOURCE = """
from weeklypapers._warning import *


def plain():
    warn("careful", UserWarning)


def nested():
    return [plain() for _ in range(1)]


def generator():
    yield 1
    plain()


@contextmanager
def context():
    plain()
    yield


@singledispatch
def dispatched(value):
    plain()


def to_int(value):
    plain()
    return int(value)


@attrs.frozen
class Value:
    number: int = attrs.field(converter=to_int, default=1)

    @property
    def size(self):
        return plain()


@attrs.frozen
class Renamed:
    number: int = 1

    @property
    @deprecated(since="0.2", instead="Renamed.number")
    def count(self):
        return self.number


Renamed.__init__ = renamed_arguments(since="0.2", count="number")(Renamed.__init__)


@deprecated(since="0.2", instead="plain()")
def old():
    return 1


class Kept:
    @cached_property
    def value(self):
        plain()


class Old:
    @deprecated(since="0.2", instead="Old.new")
    def method(self, size=1):
        "Return the size."
        return size

    @property
    @deprecated(since="0.2", instead="Old.new")
    def name(self):
        return "name"

    @classmethod
    @deprecated(since="1.3", instead="Old()")
    def of(cls):
        return cls()

    @renamed_arguments(since="0.9", n="limit", field="key")
    def top(self, key, *, limit=5):
        return key, limit


def again():
    return Old().method()
"""


@pytest.fixture
def inner() -> Iterator[Any]:
    module = ModuleType("weeklypapers._inner")
    used = (attrs, warn, deprecated, renamed_arguments, contextmanager, cached_property)
    vars(module).update({each.__name__: each for each in (*used, singledispatch)})
    sys.modules[module.__name__] = module
    exec(compile(SOURCE, "inner.py", "exec"), vars(module))  # noqa: S102 - the text above
    yield module
    del sys.modules[module.__name__]


def line_of(function: Callable[[], object], action: Literal["default", "always"]) -> list[int]:
    """Return the lines of this file at which the calls of a function warn."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter(action)
        function()
    assert {each.filename for each in caught} <= {__file__}
    start = function.__code__.co_firstlineno
    return [each.lineno - start for each in caught]


# -- The line of the caller --------------------------------------------------------------------


def test_the_line_is_that_of_the_caller_of_the_package(inner: Any) -> None:
    def calls() -> None:
        inner.plain()
        inner.nested()
        list(inner.generator())
        with inner.context():
            pass
        inner.dispatched(1)
        inner.Value("1")
        _ = inner.Value().size
        _ = inner.Kept().value

    # `Value()` converts its default, too, so that its line warns twice.
    assert line_of(calls, "always") == [1, 2, 3, 4, 6, 7, 8, 8, 9]


def test_a_generator_warns_where_it_is_iterated(inner: Any) -> None:
    def calls() -> None:
        numbers = inner.generator()
        next(numbers)
        for _ in numbers:
            pass

    assert line_of(calls, "always") == [3]


def test_each_place_warns_once(inner: Any) -> None:
    def calls() -> None:
        for _ in range(3):
            inner.plain()
            inner.Old().method()
        inner.plain()

    assert line_of(calls, "default") == [2, 3, 4]


def test_code_without_a_caller_outside_warns_at_its_own_line(inner: Any) -> None:
    source = "import sys; sys.modules['weeklypapers._inner'].plain()"
    with pytest.warns(UserWarning, match="careful") as caught:
        exec(compile(source, "nameless.py", "exec"), {})  # noqa: S102 - the line above
    assert (caught[0].filename, caught[0].lineno) == ("nameless.py", 1)


# -- With Python's own filters -----------------------------------------------------------------

CODE = """\
from weeklypapers._warning import deprecated
@deprecated(since="0.2", instead="new")
def old():
    return 1
for _ in range(3):
    old()
old()
"""
CELLS = f"""
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
shell = InteractiveShell(config=Config({{"HistoryManager": {{"enabled": False}}}}))
for cell in ({CODE!r}, "1\\nfor _ in range(3): old()", "old()"):
    shell.run_cell(cell).raise_error()
"""


@pytest.mark.parametrize(
    ("script", "lines"),
    [(CODE, ["6", "7"]), pytest.param(CELLS, ["6", "7", "2", "1"], id="cells")],
)
def test_users_see_each_line_once(script: str, lines: list[str], tmp_path: Path) -> None:
    """Python shows deprecations to the author of a script or a notebook, without any setting."""
    path = tmp_path / "script.py"
    path.write_text(script, encoding="utf-8")
    command = [sys.executable, str(path)]
    result = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603
    shown = re.findall(r"^.*:(\d+): DeprecationWarning: old is depr.*", result.stderr, re.MULTILINE)
    assert shown == lines
    assert result.stderr.count("Warning: ") == len(lines)


# -- Deprecations ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("use", "name", "removal", "instead"),
    [
        (lambda inner: inner.old(), "old", "0.4", "plain()"),
        (lambda inner: inner.Old().method(), "Old.method", "0.4", "Old.new"),
        (lambda inner: inner.Old().name, "Old.name", "0.4", "Old.new"),
        (lambda inner: inner.Old.of(), "Old.of", "2.0", "Old()"),
        (lambda inner: inner.again(), "Old.method", "0.4", "Old.new"),
        (lambda inner: inner.Old().top(1, n=3), "Old.top(n=…)", "0.11", "Old.top(limit=…)"),
    ],
)
def test_messages_name_the_removal_and_the_remedy(
    inner: Any, use: Callable[[Any], object], name: str, removal: str, instead: str
) -> None:
    with pytest.warns(DeprecationWarning, match="is deprecated since weeklypapers") as caught:
        use(inner)
    (warning,) = caught
    assert warning.filename == __file__
    message = str(warning.message)
    assert message.startswith(f"{name} is deprecated since")
    assert message.endswith(f", and will be removed in {removal} or later; use {instead}")


def test_deprecated_functions_still_work(inner: Any) -> None:
    old = inner.Old()
    with warnings.catch_warnings(action="ignore"):
        assert (old.method(2), old.name, type(inner.Old.of())) == (2, "name", inner.Old)


def test_decorated_functions_keep_their_name_and_signature(inner: Any) -> None:
    assert inner.Old.method.__doc__ == "Return the size."
    assert str(signature(inner.Old.method)) == "(self, size=1)"
    assert str(signature(inner.Old.top)) == "(self, key, *, limit=5)"


def test_renamed_arguments(inner: Any) -> None:
    old = inner.Old()
    assert old.top("title", limit=3) == ("title", 3)
    with pytest.warns(DeprecationWarning, match=r"top\((n|field)=…\)") as caught:
        assert old.top(field="title", n=3) == ("title", 3)
    assert [each.filename for each in caught] == [__file__, __file__]
    with pytest.raises(TypeError, match=r"Old\.top\(\) got 'n' and 'limit'"):
        old.top("title", n=3, limit=3)


def test_renamed_attributes(inner: Any) -> None:
    """A field of attrs has a property for its old name, and an argument of the constructor."""

    def uses() -> None:
        for _ in range(2):
            value = inner.Renamed(count=3)
            assert value.count == value.number == 3

    assert line_of(uses, "default") == [2, 3]
    with pytest.warns(DeprecationWarning, match=r"^Renamed\(count=…\) .* Renamed\(number=…\)$"):
        value = inner.Renamed(count=3)
    with pytest.warns(DeprecationWarning, match=r"^Renamed\.count .*; use Renamed\.number$"):
        assert value.count == 3
    assert list(signature(inner.Renamed).parameters) == ["number"]


def test_renamed_names(inner: Any) -> None:
    inner.__getattr__ = renamed_names(inner.__name__, {"simple": "plain"}, since="0.2")

    def calls() -> None:
        for _ in range(2):
            assert inner.simple is inner.plain
        exec("from weeklypapers._inner import simple")  # noqa: S102 - the import of a name

    with pytest.warns(
        DeprecationWarning, match=r"weeklypapers\._inner\.simple is .* use weeklypapers\._inner\.pl"
    ):
        assert inner.simple is inner.plain
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        calls()
    assert [each.filename for each in caught] == [__file__, "<string>"]
    with pytest.raises(AttributeError, match=r"'weeklypapers\._inner' has no attribute 'other'"):
        _ = inner.other
