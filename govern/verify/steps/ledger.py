"""Step 8: recomputes token balances from the awards alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from govern.protocol.errors import N_
from govern.protocol.facts import Award, Epoch, Member
from govern.rules.people.decay import counts, left_of
from govern.verify.findings import Finding, found
from govern.verify.memory import Memory


def tokens_add_up(state: Memory) -> Iterator[Finding]:
    """Each balance is the rest of a member's valid awards after the epochs; former members hold none.

    The supply is the sum of the balances.
    """
    awards: defaultdict[str, list[Award]] = defaultdict(list)
    gone = {member.member for member in state.all(Member) if member.left_at}
    for award in state.all(Award):
        if counts(award) and award.to not in gone:
            awards[award.to].append(award)
    epochs = sorted(state.all(Epoch), key=lambda one: one.number)
    earned = Counter({member: left_of(own, epochs).total for member, own in awards.items()})
    for member in state.all(Member):
        if member.tokens != earned[member.member]:
            yield found(8, "tokens_differ", what=member.member, found=member.tokens, expected=earned[member.member])
    community = state.community()
    if community is not None and community.supply != earned.total():
        yield found(8, "tokens_differ", what=N_("The community"), found=community.supply, expected=earned.total())
