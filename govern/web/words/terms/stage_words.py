"""Names of the stages of a proposal."""

from govern.rules.proposals.stages import Stage
from govern.web.frame.gettext import _


def stage_words(stage: Stage) -> str:
    """The name of a stage."""
    sentences: dict[Stage, str] = {
        "gathering": _("Gathering sponsors"),
        "review": _("In review"),
        "announced": _("Announced"),
        "open": _("Open for voting"),
        "closing": _("Being counted"),
        "standstill": _("Passed, in standstill"),
        "passed": _("Passed"),
        "carried-out": _("Carried out"),
        "rejected": _("Rejected"),
        "no-quorum": _("No quorum"),
        "not-admitted": _("Too few sponsors"),
        "withdrawn": _("Withdrawn"),
        "cancelled": _("Cancelled"),
        "challenged": _("Passed, but challenged"),
        "vetoed": _("Stopped by a veto"),
        "void": _("Passed, but declared void"),
        "expired": _("Passed, but expired"),
    }
    return sentences[stage]
