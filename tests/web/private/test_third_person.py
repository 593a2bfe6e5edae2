"""Each form that changes private data: its owner changes it, a third member, an outsider and a visitor do not."""

from pathlib import Path
from typing import Final

import pytest

from tests.web.conftest import Site, post
from tests.web.private.furnished import JANUARY, PrivateForm, furnished, gone, kept, send, sessions_of
from tests.web.rules.rulebooks import PRESETS, form_of
from tests.web.treasury.test_payees import GOOD

LIST: Final = "name,email\nYann,yann@example.org\n"
OTHER: Final = GOOD | {"account": "DE89 3704 0044 0532 0130 00"}

ACTS: Final = (
    PrivateForm("payees.change", "{outsider}", "tess", OTHER),
    PrivateForm("payees.change", "{member payee}", "tao", OTHER),
    PrivateForm("drafts.save", "{draft}", "mei", {"step": "save", "title": "Mine"}, adds=True),
    PrivateForm("drafts.delete", "{draft}/deletion", "mei", {}),
    PrivateForm("rule_drafts.save", "{rule draft}", "mei", {"step": "save", **form_of(PRESETS["simple"]())}),
    PrivateForm("rule_drafts.delete", "{rule draft}/deletion", "mei", {}),
    PrivateForm("bank_files.upload", "{bank account}/files", "tess", {"file": (JANUARY.encode(), "january.csv")}),
    PrivateForm("bank_files.read", "{bank file}", "tess", {"step": "keep", "shown": "what is shown of the bank file"}),
    PrivateForm("bank_files.delete", "{bank file}/delete", "tess", {}),
    PrivateForm("bank.match", "{bank line}", "tess", {"step": "certain"}),
    PrivateForm("attachments.upload", "/treasury/files", "max", {"file": (b"%PDF-1.7\n", "invoice.pdf")}, third="nell"),
    PrivateForm("admin_invitations.invite", "/admin/invitations", "ada", {"name": "Yann", "email": "", "club": ""}),
    PrivateForm("admin_invitations.again", "{invitation}/again", "ada", {}),
    PrivateForm("admin_invitations.revoke", "{invitation}/revoke", "ada", {}),
    PrivateForm(
        "admin_invitations.confirm_list", "/admin/invitations/list/confirm", "ada", {"text": LIST, "count": "1"}
    ),
    PrivateForm("admin_people.decline", "{claim}/decline", "ada", {}),
    PrivateForm("admin_people.disable", "{account}/disable", "ada", {}),
    PrivateForm("password_links.make", "{account}/password-link", "ada", {}),
    PrivateForm("password_links.revoke", "{password link}/revoke", "ada", {}),
    PrivateForm("admin_access.make", "/admin/access-keys", "ada", {"name": "Quill", "days": "30"}),
    PrivateForm("admin_access.revoke", "{access key}/revoke", "ada", {}),
)
# Forms after which something else has to have happened first: each has a test of its own below.
SECOND: Final = {"admin_people.enable", "admin_people.restore", "sessions.end_one"}
# Forms that change nothing of anybody else's: they name no row, and act on whoever sends them.
OWN: Final = {
    *("accounts.change_password", "accounts.change_profile", "accounts.sign_out", "auditors.stop_reading"),
    *("device.claim", "notices.ask_again", "notices.keep", "notices.renew", "rule_drafts.begin", "sessions.end_all"),
    *("language.choose_language", "language.choose_theme"),
}
# Forms to whoever brings a secret: a password, a key, a code, or the link of a mail.
BY_SECRET: Final = {
    *("accounts.begin_session", "accounts.sign_up", "accounts.take_code", "auditors.begin_reading"),
    *("key_sign_in.challenge", "key_sign_in.prove", "new_password.set_password", "new_password.take_request"),
    *("notice_links.confirm", "notice_links.stop"),
}
# Forms that write nothing private, or nothing at all; test_routes shows who is let in.
OTHERS: Final = {
    *("admin_invitations.check_list", "admin_invitations.links", "admin_mail.again", "admin_mail.test"),
    *("admin_people.ask_again", "demo.be", "drafts.preview", "treasury_import.look", "troubles.confirm_clock"),
}
SILENT: Final = {"drafts.delete", "rule_drafts.delete"}  # they answer alike, whether there was such a draft or not
NAMES: Final = [f"{act.endpoint} {act.path}" for act in ACTS]


def test_every_form_of_the_site_is_in_one_of_the_lists(site: Site) -> None:
    found = {rule.endpoint for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    listed = {act.endpoint for act in ACTS}
    assert found == listed | SECOND | OWN | BY_SECRET | OTHERS
    assert len(listed) + len(SECOND) + len(OWN) + len(BY_SECRET) + len(OTHERS) == len(found)


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_a_third_person_changes_nothing(act: PrivateForm, tmp_path: Path) -> None:
    site, places = furnished(tmp_path)
    before = kept(site)
    for name in (act.third, "nell"):
        answer = send(site.client(name), act, places)
        if act.adds:
            assert gone(before, kept(site)) == {}, name
            before = kept(site)
        else:
            assert answer.status_code in (403, 404) or act.endpoint in SILENT, (name, answer.status_code)
            assert kept(site) == before, name
    assert send(site.client(), act, places).status_code == 403
    assert kept(site) == before
    site.close()


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_a_permitted_person_changes_it_by_the_same_form(act: PrivateForm, tmp_path: Path) -> None:
    site, places = furnished(tmp_path)
    before = kept(site)
    answer = send(site.client(act.by), act, places)
    assert answer.status_code in (200, 201, 302, 303), answer.text
    assert kept(site) != before
    site.close()


@pytest.mark.parametrize("name", ["max", "nell", ""])
@pytest.mark.parametrize(
    ("done", "undone"), [("{account}/disable", "{account}/enable"), ("{claim}/decline", "{claim}/restore")]
)
def test_a_third_person_does_not_undo_what_an_administrator_did(
    name: str, done: str, undone: str, tmp_path: Path
) -> None:
    site, places = furnished(tmp_path)
    assert post(site.client("ada"), done.format_map(places)).status_code == 302
    before = kept(site)
    assert post(site.client(name), undone.format_map(places)).status_code == 403
    assert kept(site) == before
    post(site.client("ada"), undone.format_map(places))
    assert kept(site) != before
    site.close()


@pytest.mark.parametrize("name", ["max", "nell", "ada", ""])
def test_nobody_ends_a_session_of_another(site: Site, name: str) -> None:
    mine, _other = site.client("mei"), site.client("mei")
    first, second = sessions_of(site, "mei")
    answer = post(site.client(name), f"/account/sessions/{second}/end")
    assert answer.status_code == (302 if name else 403)
    assert sessions_of(site, "mei") == [first, second]
    post(mine, f"/account/sessions/{second}/end")
    assert sessions_of(site, "mei") == [first]
