"""The arithmetic beneath the ticket reader: correction and proof."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.papers import symbol, ticket
from venue_kiosk.adapters.code_readers.reed_solomon import CorrectionError, corrected
from venue_kiosk.adapters.code_readers.ticket_symbol import digits

WORDS = st.lists(st.integers(0, 255), min_size=13, max_size=13)


def encoded(words):
    return corrected([*words, *[0] * 13], 13, range(13, 26))


def grid_of(text):
    return np.where(symbol(text), -1.0, 1.0).astype(np.float32)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(0, 13), st.randoms(use_true_random=False))
def test_errors_and_erasures_within_the_bound_are_put_right(words, erasures, chance):
    whole = encoded(words)
    hurt = chance.sample(range(26), erasures + (13 - erasures) // 2)
    damaged = [word ^ chance.randint(1, 255) if n in hurt else word for n, word in enumerate(whole)]
    assert corrected(damaged, 13, hurt[:erasures]) == whole


@settings(max_examples=40, deadline=None)
@given(WORDS, st.lists(st.integers(0, 255), min_size=26, max_size=26))
def test_beyond_the_bound_it_refuses_or_gives_a_true_codeword(words, noise):
    mixed = [a ^ b for a, b in zip(encoded(words), noise, strict=True)]
    try:
        answer = corrected(mixed, 13)
    except CorrectionError:
        return
    assert encoded(answer[:13]) == answer


def test_more_erasures_than_check_words_are_refused():
    with pytest.raises(CorrectionError):
        corrected([0] * 26, 13, range(14))


@pytest.mark.parametrize("seed", range(8))
def test_every_mask_and_any_ticket_is_read(seed):
    text = ticket(np.random.default_rng(seed))
    assert digits(grid_of(text)) == text


def test_a_third_of_the_symbol_may_be_lost_where_it_is_known_to_be_lost():
    text = ticket(np.random.default_rng(3))
    grid = grid_of(text)
    grid[9:16, 9:16] *= 0.01
    grid[9:16, 9:16] *= np.random.default_rng(1).choice([-1, 1], (7, 7))
    assert digits(grid) == text


def test_noise_is_never_taken_for_a_ticket():
    rng = np.random.default_rng(7)
    assert {digits(rng.normal(0, 1, (21, 21)).astype(np.float32)) for _ in range(150)} == {None}
