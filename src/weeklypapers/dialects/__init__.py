"""How lists write papers down: from Markdown to papers, one module per step."""
