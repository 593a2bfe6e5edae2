"""Shared code of the ballot file readers: numbered lines, deduplication of identical lines, and errors."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message, Say, translate

MOST: Final = 10**15  # no count or cost is larger
SHOWN: Final = 40  # characters quoted in an error
BATCH: Final = 1 << 16  # lines held in memory
_whole = re.compile(r"[0-9]{1,16}", re.ASCII)

Source = str | Iterable[str]  # a whole text, or its lines, such as an open file


class BadBallotFile(Exception):
    """A file that cannot be counted: the line (from 1; 0 for the whole file) and the reason."""

    def __init__(self, line: int, why: str, /, **details: object) -> None:
        self.line = line
        self.why = why if isinstance(why, Message) else Message(why, **details)
        super().__init__(self.text())

    def text(self, say: Say = str) -> str:
        """Line and reason, as a sentence for people."""
        why = translate(self.why, say)
        return say(N_("line %(line)s: %(why)s")) % {"line": self.line, "why": why} if self.line else why


class Lines:
    """The nonempty, stripped lines of a file in order."""

    def __init__(self, source: Source) -> None:
        self._rest: Iterator[str] = iter(split(source))
        self.number = 0  # of the line last taken

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for line in self._rest:
            self.number += 1
            if plain := line.strip():
                yield self.number, plain

    def put_back(self, lines: list[str]) -> None:
        """Put the last lines back, to be read again."""
        self.number -= len(lines)
        self._rest = chain(lines, self._rest)

    def each_once(self, take: Callable[[str, int], None], end: Callable[[str], bool] = lambda _: False) -> bool:
        """Call `take` once for each distinct line, with its count; raises BadBallotFile with the line.

        Memory holds a batch of lines. True if an end line was reached: it is consumed, the following lines are not.
        """
        while batch := list(map(str.strip, islice(self._rest, BATCH))):
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
                self.number += 1
                return True
        return False

    def _take(self, alike: Counter[str], take: Callable[[str, int], None], batch: list[str]) -> None:
        wrong: dict[str, str] = {}
        for line, times in alike.items():
            try:
                take(line, times)
            except BadBallotFile as error:
                wrong[line] = error.why
        if wrong:
            place = next(place for place, line in enumerate(batch) if line in wrong)
            raise BadBallotFile(self.number - len(batch) + place + 1, wrong[batch[place]])


def quoted(text: str) -> Literal:
    """The start of a wrong text, for an error."""
    return Literal(text.strip()[:SHOWN])


def split(source: Source) -> Iterable[str]:
    """The lines of a text, with universal newlines."""
    if not isinstance(source, str):
        return source
    return io.StringIO(source.removeprefix("\ufeff"), newline=None)


def whole(text: str, line: int, what: str, /, **details: object) -> int:
    """A whole number from 0; raises BadBallotFile, which names it `what`."""
    plain = text.strip()
    if not _whole.fullmatch(plain) or int(plain) > MOST:
        about = {"what": Message(what, **details), "text": quoted(plain)}
        raise BadBallotFile(line, N_("%(what)s must be a whole number, not “%(text)s”"), **about)
    return int(plain)
