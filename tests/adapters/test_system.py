"""The real clock, chance and secrets."""

import datetime as dt
from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.adapters.system import SystemClock, SystemDice, SystemTokens

SEEDS = st.integers(min_value=0, max_value=2**63 - 1)


def test_the_clock_gives_its_offset_and_never_runs_back():
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert clock.monotonic() <= clock.monotonic()


def test_a_stored_seed_gives_the_same_order_on_every_machine():
    assert SystemDice().shuffled(range(10), seed=2026) == [6, 8, 2, 0, 4, 5, 3, 7, 1, 9]
    assert SystemDice().shuffled([30, 10, 20], seed=0) == [10, 30, 20]


@given(st.lists(st.integers(), max_size=50), SEEDS)
def test_a_shuffle_loses_nobody_and_leaves_its_input_alone(items, seed):
    before = list(items)
    dice = SystemDice()
    shuffled = dice.shuffled(items, seed=seed)
    assert items == before
    assert Counter(shuffled) == Counter(items)
    assert dice.shuffled(items, seed=seed) == shuffled


def test_every_order_is_about_equally_likely():
    seen = Counter(tuple(SystemDice().shuffled(range(4), seed=seed)) for seed in range(4_800))
    assert set(seen) == set(permutations(range(4)))
    assert all(130 < count < 270 for count in seen.values())  # 200 expected, 5 sigma = 69


def test_seeds_and_secrets_differ_each_time_and_have_the_size_asked_for():
    dice, tokens = SystemDice(), SystemTokens()
    seeds = {dice.new_seed() for _ in range(50)}
    assert len(seeds) == 50
    assert all(0 <= seed < 2**63 for seed in seeds)
    assert len({tokens.octets(16) for _ in range(50)}) == 50
    assert [len(tokens.octets(size)) for size in (0, 1, 33)] == [0, 1, 33]
    digits = tokens.digits(2_000)
    assert set(digits) == set("0123456789")
    assert tokens.digits(0) == ""
