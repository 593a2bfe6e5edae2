"""Approval: each ballot approves any number of options."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.sums import APPROVAL


class ApprovalMethod(MultiOptionMethod):
    """Options that a ballot does not name are not approved."""

    id = "approval/1"
    place = 40
    suits = frozenset({"candidates", "options"})
    form = "names"
    limit = "names"
    tally = APPROVAL
