"""Checks of a whole record after its replay, by the steps of README.md."""
