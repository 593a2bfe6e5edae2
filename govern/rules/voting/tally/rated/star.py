"""STAR voting, score then automatic run-off: of the two with the most points, the one that more ballots prefer."""

from typing import Any, Final

from govern.rules.voting.tally import pairwise
from govern.rules.voting.tally.profile import Profile, support
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.sums import best
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule

FINALISTS: Final = 2


def star(profile: Profile, ties: TieRule) -> TallyResult:
    """The two options with the most points are the finalists; the one wins that more ballots give more points.

    If as many prefer either, the one with more points wins. Other ties are settled by the rule of ties. Source: the
    Equal Vote Coalition, starvoting.org; its steps against ties beyond these two differ.
    """
    totals = support(profile)
    finalists, settled = best(totals, FINALISTS, ties)
    out = [name for name in profile.options if name not in finalists]
    rounds: list[dict[str, Any]] = [{"act": "scores", "excluded": out, "exhausted": 0, "totals": totals}]
    if len(finalists) == 1:
        return TallyResult("star", finalists, settled, {"rounds": rounds})
    one, other = finalists
    prefer = pairwise.matrix(profile)
    for_, against = prefer[one][other], prefer[other][one]
    no_preference = profile.weight - for_ - against
    final = {one: for_, other: against}
    rounds.append({"act": "run-off", "excluded": [], "exhausted": no_preference, "totals": final})
    winner, more = _winner(final, totals, ties)
    return TallyResult("star", (winner,), (*settled, *more), {"rounds": rounds})


def _winner(final: dict[str, int], totals: dict[str, int], ties: TieRule) -> tuple[str, tuple[Tie, ...]]:
    one, other = final
    if final[one] != final[other]:
        return max(final, key=final.__getitem__), ()
    if totals[one] != totals[other]:
        first = max(final, key=totals.__getitem__)
        return first, (Tie(tuple(sorted(final)), (first,), "earlier-rounds"),)
    (first,), settled = ties.settle([one, other], 1)
    return first, settled


STAR: Final = TallyMethod("star", "rounds", lambda case: star(case.profile, case.ties), needs_points=True)
