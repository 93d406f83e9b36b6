"""The style sheets of a page of papers.

Some e-mail clients drop a style sheet with a rule that they don't know. Therefore the colours of
dark mode, and other rules that they may not know, have a sheet of their own.
"""

from __future__ import annotations

from weeklypapers.display.elements import Html

__all__ = ["STYLE"]

# Contrasts are at least 4.5:1 for all text (WCAG 2.2, success criterion 1.4.3).
_BASE = """
body { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; background: #fffefb;
  color: #22252a; font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
  font-size: 1.0625rem; line-height: 1.55; overflow-wrap: break-word; }
h1 { margin: 0 0 0.5rem; font-size: 2.125rem; line-height: 1.15; letter-spacing: -0.01em; }
h2 { margin: 3rem 0 1.25rem; padding-bottom: 0.4rem; border-bottom: 1px solid #dcd9d0;
  font-size: 1.25rem; line-height: 1.3; }
p { margin: 0; }
a { color: #1f4fa3; text-decoration: none; }
a:hover { text-decoration: underline; }
header { margin-bottom: 1.75rem; }
ul { margin: 0; padding: 0; list-style: none; }
nav, summary, .authors, .meta { font-family: system-ui, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", Arial, sans-serif; font-size: 0.875rem; }
nav li { padding-bottom: 0.3rem; break-inside: avoid; }
nav summary { margin-bottom: 0.25rem; }
nav, summary, .authors, .meta { color: #5b616b; }
article li { margin: 0 0 1.75rem; }
.title { font-size: 1.125rem; line-height: 1.35; }
.title strong { font-weight: 600; }
.authors, .meta { margin-top: 0.2rem; }
abbr { text-decoration: none; }
details { margin-top: 0.3rem; }
summary { cursor: pointer; }
details p { margin-top: 0.5rem; font-size: 1rem; }
"""

_MORE = """
@media (prefers-color-scheme: dark) {
  body { background: #17181b; color: #e4e2dc; }
  h2 { border-color: #3a3c42; }
  a { color: #8fb8f6; }
  nav, summary, .authors, .meta { color: #a5abb5; }
}
@media (max-width: 34rem) {
  body { padding: 1.75rem 1rem 3rem; font-size: 1rem; }
  h1 { font-size: 1.75rem; }
  h2 { margin-top: 2.25rem; }
}
@media print {
  body { max-width: none; padding: 0; background: #fff; color: #000; }
  li { break-inside: avoid; }
  nav { display: none; }
}
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
nav ul { columns: 17rem; column-gap: 2rem; }
h1, h2 { text-wrap: balance; }
.title { text-wrap: pretty; }
a:focus-visible, summary:focus-visible { outline: 2px solid; outline-offset: 2px; }
li:target { outline: 1px solid; outline-offset: 0.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
"""

STYLE = (Html(f"<style>{_BASE}</style>"), Html(f"<style>{_MORE}</style>"))
"""The elements of the style sheets."""
