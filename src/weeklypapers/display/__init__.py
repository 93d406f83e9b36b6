"""The display of values: a small HTML kit, and two hooks that `views` registers with.

A value calls a hook from its ``_repr_html_`` or ``_repr_markdown_``. `views` imports all values, so
a hook imports it by name, when a value is first displayed.
"""

from __future__ import annotations

from functools import singledispatch
from importlib import import_module

__all__ = ["html", "markdown"]


@singledispatch
def html(value: object) -> str:
    """Return a value as HTML, without scripts, style sheets or foreign resources.

    Raises:
        TypeError: No view is registered for the type of the value.
    """
    import_module("weeklypapers.views")
    if (view := html.dispatch(type(value))) is html.dispatch(object):
        raise TypeError(f"there is no view of {type(value).__name__} as HTML")
    return view(value)


@singledispatch
def markdown(value: object) -> str:
    """Return a value as Markdown.

    Raises:
        TypeError: No view is registered for the type of the value.
    """
    import_module("weeklypapers.views")
    if (view := markdown.dispatch(type(value))) is markdown.dispatch(object):
        raise TypeError(f"there is no view of {type(value).__name__} as Markdown")
    return view(value)
