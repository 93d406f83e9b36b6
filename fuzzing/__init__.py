"""Fuzzing: invariants of all readers, writers and parsers, tried on inputs of two engines.

`targets` lists the targets, and `invariants` has what each of them checks. `corpus/` has the inputs
that broke an invariant once. ``python -m fuzzing --help`` describes the program.
"""
