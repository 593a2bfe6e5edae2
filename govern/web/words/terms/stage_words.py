"""Names of the stages of a proposal."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.rules.proposals.stages import Stage
from govern.web.frame.gettext import _

STAGES: Final[Mapping[Stage, str]] = {
    "gathering": N_("Gathering sponsors"),
    "review": N_("In review"),
    "announced": N_("Announced"),
    "open": N_("Open for voting"),
    "closing": N_("Being counted"),
    "standstill": N_("Passed, in standstill"),
    "passed": N_("Passed"),
    "carried-out": N_("Carried out"),
    "rejected": N_("Rejected"),
    "no-quorum": N_("No quorum"),
    "not-admitted": N_("Too few sponsors"),
    "withdrawn": N_("Withdrawn"),
    "cancelled": N_("Cancelled"),
    "challenged": N_("Passed, but challenged"),
    "vetoed": N_("Stopped by a veto"),
    "void": N_("Passed, but declared void"),
    "expired": N_("Passed, but expired"),
}


def stage_words(stage: Stage) -> str:
    """The name of a stage."""
    return _(STAGES[stage])
