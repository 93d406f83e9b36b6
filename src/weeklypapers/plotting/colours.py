"""The colours of marks: visible on white and on dark pages.

Each colour has a contrast of at least 3:1 with white and with the dark grey of Vega's dark theme,
as WCAG 2.2 requires for graphics (success criterion 1.4.11). Within these limits, the colours are
as far apart as possible, for people with and without a colour vision deficiency: the distances in
Oklab after the simulation of Machado, Oliveira and Fernandes (2009) were maximised.
"""

from __future__ import annotations

__all__ = ["BLUE", "DARK", "GREY", "LIGHT", "MARKS", "ORANGE", "PALETTE", "SLATE"]

LIGHT = "#FFFFFF"
DARK = "#333333"  # the background of Vega's theme "dark"; notebooks are darker

PALETTE = ("#0090C0", "#CC600C", "#189054", "#9C54FC", "#FC486C", "#9084F0", "#FC3CCC")
BLUE, ORANGE = PALETTE[:2]
GREY = "#909090"  # for what isn't shown separately
SLATE = "#84789C"  # for papers without a group

MARKS = (*PALETTE, GREY, SLATE)
"""All colours of marks."""
