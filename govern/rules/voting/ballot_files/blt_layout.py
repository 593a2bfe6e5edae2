"""The layout of BLT, which is a format without lines: several ballots in a line, options, and comments."""

import re
from collections.abc import Iterator
from typing import Final

from govern.rules.voting.ballot_files.lines import Part

_comment = re.compile(r"(?:^|(?<=\s))/\*.*?\*/")
_open = re.compile(r"(?:^|(?<=\s))/\*.*$", re.DOTALL)
_item = re.compile(
    r"""
    \s*(?:
        (?P<option> \[[^\]]*\] )               # such as [withdrawn 4]
      | (?P<withdrawn> -\d+ )
      | (?P<end> 0 (?=\s|"|$) )
      | (?P<ballot> (?:\([^)]*\)\s*)? \S+ (?:\s+(?!0(?:\s|$)|\[)\S+)* \s+ 0 (?=\s|$) )
    )\s*""",
    re.VERBOSE | re.ASCII,
)
COMMENT_MARK: Final = "#"


def laid_out(lines: Iterator[str], number: int) -> Iterator[str]:
    """The lines after line `number`, each with one ballot, one option, or the end; names stay as they are.

    A ballot that does not end in its line stays as it is, and is refused by the reader.
    """
    apart = False  # from the first line taken apart on, lines are numbered here
    for line in lines:
        number += 1
        if _is_one_ballot(line):
            yield Part.of(line, number) if apart else line
            continue
        parts, rest = _parts(line)
        apart = apart or len(parts) > 1 or bool(rest)
        yield from (Part.of(part, number) for part in parts) if apart else (line,)
        if parts and parts[-1] == "0":
            yield from _names(rest, lines, number, apart=apart)
            return


def _is_one_ballot(line: str) -> bool:
    plain = line.rstrip()
    return plain.endswith(" 0") and " 0 " not in plain and "[" not in plain and "#" not in plain


def without_comment(line: str) -> str:
    """A line without what follows `#`."""
    return line.partition(COMMENT_MARK)[0].strip()


def uncommented(lines: Iterator[str], _number: int = 0) -> Iterator[str]:
    """The lines without `/* … */`, which may span several."""
    inside = False
    for line in lines:
        plain = f"/*{line}" if inside else line
        if "/*" not in plain:
            yield line
            continue
        plain = _comment.sub(" ", plain)
        inside = bool(_open.search(plain))
        yield _open.sub("", plain)


def _parts(line: str) -> tuple[list[str], str]:
    """The items of a line, up to the end of the ballots; and the rest, which is names."""
    plain, parts, place = before_names(line), list[str](), 0
    while place < len(plain):
        found = _item.match(plain, place)
        if found is None:
            return [*parts, plain[place:]], ""
        parts.append(found[0].strip())
        place = found.end()
        if found.lastgroup == "end":
            return parts, plain[place:]
    return parts, ""


def before_names(line: str) -> str:
    """A line without comments; a `#` after the first quotation mark may belong to a name."""
    head, mark, names = line.partition('"')
    plain = without_comment(head)
    return f"{plain} {mark}{names}".strip() if mark and "#" not in head else plain


def _names(rest: str, lines: Iterator[str], number: int, *, apart: bool) -> Iterator[str]:
    if rest.strip():
        yield Part.of(rest, number)
    for line in lines:
        number += 1
        yield Part.of(line, number) if apart else line
