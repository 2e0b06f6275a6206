"""The digits in a QR code survive scanners and input methods, and nothing else passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.reasons import NotATicket, OtherFormat, Unreadable, WrongProgramme
from venue_kiosk.domain.ticket import (
    TicketCode,
    compose_ticket,
    encode_ticket,
    parse_ticket,
)

PROGRAMMES = st.integers(1, 999)
RANDOM14 = st.text("0123456789", min_size=14, max_size=14)
CODE = compose_ticket(7, "12345678901234")
DIGITS = encode_ticket(CODE)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _with_check(body: str) -> str:
    return f"{body}{98 - int(body) * 100 % 97:02d}"


@given(PROGRAMMES, RANDOM14)
def test_what_is_printed_is_read_back(programme: int, random14: str) -> None:
    code = compose_ticket(programme, random14)
    digits = encode_ticket(code)
    assert len(digits) == 20
    assert int(digits) % 97 == 1
    assert parse_ticket(digits, programme_number=programme) == code


@pytest.mark.parametrize(
    "text",
    [
        DIGITS.translate(WIDE),
        DIGITS + "\r\n",
        f"{DIGITS[:4]} {DIGITS[4:12]}-{DIGITS[12:]}",
        f"{DIGITS[:4]}　{DIGITS[4:12]}－{DIGITS[12:]}".translate(WIDE),
        f"{DIGITS[:10]}ー{DIGITS[10:]}",
        "]Q1" + DIGITS,
        "]Q2\\000026" + DIGITS,
        "」Ｑ１" + DIGITS.translate(WIDE),
        "\ufeff" + DIGITS,
    ],
    ids=["wide", "enter", "grouped", "wide-grouped", "long-mark", "aim", "eci", "wide-aim", "bom"],
)
def test_a_ticket_survives_scanner_prefixes_and_input_methods(text: str) -> None:
    assert parse_ticket(text, programme_number=7) == CODE


@given(PROGRAMMES, RANDOM14, st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(
    programme: int, random14: str, place: int, step: int
) -> None:
    digits = encode_ticket(compose_ticket(programme, random14))
    wrong = str((int(digits[place]) + step) % 10)
    damaged = digits[:place] + wrong + digits[place + 1 :]
    assert parse_ticket(damaged, programme_number=programme) == Unreadable()


@given(PROGRAMMES, RANDOM14, st.integers(0, 18))
def test_two_swapped_digits_are_always_caught(programme: int, random14: str, place: int) -> None:
    digits = encode_ticket(compose_ticket(programme, random14))
    a, b = digits[place : place + 2]
    swapped = digits[:place] + b + a + digits[place + 2 :]
    if a != b:
        assert parse_ticket(swapped, programme_number=programme) == Unreadable()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (DIGITS[:-1], Unreadable()),
        ("", Unreadable()),
        (DIGITS[:-1] + "O", Unreadable()),
        ("4901234567894", Unreadable()),
        (DIGITS[:15].translate(WIDE), Unreadable(input_method_on=True)),
        ("１００あ２う", Unreadable(input_method_on=True)),
        ("ｈっｔｐｓ：・・えぁｍｐぇ", Unreadable(input_method_on=True)),
        ("https://example.jp/?t=" + DIGITS, NotATicket()),
        ("tel:0312345678", NotATicket()),
        ("BEGIN:VCARD\nFN:見本木 さくら\nTEL:0312345678\nEND:VCARD", NotATicket()),
        ("9" * 10_001, Unreadable()),
        ("x" * 10_001, NotATicket()),
        (_with_check("2007" + "1" * 14), OtherFormat()),
        (_with_check("2008" + "1" * 14), OtherFormat()),
        (_with_check("1008" + "1" * 14), WrongProgramme(number="008")),
        ("2008" + "1" * 16, Unreadable()),
    ],
)
def test_refusals_come_in_the_order_of_the_contract(text: str, refusal: object) -> None:
    assert parse_ticket(text, programme_number=7) == refusal


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = parse_ticket(text, programme_number=7)
    assert isinstance(answer, TicketCode | NotATicket | Unreadable | OtherFormat | WrongProgramme)


def test_a_ticket_does_not_print_its_number() -> None:
    assert "1234567" not in repr(CODE)


@pytest.mark.parametrize(
    ("programme", "random14"), [(0, "1" * 14), (1000, "1" * 14), (1, "1" * 13), (1, "1" * 13 + "x")]
)
def test_a_ticket_out_of_range_is_not_made(programme: int, random14: str) -> None:
    with pytest.raises(ValueError, match=r"programme number|14 random"):
        compose_ticket(programme, random14)
