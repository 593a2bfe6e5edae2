"""The kinds of proposals: each module in this folder defines the descriptor of one.

To add a kind, write

1. `govern/rules/proposals/kinds/<kind>.py`: a subclass of `ProposalKind`. It names the format of the rulebook that
   introduces the kind (`since`), the classes of its effects, what it puts to the vote, its rules in the ready-made
   rulebooks, and what it brings about. `effect-applied` carries out what needs no other statement of the clerk's; for a
   consequence of its own, add a type of statement first.
2. `govern/web/words/kinds/<kind>.py`: a subclass of `KindWords`, and `WORDS`, an instance of it: its names, the
   sentences of its effects for pages and signing dialog, and the inputs of its form.
3. `govern/actions/drafts/kinds/<kind>.py`: a subclass of `KindForm`, and `FORM`, an instance of it: the fields of its
   form, how they become effects, and how effects fill them for a new version.

Then `python -m tests.i18n.dialog` makes the script of the signing dialog, `python -m tests.tools.catalogue` the
catalogues.

Nothing lists the kinds by hand: formats, linter, ready-made rulebooks, clerk and specification iterate over `kinds()`.
Modules are loaded when the kinds are first asked for, because kinds build on the rulebook, and rulebooks name kinds.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from govern.protocol.effect import TAG, Effect
from govern.protocol.payload import ConsequencePayload
from govern.rules import descriptors
from govern.rules.proposals.kind import ProposalKind
from govern.rules.voting.method import Shape


@cache
def kinds() -> dict[str, ProposalKind[Effect]]:
    """All kinds of proposals by id, in ascending order."""
    found = descriptors.classes(__name__, ProposalKind)  # type: ignore[type-abstract]
    return {kind.id: kind for kind in sorted(found, key=lambda kind: kind.id)}


def kind_of_effect(name: object) -> ProposalKind[Effect] | None:
    """The kind of an effect's name; None for an unknown effect."""
    return next((kind for kind in kinds().values() if any(name == one.NAME for one in kind.effects)), None)


class RecordedProposal(Protocol):
    """A proposal in the record: a fact, or a row of the database."""

    @property
    def kind(self) -> str:
        """The id of its kind."""

    @property
    def effects(self) -> Iterable[Mapping[str, Any]]:
        """Its effects as in the record."""


def effects_of(proposal: RecordedProposal) -> tuple[Effect, ...]:
    """The effects of a proposal in the record."""
    return kinds()[proposal.kind].typed(proposal.effects)


def rulebook_in(effects: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The rulebook that recorded effects would adopt, if any."""
    for one in effects:
        kind = kind_of_effect(one[TAG])
        found = kind.rulebook_of(*kind.typed([one])) if kind else None
        if found is not None:
            return found
    return None


def asked_by(kind: str) -> Shape:
    """The shape of the question of a kind of proposal."""
    return kinds()[kind].asks


def asking(shape: Shape) -> tuple[str, ...]:
    """The kinds whose question has this shape."""
    return tuple(id_ for id_, kind in kinds().items() if kind.asks == shape)


def carried_out_by(consequence: type[ConsequencePayload]) -> str:
    """The kind whose effects a type of the clerk's statements carries out, where only one does."""
    (kind,) = (id_ for id_, kind in kinds().items() if kind.consequence is consequence)
    return kind


def plain_spending() -> str:
    """The kind with which every other kind that sets money aside is compared."""
    return next(id_ for id_, kind in kinds().items() if kind.is_plain_spending)
