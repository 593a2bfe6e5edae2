"""The look-ups of one request by key: each value is read once, as many as possible per query.

A page says what it will show (`want`), which costs nothing; the first value that is asked for (`get`), or the template
that begins, reads everything wanted until then. What nobody wanted is read when it is asked for, and remembered.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from flask import g
from sqlalchemy.orm import Session

from govern.protocol.facts import HiddenText
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.rules.rulebook.rules import Rules
from govern.store.facts.books import AccountRow, ProgrammeRow
from govern.store.views import ledger
from govern.store.views.lookups import by_key
from govern.store.views.lookups.by_key import StoredText
from govern.store.views.lookups.statement_subjects import Subjects
from govern.web.frame.access.rules_in_force import rules_in_force
from govern.web.frame.database import db
from govern.web.frame.names_shown import beside, without_controls
from govern.web.frame.services import now

Value = TypeVar("Value")
ReadByKeys = Callable[[Collection[str]], Mapping[str, Value]]


class Loader(Generic[Value]):
    """Values by key, read for all wanted keys at once."""

    def __init__(self, read: ReadByKeys[Value]) -> None:
        self._read = read
        self._wanted: set[str] = set()
        self._known: dict[str, Value | None] = {}

    def want(self, keys: Iterable[str]) -> None:
        """Announce keys to be read; empty keys are ignored."""
        self._wanted.update(key for key in keys if key and key not in self._known)

    def get(self, key: str) -> Value | None:
        """The value of a key, read together with all announced keys; None if there is none."""
        if key and key not in self._known:
            self._load({key} | self._wanted)
        return self._known.get(key)

    def read_wanted(self) -> None:
        """Read all announced keys."""
        if self._wanted:
            self._load(set(self._wanted))

    def _load(self, keys: set[str]) -> None:
        found = self._read(keys)
        self._wanted -= keys
        self._known.update({key: found.get(key) for key in keys})


@dataclass(frozen=True)
class ShownText:
    """A text as pages show it: empty if it is withheld."""

    words: str
    withheld: HiddenText | None


class Lookup:
    """Everything that one request looks up; `at` is its moment in milliseconds since 1970."""

    def __init__(self, session: Callable[[], Session], at: int) -> None:
        self._session = session
        self._at = at
        self.names: Loader[str] = Loader(self._names)  # only for those who may know them: see `people.name_of`
        self.texts: Loader[ShownText] = Loader(self._texts)
        self.clubs: Loader[str] = Loader(self._clubs)  # the hashes of their names
        self.elected: Loader[frozenset[tuple[str, str]]] = Loader(lambda scopes: by_key.elected(session(), scopes))
        self.subjects = Subjects()
        self.doubled: dict[str, frozenset[str]] = {}  # by what is named, the ids whose names look like another's
        self.options: dict[str, Mapping[str, str]] = {}  # by vote, the names of its options

    @cached_property
    def rules(self) -> Rules | None:
        """The community's rulebook in force, or None before the founding."""
        return rules_in_force(self._session(), self._at)

    @cached_property
    def accounts(self) -> Mapping[str, AccountRow]:
        """All accounts of the treasury by id."""
        found = ledger.accounts(self._session())
        self.texts.want(one.name for one in found)
        return {one.account: one for one in found}

    @cached_property
    def programmes(self) -> Mapping[str, ProgrammeRow]:
        """All programmes of the treasury by id."""
        found = ledger.programmes(self._session())
        self.texts.want(one.name for one in found)
        return {one.programme: one for one in found}

    def read_wanted(self) -> None:
        """Read everything announced, so that a template queries the database for none of it."""
        for one in (self.clubs, self.elected, self.names, self.texts, self.texts):  # withheld texts want their reasons
            one.read_wanted()

    def _names(self, members: Collection[str]) -> dict[str, str]:
        found = by_key.names(self._session(), members)
        return {member: beside(one.name, member) if one.doubled else one.name for member, one in found.items()}

    def _texts(self, hashes: Collection[str]) -> dict[str, ShownText]:
        found = by_key.texts(self._session(), hashes)
        self.texts.want(one.withheld.reason for one in found.values() if one.withheld)
        return {digest: ShownText(_words(one), one.withheld) for digest, one in found.items()}

    def _clubs(self, clubs: Collection[str]) -> dict[str, str]:
        found = by_key.club_names(self._session(), clubs)
        self.texts.want(found.values())
        return found


def _words(stored: StoredText) -> str:
    """The words of a text, without characters that change the direction of a line; empty if the blob is no text."""
    if stored.withheld:
        return ""
    try:
        value = strict_json.decode(stored.data)
    except RecordError:  # a weight roll
        return ""
    return without_controls(str(value["text"])) if isinstance(value, dict) and "text" in value else ""


def lookup() -> Lookup:
    """The look-ups of the current request."""
    if "lookup" not in g:
        g.lookup = Lookup(db.session, now())
    found: Lookup = g.lookup
    return found
