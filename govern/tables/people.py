"""Lists of people with names, e-mail addresses and clubs, from CSV in any usual encoding, XLSX or ODS."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govern.tables import formats, workbook
from govern.tables.bank.names import plain
from govern.tables.encoding import decode
from govern.tables.rows import DELIMITERS, Row, Unquoted, declared, split

MOST_ROWS: Final = 20_000
_NAMES: Final = {
    "name": """
        name | full name | fullname | display name | person | member | member name | first and last name
        | nom complet | vollständiger name | mitglied | naam | nombre | nome | nom | 姓名 | 名字 | 名称
        | 姓名/名称 | 成员 | 会员 | 会员姓名 | 成员姓名 | 人员
        """,
    "email": """
        email | e-mail | mail | email address | e-mail address | mail address | e-mail-adresse | emailadresse
        | mailadresse | e-mailadres | courriel | adresse e-mail | correo | correo electrónico | 邮箱 | 电子邮箱
        | 电子邮件 | 邮件 | 邮箱地址 | 电邮 | 邮件地址 | 电子邮件地址 | 电子邮箱地址
        """,
    "club": """
        club | group | chapter | association | verein | gruppe | ortsgruppe | vereniging | groupe | club name
        | 社团 | 俱乐部 | 小组 | 分会 | 团体 | 所属社团 | 协会
        """,
    "first": "first name | firstname | given name | vorname | voornaam | prénom | 名",
    "last": "last name | lastname | surname | family name | nachname | achternaam | nom de famille | 姓",
}
_ROLES: Final = {plain(name): role for role, text in _NAMES.items() for name in text.split("|")}


@dataclass(frozen=True)
class Person:
    """A row of the list and its line in the file; what is not told is empty."""

    place: int
    name: str
    email: str = ""
    club: str = ""


@dataclass(frozen=True)
class People:
    """The people of a list, the columns that were passed over, and lines with too many cells or without a name.

    `problem` is empty, or a code of why there is no list: `empty`, `header` (no column is the name), `long`,
    `encoding` (not a text, or one that can be read in several ways), `quotes`, `kind`.
    """

    people: tuple[Person, ...] = ()
    ignored: tuple[str, ...] = ()
    bad: tuple[tuple[int, str], ...] = ()
    problem: str = ""


def read(data: bytes, encoding: str = "") -> People:
    """The list in a file."""
    if not data.strip():
        return People(problem="empty")
    kind = formats.kind_of(data)
    if kind in formats.TABLES and kind != "csv":
        return _of_workbook(data, kind)
    if kind != "csv":
        return People(problem="kind")
    decoded = decode(data, encoding, lambda cell: "west" if plain(cell) in _ROLES else "")
    return People(problem="encoding") if decoded is None or decoded.open is not None else of_text(decoded.text)


def _of_workbook(data: bytes, kind: str) -> People:
    try:
        sheets = [rows for _name, rows in workbook.sheets_of(data, kind)]
    except workbook.BrokenWorkbook:
        return People(problem="kind")
    found = [_of_rows(rows) for rows in sheets]
    return next((one for one in found if not one.problem), found[0] if found else People(problem="empty"))


def of_text(text: str) -> People:
    """The list in a text."""
    delimiter, text = declared(text)
    try:
        ways = [split(text, one) for one in ([delimiter] if delimiter else DELIMITERS)]
    except Unquoted:
        return People(problem="quotes")
    return _of_rows(max(ways, key=_known))


def _known(rows: Sequence[Row]) -> tuple[int, int]:
    """How many columns have a known name, and into how many cells the head line falls."""
    head = next((row.cells for row in rows if not row.is_empty), ())
    return sum(plain(cell) in _ROLES for cell in head), len(head)


def _of_rows(rows: Sequence[Row]) -> People:
    filled = [row for row in rows if not row.is_empty]
    if not filled:
        return People(problem="empty")
    if len(filled) > MOST_ROWS:
        return People(problem="long")
    head = filled[0].cells
    columns: dict[str, int] = {}
    for place, name in enumerate(head):
        role = _ROLES.get(plain(name))
        if role:
            columns.setdefault(role, place)
    if not columns.keys() & {"name", "first", "last"}:
        return People(problem="header")
    ignored = tuple(name for place, name in enumerate(head) if name and place not in columns.values())
    people, bad = [], []
    for row in filled[1:]:
        person = _person(row, columns)
        if not person.name or len(row.cells) > len(head):
            bad.append((row.place, ", ".join(cell for cell in row.cells if cell)))
        else:
            people.append(person)
    return People(tuple(people), ignored, tuple(bad))


def _person(row: Row, columns: dict[str, int]) -> Person:
    def cell(role: str) -> str:
        place = columns.get(role, len(row.cells))
        return " ".join(row.cells[place].split()) if place < len(row.cells) else ""

    return Person(row.place, cell("name") or _joined(cell("first"), cell("last")), cell("email"), cell("club"))


def _joined(first: str, last: str) -> str:
    """A name of two columns; Chinese names have the family's name first, and no blank."""
    chinese = any("\u4e00" <= one <= "\u9fff" for one in last)
    return f"{last}{first}" if chinese else " ".join(one for one in (first, last) if one)
