"""Refusals by rules: `Refused`, with a stable code, the rule's number and a plain sentence."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """A numbered rule and its message template in English, which pages translate."""

    number: str
    sentence: str


RULES: Final[dict[str, Rule]] = {
    # 1: statements
    "envelope_malformed": Rule("1.1", "This is not a signed statement in the agreed form (%(why)s)."),
    "payload_malformed": Rule("1.1", "The statement's content is not strict JSON (%(why)s)."),
    "kind_unknown": Rule("1.2", "This kind of statement is not known here."),
    "statement_version": Rule(
        "1.2",
        "This statement is of version %(version)s; the rules in force take version %(expected)s. Reload the page.",
    ),
    "field_missing": Rule("1.2", "The field “%(field)s” is missing."),
    "field_unknown": Rule("1.2", "The field “%(field)s” does not belong here."),
    "field_invalid": Rule("1.2", "The field “%(field)s” does not have a permitted value."),
    "community_other": Rule("1.3", "The statement belongs to another community."),
    "key_unknown": Rule("1.4", "The key that signed this is not enrolled here."),
    "signer_other": Rule("1.4", "The key that signed this belongs to someone else."),
    "signature_invalid": Rule("1.5", "The signature does not fit the statement."),
    "log_unknown": Rule("1.6", "The statement quotes a state of the record that never was."),
    "already_recorded": Rule("1.7", "This very statement is in the record already."),
    "text_missing": Rule("1.8", "A text that the statement names was not sent along."),
    "text_malformed": Rule("1.8", "A text that was sent along is not in the agreed form or is not named."),
    "statement_too_large": Rule("1.9", "The statement is too large."),
    "name_unfit": Rule(
        "1.11",
        "A name or a title (“%(field)s”) has 1 to %(most)s characters that can be seen, and none that control a device"
        " or the direction of writing.",
    ),
    "text_unfit": Rule("1.12", "A text (“%(field)s”) has at most %(most)s bytes, and not the character U+0000."),
    "clerk_only": Rule("1.4", "Only the server's clerk may state this, and only when the rules compute it."),
    "clerk_differs": Rule("1.10", "What the clerk stated is not what the rules compute (“%(field)s” differs)."),
    "clerk_early": Rule("1.10", "The clerk stated this before it was due."),
    # 2: people, keys and roles
    "not_founded": Rule("2.1", "The record must begin with the founding of the community."),
    "founded_twice": Rule("2.1", "The community is founded already."),
    "role_needed": Rule("2.2", "This needs the role “%(role)s”."),
    "member_unknown": Rule("2.3", "There is no such member."),
    "member_left": Rule("2.3", "This member has left."),
    "role_of_scope": Rule("2.6", "There is no such role here."),
    "office_held": Rule("2.7", "Whoever holds an office gives it up before leaving."),
    "club_unknown": Rule("2.8", "There is no such club."),
    "club_exists": Rule("2.8", "This club exists already."),
    "club_member": Rule("2.9", "This member belongs to the club already."),
    "club_not_asked": Rule("2.9", "This member has not asked to join the club."),
    "club_asked": Rule("2.9", "You have asked to join this club already."),
    "club_not_member": Rule("2.9", "This member does not belong to the club."),
    "member_exists": Rule("2.3", "This member is enrolled already."),
    "claim_invalid": Rule("2.4", "The proof that the member holds the key is not valid."),
    "key_invalid": Rule("2.5", "This is not a usable Ed25519 public key."),
    "key_taken": Rule("2.5", "This key belongs to a member already."),
    "key_other": Rule("2.10", "This key belongs to someone else."),
    "key_too_many": Rule("2.10", "Nobody has more than %(most)s keys at a time."),
    "key_ended": Rule("2.10", "This key was revoked or replaced and signs nothing any more."),
    "key_early": Rule("2.11", "This key has not begun yet: a reset waits, so that the member can stop it."),
    "reset_own": Rule("2.11", "Registrars do not reset a key of their own."),
    "reset_waiting": Rule("2.11", "A new key of this member's has been agreed to and waits already."),
    "reset_twice": Rule("2.11", "You have agreed to this new key already; another registrar must agree, too."),
    "key_after_roll": Rule("2.12", "A key that registrars gave has no vote in what was announced before it began."),
    "signer_dependent": Rule(
        "2.13", "One of you gave the other the role “%(role)s”, so your two signatures count as one."
    ),
    "role_held": Rule("2.6", "This member has that role already."),
    "role_not_held": Rule("2.6", "This member does not have that role."),
    "last_administrator": Rule("2.7", "The last administrator cannot give up the role."),
    # 3: the rulebook
    "rulebook_invalid": Rule("3.1", "The rulebook is not complete or not well formed at “%(field)s”."),
    "rulebook_format": Rule(
        "3.7", "The rulebook is of format %(number)s; this program knows formats up to %(newest)s."
    ),
    "rulebook_format_older": Rule("3.8", "The rules in force are of format %(number)s; no older format follows."),
    "rulebook_format_club": Rule(
        "3.9", "The community's rules are of format %(number)s; a club's rules are of no newer one."
    ),
    "rulebook_unsafe": Rule("3.2", "The rulebook is unsafe at “%(field)s”: %(why)s."),
    "rulebook_number": Rule("3.3", "The rulebook's number must be %(expected)s."),
    "rulebook_ratified": Rule("3.4", "The rules are ratified: only a passed amendment changes them now."),
    "rulebook_unchanged": Rule("3.5", "An amendment must change something."),
    "ratified_already": Rule("3.6", "The rulebook is ratified already."),
    "ratify_other": Rule("3.6", "Only the rulebook in force can be ratified."),
    # 4: tokens
    "award_to_self": Rule("4.1", "Nobody awards tokens to themselves or confirms an award to themselves."),
    "award_unknown": Rule("4.2", "There is no such award."),
    "award_same_person": Rule("4.3", "An award is confirmed by another person than the one who made it."),
    "award_confirmed": Rule("4.4", "This award is confirmed already."),
    "supply_exceeded": Rule("4.5", "More tokens than that cannot be counted exactly."),
    "epoch_number": Rule("4.7", "Another epoch is the next to be closed, or none is."),
    "epoch_early": Rule("4.8", "The epoch was closed before it ended."),
    "epoch_keep": Rule("4.9", "The epoch was closed with another share than the rules in force at its end keep."),
    "epoch_balances": Rule("4.10", "The epoch's end left other balances than the rules compute (“%(field)s” differs)."),
    "epoch_open": Rule("4.11", "Epoch %(number)s has ended; balances decay before a roll is computed."),
    "award_reversed": Rule("4.12", "This award was taken back."),
    "award_doubted": Rule("4.12", "A confirmed award is taken back by two issuers; you are one of them already."),
    # 5: proposals
    "proposal_unknown": Rule("5.1", "There is no such proposal."),
    "kind_not_provided": Rule("5.2", "The rulebook does not provide for proposals of this kind."),
    "topic_unknown": Rule("5.2", "The rulebook does not know this topic."),
    "proposer_role": Rule("5.7", "Proposals of this kind are put by holders of the role “%(role)s”."),
    "not_of_scope": Rule("5.7", "Only members of the club may do this."),
    "too_many_live": Rule("5.8", "You have as many proposals under way as the rules allow (%(most)s)."),
    "revise_other": Rule("5.9", "Only the author may revise a proposal."),
    "revise_late": Rule("5.9", "A proposal can be revised until its announcement, and no longer."),
    "version_other": Rule("5.9", "There is a newer version; reload the page and look at it first."),
    "revised_nothing": Rule("5.9", "The new version is the same as the last one."),
    "cancel_role": Rule("5.10", "Nobody may cancel this proposal, or only holders of another role."),
    "cancel_late": Rule("5.10", "Once voting is open a proposal can no longer be cancelled."),
    "veto_none": Rule("5.11", "There is no power of veto here, or it has expired."),
    "veto_time": Rule(
        "5.11", "A veto is possible between a vote that passed and the end of its standstill, and only then."
    ),
    "challenge_none": Rule("5.12", "The rules provide no challenge here."),
    "challenge_time": Rule(
        "5.12", "An outcome can be challenged between a vote that passed and the end of its standstill."
    ),
    "challenge_twice": Rule("5.12", "This outcome has been challenged already."),
    "ruling_none": Rule("5.13", "There is no challenge here that waits for a ruling."),
    "ruling_party": Rule("5.13", "Whoever put the proposal or challenged its outcome does not rule on it."),
    "effects_invalid": Rule("5.2", "The proposal's effects are not those of its kind."),
    "currency_unknown": Rule("5.3", "The rulebook does not provide for this currency."),
    "sponsor_author": Rule("5.4", "Authors do not sponsor their own proposal."),
    "sponsor_twice": Rule("5.4", "You sponsor this proposal already."),
    "sponsoring_over": Rule("5.5", "The time for sponsoring this proposal is over."),
    "withdraw_other": Rule("5.6", "Only the author may withdraw a proposal."),
    "withdraw_late": Rule("5.6", "After its announcement a proposal can no longer be withdrawn."),
    "option_twice": Rule("5.14", "Each option needs an id of its own; that nothing changes is always one of them."),
    "project_too_dear": Rule("5.15", "A project must fit into the budget by itself, and be in its currency."),
    "office_of_scope": Rule("5.16", "This office is not filled by election here."),
    "one_seat": Rule("5.16", "The way of voting that the rules provide fills one seat only."),
    "not_an_election": Rule("5.17", "This proposal is not an election."),
    "nominations_over": Rule("5.17", "Candidates are found until the vote is announced, and no longer."),
    "nominate_self": Rule("5.17", "Nobody nominates themselves; whoever wants to stand says so."),
    "nominated_twice": Rule("5.17", "This person is nominated already."),
    "candidacy_twice": Rule("5.17", "You stand in this election already."),
    "candidacy_none": Rule("5.17", "You do not stand in this election."),
    "seat_held": Rule("5.18", "You hold a seat of this office already; a by-election is for those who hold none."),
    "terms_served": Rule("5.18", "The rules of this office allow %(most)s terms; you have had them."),
    "seat_none": Rule("5.19", "You hold no seat by this election."),
    "office_elected": Rule("5.19", "Whoever was elected keeps the office until the term ends, or resigns."),
    # 6: votes
    "poll_unknown": Rule("6.1", "There is no such vote."),
    "poll_not_open": Rule("6.2", "Voting has not begun yet."),
    "poll_over": Rule("6.2", "Voting is over."),
    "not_elector": Rule("6.3", "You are not on the roll of this vote."),
    "choice_invalid": Rule("6.4", "This choice is not on the ballot."),
    "objection_time": Rule("6.6", "A roll can be objected to between its announcement and the opening of the vote."),
    "objection_twice": Rule("6.6", "You have objected to this roll already."),
    "reason_off": Rule("6.7", "The rules of this vote provide no reasons."),
    "reason_ballot": Rule("6.7", "A reason goes with one's own latest ballot."),
    "reason_needed": Rule("6.7", "The rules of this vote ask for a reason first; say why, then vote."),
    "delegation_off": Rule("6.8", "The rules of this vote do not allow delegation."),
    "delegation_late": Rule("6.8", "This vote is announced; the delegations for it are fixed."),
    "delegation_self": Rule("6.9", "Nobody delegates to themselves."),
    "delegation_sequence": Rule(
        "6.9", "Your previous delegation in this area is another one; reload the page and try again."
    ),
    "delegation_none": Rule("6.9", "There is no delegation here to end."),
    "area_unknown": Rule("6.9", "There is no such proposal, topic or club to delegate."),
    "delegation_ends": Rule("6.9", "A delegation must end in the future, and within four years."),
    "ballot_sequence": Rule("6.5", "Your previous ballot in this vote is another one; reload the page and vote again."),
    # 7: the treasury
    "account_unknown": Rule("7.1", "There is no such account."),
    "account_exists": Rule("7.1", "This account exists already."),
    "currency_differs": Rule("7.2", "The currency is not the account's."),
    "account_floor": Rule("7.3", "The account may not fall below its floor."),
    "balance_exceeded": Rule("7.3", "More money than that cannot be counted exactly."),
    "mandate_unknown": Rule("7.4", "There is no such mandate."),
    "mandate_expired": Rule("7.5", "The mandate has expired."),
    "mandate_exceeded": Rule("7.6", "This is more than the mandate leaves."),
    "requester_not_allowed": Rule("7.7", "A payment is requested by the proposal's author, the payee or a treasurer."),
    "disbursement_unknown": Rule("7.8", "There is no such request for payment."),
    "disbursement_state": Rule("7.8", "The request for payment is no longer, or not yet, in a state that allows this."),
    "approver_not_separate": Rule("7.9", "Whoever asks for a payment or receives it does not approve it."),
    "approved_twice": Rule("7.9", "You have approved this request already."),
    "payer_not_separate": Rule("7.10", "Whoever asks for a payment or receives it does not make it."),
    "cancel_not_allowed": Rule("7.11", "A request is cancelled by the one who made it or by a treasurer."),
    "account_closed": Rule("7.1", "This account is closed."),
    "account_kind": Rule("7.1", "An account of this kind does not fit here."),
    "account_not_empty": Rule("7.1", "Only an empty account can be closed."),
    "disbursement_exceeded": Rule("7.8", "This is more than is left of the request."),
    "disbursement_version": Rule(
        "7.8", "The request has been changed meanwhile; reload the page and look at it first."
    ),
    "items_differ": Rule("7.8", "The items do not add up to the amount."),
    "revise_request_other": Rule("7.11", "Only whoever made a request changes it."),
    "request_unchanged": Rule("7.11", "The new version is the same as the last one."),
    "charged_differs": Rule("7.12", "Within one currency, what leaves one side arrives at the other."),
    "fee_too_high": Rule("7.13", "The rules allow a fee of at most %(most)s here, in minor units."),
    "programme_exists": Rule("7.14", "This programme exists already."),
    "programme_unknown": Rule("7.14", "There is no such programme."),
    "programme_of_scope": Rule(
        "7.14", "The community spends on its own programmes, a club on its own programmes and nothing else."
    ),
    "restricted_money": Rule("7.15", "Too much of what is left there is restricted to other purposes."),
    "budget_exceeded": Rule("7.16", "No budget line of the programme has that much left now."),
    "appropriation_scope": Rule("7.16", "Only the whole community adopts budgets."),
    "appropriation_time": Rule("7.16", "A budget ends after it begins."),
    "tranches_differ": Rule("7.17", "The tranches do not add up to the mandate."),
    "tranche_unknown": Rule("7.17", "There is no such tranche."),
    "tranche_released": Rule("7.17", "This tranche is released already."),
    "tranche_held": Rule("7.17", "This is more than the tranches released so far."),
    "releaser_not_separate": Rule("7.17", "Neither the author nor the payee releases a tranche."),
    "entry_unbalanced": Rule("7.18", "The lines of an entry must add up to nothing in every currency."),
    "entry_unknown": Rule("7.18", "There is no such entry."),
    "entry_not_reversible": Rule("7.19", "This entry cannot be reversed."),
    "reversed_already": Rule("7.19", "This entry is reversed already."),
    "reverser_not_separate": Rule("7.19", "Whoever recorded an entry does not reverse it."),
    "period_closed": Rule("7.20", "The books are closed up to %(until)s."),
    "period_open": Rule("7.20", "A period is closed once it is over."),
    "import_late": Rule(
        "7.21", "Only history from before the record is imported, into accounts that nothing else has moved."
    ),
    "transfer_self": Rule("7.22", "A transfer goes from one account to another."),
    "transfer_amounts": Rule("7.22", "Within one currency, what leaves one account arrives at the other."),
    "payment_unknown": Rule("7.23", "There is no such payment."),
    "refund_exceeded": Rule("7.23", "More than was paid cannot come back."),
    "receipt_party": Rule("7.29", "Treasurers, whoever asked for a payment, and its payee attach files to it."),
    "receipt_nothing": Rule("7.29", "Choose at least one file that does not stand with the payment yet."),
    "receipt_many": Rule("7.29", "Files have been attached to this payment %(most)s times; more is not kept."),
    "month_reconciled": Rule("7.24", "This account is reconciled with its bank up to %(month)s."),
    "month_open": Rule("7.24", "A month is reconciled once it is over."),
    "reconciliation_differs": Rule(
        "7.24", "By the ledger, the bank's balance would have to be %(expected)s, in minor units."
    ),
    "round_unknown": Rule("7.25", "There is no such grant round."),
    "round_time": Rule("7.25", "The round takes this at another time, or no longer."),
    "application_unknown": Rule("7.25", "There is no such application."),
    "application_amount": Rule("7.25", "This is more than the whole round has."),
    "application_other": Rule("7.25", "Only whoever applied takes an application back."),
    "scorer_not_separate": Rule("7.26", "Whoever applies or would be paid does not score it."),
    "reporter_not_allowed": Rule(
        "7.27", "What was done with the money is told by whoever asked for it, the payee or a treasurer."
    ),
    "pool_unknown": Rule("7.28", "There is no such pool."),
    "pool_over": Rule("7.28", "The pool, or this stream, is over."),
    "pool_full": Rule("7.28", "This pool has as many streams as it can take."),
    "stream_unknown": Rule("7.28", "There is no such stream."),
    "stream_time": Rule("7.28", "A stream ends after it begins, and with its pool at the latest."),
    "stream_other": Rule("7.28", "Only whoever asked for a stream ends it."),
    "support_unchanged": Rule("7.28", "Your support stands so already."),
    "day_ahead": Rule("7.30", "This day has not come yet: what happened is dated %(until)s at the latest."),
    # 9: the discussion
    "comment_unknown": Rule("9.1", "There is no such comment."),
    "comment_other": Rule("9.2", "Only its author revises a comment."),
    "comment_revision": Rule("9.2", "The comment has been revised meanwhile; reload the page."),
    "comment_hidden": Rule("9.3", "This comment was hidden; it cannot be answered or revised."),
    "hide_role": Rule("9.4", "Only a moderator withholds texts or shows them again."),
    "hidden_already": Rule("9.4", "This text is withheld already."),
    "not_hidden": Rule("9.4", "This text is not withheld."),
    # 10: draws by lot (8 is the record as a whole: govern/verify/findings.py)
    "draw_unknown": Rule("10.1", "There is no such draw."),
    "draw_time": Rule("10.2", "A draw is called at least a minute before its time, and at most a year."),
    "draw_count": Rule("10.3", "From this pool, %(most)s people can be drawn."),
    "draw_over": Rule("10.4", "This draw is over, or its time has come."),
}


def N_(sentence: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a sentence for translation, and return it unchanged."""
    return sentence


class Refused(Exception):
    """A statement or a form breaks a rule; nothing was changed."""

    def __init__(self, code: str, **details: object) -> None:
        """`code` is a key of RULES, `details` are the arguments of its template; `field` names a form's field."""
        self.code = code
        self.rule = RULES[code].number
        self.details = details
        super().__init__(code)

    @property
    def template(self) -> str:
        """The message template, to be translated."""
        return RULES[self.code].sentence

    def __str__(self) -> str:
        return self.template % self.details

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (self.code, self.details)


def _revive(code: str, details: dict[str, object]) -> Refused:
    return Refused(code, **details)
