"""The import of an old ledger by command: shows the result first, and imports it with --commit."""

import argparse
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from govern import config
from govern.actions.money import ledger_import
from govern.actions.money.ledger_import import Import, PackedEntry, RecordClient
from govern.actions.money.record_clients import LocalRecordClient, RecordUnreachable, RemoteRecordClient
from govern.actions.writing.work import Recorder
from govern.cli_i18n import _, ngettext
from govern.commands.command import CommandError
from govern.commands.opened import opened
from govern.commands.waiting import wait_in_sight
from govern.protocol.amounts import decimals_of
from govern.protocol.errors import N_, Refused
from govern.protocol.messages import Message, translate
from govern.record import signing
from govern.rules.people.signers import Person
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger import KINDS
from govern.rules.treasury.ledger_files.book import decimal
from govern.rules.treasury.ledger_import.plan import Circumstances, ImportPlan, Key, PlannedAccount, gather, plan
from govern.rules.treasury.ledger_import.values import FIELDS, ImportRow, Table, TableLayout, UnreadableCell
from govern.store import database
from govern.tables.ledger import read, text_of
from govern.tables.ledger_cells import amount_of


@dataclass(frozen=True)
class _PreparedImport:
    """The prepared import, before anything is sent."""

    client: RecordClient
    treasurer: Person
    own: Import
    table: Table
    about: Circumstances
    plan: ImportPlan
    packed: list[PackedEntry]
    brought: int  # entries imported by an earlier run


def run(arguments: argparse.Namespace, access_key: str = "") -> int:
    """Show the import, and carry it out with --commit; returns the exit status."""
    try:
        with _client(arguments.server, access_key) as client:
            prepared = _prepare(arguments, client)
            wrong = _show(prepared, arguments)
            if wrong or not arguments.commit:
                print(wrong or _("Nothing was changed. With --commit this is signed and recorded."))
                return 1 if wrong else 0
            statements = ledger_import.prepare(prepared.own, prepared.plan, prepared.packed)
            for done in ledger_import.commit(client, prepared.treasurer, statements):
                print(translate(done, _))
            return _confirm(prepared)
    except Refused as refused:
        raise CommandError(translate(Message(refused.template, **refused.details), _)) from refused
    except UnreadableCell as error:
        raise CommandError(translate(Message(error.template, **error.values), _)) from error
    except RecordUnreachable as error:
        raise CommandError(translate(error.why, _)) from error


@contextmanager
def _client(server: str, access_key: str) -> Iterator[RecordClient]:
    if server:
        yield RemoteRecordClient(server, access_key, wait_in_sight)
        return
    instance = opened()
    engine = database.open_engine(instance.database)
    try:
        recorder = Recorder(engine, instance, lambda: time.time_ns() // 1_000_000)
        recorder.check_guard()
        yield LocalRecordClient(recorder)
    finally:
        engine.dispose()


def _prepare(arguments: argparse.Namespace, client: RecordClient) -> _PreparedImport:
    seed = config.read_key(arguments.key)
    member = client.member_of(signing.key_id(signing.public_key(seed)))
    if not member:
        raise CommandError(_("The key in %(file)s is not enrolled in this community.", file=arguments.key))
    own = Import(client.community, seed, dict(_pairs(arguments.use, "--use")))
    table = read(text_of(arguments.file.read_bytes(), arguments.encoding), _form(arguments), decimals_of)
    about = _circumstances(arguments, client, own, table.rows)
    entries, problems = gather(table.rows, about)
    packed = list(ledger_import.pack(entries, own))
    left = ledger_import.not_yet(client, packed, anything_held=bool(about.held))
    found = plan(entries, about, [one.entry for one in left])
    others = [] if arguments.others or not about.held else ledger_import.recognised(client, packed, left)
    problems = tuple(sorted({*table.problems, *problems, *found.problems, *ledger_import.warning(others)}))
    return _PreparedImport(
        client,
        Person(member, seed),
        own,
        table,
        about,
        replace(found, problems=problems),
        left,
        len(packed) - len(left),
    )


def _form(arguments: argparse.Namespace) -> TableLayout:
    named = [one for several in arguments.map for one in _parts(several)]
    columns = dict(_pairs(named, "--map"))
    unknown = columns.keys() - set(FIELDS)
    if unknown:
        names, known = ", ".join(sorted(unknown)), ", ".join(FIELDS)
        raise CommandError(_("--map knows no %(names)s; it knows %(known)s.", names=names, known=known))
    return TableLayout(
        columns=columns,
        defaults={name: getattr(arguments, name) for name in ("account", "contra", "currency")},
        decimal=arguments.decimal,
        order=arguments.dates,
        delimiter=arguments.delimiter.replace("\\t", "\t"),
        skip=frozenset(arguments.skip),
    )


def _parts(several: str) -> list[str]:
    """Split at commas, unless a comma is part of a column's name."""
    parts = several.split(",")
    return parts if all("=" in part for part in parts) else [several]


def _pairs(values: Iterable[str], option: str) -> Iterator[tuple[str, str]]:
    for value in values:
        name, equals, right = value.rpartition("=")
        if not name or not equals or not right:
            raise CommandError(_("Write %(option)s NAME=VALUE, not “%(value)s”.", option=option, value=value))
        yield name.strip(), right.strip()


def _circumstances(
    arguments: argparse.Namespace, client: RecordClient, own: Import, rows: Iterable[ImportRow]
) -> Circumstances:
    keys = {(name, row.currency) for row in rows for name in (row.account, row.contra) if name}
    kinds = dict(_pairs(arguments.kind, "--kind"))
    wrong = sorted(kind for kind in kinds.values() if kind not in KINDS)
    if wrong:
        known = ", ".join(KINDS)
        raise CommandError(
            _("There is no kind “%(kind)s” of accounts; there are: %(known)s.", kind=wrong[0], known=known)
        )
    for name in {*kinds, *own.used} - {name for name, _currency in keys}:
        raise CommandError(_("No account “%(name)s” stands in the ledger.", name=name))
    return Circumstances(
        founded_on=day_of(client.founded_at),
        currencies=client.currencies(),
        kinds=kinds,
        floors=dict(_sums(arguments.floor, "--floor", keys)),
        held=ledger_import.held(client, own, sorted(keys)),
        closed_until=client.closed_until(),
    )


def _sums(values: Iterable[str], option: str, keys: Iterable[Key]) -> Iterator[tuple[Key, int]]:
    """Balances of accounts as typed: `Bank=-120.00`, or `Bank=-120.00 EUR` if the name has several currencies."""
    for name, typed in _pairs(values, option):
        number, _space, currency = typed.partition(" ")
        fitting = [key for key in keys if key[0] == name and currency.strip() in ("", key[1])]
        if len(fitting) != 1:
            message = N_("%(option)s “%(name)s” names no account of the ledger.")
            if fitting:
                message = N_(
                    "%(option)s “%(name)s” names several accounts of the ledger; add a space and its currency."
                )
            raise CommandError(_(message, option=option, name=name))
        yield fitting[0], amount_of(number, ".", decimals_of(fitting[0][1]))


def _show(prepared: _PreparedImport, arguments: argparse.Namespace) -> str:
    """Print the planned import; returns the sentence that forbids it, or empty."""
    table, found = prepared.table, prepared.plan
    message = N_("%(file)s: %(rows)s rows, %(num)s entries to import.")
    print(_(message, file=arguments.file, rows=table.lines, num=len(found.entries)))
    if table.left_out:
        lines = ", ".join(map(str, table.left_out))
        print(_("Left out, since they move nothing or were skipped: line(s) %(lines)s.", lines=lines))
    if prepared.brought:
        print(
            ngettext(
                "%(num)s entry was imported before and stays as it is.",
                "%(num)s entries were imported before and stay as they are.",
                prepared.brought,
            )
        )
    for problem in found.problems:
        why = _(problem.template, **dict(problem.values))
        print("  " + (_("line %(number)s: %(why)s", number=problem.line, why=why) if problem.line else why))
    for account in found.accounts:
        print(_way(account))
    differing = list(_differing(prepared, arguments))
    print(*differing, sep="\n", end="\n" if differing else "")
    if found.problems:
        one, many = N_("%(num)s problem: nothing was changed."), N_("%(num)s problems: nothing was changed.")
        return _(one if len(found.problems) == 1 else many, num=len(found.problems))
    return _("The balances are not those expected: nothing was changed.") if differing else ""


def _way(account: PlannedAccount) -> str:
    """The summary line of an account."""
    digits = decimals_of(account.currency)
    details = [
        account.kind,
        _("new") if account.new else _("in the record"),
        ngettext("%(num)s entry", "%(num)s entries", account.entries),
        f"{decimal(account.before, digits)} → {decimal(account.balance, digits)}",
    ]
    if account.kind == "assets" and account.lowest < min(account.before, 0):
        at = {"amount": decimal(account.lowest, digits), "day": account.lowest_on, "line": account.lowest_line}
        details.append(_("lowest %(amount)s on %(day)s (line %(line)s)", **at))
    if account.floor:
        details.append(_("never below %(floor)s", floor=decimal(account.floor, digits)))
    return f"  {account.name} ({account.currency}): {', '.join(details)}"


def _differing(prepared: _PreparedImport, arguments: argparse.Namespace) -> Iterator[str]:
    """The expected balances that the import would not reach."""
    balances = {key: one.balance for key, one in prepared.about.held.items()}
    balances |= {one.key: one.balance for one in prepared.plan.accounts}
    for key, expected in _sums(arguments.expect, "--expect", balances):
        if balances[key] != expected:
            digits = decimals_of(key[1])
            ends, wanted = decimal(balances[key], digits), decimal(expected, digits)
            message = N_("%(account)s (%(currency)s) would end at %(ends)s, not at %(wanted)s as expected")
            yield "  " + _(message, account=key[0], currency=key[1], ends=ends, wanted=wanted)


def _confirm(prepared: _PreparedImport) -> int:
    """Check in the record that the accounts have the planned balances."""
    for one in prepared.plan.accounts:
        account = prepared.client.account(prepared.own.account_id(one.key))
        if account is None or account.balance != one.balance:
            message = N_("%(account)s (%(currency)s) does not stand where it should: look at what else was recorded.")
            print(_(message, account=one.name, currency=one.currency))
            return 1
    print(
        ngettext(
            "Done: %(num)s entry is in the record, and every account stands where it should.",
            "Done: %(num)s entries are in the record, and every account stands where it should.",
            len(prepared.packed),
        )
    )
    return 0
