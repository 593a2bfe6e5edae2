"""The scripts with which the signing dialog describes statements: `python -m tests.i18n.dialog [--check]`.

It writes `acts/proposal-kinds.js` from `you_submit`, `lines` and `option_lines` of the words of each kind, and
`acts/statement-types.js` and `signing/lookups-of-types.js` from `dialog` of the words of each type of statement.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from govern.protocol.effect import Effect
from govern.web.words.effects.sentence import Line, quoted
from govern.web.words.kind import KindWords
from govern.web.words.kinds import kinds_in_words
from govern.web.words.statements.statement_sentences import WORDS
from tests.i18n import script_text, statement_dialog
from tests.i18n.script_text import code, imports

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPTS: Final = ROOT / "govern" / "static" / "js"
SCRIPT: Final = SCRIPTS / "acts" / "proposal-kinds.js"
ACTS: Final = SCRIPTS / "acts" / "statement-types.js"
LOOKUPS: Final = SCRIPTS / "signing" / "lookups-of-types.js"
HEAD: Final = script_text.HEAD.format(
    what="What the signing dialog says of each kind of proposal and of each effect.", source="govern/web/words/kinds"
)
IMPORTED: Final = {
    "../language/dates.js": ("formatMoment",),
    "../language/messages.js": ("N_", "_", "ngettext"),
    "../language/money.js": ("formatInteger", "formatMoney"),
    "../language/roles.js": ("role",),
    "./values.js": ("days", "fingerprintOf", "isOfAnother", "payee", "term"),
}
PARAMETERS: Final = ("effect", "name", "scope")


def script(kinds: Iterable[KindWords[Effect]]) -> str:
    """The module with the words of these kinds."""
    listed = sorted(kinds, key=lambda words: words.id)
    submitted = [f"  {words.id}: N_({quoted(words.you_submit)})," for words in listed]
    effects = [part for words in listed for name in words.lines for part in _effect(words, name)]
    lines = [
        '/** @typedef {import("./act.js").Payload} Payload */',
        '/** @typedef {import("./act.js").NameOf} NameOf */',
        "",
        "/** @type {Record<string, string>} */",
        "export const SUBMITTED = {",
        *submitted,
        "};",
        "",
        "/** Of each effect the sentences that the pages say.",
        " * @type {Record<string, (effect: Payload, name: NameOf, scope?: string) => string[] | Promise<string[]>>} */",
        "export const EFFECTS = {",
        *effects,
        "};",
        "",
    ]
    body = "\n".join(lines)
    return f"{HEAD}\n{''.join(imports(body, IMPORTED))}\n{body}"


def _effect(words: KindWords[Effect], name: str) -> Iterator[str]:
    lines: list[Line] = [*words.lines[name], *words.option_lines.get(name, ())]
    elements = [line.script() for line in lines]
    used = code("\n".join(elements))
    wanted = [bool(re.search(rf"\b{one}\b(?!:)", used)) for one in PARAMETERS]
    last = max((place for place, want in enumerate(wanted, start=1) if want), default=0)
    named = [one if want else f"_{one}" for one, want in zip(PARAMETERS[:last], wanted, strict=False)]
    yield f"  {quoted(name)}: {'async ' if 'await ' in used else ''}({', '.join(named)}) => ["
    yield from (f"    {element}," for element in elements)
    yield "  ],"


def scripts() -> dict[Path, str]:
    """Every generated script, by its file."""
    return {
        SCRIPT: script(kinds_in_words().values()),
        ACTS: statement_dialog.acts(WORDS),
        LOOKUPS: statement_dialog.lookups(WORDS),
    }


def main() -> int:
    """0 where the scripts are (now) as the words make them."""
    differing = {path: made for path, made in scripts().items() if not path.exists() or path.read_text("utf-8") != made}
    if "--check" in sys.argv[1:]:
        return int(bool(differing))
    for path, made in differing.items():
        path.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
