"""The card on paper comes back as it was printed, and says which row was mistyped."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.key_card import (
    QR_PREFIX,
    CardError,
    CardFault,
    card_rows,
    compose_card,
    parse_card,
)

EVENT = "00112233445566778899aabbccddeeff"
SECRET = hashlib.sha256(b"a card of a test").digest()
CARD = compose_card(SECRET, EVENT)


@given(st.binary(min_size=32, max_size=32), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_every_secret_comes_back(secret, event_id):
    assert parse_card(compose_card(secret, event_id), event_id) == secret


def test_typing_may_be_untidy():
    rows = card_rows(CARD)
    assert [len(row) for row in rows] == [19] * 4
    full_width = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
    for typed in (
        "\n".join(rows),
        "-".join(rows).lower(),
        f"  {' '.join(rows)} ",
        " ".join(rows).translate(full_width),
        QR_PREFIX + CARD,
    ):
        assert parse_card(typed, EVENT) == SECRET


@pytest.mark.parametrize("row", [1, 2, 3, 4])
def test_a_mistyped_row_is_named(row):
    at = (row - 1) * 16 + 7
    wrong = "B" if CARD[at] == "A" else "A"
    with pytest.raises(CardError) as refusal:
        parse_card(CARD[:at] + wrong + CARD[at + 1 :], EVENT)
    assert (refusal.value.fault, refusal.value.row) == (CardFault.ROW, row)
    with pytest.raises(CardError) as refusal:
        parse_card(CARD[:at] + "0" + CARD[at + 1 :], EVENT)
    assert (refusal.value.fault, refusal.value.row) == (CardFault.SIGN, row)


def test_two_rows_in_the_wrong_order_are_noticed():
    rows = card_rows(CARD)
    with pytest.raises(CardError) as refusal:
        parse_card(" ".join([rows[1], rows[0], *rows[2:]]), EVENT)
    assert refusal.value.fault is CardFault.ROW


def test_the_card_of_another_event_is_told_apart_from_a_slip():
    with pytest.raises(CardError) as refusal:
        parse_card(CARD, EVENT[::-1])
    assert refusal.value.fault is CardFault.EVENT


@given(st.text(max_size=80))
def test_anything_else_is_refused_and_never_repeated(text):
    with pytest.raises(CardError) as refusal:
        parse_card(text, EVENT)
    assert str(refusal.value) in set(CardFault)


def test_the_secret_is_not_to_be_read_off_the_event():
    assert SECRET.hex() not in CARD.lower()
    other = compose_card(bytes(32), EVENT)
    assert other[:4] == CARD[:4]
    assert other[4:14] != CARD[4:14]
