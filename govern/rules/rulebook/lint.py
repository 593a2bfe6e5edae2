"""The linter of rulebooks: refuses unsafe rules and warns of doubtful ones, each with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from govern.protocol.errors import N_, Refused
from govern.protocol.units import DAY
from govern.rules.proposals.kinds import asking, kinds, plain_spending
from govern.rules.rulebook.formats import FORMATS, Bounds, read_rules
from govern.rules.rulebook.rules import AMENDMENT, DURATIONS, WHOLE, Band, Decay, KindRules, Rules, TreasuryRules
from govern.rules.rulebook.strictness import asks_less, changed, eased, touches

YEAR: Final = 366 * DAY
AMENDING: Final = f"kinds.{AMENDMENT}"


@dataclass(frozen=True)
class Remark:
    """A field of a rulebook and the problem with it."""

    field: str
    why: str


def read_rulebook(raw: Any) -> Rules:
    """Parse a rulebook for adoption: complete, and safe by the limits of its format.

    An adopted rulebook is read by `formats.read_rules` without the linter, so that it stays valid. Raises
    Refused(rulebook_invalid, rulebook_format, rulebook_unsafe).
    """
    rules = read_rules(raw)
    for remark in dangers(raw, rules):
        raise Refused("rulebook_unsafe", field=remark.field, why=remark.why)
    return rules


def dangers(raw: Any, rules: Rules) -> Iterator[Remark]:
    """The unsafe rules by the limits of the format, which are refused."""
    bounds = FORMATS[rules.format].bounds
    for currency, bands in rules.approvals.items():
        yield from _dangers_of_bands(bands, f"money.{currency}")
    yield from _dangers_of_treasury(rules.treasury, bounds)
    if rules.delegation.depth > bounds.depth:
        yield Remark("delegation.depth", N_("nobody could follow chains that long"))
    if rules.delay_ms > bounds.longest_ms:
        yield Remark("delay_ms", N_("it would take more than a year"))
    yield from _dangers_of_decay(rules.decay, bounds)
    for kind, own in rules.kinds.items():
        yield from _dangers_of_kind(own, f"kinds.{kind}", bounds)
        for place, stricter in enumerate(own.stricter):
            field = f"kinds.{kind}.stricter.{place}"
            strict = changed(raw["kinds"][kind], [stricter.change], field, rules.format)
            yield from _dangers_of_kind(strict, field, bounds)
            for name in eased(raw["kinds"][kind], stricter.change):
                yield Remark(f"{field}.{name}", N_("what is meant to be stricter would be easier"))
    yield from _dangers_of_amending(raw["kinds"][AMENDMENT], rules)


def _dangers_of_bands(bands: tuple[Band, ...], field: str) -> Iterator[Remark]:
    if any(band.count == 0 for band in bands):
        yield Remark(field, N_("money could leave without anyone's approval"))
    rising = all(a.above < b.above and a.count <= b.count for a, b in pairwise(bands))
    if bands[0].above != 0 or not rising:
        yield Remark(field, N_("approvals must begin at 0 and never become fewer for more money"))


def _dangers_of_treasury(treasury: TreasuryRules, bounds: Bounds) -> Iterator[Remark]:
    share, of = bounds.highest_fee
    if of * treasury.fee.num > share * treasury.fee.den:
        yield Remark("treasury.fee", N_("more than a quarter of what is paid could be lost to fees without a vote"))
    if treasury.escalation == "treasurer":
        why = N_("the treasurers themselves are named as the body that stands in where they are too few")
        yield Remark("treasury.escalation", why)


def _dangers_of_decay(decay: Decay, bounds: Bounds) -> Iterator[Remark]:
    if decay.keep < bounds.least_kept:
        yield Remark("tokens.decay.keep", N_("more than half of what everybody has earned would be gone at once"))
    if 0 < decay.epoch_ms < bounds.shortest_epoch_ms:
        yield Remark("tokens.decay.epoch_ms", N_("balances would shrink between two looks of the same day"))
    if decay.epoch_ms > bounds.longest_ms:
        yield Remark("tokens.decay.epoch_ms", N_("it would take more than a year"))


def _dangers_of_kind(rules: KindRules, field: str, bounds: Bounds) -> Iterator[Remark]:
    yield from _dangers_of_deciding(rules, field, bounds)
    yield from _dangers_of_times(rules, field, bounds)
    turn = rules.late_turn
    if turn.longest_ms > rules.voting_ms or turn.window_ms > rules.voting_ms:
        yield Remark(f"{field}.late_turn", N_("an extension may not be longer than the vote itself"))
    if bool(turn.window_ms) != bool(turn.extension_ms) or bool(turn.window_ms) != bool(turn.longest_ms):
        yield Remark(f"{field}.late_turn", N_("window, extension and longest extension belong together"))
    if rules.veto.role and not rules.veto.ends:
        yield Remark(f"{field}.veto", N_("a veto without an end is a power without an end"))
    if rules.chambers and not 0 < rules.concur <= len(rules.chambers):
        yield Remark(f"{field}.concur", N_("as many chambers must concur as there are, or fewer, but at least one"))


def _dangers_of_times(rules: KindRules, field: str, bounds: Bounds) -> Iterator[Remark]:
    if rules.voting_ms < bounds.shortest_ms:
        yield Remark(f"{field}.voting_ms", N_("nobody could vote in time"))
    if rules.sponsors > 0 and rules.sponsoring_ms < bounds.shortest_ms:
        yield Remark(f"{field}.sponsoring_ms", N_("nobody could sponsor in time"))
    if rules.grace_ms < bounds.shortest_ms:
        yield Remark(f"{field}.grace_ms", N_("what passed would expire before it could be carried out"))
    for name in DURATIONS:
        if getattr(rules, name) > bounds.longest_ms:
            yield Remark(f"{field}.{name}", N_("it would take more than a year"))
    if rules.challenge.role and rules.challenge.ruling_ms < bounds.shortest_ms:
        yield Remark(f"{field}.challenge", N_("nobody could rule on a challenge in time"))
    if (rules.veto.role or rules.challenge.role) and rules.standstill_ms < bounds.shortest_ms:
        yield Remark(f"{field}.standstill_ms", N_("a veto or a challenge needs a standstill"))


def _dangers_of_deciding(rules: KindRules, field: str, bounds: Bounds) -> Iterator[Remark]:
    if rules.approval_floor.num == 0:
        yield Remark(f"{field}.approval_floor", N_("a handful could decide for everybody"))
    if rules.approval_floor.strict or rules.participation.strict:
        yield Remark(f"{field}.approval_floor", N_("a minimum is reached by being met, not exceeded"))
    share, of = bounds.least_support
    if not rules.support.strict or of * rules.support.num < share * rules.support.den:
        yield Remark(f"{field}.support", N_("a minority could carry a proposal"))
    if rules.support.num == rules.support.den:
        yield Remark(f"{field}.support", N_("nothing could ever be carried"))


def _dangers_of_amending(raw: Any, rulebook: Rules) -> Iterator[Remark]:
    rules = rulebook.kinds[AMENDMENT]
    way = [one.change for one in rules.stricter if any(touches(AMENDING, path) for path in one.touches)]
    hardest = changed(raw, way, AMENDING, rulebook.format)
    for place, one in enumerate(rules.stricter):
        if one.touches and asks_less(hardest, changed(raw, [one.change], AMENDING, rulebook.format)):
            why = N_("the way to change rules must itself be as hard to change")
            yield Remark(f"{AMENDING}.stricter.{place}", why)


def warnings(rules: Rules) -> Iterator[Remark]:
    """Rules that are allowed but rarely intended."""
    if rules.delay_ms < DAY:
        yield Remark("delay_ms", N_("changed rules count almost at once; nobody can prepare for them"))
    yield from _warnings_of_decay(rules.decay)
    yield from _warnings_of_money(rules)
    for kind, own in rules.kinds.items():
        yield from _warnings_of_kind(own, f"kinds.{kind}")
    yield from _warnings_of_elections(rules)
    if not rules.kinds[AMENDMENT].stricter and rules.kinds[AMENDMENT].support.num * 3 < (
        2 * rules.kinds[AMENDMENT].support.den
    ):
        yield Remark(f"{AMENDING}.support", N_("less than two thirds can change every rule"))


def _warnings_of_elections(rules: Rules) -> Iterator[Remark]:
    if "unsupported" not in FORMATS[rules.format].kind_fields:
        return
    for kind in asking("candidates"):
        if kind in rules.kinds and rules.kinds[kind].unsupported == "filled":
            why = N_("a lot could give a seat to somebody whom nobody supports")
            yield Remark(f"kinds.{kind}.unsupported", why)


def _warnings_of_money(rules: Rules) -> Iterator[Remark]:
    if rules.approvals and not rules.treasury.escalation:
        why = N_("where too few treasurers may approve, a payment waits until more of them are named")
        yield Remark("treasury.escalation", why)
    if 10 * rules.treasury.fee.num > rules.treasury.fee.den:
        yield Remark("treasury.fee", N_("banks seldom keep more than a tenth of what is paid"))
    yield from _warnings_beside_spending(rules)
    yield from _warnings_of_budgets(rules)


def _warnings_beside_spending(rules: Rules) -> Iterator[Remark]:
    """Warnings about other kinds of proposals that set money aside by a yes or no."""
    spending = rules.kinds.get(plain_spending())
    if spending is None:
        return
    beside = (one.id for one in kinds().values() if one.sets_money_aside and one.asks == "question")
    for kind in beside:
        own = rules.kinds.get(kind, spending)
        if asks_less(own, spending) or (spending.stricter and not own.stricter):
            why = N_("money can be set aside more easily by this than by a spending proposal")
            yield Remark(f"kinds.{kind}", why)


def _warnings_of_budgets(rules: Rules) -> Iterator[Remark]:
    """Warnings about budgets, which divide money by ballots without support and chambers."""
    spending = rules.kinds.get(plain_spending())
    for kind in asking("projects"):
        if spending is not None and kind in rules.kinds:
            yield from _warnings_of_budget(rules.kinds[kind], spending, f"kinds.{kind}")


def _warnings_of_budget(budget: KindRules, spending: KindRules, field: str) -> Iterator[Remark]:
    if any(_lower(budget, spending, name) for name in ("approval_floor", "participation")) or (
        budget.head_count < spending.head_count
    ):
        yield Remark(field, N_("money can be set aside more easily by this than by a spending proposal"))
    if spending.chambers:
        why = N_("chambers must concur on spending, but they do not vote on budgets: there all electors decide")
        yield Remark(field, why)


def _lower(rules: KindRules, other: KindRules, name: str) -> bool:
    one, two = getattr(rules, name), getattr(other, name)
    return bool(one.num * two.den < two.num * one.den)


def _warnings_of_decay(decay: Decay) -> Iterator[Remark]:
    if not decay.epoch_ms:
        return
    epochs = YEAR // decay.epoch_ms
    if decay.keep == WHOLE:
        yield Remark("tokens.decay.keep", N_("epochs end, but nothing decays"))
    elif 2 * decay.keep**epochs < WHOLE**epochs:
        yield Remark("tokens.decay.keep", N_("within a year, more than half of every balance would be gone"))


def _warnings_of_kind(rules: KindRules, field: str) -> Iterator[Remark]:
    if rules.voting_ms < DAY:
        yield Remark(f"{field}.voting_ms", N_("less than a day to vote leaves out those who look in the evening"))
    if not rules.late_turn.window_ms:
        yield Remark(f"{field}.late_turn", N_("votes in the last minute can turn the result unanswered"))
    if rules.participation.num * 10 > rules.participation.den * 3:
        yield Remark(f"{field}.participation", N_("many real votes reach less; staying away becomes a way to say no"))
    if rules.standstill_ms == 0:
        yield Remark(f"{field}.standstill_ms", N_("what passes comes about at once; nobody can look at it first"))
