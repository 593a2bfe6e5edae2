"""Refusals about clubs and people who leave (rules 2.6 to 2.9)."""

from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, STRANGER, club_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _garden(community: InMemoryCommunity) -> str:
    """A club of Di, its convener, and Eva."""
    return community.open_club("garden", DI, EVA)


def _role(community: InMemoryCommunity, by: Person, holder: Person, role: str, scope: str = "community") -> None:
    community.say(by, "role-granted", holder=holder.member, role=role, scope=scope)


@refused_with("role_needed")
def a_club_opened_by_a_member(community: InMemoryCommunity) -> None:
    texts = {"name": "Garden", "purpose": "Beans."}
    community.say(GIL, "club-opened", texts, club=club_id("garden"), convener=GIL.member)


@refused_with("club_exists")
def a_club_opened_twice(community: InMemoryCommunity) -> None:
    _garden(community)
    _garden(community)


@refused_with("member_unknown")
def a_club_convened_by_nobody(community: InMemoryCommunity) -> None:
    community.open_club("garden", STRANGER)


@refused_with("member_left")
def a_club_convened_by_someone_who_left(community: InMemoryCommunity) -> None:
    community.say(GIL, "member-left")
    community.open_club("garden", GIL)


@refused_with("club_unknown")
def asking_to_join_nothing(community: InMemoryCommunity) -> None:
    community.say(GIL, "club-asked", club=club_id("garden"))


@refused_with("club_unknown")
def asking_to_join_a_closed_club(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(DI, "club-closed", club=club)
    community.say(GIL, "club-asked", club=club)


@refused_with("club_unknown")
def a_club_closed_twice(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(DI, "club-closed", club=club)
    community.say(ADA, "club-closed", club=club)


@refused_with("role_needed")
def a_club_closed_by_one_of_its_members(community: InMemoryCommunity) -> None:
    community.say(EVA, "club-closed", club=_garden(community))


@refused_with("club_unknown")
def a_proposal_in_a_closed_club(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(ADA, "club-closed", club=club)
    community.propose(EVA, "Beans", club)


@refused_with("club_unknown")
def a_role_in_a_closed_club(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(ADA, "club-closed", club=club)
    _role(community, DI, EVA, "delegate", club)


@refused_with("club_member")
def a_member_who_asks_to_join_again(community: InMemoryCommunity) -> None:
    community.say(EVA, "club-asked", club=_garden(community))


@refused_with("club_asked")
def asking_twice(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(GIL, "club-asked", club=club)
    community.say(GIL, "club-asked", club=club)


@refused_with("role_needed")
def a_member_admitted_by_another(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(GIL, "club-asked", club=club)
    community.say(EVA, "club-admitted", admitted=GIL.member, club=club)


@refused_with("role_needed")
def a_member_admitted_by_the_administrator(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(GIL, "club-asked", club=club)
    community.say(ADA, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_not_asked")
def someone_admitted_who_never_asked(community: InMemoryCommunity) -> None:
    community.say(DI, "club-admitted", admitted=GIL.member, club=_garden(community))


@refused_with("club_not_asked")
def someone_admitted_who_took_it_back(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(GIL, "club-asked", club=club)
    community.say(GIL, "club-left", club=club)
    community.say(DI, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_member")
def someone_admitted_twice(community: InMemoryCommunity) -> None:
    community.say(DI, "club-admitted", admitted=EVA.member, club=_garden(community))


@refused_with("club_not_asked")
def someone_admitted_who_has_left_the_community(community: InMemoryCommunity) -> None:
    club = _garden(community)
    community.say(GIL, "club-asked", club=club)
    community.say(GIL, "member-left")
    community.say(DI, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_not_member")
def leaving_a_club_one_is_not_in(community: InMemoryCommunity) -> None:
    community.say(GIL, "club-left", club=_garden(community))


@refused_with("club_not_member")
def someone_removed_twice(community: InMemoryCommunity) -> None:
    club = _garden(community)
    for _ in range(2):
        community.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=EVA.member)


@refused_with("role_needed")
def someone_removed_by_another_member(community: InMemoryCommunity) -> None:
    community.say(EVA, "club-removed", {"reason": "weeds"}, club=_garden(community), removed=DI.member)


@refused_with("office_held")
def a_convener_who_leaves_the_club(community: InMemoryCommunity) -> None:
    community.say(DI, "club-left", club=_garden(community))


@refused_with("office_held")
def a_delegate_who_is_removed(community: InMemoryCommunity) -> None:
    club = _garden(community)
    _role(community, DI, EVA, "delegate", club)
    community.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=EVA.member)


@refused_with("office_held")
def an_issuer_who_leaves_the_community(community: InMemoryCommunity) -> None:
    community.say(BO, "member-left")


@refused_with("office_held")
def a_clubs_convener_who_leaves_the_community(community: InMemoryCommunity) -> None:
    community.open_club("garden", GIL)
    community.say(GIL, "member-left")


@refused_with("member_left")
def a_statement_of_someone_who_left(community: InMemoryCommunity) -> None:
    community.say(GIL, "member-left")
    community.propose(GIL, "A pond")


@refused_with("member_left")
def tokens_for_someone_who_left(community: InMemoryCommunity) -> None:
    community.say(GIL, "member-left")
    community.award(GIL, 5)


@refused_with("member_left")
def tokens_confirmed_for_someone_who_left(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 5, confirmed_by=None)
    community.say(GIL, "member-left")
    community.say(CHEN, "award-confirmed", award=award)


@refused_with("role_of_scope")
def a_clubs_role_in_the_community(community: InMemoryCommunity) -> None:
    _role(community, ADA, GIL, "delegate")


@refused_with("role_of_scope")
def a_role_of_the_community_in_a_club(community: InMemoryCommunity) -> None:
    _role(community, DI, EVA, "treasurer", _garden(community))


@refused_with("not_of_scope")
def a_clubs_role_for_someone_else(community: InMemoryCommunity) -> None:
    _role(community, DI, GIL, "delegate", _garden(community))


@refused_with("role_needed")
def a_clubs_role_given_by_the_administrator(community: InMemoryCommunity) -> None:
    _role(community, ADA, EVA, "delegate", _garden(community))


@refused_with("role_needed")
def a_second_convener_named_by_the_administrator(community: InMemoryCommunity) -> None:
    _role(community, ADA, EVA, "convener", _garden(community))


@refused_with("not_of_scope")
def a_proposal_in_anothers_club(community: InMemoryCommunity) -> None:
    community.propose(GIL, "Beans", _garden(community))


@refused_with("not_of_scope")
def a_sponsor_from_outside_the_club(community: InMemoryCommunity) -> None:
    community.sponsor(community.propose(EVA, "Beans", _garden(community)), GIL)


@refused_with("not_of_scope")
def a_comment_from_outside_the_club(community: InMemoryCommunity) -> None:
    proposal = community.propose(EVA, "Beans", _garden(community))
    community.say(GIL, "comment-made", {"text": "Peas!"}, parent="", proposal=proposal)


@refused_with("not_elector")
def a_ballot_from_outside_the_club(community: InMemoryCommunity) -> None:
    community.vote(GIL, community.open_vote(community.propose(EVA, "Beans", _garden(community)), DI))


@refused_with("role_needed")
def a_clubs_rulebook_by_the_administrator(community: InMemoryCommunity) -> None:
    rulebook = PRESETS["simple"]()
    community.say(ADA, "rulebook-adopted", rulebook=rulebook, scope=_garden(community))


@refused_with("rulebook_number")
def a_clubs_first_rulebook_with_the_number_two(community: InMemoryCommunity) -> None:
    rulebook = PRESETS["simple"]() | {"number": 2}
    community.say(DI, "rulebook-adopted", rulebook=rulebook, scope=_garden(community))
