"""Audit samples: distinct, uniform, reproducible, and unpredictable before the record's root is known."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from govern.actions.money.sampling import MOST, sample
from govern.rules.voting.tally import lots

ROOT = bytes(range(32))


@given(root=some.binary(min_size=32, max_size=32), word=some.text(max_size=20), population=some.integers(0, 300))
def test_a_sample_is_the_beginning_of_the_lots_of_rfc_3797(root: bytes, word: str, population: int) -> None:
    key = hashlib.sha256(root + word.encode()).digest()
    names = lots.draw(lambda: key, [f"{number:03}" for number in range(1, population + 1)])
    assert sample(root, word, population, 40) == [int(name) for name in names[:40]]


@given(population=some.integers(0, 10**9), size=some.integers(0, 60))
def test_the_numbers_are_distinct_and_as_many_as_asked(population: int, size: int) -> None:
    drawn = sample(ROOT, "lime", population, size)
    assert len(drawn) == len(set(drawn)) == min(size, population)
    assert all(1 <= number <= population for number in drawn)


def test_every_number_is_drawn_equally_often() -> None:
    times = Counter(number for word in range(5_000) for number in sample(ROOT, str(word), 22, 11))
    assert sorted(times) == list(range(1, 23))
    # 2,500 each; the standard deviation is 35. Seven of them leave no doubt, and the words above are fixed.
    assert all(abs(count - 2_500) < 250 for count in times.values()), times


def test_the_sample_depends_on_the_word_and_the_root() -> None:
    first = sample(ROOT, "lime", 1_000, 20)
    assert sample(ROOT, "lime", 1_000, 20) == first
    assert sample(ROOT, "oak", 1_000, 20) != first
    assert sample(ROOT[::-1], "lime", 1_000, 20) != first


@pytest.mark.parametrize(("population", "size"), [(-1, 1), (1, -1), (5_000, MOST + 1)])
def test_an_impossible_sample_is_an_error(population: int, size: int) -> None:
    with pytest.raises(ValueError, match="no sample"):
        sample(ROOT, "", population, size)
