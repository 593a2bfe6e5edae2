"""Lists of people: columns in two languages, encodings, workbooks, what is passed over and what cannot be used."""

import io

import pytest
import xlsxwriter

from govern.tables import people
from govern.tables.people import People, Person


@pytest.mark.parametrize(
    "head", ["name,email,club", "Name;E-Mail;Club", "Name\tEmail address\tVerein", "姓名,邮箱,社团"]
)
def test_columns_are_known_by_their_names_in_both_languages(head: str) -> None:
    mark = next(one for one in ";\t," if one in head)
    found = people.read(f"{head}\nAda{mark}ada@example.org{mark}Garden\n".encode())
    assert found == People((Person(2, "Ada", "ada@example.org", "Garden"),))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_chinese_list_is_read_in_every_usual_encoding(encoding: str) -> None:
    found = people.read("姓名,邮箱\n温书,wen@example.org\n李梅,\n".encode(encoding))
    assert [(one.name, one.email) for one in found.people] == [("温书", "wen@example.org"), ("李梅", "")]


def test_a_german_list_from_an_old_spreadsheet_is_read() -> None:
    found = people.read("Vorname;Nachname;E-Mail-Adresse\nJörg;Müller;j@example.org\n".encode("cp1252"))
    assert found.people == (Person(2, "Jörg Müller", "j@example.org"),)


def test_columns_that_are_passed_over_and_bad_lines_are_told() -> None:
    found = people.read(b"Name,Phone,E-mail\nAda,1,a@example.org\n,2,b@example.org\nBo,3,c@example.org,too much\n")
    assert found.ignored == ("Phone",)
    assert [one.name for one in found.people] == ["Ada"]
    assert found.bad == ((3, "2, b@example.org"), (4, "Bo, 3, c@example.org, too much"))


def test_a_workbook_is_read() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "电子邮箱"])
        sheet.write_row(1, 0, ["温书", "wen@example.org"])
    assert people.read(file.getvalue()).people == (Person(2, "温书", "wen@example.org"),)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "header"),
        (b"%PDF-1.7", "kind"),
        (b"name,email\nA,a@example.org\n" * 20_001, "long"),
        (b'name,email\n"' + b"A\n" * 40, "quotes"),
    ],
)
def test_what_is_no_list_is_told(data: bytes, problem: str) -> None:
    assert people.read(data).problem == problem
