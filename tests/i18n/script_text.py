"""The parts that the generated scripts of the signing dialog have in common: their head and their imports."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

HEAD: Final = """\
/** {what}
 *  Made of {source} by `python -m tests.i18n.dialog`; do not change it by hand. */
"""
STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


def code(text: str) -> str:
    """A script without what stands in its strings."""
    return STRING.sub('""', text)


def imports(body: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The imports of the functions that a script calls, of those known by their scripts."""
    used = code(body).replace("...", " ")  # a spread is no part of a name
    for module, names in known.items():
        if needed := [name for name in names if re.search(rf"(?<![\w.]){name}\(", used)]:
            yield f'import {{ {", ".join(needed)} }} from "{module}";\n'
