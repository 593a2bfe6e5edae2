"""The state machine: performs random acts in a community and checks the invariants after every step."""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from govern.actions.writing.group_commit import GroupCommit
from govern.actions.writing.submissions import Submission, receive
from govern.actions.writing.work import Recorder
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.units import DAY, HOUR
from govern.rules.rulebook.formats import FORMATS, number_of
from govern.verify.audit import verify
from tests.dsl.people import ADA, BO, CHEN, DI, refusal
from tests.e2e.machine import (
    beginnings,
    grant_acts,
    invariants,
    key_acts,
    money_acts,
    people_acts,
    proposal_acts,
    vote_acts,
)
from tests.e2e.machine.forbidden import FORBIDDEN_ACTS
from tests.e2e.machine.invariants import ALWAYS, PastStates
from tests.e2e.machine.rulebooks import SeededChoices, rulebook
from tests.e2e.machine.same import SameCommunity
from tests.e2e.machine.world import Choices, SignedAct, World

FULL_EVERY: Final = 40  # steps from one look at a whole bundle to the next

MOSTLY: Final = (
    people_acts.delegate,
    proposal_acts.move,
    proposal_acts.spend,
    proposal_acts.amend,
    proposal_acts.ratify,
    vote_acts.ballot,
)
WHENEVER_POSSIBLE: Final = (
    proposal_acts.spend,
    proposal_acts.sponsor,
    vote_acts.challenge,
    vote_acts.rule,
    vote_acts.veto,
    money_acts.request,
    money_acts.approve,
    money_acts.pay,
    money_acts.attach,
    grant_acts.apply,
    grant_acts.score,
    grant_acts.ask,
    grant_acts.support,
    key_acts.reset,
)
ALSO: Final = (
    key_acts.add,
    key_acts.end,
    people_acts.enrol,
    people_acts.leave,
    people_acts.grant,
    people_acts.end_role,
    people_acts.open_club,
    people_acts.close_club,
    people_acts.ask_to_join,
    people_acts.admit,
    people_acts.leave_club,
    people_acts.award,
    people_acts.take_back,
    people_acts.confirm,
    people_acts.end_delegation,
    proposal_acts.adopt,
    proposal_acts.revise,
    proposal_acts.withdraw,
    proposal_acts.cancel,
    vote_acts.reason,
    vote_acts.object_to_roll,
    vote_acts.comment,
    vote_acts.revise_comment,
    vote_acts.hide,
    vote_acts.show,
    vote_acts.hide_comment,
    money_acts.open_account,
    money_acts.income,
    money_acts.cancel,
    grant_acts.open_programme,
    grant_acts.appropriate,
    grant_acts.call,
    grant_acts.pool,
    grant_acts.take_application_back,
    grant_acts.end_stream,
)
ACTS: Final[tuple[Callable[[World, Choices], SignedAct | None], ...]] = (
    *(2 * MOSTLY),
    *(4 * WHENEVER_POSSIBLE),
    *ALSO,
)

TOLD: Counter[str] = Counter()  # what happened in all examples, for those who ask how much that was


class Machine(RuleBasedStateMachine):
    """A community to which anything may happen."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="govern-machine-")
        self.past = PastStates()
        self.checkpoints: list[Path] = []
        self.last: Submission | None = None
        self.steps = 0

    @initialize(data=st.data())
    def a_community_is_founded(self, data: st.DataObject) -> None:
        founding = data.draw(st.sampled_from(list(FORMATS)))  # a draw of its own, so that each format has its turn
        rules = rulebook(Choices(data.draw), 1, [founding])
        TOLD[f"founded in format {number_of(rules)}"] += 1
        community = SameCommunity(Path(self.folder.name), self.new_database(), rules)
        community.clock.advance(minutes=1)
        self.world = World(community)
        self.follow()
        self.together(beginnings.joining(self.world), must=True)
        self.together(beginnings.offices(), must=True)
        self.together(beginnings.first_acts(), must=True)
        self.together(beginnings.confirmations(self.world), must=True)
        community.pass_time(days=3)  # so that what was confirmed has ripened
        self.follow()
        draw = Choices(data.draw)
        self.try_to_pass(
            draw.one([[beginnings.ratification()], beginnings.money_set_aside(self.world, draw), []]), draw
        )

    def new_database(self) -> str:
        """The URL of an empty database; none for SQLite in the instance's folder."""
        return ""

    def try_to_pass(self, proposals: Sequence[SignedAct], draw: Choices) -> None:
        """Proposals that everybody is for are voted on and carried out, if the rules let them."""
        for act in proposals:
            self.alone(act)
        for proposal in self.world.at_stage("gathering"):
            about = {"proposal": proposal.id, "version": 1}
            self.together([SignedAct(one, "proposal-sponsored", about) for one in (ADA, BO, CHEN, DI)])
        for _ in range(9 if proposals else 0):
            self.together(vote_acts.many_ballots(self.world, draw, (("yes",),)))
            self.world.community.pass_until(self.moments()[0])
            self.follow()

    def compose(self, act: SignedAct) -> bytes:
        fields = dict(act.fields) | ({"blobs": act.blobs} if act.blobs else {})
        who = act.who if act.as_given else self.world.with_key(act.who)
        return self.world.community.compose(who, act.kind, act.texts, **fields)

    def alone(self, act: SignedAct) -> str:
        """Sends one statement; the code by which it was refused, or empty."""
        submission = self.received(act)
        if isinstance(submission, str):
            return submission
        refused = None
        try:
            self.world.community.group_commit.submit(submission)
        except Refused as error:
            refused = error
        self.follow()
        self.last = self.last if refused else submission
        return self.answered(submission, refused)

    def together(self, acts: Sequence[SignedAct], *, must: bool = False) -> None:
        """Sends statements that arrive at the same time; those that `must` are accepted."""
        received = [self.received(act) for act in acts]
        batch = [one for one in received if isinstance(one, Submission)]
        if not batch:
            return
        answers = self.world.community.recorder.record(batch)
        self.follow()
        for submission, answer in zip(batch, answers, strict=True):
            code = self.answered(submission, answer if isinstance(answer, Refused) else None)
            assert not (must and code), f"{submission.kind.name}: {code}"

    def received(self, act: SignedAct) -> Submission | str:
        try:
            return receive(self.compose(act))
        except Refused as refused:
            TOLD[f"{act.kind} ! {refused.code}"] += 1
            return refused.code

    def answered(self, submission: Submission, refused: Refused | None) -> str:
        """The code of a refusal, or empty; the record has what was accepted, and nothing else."""
        assert (submission.envelope.id in self.world.shadow.ids) == (refused is None)
        TOLD[f"{submission.kind.name} ! {refused.code}" if refused else submission.kind.name] += 1
        return refused.code if refused else ""

    def follow(self) -> None:
        with self.world.community.engine.connect() as connection:
            self.world.shadow.follow(connection)

    @rule(data=st.data())
    def people_act(self, data: st.DataObject) -> None:
        draw = Choices(data.draw)
        for _ in range(draw.number(2, 8)):
            if draw.rarely(4):
                self.let_time_pass(draw)
            act = self.think_of_something(draw)
            if act is not None:
                self.alone(act)

    @rule(data=st.data())
    def several_act_at_once(self, data: st.DataObject) -> None:
        draw = Choices(data.draw)
        drawn = (self.think_of_something(draw) for _ in range(draw.number(3, 8)))
        self.together([act for act in drawn if act is not None])

    def think_of_something(self, draw: Choices) -> SignedAct | None:
        for _ in range(5):
            act = draw.one(ACTS)(self.world, draw)
            if act is not None:
                return act
        return None

    @precondition(lambda self: self.world.at_stage("open"))
    @rule(data=st.data())
    def all_vote(self, data: st.DataObject) -> None:
        self.together(vote_acts.many_ballots(self.world, Choices(data.draw)))

    @rule(data=st.data())
    def time_passes(self, data: st.DataObject) -> None:
        draw = Choices(data.draw)
        if draw.rarely(5):
            self.the_server_starts_again()
        self.let_time_pass(draw)

    def let_time_pass(self, draw: Choices) -> None:
        """Time passes, mostly after people have done what was asked of them."""
        if not draw.rarely(3):
            asked = [proposal_acts.sponsor(self.world, draw) for _ in self.world.at_stage("gathering")]
            self.together([act for act in asked if act is not None])
            self.together(vote_acts.many_ballots(self.world, draw))
        moment = draw.one(self.moments()) + draw.one([0, 1, -1])
        self.world.community.clock.set(max(self.world.now, moment))
        if draw.rarely(5):
            return  # the clerk is late
        self.world.community.tick()
        self.follow()
        invariants.the_clerk_is_not_behind(self.world)

    def moments(self) -> list[int]:
        """Moments at which something may happen, and some others."""
        now, shadow = self.world.now, self.world.shadow
        coming = {one.due_at for one in shadow.all(facts.Proposal)}
        coming |= {one.sponsoring_ends for one in self.world.at_stage("gathering")}
        coming |= {one.ruling_ends for one in self.world.at_stage("challenged")}
        for poll in shadow.all(facts.Poll):
            coming |= {poll.opens, poll.closes - poll.late_ms, poll.closes - HOUR}
        for one in shadow.all(facts.GrantRound):
            coming |= {one.apply_until, one.due_at}
        coming |= {one.due_at for one in shadow.all(facts.Pool)}
        coming |= {one.starts_at for one in shadow.all(facts.Key)}
        ahead = sorted(moment for moment in coming if moment > now)
        return [*ahead[:3], *ahead[:1], now + HOUR, now + DAY, now + 5 * DAY]

    @rule(data=st.data())
    def somebody_cheats(self, data: st.DataObject) -> None:
        draw = Choices(data.draw)
        self.world.community.tick()  # so that nothing else comes about meanwhile
        self.follow()
        possible = [crime for one in FORBIDDEN_ACTS if (crime := one(self.world, draw)) is not None]
        self.is_refused(*draw.one(possible))

    def is_refused(self, act: SignedAct, code: str) -> None:
        if not act.as_given and self.world.is_locked_out(act.who):
            return  # their key would be refused before anything else
        before = self.world.shadow.size
        assert (self.alone(act), self.world.shadow.size) == (code, before)

    def everybody_cheats(self) -> None:
        """Tries each forbidden act once more, where it is possible in the end."""
        self.world.community.tick()
        self.follow()
        for crime in dict.fromkeys(FORBIDDEN_ACTS):
            tried = crime(self.world, SeededChoices(self.steps))
            if tried is not None:
                self.is_refused(*tried)

    @precondition(lambda self: self.last is not None)
    @rule()
    def a_statement_is_sent_again(self) -> None:
        with refusal("already_recorded"):
            self.world.community.group_commit.submit(self.last)
        self.follow()  # a clerk who was late may have something to add

    def the_server_starts_again(self) -> None:
        community = self.world.community
        community.recorder = Recorder(community.engine, community.instance, community.clock)
        community.recorder.check_guard()
        community.group_commit = GroupCommit(community.recorder)

    @precondition(lambda self: hasattr(self, "world"))
    @invariant()
    def the_tables_are_what_the_verifier_knows(self) -> None:
        self.steps += 1
        with self.world.community.engine.connect() as connection:
            self.world.shadow.compare(connection)
            if self.steps % 10 == 0:
                invariants.the_database_knows_each_stage(self.world, connection)
        for holds in ALWAYS:
            holds(self.world)
        self.past.stays(self.world)
        if self.steps % FULL_EVERY == 0:
            self.look_at_everything()

    def look_at_everything(self) -> None:
        """The record itself: rebuilt on the server, and verified from a bundle as a stranger would."""
        assert self.world.community.differences() == []
        bundle = self.world.community.bundle(Path(self.folder.name) / "bundle.zip")
        report = verify(bundle, jobs=1, checkpoints=self.checkpoints)
        assert report.findings == ()
        withheld = {one.hash for one in self.world.shadow.all(facts.HiddenText) if one.hidden}
        rolls = {one.hash for one in self.world.shadow.all(facts.RollBlob)}
        with ZipFile(bundle) as files:
            assert not {f"blob/{one}" for one in withheld - rolls} & set(files.namelist())
            self.keep_checkpoint(files.read("checkpoint"))
        self.world.shadow.recall()
        invariants.results_are_recounted(self.world)

    def keep_checkpoint(self, signed: bytes) -> None:
        kept = Path(self.folder.name) / f"checkpoint-{self.world.shadow.size}"
        kept.write_bytes(signed)
        self.checkpoints.append(kept)

    def teardown(self) -> None:
        try:
            if hasattr(self, "world") and sys.exc_info()[0] is None:  # or else what was found first is told
                self.everybody_cheats()
                self.look_at_everything()
                self.remember()
        finally:
            if hasattr(self, "world"):
                self.world.community.close()
            self.folder.cleanup()

    def remember(self) -> None:
        all_ = self.world.shadow.all
        TOLD.update(examples=1, steps=self.steps, leaves=self.world.shadow.size)
        TOLD.update(f"ended: {stage}" for stage in self.past.stages.values())
        TOLD.update(f"chambers: {one.outcome}" for one in all_(facts.Result) if one.chambers)
        TOLD.update("votes extended" for one in all_(facts.Poll) if one.extensions)
        TOLD.update("votes with delegations carried" for one in all_(facts.Result) if one.delegated["carried"])
        community = self.world.shadow.state.community()
        TOLD["communities ratified"] += bool(community and community.ratified_at)
        TOLD.update("rulebooks by amendment" for one in all_(facts.Rulebook) if one.proposal)
