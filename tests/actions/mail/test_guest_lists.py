"""Lists of people to invite: the usual headings in both languages, the usual encodings, and unused columns."""

import io
from collections.abc import Iterator

import pytest
import xlsxwriter
from sqlalchemy.orm import Session

from govern.actions.mail import guest_lists, list_files
from govern.actions.mail.guest_lists import GuestList
from govern.actions.mail.list_files import EncodingUnclear
from govern.actions.people.accounts import FormError
from govern.actions.people.invitations import Guest
from tests.dsl.people import RealCommunity

ANN = (Guest("Ann", "ann@example.org"),)


@pytest.fixture
def session(community: RealCommunity) -> Iterator[Session]:
    """A transaction of a community."""
    with Session(community.engine) as session:
        yield session


def read(session: Session, text: str) -> GuestList:
    return guest_lists.read_list(session, text, 1)


@pytest.mark.parametrize(
    "heading",
    [
        *("Name,E-mail", "name,email", "NAME;E-Mail", "Full name\tEmail Address", "Name, e-mail address "),
        *("姓名,邮箱", "姓名,电子邮箱", "名字\t电子邮件地址", "Display Name,Mail", "\ufeff姓名;E-mail"),
    ],
)
def test_usual_headings_are_understood(session: Session, heading: str) -> None:
    mark = next(sign for sign in "\t;," if sign in heading)
    found = read(session, f"{heading}\nAnn{mark}ann@example.org\n")
    assert (found.guests, found.bad, found.ignored) == (ANN, (), ())


@pytest.mark.parametrize(
    "text",
    [
        'Name,E-mail,"Notes (diet; age; size; team)"\nAnn,ann@example.org,none\n',
        "Name,E-mail,Notes: diet; age; size; team\nAnn,ann@example.org,none\n",
        "Name;E-mail;Notes, if any, in a few words, please\nAnn;ann@example.org;none, thanks\n",
        "Name|E-mail\nAnn|ann@example.org\n",
        "sep=;\nName;E-mail\nAnn;ann@example.org\n",
    ],
)
def test_the_delimiter_is_detected_by_known_headings(session: Session, text: str) -> None:
    found = read(session, text)
    assert (found.guests, found.bad) == (ANN, ())


def test_a_line_is_numbered_as_in_the_file_after_a_line_that_declares_the_delimiter(session: Session) -> None:
    assert [line.number for line in read(session, "sep=;\nName;E-mail\n;nobody\n").bad] == [3]


def test_an_unused_column_is_reported(session: Session) -> None:
    found = read(session, "Timestamp,Name,Phone,E-mail\n1,Ann,555,ann@example.org\n")
    assert (found.guests, found.ignored) == (ANN, ("Timestamp", "Phone"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First name,Last name\nAnn,Lee\n", "Ann Lee"),
        ("姓,名\n李,小明\n", "李小明"),
        ("Last name,First name\nLi,\n", "Li"),
    ],
)
def test_a_name_in_two_columns_is_joined(session: Session, text: str, name: str) -> None:
    assert [guest.name for guest in read(session, text).guests] == [name]


def test_languages_are_read_and_an_unknown_one_is_reported(session: Session) -> None:
    found = read(session, "name,语言\nAnn,English\n温,中文\nBo,\nCy,Klingon\n")
    assert [guest.language for guest in found.guests] == ["en", "zh-Hans", ""]
    assert [(line.number, line.errors) for line in found.bad] == [(5, ("language_unknown",))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("email,phone\nx,y\n", "list_header"),
        ("First name,email\nAnn,\n", "list_header"),
        ("Name,Email,E-mail\nAnn,,\n", "list_columns"),
        (" \n", "list_empty"),
    ],
)
def test_a_list_without_headings_is_refused(session: Session, text: str, code: str) -> None:
    with pytest.raises(FormError) as refused:
        read(session, text)
    assert refused.value.errors == {"list": code}


CHINESE = "姓名,邮箱,社团\n王小明,wang@example.org,读书会\n朱镕基,zhu@example.org,\n陶喆,tao@example.org,合唱团\n"
WESTERN = "Name;E-Mail;Club\nJürgen Groß;j@example.org;Chor\nZoë Lopez;z@example.org;Café\nJörg;a@example.org;\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE, encoding) for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")),
        *((WESTERN, encoding) for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")),
        (CHINESE.replace("喆", "哲").replace("镕", "容"), "gb2312"),
        ("name\nAnn\n", "ascii"),
    ],
)
def test_usual_encodings_are_distinguished(text: str, encoding: str) -> None:
    found = list_files.text_of(text.encode(encoding), guest_lists.known_heading)
    assert found.removeprefix("\ufeff") == text


def test_an_ambiguous_encoding_is_asked_for() -> None:
    data = "name\nŁukasz\nJiří\n".encode("cp1250")
    with pytest.raises(EncodingUnclear) as unclear:
        list_files.text_of(data, guest_lists.known_heading)
    assert unclear.value.choices["cp1250"] == "Łukasz"
    assert list_files.text_of(data, guest_lists.known_heading, "cp1250") == "name\nŁukasz\nJiří\n"


def test_the_first_sheet_of_a_workbook_is_a_list(session: Session) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate((("姓名", "邮箱", "Phone"), ("王小明", "wang@example.org", 555))):
            sheet.write_row(place, 0, row)
    found = read(session, list_files.text_of(out.getvalue(), guest_lists.known_heading))
    assert found.guests == (Guest("王小明", "wang@example.org"),)
    assert found.ignored == ("Phone",)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\x00\x00\x80\x81"])
def test_a_file_that_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormError):
        list_files.text_of(data, guest_lists.known_heading)
