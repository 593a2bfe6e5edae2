"""The script with which the signing dialog describes proposals: `python -m tests.i18n.dialog [--check]`.

It writes `govern/static/js/acts/proposal-kinds.js` from `you_submit`, `lines` and `option_lines` of each kind's words.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from govern.web.words.effects.sentence import Line, quoted
from govern.web.words.kind import KindWords
from govern.web.words.kinds import kinds_in_words

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPT: Final = ROOT / "govern" / "static" / "js" / "acts" / "proposal-kinds.js"
HEAD: Final = """\
/** What the signing dialog says of each kind of proposal and of each effect.
 *  Made of govern/web/words/kinds by `python -m tests.i18n.dialog`; do not change it by hand. */
"""
IMPORTED: Final = {
    "../language/dates.js": ("formatMoment",),
    "../language/messages.js": ("N_", "_", "ngettext"),
    "../language/money.js": ("formatInteger", "formatMoney"),
    "../language/roles.js": ("role",),
    "./effect-values.js": ("days", "fingerprintOf", "isOfAnother", "payee", "term"),
}
PARAMETERS: Final = ("effect", "name", "scope")
STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


def script(kinds: Iterable[KindWords]) -> str:
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
    return f"{HEAD}\n{''.join(_imports(body))}\n{body}"


def _effect(words: KindWords, name: str) -> Iterator[str]:
    lines: list[Line] = [*words.lines[name], *words.option_lines.get(name, ())]
    elements = [line.script() for line in lines]
    used = _code("\n".join(elements))
    wanted = [bool(re.search(rf"\b{one}\b(?!:)", used)) for one in PARAMETERS]
    last = max((place for place, want in enumerate(wanted, start=1) if want), default=0)
    named = [one if want else f"_{one}" for one, want in zip(PARAMETERS[:last], wanted, strict=False)]
    yield f"  {quoted(name)}: {'async ' if 'await ' in used else ''}({', '.join(named)}) => ["
    yield from (f"    {element}," for element in elements)
    yield "  ],"


def _imports(body: str) -> Iterator[str]:
    used = _code(body)
    for module, names in IMPORTED.items():
        if needed := [name for name in names if re.search(rf"(?<![\w.]){name}\(", used)]:
            yield f'import {{ {", ".join(needed)} }} from "{module}";\n'


def _code(text: str) -> str:
    """A script without what stands in its strings."""
    return STRING.sub('""', text)


def main() -> int:
    """0 where the script is (now) as the kinds make it."""
    made = script(kinds_in_words().values())
    same = SCRIPT.exists() and SCRIPT.read_text(encoding="utf-8") == made
    if not same and "--check" not in sys.argv[1:]:
        SCRIPT.write_text(made, encoding="utf-8")
    return int(not same and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
