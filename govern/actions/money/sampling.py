"""Reproducible uniform random samples after RFC 3797, from a tree head and an auditor's word."""

import bisect
import hashlib
from typing import Final

MOST: Final = 1_000  # RFC 3797 section 4.2 counts draws with 16 bits; the cost here grows with the square


def sample(root: bytes, word: str, population: int, size: int) -> list[int]:
    """Draw `size` distinct numbers from 1 to `population`, in the order drawn; all of them if there are fewer.

    RFC 3797 section 4 with the key K = SHA-256(root, word in UTF-8): the i-th draw, counted from 0, takes the number
    SHA-256(i K i), with i in two bytes, modulo the number of those left, among those left in ascending order. Every set
    of `size` numbers is equally likely. Raises ValueError for a negative number or a size above MOST.
    """
    if population < 0 or not 0 <= size <= MOST:
        raise ValueError(f"no sample of {size} from {population}")
    key = hashlib.sha256(root + word.encode()).digest()
    taken: list[int] = []  # ascending
    drawn = []
    for turn in range(min(size, population)):
        count = turn.to_bytes(2, "big")
        number = int.from_bytes(hashlib.sha256(count + key + count).digest(), "big") % (population - turn)
        for one in taken:
            if number < one - 1:
                break
            number += 1
        bisect.insort(taken, number + 1)
        drawn.append(number + 1)
    return drawn
