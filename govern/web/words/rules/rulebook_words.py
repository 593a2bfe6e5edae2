"""A whole rulebook as sentences under headings, and the difference of two rulebooks in words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from babel.lists import format_list

from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.formats import read_kind, read_rules
from govern.rules.rulebook.rulebooks import changed_paths
from govern.rules.rulebook.rules import Band, Rules, Stricter
from govern.web.frame.gettext import _, ngettext
from govern.web.frame.language import locale
from govern.web.prose.texts import money
from govern.web.words.kinds import heading_of, kinds_in_words
from govern.web.words.rules import kind_rule_words
from govern.web.words.rules.format_words import format_sentences
from govern.web.words.rules.kind_rule_words import TOLD_WITH, joined
from govern.web.words.rules.rule_words import duration, number, share
from govern.web.words.rules.rulebook_fields import written_millionths
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.scope_words import topic_words

GIST: Final = ("method", "approval_floor", "support")
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """A part of a rulebook: its path, its heading, and its sentences by field."""

    key: str
    heading: str
    by_field: Mapping[str, list[str]]

    @property
    def sentences(self) -> list[str]:
        """All its sentences."""
        return joined(self.by_field)

    @property
    def belongs_to(self) -> str:
        """The key of the section that this one makes stricter, or empty."""
        before, stricter, _rest = self.key.partition(".stricter.")
        return before if stricter else ""

    @property
    def gist(self) -> list[str]:
        """For a kind of proposal: the voting method and the conditions."""
        if self.belongs_to:
            return []
        return [sentence for field in GIST for sentence in self.by_field.get(field, [])[:1]]


@dataclass(frozen=True)
class Difference:
    """Under a heading: the removed sentences, and the new ones."""

    heading: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def sections(raw: Json, rules: Rules) -> list[Section]:
    """The rules as sentences: each kind of proposal, stricter rules, money, and general rules."""
    found: list[Section] = []
    for kind in kinds_in_words():
        if kind in rules.kinds:
            found += _of_kind(raw, rules, kind)
    if rules.approvals and rules.kinds.keys() & paying():
        found.append(Section("money", _("Payments"), _payments(rules)))
    return [*found, Section("", _("In general"), _general(rules))]


def paying() -> list[str]:
    """The kinds of proposals that set money aside, in the order of the rulebook."""
    return [kind for kind in kinds_in_words() if kinds()[kind].sets_money_aside]


def _of_kind(raw: Json, rules: Rules, kind: str) -> Iterator[Section]:
    own = rules.kinds[kind]
    yield Section(f"kinds.{kind}", heading_of(kind), kind_rule_words.sentences(own, kind))
    for place, one in enumerate(own.stricter):
        changed = read_kind({**raw["kinds"][kind], **one.change, "stricter": []}, kind, rules.format)
        heading, lead = _when(kind, one)
        by_field = {"": [lead], **kind_rule_words.of_fields(changed, one.change, kind)}
        yield Section(f"kinds.{kind}.stricter.{place}", heading, by_field)


def _when(kind: str, one: Stricter) -> tuple[str, str]:
    """The heading of stricter rules, and the sentence that says for which proposals."""
    amounts = [money(one.above[currency], currency) for currency in one.above]
    touched = [touch_words(path) for path in one.touches]
    listed = (format_list(parts, "or", locale=locale()) for parts in (amounts, touched))
    return kinds_in_words()[kind].stricter(*listed)


def touch_words(path: str) -> str:
    """The name of a part of the rulebook protected by a rule."""
    sentences = {
        "access": _("who may read the record and members’ names"),
        "delay_ms": _("how soon changed rules count"),
        "delegation": _("delegation"),
        "format": _("the format of the rules"),
        "kinds": _("the rules for all proposals"),
        "live_per_author": _("how many proposals one person may have under way"),
        "money": _("approvals of payments"),
        "tokens": _("when tokens begin to count, and how they decay"),
        "topics": _("topics"),
        "treasury": _("fees, payees’ names, and who approves where treasurers are too few"),
    }
    sentences |= {f"kinds.{kind}": words.its_rules() for kind, words in kinds_in_words().items()}
    return sentences.get(path) or path


def _payments(rules: Rules) -> dict[str, list[str]]:
    bands = {currency: [_band(currency, one) for one in rules.approvals[currency]] for currency in rules.approvals}
    return {**bands, "treasury": [_escalation(rules), _fee(rules), _payees(rules)]}


def _escalation(rules: Rules) -> str:
    role = rules.treasury.escalation
    if not role:
        return _("Where there are too few treasurers who may approve, nothing is paid.")
    return _("Where there are too few treasurers, holders of the role “%(role)s” approve too.", role=role_words(role))


def _fee(rules: Rules) -> str:
    return _("A bank’s fee is at most %(share)s of what is paid.", share=share(rules.treasury.fee))


def _payees(rules: Rules) -> str:
    if rules.treasury.payees == "name":
        return _("Payees from outside stand in the record by their names.")
    return _("Payees from outside stand in the record by pseudonyms.")


def _band(currency: str, band: Band) -> str:
    if band.above == 0:
        return ngettext(
            "%(currency)s: %(num)s treasurer who neither asks for it nor receives it approves every payment.",
            "%(currency)s: %(num)s treasurers who neither ask for it nor receive it approve every payment.",
            band.count,
            currency=currency,
        )
    return ngettext(
        "%(currency)s: above %(amount)s it takes %(num)s treasurer.",
        "%(currency)s: above %(amount)s it takes %(num)s treasurers.",
        band.count,
        currency=currency,
        amount=money(band.above, currency),
    )


def _general(rules: Rules) -> dict[str, list[str]]:
    return {
        "format": format_sentences(rules.format),
        "delay_ms": [_delay(rules)],
        "live_per_author": [_live(rules)],
        "topics": [_topics(rules)],
        "tokens": [_maturity(rules), _decay(rules)],
        "delegation": [_depth(rules), _warning(rules)],
        "access": [_record(rules), _names(rules)],
    }


def _delay(rules: Rules) -> str:
    if not rules.delay_ms:
        return _("Rules changed by a vote count as soon as the change is carried out.")
    time = duration(rules.delay_ms)
    return _("Rules changed by a vote count %(time)s after the change is carried out, never backwards.", time=time)


def _live(rules: Rules) -> str:
    if not rules.live_per_author:
        return _("One person may have any number of proposals under way.")
    return ngettext(
        "One person may have %(num)s proposal under way at a time.",
        "One person may have %(num)s proposals under way at a time.",
        rules.live_per_author,
    )


def _topics(rules: Rules) -> str:
    if not rules.topics:
        return _("Proposals have no topics.")
    return _(
        "Topics of proposals: %(topics)s.",
        topics=format_list([topic_words(one) for one in rules.topics], locale=locale()),
    )


def _maturity(rules: Rules) -> str:
    if not rules.maturity_ms:
        return _("Tokens count as soon as their award is confirmed.")
    return _("Tokens count %(time)s after their award was confirmed.", time=duration(rules.maturity_ms))


def _decay(rules: Rules) -> str:
    if not rules.decay.epoch_ms:
        return _("Tokens do not decay.")
    return _(
        "Every %(time)s, %(share)s of each balance stay, rounded down.",
        time=duration(rules.decay.epoch_ms),
        share=written_millionths(rules.decay.keep),
    )


def _depth(rules: Rules) -> str:
    return ngettext(
        "A chain of delegations counts up to %(num)s step.",
        "A chain of delegations counts up to %(num)s steps.",
        rules.delegation.depth,
    )


def _warning(rules: Rules) -> str:
    least = share(rules.delegation.warn_at)
    return _("Everyone is warned when one person carries %(share)s of all weight or more.", share=least)


def _record(rules: Rules) -> str:
    if rules.access.record == "everyone":
        return _("Everyone may read the record.")
    return _("Members, and auditors with an access key, may read the record.")


def _names(rules: Rules) -> str:
    if rules.access.names == "everyone":
        return _("Everyone may read members’ names.")
    return _("Only members may read members’ names.")


def differences(before: Json, after: Json) -> list[Difference]:
    """The changes between two rulebooks; a change without a sentence is shown by path and values."""
    old = {one.key: one for one in sections(before, read_rules(before))}
    new = {one.key: one for one in sections(after, read_rules(after))}
    keys = [*new, *(key for key in old if key not in new)]
    found = [_difference(key, old.get(key), new.get(key)) for key in keys]
    silent = tuple(_silent(before, after, old, new))
    rest = Difference(_("Without effect at present"), (), silent)
    return [one for one in (*found, rest) if one.old or one.new]


def _difference(key: str, old: Section | None, new: Section | None) -> Difference:
    del key
    before, after = old.sentences if old else [], new.sentences if new else []
    heading = new.heading if new else old.heading if old else ""
    gone = tuple(one for one in before if one not in after)
    come = tuple(one for one in after if one not in before)
    if gone == come == () and before != after:  # the same sentences in another order
        return Difference(heading, tuple(before), tuple(after))
    return Difference(heading, gone, come)


def _silent(before: Json, after: Json, old: Mapping[str, Section], new: Mapping[str, Section]) -> Iterator[str]:
    for path in changed_paths(before, after):
        for place, was, will in _divided(path, before, after):
            if _lines_of(place, old) == _lines_of(place, new):
                yield _("%(place)s: from %(old)s to %(new)s", place=place, old=_plain(was), new=_plain(will))


def _divided(path: str, before: Json, after: Json) -> Iterator[tuple[str, Any, Any]]:
    """A changed path with its values; a list of stricter rules is split into the changed ones."""
    was, will = _value(before, path), _value(after, path)
    if not path.endswith(".stricter"):
        yield path, was, will
        return
    for place in range(max(len(was), len(will))):
        one, other = (some[place] if place < len(some) else None for some in (was, will))
        if one != other:
            yield f"{path}.{place}", one, other


def _value(raw: Any, path: str) -> Any:
    for name in path.split("."):
        raw = raw.get(name) if isinstance(raw, Mapping) else None
    return raw


def _lines_of(place: str, found: Mapping[str, Section]) -> list[str]:
    """The sentences for a path of the rulebook."""
    parts = place.split(".")
    if parts[0] in ("money", "treasury"):
        by_field = found["money"].by_field if "money" in found else {}
        return list(by_field.get(parts[1] if parts[0] == "money" else "treasury", []))
    if parts[0] != "kinds":
        return found[""].by_field.get(parts[0], [])
    key = ".".join(parts[:4] if parts[2:3] == ["stricter"] else parts[:2])
    if key not in found:
        return []
    if len(parts) == 2 or parts[2] == "stricter":
        return found[key].sentences
    return list(found[key].by_field.get(TOLD_WITH.get(parts[2], parts[2]), []))


def _plain(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def as_json(raw: Json) -> str:
    """A rulebook for a hidden field of a form."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
