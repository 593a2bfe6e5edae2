"""Informs people that invisible characters were removed from a name they typed."""

from collections.abc import Iterable

from flask import flash
from flask_babel import gettext as _

from govern.actions.people.names import read_name


def tell_removed(typed: Iterable[str]) -> None:
    """Flash a note if any of these names had invisible characters."""
    if any(read_name(one).removed for one in typed):
        flash(_("Invisible characters that came along with what you typed or pasted were removed."), "success")
