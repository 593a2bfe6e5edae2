"""The rules for a kind of proposal as sentences: procedure, weights and conditions."""

import datetime
from decimal import Decimal
from typing import Any

from flask_babel import format_date, format_decimal

from govern.protocol.amounts import Ratio
from govern.protocol.units import DAY, HOUR, MINUTE
from govern.rules.proposals.kinds import asked_by
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.method import Shape
from govern.rules.voting.methods import METHODS
from govern.web.frame.gettext import _, ngettext
from govern.web.words.terms.method_words import name as name_of_method


def number(value: int) -> str:
    """A whole number in the reader's format."""
    return str(format_decimal(value))


def duration(ms: int) -> str:
    """A duration, exactly, in the largest unit that divides it."""
    if ms % DAY == 0:
        return ngettext("%(num)s day", "%(num)s days", ms // DAY)
    if ms % HOUR == 0:
        return ngettext("%(num)s hour", "%(num)s hours", ms // HOUR)
    if ms % MINUTE == 0:
        return ngettext("%(num)s minute", "%(num)s minutes", ms // MINUTE)
    return _("%(num)s seconds", num=format_decimal(Decimal(ms) / 1000))


def moment_words(at: int) -> str:
    """A distant time, in UTC, the same for everybody."""
    moment = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=at)
    return _("%(day)s, %(time)s UTC", day=format_date(moment, rebase=False), time=moment.strftime("%H:%M"))


def share(ratio: Ratio) -> str:
    """A share as a percentage if that is whole, else as a fraction."""
    if 100 * ratio.num % ratio.den == 0:
        return _("%(percent)s%%", percent=100 * ratio.num // ratio.den)
    return f"{ratio.num}/{ratio.den}"


def method_words(method: str) -> str:
    """A voting method in a few words."""
    return name_of_method(method)


def choice_words(choice: Any) -> str:
    """A choice on a ballot; over several options without their names."""
    if not isinstance(choice, str):
        return _("a ballot over several options") if choice else _("a blank ballot")
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "abstain": _("Abstain"),
        "consent": _("Consent"),
        "aside": _("Stand aside"),
        "object": _("Objection"),
        "": _("Withdrawn"),
    }[choice]


def way_to_the_vote(rules: KindRules) -> list[str]:
    """The steps of a proposal of a kind, in order from its submission on."""
    steps = (sponsoring(rules), review(rules), announcement(rules), voting(rules), standstill(rules))
    return [step for step in steps if step]


def sponsoring(rules: KindRules) -> str:
    """The number of sponsors that a proposal needs, and the deadline."""
    if rules.sponsors == 0:
        return _("It needs no sponsors.")
    return ngettext(
        "%(num)s other member has to sponsor it within %(time)s.",
        "%(num)s other members have to sponsor it within %(time)s.",
        rules.sponsors,
        time=duration(rules.sponsoring_ms),
    )


def review(rules: KindRules) -> str:
    """The duration of the review; empty if there is none."""
    if not rules.review_ms:
        return ""
    return _("Then it lies open for review: %(time)s. Until then you can withdraw it.", time=duration(rules.review_ms))


def announcement(rules: KindRules) -> str:
    """The time between announcement and opening of a vote; empty if there is none."""
    if not rules.announcement_ms:
        return ""
    time = duration(rules.announcement_ms)
    return _("Then the vote is announced and everyone's weight is fixed; it opens after %(time)s.", time=time)


def voting(rules: KindRules) -> str:
    """The duration of voting."""
    time = duration(rules.voting_ms)
    return _("Voting lasts %(time)s. Until it ends, everyone can replace their ballot.", time=time)


def standstill(rules: KindRules) -> str:
    """The standstill after a passed vote."""
    if not rules.standstill_ms:
        return _("If it passes, it is carried out at once.")
    return _("If it passes, nothing happens for %(time)s; then it is carried out.", time=duration(rules.standstill_ms))


def what_passing_needs(rules: KindRules, kind: str) -> list[str]:
    """All conditions of a vote of a kind."""
    needs = (approval_floor(rules, kind), participation(rules), head_count(rules), support_words(rules, kind))
    return [need for need in needs if need]


def approval_floor(rules: KindRules, kind: str = "") -> str:
    """The minimum share of yes, or of its equivalent."""
    least = share(rules.approval_floor)
    if METHODS[rules.method].view == "consent":
        return _("Consent has at least %(share)s of the weight of everyone on the roll.", share=least)
    asked = _asked(kind)
    if asked == "options":
        return _(
            "An option is chosen only if at least %(share)s of the weight on the roll prefers it to no change.",
            share=least,
        )
    if asked in ("candidates", "projects"):
        return _("Ballots that name anything have at least %(share)s of the weight on the roll.", share=least)
    return _("Yes has at least %(share)s of the weight of everyone on the roll.", share=least)


def _asked(kind: str) -> Shape:
    """The shape of the question of a kind."""
    return asked_by(kind) if kind else "question"


def participation(rules: KindRules) -> str:
    """The minimum turnout; empty if there is none."""
    if not rules.participation.num:
        return ""
    return _("All ballots together have at least %(share)s of that weight.", share=share(rules.participation))


def head_count(rules: KindRules) -> str:
    """The minimum number of voters; empty if there is none."""
    if not rules.head_count:
        return ""
    return ngettext("At least %(num)s person votes.", "At least %(num)s people vote.", rules.head_count)


def support_words(rules: KindRules, kind: str = "") -> str:
    """The share of yes against no; empty for methods without a no."""
    even, least = 2 * rules.support.num == rules.support.den, share(rules.support)
    asked = _asked(kind)
    if asked in ("candidates", "projects"):
        return ""
    if METHODS[rules.method].view == "consent":
        return _("Nobody objects.")
    if asked == "options" and even:
        return _("More prefer it to no change than the other way round; otherwise nothing changes.")
    if asked == "options":
        return _(
            "Of those who prefer one to the other, more than %(share)s prefer it to no change; otherwise nothing "
            "changes.",
            share=least,
        )
    if even:
        return _("Yes is more than no; a tie fails.")
    return _("Yes is more than %(share)s of yes and no together; exactly that much fails.", share=least)
