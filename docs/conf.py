"""Configuration of Sphinx. To build the docs, run ``sphinx-build -n -W docs docs/_build/html``.

The build needs no network.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import attrs
from docutils.nodes import Node
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import stringify_annotation

import weeklypapers
from weeklypapers.dialects._vocabulary import COLUMNS

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"

project = "weeklypapers"
author = "The weeklypapers developers"
project_copyright = f"2026, {author}"
version = release = weeklypapers.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_pictures", "notebooks/lists"]
nitpicky = True

html_theme = "furo"
html_title = f"weeklypapers {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_in_temp = False  # the notebooks read lists from their own folder
nb_execution_raise_on_error = True
nb_execution_timeout = 120  # seconds a cell
nb_output_stderr = "error"

napoleon_numpy_docstring = False
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_class_signature = "mixed"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
smartquotes = False  # they would also change the literals in types
add_module_names = False

# Single backticks in docstrings become links to documented names. `keep_code` handles the others.
default_role = "py:obj"

# Names from the standard library and other packages have no target, because their inventories
# would have to be fetched for every build.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs|cattrs|collections|contextlib|datetime|hypothesis|os|typing)\..*|str\.splitlines",
    ),
    ("py:.*", "Any|Callable|Converter|Hashable|IO|Iterable|Iterator|Literal|Mapping|Never"),
    ("py:.*", r"(altair|pandas|polars|pyarrow)\..*"),
    ("py:.*", "PathLike|Self|Sequence|date|datetime|timedelta"),
    ("py:.*", "bool|bytes|dict|float|int|list|object|str|tuple|type"),
    ("py:.*", "(Import|Lookup|OS|Type|Value)Error|Exception|UserWarning"),
    # Type variables and self-explanatory aliases.
    (
        "py:.*",
        r"(.*\.)?(D|K|Day|Key|OnError|Period|Predicate|Field|Grouping|Measure|Severity|Source|Span|Unit|SourceLike|Watcher|Hole|MarkKind|PaperLike|TemplateLine|_Missing.*)",
    ),
]


def keep_code(_app: Sphinx, _env: Any, node: pending_xref, content: Node) -> Node | None:
    """Format undocumented names in single backticks, such as arguments, as code."""
    return content if node["reftype"] == "obj" else None


def tidy_signature(
    _app: Sphinx, what: str, _name: str, obj: Any, _options: Any, signature: str, returns: str
) -> tuple[str, str] | None:
    """Write defaults as a caller would, and add the types that converters of attrs leave out."""
    if not signature:
        return None
    signature = signature.replace("mappingproxy({})", "{}")
    for field in attrs.fields(obj) if what == "class" and attrs.has(obj) else ():
        if isinstance(field.default, attrs.Factory):
            default = "..." if field.default.takes_self else repr(field.default.factory())
            signature = re.sub(
                rf"\b({field.alias}: [^=]*) = NOTHING", rf"\1 = {default}", signature
            )
        typed = f"{field.alias}: {stringify_annotation(obj.__annotations__[field.name], 'smart')}"
        signature = re.sub(rf"(?<=[ (]){field.alias}(?=[,)])", typed, signature)
        signature = re.sub(rf"(?<=[ (]){field.alias}=(?=\S)", f"{typed} = ", signature)
    return signature, returns


def skip_fields_of_tuples(
    _app: Sphinx, _what: str, _name: str, obj: Any, *_others: Any
) -> bool | None:
    """Skip the fields of named tuples, which the docstring of the class describes."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def insert_headers(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Replace the marker in a page by a table of the recognised headers."""
    rows = (f"| `{role}` | {', '.join(headers)} |" for role, headers in COLUMNS.items())
    table = "\n".join(["| role | headers |", "|:--|:--|", *rows])
    source[0] = source[0].replace("<!-- the headers of COLUMNS -->", table)


def copy_notebooks(_app: Sphinx, _config: Config) -> None:
    """Copy the example notebooks, and the lists that they read, into the docs."""
    folder = DOCS / "notebooks"
    for old in folder.glob("*.ipynb"):
        old.unlink()
    for notebook in EXAMPLES.glob("*.ipynb"):
        shutil.copy2(notebook, folder)  # keeps the modification time, so that changes are noticed
    shutil.copytree(EXAMPLES / "lists", folder / "lists", dirs_exist_ok=True)


def draw_pictures(_app: Sphinx, _config: Config) -> None:
    """Draw the pictures that the pages include."""
    sys.path.insert(0, str(DOCS))
    import pictures

    pictures.draw(DOCS / "_pictures")


def setup(app: Sphinx) -> None:
    """Connect the functions above to the events of Sphinx."""
    app.connect("config-inited", copy_notebooks)
    app.connect("config-inited", draw_pictures)
    app.connect("source-read", insert_headers)
    app.connect("missing-reference", keep_code)
    app.connect("autodoc-process-signature", tidy_signature)
    app.connect("autodoc-skip-member", skip_fields_of_tuples)
