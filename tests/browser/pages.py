"""Every page of the site at addresses where the demonstration has content, and the roles that visit it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from govern.actions.drafts import draft_fields, drafts, rule_drafts
from govern.actions.drafts.kinds import rows as lists
from govern.actions.mail import notices
from govern.actions.people import demo_keys, invitations, secret_links
from govern.actions.people.demo_keys import DemoPerson
from govern.actions.signing_in import passwords
from govern.rules.proposals import stages
from govern.store.facts import clubs, community, tokens
from govern.store.facts.ballots import BallotRow
from govern.store.facts.clubs import ClubMemberRow, ClubRow
from govern.store.facts.discussion import CommentRow, HiddenTextRow
from govern.store.facts.draws import DrawRow
from govern.store.facts.polls import ElectorRow, FrozenDelegationRow, PollRow
from govern.store.facts.proposals import ProposalRow, VersionRow, lines, to_line
from govern.store.facts.tokens import AwardRow
from govern.store.private.accounts import UserRow
from govern.store.record.log import LeafRow
from govern.web.frame.database import db, private_write
from govern.web.pages.rules import rulebook_form
from tests.browser.pages_treasury import Arguments, treasury_samples
from tests.tools.demonstration import NOW

VISITOR = ""
READERS = (VISITOR, "mei", "shuyi", "tom", "ada")  # a page is looked at by the first of them who may open it
NO_PAGES = (
    "static",
    "api.",
    "attachments.",
    "ballot_files.",
    "facts.",
    "money_facts.",
    "log.",
    "health.",
    "check.bundle",
    "check.payload_schema",
    "demo.key",
    "discussion.mentions",
    "rule_drafts.done",  # leads on to another page
    "feeds.",
    "record.receipt",
    "record.leaf_data",
    "rolls.proof",
    "rolls.table",
    "treasury_export.download",
)
BUSY = ("gathering", "review", "open", "standstill")  # stages at which a member sees more than a visitor

PROJECT = dict(lists()["projects"].blank) | {
    "payee_name": "The builders",
    "purpose": "Wood 木料",
    "expires_days": "90",
}
MORE_KINDS: tuple[dict[str, object], ...] = (
    {"kind": "choice", "options": [{"name": "Oaks 橡树"}, {"name": "Limes 椴树"}, {"name": "Wild pears 野梨"}]},
    {"kind": "election", "office": "councillor", "seats": "3", "most_terms": "2"},
    {"kind": "election", "office": "councillor", "by_election": "yes", "until": "2099-05-01"},
    {
        "kind": "budget",
        "currency": "EUR",
        "sum": "1,000",
        "projects": [PROJECT | {"name": "A pond 池塘", "cap": "600"}, PROJECT | {"name": "A bench 长椅", "cap": "500"}],
    },
    {"kind": "membership", "change": "exclude", "person": "Tom"},
    {
        "kind": "appropriation",
        "lines": [{"programme": "learning", "amount": "900", "currency": "EUR"}],
        "from": "2099-01-01",
        "to": "2099-12-31",
    },
    {"kind": "grants", "currency": "EUR", "sum": "1,500", "committee": "councillor"},
    {"kind": "stream", "currency": "EUR", "hourly": "0.50", "pool_days": "30"},
)
PARTS = ({"kind": "spending"}, *MORE_KINDS)


@dataclass(frozen=True)
class Visit:
    """Somebody looks at an address; what is answered has this status."""

    who: str
    path: str
    status: int = 200


class Tour:
    """All visits to a demonstration: makes the drafts and the invitation that they need."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rules = 0
        with app.test_request_context():
            self._people = {one.key: one for one in demo_keys.read(app.extensions["govern"].instance.folder)}
            self._samples = self._sample()
            self.visits = tuple(dict.fromkeys([*self._pages(), *self._others()]))

    def rules(self) -> Iterator[Rule]:
        """The routes that show a page."""
        for rule in self._app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(NO_PAGES):
                yield rule

    def _pages(self) -> Iterator[Visit]:
        for rule in self.rules():
            for arguments in self._samples.get(rule.endpoint, ({},)):
                if rule.arguments <= arguments.keys():
                    yield Visit(self._reader(rule), self._address(rule.endpoint, arguments))

    def _reader(self, rule: Rule) -> str:
        """The owner of the page's content, or the first person who may open the page."""
        who = set(self._app.view_functions[rule.endpoint].access)  # type: ignore[attr-defined]
        return next(reader for reader in READERS if who & self._means(reader))

    def _means(self, reader: str) -> set[str]:
        if reader == VISITOR:
            return {"anyone", "stranger"}
        return {"anyone", "stranger", "account", "user", "member", "demo", *self._people[reader].roles}

    def _address(self, endpoint: str, arguments: Arguments) -> str:
        return self._app.url_for(endpoint, **arguments)  # type: ignore[arg-type]

    def _others(self) -> Iterator[Visit]:
        """Further visits: the same pages for other people, empty lists, and refusals."""
        for who in ("mei", "weiwei", "shuyi", "ada"):
            yield from (Visit(who, path) for path in ("/", "/device", "/account"))
        for endpoint, who, most in (
            ("proposals.show", "mei", len(BUSY)),
            ("candidates.index", "mei", 1),
            ("candidates.index", "grace", 1),
            ("discussion.index", "mei", 1),
            ("discussion.show", "mei", 3),
            ("discussion.history", "grace", 1),
            ("moderation.show", "grace", 2),
            ("moderation.comment", "grace", 2),
            ("ballots.ballot", VISITOR, 1),
            ("disbursements.show", "george", 4),
            ("mandates.show", "george", 3),
            ("mandates.show", "mei", 1),
            ("payments.show", "george", 5),
            ("ledger_accounts.show", "george", 1),
            ("periods.index", "george", 1),
            ("programmes.index", "george", 1),
            ("journal.entry", "shuyi", 2),
            ("grants.show", "mei", 3),
            ("grants.show", "grace", 3),
            ("grants.application", "grace", 6),
            ("grants.application", "mei", 6),
            ("streams.show", "mei", 1),
        ):
            yield from (Visit(who, self._address(endpoint, one)) for one in self._samples[endpoint][:most])
        for path in ("/members", f"/members/{self._people['mei'].member}", "/treasury", "/proposals", "/record"):
            yield Visit("shuyi" if path == "/treasury" else "mei", path)
        for path in (
            "/clubs?q=xyzzy",
            "/proposals?q=xyzzy",
            "/members?q=xyzzy",
            "/record?q=xyzzy",
            "/treasury/mandates?state=lapsed",
        ):
            yield Visit(VISITOR, path)
        for path in ("/nowhere", "/record/99999999", "/proposals/" + "0" * 64, "/join/0000-0000-0000-0000"):
            yield Visit(VISITOR, path, 404)
        yield Visit("mei", "/admin/people", 403)
        yield from (
            Visit(who, path) for who, path in (("grace", "/offices"), ("mei", "/proposals/new?kind=membership"))
        )
        yield Visit("mei", f"/proposals/{self._elections()[0]}")
        for path in ("/admin/rulebook/wizard?preset=foundation", "/rules/community/draft?preset=foundation"):
            yield Visit("ada", path)

    def _sample(self) -> dict[str, tuple[Arguments, ...]]:
        mei = self._people["mei"]
        stages, votes, written = self._proposals(), self._ballots(mei), self._drafts(mei)
        versions = list(db.session.scalars(select(VersionRow).order_by(VersionRow.version.desc()).limit(2)))
        person = ({"id_": mei.member},)
        filters = ("sponsors", "coming", "open", "passed", "failed", "stopped", "dropped")
        return {
            "proposals.index": ({}, *({"stage": one} for one in filters)),
            "proposals.show": tuple({"id_": id_} for id_ in (*stages.values(), *self._of_each_kind())),
            "candidates.index": tuple({"id_": id_} for id_ in self._elections()),
            "offices.index": ({}, {"scope": "community"}, {"scope": self._club()}),
            "ballots.ballot": tuple({"id_": id_} for id_ in (*votes, stages["announced"], stages["carried-out"])),
            "versions.index": tuple({"id_": one.proposal} for one in versions),
            "versions.show": tuple({"id_": one.proposal, "number": one.version} for one in versions),
            "drafts.revise": tuple({"id_": id_} for id_ in self._revisable(mei)),
            "drafts.edit": tuple({"id_": id_, "check": 1} for id_ in written[1:]),
            "drafts.review": tuple({"id_": id_} for id_ in written[: 2 + len(MORE_KINDS)]),
            **treasury_samples([self._people[one].member for one in READERS if one]),
            "record.show": tuple({"index": index} for index in self._leaves()),
            "members.member": person,
            "members.awards": person,
            "admin_tokens.award": tuple(
                {"id_": one.id}
                for one in (*tokens.page_of_waiting_awards(db.session(), None).items[:1], self._award(mei))
            ),
            "members.proposals_": person,
            "members.ballots": person,
            **self._clubs(mei),
            **self._rolls(),
            "accounts.join": ({"code": self._invitation()},),
            **self._links(mei),
            **self._discussion(),
            "check.specified": ({"part": "rules"}, {"part": "verify"}),
            "rules.rulebook": ({}, {"scope": "community"}),
            "rules.numbered": ({"scope": "community", "number": 1},),
            "rules.proposed": tuple({"id_": id_} for id_ in self._amendments()),
            "rules.replay": tuple({"id_": id_} for id_ in self._amendments()),
            "rule_drafts.new": ({"scope": "community"},),
            "rule_drafts.edit": ({"id_": self._rules_draft(mei)},),
            "rule_drafts.review": ({"id_": self._rules_draft(mei)},),
            "rule_drafts.replay": ({"id_": self._rules_draft(mei)},),
            "draws.draw": tuple({"id_": id_} for id_ in db.session.scalars(select(DrawRow.id).limit(2))),
            "draws.cancel": tuple(
                {"id_": id_} for id_ in db.session.scalars(select(DrawRow.id).where(DrawRow.due_at > 0))
            ),
        }

    def _award(self, who: DemoPerson) -> AwardRow:
        """A person's latest award."""
        return tokens.page_of_awards(db.session(), who.member, None).items[0]

    def _rules_draft(self, who: DemoPerson) -> int:
        """A draft of the next rulebook, made once."""
        if not self._rules:
            base = community.rulebook_in_force(db.session(), 2**53 - 1, "community").rules
            form = rulebook_form.written(base) | {"body": "Two days.", "motion.sponsors": "2", "title": "Two sponsors"}
            with private_write() as session:
                self._rules = rule_drafts.begin(
                    session, who.member, rule_drafts.RuleDraftOrigin("community", base, ""), form, 0
                )
        return self._rules

    def _discussion(self) -> dict[str, tuple[Arguments, ...]]:
        """A revised comment, a reply, a withheld comment, and a proposal without comments."""
        rows = db.session.scalars(select(CommentRow).order_by(CommentRow.index)).all()
        hidden = set(db.session.scalars(select(HiddenTextRow.hash)))
        chosen = [
            next(one for one in rows if one.revision > 1),
            next(one for one in rows if one.parent),
            next(one for one in rows if one.text in hidden),
        ]
        silent = select(ProposalRow.id).where(ProposalRow.id.not_in([one.proposal for one in rows])).limit(1)
        places = tuple({"id_": one.proposal, "comment": one.id} for one in chosen)
        return {
            "discussion.index": (*({"id_": one["id_"]} for one in places), {"id_": db.session.scalars(silent).one()}),
            "discussion.show": places,
            "discussion.history": places[:1],
            "discussion.find": tuple({"comment": one["comment"]} for one in places[:1]),
            "moderation.comment": tuple({"id_": one["comment"]} for one in (places[0], places[2])),
            "moderation.show": tuple({"digest": one.text} for one in chosen[1:]),
            "prose.show": tuple({"digest": one.text} for one in chosen[1:]),
        }

    def _links(self, person: DemoPerson) -> dict[str, tuple[Arguments, ...]]:
        """The addresses that mail to this person leads to."""
        row = db.session.scalars(select(UserRow).where(UserRow.member == person.member)).one()
        secret = self._app.extensions["govern"].instance.secret
        address = secret_links.make(secret, "address", row.id, notices.fingerprint(row.email))
        return {
            "notice_links.ask_stop": ({"kind": "vote", "token": secret_links.make(secret, "stop", row.id, "vote")},),
            "notice_links.ask_address": ({"token": address},),
            "new_password.choose": ({"token": self._password_link(row.id)},),
        }

    def _proposals(self) -> dict[str, str]:
        """A proposal at each stage, those first of which members make something."""
        found, at = {}, NOW
        for row in db.session.execute(lines().order_by(ProposalRow.at.desc())):
            line = to_line(row)
            found.setdefault(stages.stage(line.proposal, line.poll, at), line.proposal.id)
        return dict(sorted(found.items(), key=lambda one: one[0] not in BUSY))

    def _clubs(self, person: DemoPerson) -> dict[str, tuple[Arguments, ...]]:
        """The club that this person convenes, another, and what can be delegated."""
        session = db.session()
        own = clubs.clubs_of(session, person.member, 1)[0].club.club
        other = session.scalars(select(ClubRow.club).where(ClubRow.club != own).limit(1)).one()
        removed = select(ClubMemberRow.member).where(ClubMemberRow.club == own, ClubMemberRow.member != person.member)
        both: tuple[Arguments, ...] = ({"id_": own}, {"id_": other})
        return {
            "clubs.club": both,
            "clubs.members": both,
            "clubs.proposals_": both,
            "club_desk.desk": both[:1],
            "club_desk.removal": ({"id_": own, "member": session.scalars(removed.limit(1)).one()},),
            "delegations.new": ({}, {"area": "community"}, {"area": "topic:money"}, {"area": "topic:none"}),
        }

    def _rolls(self) -> dict[str, tuple[Arguments, ...]]:
        """The votes with most delegations and with most chambers, and those who carry somebody in them."""
        session = db.session()
        many = session.scalars(select(PollRow).order_by(PollRow.delegations_count.desc(), PollRow.index.desc())).first()
        parted = session.scalars(select(PollRow).order_by(func.length(PollRow.chambers).desc())).first()
        assert many is not None
        assert parted is not None
        carried = select(FrozenDelegationRow.delegate).where(FrozenDelegationRow.poll == many.id)
        delegate = select(ElectorRow.member).where(ElectorRow.poll == many.id, ElectorRow.member.in_(carried)).limit(1)
        elector = select(ElectorRow.member).where(ElectorRow.poll == parted.id).limit(1)
        chambers = tuple({"id_": parted.id, "chamber": one["id"]} for one in parted.chambers[1:])
        return {
            "rolls.roll": ({"id_": many.id}, {"id_": many.id, "q": "xyzzy"}, *chambers),
            "rolls.carriers": ({"id_": many.id}, {"id_": parted.id}),
            "rolls.weight": (
                {"id_": many.id, "member": session.scalars(delegate).one()},
                {"id_": parted.id, "member": session.scalars(elector).one()},
            ),
        }

    def _of_each_kind(self) -> list[str]:
        """The first and the latest proposal of each kind."""
        first = select(func.min(ProposalRow.index)).group_by(ProposalRow.kind)
        latest = select(func.max(ProposalRow.index)).group_by(ProposalRow.kind)
        either = ProposalRow.index.in_(first) | ProposalRow.index.in_(latest)
        return list(db.session.scalars(select(ProposalRow.id).where(either).order_by(ProposalRow.index)))

    def _elections(self) -> list[str]:
        """Elections, the latest first, which still accepts candidates."""
        elections = select(ProposalRow.id).where(ProposalRow.kind == "election")
        return list(db.session.scalars(elections.order_by(ProposalRow.index.desc())))

    def _club(self) -> str:
        return db.session.scalars(select(ClubRow.club).order_by(ClubRow.club).limit(1)).one()

    def _revisable(self, person: DemoPerson) -> list[str]:
        """A proposal that this person may still revise."""
        going = select(ProposalRow.id).where(ProposalRow.author == person.member, ProposalRow.poll == "")
        going = going.where(ProposalRow.withdrawn_at == 0, ProposalRow.cancelled_at == 0)
        return list(db.session.scalars(going.limit(1)))

    def _ballots(self, person: DemoPerson) -> list[str]:
        """Proposals being voted on: all that this person has not yet voted on, and one that they have."""
        at = NOW
        running = [to_line(row) for row in db.session.execute(lines())]
        running = [line for line in running if stages.stage(line.proposal, line.poll, at) == "open"]
        cast = set(db.session.scalars(select(BallotRow.poll).where(BallotRow.member == person.member)))
        voted = [line.proposal.id for line in running if line.proposal.poll in cast]
        return [line.proposal.id for line in running if line.proposal.poll not in cast] + voted[:1]

    def _drafts(self, person: DemoPerson) -> list[int]:
        """A finished one of each kind that is written here, and those of which most is missing."""
        mandate = dict(lists()["mandates"].blank) | {
            "payee_name": "Kettle & Daughters 茶炊坊",
            "cap": "1,200.50",
            "currency": "EUR",
        }
        mandate |= {"purpose": "One kettle 一只水壶", "expires_days": "90"}
        spending = draft_fields.with_rows({"kind": "spending"}, [mandate, mandate | {"cap": "9,000"}])
        text = {
            "title": "A kettle for the hall 礼堂的水壶",
            "body": "It takes **eleven** minutes.\n\n- tea 茶\n- soup 汤",
        }
        with private_write() as session:
            whole = (text, text | spending, *(text | one for one in MORE_KINDS))
            forms = [{**draft_fields.blank(), **one} for one in (*whole, *({"kind": one["kind"]} for one in PARTS))]
            at = NOW
            return [drafts.save(session, person.member, form, at, None) for form in forms]

    def _amendments(self) -> list[str]:
        """A proposal to change the rules."""
        amending = select(ProposalRow).where(ProposalRow.kind == "amendment").order_by(ProposalRow.index)
        found = db.session.scalars(amending.limit(20))
        return [one.id for one in found if one.effects[0]["effect"] == "adopt-rulebook"][:1]

    def _leaves(self) -> list[int]:
        """The newest statement of every kind."""
        return list(db.session.scalars(select(func.max(LeafRow.index)).group_by(LeafRow.kind)))

    def _password_link(self, account: int) -> str:
        with private_write() as session:
            return passwords.make(session, account, self._people["ada"].member, NOW)

    def _invitation(self) -> str:
        with private_write() as session:
            guest = invitations.Guest("Nell", "nell@example.org", "Rowing Club 赛艇社")
            by, at = self._people["ada"].member, NOW
            return invitations.invite(session, (guest,), by, at)[0].code
