"""The first page: what needs me now."""

from flask import Blueprint, render_template

from govern.web.security import allow

pages = Blueprint("home", __name__)


@pages.get("/")
@allow("anyone")
def home() -> str:
    """What needs the reader now, or what this place is."""
    return render_template("home/home.html")
