"""Shared code of the ballot file readers: numbered lines, deduplication of identical lines, and whole numbers."""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from govern.protocol.amounts import LARGEST
from govern.protocol.messages import Literal, Message
from govern.rules.voting.ballot_files.problems import BadBallotFile

SHOWN: Final = 40  # characters quoted in an error
BATCH: Final = 1 << 16  # lines held in memory
_whole = re.compile(r"[0-9]{1,40}", re.ASCII)

Source = str | Iterable[str]  # a whole text, or its lines, such as an open file


class Part(str):
    """A part of a line, or a line after one that was taken apart, with the line's number."""

    line: int

    @classmethod
    def of(cls, text: str, line: int) -> "Part":
        """A stripped part of a line."""
        part = cls(text.strip())
        part.line = line
        return part


class Lines:
    """The nonempty, stripped lines of a file in order."""

    def __init__(self, source: Source) -> None:
        self._rest: Iterator[str] = iter(split(source))
        self.number = 0  # of the line last taken

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for line in self._rest:
            self.number = line.line if isinstance(line, Part) else self.number + 1
            if plain := _stripped(line):
                yield self.number, plain

    def lay_out(self, laid_out: Callable[[Iterator[str], int], Iterator[str]]) -> None:
        """Replace the lines to come by what a function makes of them; it is given the number of the last line."""
        self._rest = laid_out(self._rest, self.number)

    def put_back(self, lines: list[str]) -> None:
        """Put the last lines back, to be read again."""
        self.number -= len(lines)
        self._rest = chain(lines, self._rest)

    def each_once(self, take: Callable[[str, int], None], end: Callable[[str], bool] = lambda _: False) -> bool:
        """Call `take` once for each distinct line, with its count; raises BadBallotFile with the line.

        Memory holds a batch of lines. True if an end line was reached: it is consumed, the following lines are not.
        """
        while batch := list(map(_stripped, islice(self._rest, BATCH))):
            self.number += len(batch)
            alike = Counter(batch)
            if ends := [line for line in alike if end(line)]:
                place = min(batch.index(line) for line in ends)
                self.put_back(batch[place + 1 :])
                del batch[place:]
                alike = Counter(batch)
                self.number -= 1
            alike.pop("", None)
            self._take(alike, take, batch)
            if ends:
                self.number = getattr(ends[0], "line", self.number + 1)
                return True
        return False

    def _take(self, alike: Counter[str], take: Callable[[str, int], None], batch: list[str]) -> None:
        wrong: dict[str, BadBallotFile] = {}
        for line, times in alike.items():
            try:
                take(line, times)
            except BadBallotFile as error:
                wrong[line] = error
        if wrong:
            place = next(place for place, line in enumerate(batch) if line in wrong)
            raise wrong[batch[place]].at(getattr(batch[place], "line", self.number - len(batch) + place + 1))


def _stripped(line: str) -> str:
    return line if isinstance(line, Part) else line.strip()


def quoted(text: str) -> Literal:
    """The start of a wrong text, for an error."""
    return Literal(text.strip()[:SHOWN])


def split(source: Source) -> Iterable[str]:
    """The lines of a text, with universal newlines, in Unicode's composed form (NFC), so that alike names are one."""
    lines = io.StringIO(source.removeprefix("\ufeff"), newline=None) if isinstance(source, str) else source
    return (line if line.isascii() else unicodedata.normalize("NFC", line) for line in lines)


def whole(text: str, line: int, what: str, /, **details: object) -> int:
    """A whole number from 0; raises BadBallotFile, which names it `what`."""
    plain = text.strip()
    named = {"what": Message(what, **details), "text": quoted(plain)}
    if not _whole.fullmatch(plain):
        raise BadBallotFile(line, "number_invalid", **named)
    if int(plain) > LARGEST:
        raise BadBallotFile(line, "number_too_large", most=LARGEST, **named)
    return int(plain)
