"""Rate and size limits at intake, before any rule. They are not rules: a record that exceeds them is valid.

All limits are defined here; `govern/decisions/` gives the reasons. A member's statements are counted after their
signature is verified, so that nobody can use up another's share; the operator's own commands are not limited.
"""

import ipaddress
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from govern.actions.writing.submissions import Submission
from govern.protocol.errors import N_, Refused
from govern.protocol.statement_type import Pace
from govern.protocol.units import HOUR, MINUTE, SECOND
from govern.record import strict_json


@dataclass(frozen=True)
class Rate:
    """At most `most` at once, and as many again, evenly spread, in each `window` of milliseconds."""

    name: str
    most: int
    window: int


REFUSED: Final = Rate("refused", 300, 10 * MINUTE)  # refused statements from one address
RATES: Final[Mapping[Pace, Rate]] = {
    "voting": Rate("voting", 600, HOUR),  # ten times as many as the largest community has open votes
    "writing": Rate("writing", 120, HOUR),
    "office": Rate("office", 20_000, HOUR),  # lists of members, awards, old ledgers
    "ordinary": Rate("ordinary", 600, HOUR),
}
"""The rates of a member's statements by the pace of their type."""

MOST_REMEMBERED: Final = 50_000  # members and addresses; about 10 MB
ALWAYS_EXPLAINED: Final = frozenset({"already_recorded"})  # the answer to a repetition after a lost answer


OFTEN: Final = {
    "statements_often": N_("You have sent many statements in a short time. This one was not recorded."),
    "refusals_often": N_("Many statements from your network were refused. This one was not looked at."),
}
LONG: Final = N_("This text has %(length)s characters; at most %(most)s are taken here. Nothing was recorded.")


class IntakeRefused(Refused):
    """A statement refused at intake, before any rule; nothing has changed."""

    def __init__(self, code: str, template: str, **details: object) -> None:
        Exception.__init__(self, code)
        self.code = code
        self.rule = ""
        self.details = details
        self._template = template

    @property
    def template(self) -> str:
        """The message template, to be translated."""
        return self._template

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.__dict__)


def _revive(kind: type[IntakeRefused], state: dict[str, object]) -> IntakeRefused:
    found = kind.__new__(kind)
    found.__dict__.update(state)
    return found


class StatementsTooFrequent(IntakeRefused):
    """Too many statements; `wait` is the number of seconds until the statement would be accepted."""

    def __init__(self, code: str, wait: int) -> None:
        super().__init__(code, OFTEN[code], wait=wait)
        self.wait = wait


class TextTooLong(IntakeRefused):
    """A text longer than its kind of statement allows."""

    def __init__(self, field: str, most: int, length: int) -> None:
        super().__init__("text_long", LONG, field=field, most=most, length=length)
        self.most = most
        self.length = length


def monotonic() -> int:
    """A monotonic clock in milliseconds, independent of the machine's clock."""
    return time.monotonic_ns() // 1_000_000


class IntakeLimits:
    """The counts of one process, in memory only; thread-safe."""

    def __init__(self, clock: Callable[[], int] = monotonic) -> None:
        self.clock = clock
        self._free_at: dict[tuple[str, str], int] = {}
        self._admitted: dict[str, None] = {}
        self._lock = threading.Lock()

    def admit(self, submission: Submission, member: str) -> None:
        """Count a member's statement with a verified signature; raises StatementsTooFrequent or TextTooLong.

        The same statement sent again, because its answer was lost, is counted once.
        """
        check_size(submission)
        id_, rate = submission.envelope.id, RATES[submission.kind.pace]
        with self._lock:
            if id_ in self._admitted:
                return
            wait = self._take(rate, member)
            if wait:
                raise StatementsTooFrequent("statements_often", wait)
            self._admitted[id_] = None
            if len(self._admitted) > MOST_REMEMBERED:
                del self._admitted[next(iter(self._admitted))]

    def check_address(self, address: str, submission: Submission) -> None:
        """Raise StatementsTooFrequent if too many statements from an address were refused; never for votes."""
        if submission.kind.pace == "voting":
            return
        network = _network(address)
        with self._lock:
            wait = self._wait(REFUSED, network) if network else 0
        if wait:
            raise StatementsTooFrequent("refusals_often", wait)

    def note_refused(self, address: str, refused: Refused) -> None:
        """Count a refusal."""
        if refused.code in ALWAYS_EXPLAINED or isinstance(refused, IntakeRefused):
            return
        network = _network(address)
        with self._lock:
            if network:
                self._take(REFUSED, network)

    def _take(self, rate: Rate, subject: str) -> int:
        """Count one more and return 0, or return the seconds until one more is allowed."""
        wait = self._wait(rate, subject)
        if not wait:
            key, now = (rate.name, subject), self.clock()
            self._free_at[key] = max(self._free_at.get(key, 0), now) + rate.window // rate.most
            self._forget(now)
        return wait

    def _wait(self, rate: Rate, subject: str) -> int:
        # The generic cell rate algorithm (ITU-T I.371): one number holds the used share.
        now = self.clock()
        ahead = self._free_at.get((rate.name, subject), 0) + rate.window // rate.most - now - rate.window
        return max(0, -(-ahead // SECOND))

    def _forget(self, now: int) -> None:
        if len(self._free_at) <= MOST_REMEMBERED:
            return
        living = [(key, at) for key, at in self._free_at.items() if at > now]
        self._free_at = dict(living[-MOST_REMEMBERED // 2 :])  # half, so that this is rarely needed


def check_size(submission: Submission) -> None:
    """Raise TextTooLong if a text is longer than the forms for its type of statement allow."""
    most = submission.kind.longest_text
    if not most:
        return
    for data in submission.blobs.values():
        value = strict_json.decode(data)
        length = len(value["text"]) if isinstance(value, dict) else 0
        if length > most:
            raise TextTooLong("text", most, length)


def _network(address: str) -> str:
    """The address, or for IPv6 the network of one subscriber (RFC 6177).

    Empty for loopback: the operator, or a proxy that does not name the client.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return "" if found.is_loopback else str(ipaddress.ip_network((found, 64), strict=False))
    plain = found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found
    return "" if plain.is_loopback else str(plain)
