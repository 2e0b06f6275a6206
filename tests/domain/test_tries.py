"""Who has to wait after wrong passphrases, and how long."""

import datetime as dt

import pytest

from venue_kiosk.domain.tries import HARD_STOP, Tries

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def failed(times, at=NOON, monotonic=1_000.0):
    tries = Tries()
    for _time in range(times):
        tries = tries.failed(at, monotonic)
    return tries


def later(seconds):
    return NOON + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("times", "wait"),
    [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (8, 16), (11, 128), (12, 256), (13, 300), (99, 300)],
)
def test_five_tries_are_free_and_then_each_costs_twice_as_long(times, wait):
    tries = failed(times)
    assert tries.wait_s(NOON, 1_000.0) == wait
    assert tries.wait_s(later(wait), 1_000.0 + wait) == 0


def test_setting_the_clock_makes_no_wait_shorter():
    tries = failed(13)
    assert tries.wait_s(later(3_600), 1_010.0) == 290  # forward: the running clock counts
    assert tries.wait_s(later(-3_600), 1_010.0) == 290  # back: the same
    assert tries.wait_s(later(-3_600), 1_300.0) == 0  # and it ends all the same


def test_after_a_restart_the_clock_on_the_wall_counts():
    tries = failed(13)
    assert tries.wait_s(later(100), 20.0) == 200


def test_with_both_clocks_back_the_wait_begins_again_and_ends():
    tries = failed(13)
    assert tries.wait_s(later(-50), 20.0) == 300
    seen = tries.seen(later(-50), 20.0)
    assert seen.wait_s(later(-40), 30.0) == 290
    assert seen.seen(later(-40), 30.0) == seen


def test_the_right_passphrase_forgets_all_but_what_is_not_logged():
    tries = failed(3)
    assert tries.succeeded() == Tries(unlogged=3, at=NOON)
    assert Tries().succeeded() == Tries()


def test_a_hundred_in_a_row_stop_the_id():
    assert not failed(HARD_STOP - 1).is_stopped
    assert failed(HARD_STOP).is_stopped
