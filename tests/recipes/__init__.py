"""The recipes of CONTRIBUTING.md, each followed with a toy."""
