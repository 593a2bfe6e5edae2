"""Slow and idle connections on a running server."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from waitress import wasyncore

from govern.web.serving import channels
from govern.web.serving.channels import network_of
from govern.web.serving.server import create_server
from tests.tools.server import ServedApplication, serve
from tests.tools.waiting import PATIENCE, wait_until
from tests.web.conftest import Site

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "
BODY = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail="


@pytest.fixture
def served(site: Site) -> Iterator[ServedApplication]:
    with serve(site.app) as running:
        yield running


def opened(stack: ExitStack, served: ServedApplication, data: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
    """A connection that has sent this much."""
    one = stack.enter_context(socket.create_connection(("127.0.0.1", served.port), PATIENCE, (source, 0)))
    one.sendall(data)
    return one


def request_once(served: ServedApplication, address: str = "/members") -> int:
    """The status of a page, asked for on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    finally:
        connection.close()


def is_closed(one: socket.socket) -> bool:
    """Whether the server closes the connection without an answer."""
    try:
        return one.recv(1) == b""
    except ConnectionResetError:
        return True


def test_300_half_open_connections_of_one_address_leave_the_site_usable(served: ServedApplication) -> None:
    with ExitStack() as stack:
        half = [opened(stack, served, HALF_A_HEAD) for _ in range(300)]
        assert [request_once(served) for _ in range(10)] == [200] * 10
        assert is_closed(half[0])


def test_300_half_open_connections_of_many_addresses_leave_the_site_usable(served: ServedApplication) -> None:
    with ExitStack() as stack:
        for number in range(300):
            opened(stack, served, HALF_A_HEAD, f"127.0.1.{number % 250 + 1}")
        assert [request_once(served) for _ in range(10)] == [200] * 10


def test_a_head_that_does_not_end_in_time_is_given_up(
    served: ServedApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "HEAD_SECONDS", 0.5)
    with ExitStack() as stack:
        silent, half = opened(stack, served), opened(stack, served, HALF_A_HEAD)
        assert is_closed(silent)
        assert is_closed(half)
        monkeypatch.setattr(channels, "HEAD_SECONDS", PATIENCE)  # a busy machine may take long to send a head
        assert request_once(served) == 200


def test_a_connection_closed_for_lateness_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system gives its number to the next connection, which the loop would close in its place."""
    server = create_server(site.app, host="127.0.0.1", port=0)
    try:
        with socket.create_connection(("127.0.0.1", server.effective_port), PATIENCE):
            wait_until(lambda: _accepted(server))
            (channel,) = server.active_channels.values()
            assert channel.readable()
            monkeypatch.setattr(channels, "HEAD_SECONDS", -1)
            assert not channel.readable()
            assert not channel.writable()
    finally:
        server.task_dispatcher.shutdown()
        wasyncore.close_all(server._map)


def _accepted(server: Any) -> bool:
    server.handle_accept()
    return bool(server.active_channels)


def test_a_body_that_does_not_go_on_is_given_up(served: ServedApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(channels, "BODY_SECONDS", 0.2)
    with ExitStack() as stack:
        assert is_closed(opened(stack, served, BODY))


def test_each_part_of_a_body_gives_time_for_the_next(
    served: ServedApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(channels, "BODY_SECONDS", 0.2)
    monkeypatch.setattr(channels, "SLOWEST", 1)  # the six bytes that came are good for six seconds
    with ExitStack() as stack:
        one = opened(stack, served, BODY)
        one.settimeout(1)
        with pytest.raises(TimeoutError):
            one.recv(1)


def test_an_answer_that_is_not_taken_is_given_up(served: ServedApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "ANSWER_SECONDS", 0.5)
    picture = b"GET /static/result-page.png HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as stack:
        opened(stack, served, picture * 1_000)  # far more than the buffers of both sides hold
        wait_until(lambda: served.connections() == 1)
        wait_until(lambda: served.connections() == 0)


def test_between_two_requests_a_connection_may_rest_longer(
    served: ServedApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    with ExitStack() as stack:
        stack.callback(connection.close)
        connection.request("GET", "/log/checkpoint")
        assert connection.getresponse().read()
        monkeypatch.setattr(channels, "HEAD_SECONDS", 0.3)
        for _ in range(2):
            assert is_closed(opened(stack, served, HALF_A_HEAD))  # one that began later is gone meanwhile
            connection.request("GET", "/log/checkpoint")
            assert connection.getresponse().read()


def test_a_proxy_may_hold_more_connections_than_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "MOST_OF_ADDRESS", 3)
    behind = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}}
    with serve(site.app, **behind) as served, ExitStack() as stack:
        first, *_others = [opened(stack, served) for _ in range(8)]
        first.sendall(b"GET /log/checkpoint HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert first.recv(12) == b"HTTP/1.1 200"


def test_where_all_connections_are_taken_the_longest_idle_one_makes_room(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(site.app, connection_limit=channels.SPARE + 20) as served, ExitStack() as stack:
        half = [opened(stack, served, HALF_A_HEAD, f"127.0.1.{number + 1}") for number in range(60)]
        assert request_once(served) == 200
        assert is_closed(half[0])
        half[-1].settimeout(0.5)
        with pytest.raises(TimeoutError):
            half[-1].recv(1)


def test_a_network_of_ipv6_counts_as_one_address() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9")
    assert network_of("2001:db8:1:2::9") != network_of("2001:db8:1:3::9")
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of("fe80::1%eth0") == network_of("fe80::2")
