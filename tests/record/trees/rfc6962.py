"""RFC 6962 sections 2.1 to 2.1.2 as written: slow, recursive, sharing no code with the program."""

from hashlib import sha256


def k(n: int) -> int:
    """The largest power of two smaller than n."""
    power = 1
    while power * 2 < n:
        power *= 2
    return power


def mth(d: list[bytes]) -> bytes:
    n = len(d)
    if n == 0:
        return sha256().digest()
    if n == 1:
        return sha256(b"\x00" + d[0]).digest()
    return sha256(b"\x01" + mth(d[: k(n)]) + mth(d[k(n) :])).digest()


def path(m: int, d: list[bytes]) -> list[bytes]:
    n = len(d)
    if n == 1:
        return []
    if m < k(n):
        return [*path(m, d[: k(n)]), mth(d[k(n) :])]
    return [*path(m - k(n), d[k(n) :]), mth(d[: k(n)])]


def proof(m: int, d: list[bytes]) -> list[bytes]:
    return subproof(m, d, True)


def subproof(m: int, d: list[bytes], b: bool) -> list[bytes]:
    n = len(d)
    if m == n:
        return [] if b else [mth(d)]
    if m <= k(n):
        return [*subproof(m, d[: k(n)], b), mth(d[k(n) :])]
    return [*subproof(m - k(n), d[k(n) :], False), mth(d[: k(n)])]
