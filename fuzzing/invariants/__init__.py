"""Rules for every input, which both engines and the tests that replay the corpus check.

Each function takes an input. It raises an `AssertionError`, or lets an error through that isn't one
of the package.
"""
