"""Clients of the record for an import: an instance on this machine, or a server over HTTP."""

import email.utils
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from govern.actions.money.ledger_import import Content, content_of, quote_of
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Account, Key
from govern.protocol.messages import Message
from govern.protocol.state import founded
from govern.record import leaf, note, proof
from govern.record.envelope import Envelope
from govern.record.errors import RecordError
from govern.rules.people.signers import Quote
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.store.projection import Projection
from govern.store.record import log
from govern.store.views.ledger import closed_until
from govern.store.views.ledger_reading import imported

SECONDS: Final = 60
TOO_MANY: Final = 429
WAIT: Final = 30  # seconds, if a proxy sends no Retry-After
LONGEST_WAIT: Final = 3_600
Reading = Callable[[], AbstractContextManager[Connection]]


class RecordUnreachable(Exception):
    """The record cannot be reached or read; `why` is the reason."""

    def __init__(self, sentence: str, **details: object) -> None:
        """Takes a message template and its arguments."""
        self.why = Message(sentence, **details)
        super().__init__(str(self.why))


class _RateLimited(Exception):
    """The server's rate limit was reached; holds the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class LocalRecordClient:
    """The record of an instance, written by its own recorder and read through `reading` or its own connections."""

    def __init__(self, recorder: Recorder, reading: Reading | None = None) -> None:
        self._recorder = recorder
        self._reading = reading or recorder.engine.connect
        with self._reading() as connection:
            community = founded(Projection(connection))
        self.community, self.founded_at = community.id, community.at

    def currencies(self) -> frozenset[str]:
        """See RecordClient."""
        with self._reading() as connection:
            rules = in_force(Projection(connection), COMMUNITY, self._recorder.clock())
        return frozenset(typed(rules).approvals)

    def closed_until(self) -> str:
        """See RecordClient."""
        with self._reading() as connection, Session(connection) as session:
            return closed_until(session)

    def member_of(self, keyid: str) -> str:
        """See RecordClient."""
        with self._reading() as connection:
            key = Projection(connection).get(Key, keyid)
        return key.member if key else ""

    def account(self, account: str) -> Account | None:
        """See RecordClient."""
        with self._reading() as connection:
            return Projection(connection).get(Account, account)

    def knows_text(self, digest: str) -> bool:
        """See RecordClient."""
        with self._reading() as connection:
            return bool(log.kept_texts(connection, [digest]))

    def imported(self, days: Iterable[str]) -> Counter[Content]:
        """See RecordClient."""
        with self._reading() as connection:
            return Counter((on, content_of(postings)) for on, postings in imported(connection, sorted(days)))

    def quote(self) -> Quote:
        """See RecordClient."""
        with self._reading() as connection:
            head = log.head(connection)
        if head is None:
            raise Refused("not_founded")
        return Quote(head.size, head.root)

    def send(self, body: bytes, signed: Envelope) -> None:
        """See RecordClient."""
        del signed
        (answer,) = self._recorder.record([receive(body)])
        if isinstance(answer, Refused):
            raise answer


class RemoteRecordClient:
    """The record of a server over HTTP; each receipt is verified with the key fetched at first.

    If the server's rate limit is reached, `pause` is called with the seconds to wait, and the request is sent again:
    nothing was recorded.
    """

    def __init__(self, address: str, access_key: str = "", pause: Callable[[int], None] = time.sleep) -> None:
        if not address.startswith(("https://", "http://")):
            raise RecordUnreachable(N_("%(url)s is no address of a server: write https://…"), url=address)
        self._address, self._pause = address.rstrip("/"), pause
        self._headers = {"Content-Type": "application/json"}
        if access_key:
            self._headers["Authorization"] = f"Bearer {access_key}"
        community = self._get("/api/community")
        self.community = str(community["community"])
        self._verifier = note.parse_vkey(community["vkey"])
        self.founded_at = int(self._get(f"/api/statements/{self.community}")["at"])

    def _ask(self, path: str, body: bytes | None = None) -> bytes | None:
        while True:
            try:
                return self._ask_once(path, body)
            except _RateLimited as many:
                self._pause(many.seconds)

    def _ask_once(self, path: str, body: bytes | None) -> bytes | None:
        asked = urllib.request.Request(f"{self._address}{path}", body, self._headers)  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - http and https only
                data: bytes = answer.read()
                return data
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410) and body is None:
                    return None
                if error.code == TOO_MANY:
                    raise _RateLimited(_seconds(error.headers.get("Retry-After", ""))) from error
                raise _refusal(error.read()) from error
        except OSError as error:
            raise RecordUnreachable(
                N_("%(url)s does not answer: %(why)s"), url=self._address, why=str(error)
            ) from error

    def _get(self, path: str) -> dict[str, Any]:
        found = self._find(path)
        if found is None:
            message = N_("%(url)s is not there: this is no server of a community")
            raise RecordUnreachable(message, url=f"{self._address}{path}")
        return found

    def _find(self, path: str) -> dict[str, Any] | None:
        data = self._ask(path)
        try:
            value = None if data is None else json.loads(data)
        except ValueError as error:
            message = N_("%(url)s does not answer as a server of a community does")
            raise RecordUnreachable(message, url=f"{self._address}{path}") from error
        return dict(value) if value is not None else None

    def currencies(self) -> frozenset[str]:
        """See RecordClient."""
        return frozenset(self._get("/api/rulebook")["rules"]["money"])

    def closed_until(self) -> str:
        """See RecordClient."""
        return str(self._get("/api/books")["closed_until"])

    def member_of(self, keyid: str) -> str:
        """See RecordClient."""
        found = self._find(f"/api/keys/{keyid}")
        return str(found["member"]) if found else ""

    def account(self, account: str) -> Account | None:
        """See RecordClient."""
        found = self._find(f"/api/accounts/{account}")
        return Account(**{field.name: found[field.name] for field in fields(Account)}) if found else None

    def knows_text(self, digest: str) -> bool:
        """See RecordClient; a withheld text counts as unknown, so accounts that name one show the difference."""
        return self._ask(f"/log/blob/{digest}") is not None

    def imported(self, days: Iterable[str]) -> Counter[Content]:
        """See RecordClient."""
        wanted = set(days)
        found, older = Counter[Content](), ""
        while wanted:
            address = f"/api/entries?kind=imported&since={min(wanted)}&until={max(wanted)}"
            page = self._get(address + (f"&older={urllib.parse.quote(older)}" if older else ""))
            entries = [one for one in page["entries"] if one["on"] in wanted and not one["reversed_by"]]
            found.update((one["on"], content_of(one["postings"])) for one in entries)
            older = page["older"]
            if not older:
                break
        return found

    def quote(self) -> Quote:
        """See RecordClient."""
        community = self._get("/api/community")
        return quote_of(int(community["log_size"]), community["log_root"])

    def send(self, body: bytes, signed: Envelope) -> None:
        """See RecordClient; raises Unreachable if the receipt does not hold."""
        answer = json.loads(self._ask("/api/statements", body) or b"{}")
        try:
            data = leaf.format(answer["at"], signed)
            proof.verify(proof.parse(answer["receipt"].encode()), data, [self._verifier])
        except (RecordError, KeyError) as error:
            raise RecordUnreachable(N_("the server's receipt does not hold: %(why)s"), why=str(error)) from error


def _seconds(retry_after: str) -> int:
    """The seconds to wait by a Retry-After header (RFC 9110), a number or a date."""
    if retry_after.strip().isdecimal():
        return min(max(int(retry_after), 1), LONGEST_WAIT)
    try:
        until = email.utils.parsedate_to_datetime(retry_after).timestamp()
    except ValueError:
        return WAIT
    return min(max(round(until - time.time()), 1), LONGEST_WAIT)


def _refusal(data: bytes) -> Exception:
    """The exception for a server's problem document (RFC 9457)."""
    try:
        refusal = json.loads(data)
        return RecordUnreachable("%(title)s: %(detail)s (%(code)s)", **{"detail": "", **refusal})
    except (ValueError, KeyError, TypeError):
        return RecordUnreachable(N_("the server answered with an error"))
