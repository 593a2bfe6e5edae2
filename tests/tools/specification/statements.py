"""The tables of the protocol: types of values, statements with their fields, and effects of proposals."""

from collections.abc import Mapping
from typing import Any, Final

from govern.protocol import texts
from govern.protocol.errors import RULES
from govern.protocol.payload import ClerkPayload, PersonPayload
from govern.protocol.statement_type import StatementType
from govern.rules.people.members import Founder, KeyClaim
from govern.rules.proposals.kinds import choice, kinds
from govern.rules.statements import KINDS_OF_STATEMENT, name_of
from govern.rules.treasury import disbursements, journal, mandates, payees
from tests.tools.specification import refusals, values
from tests.tools.specification.blocks import table
from tests.tools.specification.conditions import CONDITIONS

COMMON: Final = {"person": PersonPayload.READERS, "clerk": ClerkPayload.READERS, "founder": {}}
OBJECTS: Final[list[tuple[str, Mapping[str, Any]]]] = [
    ("founder", Founder.READERS),
    ("key claim", KeyClaim.READERS),
    ("text blob", texts.TEXT_BLOB),
    ("member as payee", payees.TO_MEMBER),
    ("outside payee", payees.TO_OUTSIDER),
    ("option of a choice", choice.NamedOption.READERS),
    ("tranche", mandates.TranchePart.READERS),
    ("item of a request", disbursements.ITEM),
    ("imported entry", journal.ROW),
    ("posting of an imported entry", journal.POSTING),
]
NESTED: Final[Mapping[str, str]] = {
    "disbursement-requested": "each item's `text`",
    "disbursement-revised": "each item's `text`",
    "entries-imported": "each entry's `text`",
    "grant-applied": "an outside payee's `name`",
    "proposal-revised": "those of its effects",
    "proposal-submitted": "those of its effects",
    "stream-asked": "an outside payee's `name`",
}


def types() -> str:
    """The named types of values."""
    rows = sorted((name, values.spelled(reader)) for reader, name in values.NAMES.items())
    return table(("type", "permitted"), [(f"`{name}`", words) for name, words in rows])


def common() -> str:
    """The fields that all statements of a signer have."""
    rows = [(f"`{name}`", values.words_of("", name, reader)) for name, reader in PersonPayload.READERS.items()]
    return table(("field of a person's statement", "type"), rows)


def _listed(owner: str, known: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name}` {values.words_of(owner, name, reader)}" for name, reader in sorted(known.items()))


def statements() -> str:
    """All types of statements."""
    head = ("statement", "version", "signer", "own fields", "texts", "who", "when", "rules that can refuse it")
    return table(head, [_row(kind) for kind in sorted(KINDS_OF_STATEMENT.values(), key=lambda kind: kind.payload_type)])


def _row(kind: StatementType) -> tuple[str, ...]:
    common_fields = COMMON[kind.signer]
    own = {name: reader for name, reader in kind.fields.items() if name not in common_fields}
    who, when = CONDITIONS[kind.name]
    named = [f"`{name}`" for name in kind.texts] + ([NESTED[kind.name]] if kind.has_nested_texts else [])
    version = kind.payload_type.rpartition(".v")[2].partition("+")[0]
    return (
        f"`{kind.name}`",
        version,
        kind.signer,
        _listed(kind.name, own) or "none",
        ", ".join(named),
        who,
        when,
        ", ".join(numbers(kind)),
    )


def numbers(kind: StatementType) -> list[str]:
    """The numbers of the rules that can refuse a kind of statement, beside those of every statement."""
    found = {RULES[code].number for code in refusals.codes(kind.judge)}
    return sorted((one for one in found if one not in ("1.2",)), key=lambda one: tuple(map(int, one.split("."))))


def effects() -> str:
    """The effects of proposals, by kind."""
    rows = []
    for kind in kinds().values():
        for effect in kind.effects:
            further = _listed(effect.NAME, effect.READERS) or "none"
            rows.append((f"`{kind.id}`", f"`{effect.NAME}`", further, f"`{name_of(kind.consequence)}`"))
    return table(("kind", "`effect`", "further fields", "carried out by"), rows)


def objects() -> str:
    """Objects within statements and effects."""
    return table(("object", "fields"), [(name, _listed(name, known)) for name, known in OBJECTS])


def readers() -> dict[tuple[str, str], Any]:
    """The readers of all fields, by the statement, effect or object and the field's name."""
    named = [(kind.name, kind.fields) for kind in KINDS_OF_STATEMENT.values()]
    named += [(effect.NAME, effect.CHECKED) for kind in kinds().values() for effect in kind.effects] + OBJECTS
    return {(owner, name): reader for owner, known in named for name, reader in known.items()}
