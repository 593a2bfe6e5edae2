"""Facts: the public values that accepted statements create or change, each with its key."""

from govern.domain.facts.books import (
    Account,
    AccountMonth,
    Books,
    Entry,
    Fund,
    Income,
    Period,
    Posting,
    Programme,
    Reconciliation,
    Transfer,
)
from govern.domain.facts.discussion import Comment, CommentRevision, HiddenText
from govern.domain.facts.draws import Draw, Rotation
from govern.domain.facts.fact import Fact
from govern.domain.facts.money import Approval, BudgetLine, Disbursement, Mandate, Payment, Refund, Tranche
from govern.domain.facts.people import Club, ClubMember, Community, Delegation, Key, Member, Role
from govern.domain.facts.proposals import Candidacy, Challenge, Proposal, Resolution, Seat, Sponsorship, Version
from govern.domain.facts.rulebooks import Rulebook
from govern.domain.facts.tokens import Award, Epoch, EpochClock
from govern.domain.facts.votes import (
    Ballot,
    ChamberElector,
    Elector,
    FrozenDelegation,
    Objection,
    Poll,
    Reason,
    Result,
    RollBlob,
)

__all__ = [
    "Account",
    "AccountMonth",
    "Approval",
    "Award",
    "Ballot",
    "Books",
    "BudgetLine",
    "Candidacy",
    "Challenge",
    "ChamberElector",
    "Club",
    "ClubMember",
    "Comment",
    "CommentRevision",
    "Community",
    "Delegation",
    "Disbursement",
    "Draw",
    "Elector",
    "Entry",
    "Epoch",
    "EpochClock",
    "Fact",
    "FrozenDelegation",
    "Fund",
    "HiddenText",
    "Income",
    "Key",
    "Mandate",
    "Member",
    "Objection",
    "Payment",
    "Period",
    "Poll",
    "Posting",
    "Programme",
    "Proposal",
    "Reason",
    "Reconciliation",
    "Refund",
    "Resolution",
    "Result",
    "Role",
    "RollBlob",
    "Rotation",
    "Rulebook",
    "Seat",
    "Sponsorship",
    "Tranche",
    "Transfer",
    "Version",
]
