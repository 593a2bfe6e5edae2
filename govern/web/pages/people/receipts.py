"""The reader's receipts, stored in the browser and checked there against today's record."""

from flask import Blueprint, render_template

from govern.web.frame.access.security import allow

pages = Blueprint("receipts", __name__, url_prefix="/receipts")


@pages.get("")
@allow("user")
def receipts() -> str:
    """The page on which the browser lists and checks its receipts."""
    return render_template("people/receipts/receipts.html")
