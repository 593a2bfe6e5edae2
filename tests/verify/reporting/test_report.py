"""The report for people: money that adds up, votes with both results, mandates, withheld texts, keys, groups."""

import csv
import io
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.record import signing
from govern.verify import VerificationReport, verify
from govern.verify.identity import program_hash
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, RealCommunity
from tests.verify.forging.forger import Files, Forger, write_files
from tests.verify.forging.story import StoryIds
from tests.verify.test_honest import _unpack

HOUR = 3_600_000
RECORDS = sorted(Path(__file__).parents[2].glob("golden/format*/record.zip"))


def _written(report: VerificationReport, folder: Path) -> dict[str, list[dict[str, str]]]:
    from govern.verify.reporting.tables import write_tables

    paths = write_tables(report, folder)
    texts = {one.stem: one.read_bytes().decode("utf-8-sig") for one in paths}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.parent.name)
def test_the_money_of_each_currency_adds_up(record: Path, tmp_path: Path) -> None:
    report = verify(record)
    contents = report.contents
    assert contents is not None
    assert len(contents.money_lines) == 2
    for lines in contents.money_lines:
        assert sum(lines.lines.values()) == lines.balance == report.money[lines.currency].balance
        assert "other" not in lines.lines
        accounts = [one.balance for one in contents.accounts if one.currency == lines.currency]
        assert sum(accounts) == lines.balance
    rows = _written(report, tmp_path)["money"]
    for currency in ("CNY", "EUR"):
        amounts = {row["line"]: row["amount"] for row in rows if row["currency"] == currency}
        left = amounts.pop("left")
        cents = sum(round(float(one) * 100) for one in amounts.values())
        assert cents == round(float(left) * 100)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.parent.name)
def test_the_paid_sum_of_a_mandate_is_that_of_its_payments(record: Path) -> None:
    contents = verify(record).contents
    assert contents is not None
    assert any(one.payments for one in contents.mandates)
    for one in contents.mandates:
        assert one.purpose
        assert one.payee
        assert one.title
        assert one.paid == sum(line.amount - line.refunded for line in one.payments if not line.is_reversed)


def test_a_false_result_is_shown_beside_the_computed_one(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    proposal = forger.propose(GIL, "A flag for the hall")
    poll = forger.open_vote(proposal, BO)
    for who in (ADA, DI, EVA):
        forger.vote(who, poll)
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    kind, payload = forger.due(proposal)
    yes = payload["tally"]["yes"]
    stated = payload["tally"] | {"yes": yes + 100}
    leaf = forger.state_as_clerk(kind, payload | {"tally": stated}).index
    report = verify(forger.write(tmp_path / "record.zip"))
    assert [(one.leaf, one.code) for one in report.findings] == [(leaf, "clerk_differs")]
    assert f"Stated: yes {yes + 100}; computed: yes {yes}." in report.findings[0].sentence
    assert report.contents is not None
    false = [one for one in report.contents.votes if not one.holds]
    assert [(one.title, one.tally["yes"], one.computed_tally["yes"]) for one in false] == [
        ("A flag for the hall", yes + 100, yes)
    ]
    assert "“A flag for the hall”" in report.text()
    both = f"Stated: yes {yes + 100}, no 0, abstain 0 - passed. Computed: yes {yes}, no 0, abstain 0 - passed."
    assert f"FALSE. {both}" in report.text()
    (row,) = [row for row in _written(report, tmp_path / "tables")["votes"] if row["holds"] == "no"]
    assert (row["tally"], row["computed tally"]) == (
        f"yes {yes + 100}, no 0, abstain 0",
        f"yes {yes}, no 0, abstain 0",
    )


def test_withheld_texts_are_listed_and_marked_where_money_depends_on_them(
    story: tuple[Forger, StoryIds], tmp_path: Path
) -> None:
    forger, ids = story
    forger.grant(DI, "moderator")
    proposal = forger.state(facts.Proposal, ids.roof)
    mandate = forger.state(facts.Mandate, ids.mandate)
    for digest in (proposal.title, mandate.payee_name):
        forger.say(DI, "text-hidden", {"reason": "It is an insult."}, text=digest)
    report = verify(forger.write(tmp_path / "record.zip"))
    assert report.contents is not None
    found = {one.hash: one for one in report.contents.withheld}
    assert proposal.title in found
    assert found[proposal.title].field == "title"
    assert (found[proposal.title].by, found[proposal.title].reason) == (DI.member, "It is an insult.")
    money = [one for one in found.values() if one.concerns_money]
    assert [one.hash for one in money] == [mandate.payee_name]
    assert money[0].field.endswith("payee.name")
    assert report.text().count("MONEY DEPENDS ON IT") == 1


def test_one_broken_byte_is_one_finding_and_those_that_follow(files: Files, tmp_path: Path) -> None:
    path = next(one for one in files if one.startswith("tile/entries/"))
    data = bytearray(files[path])
    place = data.index(b'"payload":"') + 40  # in the founding, so that all later statements become false
    data[place] ^= 1
    report = verify(write_files(tmp_path / "record.zip", files | {path: bytes(data)}))
    causes = [one for one in report.findings if one.follows is None]
    assert [one.leaf for one in causes] == [0]
    assert len(report.findings) > 50
    assert f"and {len(report.findings) - 1} that may follow from it" in report.text()
    assert "1 finding:" in report.text()
    assert [one["follows"] for one in json.loads(report.json())["findings"]].count(None) == 1


def test_two_forgeries_are_two_findings(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    forger.say(FAY, "award-made", {"reason": "work"}, amount=5, to=FAY.member)
    forger.say(CHEN, "award-made", {"reason": "work"}, amount=5, to=CHEN.member)
    report = verify(forger.write(tmp_path / "record.zip"))
    assert [one.follows for one in report.findings] == [None, None]


def test_the_fingerprint_of_the_log_key_is_printed_and_compared(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    digits = signing.key_id(signing.public_key(forger.log_seed))
    bundle = forger.write(tmp_path / "record.zip")
    report = verify(bundle)
    assert report.contents is not None
    assert report.contents.key == digits
    assert digits in report.text()
    grouped = " ".join(digits[start : start + 4] for start in range(0, 64, 4)).upper()
    for noted in (digits, grouped, digits[:16]):
        held = verify(bundle, fingerprint=noted)
        assert held.exit_status == 0
        assert not any("--fingerprint" in note for note in held.notes)
    other = verify(bundle, fingerprint="0" * 16)
    assert [(one.step, one.code) for one in other.findings] == [("1", "log_key_differs")]
    assert verify(bundle, fingerprint="not hexadecimal").exit_status == 2


def test_a_browsers_file_of_all_receipts_is_evidence(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    saved = tmp_path / "govern-receipts.json"
    receipts = [forger.receipt(index).decode() for index in (3, 20, 33)]
    saved.write_text(json.dumps({"format": "govern-receipts/1", "receipts": receipts}))
    assert verify(forger.write(tmp_path / "record.zip"), receipts=[saved]).exit_status == 0
    other = Forger()
    other.settle()
    report = verify(other.write(tmp_path / "other.zip"), receipts=[saved])
    assert {"history_differs", "history_shorter"} & {one.code for one in report.findings}
    assert any("govern-receipts.json, 1" in one.sentence for one in report.findings)
    saved.write_text('{"format": "another", "receipts": []}')
    assert verify(tmp_path / "record.zip", receipts=[saved]).exit_status == 2


def test_files_that_systems_and_archivers_add_are_a_note(files: Files, tmp_path: Path) -> None:
    folder = _unpack(files, tmp_path / "mirror")
    for name in (".DS_Store", "README.txt", "tile/.DS_Store", "blob/Thumbs.db"):
        (folder / name).write_bytes(b"x")
    report = verify(folder)
    assert report.exit_status == 0, report.text()
    assert any("4 ('.DS_Store')" in note for note in report.notes), report.notes
    (folder / "tile" / "0" / "more").write_bytes(b"x")
    assert [one.code for one in verify(folder).findings] == ["file_unexpected"]


def test_a_mirror_may_keep_the_shorter_tiles_of_earlier_days(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    folder = _unpack(forger.files(), tmp_path / "mirror")
    forger.award(GIL, 5)
    _unpack(forger.files(), folder)
    report = verify(folder)
    assert report.exit_status == 0, report.text()
    older = next(one for one in (folder / "tile" / "0").rglob("*.p/57"))
    older.write_bytes(b"x" * (57 * 32))
    assert [one.code for one in verify(folder).findings] == ["file_unexpected"]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_the_page_shows_the_same_and_escapes_what_people_wrote(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    from govern.verify.reporting.page import page

    forger, _ = story
    proposal = forger.propose(GIL, "<script>alert(1)</script>")
    poll = forger.open_vote(proposal, BO)
    forger.close_vote(poll)
    made = page(verify(forger.write(tmp_path / "record.zip"), now=forger.clock() + HOUR))
    parser = _Words()
    parser.feed(made)
    assert "script" not in parser.tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    for text in ("Everything holds.", "4,000.00", "-1,000.00", "A new roof", "The Roofers", "01:00 before this audit"):
        assert text in made


def test_a_table_starts_no_formula(story: tuple[Forger, StoryIds], tmp_path: Path) -> None:
    forger, _ = story
    forger.close_vote(forger.open_vote(forger.propose(GIL, '=HYPERLINK("x")'), BO))
    rows = _written(verify(forger.write(tmp_path / "record.zip")), tmp_path / "tables")["votes"]
    assert [row["title"] for row in rows if "HYPERLINK" in row["title"]] == ['\'=HYPERLINK("x")']


def test_the_program_has_one_hash_whatever_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import govern.verify.identity as identity

    before = program_hash()
    shutil.copytree(Path(identity.__file__).parents[1], tmp_path / "govern")
    program_hash.cache_clear()
    monkeypatch.setattr(identity, "_HERE", tmp_path / "govern")
    assert program_hash() == before
    program_hash.cache_clear()
    (tmp_path / "govern" / "verify" / "audit.py").write_text("changed")
    assert program_hash() != before
    program_hash.cache_clear()


def test_a_real_communitys_report_has_the_figures_of_its_books(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    account = community.open_account(DI)
    community.receive_money(account, 123_456)
    report = verify(community.bundle(tmp_path / "record.zip"))
    community.close()
    assert report.contents is not None
    assert [(one.currency, dict(one.lines), one.balance) for one in report.contents.money_lines] == [
        ("EUR", {"received": 123_456}, 123_456)
    ]
