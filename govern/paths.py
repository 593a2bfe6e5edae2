"""Paths of the files beside the code, in a checkout and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of templates: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def specification() -> Path:
    """The folder with each layer's part of the specification."""
    return PACKAGE


def payload_schema() -> Path:
    """The JSON Schema of the payloads of all types of statements."""
    return PACKAGE / "protocol" / "payloads.schema.json"


def migrations() -> Path:
    """The folder of database migrations."""
    return PACKAGE / "store" / "migrations"


def translations() -> Path:
    """The folder of translations."""
    return PACKAGE / "translations"
