"""The public API as text: the names of the public modules, from the source code.

griffe reads the code without running it, so that the result is the same on each version of Python.
The order of base classes, the operators of a class and the defaults that attrs knows are those of
the imported package.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import griffe

import weeklypapers

__all__ = ["MODULES", "Block", "public_names"]

Block = tuple[str, ...]
"""The facts about a name, such as its parameters, in an order with a meaning."""

MODULES = (
    "",
    "dask",
    "markdown",
    "testing",
    "testing.hypothesis",
    "testing.pytest",
    "testing.server",
    "typing",
)
"""The public modules, without the name of the package."""

_FOLDER = Path(weeklypapers.__file__).parents[1]
_OPERATORS = (
    *("__eq__", "__hash__", "__lt__", "__add__", "__bool__", "__call__", "__format__", "__str__"),
    *("__len__", "__iter__", "__contains__", "__getitem__", "__setitem__", "__fspath__"),
    *("__enter__", "__exit__", "__arrow_c_stream__"),
)
_STANDARD = ("builtins", "collections.abc", "enum")
_PREFIX = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])")  # the module of a class
_QUOTED = re.compile(r"'([a-z_.]*[A-Z]\w*)'")  # a class that is defined later
_NAME = re.compile(r"(?<![\w.'])[A-Za-z_]\w*(?![\w.'])")
_CONVERTER = re.compile(r"\bconverter=(\w+)")


def public_names(folder: Path = _FOLDER) -> dict[str, Block]:
    """Return the facts about each public name and about the members of classes.

    Names of the main module have no prefix: ``Papers.merge``, but ``testing.make_paper``.

    Args:
        folder: The folder that contains the source code of the package.
    """
    package = _package(folder)
    names: dict[str, Block] = {}
    described: dict[int, str] = {}
    for module in MODULES:
        for name in sorted(_module(module).__all__):
            if name == "__version__":
                continue
            value = getattr(_module(module), name)
            qualified = f"{module}.{name}".lstrip(".")
            if callable(value) and id(value) in described:
                names[qualified] = (f"= {described[id(value)]}",)
                continue
            described[id(value)] = qualified
            target = _target(package, module, name, value)
            if not target.is_class:
                names[qualified] = tuple(_facts(target))
            elif module == "typing" and not getattr(value, "_is_protocol", False):
                names[qualified] = ("class",)  # for annotations only
            else:
                names[qualified] = tuple(_class_facts(target, value))
                members = sorted(_public_members(target).items())
                names |= {f"{qualified}.{each}": tuple(_facts(member)) for each, member in members}
    return names


def _module(name: str) -> Any:
    return import_module(f"weeklypapers.{name}".rstrip("."))


def _target(package: Any, module: str, name: str, value: Any) -> Any:
    """Return the description of a name at the place of its definition."""
    target = (package[module] if module else package)[name]
    if target.is_alias:
        target = target.final_target
    if target.is_module:  # there is a module of the same name
        target = package[value.__globals__["__name__"].removeprefix("weeklypapers.")][name]
    return target


def _package(folder: Path) -> Any:
    options: dict[str, Any] = {
        "docstring_parser": "google",
        "docstring_options": {"warnings": False},
        "allow_inspection": False,
    }
    return griffe.load("weeklypapers", search_paths=[folder], **options)


# Functions and values


def _facts(target: Any) -> Iterator[str]:
    """Yield the facts about a function, an attribute or a property."""
    if target.is_function:
        if kinds := target.labels & {"classmethod", "staticmethod"}:
            yield from sorted(kinds)
        for each in target.overloads or [target]:
            parameters = ", ".join(_parameters(target.module, each.parameters))
            yield f"({parameters}) -> {_text(target.module, each.returns)}"
        yield from _raised(target)
    elif "property" in target.labels:
        yield f"property -> {_text(target.module, target.annotation)}"
        yield from _raised(target)
    else:
        annotation = target.annotation or _annotation_of_parameter(target)
        is_value = annotation is None or str(annotation) == "TypeAlias"
        text = _text(target.module, target.value if is_value else annotation)
        yield f"= {text}" if is_value else text


def _annotation_of_parameter(attribute: Any) -> object:
    """Return the annotation of the parameter of the constructor that sets an attribute, or None."""
    constructor = attribute.parent.members.get("__init__")
    parameters = constructor.parameters if constructor else ()
    named = (each.annotation for each in parameters if each.name == attribute.name)
    return next(named, None)


def _parameters(module: Any, parameters: Iterable[Any]) -> Iterator[str]:
    """Yield parameters as in a signature."""
    previous = ""
    for each in parameters:
        if each.name in ("self", "cls"):
            continue
        kind = each.kind.value
        if previous == "positional-only" and kind != previous:
            yield "/"
        if kind == "keyword-only" and previous not in (kind, "variadic positional"):
            yield "*"
        previous = kind
        star = {"variadic positional": "*", "variadic keyword": "**"}.get(kind, "")
        default = "" if star or each.default is None else f" = {_resolved(module, each.default)}"
        yield f"{star}{each.name}: {_text(module, each.annotation)}{default}"


def _raised(target: Any) -> Iterator[str]:
    """Yield the exceptions in the documentation of a function."""
    sections = target.docstring.parsed if target.docstring else []
    for section in sections:
        if section.kind.value == "raises":
            yield from (
                f"raises {_text(target.module, error.annotation)}" for error in section.value
            )


def _text(module: Any, annotation: object, above: frozenset[str] = frozenset()) -> str:
    """Return an annotation without private names and the names of modules, which may change.

    Args:
        module: The module of the annotation.
        annotation: The annotation.
        above: The names whose values contain it.
    """
    text = _QUOTED.sub(r"\1", str(annotation))
    return _NAME.sub(lambda match: _resolved(module, match[0], above), _PREFIX.sub("", text))


def _resolved(module: Any, name: object, above: frozenset[str] = frozenset()) -> str:
    """Return the value of a private constant or alias, and any other text as it is."""
    text = str(name)
    if text in above:
        return text
    member = module.members.get(text)
    if member is not None and member.is_alias and member.target_path.startswith("weeklypapers."):
        member = member.final_target
    is_value = member is not None and member.kind.value == "attribute"
    if not is_value or text in _public_names() or str(member.value).startswith("TypeVar("):
        return text
    return _text(member.module, member.value, above | {text})


@cache
def _public_names() -> set[str]:
    return {name for module in MODULES for name in _module(module).__all__}


# Classes


def _class_facts(target: Any, value: Any) -> Iterator[str]:
    """Yield the bases of a class, its constructor and its operators."""
    public = set(weeklypapers.__all__)
    bases = [
        base.__name__
        for base in value.__mro__[1:-1]
        if base.__module__ in _STANDARD or base.__name__ in public or base.__name__ == "Protocol"
    ]
    final = "final " if getattr(value, "__final__", False) else ""
    yield f"{final}class({', '.join(bases)})"
    constructor = target.members.get("__init__") or target.members.get("__new__")
    if hasattr(value, "__attrs_attrs__") and not constructor:
        yield f"constructor ({', '.join(_attrs_parameters(target, value))})"
    elif constructor:
        yield f"constructor ({', '.join(_parameters(target.module, constructor.parameters))})"
    yield from _raised(target)
    operators = [name for name in _OPERATORS if _defines(value, name)]
    if operators:
        yield f"operators {' '.join(operators)}"


def _defines(kind: type, name: str) -> bool:
    """Return whether a class of the package defines a method, and doesn't take it away."""
    owner = next((each for each in kind.__mro__ if name in vars(each)), object)
    is_ours = owner.__module__.startswith("weeklypapers")
    return is_ours and vars(owner)[name] is not None


def _attrs_parameters(target: Any, value: Any) -> Iterator[str]:
    """Yield the parameters that attrs writes, with the types that their converters accept."""
    fields = {field.alias: target.all_members[field.name] for field in value.__attrs_attrs__}
    has_star = False
    for parameter in inspect.signature(value).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not has_star:
            has_star = True
            yield "*"
        field = fields[parameter.name]
        accepted = _accepted(field) or _text(field.parent.module, field.annotation)
        default = "" if parameter.default is parameter.empty else f" = {_default(parameter)}"
        yield f"{parameter.name}: {accepted}{default}"


def _accepted(field: Any) -> str | None:
    """Return the type that the converter of a field accepts; None if it isn't a function."""
    match = _CONVERTER.search(str(field.value))
    function = field.parent.module.get_member(match[1]) if match else None
    if function is None:
        return None
    function = function.final_target if function.is_alias else function
    return (
        _text(function.module, function.parameters[0].annotation) if function.is_function else None
    )


def _default(parameter: inspect.Parameter) -> str:
    value = parameter.default
    is_plain = (
        value is None or type(value) in (str, int, bool) or (value == () and type(value) is tuple)
    )
    return repr(value) if is_plain else "…"


def _public_members(target: Any) -> Mapping[str, Any]:
    members = {}
    for name, member in target.all_members.items():
        final = member.final_target if member.is_alias else member
        is_public = not name.startswith("_") or name == "__call__"
        if is_public and (final.is_function or final.is_attribute):
            members[name] = final
    return members
