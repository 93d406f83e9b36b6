"""searching."""

ROWS = ()
