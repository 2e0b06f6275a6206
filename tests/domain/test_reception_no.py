"""The reception number catches what people mistype and mishear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.reasons import Unreadable
from venue_kiosk.domain.reception_no import compose_reception_no, parse_reception_no

REFUSED = Unreadable(reception_no=True)


@pytest.mark.parametrize("number", ["0001-3", "0012-5", "0123-4", "0236-1", "1001-9"])
def test_published_numbers_hold(number: str) -> None:
    assert compose_reception_no(int(number[:4])) == number


@pytest.mark.parametrize(
    "text", ["01234", "0123-4", " 0123 4 ", "０１２３－４", "０１２３ー４", "0123‐4", "0123−4"]
)
def test_every_way_of_writing_a_number_is_read(text: str) -> None:
    assert parse_reception_no(text) == 123


@given(st.integers(0, 9999), st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(number: int, place: int, step: int) -> None:
    digits = compose_reception_no(number).replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert parse_reception_no(wrong) == REFUSED


def test_every_swap_of_neighbours_is_caught() -> None:
    for number in range(10_000):
        digits = compose_reception_no(number).replace("-", "")
        for place in range(4):
            a, b = digits[place : place + 2]
            swapped = digits[:place] + b + a + digits[place + 2 :]
            assert a == b or parse_reception_no(swapped) == REFUSED


@pytest.mark.parametrize(
    "text", ["0123", "", "たかはし", "012345", "01234" + " " * 100 + "x", "12345678"]
)
def test_what_is_not_a_reception_number_is_refused(text: str) -> None:
    assert parse_reception_no(text) == REFUSED


def test_events_beyond_four_digits_go_on_counting() -> None:
    assert compose_reception_no(10_000).startswith("10000-")
    assert parse_reception_no(compose_reception_no(123_456)) == 123_456


def test_a_long_number_never_reads_as_a_short_one_with_zeros_before() -> None:
    digits = compose_reception_no(123).replace("-", "")
    assert parse_reception_no("0" + digits) == REFUSED


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_out_of_range_is_not_made(number: int) -> None:
    with pytest.raises(ValueError, match="four to six digits"):
        compose_reception_no(number)
