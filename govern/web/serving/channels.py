"""Client connections: deadlines for slow clients, and a limit per network address.

A client must send a request's head within `HEAD_SECONDS`, its body within `BODY_SECONDS` plus a second for every
`SLOWEST` bytes, and must keep reading its answer. If one address, or all together, have too many connections, the
connection that has waited longest without a complete request is closed for the new one: an honest client behind the
same address gets in, and no honest request is cut off. The proxy in front represents everybody and has no limit of its
own.
"""

import ipaddress
import resource
import time
from collections.abc import Iterable
from typing import Any, Final

from waitress.channel import HTTPChannel

HEAD_SECONDS: Final = 10.0
BODY_SECONDS: Final = 20.0
SLOWEST: Final = 500  # bytes of a body per second
ANSWER_SECONDS: Final = 60.0  # without reading a byte of an answer
MOST_OF_ADDRESS: Final = 200
MOST: Final = 2_000
SPARE: Final = 100  # sockets that are not connections, and connections about to be closed
FILES: Final = 500  # files and sockets beside connections: three for each connection to SQLite


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection with deadlines."""

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: dict[int, Any]) -> None:  # noqa: A002 - theirs
        super().__init__(server, sock, addr, adj, map=map)
        self.network = network_of(str(addr[0]))
        self.awaited_since: float | None = time.monotonic()  # since when the current request is incomplete
        self.idle_since = self.awaited_since
        _make_room(self, [one for one in map.values() if isinstance(one, Channel)])

    def received(self, data: bytes) -> bool:
        """Handle received data; a request's time runs from its first byte, the first one's from the connection."""
        before = self.request
        taken: bool = super().received(data)
        if self.request is None:
            self.awaited_since, self.idle_since = None, time.monotonic()
        elif self.request is not before and (before is not None or self.awaited_since is None):
            self.awaited_since = time.monotonic()
        return taken

    def readable(self) -> bool:
        """Called at least once a second; closes a late client, even if nothing can be sent to it."""
        if self._is_late():
            self.will_close = True
            self.handle_close()
            return False
        able: bool = super().readable()
        return able

    def writable(self) -> bool:
        """Whether the loop must wait for it: never once it is closed, for a new connection may have its number."""
        return bool(self.connected and super().writable())

    def is_at_rest(self) -> bool:
        """Whether it can be closed without loss: no complete request, and no answer in progress."""
        return not (self.requests or self.total_outbufs_len or self.will_close)

    def waiting_since(self) -> float:
        """Since when it has been idle."""
        return self.idle_since if self.awaited_since is None else self.awaited_since

    def _is_late(self) -> bool:
        if self.total_outbufs_len:
            if self.requests and self.total_outbufs_len < self.adj.send_bytes:
                return False  # it is not sent yet
            return bool(time.time() - self.last_activity > ANSWER_SECONDS)  # waitress uses the wall clock
        if self.requests or self.awaited_since is None:
            return False
        allowed = HEAD_SECONDS
        if self.request is not None and self.request.headers_finished:
            allowed = HEAD_SECONDS + BODY_SECONDS + self.request.body_bytes_received / SLOWEST
        return bool(time.monotonic() - self.awaited_since > allowed)


def connection_limit() -> int:
    """The maximum number of the server's sockets, within the system's limit."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST + SPARE if soft == resource.RLIM_INFINITY else max(min(MOST + SPARE, soft - FILES), 2 * SPARE)


def allow_files() -> None:
    """Raise the process's limit of open files and sockets, as far as the system allows."""
    most = MOST + SPARE + FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def network_of(address: str) -> str:
    """The owner of an address: itself, or for IPv6 the /64 network of one customer."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False).network_address)


def _make_room(newcomer: Channel, channels: list[Channel]) -> None:
    trusted = newcomer.adj.trusted_proxy
    if newcomer.network != trusted:
        same = [one for one in channels if one.network == newcomer.network]
        if len(same) > MOST_OF_ADDRESS:
            _close_longest_at_rest(newcomer, same)
            return
    if len(channels) > newcomer.adj.connection_limit - SPARE:
        _close_longest_at_rest(newcomer, channels)


def _close_longest_at_rest(newcomer: Channel, channels: Iterable[Channel]) -> None:
    resting = [one for one in channels if one is not newcomer and one.is_at_rest()]
    min(resting, key=Channel.waiting_since, default=newcomer).will_close = True
