"""How values look in a notebook: HTML without scripts, styles of its own or foreign resources."""
