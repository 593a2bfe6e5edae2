"""The main story in real browsers: join, propose, vote with signed ballots, decide, pay, and verify it all offline."""

from tests.e2e.people.browsers import Browsers
from tests.e2e.people.checking import (
    a_stranger_takes_the_record,
    a_stranger_verifies_it_without_the_servers_parts,
    mei_checks_her_receipts,
)
from tests.e2e.people.deciding import (
    it_has_passed,
    mei_proposes,
    mei_votes_on_her_phone,
    tao_votes_in_chinese,
    there_is_a_mandate,
    two_sponsor_it,
)
from tests.e2e.people.joining import (
    all_are_enrolled_at_once,
    contributions_are_thanked_for,
    joins_by_link,
    mei_is_invited_with_a_code,
    roles_are_given,
    tao_joins_and_writes_his_code_down,
    the_founder_brings_her_key,
    the_others_are_invited_by_a_list,
)
from tests.e2e.people.paying import (
    approves,
    everyone_sees_the_payment,
    mei_asks_for_payment,
    money_comes_in,
    pays,
    tess_may_not_approve_what_she_asks_for_herself,
)


def test_from_an_invitation_to_a_payment_that_a_stranger_can_check(browsers: Browsers) -> None:
    community = browsers.community
    ada = the_founder_brings_her_key(browsers)
    mei = mei_is_invited_with_a_code(browsers, ada)
    links = the_others_are_invited_by_a_list(browsers, ada)
    tao, code = tao_joins_and_writes_his_code_down(browsers, links["Tao"])
    tess, ivo, ines = (joins_by_link(browsers, name, links[name]) for name in ("Tess", "Ivo", "Ines"))
    all_are_enrolled_at_once(ada)
    roles_are_given(ada)
    contributions_are_thanked_for(ivo, ines)

    proposal = mei_proposes(mei)
    two_sponsor_it(proposal, mei, tao, tess)
    assert community.pass_time(days=1) == 1  # the vote is announced
    assert community.pass_time(days=1) == 0  # and opens by itself
    phone = mei_votes_on_her_phone(browsers, proposal)
    tao_votes_in_chinese(browsers, proposal, code)
    tess.vote(proposal, "no", "You vote NO")
    assert community.pass_time(days=7) == 1
    it_has_passed(mei, proposal)
    assert community.pass_time(days=2) > 0
    mandate = there_is_a_mandate(mei, proposal)

    money_comes_in(tess)
    request = mei_asks_for_payment(mei, mandate)
    approves(tao, request, "950.00 EUR")
    pays(tess, request, "Invoice 17")
    tess_may_not_approve_what_she_asks_for_herself(tess, mandate)
    everyone_sees_the_payment(browsers, request)

    receipt = mei_checks_her_receipts(phone, browsers.folder)
    bundle, vkey = a_stranger_takes_the_record(browsers)
    a_stranger_verifies_it_without_the_servers_parts(browsers, bundle, vkey, receipt)
    assert "The tables are what the record says" in community.govern("rebuild", "--check")
