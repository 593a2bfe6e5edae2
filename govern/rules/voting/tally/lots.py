"""Reproducible lots after RFC 3797: the order in which tied options are taken."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

MOST: Final = 65_535  # RFC 3797 section 4.2 counts with 16 bits


Seed = Callable[[], bytes]  # computed only if a lot is drawn


def draw(seed: Seed, pool: Iterable[str]) -> list[str]:
    """The whole pool in the order drawn.

    RFC 3797 section 4: with the key K, the i-th number is MD5(i K i) with i in two bytes, modulo the number of those
    left; SHA-256 replaces MD5, as the RFC's section 4.2 allows. The pool is sorted first, so that its order does not
    matter.
    """
    left = sorted(set(pool))
    if len(left) < 2:
        return left
    key, drawn = seed(), []
    for turn in range(len(left)):
        place = turn.to_bytes(2, "big")
        number = int.from_bytes(hashlib.sha256(place + key + place).digest(), "big")
        drawn.append(left.pop(number % len(left)))
    return drawn


def first(seed: Seed, tied: Sequence[str]) -> str:
    """The option among the tied that is drawn first."""
    return draw(seed, tied)[0]
