"""Reads lists of people to invite from spreadsheets: finds the columns, and reports lines with errors."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.people import accounts
from govern.actions.people.accounts import FormError
from govern.actions.people.invitations import Guest, email_error
from govern.i18n import languages
from govern.store.private.accounts import known_emails
from govern.tables import rows as tables

MOST_LINES: Final = 2000
FIRST, LAST = "first", "last"  # the two parts of a name
_NOT_LETTERS: Final = str.maketrans("", "", " \u3000_-–.:/()（）：*")
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {  # normalized: in lower case, without spaces and hyphens
    "name": (
        *("name", "fullname", "displayname", "membername", "member", "person"),
        *("姓名", "名字", "名称", "会员姓名", "成员", "会员"),
    ),
    FIRST: ("firstname", "givenname", "forename", "名"),
    LAST: ("lastname", "surname", "familyname", "姓", "姓氏"),
    "email": (
        *("email", "emailaddress", "mail", "mailaddress", "emailid", "primaryemail", "emails"),
        *("邮箱", "电子邮箱", "电子邮件", "邮件", "邮箱地址", "电子邮箱地址", "电子邮件地址", "邮件地址", "email地址"),
    ),
    "club": ("club", "group", "team", "section", "chapter", "社团", "俱乐部", "小组", "分会", "协会"),
    "language": ("language", "lang", "语言", "语种"),
}
COLUMNS: Final = {name: column for column, names in HEADINGS.items() for name in names}


@dataclass(frozen=True)
class BadLine:
    """A line with errors: its number, its text, and the error codes."""

    number: int
    text: str
    errors: tuple[str, ...]


@dataclass(frozen=True)
class GuestList:
    """A list as read: the people to invite, the lines with errors, and the unused columns."""

    guests: tuple[Guest, ...]
    bad: tuple[BadLine, ...] = field(default=())
    ignored: tuple[str, ...] = field(default=())


def read_list(session: Session, text: str, now: int) -> GuestList:
    """Read a list (RFC 4180; comma, semicolon, tab or bar) whose first line names its columns.

    Raises FormError(list: list_empty, list_header, list_columns, list_long, list_unreadable) if it is not such a list.
    """
    try:
        table = _Table(text)
        lines = list(table.guests())
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
            guests.append(replace(guest, language=_language(guest.language)))
        seen.add(accounts.normal_email(guest.email))
    return GuestList(tuple(guests), tuple(bad), table.ignored)


def _errors(guest: Guest, known: dict[str, str], seen: set[str]) -> Iterator[str]:
    email = accounts.normal_email(guest.email)
    name_error, wrong = accounts.name_error(guest.name), email_error(guest.email)
    if name_error:
        yield name_error
    if club_error := accounts.optional_name_error(guest.club):
        yield club_error
    if wrong:
        yield wrong
    if email and email in seen:
        yield "email_twice"
    if email in known:
        yield known[email]
    if guest.language and not _language(guest.language):
        yield "language_unknown"


def _language(text: str) -> str:
    return languages.named(_letters(text))


class _Table:
    """The cells of a list by column name."""

    def __init__(self, text: str) -> None:
        declared, content = tables.declared(text.removeprefix("\ufeff"))
        if not content.strip():
            raise FormError({"list": "list_empty"})
        delimiter = declared or tables.most_likely(content, _known)
        self._rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        heading = next((cells for cells in self._rows if _is_filled(cells)), [])
        self._places = _places(heading)
        used = set(self._places.values())
        named = enumerate(cell.strip() for cell in heading)
        self.ignored = tuple(cell for place, cell in named if cell and place not in used)

    def guests(self) -> Iterator[tuple[int, Guest]]:
        """The person in each line, with the line's number."""
        for cells in self._rows:
            if _is_filled(cells):
                found = {column: _cell(cells, place) for column, place in self._places.items()}
                name = found.get("name") or _joined(found.get(FIRST, ""), found.get(LAST, ""))
                yield self._rows.line_num, Guest(name, *(found.get(one, "") for one in ("email", "club", "language")))


def known_heading(cell: str) -> str:
    """Whether a cell is a heading of a list, for encoding detection; see `govern.tables.encoding`.

    ASCII headings are the same in every encoding and do not help.
    """
    return "west" if not cell.isascii() and _letters(cell) in COLUMNS else ""


def _known(heading: Sequence[str]) -> int:
    return sum(_letters(cell) in COLUMNS for cell in heading)


def _places(heading: Sequence[str]) -> dict[str, int]:
    """The index of each known column; raises FormError(list_header, list_columns)."""
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        column = COLUMNS.get(_letters(cell))
        if column in found:
            raise FormError({"list": "list_columns"})
        if column:
            found[column] = place
    if "name" not in found and not {FIRST, LAST} <= found.keys():
        raise FormError({"list": "list_header"})
    return found


def _letters(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().lower().translate(_NOT_LETTERS)


def _is_filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _joined(first: str, last: str) -> str:
    """A full name of two parts; in Chinese the family name comes first, without a space."""
    is_chinese = bool(last) and all("\u4e00" <= sign <= "\u9fff" for sign in first + last)
    return f"{last}{first}" if is_chinese else f"{first} {last}".strip()


def links_as_csv(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """A CSV of name, e-mail, club and link; protected against formula injection."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("name", "email", "club", "link"))
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    # CWE-1236: a leading sign makes spreadsheets run the cell.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
