"""Compiles the catalogues of a checkout: `python -m govern.i18n`."""

from govern.i18n.compiled import compile_stale

for _catalogue in compile_stale():
    print(_catalogue.with_suffix(".mo"))  # noqa: T201 - a command
