"""The generated parts of the specification; `python -m tests.tools.specification` writes them.

Each README of the specification holds blocks between `<!-- generated: NAME -->` and `<!-- end -->`, made from the
code. `--check` writes nothing and exits with 1 where a block differs.
"""
