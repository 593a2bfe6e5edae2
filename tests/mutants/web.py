"""The web's declarations: permissions, privacy, headers and cookies."""

from typing import Final

from tests.mutants.row import MutatedRule, row

SECURITY, APP = "web/frame/access/security.py", "web/__init__.py"
TABLE: Final = "web/routes/test_routes.py::test_every_endpoint_is_open_to_whom_the_table_says"
EACH_PAGE: Final = "web/routes/test_routes.py::test_each_page_is_open_to_those_it_names_and_to_nobody_else"
HEADERS: Final = "web/frame/test_headers.py::test_every_answer_carries_these_headers"
OVER_HTTP: Final = "web/frame/test_headers.py::test_cookies_over_http_on_the_machine_itself"
OVER_HTTPS: Final = "web/frame/test_headers.py::test_cookies_over_https"


def third_person(form: str) -> str:
    """The test that a form refuses people other than its owner."""
    return f"web/private/test_third_person.py::test_a_third_person_changes_nothing[{form}]"


ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Web: each endpoint is open to those whom one table names",
        (
            "web/pages/admin/admin_access.py",
            '@pages.post("")\n@allow("administrator")',
            '@pages.post("")\n@allow("member")',
            TABLE,
        ),
        ("web/pages/books/bank.py", '/matches")\n@allow("treasurer")', '/matches")\n@allow("member")', TABLE),
        (
            "web/pages/admin/admin_people.py",
            '/disable")\n@allow("administrator")',
            '/disable")\n@allow("registrar")',
            TABLE,
        ),
        (
            "web/pages/admin/admin_mail.py",
            '@pages.post("/again")\n@allow("administrator")',
            '@pages.post("/again")\n@allow("user")',
            TABLE,
        ),
        ("web/pages/proposals/drafts.py", '/deletion")\n@allow("user")', '/deletion")\n@allow("account")', TABLE),
    ),
    row(
        "Web: what a view declares is enforced before it runs",
        (SECURITY, "    app.before_request(_enforce)\n", "", EACH_PAGE),
        (SECURITY, "    if _is_open(who):\n        return None\n", "    return None\n", EACH_PAGE),
        (
            SECURITY,
            "    csrf.init_app(app)\n",
            "",
            "web/routes/test_routes.py::test_a_form_without_our_pages_token_is_refused",
        ),
    ),
    row(
        "Web: private data are changed by their owner and by nobody else",
        (
            "web/pages/treasury/payees.py",
            "    _check(db.session(), payee, current_user)\n    typed = ",
            "    typed = ",
            third_person("payees.change {outsider}"),
        ),
        (
            "store/private/drafts.py",
            "DraftRow.id == id_, DraftRow.member == member",
            "DraftRow.id == id_",
            third_person("drafts.save {draft}"),
        ),
        (
            "store/private/rule_drafts.py",
            "RuleDraftRow.id == id_, RuleDraftRow.member == member",
            "RuleDraftRow.id == id_",
            third_person("rule_drafts.save {rule draft}"),
        ),
        (
            "actions/signing_in/sessions.py",
            "SessionRow.account == account, SessionRow.id == id_",
            "SessionRow.id == id_",
            "web/private/test_third_person.py::test_nobody_ends_a_session_of_another",
        ),
    ),
    row(
        "Web: every answer carries the headers that protect its reader",
        (SECURITY, "; frame-ancestors 'none'", "", HEADERS),
        (SECURITY, " base-uri 'none';", "", HEADERS),
        (SECURITY, " form-action 'self';", "", HEADERS),
        (SECURITY, '    "Referrer-Policy": "same-origin",\n', "", HEADERS),
        (
            SECURITY,
            "    if request.is_secure:\n",
            "    if not request.is_secure:\n",
            "web/frame/test_headers.py::test_https_is_asked_for_again_over_https_alone",
        ),
    ),
    row(
        "Web: cookies are for our pages alone, and over https for https alone",
        (APP, '"SESSION_COOKIE_HTTPONLY": True', '"SESSION_COOKIE_HTTPONLY": False', OVER_HTTP),
        (APP, '"SESSION_COOKIE_SAMESITE": "Lax"', '"SESSION_COOKIE_SAMESITE": "None"', OVER_HTTP),
        (APP, '"SESSION_COOKIE_SECURE": instance.https', '"SESSION_COOKIE_SECURE": False', OVER_HTTPS),
    ),
    row(
        "Web: signing in leaves nothing of an earlier session, and guessing the present password is slowed",
        (
            "web/pages/signing_in/sessions.py",
            "    session.clear()  # nothing of an earlier",
            "    # nothing of an earlier",
            "web/signing_in/test_sessions.py::test_signing_in_clears_the_previous_session",
        ),
        (
            "web/pages/signing_in/accounts.py",
            "    count_guess(tried)\n    if not accounts.password_fits",
            "    if not accounts.password_fits",
            "web/frame/test_guessing.py::test_guessing_the_present_password_in_a_borrowed_session_has_to_rest",
        ),
    ),
)
