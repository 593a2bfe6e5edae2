"""Mutation tests written by hand: each rule of a vote, and changes of the code that must make a test fail.

`python -m tests.mutants` tries them.
"""
