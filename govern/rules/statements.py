"""The catalogue of statements: each type and version with its fields, its signer and its judge."""

import base64
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from govern import rules
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Fact, Key
from govern.protocol.payload import ClerkPayload, Payload, PersonPayload
from govern.protocol.state import State, Statement, founded
from govern.protocol.statement_type import StatementType
from govern.record import signing, strict_json
from govern.record.envelope import Envelope
from govern.record.errors import RecordError
from govern.rules.people import keys
from govern.rules.people.clubs import present
from govern.rules.people.members import CommunityFounded
from govern.rules.rulebook.formats import number_of
from govern.rules.rulebook.rulebooks import format_in_force

SUBJECTS: Final = ("people", "rulebook", "proposals", "voting", "treasury")


def _found() -> Iterator[StatementType]:
    """The `STATEMENTS` of all modules of each subject."""
    for subject in SUBJECTS:
        package = import_module(f"{rules.__name__}.{subject}")
        for name in sorted(one.name for one in iter_modules(package.__path__) if not one.ispkg):
            yield from getattr(import_module(f"{package.__name__}.{name}"), "STATEMENTS", ())


KINDS_OF_STATEMENT: Final[dict[str, StatementType]] = {}
"""The types of statements in all their versions, by their payload types."""

VERSIONS: Final[dict[str, dict[int, StatementType]]] = {}
"""The versions of each kind of statement, by its name and their numbers."""


def register(kind: StatementType) -> None:
    """Register a version of a statement type; tests that follow the recipe for a new one use it too."""
    KINDS_OF_STATEMENT[kind.payload_type] = kind
    VERSIONS.setdefault(kind.name, {})[kind.version] = kind


for _kind in _found():
    register(_kind)


def judged_by(judge: Callable[..., tuple[Fact, ...]]) -> StatementType:
    """The type of statement that a judge judges."""
    return next(kind for kind in KINDS_OF_STATEMENT.values() if kind.judge is judge)


def name_of(payload: type[Payload]) -> str:
    """The name of the type of statement whose content has this class."""
    return next(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.payload is payload)


def type_of(payload: Payload) -> StatementType:
    """The type and version of statement whose content has this class."""
    return next(kind for kind in KINDS_OF_STATEMENT.values() if kind.payload is type(payload))


def is_dated(kind: StatementType) -> bool:
    """Whether some format does not take this version."""
    return kind.since > 1 or len(VERSIONS[kind.name]) > 1


def version_in(name: str, number: int) -> StatementType | None:
    """The version of a statement type that a format accepts, or None if the format lacks the type."""
    known = [one for one in VERSIONS[name].values() if one.since <= number]
    return max(known, key=lambda one: one.version, default=None)


def version_now(state: State, name: str, at: int) -> int:
    """The version of a statement type that the format in force accepts; raises Refused(kind_unknown)."""
    first = VERSIONS[name].get(1)
    if first is not None and not is_dated(first):
        return 1
    return _taken(name, format_in_force(state, at)).version


def _taken(name: str, number: int) -> StatementType:
    taken = version_in(name, number)
    if taken is None:
        raise Refused("kind_unknown")
    return taken


def newer_versions(number: int) -> dict[str, int]:
    """The versions above 1 that a format accepts, by type; signers need them."""
    taken = {name: version_in(name, number) for name in VERSIONS}
    return {name: kind.version for name, kind in taken.items() if kind is not None and kind.version > 1}


def read(envelope: Envelope) -> tuple[StatementType, Payload]:
    """Type and content of an envelope, with checked form; raises Refused(kind_unknown, payload_*, field_*)."""
    need_one_signature(envelope)
    return read_payload(envelope.payload_type, envelope.payload)


def need_one_signature(envelope: Envelope) -> None:
    """Raise Refused(envelope_malformed) if a statement of a person or the clerk has more than one signature."""
    if envelope.payload_type in KINDS_OF_STATEMENT and len(envelope.signatures) != 1:
        raise Refused("envelope_malformed", why=N_("one signature is expected"))


def read_payload(payload_type: str, data: bytes) -> tuple[StatementType, Payload]:
    """Type and content of a payload, with checked form; raises Refused(kind_unknown, payload_*, field_*)."""
    kind = KINDS_OF_STATEMENT.get(payload_type)
    if kind is None:
        raise Refused("kind_unknown")
    usual = kind.quick_reader and kind.quick_reader.read(data)
    if usual:
        return kind, usual
    try:
        content = strict_json.decode(data)
    except RecordError as error:
        raise Refused("payload_malformed", why=error.code) from error
    if not isinstance(content, dict):
        raise Refused("payload_malformed", why="json_object")
    return kind, kind.payload.checked(content)


def judge(state: State, kind: StatementType, statement: Statement[Payload]) -> tuple[Fact, ...]:
    """The facts of a statement with a verified signature; raises Refused if it breaks a rule.

    The same function decides on the server and in the verifier.
    """
    if is_dated(kind):
        _need_version(state, kind, statement)
    if kind.signer != "founder":
        _authorise(state, statement)
    return kind.judge(state, statement)


def _need_version(state: State, kind: StatementType, statement: Statement[Payload]) -> None:
    """Raise Refused(kind_unknown, statement_version) unless the format in force accepts this version."""
    payload = statement.payload
    if isinstance(payload, CommunityFounded):
        number = number_of(payload.rulebook)
    else:
        number = format_in_force(state, statement.at)
    taken = _taken(kind.name, number)
    if taken is not kind:
        raise Refused("statement_version", version=kind.version, expected=taken.version)


def _authorise(state: State, statement: Statement[Payload]) -> None:
    """Raises Refused(community_other, clerk_only, key_*, signer_other, member_*) unless the signer may act."""
    community, payload = founded(state), statement.payload
    if isinstance(payload, (PersonPayload, ClerkPayload)) and payload.community != community.id:
        raise Refused("community_other")
    if isinstance(payload, PersonPayload):
        _authorise_person(state, statement, payload)
    elif statement.keyid != clerk_keyid(community.clerk_key):
        raise Refused("clerk_only")


def _authorise_person(state: State, statement: Statement[Payload], payload: PersonPayload) -> None:
    key = state.get(Key, statement.keyid)
    if key is None:
        raise Refused("key_unknown")
    if key.member != payload.member:
        raise Refused("signer_other")
    if key.ended_at or key.starts_at:
        keys.need_living(key, statement.at)
    present(state, key.member)


def clerk_keyid(public_key: str) -> str:
    """The key id of the clerk's public key (base64)."""
    return signing.key_id(base64.b64decode(public_key))
