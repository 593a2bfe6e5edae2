"""Scenes of clubs and of people who leave (rules 2.6 to 2.9)."""

from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, STRANGER, club_id
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _garden(hall: InMemoryCommunity) -> str:
    """A club of Di, its convener, and Eva."""
    return hall.open_club("garden", DI, EVA)


def _role(hall: InMemoryCommunity, by: Person, holder: Person, role: str, scope: str = "community") -> None:
    hall.say(by, "role-granted", holder=holder.member, role=role, scope=scope)


@refused_with("role_needed")
def a_club_opened_by_a_member(hall: InMemoryCommunity) -> None:
    texts = {"name": "Garden", "purpose": "Beans."}
    hall.say(GIL, "club-opened", texts, club=club_id("garden"), convener=GIL.member)


@refused_with("club_exists")
def a_club_opened_twice(hall: InMemoryCommunity) -> None:
    _garden(hall)
    _garden(hall)


@refused_with("member_unknown")
def a_club_convened_by_nobody(hall: InMemoryCommunity) -> None:
    hall.open_club("garden", STRANGER)


@refused_with("member_left")
def a_club_convened_by_someone_who_left(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "member-left")
    hall.open_club("garden", GIL)


@refused_with("club_unknown")
def asking_to_join_nothing(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "club-asked", club=club_id("garden"))


@refused_with("club_unknown")
def asking_to_join_a_closed_club(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(DI, "club-closed", club=club)
    hall.say(GIL, "club-asked", club=club)


@refused_with("club_unknown")
def a_club_closed_twice(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(DI, "club-closed", club=club)
    hall.say(ADA, "club-closed", club=club)


@refused_with("role_needed")
def a_club_closed_by_one_of_its_members(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "club-closed", club=_garden(hall))


@refused_with("club_unknown")
def a_proposal_in_a_closed_club(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(ADA, "club-closed", club=club)
    hall.propose(EVA, "Beans", club)


@refused_with("club_unknown")
def a_role_in_a_closed_club(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(ADA, "club-closed", club=club)
    _role(hall, DI, EVA, "delegate", club)


@refused_with("club_member")
def a_member_who_asks_to_join_again(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "club-asked", club=_garden(hall))


@refused_with("club_asked")
def asking_twice(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(GIL, "club-asked", club=club)
    hall.say(GIL, "club-asked", club=club)


@refused_with("role_needed")
def a_member_admitted_by_another(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(GIL, "club-asked", club=club)
    hall.say(EVA, "club-admitted", admitted=GIL.member, club=club)


@refused_with("role_needed")
def a_member_admitted_by_the_administrator(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(GIL, "club-asked", club=club)
    hall.say(ADA, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_not_asked")
def someone_admitted_who_never_asked(hall: InMemoryCommunity) -> None:
    hall.say(DI, "club-admitted", admitted=GIL.member, club=_garden(hall))


@refused_with("club_not_asked")
def someone_admitted_who_took_it_back(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(GIL, "club-asked", club=club)
    hall.say(GIL, "club-left", club=club)
    hall.say(DI, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_member")
def someone_admitted_twice(hall: InMemoryCommunity) -> None:
    hall.say(DI, "club-admitted", admitted=EVA.member, club=_garden(hall))


@refused_with("club_not_asked")
def someone_admitted_who_has_left_the_community(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    hall.say(GIL, "club-asked", club=club)
    hall.say(GIL, "member-left")
    hall.say(DI, "club-admitted", admitted=GIL.member, club=club)


@refused_with("club_not_member")
def leaving_a_club_one_is_not_in(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "club-left", club=_garden(hall))


@refused_with("club_not_member")
def someone_removed_twice(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    for _ in range(2):
        hall.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=EVA.member)


@refused_with("role_needed")
def someone_removed_by_another_member(hall: InMemoryCommunity) -> None:
    hall.say(EVA, "club-removed", {"reason": "weeds"}, club=_garden(hall), removed=DI.member)


@refused_with("office_held")
def a_convener_who_leaves_the_club(hall: InMemoryCommunity) -> None:
    hall.say(DI, "club-left", club=_garden(hall))


@refused_with("office_held")
def a_delegate_who_is_removed(hall: InMemoryCommunity) -> None:
    club = _garden(hall)
    _role(hall, DI, EVA, "delegate", club)
    hall.say(DI, "club-removed", {"reason": "weeds"}, club=club, removed=EVA.member)


@refused_with("office_held")
def an_issuer_who_leaves_the_community(hall: InMemoryCommunity) -> None:
    hall.say(BO, "member-left")


@refused_with("office_held")
def a_clubs_convener_who_leaves_the_community(hall: InMemoryCommunity) -> None:
    hall.open_club("garden", GIL)
    hall.say(GIL, "member-left")


@refused_with("member_left")
def a_statement_of_someone_who_left(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "member-left")
    hall.propose(GIL, "A pond")


@refused_with("member_left")
def tokens_for_someone_who_left(hall: InMemoryCommunity) -> None:
    hall.say(GIL, "member-left")
    hall.award(GIL, 5)


@refused_with("member_left")
def tokens_confirmed_for_someone_who_left(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 5, confirmed_by=None)
    hall.say(GIL, "member-left")
    hall.say(CHEN, "award-confirmed", award=award)


@refused_with("role_of_scope")
def a_clubs_role_in_the_community(hall: InMemoryCommunity) -> None:
    _role(hall, ADA, GIL, "delegate")


@refused_with("role_of_scope")
def a_role_of_the_community_in_a_club(hall: InMemoryCommunity) -> None:
    _role(hall, DI, EVA, "treasurer", _garden(hall))


@refused_with("not_of_scope")
def a_clubs_role_for_someone_else(hall: InMemoryCommunity) -> None:
    _role(hall, DI, GIL, "delegate", _garden(hall))


@refused_with("role_needed")
def a_clubs_role_given_by_the_administrator(hall: InMemoryCommunity) -> None:
    _role(hall, ADA, EVA, "delegate", _garden(hall))


@refused_with("role_needed")
def a_second_convener_named_by_the_administrator(hall: InMemoryCommunity) -> None:
    _role(hall, ADA, EVA, "convener", _garden(hall))


@refused_with("not_of_scope")
def a_proposal_in_anothers_club(hall: InMemoryCommunity) -> None:
    hall.propose(GIL, "Beans", _garden(hall))


@refused_with("not_of_scope")
def a_sponsor_from_outside_the_club(hall: InMemoryCommunity) -> None:
    hall.sponsor(hall.propose(EVA, "Beans", _garden(hall)), GIL)


@refused_with("not_of_scope")
def a_comment_from_outside_the_club(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(EVA, "Beans", _garden(hall))
    hall.say(GIL, "comment-made", {"text": "Peas!"}, parent="", proposal=proposal)


@refused_with("not_elector")
def a_ballot_from_outside_the_club(hall: InMemoryCommunity) -> None:
    hall.vote(GIL, hall.open_vote(hall.propose(EVA, "Beans", _garden(hall)), DI))


@refused_with("role_needed")
def a_clubs_rulebook_by_the_administrator(hall: InMemoryCommunity) -> None:
    rulebook = PRESETS["simple"]()
    hall.say(ADA, "rulebook-adopted", rulebook=rulebook, scope=_garden(hall))


@refused_with("rulebook_number")
def a_clubs_first_rulebook_with_the_number_two(hall: InMemoryCommunity) -> None:
    rulebook = PRESETS["simple"]() | {"number": 2}
    hall.say(DI, "rulebook-adopted", rulebook=rulebook, scope=_garden(hall))
