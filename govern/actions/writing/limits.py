"""Limits of rate and size at intake, before any rule is asked. They are no rules: a record that exceeds them is valid.

Every number stands here; `govern/decisions/` says why they are what they are. A member's statements are counted once
their signature is verified, so that nobody can use up another's share; the operator's own commands are not limited.
"""

import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from govern.actions.writing.submissions import Submission
from govern.protocol.errors import Refused, words
from govern.protocol.units import HOUR, MINUTE, SECOND
from govern.record import strict_json


@dataclass(frozen=True)
class Rate:
    """At most `most` at once, and as many again, evenly spread, in each `window` of milliseconds."""

    name: str
    most: int
    window: int


VOTING: Final = Rate("voting", 600, HOUR)  # ten times as many as the largest community has open votes
WRITING: Final = Rate("writing", 120, HOUR)
OFFICE: Final = Rate("office", 20_000, HOUR)  # lists of members, awards, old ledgers
ORDINARY: Final = Rate("ordinary", 600, HOUR)
REFUSED: Final = Rate("refused", 300, 10 * MINUTE)  # refused statements from one address

RATES: Final = {
    **dict.fromkeys(("ballot-cast", "reason-given", "delegation-made", "delegation-ended"), VOTING),
    **dict.fromkeys(
        (
            *("comment-made", "comment-revised", "proposal-submitted", "proposal-revised", "roll-objected"),
            *("outcome-challenged", "grant-applied", "stream-asked", "club-opened", "report-filed"),
        ),
        WRITING,
    ),
    **dict.fromkeys(
        (
            *("member-enrolled", "role-granted", "award-made", "award-confirmed", "club-admitted", "entries-imported"),
            *("account-opened", "programme-opened", "income-recorded", "transfer-recorded", "payment-recorded"),
            *("statement-reconciled", "receipt-attached", "disbursement-requested", "disbursement-approved"),
        ),
        OFFICE,
    ),
}
LONGEST_COMMENT: Final = 10_000  # characters, as the forms say
COMMENTS: Final = frozenset({"comment-made", "comment-revised", "reason-given"})
MOST_REMEMBERED: Final = 50_000  # members and addresses; about 10 MB
ALWAYS_EXPLAINED: Final = frozenset({"already_recorded"})  # what a repetition after a lost answer is told


OFTEN: Final = {
    "statements_often": words("You have sent many statements in a short time. This one was not recorded."),
    "refusals_often": words("Many statements from your network were refused. This one was not looked at."),
}
LONG: Final = words("This text has %(length)s characters; at most %(most)s are taken here. Nothing was recorded.")


class IntakeRefused(Refused):
    """A statement that intake does not take. No rule was asked and nothing has changed."""

    def __init__(self, code: str, template: str, **details: object) -> None:
        Exception.__init__(self, code)
        self.code = code
        self.rule = ""
        self.details = details
        self._template = template

    @property
    def template(self) -> str:
        """The sentence with its places still open, to be translated."""
        return self._template

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.__dict__)


def _revive(kind: type[IntakeRefused], state: dict[str, object]) -> IntakeRefused:
    found = kind.__new__(kind)
    found.__dict__.update(state)
    return found


class TooOften(IntakeRefused):
    """Too many statements; `wait` is in how many seconds the same one would be taken."""

    def __init__(self, code: str, wait: int) -> None:
        super().__init__(code, OFTEN[code], wait=wait)
        self.wait = wait


class TooLong(IntakeRefused):
    """A text that is too long for its kind of statement."""

    def __init__(self, field: str, most: int, length: int) -> None:
        super().__init__("text_long", LONG, field=field, most=most, length=length)
        self.most = most
        self.length = length


def monotonic() -> int:
    """Milliseconds that never go back, whatever the machine's clock does."""
    return time.monotonic_ns() // 1_000_000


class IntakeLimits:
    """The counts of one process, in memory: after a restart everybody begins anew. Safe for threads."""

    def __init__(self, clock: Callable[[], int] = monotonic) -> None:
        self.clock = clock
        self._free_at: dict[tuple[str, str], int] = {}
        self._admitted: dict[str, None] = {}
        self._lock = threading.Lock()

    def admit(self, submission: Submission, member: str) -> None:
        """Counts a statement of a member, its signature verified; raises TooOften or TooLong.

        The same statement sent again, because its answer was lost, is counted once.
        """
        check_size(submission)
        id_, rate = submission.envelope.id, RATES.get(submission.kind.name, ORDINARY)
        with self._lock:
            if id_ in self._admitted:
                return
            wait = self._take(rate, member)
            if wait:
                raise TooOften("statements_often", wait)
            self._admitted[id_] = None
            if len(self._admitted) > MOST_REMEMBERED:
                del self._admitted[next(iter(self._admitted))]

    def check_address(self, address: str, submission: Submission) -> None:
        """Raises TooOften if too much was refused that came from an address. Votes are looked at nevertheless."""
        if RATES.get(submission.kind.name) is VOTING:
            return
        network = _network(address)
        with self._lock:
            wait = self._wait(REFUSED, network) if network else 0
        if wait:
            raise TooOften("refusals_often", wait)

    def note_refused(self, address: str, refused: Refused) -> None:
        """Counts a refusal."""
        if refused.code in ALWAYS_EXPLAINED or isinstance(refused, IntakeRefused):
            return
        network = _network(address)
        with self._lock:
            if network:
                self._take(REFUSED, network)

    def _take(self, rate: Rate, subject: str) -> int:
        """0, and one more is counted; or in how many seconds there is room for one."""
        wait = self._wait(rate, subject)
        if not wait:
            key, now = (rate.name, subject), self.clock()
            self._free_at[key] = max(self._free_at.get(key, 0), now) + rate.window // rate.most
            self._forget(now)
        return wait

    def _wait(self, rate: Rate, subject: str) -> int:
        # The generic cell rate algorithm (ITU-T I.371): one number says how far the share is used up.
        now = self.clock()
        ahead = self._free_at.get((rate.name, subject), 0) + rate.window // rate.most - now - rate.window
        return max(0, -(-ahead // SECOND))

    def _forget(self, now: int) -> None:
        if len(self._free_at) <= MOST_REMEMBERED:
            return
        living = [(key, at) for key, at in self._free_at.items() if at > now]
        self._free_at = dict(living[-MOST_REMEMBERED // 2 :])  # half, so that this is seldom done


def check_size(submission: Submission) -> None:
    """Raises TooLong if a comment, or the reason for a vote, is longer than forms take."""
    if submission.kind.name not in COMMENTS:
        return
    for data in submission.blobs.values():
        value = strict_json.decode(data)
        length = len(value["text"]) if isinstance(value, dict) else 0
        if length > LONGEST_COMMENT:
            raise TooLong("text", LONGEST_COMMENT, length)


def _network(address: str) -> str:
    """An address, or of IPv6 the network that one subscriber has (RFC 6177).

    Empty for this machine's own: that is the operator, or a proxy that does not tell whom it speaks for.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return "" if found.is_loopback else str(ipaddress.ip_network((found, 64), strict=False))
    plain = found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found
    return "" if plain.is_loopback else str(plain)
