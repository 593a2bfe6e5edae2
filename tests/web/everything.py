"""A story for a test site with at least one statement of every type."""

from dataclasses import replace

from govern.protocol.facts import Comment
from govern.record import envelope, signing
from govern.rules.rulebook.presets import PRESETS
from govern.store.projection import Projection
from govern.store.record import leaves
from govern.web.frame.database import db
from tests.web.conftest import Site
from tests.web.spending import approve, ask, granted, open_account, pay, receive
from tests.web.votes.voting import days_pass, move, open_vote, proposal_of, vote

CLUB = "c_" + "0" * 24
RESOLUTION = [{"effect": "record-resolution"}]


def everything(site: Site) -> None:
    """At least one statement of every kind."""
    adopt(site, 2)
    for name, role in (("max", "moderator"), ("max", "guardian"), ("ivo", "arbiter")):
        site.say("ada", "role-granted", holder=site.people[name].member, role=role, scope="community")
    money_moves(site)
    people_vote(site)
    clubs_come_and_go(site)
    outcomes_are_disputed(site)
    people_talk(site)
    an_award_is_taken_back(site)
    elections_are_held(site)
    lots_are_drawn(site)
    councillors_serve(site)
    tokens_decay(site)
    keys_change(site)
    site.say("ada", "role-ended", holder=site.people["ivo"].member, role="issuer", scope="community")
    site.say("ines", "role-ended", holder=site.people["ines"].member, role="issuer", scope="community")
    site.say("ines", "member-left")


def keys_change(site: Site) -> None:
    """Max adds a key and ends it; a registrar agrees to another one."""
    extra = replace(site.people["max"], seed=b"x" * 32)
    site.say("max", "key-added", claim=envelope.to_value(extra.claim(site.community, "1" * 32)))
    site.say("max", "key-revoked", key=signing.key_id(signing.public_key(extra.seed)))
    lost = replace(extra, seed=b"y" * 32)
    claim = envelope.to_value(lost.claim(site.community, "2" * 32))
    site.say("ada", "key-reset", claim=claim, resets=lost.member)


def tokens_decay(site: Site) -> None:
    """A rulebook lets them, and an epoch ends."""
    book = PRESETS["tokens"]() | {"number": 4}
    decay = {"epoch_ms": 10 * 86_400_000, "keep": 975_000}
    site.say(
        "ada", "rulebook-adopted", rulebook=book | {"tokens": {"decay": decay, "maturity_ms": 0}}, scope="community"
    )
    days_pass(site, 10)


def councillors_serve(site: Site) -> None:
    """Two are elected; one resigns, the other's term ends; a third stood and thought better of it."""
    effect = {"effect": "fill-seats", "most_terms": 0, "office": "councillor", "seats": 2, "starts": 0}
    effects = [effect | {"term_days": 30, "until": 0}]
    texts, place = {"title": "A council", "body": "Of two."}, {"scope": "community", "topic": ""}
    election = site.say("mei", "proposal-submitted", texts, kind="election", effects=effects, **place).id
    site.say("mei", "candidate-nominated", candidate=site.people["tao"].member, proposal=election)
    for name in ("tao", "tess", "max"):
        site.say(name, "candidacy-accepted", {"statement": f"I am {name}."}, proposal=election)
    site.say("max", "candidacy-withdrawn", proposal=election)
    site.say("tao", "proposal-sponsored", proposal=election, version=1)
    days_pass(site, 7)
    days_pass(site, 1)
    ranking = [[site.people[name].member] for name in ("tess", "tao")]
    poll = proposal_of(site, election).poll
    for name in ("ada", "max", "mei"):
        site.say(name, "ballot-cast", choice=ranking, poll=poll, prev="", seq=1)
    days_pass(site, 7)
    days_pass(site, 1)
    site.say("tao", "seat-vacated", election=election)
    days_pass(site, 30)


def lots_are_drawn(site: Site) -> None:
    """One draw comes to its time, another is called off."""
    called = []
    for purpose in ("Who opens the hall", "Who sings first"):
        fields = {"count": 2, "draws_at": site.clock() + 3_600_000, "role": "", "rotation": "keys"}
        said = site.say("ada", "draw-called", {"purpose": purpose}, scope="community", **fields)
        called.append(said.id)
    site.say("ada", "draw-cancelled", {"reason": "Nobody sings."}, draw=called[1])
    days_pass(site, 1)


def elections_are_held(site: Site) -> None:
    """Two are elected and one of them resigns; another declines, and the term comes to its end."""
    effect = {"effect": "fill-seats", "most_terms": 0, "office": "councillor", "seats": 2, "starts": 0, "until": 0}
    texts, fields = {"title": "Who keeps the keys", "body": "For a year."}, {"scope": "community", "topic": ""}
    effects = [effect | {"term_days": 30}]
    election = site.say("mei", "proposal-submitted", texts, kind="election", effects=effects, **fields).id
    site.say("mei", "candidate-nominated", proposal=election, candidate=site.people["max"].member)
    for name in ("max", "tao", "tess"):
        site.say(name, "candidacy-accepted", {"statement": f"I am {name}."}, proposal=election)
    site.say("max", "candidacy-withdrawn", proposal=election)
    site.say("tao", "proposal-sponsored", proposal=election, version=1)
    days_pass(site, 7)
    days_pass(site, 1)
    poll, ranking = proposal_of(site, election).poll, [[site.people[name].member] for name in ("tao", "tess")]
    for name in ("ada", "tao", "tess"):
        site.say(name, "ballot-cast", choice=ranking, poll=poll, prev="", seq=1)
    days_pass(site, 7)
    days_pass(site, 2)
    site.say("tao", "seat-vacated", election=election)
    days_pass(site, 31)


def adopt(site: Site, number: int) -> None:
    """Ada adopts a rulebook with a veto on motions, and without a limit of proposals under way."""
    book = PRESETS["tokens"]() | {"live_per_author": 0, "number": number}
    veto = {"role": "guardian", "ends": site.clock() + 300 * 86_400_000}
    book["kinds"] = book["kinds"] | {"motion": book["kinds"]["motion"] | {"veto": veto}}
    site.say("ada", "rulebook-adopted", rulebook=book, scope="community")


def money_moves(site: Site) -> None:
    account = open_account(site)
    receive(site, account, 100_000)
    request = ask(site, granted(site))
    approve(site, request)
    pay(site, request, account)
    with site.app.app_context():
        mandate = leaves.page(db.session(), leaves.StatementFilter("mandate-granted"), None).items[0].id
    site.say("mei", "disbursement-cancelled", disbursement=ask(site, mandate, 100))


def people_vote(site: Site) -> None:
    ends = site.clock() + 90 * 86_400_000
    tess = site.people["tess"].member
    made = site.say("max", "delegation-made", area="community", delegate=tess, ends=ends, prev="", seq=1)
    site.say("max", "delegation-ended", area="community", prev=made.id, seq=2)
    withdrawn, cancelled, carried = move(site, "Withdrawn"), move(site, "Cancelled"), move(site, "Carried")
    site.say("mei", "proposal-withdrawn", proposal=withdrawn)
    site.say("max", "proposal-cancelled", {"reason": "Twice the same."}, proposal=cancelled)
    texts = {"title": "Carried", "body": "Under the *oaks*."}
    site.say("mei", "proposal-revised", texts, proposal=carried, version=2, effects=RESOLUTION)
    site.say("tao", "proposal-sponsored", proposal=carried, version=2)
    days_pass(site, 1)
    poll = proposal_of(site, carried).poll
    site.say("ivo", "roll-objected", {"grounds": "My tokens are missing."}, poll=poll)
    days_pass(site, 1)
    first = vote(site, "mei", carried, "no")
    vote(site, "mei", carried, "yes", first, 2)
    vote(site, "tao", carried, "yes")
    last = vote(site, "tess", carried, "abstain")
    vote(site, "tess", carried, "", last, 2)
    site.say("mei", "reason-given", {"text": "It is time."}, poll=poll, seq=2)
    site.clock.advance(days=6, hours=20)
    vote(site, "ada", carried, "yes")  # the third voter turns "no quorum" into "passed"
    days_pass(site, 1)
    days_pass(site, 3)


def clubs_come_and_go(site: Site) -> None:
    mei, max_ = (site.people[name].member for name in ("mei", "max"))
    site.say("ada", "club-opened", {"name": "Rowers", "purpose": "To row."}, club=CLUB, convener=mei)
    for name in ("max", "tao"):
        site.say(name, "club-asked", club=CLUB)
        site.say("mei", "club-admitted", club=CLUB, admitted=site.people[name].member)
    site.say("tao", "club-left", club=CLUB)
    site.say("mei", "club-removed", {"reason": "He sank the boat."}, club=CLUB, removed=max_)
    site.say("mei", "club-closed", club=CLUB)


def outcomes_are_disputed(site: Site) -> None:
    stale = {"delay_ms": 8 * 86_400_000, "number": 3}
    effects = [{"effect": "adopt-rulebook", "rulebook": PRESETS["tokens"]() | stale}]
    texts, place = {"title": "Stale", "body": "Too late."}, {"scope": "community", "topic": "rules"}
    amendment = site.say("mei", "proposal-submitted", texts, kind="amendment", effects=effects, **place).id
    challenged = move(site, "Challenged")
    site.say("tao", "proposal-sponsored", proposal=amendment, version=1)
    open_vote(site, challenged)
    for proposal in (amendment, challenged):
        for name in ("ada", "tao", "tess"):
            vote(site, name, proposal, "yes")
    days_pass(site, 7)
    site.say("tao", "outcome-challenged", {"grounds": "The hall was closed."}, proposal=challenged)
    site.say("ivo", "challenge-ruled", {"explanation": "It was open."}, proposal=challenged, ruling="upheld")
    site.say("max", "proposal-vetoed", {"reason": "It harms the trees."}, proposal=challenged)
    adopt(site, 3)  # so that the amendment, which would be no. 3 too, cannot be carried out any more
    days_pass(site, 3)
    days_pass(site, 30)


def people_talk(site: Site) -> None:
    proposal = move(site, "Talked about")
    comment = site.say("tao", "comment-made", {"text": "Which trees?"}, parent="", proposal=proposal).id
    site.say("tao", "comment-revised", {"text": "Which limes?"}, comment=comment, revision=2)
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Comment, comment)
    assert found is not None
    site.say("max", "text-hidden", {"reason": "An address."}, text=found.text)
    site.say("max", "text-shown", {"reason": "No address after all."}, text=found.text)
    site.say("max", "comment-hidden", {"reason": "An address after all."}, comment=comment)
    site.say("max", "comment-shown", {"reason": "It is public."}, comment=comment)


def an_award_is_taken_back(site: Site) -> None:
    made = site.say("ivo", "award-made", {"reason": "the bees"}, amount=4, to=site.people["tao"].member)
    site.say("ines", "award-reversed", {"reason": "It was Tess."}, award=made.id)
