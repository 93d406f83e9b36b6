"""Papers as a table of one column a field, and back: Arrow, Parquet, CSV, pandas, Polars.

`columns` says what the columns are, in plain values, `rows` makes a paper of a row, and `texts` has
cells that are text. The other modules put them into one kind of table each, and each optional
dependency is imported by the module of its name alone.
"""
