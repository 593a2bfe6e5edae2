"""The scripts with which the signing dialog describes statements, made of the words of their types.

`govern/static/js/acts/statement-types.js` has what is said, `govern/static/js/signing/lookups-of-types.js` what is
looked up before; `python -m tests.i18n.dialog` writes both.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from govern.web.words.effects.sentence import quoted
from govern.web.words.statements.dialog import EXPRESSIONS, Dialog, RecordLookup
from govern.web.words.statements.statement_words import StatementWords
from tests.i18n.script_text import HEAD, code, imports

ACT_HEAD: Final = HEAD.format(
    what="What the signing dialog says of each type of statement.", source="govern/web/words/statements/types"
)
LOOKUP_HEAD: Final = HEAD.format(
    what="What the signing dialog looks up for each type of statement.", source="govern/web/words/statements/types"
)
SAID: Final = {
    "../language/dates.js": ("formatDay", "formatMoment", "formatMonth"),
    "../language/messages.js": ("_",),
    "../language/money.js": ("formatInteger", "formatMoney"),
    "../language/roles.js": ("role",),
    "./ballots.js": ("choice", "unranked"),
    "./import.js": ("imported", "importedEntries"),
    "./money.js": ("amountIn", "arrived", "billed", "billedByRequest", "charged", "portion", "refunded"),
    "./proposals.js": ("effectsInWords", "submitted"),
    "./values.js": ("area", "files", "fingerprintOf", "fingerprintOfId", "isOfAnother", "payee", "tokens"),
}
"""The functions that the sentences use, by their scripts."""

LOOKED_UP: Final = {
    "./statement-subjects.js": (
        *("application", "area", "award", "comment", "currencyOfPool", "currencyOfRound", "poll"),
        *("programmesOfEffects", "remainingKeys", "stream", "textOf", "title", "titleOfPoll"),
    ),
    "./treasury-subjects.js": (
        *("account", "entry", "mandate", "payment", "programme", "request", "requestBefore", "requestInVersion"),
        "tranche",
    ),
}
"""The lookups, by their scripts."""

WAITING: Final = ("effectsInWords",)  # functions that answer later


def acts(words: Mapping[str, StatementWords]) -> str:
    """The script with the sentences of these types of statements."""
    lines = [
        '/** @typedef {import("./act.js").Tell} Tell */',
        "",
        "/** @type {Record<string, Tell>} */",
        "export const ACTS = {",
        *(line for name, dialog in _dialogs(words) for line in _act(name, dialog)),
        "};",
        "",
    ]
    body = "\n".join(lines)
    return f"{ACT_HEAD}\n{''.join(imports(body, SAID))}\n{body}"


def lookups(words: Mapping[str, StatementWords]) -> str:
    """The script with the lookups of these types of statements."""
    listed = [
        f'  "{name}": [{", ".join(map(_lookup, dialog.lookups))}],'
        for name, dialog in _dialogs(words)
        if dialog.lookups
    ]
    lines = [
        '/** @typedef {import("./treasury-subjects.js").Subject} Subject */',
        "",
        "/** @type {Record<string, Subject[]>} */",
        "export const LOOKUPS = {",
        *listed,
        "};",
        "",
    ]
    body = "\n".join(lines)
    return f"{LOOKUP_HEAD}\n{''.join(imports(body, LOOKED_UP))}\n{body}"


def _dialogs(words: Mapping[str, StatementWords]) -> Iterator[tuple[str, Dialog]]:
    for name, one in sorted(words.items()):
        if one.dialog is not None:
            yield name, one.dialog


def _act(name: str, dialog: Dialog) -> Iterator[str]:
    parts = [dialog.act.script, *(line.script for line in dialog.more)]
    waiting = "|".join(WAITING)
    act, *more = [re.sub(rf"^(\.\.\.)?({waiting})\(", r"\1await \2(", part) for part in parts]
    used = code("\n".join([act, *more]))
    wanted = [bool(re.search(rf"\b{one}\b(?!:)", used)) for one in EXPRESSIONS]
    last = max((place for place, want in enumerate(wanted, start=1) if want), default=0)
    named = [one if want else f"_{one}" for one, want in zip(EXPRESSIONS[:last], wanted, strict=False)]
    yield f"  {quoted(name)}: {'async ' if 'await ' in used else ''}({', '.join(named)}) => ({{"
    yield f"    act: {act},"
    if len(more) == 1:
        yield f"    more: [{more[0]}],"
    elif more:
        yield "    more: ["
        yield from (f"      {one}," for one in more)
        yield "    ],"
    if dialog.public != "act":
        yield f'    warning: "public.{dialog.public}",'
    yield "  }),"


def _lookup(one: RecordLookup) -> str:
    return f"{one.function}({', '.join(map(quoted, one.arguments))})"
