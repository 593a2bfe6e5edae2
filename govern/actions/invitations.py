"""Invitations: codes that let someone in once, of which only the hash is kept; made one by one or from a list."""

import csv
import io
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from govern.actions import accounts
from govern.actions.accounts import FormError, refuse
from govern.store.accounts import InvitationRow, UserRow, invitation_by_hash, known_emails

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH: Final = 16  # 16 characters of 5 bits: 80 bits
DAY: Final = 86_400_000
VALID: Final = 30 * DAY
MOST_LINES: Final = 2000
_READ_AS: Final = str.maketrans("OIL", "011", " -\t")


@dataclass(frozen=True)
class Guest:
    """Someone to invite; the e-mail address may be empty."""

    name: str
    email: str = ""
    club: str = ""


@dataclass(frozen=True)
class Issued:
    """A fresh invitation; its code is known now and never again."""

    guest: Guest
    code: str


@dataclass(frozen=True)
class BadLine:
    """A line of a list that cannot be taken: its number, what it says, and codes of what is wrong."""

    number: int
    text: str
    errors: tuple[str, ...]


@dataclass(frozen=True)
class GuestList:
    """A list as read: whom it invites, and every line that cannot be taken."""

    guests: tuple[Guest, ...]
    bad: tuple[BadLine, ...] = field(default=())


def new_code() -> str:
    """A fresh code, XXXX-XXXX-XXXX-XXXX."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(plain[i : i + 4] for i in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """A code without hyphens, as it is hashed; what people confuse is read as what was meant. Empty if it is none."""
    plain = typed.upper().translate(_READ_AS)
    return plain if len(plain) == LENGTH and all(one in ALPHABET for one in plain) else ""


def invite(session: Session, guests: Sequence[Guest], by: str, now: int) -> list[Issued]:
    """Makes one invitation each, valid for 30 days; `by` is a member id. Raises FormError(name_*, email_*)."""
    issued = []
    for guest in guests:
        refuse(
            {
                "name": accounts.name_error(guest.name),
                "email": _email_error(guest.email),
                "club": accounts.optional_name_error(guest.club),
            }
        )
        code = new_code()
        row = InvitationRow(
            code_hash=accounts.hash_of_code(plain_code(code)),
            name=accounts.normal_name(guest.name),
            club=accounts.normal_name(guest.club),
            email=accounts.normal_email(guest.email),
            created_by=by,
            created_at=now,
            expires_at=now + VALID,
        )
        session.add(row)
        issued.append(Issued(guest, code))
    return issued


def invite_founder(session: Session, member: str, now: int) -> str:
    """The code by which the founder, who is in the record already, makes an account; valid for a week."""
    code = new_code()
    row = InvitationRow(
        code_hash=accounts.hash_of_code(plain_code(code)),
        member=member,
        name="",
        email="",
        created_by=member,
        created_at=now,
        expires_at=now + 7 * DAY,
    )
    session.add(row)
    return code


def _email_error(email: str) -> str:
    return accounts.email_error(email) if email.strip() else ""


def state(row: InvitationRow, now: int) -> str:
    """`used`, `revoked`, `expired` or `open`."""
    if row.used_at:
        return "used"
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def mail_subject(row: InvitationRow) -> str:
    """On what occasion an invitation is mailed: a new code is another one."""
    return f"{row.id}:{row.code_hash}"


def find(session: Session, typed: str) -> InvitationRow | None:
    """The invitation that a typed code belongs to, in whatever state."""
    plain = plain_code(typed)
    return invitation_by_hash(session, accounts.hash_of_code(plain)) if plain else None


def accept(session: Session, typed: str, name: str, email: str, hashed: str, now: int) -> UserRow:
    """Makes the invited person's account, once; raises FormError(code_*, name_*, email_*)."""
    refuse({"name": accounts.name_error(name), "email": accounts.email_error(email)})
    row = find(session, typed)
    if row is None or state(row, now) != "open":
        raise FormError({"code": f"code_{state(row, now)}" if row else "code_unknown"})
    user = accounts.create_user(session, name, email, hashed, now, club=row.club, member=row.member)
    row.used_by, row.used_at = user.id, now
    return user


def revoke(session: Session, id_: int, now: int) -> None:
    """Takes an open invitation back; one that was used stays used."""
    row = session.get_one(InvitationRow, id_)
    if not row.used_at:
        row.revoked_at = row.revoked_at or now


def read_list(session: Session, text: str, now: int) -> GuestList:
    """Reads a CSV list (RFC 4180; comma or semicolon) with the columns name, email and club.

    Raises FormError(list: list_empty, list_header, list_long, list_unreadable) if it is no such list.
    """
    try:
        lines = list(_lines(text))
    except csv.Error as error:
        raise FormError({"list": "list_unreadable"}) from error
    if len(lines) > MOST_LINES:
        raise FormError({"list": "list_long"})
    known = known_emails(session, {accounts.normal_email(guest.email) for _, guest in lines}, now)
    seen: set[str] = set()
    guests, bad = [], []
    for number, guest in lines:
        errors = tuple(_errors(guest, known, seen))
        if errors:
            bad.append(BadLine(number, ", ".join(filter(None, (guest.name, guest.email, guest.club))), errors))
        else:
            guests.append(guest)
        seen.add(accounts.normal_email(guest.email))
    return GuestList(tuple(guests), tuple(bad))


def _errors(guest: Guest, known: dict[str, str], seen: set[str]) -> Iterator[str]:
    email = accounts.normal_email(guest.email)
    name_error, email_error = accounts.name_error(guest.name), _email_error(guest.email)
    if name_error:
        yield name_error
    if club_error := accounts.optional_name_error(guest.club):
        yield club_error
    if email_error:
        yield email_error
    if email and email in seen:
        yield "email_twice"
    if email in known:
        yield known[email]


def _lines(text: str) -> Iterator[tuple[int, Guest]]:
    content = text.removeprefix("\ufeff")
    if not content.strip():
        raise FormError({"list": "list_empty"})
    first = content.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    columns: dict[str, int] | None = None
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
        else:
            yield reader.line_num, Guest(*(_cell(cells, columns, name) for name in ("name", "email", "club")))


def _columns(cells: list[str]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in cells]
    if "name" not in names or len(set(names)) != len(names):
        raise FormError({"list": "list_header"})
    return {name: place for place, name in enumerate(names)}


def _cell(cells: list[str], columns: dict[str, int], name: str) -> str:
    place = columns.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def links_as_csv(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """A CSV of name, e-mail, club and link; no cell can be taken for a formula by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("name", "email", "club", "link"))
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    # CWE-1236: a leading sign makes spreadsheets run the cell.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
