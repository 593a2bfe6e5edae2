"""The current user, and the names for opaque member ids."""

from collections.abc import Iterable
from functools import cached_property

from flask_login import AnonymousUserMixin, LoginManager, UserMixin
from sqlalchemy import select

from govern.actions.signing_in import sessions
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.members import MemberRow, RoleRow
from govern.store.private.accounts import UserRow
from govern.store.private.sign_in import SessionRow
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.database import db
from govern.web.frame.lookup import lookup
from govern.web.frame.names_shown import short_id

login = LoginManager()
OFFICES = frozenset({"administrator", "registrar", "issuer"})


class User(UserMixin):  # type: ignore[misc]
    """A signed-in person."""

    def __init__(self, row: UserRow, session: SessionRow, token: str) -> None:
        self.row = row
        self.session = session
        self.session_id = session.id  # the row may be deleted during the request
        self._token = token
        self.name = row.name
        self.member_id = row.member

    def get_id(self) -> str:
        """The session token, which the browser's cookie holds."""
        return self._token

    @property
    def is_active(self) -> bool:
        """Whether the account is enabled."""
        return not self.row.disabled_at

    @cached_property
    def is_member(self) -> bool:
        """Whether this person is enrolled and has not left."""
        row = db.session.get(MemberRow, self.member_id)
        return row is not None and not row.left_at

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of this person in the community; roles in clubs open no pages."""
        held = (RoleRow.member == self.member_id, RoleRow.scope == COMMUNITY, RoleRow.held.is_(True))
        query = select(RoleRow.role).where(*held)
        return frozenset(db.session.scalars(query))

    @property
    def is_administrator(self) -> bool:
        """Whether this person may use the administration."""
        return "administrator" in self.roles

    @property
    def has_office(self) -> bool:
        """Whether this person may use some of the administration's pages."""
        return not self.roles.isdisjoint(OFFICES)

    def may(self, access: str) -> bool:
        """Whether this person may use a route for `access`."""
        if access in ("account", "user"):
            return True
        return self.is_member if access == "member" else access in self.roles


class Visitor(AnonymousUserMixin):  # type: ignore[misc]
    """A visitor who has not signed in."""

    name = ""
    member_id = ""
    is_member = False
    is_administrator = False
    has_office = False
    roles: frozenset[str] = frozenset()

    def may(self, access: str) -> bool:
        """Whether visitors may use a route for `access`."""
        return access == "anyone"


Reader = User | Visitor
login.anonymous_user = Visitor


@login.user_loader  # type: ignore[untyped-decorator]
def load(token: str) -> User | None:
    """The owner of the session with this token; None if it has ended or the account is disabled."""
    found = sessions.find(db.session(), token)
    return User(*found, token) if found is not None else None


def remember_names(members: Iterable[str]) -> None:
    """Announce members whose names will be shown, so that `name_of` reads them with one query."""
    if may_know_names():
        lookup().names.want(members)


def name_of(member: str) -> str:
    """A member's name if the reader may see it, with the short id if it is ambiguous; else the short id."""
    return (may_know_names() and lookup().names.get(member)) or short_id(member)


def named(members: Iterable[str]) -> list[tuple[str, str]]:
    """Members with their names as in `name_of`, loaded together."""
    found = list(members)
    remember_names(found)
    return [(member, name_of(member)) for member in found]
