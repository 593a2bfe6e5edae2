"""Keeps compiled bytecode although `PYTHONDONTWRITEBYTECODE` is set: a run starts hundreds of interpreters."""

import os
import sys


def keep_compiled_modules() -> None:
    """This process and those that it starts write compiled modules to `__pycache__`, which no commit takes up."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
