"""The measure of the code: what it counts, and the limits that the code must keep."""

from pathlib import Path

from tests.tools import measure, measure_kinds
from tests.tools.measure import Spread

SMALL = """
from typing import Any


def one(value: Any) -> int:
    for _ in range(3):
        if value:
            return 1
    return 0


def two() -> int:
    return 2
"""


def test_it_counts_files_lines_functions_and_nesting(tmp_path: Path) -> None:
    folder = tmp_path / "govern" / "rules"
    folder.mkdir(parents=True)
    (folder / "small.py").write_text(SMALL, encoding="utf-8")
    (folder / "__init__.py").write_text('"""A package."""\n', encoding="utf-8")
    found = {one.name: one for one in measure.floors(tmp_path)}["govern/rules"]
    assert (found.files, found.in_a_folder.largest, found.lines.largest) == (2, 1, 13)
    assert (found.functions, found.function_lines.largest, found.any_in_signatures, found.nesting) == (2, 5, 1, 2)


def test_it_counts_the_files_that_name_a_thing(tmp_path: Path) -> None:
    folder = tmp_path / "govern" / "rules" / "methods"
    folder.mkdir(parents=True)
    (folder / "toy.py").write_text('class Toy:\n    id = "toy/1"\n', encoding="utf-8")
    (folder.parent / "words.py").write_text('WORDS = {"toy/1": "A toy"}\n', encoding="utf-8")
    found = {one.thing: one for one in measure.touched(tmp_path)}["voting method"]
    assert (found.things, found.files) == (1, Spread(2, 2, 2))


def test_a_module_of_the_same_name_elsewhere_names_no_weight_source(tmp_path: Path) -> None:
    folder = tmp_path / "govern" / "rules" / "weights"
    folder.mkdir(parents=True)
    (folder / "tokens.py").write_text('class Tokens:\n    id = "tokens/1"\n', encoding="utf-8")
    (folder.parent / "rows.py").write_text("from govern.store.facts.tokens import AwardRow\n", encoding="utf-8")
    (folder.parent / "asked.py").write_text("from govern.rules.weights.tokens import Tokens\n", encoding="utf-8")
    found = {one.thing: one for one in measure.touched(tmp_path)}["weight source"]
    assert (found.things, found.files) == (1, Spread(2, 2, 2))


def test_a_type_of_statement_is_named_by_its_name_and_not_by_its_payload_or_in_generated_scripts(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "govern"
    folder.mkdir()
    for name, text in {
        "songs.py": 'StatementType.of("song-sung", SongSung, sing)\n',
        "words.py": 'WORDS = {"song-sung": StatementWords("Song", sung)}\n',
        "audit.py": "from govern.songs import SongSung\n",
        "acts.js": "/** Made of the words; do not change it by hand. */\nconst ACTS = { 'song-sung': sung };\n",
        "form.js": "sign('song-sung');\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = {one.thing: one for one in measure.touched(tmp_path)}["statement type"]
    assert (found.things, found.files) == (1, Spread(3, 3, 3))


def test_a_kind_is_named_by_its_id_its_effects_its_tables_and_its_files_only(tmp_path: Path) -> None:
    govern, templates = tmp_path / "govern", tmp_path / "templates"
    for path, text in {
        govern / "rules/proposals/kinds/grants.py": 'class G:\n    id = "grants"\n',
        govern / "rules/proposals/kinds/stream.py": 'class S:\n    id = "stream"\n',
        govern
        / "rules/proposals/kinds/toy.py": 'class T:\n    id = "toy"\n\n\n@typed_effect("play-toy")\nclass E: pass\n',
        govern / "fact.py": "class Fact:\n    toy: int\n",
        govern / "payload.py": 'payload["toy"]\n',
        govern / "effect.py": 'if effect["effect"] == "play-toy":\n    pass\n',
        govern / "asked.py": 'rules.kinds["toy"]\n',
        govern / "made.js": "/** Made of kinds; do not change it by hand. */\nconst kind = 'toy';\n",
        govern / "table.py": 'TABLE = {\n    "grants": 1,\n    "stream": 2,\n    "toy": 3,\n}\n',
        templates / "kinds/toy.html": "fields\n",
        templates / "page.html": '<p class="toy">{{ kind }}</p>\n',
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.*"))}
    found = measure_kinds.files_naming(tmp_path, texts)["toy"]
    assert [path.name for path in found] == ["asked.py", "effect.py", "toy.py", "table.py", "toy.html"]


def test_each_addition_touches_few_files() -> None:
    found = {one.thing: one.files for one in measure.touched(measure.ROOT)}
    assert found["voting method"].middle == 2
    assert found["weight source"].middle == 3
    assert found["statement type"].middle == 3
    assert found["kind of proposal"].middle == 3
    assert found["kind of proposal"].largest <= 4
    assert found["language"].largest <= 3
    assert found["page"].middle <= 3
