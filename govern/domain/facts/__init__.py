"""Facts: the public values that accepted statements create or change, each with its key."""

from govern.domain.facts.discussion import Comment, CommentRevision, HiddenText
from govern.domain.facts.draws import Draw, Rotation
from govern.domain.facts.fact import Fact
from govern.domain.facts.money import Account, Approval, Disbursement, Income, Mandate, Payment
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
    "Approval",
    "Award",
    "Ballot",
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
    "Epoch",
    "EpochClock",
    "Fact",
    "FrozenDelegation",
    "HiddenText",
    "Income",
    "Key",
    "Mandate",
    "Member",
    "Objection",
    "Payment",
    "Poll",
    "Proposal",
    "Reason",
    "Resolution",
    "Result",
    "Role",
    "RollBlob",
    "Rotation",
    "Rulebook",
    "Seat",
    "Sponsorship",
    "Version",
]
