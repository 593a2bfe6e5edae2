"""The rules' README: a section for each number, with the existing codes, functions and tests."""

import re
from typing import Final

from govern.rules.treasury.ledger import built_in_id
from govern.rules.voting.methods import METHODS
from tests.tools.specification import blocks, index, pages

TEXT: Final = pages.read(pages.GOVERN / "rules" / "README.md")
HEADINGS: Final = re.findall(r"^### (\d+\.\d+) \S", TEXT, re.MULTILINE)


def test_each_rule_has_one_section_in_the_order_of_numbers() -> None:
    assert index.numbers() == HEADINGS


def test_each_section_lists_its_codes_and_says_something_itself() -> None:
    for number, section in re.findall(r"^### (\d+\.\d+) .*?\n(.*?)(?=^###? |\Z)", TEXT, re.MULTILINE | re.DOTALL):
        said, _, listed = section.partition(f"<!-- generated: rule {number} -->")
        assert len(said.strip()) > 10, number
        assert listed.strip().startswith("- `"), number


def test_every_block_is_of_a_rule() -> None:
    assert [name.removeprefix(pages.RULE) for name in blocks.names(TEXT)] == index.numbers()


def test_every_code_names_a_function_that_refuses_and_a_test_that_tries_it() -> None:
    assert [code for code in index.CODES if code not in index.refusing()] == []
    assert [code for code in index.CODES if code not in index.trying()] == []


def test_every_file_that_the_page_links_to_is_there() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]+)\)", TEXT))
    assert len(linked) > len(index.numbers())
    assert [one for one in linked if not (index.PAGE.parent / one).exists()] == []


def test_every_function_and_test_stands_in_the_file_that_is_named() -> None:
    """Scenes made from a table are named with hyphens, and stand in no file under that name."""
    named = {one for found in (index.refusing(), index.trying()) for names in found.values() for one in names}
    defined = [(one.file, one.name.rpartition(".")[2]) for one in named if "-" not in one.name]
    assert [(file, name) for file, name in defined if name not in file.read_text(encoding="utf-8")] == []


def test_every_method_is_explained() -> None:
    assert [method for method in METHODS if f"`{method}`" not in TEXT] == []


def test_the_id_of_a_built_in_account() -> None:
    written = re.search(r"^```text built-in-account\n(\S+) (\S+)\n```$", TEXT, re.MULTILINE)
    assert written is not None
    assert written[1] == "expenses/EUR/roofs"
    assert written[2] == built_in_id("expenses", "EUR", "roofs")
