"""All rules for a kind of proposal as sentences, by field of the rulebook."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.rules.proposals.kinds import asked_by
from govern.rules.rulebook.rules import Chamber, KindRules
from govern.web.frame.gettext import _
from govern.web.words.rules import rule_words
from govern.web.words.rules.rule_words import duration, moment_words
from govern.web.words.terms import method_words, secrecy_words
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.weight_source_words import weight_words

# Fields whose value is part of another field's sentence.
TOLD_WITH: Final = {"sponsoring_ms": "sponsors", "concur": "chambers", "points": "method"}


def sentences(rules: KindRules, kind: str = "") -> dict[str, list[str]]:
    """The sentences by field, in the order in which they apply to a proposal."""
    by_field = {
        "proposer": _proposer(rules),
        "sponsors": rule_words.sponsoring(rules),
        "review_ms": rule_words.review(rules),
        "announcement_ms": rule_words.announcement(rules),
        "voting_ms": rule_words.voting(rules),
        "method": "",
        "late_turn": _late_turn(rules),
        "weight": weight_words(rules.weight),
        "delegation": _delegation(rules),
        "reasons": _reasons(rules),
        "secrecy": secrecy_words.in_rules(rules.secrecy),
        "approval_floor": rule_words.approval_floor(rules, kind),
        "participation": rule_words.participation(rules),
        "head_count": rule_words.head_count(rules),
        "support": rule_words.support_words(rules, kind),
        "unsupported": _unsupported(rules) if asked_by(kind) == "candidates" else "",
        "chambers": "",
        "cancel": _cancel(rules),
        "standstill_ms": rule_words.standstill(rules),
        "veto": _veto(rules),
        "challenge": _challenge(rules),
        "grace_ms": _grace(rules),
    }
    found = {field: [sentence] for field, sentence in by_field.items() if sentence}
    found["method"] = method_words.in_rules(rules)
    if rules.chambers:
        found["chambers"] = _chambers(rules)
    return {field: found[field] for field in by_field if field in found}


def of_fields(rules: KindRules, change: Mapping[str, Any], kind: str = "") -> dict[str, list[str]]:
    """Only the sentences of the changed fields; a field without effect gets a sentence that says so."""
    by_field = sentences(rules, kind)
    fields = dict.fromkeys(TOLD_WITH.get(field, field) for field in sorted(change))
    return {field: by_field.get(field) or [_nothing(field)] for field in (*by_field, *fields) if field in fields}


def _nothing(field: str) -> str:
    by_code = {
        "review_ms": _("There is no time for review."),
        "announcement_ms": _("Voting opens as soon as the vote is announced."),
        "participation": _("There is no least turnout."),
        "head_count": _("There is no least number of voters."),
        "chambers": _("There are no chambers: the whole roll decides."),
    }
    return by_code.get(field) or _("What else it changes makes no difference there.")


def _proposer(rules: KindRules) -> str:
    if not rules.proposer:
        return _("Every member may propose.")
    return _("Only holders of this role may propose: %(role)s.", role=role_words(rules.proposer))


def _late_turn(rules: KindRules) -> str:
    turn = rules.late_turn
    if not turn.window_ms:
        return _("Voting ends on time, even if the last ballots turn the outcome.")
    return _(
        "If ballots of the last %(window)s turn the outcome, voting goes on until %(extension)s after the last of "
        "them; at most %(longest)s longer in all.",
        window=duration(turn.window_ms),
        extension=duration(turn.extension_ms),
        longest=duration(turn.longest_ms),
    )


def _delegation(rules: KindRules) -> str:
    if rules.delegation:
        return _("Members may let others vote for them; their own ballot always comes first.")
    return _("Everyone votes for themselves only.")


def _reasons(rules: KindRules) -> str:
    return {
        "off": _("Ballots come without reasons."),
        "allowed": _("Voters may add the reason for their vote."),
        "required": _("Voters are asked for the reason for their vote."),
    }[rules.reasons]


def _unsupported(rules: KindRules) -> str:
    return {
        "vacant": _("A seat stays vacant rather than going to somebody whom no ballot supports."),
        "filled": _("All seats are filled, if need be by lot with somebody whom no ballot supports."),
    }[rules.unsupported]


def _chambers(rules: KindRules) -> list[str]:
    number, every = rule_words.number(rules.concur), rule_words.number(len(rules.chambers))
    if rules.concur == len(rules.chambers) > 1:
        needed = _("All %(all)s chambers must pass it, each by these tests among its own electors.", all=every)
    else:
        needed = _(
            "At least %(number)s of %(all)s chambers must pass it, each by these tests among its own electors.",
            number=number,
            all=every,
        )
    return [needed, *(chamber_words(one) for one in rules.chambers)]


def chamber_words(chamber: Chamber) -> str:
    """The electors of a chamber."""
    if chamber.electors == "members":
        return _("Chamber “%(name)s”: everyone on the roll, with their weight.", name=chamber.id)
    if chamber.electors == "clubs":
        return _("Chamber “%(name)s”: the delegates of the clubs, one vote for each club.", name=chamber.id)
    role = role_words(chamber.role)
    return _("Chamber “%(name)s”: holders of the role %(role)s, one vote each.", name=chamber.id, role=role)


def _cancel(rules: KindRules) -> str:
    if not rules.cancel:
        return _("Nobody can cancel it.")
    role = role_words(rules.cancel)
    return _("Before voting opens, holders of this role may cancel it, with a reason: %(role)s.", role=role)


def _veto(rules: KindRules) -> str:
    if not rules.veto.role:
        return _("Nobody has a veto.")
    role, ends = role_words(rules.veto.role), moment_words(rules.veto.ends)
    return _(
        "During the standstill, holders of this role may veto it: %(role)s. That power ends on %(moment)s.",
        role=role,
        moment=ends,
    )


def _challenge(rules: KindRules) -> str:
    if not rules.challenge.role:
        return _("The outcome cannot be challenged.")
    role, time = role_words(rules.challenge.role), duration(rules.challenge.ruling_ms)
    return _(
        "During the standstill, voters may challenge the outcome. Holders of this role then rule within %(time)s, "
        "and nothing is carried out before: %(role)s.",
        role=role,
        time=time,
    )


def _grace(rules: KindRules) -> str:
    return _("What cannot be carried out within %(time)s after that expires.", time=duration(rules.grace_ms))


def joined(sentences_by_field: Mapping[str, Sequence[str]]) -> list[str]:
    """All sentences in order."""
    return [sentence for some in sentences_by_field.values() for sentence in some]
